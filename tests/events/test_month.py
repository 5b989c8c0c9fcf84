"""A month of the calendar: its weeks and lanes, then the page."""

import re
from datetime import date, time
from types import SimpleNamespace

import pytest

from events.month import month_after, months_shown, weeks_of
from tests.builders import build_event, build_event_type, build_member
from tests.events.acts import read, text

PATHS = {"en": "/en/events/month/", "fr": "/fr/evenements/mois/"}


def event(name, first, last=None):
    """An event of November 2026, by the days of the month; outside of it, by the month, too: (10, 30)."""
    days = [date(2026, *(day if isinstance(day, tuple) else (11, day))) for day in (first, last or first)]
    return SimpleNamespace(name=name, start_date=days[0], end_date=days[1])


def drawn(*events):
    """The weeks of November 2026 as strings, a letter a day: < and > stand for what goes on before and after."""
    weeks = []
    for week in weeks_of(date(2026, 11, 1), events):
        lanes = []
        for lane in week.lanes:
            text = ""
            for cell in lane:
                text += cell.event.name * cell.days if cell.event else "."
                text += ">" if cell.more_after else ""
                text = f"<{text}" if cell.more_before else text
            lanes.append(text)
        weeks.append(lanes)
    return weeks


# The layout ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "first", "last", "count"),
    [
        (date(2026, 11, 1), date(2026, 10, 26), date(2026, 12, 6), 6),
        (date(2027, 2, 1), date(2027, 2, 1), date(2027, 2, 28), 4),  # four weeks exactly
        (date(2028, 2, 1), date(2028, 1, 31), date(2028, 3, 5), 5),  # a leap year
        (date(2, 1, 1), date(1, 12, 31), date(2, 2, 3), 5),
        (date(9998, 12, 1), date(9998, 11, 30), date(9999, 1, 3), 5),
    ],
)
def test_weeks_run_from_monday_to_sunday_and_cover_the_month(month, first, last, count):
    weeks = weeks_of(month, [])

    assert (weeks[0].days[0], weeks[-1].days[-1], len(weeks)) == (first, last, count)
    assert {len(week.days) for week in weeks} == {7}
    assert {week.days[0].weekday() for week in weeks} == {0}


@pytest.mark.parametrize(
    ("events", "weeks"),
    [
        ([event("a", 1)], [["......a"], [], [], [], [], []]),
        ([event("a", 3, 5)], [[], [".aaa..."], [], [], [], []]),
        ([event("a", 2, 8)], [[], ["aaaaaaa"], [], [], [], []]),
        ([event("a", 7, 10)], [[], [".....aa>"], ["<aa....."], [], [], []]),
        ([event("a", 13, (12, 1))], [[], [], ["....aaa>"], ["<aaaaaaa>"], ["<aaaaaaa>"], ["<aa....."]]),
        ([event("a", (10, 1), 1)], [["<aaaaaaa"], [], [], [], [], []]),
        ([event("a", (9, 1), (9, 30)), event("b", (12, 7))], [[], [], [], [], [], []]),
        # one lane as long as they follow each other, another as soon as they clash
        ([event("a", 2, 3), event("b", 4, 5)], [[], ["aabb..."], [], [], [], []]),
        ([event("a", 2, 4), event("b", 4, 5)], [[], ["aaa....", "..bb..."], [], [], [], []]),
        ([event("a", 2, 4), event("b", 4, 5), event("c", 5, 6)], [[], ["aaacc..", "..bb..."], [], [], [], []]),
        # of those that begin together, the longest first
        ([event("a", 2), event("b", 2, 4)], [[], ["bbb....", "a......"], [], [], [], []]),
        # what goes on stays above what begins
        ([event("a", 5, 10), event("b", 9, 15)], [[], ["...aaaa>"], ["<aa.....", "bbbbbbb"], [], [], []]),
    ],
)
def test_events_lie_in_lanes_over_their_days(events, weeks):
    assert drawn(*events) == weeks


@pytest.mark.parametrize(
    ("month", "step", "other"),
    [
        (date(2026, 11, 1), 1, date(2026, 12, 1)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 11, 1), -12, date(2025, 11, 1)),
    ],
)
def test_months_are_counted_over_the_new_year(month, step, other):
    assert month_after(month, step) == other


@pytest.mark.parametrize(
    ("first_day", "last_day", "months"),
    [
        (None, None, (date(2026, 11, 1), date(2026, 11, 1))),
        (date(2026, 10, 25), date(2027, 11, 22), (date(2025, 10, 1), date(2028, 11, 1))),
        (date(2020, 5, 6), date(2021, 5, 6), (date(2019, 5, 1), date(2026, 11, 1))),  # this month is always there
        (date(2029, 5, 6), date(2029, 5, 6), (date(2026, 11, 1), date(2030, 5, 1))),
        (date.min, date.max, (date(2, 1, 1), date(9998, 12, 1))),
    ],
)
def test_months_are_shown_from_a_year_before_the_events_to_a_year_after(first_day, last_day, months):
    assert months_shown(first_day, last_day, date(2026, 11, 1)) == months


# The page ------------------------------------------------------------------------------------------------------------


def cells(page):
    """(days, words) of each event in the table."""
    found = re.findall(r'<td(?: colspan="(\d)")? class="bar[^>]*>(.*?)</td>', page, re.DOTALL)
    return [(int(days or 1), text(html)) for days, html in found]


def listed(page):
    """The titles of the list that narrow screens show."""
    return re.findall(r"<b[^>]*>(.*?)</b>", page.partition('<div class="month-list">')[2].partition("</main>")[0])


def links(page, *relations):
    return [match[1] if (match := re.search(rf'rel="{each}" href="(.*?)"', page)) else None for each in relations]


@pytest.mark.parametrize(
    ("language", "heading", "first", "second", "today"),
    [
        (
            "en",
            "November 2026",
            "13 Nov – 4 Dec on now CERT III Revenue",
            "24 Nov on now 09:00 Suva Meeting",
            "Tuesday 24 November Today",
        ),
        (
            "fr",
            "Novembre 2026",
            "13 nov. – 4 déc. en cours Module Recettes",
            "24 nov. en cours 09:00 Suva Réunion",
            "mardi 24 novembre Aujourd’hui",
        ),
    ],
)
def test_the_month_of_today_is_a_table_of_weeks_and_a_list(
    client, it_is, events_index, language, heading, first, second, today
):
    it_is("2026-11-23T22:00")  # in Suva it is the 24th, ten o'clock
    texts = {"title_fr": "Module", "subtitle_en": "Revenue", "subtitle_fr": "Recettes"}
    build_event(events_index, "CERT III", start_date=date(2026, 11, 13), end_date=date(2026, 12, 4), **texts)
    build_event(events_index, "Meeting", title_fr="Réunion", start_time=time(9), end_time=time(12))
    build_event(events_index, "Next week", title_fr="Plus tard", start_date=date(2026, 12, 2))
    build_event(events_index, "Another month", start_date=date(2026, 12, 7))

    page = read(client, PATHS[language])

    # a span of four weeks is a cell in each; the last has days of December, too
    later = {"en": "2 Dec Next week", "fr": "2 déc. Plus tard"}[language]
    assert cells(page) == [(3, first), (7, first), (7, first), (1, second), (5, first), (1, later)]
    assert len(listed(page)) == 2
    assert text(re.search("<h1.*?</h1>", page)[0]) == heading
    assert text(re.search("<caption.*?</caption>", page)[0]).count("2026") == 1
    assert [text(html) for html in re.findall(r'<th scope="col" class="is-today">(.*?)</th>', page)] == [today]
    assert page.count('<th scope="col"') == 7 * 7  # the days of the week, and every day of six weeks


def test_what_did_not_stay_as_planned_is_said_in_words(client, it_is, events_index):
    it_is("2026-11-24T02:00")
    build_event(events_index, "Off", status="cancelled")
    build_event(events_index, "Waiting", status="postponed", start_date=date(2026, 11, 25))
    build_event(events_index, "Perhaps", status="tentative", start_date=date(2026, 11, 26))
    moved = build_event(events_index, "Later", start_date=date(2026, 11, 20))
    moved.start_date = moved.end_date = date(2026, 11, 27)
    moved.save_revision().publish()

    assert [words for _days, words in cells(read(client, PATHS["en"]))] == [
        "24 Nov Off Cancelled",
        "25 Nov Waiting Postponed",
        "26 Nov Perhaps Tentative",
        "27 Nov Later Moved",
    ]


@pytest.mark.parametrize(
    ("query", "instant", "heading"),
    [
        ("", "2026-11-30T11:59", "November 2026"),
        ("", "2026-11-30T12:00", "December 2026"),  # midnight in Suva
        ("?tz=Pacific/Pago_Pago", "2026-12-01T10:59", "November 2026"),
        ("?member=samoa", "2026-11-30T11:00", "December 2026"),
    ],
)
def test_it_is_the_month_of_the_readers_today(client, it_is, events_index, members_index, query, instant, heading):
    it_is(instant)
    build_member(members_index, "American Samoa", time_zone="Pacific/Pago_Pago")
    build_member(members_index, "Samoa", slug="samoa", time_zone="Pacific/Apia")

    assert f"<h1>{heading}</h1>" in read(client, PATHS["en"] + query)


def test_filters_apply_and_stay_from_month_to_month(client, it_is, events_index):
    it_is("2026-11-24T02:00")
    build_event(events_index, "Kept", event_type=build_event_type())
    build_event(events_index, "Left out")

    page = read(client, "/en/events/month/2026-11/?type=workshop&page=3&x=y")

    assert listed(page) == ["Kept"]
    assert links(page, "prev", "next") == [
        "/en/events/month/2026-10/?type=workshop",
        "/en/events/month/2026-12/?type=workshop",
    ]
    assert 'href="/en/events/month/?type=workshop" aria-current="page"' in page


def test_a_wrong_filter_is_said_and_nothing_filtered(client, it_is, events_index):
    it_is("2026-11-24T02:00")
    build_event(events_index, "Shown all the same")

    page = read(client, PATHS["en"] + "?type=nothing")

    assert listed(page) == ["Shown all the same"]
    assert "so none was applied" in page


@pytest.mark.parametrize("path", ["/en/events/month/{}/", "/fr/evenements/mois/{}/"])
@pytest.mark.parametrize(
    ("month", "status", "ends"),
    [
        ("2025-10", 404, None),
        ("2025-11", 200, [False, True]),
        ("2026-11", 200, [True, True]),
        ("2027-12", 200, [True, False]),
        ("2028-01", 404, None),
        ("2026-13", 404, None),
        ("2026-00", 404, None),
        ("0000-01", 404, None),
        ("9999-12", 404, None),
        ("2026-1", 404, None),
        ("02026-11", 404, None),
        ("２０２６-11", 404, None),
        ("2026-11-24", 404, None),
    ],
)
def test_only_months_within_a_year_of_the_events_exist(client, it_is, events_index, path, month, status, ends):
    it_is("2026-11-24T02:00")
    build_event(events_index, start_date=date(2026, 11, 24), end_date=date(2026, 12, 2))

    response = client.get(path.format(month))

    assert response.status_code == status
    if ends:
        assert [bool(each) for each in links(response.content.decode(), "prev", "next")] == ends


@pytest.mark.parametrize(
    ("path", "words"), [(PATHS["en"], "No event in this month."), (PATHS["fr"], "Aucun événement ce mois-ci.")]
)
def test_an_empty_month_says_so_and_still_shows_its_days(client, it_is, events_index, path, words):
    it_is("2026-11-24T02:00")

    page = read(client, path)

    assert words in page
    assert page.count('<tr class="days">') == 6


@pytest.mark.parametrize("count", [1, 3])
def test_a_month_costs_the_same_queries_whatever_is_in_it(
    client, django_assert_num_queries, it_is, events_index, members_index, count
):
    it_is("2026-11-24T02:00")
    for _n in range(count):
        build_event(events_index, members=[build_member(members_index)], event_type=build_event_type())
    client.get(PATHS["en"])

    with django_assert_num_queries(13):
        client.get(PATHS["en"])
