import gc
import os
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from wagtail.models import Page, Site
from wagtail.users.models import UserProfile

from tests import builders

IN_CI = os.environ.get("CI") == "true"
# They begin, so that no core waits at the end for the other's last file.
LONGEST_FILES = ("test_seed_site.py", "test_every_page_type.py", "test_seed_content.py")


def pytest_collection_modifyitems(config, items):
    """What only PostgreSQL can do is left out on SQLite, and what breaks a server unless it is asked for. Visibly:
    deselected, not skipped."""
    items.sort(key=lambda item: item.path.name not in LONGEST_FILES)
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
def django_db_setup(django_db_setup, django_db_blocker):
    """Yields what the migrations have put into the database, for `deserialize_db_from_string`; None if no test asks.

    It is read now: once a browser is open, Django takes the tests for async code and gives them another connection.
    Wagtail's page of welcome is taken away now as well: each of a thousand tests would do it, by thirty queries.
    At the end it closes what threads of a test have left: PostgreSQL drops no database that somebody still uses.
    """
    with django_db_blocker.unblock():
        Site.objects.all().delete()
        Page.objects.filter(depth=2).delete()
    yield getattr(connection, "_test_serialized_contents", None)
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            connection.close()  # it may be one that a test has ended
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            connection.close()


@pytest.fixture(autouse=True)
def static_files_are_found_when_asked_for(settings):
    """Else each test client, which loads the middleware anew, would list all of them: a fifth of the suite's time."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def media_in_a_folder_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


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
    return builders.build_home()


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


@pytest.fixture(scope="module")
def seed_site(django_db_setup, django_db_blocker):
    """The seed content, loaded once for the tests of a module and taken away after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_seed_content", verbosity=0, stdout=StringIO())
        yield
        transaction.set_rollback(True)


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
