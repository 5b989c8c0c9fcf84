"""The disk of the database is full."""

from contextlib import contextmanager

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from wagtail.models import Revision

from oco_site.models import StandardPage
from tests.builders import build_standard_page, page_form
from tests.databases import another_database

FULL = {  # in the language of the browser: that of the account is in the database
    "en": "The server’s disk is full. Nothing was saved; what was there before is whole.",
    "fr": "Le disque du serveur est plein. Rien n’a été enregistré\u00a0; ce qui existait auparavant est intact.",
}
LONG = "<p>" + "A report of many pages. " * 4_000 + "</p>"  # more than the free space in a page of a database


@pytest.fixture
def db(django_db_setup, django_db_blocker):
    """In place of pytest-django's: a full SQLite database ends every transaction, that around a test as well."""
    with django_db_blocker.unblock(), another_database("full"):
        yield


@contextmanager
def full():
    """PostgreSQL refuses a revision with the code that it has for a full disk; a file of SQLite may grow no more."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("""
                CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$;
                CREATE TRIGGER no_room BEFORE INSERT ON wagtailcore_revision EXECUTE FUNCTION no_room();
            """)
            yield
            cursor.execute("DROP FUNCTION no_room CASCADE")
        else:
            cursor.execute("PRAGMA max_page_count = 1")  # SQLite takes it for the present size
            yield
            cursor.execute("PRAGMA max_page_count = 1073741823")


@pytest.mark.parametrize("language", FULL)
def test_a_full_database_is_said_and_nothing_is_saved_until_there_is_room(english_admin, home, language):
    english_admin.raise_request_exception = False
    page = build_standard_page(home, "As it was")
    address = f"/admin/pages/{page.pk}/edit/"
    fields = {"title": "Renamed", "title_fr": page.title_fr, "slug": page.slug, "slug_fr": page.slug_fr}
    form = page_form("body_en", "body_fr", bodies={"body_en": LONG}, introduction_en="", introduction_fr="", **fields)

    with full():
        answer = english_admin.post(address, form, headers={"accept-language": language})

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert FULL[language] in BeautifulSoup(answer.content, "html.parser").text
    assert StandardPage.objects.get().title == "As it was"
    assert not Revision.objects.exists()

    assert english_admin.post(address, form).status_code == 302
    assert StandardPage.objects.get().title == "Renamed"
