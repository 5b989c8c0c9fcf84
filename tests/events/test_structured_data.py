"""What an event's page tells machines: schema.org's Event."""

import json
from datetime import date, time

import pytest
from bs4 import BeautifulSoup

from events.models import EventPage
from tests.builders import build_event, build_member


def told(client, event, language="en"):
    page = BeautifulSoup(client.get(event.address_in(language)).content.decode(), "html.parser")
    return next(
        data
        for script in page.find_all("script", type="application/ld+json")
        for data in json.loads(script.string)
        if data["@type"] == "Event"
    )


def test_days_are_dates_and_the_last_is_included(client, events_index):
    event = build_event(
        events_index, "Valuation", slug="valuation", title_fr="Évaluation", slug_fr="evaluation",
        start_date=date(2026, 12, 1), end_date=date(2026, 12, 4),
    )  # fmt: skip

    assert told(client, event) | {"image": []} == {
        "image": [],  # the card of the page
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Valuation",
        "url": "http://localhost:8000/en/events/valuation/",
        "startDate": "2026-12-01",
        "endDate": "2026-12-04",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
    }
    assert told(client, event, "fr")["name"] == "Évaluation"


def test_hours_carry_their_distance_from_utc_and_a_move_its_old_start(client, events_index):
    event = build_event(
        events_index, start_date=date(2026, 4, 4), start_time=time(9), end_time=time(17), time_zone="Pacific/Auckland"
    )
    event = EventPage.objects.get(pk=event.pk)
    event.start_date = event.end_date = date(2026, 4, 6)  # summer time ends on the 5th
    event.save_revision().publish()

    data = told(client, event)

    assert (data["startDate"], data["endDate"]) == ("2026-04-06T09:00:00+12:00", "2026-04-06T17:00:00+12:00")
    assert data["previousStartDate"] == "2026-04-04T09:00:00+13:00"
    assert data["eventStatus"] == "https://schema.org/EventRescheduled"


@pytest.mark.parametrize(("status", "name"), [("cancelled", "EventCancelled"), ("postponed", "EventPostponed")])
def test_the_status_is_told(client, events_index, status, name):
    event = build_event(events_index, status=status)

    assert told(client, event)["eventStatus"] == f"https://schema.org/{name}"


@pytest.mark.parametrize(
    ("fields", "mode"),
    [
        ({"place_en": "Suva", "online_url": "https://meet.example.org/1"}, "MixedEventAttendanceMode"),
        ({"online_url": "https://meet.example.org/1"}, "OnlineEventAttendanceMode"),
        ({"place_en": "Suva"}, "OfflineEventAttendanceMode"),
    ],
)
def test_where_it_is_held_is_told(client, events_index, fields, mode):
    data = told(client, build_event(events_index, **fields))

    assert data["eventAttendanceMode"] == f"https://schema.org/{mode}"
    kinds = {"Place"} if "place_en" in fields else set()
    kinds |= {"VirtualLocation"} if "online_url" in fields else set()
    assert {each["@type"] for each in data["location"]} == kinds


def test_the_host_is_a_country_and_no_text_ends_the_script(client, events_index, members_index):
    host = build_member(members_index, iso_code="FJ")
    event = build_event(
        events_index, "</script><script>alert(1)</script>", host_country=host, working_languages="en-fr"
    )

    data = told(client, event)

    assert data["name"] == "</script><script>alert(1)</script>"
    assert data["location"][0]["address"] == {"@type": "PostalAddress", "addressCountry": "FJ"}
    assert data["inLanguage"] == ["en", "fr"]
