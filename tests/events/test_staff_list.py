"""The list of events in the admin: what staff see and by what they choose."""

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import EventPage
from tests.builders import build_event, build_event_type, build_member, text

URL = "/admin/events/"
ADMINS = ["english_admin", "french_admin"]


def titles(staff, **query):
    return [event.title for event in staff.get(URL, query).context["pages"]]


def words(response):
    return " ".join(unescape(response.content.decode()).replace("\u00a0", " ").split())


@pytest.fixture
def events(events_index, members_index):
    """Three events that differ in all that the list can be filtered by."""
    fiji, workshop = build_member(members_index, "Fiji", title_fr="Fidji"), build_event_type()
    build_event(events_index, "A", start_date=date(2026, 1, 5), end_date=date(2026, 1, 9), title_fr="A", members=[fiji])
    build_event(events_index, "B", start_date=date(2026, 2, 2), programme_year=2024, status="cancelled")
    build_event(events_index, "C", start_date=date(2026, 3, 2), event_type=workshop, title_fr="C").unpublish()
    return {"fiji": fiji.pk, "workshop": workshop.pk}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, "CBA"),
        ({"ordering": "start_date"}, "ABC"),
        ({"ordering": "programme_year"}, "BAC"),
        ({"days_from": "2026-02-02"}, "CB"),
        ({"days_to": "2026-02-02"}, "BA"),
        ({"days_from": "2026-01-07", "days_to": "2026-01-07"}, "A"),
        ({"days_from": "not a day"}, "CBA"),
        ({"event_type": "workshop"}, "C"),
        ({"members": "fiji"}, "A"),
        ({"status": "cancelled"}, "B"),
        ({"status": ["cancelled", "confirmed"]}, "CBA"),
        ({"programme_year": "2024"}, "B"),
        ({"french_state": "missing"}, "B"),
        ({"french_state": ["complete", "older"]}, "CA"),
        ({"live": "yes"}, "BA"),
        ({"live": "no"}, "C"),
    ],
)
def test_the_list_is_filtered_and_ordered(english_admin, events, query, found):
    query = {name: events.get(value, value) if isinstance(value, str) else value for name, value in query.items()}

    assert "".join(titles(english_admin, **query)) == found


def test_the_list_is_searched_and_filtered(english_admin, as_published, events):
    assert titles(english_admin, q="B") == ["B"]
    assert titles(english_admin, q="B", live="no") == []
    assert titles(english_admin, q="B", french_state="missing") == ["B"]


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        ({"title_fr": "Atelier"}, False),
        ({}, True),
        ({"title_fr": "Atelier", "subtitle_en": "Topic"}, True),
        ({"title_fr": "Atelier", "subtitle_en": "Topic", "subtitle_fr": "Thème"}, False),
        ({"title_fr": "Atelier", "body_en": text("<p>Body</p>")}, True),
        ({"title_fr": "Atelier", "body_en": text("<p>Body</p>"), "body_fr": text("<p>Corps</p>")}, False),
        ({"title_fr": "Atelier", "body_en": text("<p>Body</p>"), "body_fr": []}, True),
        ({"title_fr": "Atelier", "subtitle_fr": "Thème"}, False),
    ],
)
def test_french_is_missing_where_a_page_is_not_bilingual(english_admin, events_index, fields, lacking):
    event = build_event(events_index, **fields)

    states = [each.french_state in ("missing", "partial") for each in english_admin.get(URL).context["pages"]]
    assert states == [lacking]
    assert event.is_bilingual is not lacking


ROW = {
    "english_admin": [
        "5–9 January 2026",
        "Workshop – Values",
        "Fiji",
        "cancelled",
        "2025",
        "missing",
        "member administrations",
    ],
    "french_admin": [
        "du 5 au 9 janvier 2026",
        "Atelier – Valeurs",
        "Fidji",
        "annulé",
        "2025",
        "manquant",
        "administrations membres",
    ],
}


@pytest.mark.parametrize("admin", ADMINS)
def test_the_columns_are_in_the_language_of_the_staff(request, admin, events_index, members_index):
    fiji, days = (
        build_member(members_index, title_fr="Fidji"),
        {"start_date": date(2026, 1, 5), "end_date": date(2026, 1, 9)},
    )
    second_line = {"subtitle_en": "Values", "subtitle_fr": "Valeurs"}
    build_event(events_index, event_type=build_event_type(), members=[fiji], status="cancelled", **days, **second_line)
    build_event(events_index, **days)

    page = words(request.getfixturevalue(admin).get(URL))

    assert [word for word in ROW[admin] if word not in page] == []


@pytest.mark.parametrize(("admin", "label"), [("english_admin", "Events"), ("french_admin", "Événements")])
def test_the_list_is_in_the_menu(request, admin, label, events_index):
    page = request.getfixturevalue(admin).get("/admin/").content.decode()

    assert f'"{label}"' in page.encode().decode("unicode_escape", "ignore") or label in unescape(page)
    assert f'"{URL}"' in page


def test_the_queries_do_not_grow_with_the_list(english_admin, events_index, members_index):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert english_admin.get(URL).status_code == 200
        return len(captured)

    members, kind = [build_member(members_index), build_member(members_index, "Tonga")], build_event_type()
    for _ in range(2):
        build_event(events_index, event_type=kind, members=members)
    queries()
    few = queries()
    for _ in range(4):
        build_event(events_index, event_type=kind, members=members)

    assert queries() == few
    assert EventPage.objects.count() == 6
