"""The page that explains how to have the calendar in one's own programme."""

import re
from datetime import date
from html import unescape

import pytest

from tests.builders import build_event, build_event_type, build_member


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_the_page_gives_the_address_of_the_chosen_events_in_two_ways(client, events_index, members_index):
    build_member(members_index, slug="vanuatu")

    english = page(client, "/en/events/subscribe/?member=vanuatu&tz=Pacific/Fiji&year=2026")
    french = page(client, "/fr/evenements/abonnement/?member=vanuatu")

    assert '<a class="btn" href="webcal://localhost:8000/en/events/calendar.ics?member=vanuatu">' in english
    assert 'readonly value="http://localhost:8000/en/events/calendar.ics?member=vanuatu">' in english
    assert '<a class="btn" href="webcal://localhost:8000/fr/evenements/calendrier.ics?member=vanuatu">' in french
    assert 'readonly value="http://localhost:8000/fr/evenements/calendrier.ics?member=vanuatu">' in french
    assert "<h2>3. Enregistrer un seul événement</h2>" in french


def test_the_address_does_not_depend_on_the_host_that_was_asked(client, events_index, settings):
    settings.ALLOWED_HOSTS = ["elsewhere.example"]

    content = client.get("/en/events/subscribe/", headers={"host": "elsewhere.example"}).content.decode()

    assert 'value="http://localhost:8000/en/events/calendar.ics"' in content


def test_a_wrong_filter_is_told_on_the_page_and_leaves_the_whole_calendar(client, events_index):
    content = page(client, "/en/events/subscribe/?member=atlantis")

    assert "One of the filters has a value that does not exist" in content
    assert 'value="http://localhost:8000/en/events/calendar.ics"' in content


def test_the_page_offers_the_next_of_the_chosen_events_to_save(client, events_index):
    build_event(events_index, "Over", start_date=date(2020, 1, 1))
    kind = build_event_type()
    for n in range(6):
        build_event(events_index, f"Course {n}", start_date=date(2999, 1, 1 + n), event_type=kind)
    build_event(events_index, "Meeting", start_date=date(2998, 1, 1))

    content = page(client, "/en/events/subscribe/?type=workshop").partition("<footer")[0]

    assert re.findall(r'\.ics" type="text/calendar">([^<]+)', content) == [f"Course {n}" for n in range(5)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_however_many_events_there_are(
    client, django_assert_num_queries, events_index, count
):
    for _ in range(count):
        build_event(events_index, start_date=date(2999, 1, 1))
    client.get("/en/events/subscribe/")

    with django_assert_num_queries(10):
        client.get("/en/events/subscribe/")
