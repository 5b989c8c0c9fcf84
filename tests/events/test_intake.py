"""A pasted list or table beside the events that there are: tables of cases for pure functions."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from events.intake import (
    MAX_EVENTS,
    KnownEvent,
    Status,
    plan_import,
    read_list,
    suggested_start_year,
    text_key,
)
from events.programme import MAX_CHARACTERS, MAX_LINES, ProgrammeError

SEED = (Path(__file__).parents[2] / "events/seed/programme.txt").read_text(encoding="utf-8")
TODAY = date(2026, 11, 24)


def day(text):
    return date.fromisoformat(text)


def known(pk, source, start, end=None, title="An event"):
    return KnownEvent(pk, title, source, day(start), day(end or start))


def events_of(lines):
    return [KnownEvent(line.number, line.text, line.source, line.start, line.end) for line in lines]


def read(text, start_year=2026):
    return [(str(line.start), str(line.end), line.text) for line in read_list(text, start_year)]


def planned(text, events, start_year=2026):
    """(line, status, the event's number) of each line."""
    plan = plan_import(read_list(text, start_year), events)
    return [(each.line.number, each.status, each.event and each.event.pk) for each in plan.lines]


# Lists and tables ----------------------------------------------------------------------------------------------------

ROWS = [
    ("25-Oct\tISWG Meeting", "2026-10-25", "2026-10-25", "ISWG Meeting"),
    ("ISWG Meeting\t25-Oct", "2026-10-25", "2026-10-25", "ISWG Meeting"),
    ("•\t25-Oct ISWG Meeting", "2026-10-25", "2026-10-25", "ISWG Meeting"),
    ("30 Oct – 20 Nov\tISWG Meeting", "2026-10-30", "2026-11-20", "ISWG Meeting"),
    ("30 Oct\t20 Nov\tISWG Meeting", "2026-10-30", "2026-11-20", "ISWG Meeting"),
    ("30 Oct\tISWG Meeting\t20 Nov", "2026-10-30", "2026-11-20", "ISWG Meeting"),
    ("2027-02-01\t2027-02-05\tISWG Meeting", "2027-02-01", "2027-02-05", "ISWG Meeting"),
    ("2027-02-01 00:00:00\t\tISWG Meeting", "2027-02-01", "2027-02-01", "ISWG Meeting"),
    ("2027-02-01 – 2027-02-05\tISWG Meeting", "2027-02-01", "2027-02-05", "ISWG Meeting"),
    ("1/2/2027\t05/02/2027\tISWG Meeting", "2027-02-01", "2027-02-05", "ISWG Meeting"),
    ("01.02.2027\tISWG Meeting", "2027-02-01", "2027-02-01", "ISWG Meeting"),
    ("28/12/2026\t8/1/2027\tISWG Meeting", "2026-12-28", "2027-01-08", "ISWG Meeting"),
    ("25-Oct-26\tISWG Meeting", "2026-10-25", "2026-10-25", "ISWG Meeting"),
    ("Sunday 25 Oct\tISWG Meeting", "2026-10-25", "2026-10-25", "ISWG Meeting"),
    ("1\tSun\t25-Oct\tISWG Meeting", "2026-10-25", "2026-10-25", "ISWG Meeting"),
    ("dim. 25 oct.\tISWG Meeting", "2026-10-25", "2026-10-25", "ISWG Meeting"),
    ("25-Oct\tISWG Meeting\tVANUATU", "2026-10-25", "2026-10-25", "ISWG Meeting – VANUATU"),
    ("\u200f25-Oct\u200e\tISWG\u0007 Meeting", "2026-10-25", "2026-10-25", "ISWG Meeting"),
    ("25-Oct\t=1+1", "2026-10-25", "2026-10-25", "=1+1"),
]


@pytest.mark.parametrize(("row", "start", "end", "text"), ROWS)
def test_a_row_of_a_table_is_read(row, start, end, text):
    assert read(row) == [(start, end, text)]


def test_the_head_and_headings_of_a_table_are_passed_over():
    assert read("Start\tEnd\tEvent\n\nOctober\t\t\n25-Oct\t\tISWG Meeting") == [
        ("2026-10-25", "2026-10-25", "ISWG Meeting")
    ]


@pytest.mark.parametrize("row", ["13/25/2026\tHS meeting", "tbc\tHS meeting", "•\tHS meeting"])
def test_a_row_without_a_date_is_told(row):
    lines = read_list(f"25-Oct\tISWG Meeting\n{row}", 2026)

    assert [(line.number, line.start, [w.code for w in line.warnings]) for line in lines[1:]] == [
        (2, None, ["not_understood"])
    ]


def test_the_line_of_a_table_is_kept_as_it_was_written():
    assert [line.source for line in read_list(" • 25/10/2026\tISWG  Meeting ", 2026)] == ["25/10/2026\tISWG  Meeting"]


def test_the_written_years_of_a_table_hold_in_any_order():
    assert read("12/01/2027\tB\n25/10/2026\tA\n26/02/2027\tC", 2026) == [
        ("2027-01-12", "2027-01-12", "B"),
        ("2026-10-25", "2026-10-25", "A"),
        ("2027-02-26", "2027-02-26", "C"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_line_end_ends_a_line(end):
    assert len(read_list(SEED.replace("\n", end), 2023)) == 54


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("25-Oct ISWG Meeting", 2026),
        ("25-Nov ISWG Meeting", 2025),
        ("12/01/2028\tB\n25/10/2027\tA", 2027),
        ("Nothing here", None),
        ("31 Feb Nothing", None),
    ],
)
def test_the_start_year_is_written_or_the_latest_whose_first_date_has_come(text, year):
    assert suggested_start_year(text, TODAY) == year


# Matching ------------------------------------------------------------------------------------------------------------


def test_the_seed_is_all_new_in_an_empty_calendar_and_all_unchanged_after_it():
    lines = read_list(SEED, 2023)

    assert Counter(status for _, status, _ in planned(SEED, [], 2023)) == {Status.NEW: 54}
    assert planned(SEED, events_of(lines), 2023) == [(n, Status.UNCHANGED, n) for n in range(1, 55)]


def test_four_texts_of_the_seed_repeat():
    keys = Counter(text_key(line) for line in SEED.splitlines())

    assert sorted(Counter(keys.values()).items()) == [(1, 45), (2, 3), (3, 1)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("25-Oct ISWG Meeting", "25 Oct: ISWG meeting."),
        ("25-Oct ISWG Meeting", "25/10/2026\tISWG Meeting"),
        ("25-Oct CERT III Topic – Revenue Stream:Ethics", "25 Oct CERT III topic - Revenue stream: ethics"),
    ],
)
def test_dates_case_and_punctuation_do_not_matter(text, source):
    assert planned(text, [known(7, source, "2026-10-25")]) == [(1, Status.UNCHANGED, 7)]


def test_a_line_with_other_dates_changes_its_event():
    assert planned("26-Oct ISWG Meeting", [known(7, "25-Oct ISWG Meeting", "2026-10-25")]) == [(1, Status.CHANGED, 7)]


def test_an_event_without_a_line_is_no_lines():
    assert planned("25-Oct ISWG Meeting", [known(7, "", "2026-10-25", title="ISWG Meeting")]) == [(1, Status.NEW, None)]


EQUALS = [
    ("5-Nov A\n20-Dec A", [(1, "unchanged", 1), (2, "unchanged", 2)]),
    ("6-Nov A\n20-Dec A", [(1, "changed", 1), (2, "unchanged", 2)]),
    ("5-Nov A\n21-Dec A", [(1, "unchanged", 1), (2, "changed", 2)]),
    ("20-Dec A\n6-Nov A", [(1, "unchanged", 2), (2, "changed", 1)]),
    ("6-Nov A\n21-Dec A", [(1, "changed", 1), (2, "changed", 2)]),
    ("20-Dec A", [(1, "unchanged", 2)]),
    ("5-Nov A\n20-Dec A\n21-Dec A", [(1, "unchanged", 1), (2, "unchanged", 2), (3, "new", None)]),
    ("4-Nov A\n5-Nov A\n20-Dec A", [(1, "new", None), (2, "unchanged", 1), (3, "unchanged", 2)]),
]


@pytest.mark.parametrize(("text", "result"), EQUALS)
def test_among_equals_the_same_dates_decide_then_the_order(text, result):
    events = [known(2, "20-Dec A", "2026-12-20"), known(1, "5-Nov A", "2026-11-05")]

    assert planned(text, events) == result


def test_a_line_offers_its_equals_and_the_likest_of_the_events_that_no_line_is():
    events = [
        known(1, "5-Nov A", "2026-11-05"),
        known(2, "20-Dec A", "2026-12-20"),
        known(3, "25-Oct ISWG annual meeting", "2026-10-25"),
        known(4, "", "2026-10-25", title="Budget session"),
    ]

    plan = plan_import(read_list("5-Nov A\n20-Dec A\n25-Oct ISWG Meeting", 2026), events)

    assert [[event.pk for event in line.alternatives] for line in plan.lines] == [[2, 3, 4], [1, 3, 4], [3, 4]]
    assert [event.pk for event in plan.absent] == [3, 4]


def test_a_line_may_be_told_to_be_another_event_or_new_or_left_out():
    (line,) = plan_import(read_list("25-Oct ISWG Meeting", 2026), []).lines

    assert line.become(known(7, "25-Oct ISWG Meeting", "2026-10-25")).status == Status.UNCHANGED
    assert line.become(known(7, "25-Oct ISWG annual meeting", "2026-10-25")).status == Status.CHANGED
    assert line.become(None).status == Status.NEW
    assert line.left_out().status == Status.LEFT_OUT


@pytest.mark.parametrize("text", ["• no date", "31 Feb Never", "25-Oct", "25-Oct " + "A" * 250])
def test_a_line_without_a_date_or_title_or_too_long_cannot_be_imported(text):
    assert planned(text, []) == [(1, Status.UNREADABLE, None)]


# Hostile -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("25-Oct A\n" * (MAX_EVENTS + 1), "too_many_events"),
        ("a\tb\n" * (MAX_LINES + 1), "too_many_lines"),
        ("\t" * (MAX_CHARACTERS + 1), "too_long"),
        ("25-Oct A\n" * 100_000, "too_long"),
        ("25-Oct\tA\0", "nul_byte"),
    ],
    ids=["events", "lines", "tabs", "rows", "nul"],
)
def test_a_text_beyond_bounds_is_refused_whole(text, code):
    with pytest.raises(ProgrammeError) as refusal:
        plan_import(read_list(text, 2026), [])

    assert refusal.value.code == code
