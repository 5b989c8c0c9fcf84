"""The production stack of deploy/, running once for the tests of a module, with a small site in it."""

from contextlib import contextmanager

import psycopg2
import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import connection
from django.test import override_settings
from psycopg2 import sql
from wagtail.documents import get_document_model

from deploy.production import Stack
from tests import builders

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def stack(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("production")
    with django_db_blocker.unblock(), copy_of_the_test_database() as database_url:
        stack = Stack(folder, database_url, EMAIL_URL="dummymail://")
        with override_settings(SITE_URL=stack.url, MEDIA_ROOT=folder / "var/media"):
            stack.site = build_site()
        connection.close()
        with stack.running():
            yield stack


@contextmanager
def copy_of_the_test_database():
    """Its address. Until the block ends Django uses it, too. Copying takes a moment, migrating half a minute."""
    original = connection.settings_dict["NAME"]
    copy = f"{original}_production"
    statements = [
        ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [original]),
        (sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(copy)), None),
        (sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(copy), sql.Identifier(original)), None),
    ]
    connection.close()
    administer(*statements)
    connection.settings_dict["NAME"] = copy
    try:
        yield "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**connection.settings_dict)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
        administer(statements[1])


def administer(*statements):
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    parameters.pop("cursor_factory", None)
    server = psycopg2.connect(**{name: value for name, value in parameters.items() if name != "context"})
    try:
        server.autocommit = True  # a database is not made within a transaction
        for statement, values in statements:
            server.cursor().execute(statement, values)
    finally:
        server.close()


def build_site():
    """What the tests ask for, by name."""
    home = builders.build_home(title="Oceania Customs", title_fr="Douanes d’Océanie")
    news = builders.build_news_index(home)
    release = builders.build_release(news, "A release", title_fr="Un communiqué")
    image = builders.build_image()
    document = get_document_model().objects.create(title="Draft", file=ContentFile(b"secret", name="draft.pdf"))
    get_user_model().objects.create_superuser("staff", password=PASSWORD)
    return {
        "home": home,
        "release": release,
        "picture": image.file.name,
        "rendition": image.get_rendition("width-200").file.name,
        "document": document.file.name,
        "document_page": f"/documents/{document.pk}/draft.pdf",
    }
