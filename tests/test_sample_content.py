"""The sample content of `make bench`: like the real one for visitors, and never in a real database."""

import pytest
from django.test import Client

from events.models import EventPage
from news.models import NewsReleasePage
from tests.bench import sample_content
from tests.builders import (
    build_event_type,
    build_events_index,
    build_home,
    build_member,
    build_members_index,
    build_news_index,
    build_priorities_index,
    build_priority,
)
from tests.databases import another_database


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker):
    """In place of pytest-django's, which commits nothing."""
    with django_db_blocker.unblock(), another_database("copy"):
        home = build_home()
        build_news_index(home)
        build_events_index(home)
        build_member(build_members_index(home), slug="fiji")
        build_priority(build_priorities_index(home))
        build_event_type()
        yield


def test_a_database_that_is_not_for_samples_is_left_alone(db):
    with pytest.raises(ValueError, match="sample"):
        sample_content.make_sample_content(1)

    assert not NewsReleasePage.objects.exists()


def test_copies_are_pages_like_those_that_were_saved(db, monkeypatch):
    monkeypatch.setattr(sample_content, "SUFFIX", "copy")  # how this database's name ends
    monkeypatch.setattr(sample_content, "BUILT", 2)

    sample_content.make_sample_content(3)
    sample_content.make_sample_content(5)

    releases, events = list(NewsReleasePage.objects.order_by("path")), list(EventPage.objects.order_by("path"))
    weeks = [(releases[0].date - release.date).days // 7 for release in releases]
    assert weeks == [0, 1, 2, 3, 4]
    assert [(events[0].start_date - event.start_date).days // 7 for event in events] == weeks
    client = Client()
    for page in (releases[4], events[4]):
        for language in ("en", "fr"):
            path = page.address_in(language).removeprefix("http://localhost:8000")
            assert ("Sample" if language == "en" else "Exemple") in client.get(path).content.decode()
    assert client.get("/en/members/fiji/").content.decode().count("Sample release") > 1
    assert releases[0].get_parent().numchild == events[0].get_parent().numchild == 5
    assert client.get("/en/search/?q=meet").context["total"] == 5
