"""The production stack, running once for all tests here, on a PostgreSQL server that may be killed."""

import os
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from psycopg2 import sql

from deploy import postgres
from deploy.production import Stack
from tests import builders
from tests.databases import administer, another_database
from tests.faults.breaking import Database, Machine, cookie_of


@pytest.fixture(scope="session")
def machine(django_db_blocker, tmp_path_factory):
    """Its database is not that of pytest-django, whose tests run in transactions."""
    folder = tmp_path_factory.mktemp("faults")
    with django_db_blocker.unblock(), another_database("faults", empty=True) as database_url:
        call_command("migrate", verbosity=0)
        # What is told to be saved is in the log, as on any server that nobody has set otherwise.
        name = sql.Identifier(connection.settings_dict["NAME"])
        administer(sql.SQL("ALTER DATABASE {} SET synchronous_commit = on").format(name))
        own = {"EMAIL_URL": "dummymail://", "SECRET_KEY": settings.SECRET_KEY, "SECOND_FACTOR": "False"}
        own["TMPDIR"] = str(folder / "tmp")
        (folder / "tmp").mkdir()
        stack = Stack(folder, database_url, **own)
        database = Database(postgres.Server(os.environ[postgres.FOLDER], connection.settings_dict["PORT"]))
        with override_settings(SITE_URL=stack.url, MEDIA_ROOT=folder / "var/media"):
            site = build_site()
            site["cookie"] = cookie_of(site["editor"])
            connection.close()
            with stack.running():
                yield Machine(stack, database, site)


def publish(parent, page):
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def build_site():
    """With all that publishing makes of a page."""
    with patch.object(builders, "put_live", publish):
        home = builders.build_home(title="Oceania Customs", title_fr="Douanes d’Océanie")
        news = builders.build_news_index(home)
        for number in range(20):
            builders.build_release(news, f"Release {number}", title_fr=f"Communiqué {number}")
        calendar = builders.build_events_index(home)
        event = builders.build_event(
            calendar, "Workshop 0", title_fr="Atelier 0", slug="workshop", slug_fr="atelier", audience="members"
        )
        return {
            "home": home,
            "calendar": calendar,
            "event": event,
            "editor": get_user_model().objects.create_superuser("editor"),
        }
