"""The calendar in the time of the reader's own administration."""

import re
from datetime import date, time
from html import unescape

import pytest
from django.utils.translation import override

from events.wording import ReaderClock
from tests.builders import build_event, build_member


def timed(index, zone="Pacific/Fiji", day=date(2026, 12, 8), hours=(9, 12), **fields):
    start, end = (time(hour) for hour in hours)
    return build_event(index, start_date=day, start_time=start, end_time=end, time_zone=zone, **fields)


def words(response):
    assert response.status_code == 200
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", response.content.decode())).replace("\u00a0", " "))


@pytest.mark.parametrize(
    ("zone", "day", "hours", "read_in", "told"),
    [
        ("Pacific/Fiji", (2026, 12, 8), (9, 12), "Pacific/Pago_Pago", "Mon 7 Dec, 10:00–13:00 in X"),  # the date line
        ("Pacific/Pago_Pago", (2026, 12, 7), (10, 13), "Pacific/Fiji", "Tue 8 Dec, 09:00–12:00 in X"),
        ("Pacific/Fiji", (2026, 12, 8), (9, 12), "Pacific/Efate", "08:00–11:00 in X"),
        ("Pacific/Fiji", (2026, 12, 8), (9, 12), "Pacific/Tarawa", ""),  # the same hour
        ("Pacific/Fiji", (2026, 12, 8), (9, 12), "Pacific/Auckland", "10:00–13:00 in X"),  # summer there
        ("Pacific/Fiji", (2026, 7, 8), (9, 12), "Pacific/Auckland", ""),  # and winter
        ("Pacific/Norfolk", (2026, 4, 4), (9, 12), "Pacific/Fiji", ""),
        ("Pacific/Norfolk", (2026, 4, 6), (9, 12), "Pacific/Fiji", "10:00–13:00 in X"),  # summer has ended
        ("Pacific/Fiji", (2026, 12, 8), (0, 1), "Pacific/Efate", "Mon 7 Dec, 23:00 in X"),  # over midnight
        ("Pacific/Fiji", (2026, 1, 1), (0, 1), "Pacific/Pago_Pago", "Wed 31 Dec, 01:00–02:00 in X"),  # New Year
    ],
)
def test_a_reader_is_told_the_hour_and_the_date_where_they_differ(events_index, zone, day, hours, read_in, told):
    event = timed(events_index, zone, date(*day), hours)

    with override("en"):
        assert ReaderClock(read_in, "X").time_of(event).replace("\u00a0", " ") == told


@pytest.mark.parametrize("read_in", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_whole_days_never_shift(client, it_is, events_index, members_index, read_in):
    it_is("2026-11-24T02:00")
    build_member(members_index, "Elsewhere", slug="elsewhere", time_zone=read_in, pin_place="Elsetown")
    build_event(events_index, start_date=date(2026, 12, 1), end_date=date(2026, 12, 3))

    page = words(client.get("/en/events/?member=elsewhere"))

    assert "1–3 Dec Tue–Thu" in page


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/en/events/", "8 Dec, 09:00 Suva, UTC+12 Mon 7 Dec, 10:00–12:00 in Pago Pago"),
        ("/fr/evenements/", "8 déc., 09:00 Suva, UTC+12 lun. 7 déc., 10:00–12:00, heure de Pago Pago"),
    ],
)
@pytest.mark.parametrize("query", ["?member=american-samoa", "?tz=Pacific/Pago_Pago"])
def test_the_agenda_gives_the_time_of_the_chosen_administration(
    client, it_is, events_index, members_index, address, told, query
):
    it_is("2026-11-24T02:00")
    fields = {"slug": "american-samoa", "time_zone": "Pacific/Pago_Pago", "pin_place": "Pago Pago"}
    build_member(members_index, "American Samoa", **fields)
    timed(events_index, hours=(9, 11))

    assert told in words(client.get(address + query))


@pytest.mark.parametrize(
    ("address", "told", "yours"),
    [
        ("/en/events/month/2026-12/", "09:00 Suva", "Mon 7 Dec, 10:00–12:00 in Pago Pago"),
        ("/en/events/planner/", "8 Dec 09:00 Suva", "Mon 7 Dec, 10:00–12:00 in Pago Pago"),
        ("/fr/evenements/calendrier-annuel/", "8 déc. 09:00 Suva", "lun. 7 déc., 10:00–12:00, heure de Pago Pago"),
        (
            "/en/events/changes/",
            "Tuesday 8 December 2026, 09:00–11:00 (Suva, UTC+12)",
            "· Mon 7 Dec, 10:00–12:00 in Pago Pago",
        ),
    ],
)
def test_every_other_view_gives_it_after_the_events_own(
    client, it_is, events_index, members_index, address, told, yours
):
    it_is("2026-11-24T02:00")
    fields = {"slug": "american-samoa", "time_zone": "Pacific/Pago_Pago", "pin_place": "Pago Pago"}
    build_member(members_index, "American Samoa", **fields)
    timed(events_index, hours=(9, 11))

    assert told in words(client.get(address))
    assert f"{told} {yours}" in words(client.get(f"{address}?member=american-samoa"))


@pytest.mark.parametrize(
    ("query", "today"),
    [("", "Wednesday 25 November 2026, Suva"), ("?member=niue", "Tuesday 24 November 2026, Alofi")],
)
def test_today_is_the_chosen_administrations(client, it_is, events_index, members_index, query, today):
    it_is("2026-11-24T20:00")  # the 25th in Suva, the 24th in Alofi
    build_member(members_index, "Niue", slug="niue", time_zone="Pacific/Niue", pin_place="Alofi")
    build_event(events_index, "On the 24th", start_date=date(2026, 11, 24))

    page = words(client.get(f"/en/events/{query}"))

    assert today in page
    assert ("On now (1)" in page) is (query != "")


def test_a_zone_may_be_chosen_beside_a_member(client, it_is, events_index, members_index):
    it_is("2026-11-24T20:00")
    build_member(members_index, "Niue", slug="niue", time_zone="Pacific/Niue", pin_place="Alofi")
    build_member(members_index, "Fiji", slug="fiji")

    assert "25 November 2026, Suva" in words(client.get("/en/events/?member=niue&tz=Pacific/Fiji"))


@pytest.mark.parametrize("zone", ["Europe/Paris", "Pacific/Atlantis", "../../etc/passwd"])
def test_only_the_zones_of_members_can_be_chosen(client, events_index, members_index, zone):
    build_member(members_index)

    response = client.get("/en/events/", {"tz": zone})

    assert "One of the filters has a value that does not exist" in words(response)


def test_an_events_own_page_keeps_the_readers_clock(client, it_is, events_index, members_index):
    it_is("2026-11-24T02:00")
    build_member(members_index, "Niue", slug="niue", time_zone="Pacific/Niue", pin_place="Alofi")
    event = timed(events_index, hours=(9, 11))

    agenda = client.get("/en/events/?member=niue").content.decode()
    page = words(client.get(event.url + "?member=niue"))

    assert f'href="{event.url}?member=niue"' in agenda
    assert "09:00–11:00 (Suva, UTC+12)Mon 7 Dec, 10:00–12:00 in Alofi" in page


def test_the_zone_of_an_event_is_called_by_its_hosts_town(client, events_index, members_index):
    host = build_member(members_index, "Vanuatu", time_zone="Pacific/Efate", pin_place="Port Vila")
    event = timed(events_index, zone="", host_country=host)

    assert "09:00–12:00 (Port Vila, UTC+11)" in words(client.get(event.url))


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/en/events/", "cancelled", "30 Nov – 2 Dec, 09:00 Port Vila, UTC+11 was 1–2 Dec 09:00 Suva, UTC+12"),
        ("/fr/evenements/", "postponed", "30 nov. – 2 déc., 09:00 Port Vila, UTC+11 auparavant 1er–2 déc. 09:00 Suva"),
        ("/en/events/", "confirmed", "day 2 of 3 Port Vila, UTC+11 was 1–2 Dec 09:00 Suva, UTC+12"),
    ],
)
def test_the_zone_is_named_whatever_became_of_the_event(client, it_is, events_index, members_index, path, status, told):
    it_is("2026-12-01T02:00")
    host = build_member(members_index, "Vanuatu", time_zone="Pacific/Efate", pin_place="Port Vila")
    event = build_event(
        events_index, start_date=date(2026, 12, 1), end_date=date(2026, 12, 2), start_time=time(9), end_time=time(12)
    )
    event.start_date, event.host_country, event.time_zone, event.status = (
        date(2026, 11, 30),
        host,
        "Pacific/Efate",
        status,
    )
    event.save_revision().publish()

    assert told in words(client.get(path))


def test_a_move_to_another_zone_alone_is_told(client, events_index):
    event = timed(events_index, hours=(9, 11))
    event.time_zone = "Pacific/Auckland"
    event.save_revision().publish()

    page = words(client.get(event.url))

    assert "09:00–11:00 (Auckland, UTC+13)" in page
    assert "It was to be on Tuesday 8 December 2026, 09:00–11:00 (Suva, UTC+12)." in page


def test_a_members_page_gives_its_own_time(client, it_is, events_index, members_index):
    it_is("2026-11-24T02:00")
    member = build_member(members_index, "Niue", slug="niue", time_zone="Pacific/Niue", pin_place="Alofi")
    timed(events_index, hours=(9, 11), title="For all")

    page = words(client.get(member.url))

    assert "For all" in page
    assert "Mon 7 Dec, 10:00–12:00 in Alofi" in page
