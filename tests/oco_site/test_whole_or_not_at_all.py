"""What staff do to a page is done whole or not at all, whatever fails on the way."""

import pytest
from django.db import OperationalError
from wagtail.models import PageLogEntry, Revision

from oco_site import search
from oco_site.models import StandardPage
from tests.builders import build_standard_page, page_form
from tests.oco_site.acts import edit_standard_page


def fail(*args, **kwargs):
    raise OperationalError("gone")


@pytest.fixture
def search_that_fails(monkeypatch):
    """What publishing does last: the page has been saved and the revision kept."""
    monkeypatch.setattr(search, "refresh_documents", fail)


def test_a_publication_that_fails_leaves_the_page_and_its_revisions_as_they_were(
    english_admin, home, search_that_fails
):
    page = build_standard_page(home, "As it was")
    noted = PageLogEntry.objects.count()
    english_admin.raise_request_exception = False

    answer = edit_standard_page(english_admin, page, title="Renamed", slug="renamed")

    assert answer.status_code == 503
    now = StandardPage.objects.get()
    assert (now.title, now.slug, now.has_unpublished_changes) == ("As it was", page.slug, False)
    assert not Revision.objects.exists()
    assert PageLogEntry.objects.count() == noted


def test_a_page_that_cannot_be_published_is_not_made(english_admin, home, search_that_fails):
    english_admin.raise_request_exception = False
    form = page_form("body_en", "body_fr", title="New", slug="new")

    answer = english_admin.post(f"/admin/pages/add/oco_site/standardpage/{home.pk}/", form)

    assert answer.status_code == 503
    assert not StandardPage.objects.exists()
