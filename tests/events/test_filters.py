"""The filters of the calendar, and the pages that they lead to."""

import re
from datetime import date

import pytest

from events.models import EventsIndexPage
from tests.builders import build_event, build_event_type, build_member
from tests.events.acts import CALENDARS, parts, read, titles

WRONG_FILTER = {
    "/en/events/": "One of the filters has a value that does not exist, so none was applied.",
    "/fr/evenements/": "L’un des filtres a une valeur qui n’existe pas\u00a0: aucun n’a été appliqué.",
}


@pytest.mark.parametrize("path", CALENDARS)
def test_a_period_is_a_year_of_the_calendar(client, it_is, events_index, path):
    it_is("2026-11-24T02:00")
    build_event(events_index, "This year", start_date=date(2026, 12, 31), end_date=date(2027, 1, 4))
    build_event(events_index, "Next year", start_date=date(2027, 1, 1))
    build_event(events_index, "Long past", start_date=date(2024, 1, 1))

    page = read(client, path)

    assert re.findall(r'<option value="(\d{4})"', page) == ["2027", "2026", "2024"]
    assert titles(read(client, f"{path}?year=2026")) == ["This year"]
    assert titles(read(client, f"{path}?year=2024")) == ["Long past"]


def test_a_long_year_goes_on_on_a_second_page(client, monkeypatch, events_index):
    monkeypatch.setattr(EventsIndexPage, "page_size", 2)
    for number in range(3):
        build_event(events_index, f"Event {number}", start_date=date(2027, 1, 1 + number))

    assert titles(read(client, "/en/events/?year=2027")) == ["Event 0", "Event 1"]
    assert titles(read(client, "/en/events/?year=2027&page=2")) == ["Event 2"]


def test_a_long_agenda_goes_on_with_what_comes_later(client, monkeypatch, it_is, events_index):
    it_is("2026-11-24T02:00")
    monkeypatch.setattr(EventsIndexPage, "page_size", 2)
    for title, start in (("Past", 1), ("Now", 24), ("Next", 25), ("Soon", 26), ("Later", 27)):
        build_event(events_index, title, start_date=date(2026, 11, start))

    assert parts(read(client, "/en/events/")) == (["Now"], ["Next", "Soon"], ["Past"])
    assert titles(read(client, "/en/events/?page=2")) == ["Later"]


def test_the_months_of_an_agenda_have_headings_of_their_own(client, it_is, events_index):
    """A month can be past and ahead at once, and an identifier stands once on a page."""
    it_is("2026-11-24T02:00")
    for day in (1, 30):
        build_event(events_index, start_date=date(2026, 11, day))

    identifiers = re.findall(r' id="(.*?)"', read(client, "/en/events/"))

    assert [identifier for identifier in identifiers if identifiers.count(identifier) > 1] == []
    assert {"m2026-11", "past-m2026-11"} <= set(identifiers)


@pytest.mark.parametrize(
    ("path", "chip"), [("/en/events/", "Mission <span"), ("/fr/evenements/", "Mission d’experts <span")]
)
def test_a_type_leaves_only_its_events(client, it_is, events_index, path, chip):
    it_is("2026-11-24T02:00")
    mission = build_event_type("mission", "Mission", "Mission d’experts")
    build_event(events_index, "Mission now", event_type=mission)
    build_event(events_index, "Mission then", event_type=mission, start_date=date(2026, 1, 1))
    build_event(events_index, "Workshop", event_type=build_event_type())
    build_event(events_index, "Of no type")

    page = read(client, f"{path}?type=mission")

    assert parts(page) == (["Mission now"], [], ["Mission then"])
    assert chip in page


@pytest.mark.parametrize("path", CALENDARS)
def test_a_member_sees_its_own_events_and_those_of_all(client, it_is, events_index, members_index, path):
    it_is("2026-11-24T02:00")
    fiji, tonga = build_member(members_index, slug="fiji"), build_member(members_index, "Tonga")
    build_event(events_index, "Both", members=[fiji, tonga])
    build_event(events_index, "Tonga's", members=[tonga])
    build_event(events_index, "For all")
    build_event(events_index, "Secretariat's", audience="secretariat")
    build_event(events_index, "With the Secretariat", audience="secretariat", members=[fiji])

    assert titles(read(client, f"{path}?member=fiji")) == ["Both", "For all", "With the Secretariat"]


@pytest.mark.parametrize("path", CALENDARS)
@pytest.mark.parametrize("query", ["type=nothing", "member=atlantis", "year=1066", "year=soon", "type=%00"])
def test_an_impossible_filter_is_said_and_nothing_filtered(client, it_is, events_index, path, query):
    it_is("2026-11-24T02:00")
    build_event(events_index, "Shown all the same")

    page = read(client, f"{path}?{query}")

    assert titles(page) == ["Shown all the same"]
    assert f'role="alert">{WRONG_FILTER[path]}</p>' in page
    assert page.count('class="error"') == 1


@pytest.mark.parametrize("path", CALENDARS)
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=x", 404),
        ("page=2", 404),
        ("unknown=1&type=&member=&year=", 200),
        ("type=a&type=b", 200),
        ("year=" + "9" * 5000, 200),
        ("type=%F0%9F%98%80%FF", 200),
        ("year=2026&page=2", 404),
        ("year=2026&page=0", 404),
        ("year=2026&page=x", 404),
    ],
)
def test_no_parameter_breaks_the_calendar(client, it_is, events_index, path, query, status):
    it_is("2026-11-24T02:00")
    build_event(events_index)

    assert client.get(f"{path}?{query}").status_code == status
