"""The year planner: its parts and bars, then the page."""

import re
from collections import namedtuple
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.utils.translation import override

from events.planner import label_lines, programme_name, programme_parts
from oco_site.fields import Localized
from tests.builders import build_event, build_event_type, build_member

PATHS = {"en": "/en/events/planner/", "fr": "/fr/evenements/calendrier-annuel/"}
Type = namedtuple("Type", "order slug")
WORKSHOP, MEETING = Type(1, "workshop"), Type(2, "meeting")


class Event(SimpleNamespace):
    """What the layout asks of an event page."""

    def __init__(self, first, last=None, title="Talk", subtitle="", members=(), event_type=None):
        members = [SimpleNamespace(heading=name) for name in members]
        super().__init__(
            start_date=date.fromisoformat(first),
            end_date=date.fromisoformat(last or first),
            heading=Localized(title, "en"),
            subtitle_en=subtitle,
            subtitle_fr="",
            members=SimpleNamespace(all=lambda: members),
            event_type=event_type,
        )


def laid_out(year, *events):
    first, last = min(event.start_date for event in events), max(event.end_date for event in events)
    return programme_parts(year, first, last, events)


def bars(part):
    return [bar for _event_type, bars in part.rows for bar in bars]


# The layout ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "parts"),
    [
        ("2023-10-25", "2024-11-22", [("2023-10-23", 28), ("2024-05-06", 29)]),
        ("2026-10-25", "2027-11-22", [("2026-10-19", 29), ("2027-05-10", 29)]),
        ("2026-10-26", "2026-10-26", [("2026-10-26", 1)]),
        ("2026-11-01", "2026-11-01", [("2026-10-26", 1)]),  # a Sunday
        ("2026-10-05", "2027-05-02", [("2026-10-05", 30)]),
        ("2026-10-05", "2027-05-03", [("2026-10-05", 15), ("2027-01-18", 16)]),
        ("2026-01-01", "2027-12-31", [("2025-12-29", 26), ("2026-06-29", 26), ("2026-12-28", 26), ("2027-06-28", 27)]),
    ],
)
def test_a_programme_is_cut_into_equal_parts_of_at_most_thirty_weeks(first, last, parts):
    """An event a week, so that no part is empty."""
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    days = [day + timedelta(days=7 * n) for n in range((end - day).days // 7 + 1)]
    found, left_over = laid_out(int(first[:4]), *(Event(day.isoformat()) for day in [*days, end]))

    assert [(part.monday.isoformat(), part.week_count) for part in found] == parts
    assert left_over == []


def test_a_programme_is_drawn_within_its_year_and_the_next_and_the_rest_is_left_over():
    before, early, late, after = (
        Event(day) for day in ("2025-12-31", "2026-01-05", "2027-12-31", "2028-01-03")
    )  # fmt: skip

    parts, left_over = laid_out(2026, before, early, late, after)

    assert [bar.event for part in parts for bar in bars(part)] == [before, early, late]  # in the week of 1 January
    assert left_over == [after]
    assert laid_out(2020, early) == ([], [early])


def test_an_event_longer_than_two_years_is_cut_on_both_sides():
    parts, left_over = laid_out(2026, Event("2001-01-01", "2050-12-31"))

    assert left_over == []
    assert [(bar.column, bar.width, bar.before, bar.after) for part in parts for bar in bars(part)] == [
        (1, 26, 0, 0),
        (1, 26, 0, 0),
        (1, 26, 0, 0),
        (1, 27, 0, 0),
    ]
    assert {bar.more_before and bar.more_after for part in parts for bar in bars(part)} == {True}


@pytest.mark.parametrize(
    ("event", "classes"),
    [
        # room for a short label is three weeks, for one over two months or a long label four
        (Event("2026-10-12"), "c-2 w-3 aw-2 ad-6"),
        (Event("2026-10-15", "2026-10-16"), "c-2 w-3 bd-3 aw-2 ad-2"),
        (Event("2026-10-18", "2026-10-19"), "c-2 w-3 bd-6 aw-1 ad-6"),
        (Event("2026-10-12", "2026-11-01"), "c-2 w-4 aw-1"),
        (Event("2026-10-12", title="A label that is not short"), "c-2 w-4 aw-3 ad-6"),
        (Event("2026-10-12", "2026-11-23"), "c-2 w-7 ad-6"),
        (Event("2026-10-17", "2026-12-13"), "c-2 w-9 bd-5"),
        # where the part ends, the label begins before its bar
        (Event("2026-12-14"), "c-9 w-3 bw-2 ad-6 end"),
        (Event("2026-12-20"), "c-9 w-3 bw-2 bd-6 end"),
        (Event("2026-12-07"), "c-9 w-3 bw-1 aw-1 ad-6 end"),
        (Event("2026-11-30"), "c-9 w-3 aw-2 ad-6"),
    ],
)
def test_a_bar_is_placed_by_whole_weeks_and_days(event, classes):
    """In the eleven weeks from 5 October."""
    parts, _left_over = laid_out(2026, Event("2026-10-05"), event, Event("2026-12-20"))

    assert [part.week_count for part in parts] == [11]
    assert [bar.classes for bar in bars(parts[0])][1] == classes


def test_a_bar_that_goes_on_in_the_next_part_is_marked_in_both():
    parts, _left_over = laid_out(2026, Event("2026-10-05"), Event("2027-01-11", "2027-01-31"), Event("2027-05-09"))

    assert [[bar.classes for bar in bars(part)] for part in parts] == [
        ["c-1 w-3 aw-2 ad-6", "c-13 w-3 bw-2 more-after end"],
        ["c-1 w-3 aw-1 more-before", "c-14 w-3 bw-2 bd-6 end"],
    ]


def test_rows_are_types_in_their_order_and_a_part_has_only_those_that_it_needs():
    parts, _left_over = laid_out(
        2026,
        Event("2026-10-05", event_type=MEETING),
        Event("2026-10-06", event_type=WORKSHOP),
        Event("2026-10-07"),
        Event("2027-08-02", event_type=MEETING),
    )

    assert [[event_type for event_type, _bars in part.rows] for part in parts] == [
        [WORKSHOP, MEETING, None],
        [MEETING],
    ]


def test_a_week_belongs_to_the_month_that_begins_in_it():
    parts, _left_over = laid_out(2023, Event("2023-10-25"), Event("2024-02-04"))

    with override("en"):
        assert [(month.name, month.column, month.width) for month in parts[0].months] == [
            ("Oct", 1, 1),  # 23 October
            ("November", 2, 4),  # from 30 October
            ("December", 6, 5),  # from 27 November
            ("January", 11, 4),
            ("Feb", 15, 1),  # 29 January
        ]
    with override("fr"):
        assert [month.name for month in parts[0].months] == ["Oct.", "Novembre", "Décembre", "Janvier", "Févr."]


@pytest.mark.parametrize(
    ("day", "place"),
    [
        ("2026-10-04", ""),
        ("2026-10-05", "c-1"),
        ("2026-10-11", "c-1 bd-6"),
        ("2026-11-18", "c-7 bd-2"),
        ("2026-12-20", "c-11 bd-6"),
        ("2026-12-21", ""),
    ],
)
def test_today_has_a_place_in_its_part_only(day, place):
    parts, _left_over = laid_out(2026, Event("2026-10-05"), Event("2026-12-20"))

    assert parts[0].place_of(date.fromisoformat(day)) == place


@pytest.mark.parametrize(
    ("event", "lines"),
    [
        (Event("2026-10-05", title="Budget Session"), ["Budget Session"]),
        (
            Event("2026-10-05", title="CERT III topic", subtitle="Revenue: Tariff / Enforcement: Tariff"),
            ["Revenue: Tariff", "Enforcement: Tariff"],
        ),
        (Event("2026-10-05", title="Expert Mission – Vanuatu", members=["Vanuatu"]), ["Vanuatu"]),
        (Event("2026-10-05", title="Mission - Tonga, Fiji", members=["Fiji", "Tonga"]), ["Tonga, Fiji"]),
        (Event("2026-10-05", title="Expert Mission – Vanuatu"), ["Expert Mission – Vanuatu"]),
        (Event("2026-10-05", title="Mission – Fiji", members=["Fiji", "Tonga"]), ["Mission – Fiji"]),
        (Event("2026-10-05", title="Workshop in Fiji", members=["Fiji"]), ["Workshop in Fiji"]),
    ],
)
def test_a_label_is_the_topic_of_a_course_the_country_of_a_mission_or_the_title(event, lines):
    assert [str(line) for line in label_lines(event)] == lines


@pytest.mark.parametrize(
    ("year", "starts_in", "name"), [(2026, 10, "2026–27"), (2099, 7, "2099–00"), (2026, 1, "2026")]
)  # fmt: skip
def test_a_programme_is_named_by_the_years_that_it_touches(year, starts_in, name):
    assert programme_name(year, starts_in) == name


def test_the_style_sheet_has_a_rule_for_every_class_of_a_place():
    sheet = Path(settings.BASE_DIR, "static/css/planner.css").read_text()
    most = {"c": 30, "w": 30, "bw": 3, "bd": 6, "aw": 3, "ad": 6}
    rules = [f".{name}-{n} {{ --{name}: {n}; }}" for name, last in most.items() for n in range(1, last + 1)]

    assert [rule for rule in rules if rule not in sheet] == []


# The page ------------------------------------------------------------------------------------------------------------


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return unescape(response.content.decode())


def text(html):
    return " ".join(re.sub("<.*?>", " ", html).split())


def rows(page):
    """{heading: the words of its events} of each part."""
    return [
        {
            text(heading): [text(item) for item in re.findall("<li.*?</li>", items, re.DOTALL)]
            for heading, items in re.findall(r"<h3>(.*?)</h3>\s*<ol>(.*?)</ol>", part, re.DOTALL)
        }
        for part in page.split('<section class="plan"')[1:]
    ]


def shown(page):
    return [item for part in rows(page) for items in part.values() for item in items]


@pytest.mark.parametrize(
    ("language", "title", "parts", "words"),
    [
        (
            "en",
            "Year planner, 2026–27",
            ["October 2026 to February 2027", "February 2027 to June 2027"],
            [
                {
                    "Course": ["5 – 30 Oct Tax", "24 Nov on now Legislation Valuation"],
                    "Meeting": ["24 Nov on now Talks"],
                },
                {"Course": ["11 Jun Late"], "Other events": ["12 Jun Party"]},
            ],
        ),
        (
            "fr",
            "Calendrier annuel, 2026–27",
            ["Octobre 2026 à février 2027", "Février 2027 à juin 2027"],
            [
                {"Cours": ["5 – 30 oct. Impôt", "24 nov. en cours Législation"], "Réunion": ["24 nov. en cours Talks"]},
                {"Cours": ["11 juin Late"], "Autres événements": ["12 juin Party"]},
            ],
        ),
    ],
)
def test_the_planner_lists_the_programme_by_type_in_order(client, it_is, events_index, language, title, parts, words):
    it_is("2026-11-24T02:00")
    course = build_event_type("course", "Course", "Cours", "c3")
    meeting = build_event_type("meeting", "Meeting", "Réunion", "mt")
    meeting.order = 1
    meeting.save()
    topics = {"subtitle_en": "Duties / Valuation", "subtitle_fr": "Législation"}
    build_event(events_index, "Party", start_date=date(2027, 6, 12))
    build_event(events_index, "Late", start_date=date(2027, 6, 11), event_type=course)
    build_event(events_index, "Topic", event_type=course, **topics)
    build_event(events_index, "Talks", event_type=meeting)
    days = {"start_date": date(2026, 10, 5), "end_date": date(2026, 10, 30)}
    build_event(events_index, "Tax", title_fr="Impôt", event_type=course, **days)

    page = read(client, PATHS[language])

    assert re.findall("<h1>(.*?)</h1>", page) == [title]
    assert re.findall(r'<h2 id="p\d">(.*?)</h2>', page) == parts
    assert rows(page) == words
    assert page.count('class="today-line c-8 bd-1"') == 1
    assert "style=" not in page.partition("<main")[2]


def test_what_did_not_stay_as_planned_is_said_in_words(client, it_is, events_index):
    it_is("2026-11-24T02:00")
    build_event(events_index, "Off", status="cancelled")
    build_event(events_index, "Waiting", status="postponed", start_date=date(2026, 11, 25))
    build_event(events_index, "Perhaps", status="tentative", start_date=date(2026, 11, 26))
    moved = build_event(events_index, "Later", start_date=date(2026, 11, 20))
    moved.start_date = moved.end_date = date(2026, 11, 27)
    moved.save_revision().publish()

    assert shown(read(client, PATHS["en"])) == [
        "24 Nov Off Cancelled",
        "25 Nov Waiting Postponed",
        "26 Nov Perhaps Tentative",
        "27 Nov Later Moved",
    ]


@pytest.mark.parametrize(
    ("instant", "path", "status", "names"),
    [
        ("2026-11-24T02:00", "", 200, ["This"]),
        ("2026-09-30T11:59", "", 200, ["Last"]),
        ("2026-09-30T12:00", "", 200, ["This"]),  # midnight in Suva: October, when programmes start
        ("2026-09-30T12:00", "?tz=Pacific/Pago_Pago", 200, ["Last"]),
        ("2030-01-01T00:00", "", 200, ["Next"]),  # the latest there is
        ("2026-11-24T02:00", "2025/", 200, ["Last"]),
        ("2026-11-24T02:00", "2027/", 200, ["Next"]),
        ("2026-11-24T02:00", "2028/", 404, None),
        ("2026-11-24T02:00", "0000/", 404, None),
        ("2026-11-24T02:00", "9999/", 404, None),
        ("2026-11-24T02:00", "02026/", 404, None),
    ],
)
@pytest.mark.parametrize("start", PATHS.values())
def test_the_programme_is_that_of_today_else_the_latest_else_the_one_asked_for(
    client, it_is, events_index, members_index, instant, path, status, names, start
):
    it_is(instant)
    build_member(members_index, time_zone="Pacific/Pago_Pago")
    build_event(events_index, "Last", start_date=date(2026, 9, 1))
    build_event(events_index, "This", start_date=date(2027, 9, 1))
    build_event(events_index, "Next", start_date=date(2027, 9, 2), programme_year=2027)

    response = client.get(start + path)

    assert response.status_code == status
    if status == 200:
        assert [item.split()[2] for item in shown(response.content.decode())] == names


def test_the_other_programmes_are_a_link_away_with_the_filters(client, it_is, events_index):
    it_is("2026-11-24T02:00")
    for year in (2024, 2026, 2027):
        build_event(events_index, f"In {year}", start_date=date(year, 11, 24), event_type=build_event_type())
    build_event(events_index, "Left out")

    page = read(client, PATHS["en"] + "?type=workshop&x=y")

    assert shown(page) == ["24 Nov on now In 2026"]
    assert re.findall(r'<li><a href="(/en/events/planner/\d.*?)">(.*?)</a>', page) == [
        ("/en/events/planner/2027/?type=workshop", "2027–28"),
        ("/en/events/planner/2024/?type=workshop", "2024–25"),
    ]


def test_what_lies_out_of_the_programmes_two_years_is_listed_below(client, it_is, events_index):
    it_is("2026-11-24T02:00")
    build_event(events_index, "Drawn")
    build_event(events_index, "Far", start_date=date(2031, 1, 6), programme_year=2026)
    build_event(events_index, "Nowhere", start_date=date(2031, 1, 6), programme_year=32767)

    page = read(client, PATHS["en"])

    assert shown(page) == ["24 Nov on now Drawn"]
    below = page.partition('<section class="left-over">')[2].partition("</section>")[0]
    assert re.findall("<b>(.*?)</b>", below) == ["Far"]
    assert text(re.search('<p class="when">(.*?)</p>', below)[1]) == "6 Jan 2031 Mon"


@pytest.mark.parametrize(
    ("path", "query", "words"),
    [
        (PATHS["en"], "", "This programme has no events."),
        (PATHS["fr"], "", "Ce programme ne comporte aucun événement."),
        (PATHS["en"], "?type=workshop", "No event matches these filters."),
        (PATHS["fr"], "?type=workshop", "Aucun événement ne correspond à ces filtres."),
    ],
)
def test_a_planner_without_events_says_so(client, it_is, events_index, path, query, words):
    it_is("2026-11-24T02:00")
    if query:
        build_event_type()
        build_event(events_index)

    assert words in read(client, path + query)


def test_a_wrong_filter_is_said_and_nothing_filtered(client, it_is, events_index):
    it_is("2026-11-24T02:00")
    build_event(events_index, "Shown")

    page = read(client, PATHS["en"] + "?member=atlantis")

    assert shown(page) == ["24 Nov on now Shown"]
    assert "so none was applied" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_planner_costs_the_same_queries_whatever_is_in_it(
    client, django_assert_num_queries, it_is, events_index, members_index, count
):
    it_is("2026-11-24T02:00")
    for number in range(count):
        event_type = build_event_type(f"type-{number}")
        build_event(events_index, members=[build_member(members_index)], event_type=event_type)
        build_event(events_index, start_date=date(2020 + number, 11, 24))
    client.get(PATHS["en"])

    with django_assert_num_queries(13):
        client.get(PATHS["en"])
