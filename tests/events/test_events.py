"""The calendar: what is on now, ahead and past, its filters, and where else events are shown."""

import re
from datetime import UTC, date, datetime, time

import pytest

from tests.builders import build_event, build_event_type, build_member, build_priority
from tests.events.acts import CALENDARS, parts, read, titles


def months(page):
    """[(month, titles), …] in the page's order."""
    found = re.findall(r'<section class="month".*?<h2[^>]*>(.*?)</h2>(.*?)</section>', page, re.DOTALL)
    return [(re.sub("<.*?>", "", month), titles(events)) for month, events in found]


# The agenda ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "/en/events/",
            ["Tuesday 24 November 2026</time>, Suva", "On now (1)", "day 2 of 5", "The last twelve months (2)"],
        ),
        (
            "/fr/evenements/",
            ["mardi 24 novembre 2026</time>, Suva", "En cours (1)", "jour 2 sur 5", "Les douze derniers mois (2)"],
        ),
    ],
)
def test_the_agenda_says_today_what_is_on_what_comes_and_what_has_been(client, it_is, events_index, path, words):
    it_is("2026-11-24T02:00")
    build_event(events_index, "Far", start_date=date(2027, 3, 1))
    build_event(events_index, "Tomorrow", start_date=date(2026, 11, 25))
    build_event(events_index, "Running", start_date=date(2026, 11, 23), end_date=date(2026, 11, 27))
    build_event(events_index, "Yesterday", start_date=date(2026, 11, 23))
    build_event(events_index, "A year ago", start_date=date(2025, 11, 24))
    build_event(events_index, "Long past", start_date=date(2025, 11, 20))

    page = read(client, path)

    assert parts(page) == (["Running"], ["Tomorrow", "Far"], ["A year ago", "Yesterday"])
    assert '<time datetime="2026-11-24">' in page
    assert [word for word in words if word not in page] == []


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/en/events/", "Planned for today, but cancelled or postponed"),
        ("/fr/evenements/", "Prévu aujourd’hui, mais annulé ou reporté"),
    ],
)
def test_what_is_called_off_is_not_on_now(client, it_is, events_index, path, heading):
    it_is("2026-11-24T02:00")
    build_event(events_index, "Running", start_date=date(2026, 11, 23), end_date=date(2026, 11, 27))
    assert heading not in read(client, path)
    build_event(events_index, "Off", start_date=date(2026, 11, 24), status="cancelled")
    build_event(events_index, "Waiting", start_date=date(2026, 11, 24), status="postponed")
    build_event(events_index, "Likely", start_date=date(2026, 11, 24), status="tentative")

    on_now, _, called_off = read(client, path).partition(heading)

    assert titles(on_now) == ["Running", "Likely"]
    assert "(2)" in on_now
    assert titles(called_off) == ["Off", "Waiting"]


@pytest.mark.parametrize(
    ("path", "names"),
    [("/en/events/", ["December 2026", "February 2027"]), ("/fr/evenements/", ["Décembre 2026", "Février 2027"])],
)
def test_what_is_ahead_is_in_order_under_its_months(client, it_is, events_index, path, names):
    it_is("2026-11-24T02:00")
    build_event(events_index, "Third", start_date=date(2027, 2, 1))
    build_event(events_index, "Second", start_date=date(2026, 12, 9), end_date=date(2027, 2, 2))
    build_event(events_index, "First", start_date=date(2026, 12, 2))

    assert months(read(client, path)) == [(names[0], ["First", "Second"]), (names[1], ["Third"])]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/en/events/", ["Nothing on today.", "Nothing ahead in this calendar."]),
        ("/fr/evenements/", ["Aucun événement en cours aujourd’hui.", "Aucun événement à venir dans ce calendrier."]),
    ],
)
def test_an_empty_calendar_says_so(client, events_index, path, words):
    page = read(client, path)

    assert [word for word in words if word not in page] == []


@pytest.mark.parametrize(
    ("instant", "part"),
    [
        ("2026-11-22T11:59:59", "ahead"),
        ("2026-11-22T12:00", "on now"),  # midnight in Suva
        ("2026-11-24T11:59:59", "on now"),  # the end of its last day there
        ("2026-11-24T12:00", "past"),
    ],
)
def test_an_event_of_whole_days_is_on_until_its_last_day_is_over_in_suva(client, it_is, events_index, instant, part):
    build_event(
        events_index,
        "Days",
        start_date=date(2026, 11, 23),
        end_date=date(2026, 11, 24),
        time_zone="Pacific/Pago_Pago",  # a day is a date: it does not move with the zone
    )
    it_is(instant)

    found = dict(zip(("on now", "ahead", "past"), parts(read(client, "/en/events/")), strict=True))

    assert found == {"on now": [], "ahead": [], "past": []} | {part: ["Days"]}


@pytest.mark.parametrize(
    ("instant", "part"),
    [
        ("2026-11-24T18:59:59", "ahead"),  # in Suva it is the 25th already
        ("2026-11-24T19:00", "on now"),
        ("2026-11-25T02:59:59", "on now"),
        ("2026-11-25T03:00", "past"),  # in Suva it is still the 25th
    ],
)
def test_an_event_with_times_is_on_between_its_instants_beyond_the_date_line(
    client, it_is, events_index, instant, part
):
    build_event(
        events_index,
        "Hours",
        start_date=date(2026, 11, 24),
        start_time=time(9),
        end_time=time(17),
        time_zone="Pacific/Rarotonga",
    )
    it_is(instant)

    found = dict(zip(("on now", "ahead", "past"), parts(read(client, "/en/events/")), strict=True))

    assert found == {"on now": [], "ahead": [], "past": []} | {part: ["Hours"]}


@pytest.mark.parametrize(
    ("zone", "instant", "english", "french"),
    [
        ("Pacific/Rarotonga", "2026-11-26T02:00", "day 2 of 2", "jour 2 sur 2"),  # there the 25th, in Suva the 26th
        ("Pacific/Kiritimati", "2026-11-23T11:00", "day 1 of 2", "jour 1 sur 2"),  # there the 24th, in Suva the 23rd
    ],
)
def test_which_day_of_an_event_with_times_it_is_goes_by_its_own_zone(
    client, it_is, events_index, zone, instant, english, french
):
    build_event(
        events_index,
        start_date=date(2026, 11, 24),
        end_date=date(2026, 11, 25),
        start_time=time(0, 30),
        end_time=time(23),
        time_zone=zone,
    )
    it_is(instant)

    said = [re.search(r'class="status">(.*?) <progress', read(client, path))[1] for path in CALENDARS]

    assert said == [english, french]


@pytest.mark.parametrize(
    ("zone", "start", "end", "starts_at", "ends_at"),
    [
        # Daylight saving starts on 27 September 2026 in Auckland, on 4 October on Norfolk Island.
        ("Pacific/Auckland", "2026-09-26T09:00", "2026-09-28T17:00", "2026-09-25T21:00", "2026-09-28T04:00"),
        ("Pacific/Norfolk", "2026-10-03T09:00", "2026-10-05T17:00", "2026-10-02T22:00", "2026-10-05T05:00"),
        # It ends on 5 April 2026 in both.
        ("Pacific/Auckland", "2026-04-04T09:00", "2026-04-05T09:00", "2026-04-03T20:00", "2026-04-04T21:00"),
        ("Pacific/Norfolk", "2026-04-04T09:00", "2026-04-05T09:00", "2026-04-03T21:00", "2026-04-04T22:00"),
        # The same wall clock on both sides of the date line: a day and an hour apart.
        ("Pacific/Apia", "2026-11-24T09:00", "2026-11-24T10:00", "2026-11-23T20:00", "2026-11-23T21:00"),
        ("Pacific/Pago_Pago", "2026-11-24T09:00", "2026-11-24T10:00", "2026-11-24T20:00", "2026-11-24T21:00"),
        ("Pacific/Marquesas", "2026-11-24T09:00", "2026-11-24T10:00", "2026-11-24T18:30", "2026-11-24T19:30"),
    ],
)
def test_the_instants_of_an_event_follow_from_its_wall_clock(events_index, zone, start, end, starts_at, ends_at):
    start, end = datetime.fromisoformat(start), datetime.fromisoformat(end)

    event = build_event(
        events_index,
        start_date=start.date(),
        end_date=end.date(),
        start_time=start.time(),
        end_time=end.time(),
        time_zone=zone,
    )

    stored = type(event).objects.get(pk=event.pk)
    assert (stored.starts_at, stored.ends_at) == tuple(
        datetime.fromisoformat(instant).replace(tzinfo=UTC) for instant in (starts_at, ends_at)
    )


def test_the_instants_of_whole_days_reach_to_the_end_of_the_last(events_index):
    # The day on which Auckland's clocks go forward has 23 hours.
    event = build_event(events_index, start_date=date(2026, 9, 27), time_zone="Pacific/Auckland")

    assert event.starts_at == datetime(2026, 9, 26, 12, tzinfo=UTC)
    assert event.ends_at == datetime(2026, 9, 27, 11, tzinfo=UTC)


# Elsewhere, and cost -------------------------------------------------------------------------------------------------


def test_home_and_priority_show_what_is_on_and_next(client, it_is, events_index, priorities_index):
    it_is("2026-11-24T02:00")
    priority = build_priority(priorities_index, slug="one", title_fr="Une priorité", slug_fr="une")
    build_event(events_index, "Now", title_fr="En ce moment", priority=priority)
    build_event(events_index, "Next", title_fr="Ensuite", priority=priority, start_date=date(2026, 12, 1))
    build_event(events_index, "Other", title_fr="Autre", start_date=date(2026, 12, 2))

    assert titles(read(client, "/en/")) == ["Now", "Next", "Other"]
    assert titles(read(client, "/fr/")) == ["En ce moment", "Ensuite", "Autre"]
    assert titles(read(client, "/en/priorities/one/")) == ["Now", "Next"]
    assert titles(read(client, "/fr/priorites/une/")) == ["En ce moment", "Ensuite"]


@pytest.mark.parametrize("path", CALENDARS)
@pytest.mark.parametrize("count", [1, 3])
def test_the_calendar_costs_the_same_queries_whatever_its_length(
    client, django_assert_num_queries, it_is, events_index, members_index, path, count
):
    it_is("2026-11-24T02:00")
    event_type = build_event_type()
    for number in range(count):
        member = build_member(members_index)
        for start in (date(2026, 11, 24), date(2026, 12, 1 + number), date(2026, 11, 1 + number)):
            build_event(events_index, members=[member], event_type=event_type, start_date=start)
    client.get(path)

    with django_assert_num_queries(15):
        client.get(path)
