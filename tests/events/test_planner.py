"""The layout of the year planner: its parts, rows and bars."""

from collections import namedtuple
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.utils.translation import override

from events.planner import label_lines, programme_name, programme_parts
from oco_site.fields import Localized

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
