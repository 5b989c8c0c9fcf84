import gc
import os
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from io import StringIO
from unittest.mock import patch

import django.test.client
import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import django_db_setup as migrated_database  # noqa: F401 (asked for by its name)
from wagtail.models import Page
from wagtail.users.models import UserProfile

from oco_site.models import HomePage
from tests import builders
from tests.databases import copy_of_one_for_all, in_use, made

IN_CI = os.environ.get("CI") == "true"
# They begin, in this order, so that no core waits at the end for the other's last file, and none at the beginning for
# the seed content, which the first of them loads.
FIRST_FILES = (
    "test_seed_site.py",
    "test_production.py",
    "test_signing_in.py",
    "test_every_page_type.py",
    "test_editing.py",
    "test_seed_content.py",
)


def pytest_collection_modifyitems(config, items):
    """What only PostgreSQL can do is left out on SQLite, and what breaks a server unless it is asked for. Visibly:
    deselected, not skipped."""
    order = {name: place for place, name in enumerate(FIRST_FILES)}
    items.sort(key=lambda item: order.get(item.path.name, len(order)))
    for item in items:
        if "seed_database" in item.fixturenames:
            item.add_marker("django_db")  # else pytest-django makes no database when browser tests are run alone
    unfit = set() if connection.vendor == "postgresql" else {"postgres"}
    unfit |= set() if "faults" in config.option.markexpr else {"faults"}
    left_out = [item for item in items if any(item.get_closest_marker(name) for name in unfit)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish():
    """Python looks through all that is in memory again and again, here Wagtail's own modules and forms: a third of the
    suite's time. What is there now stays anyway, the rest is looked through less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"  # a skip would hide that something is missing
    return report


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """The same for what was skipped while it was collected."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def this_run(tmp_path_factory, worker_id):
    """(a folder that all workers of this run share, the name of this one)"""
    own = tmp_path_factory.getbasetemp()
    return (own if worker_id == "master" else own.parent), worker_id


@pytest.fixture(scope="session")
def django_db_setup(request, this_run, django_db_blocker):
    """What nearly every test begins with is made once a run: the tables, and a home page in place of Wagtail's page of
    welcome."""

    @contextmanager
    def with_home_page():
        request.getfixturevalue("migrated_database")
        builders.build_home()
        yield connection.settings_dict["NAME"]

    with ExitStack() as stack:
        with django_db_blocker.unblock():
            stack.enter_context(in_use(stack.enter_context(copy_of_one_for_all(this_run, "home", with_home_page))))
        yield


@pytest.fixture(autouse=True)
def static_files_are_found_when_asked_for(settings):
    """Else each test client, which loads the middleware anew, would list all of them: a fifth of the suite's time."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True, scope="session")
def answers_keep_one_context_of_a_template():
    """Else the test client copies one for each of the two thousand icons, widgets and panels of a form of the admin."""
    keep = django.test.client.store_rendered_templates

    def keep_first(store, template, **kwargs):
        if template.name not in store.setdefault("names", set()):
            store["names"].add(template.name)
            keep(store, template=template, **kwargs)

    with patch("django.test.client.store_rendered_templates", keep_first):
        yield


@pytest.fixture(autouse=True)
def nothing_is_kept_of_another_test():
    """Wagtail keeps the paths of its sites, which belong to a database and to what a test has done to it; and pictures
    in other sizes by the number of their image, which comes again in other tests.
    """
    cache.clear()


@pytest.fixture(autouse=True)
def passwords_are_hashed_quickly(settings):
    """Django's own advice for tests: what protects a password is that its hash takes a third of a second."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture(autouse=True)
def media_in_a_folder_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def it_is(monkeypatch):
    """Set the clock: it_is("2026-11-24T02:00") in UTC, which is 14:00 in Suva."""

    def set_clock(instant):
        moment = datetime.fromisoformat(instant).replace(tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


@pytest.fixture
def as_published(monkeypatch):
    """For tests of what publishing makes: the builders' pages get their revision, search rows and references."""

    def publish(parent, page):
        parent.add_child(instance=page)
        page.save_revision().publish()
        return page

    monkeypatch.setattr(builders, "put_live", publish)


@pytest.fixture
def home(db):
    return HomePage.objects.get()


@pytest.fixture
def news_index(home):
    return builders.build_news_index(home)


@pytest.fixture
def events_index(home):
    return builders.build_events_index(home)


@pytest.fixture
def members_index(home):
    return builders.build_members_index(home)


@pytest.fixture
def priorities_index(home):
    return builders.build_priorities_index(home)


@pytest.fixture(scope="session")
def seed_database(django_db_setup, this_run, django_db_blocker):
    """The name of a database with the seed content: loading takes longer than a hundred tests."""

    @contextmanager
    def loaded():
        with made("loaded", connection.settings_dict["NAME"]) as name:
            with in_use(name):
                Page.objects.filter(depth=2).delete()  # the content goes into an empty site only
                call_command("load_seed_content", verbosity=0, stdout=StringIO())
            yield name

    with ExitStack() as stack:
        with django_db_blocker.unblock():
            name = stack.enter_context(copy_of_one_for_all(this_run, "seed", loaded))
        yield name


@pytest.fixture(scope="module")
def seed_site(seed_database, django_db_blocker):
    """The tests of a module use the database with the seed content."""
    with django_db_blocker.unblock(), in_use(seed_database):
        yield


def staff_client(language):
    user = get_user_model().objects.create(username=f"staff-{language}", is_superuser=True, is_staff=True)
    UserProfile.objects.create(user=user, preferred_language=language)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def english_admin(db):
    """A signed-in superuser whose admin is in English."""
    return staff_client("en")


@pytest.fixture
def french_admin(db):
    """A signed-in superuser whose admin is in French."""
    return staff_client("fr")
