"""What the form of an event asks of what the event was before."""

from datetime import date, time

import pytest

from events.models import EventPage
from tests.builders import build_event, build_member
from tests.events.test_events_admin import edit, wrong_fields


@pytest.mark.parametrize(
    ("admin", "words"),
    [
        ("english_admin", "choose ‘confirmed’ or ‘tentative’"),
        ("french_admin", "choisissez «\u00a0confirmé\u00a0» ou «\u00a0à confirmer\u00a0»"),
    ],
)
def test_a_postponed_event_does_not_get_a_date_and_stay_postponed(request, admin, words, events_index):
    staff, event = request.getfixturevalue(admin), build_event(events_index, slug="valuation", status="postponed")
    moved = {"start_date": "2026-12-08", "end_date": "2026-12-08"}

    refused, page = wrong_fields(edit(staff, event, **moved, status="postponed"))
    unmoved = edit(staff, event, end_date="", status="postponed", contact="The Secretariat")
    accepted = edit(staff, event, **moved, status="tentative")

    assert refused == {"status"}
    assert words in page
    assert (unmoved.status_code, accepted.status_code) == (302, 302)
    event.refresh_from_db()
    assert (event.status, event.start_date, event.contact) == ("tentative", date(2026, 12, 8), "")


@pytest.mark.parametrize(
    ("zone", "posted", "kept"),
    [
        ("Pacific/Auckland", "Pacific/Auckland", "Pacific/Efate"),  # only the old host's
        ("Pacific/Niue", "Pacific/Niue", "Pacific/Niue"),  # chosen before
        ("Pacific/Auckland", "Pacific/Niue", "Pacific/Niue"),  # chosen now
    ],
)
def test_a_zone_that_nobody_chose_goes_with_the_host(english_admin, events_index, members_index, zone, posted, kept):
    old = build_member(members_index, "New Zealand", time_zone="Pacific/Auckland")
    new = build_member(members_index, "Vanuatu", time_zone="Pacific/Efate")
    hours = {"start_time": time(9), "end_time": time(10)}
    event = build_event(events_index, slug="valuation", host_country=old, time_zone=zone, **hours)

    edit(english_admin, event, host_country=new.pk, time_zone=posted, start_time="09:00", end_time="10:00")

    assert EventPage.objects.get().time_zone == kept
