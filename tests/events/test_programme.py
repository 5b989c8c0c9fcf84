"""From programme text to dated lines: every shape of date, every warning, hostile texts."""

import random
import time
from datetime import date, timedelta

import pytest

from events.programme import MAX_CHARACTERS, MAX_LINES, ProgrammeError, parse_programme


def iso(day):
    return day and day.isoformat()


def dates(text, start_year=2023):
    return [(iso(line.start), iso(line.end)) for line in parse_programme(text, start_year)]


def warnings(text, start_year=2023, countries=None):
    lines = parse_programme(text, start_year, countries)
    return {line.number: [(w.code, w.detail) for w in line.warnings] for line in lines if line.warnings}


# --- shapes of dates


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("25-Oct", "2023-10-25", "2023-10-25"),
        ("30 Oct – 20 Nov", "2023-10-30", "2023-11-20"),
        ("06 – 10 Nov", "2023-11-06", "2023-11-10"),
        ("11-15 Dec", "2023-12-11", "2023-12-15"),
        ("19 Feb – 23 Feb", "2023-02-19", "2023-02-23"),
        ("5 September", "2023-09-05", "2023-09-05"),
        ("05 Sept. - 06 Sept.", "2023-09-05", "2023-09-06"),
        ("11\u00a0–\u00a015\u202fDEC", "2023-12-11", "2023-12-15"),
        ("11   -\t15    dec", "2023-12-11", "2023-12-15"),
        ("1er – 4 août", "2023-08-01", "2023-08-04"),
        ("30 janv. – 2 févr.", "2023-01-30", "2023-02-02"),
        ("12 DÉCEMBRE", "2023-12-12", "2023-12-12"),
        ("25-Oct-2023", "2023-10-25", "2023-10-25"),
        ("28 Dec 2023 – 3 Jan 2024", "2023-12-28", "2024-01-03"),
    ],
)
def test_a_shape_of_date(written, start, end):
    (line,) = parse_programme(f"• {written} Workshop of 3 marvels", 2023)
    assert (iso(line.start), iso(line.end), line.text) == (start, end, "Workshop of 3 marvels")


@pytest.mark.parametrize("dash", "-‐‑‒–—―−")
def test_any_dash_with_or_without_spaces(dash):
    text = f"{dash} 6{dash}10 Nov A\n6 {dash} 10 Nov A\n6{dash}Nov A\n30 Oct {dash}20 Nov {dash} A"
    assert [(iso(line.start), iso(line.end), line.text) for line in parse_programme(text, 2023)] == [
        ("2023-11-06", "2023-11-10", "A"),
        ("2023-11-06", "2023-11-10", "A"),
        ("2023-11-06", "2023-11-06", "A"),
        ("2023-10-30", "2023-11-20", "A"),
    ]


MONTHS = """jan january janv janvier/feb february fév fev févr fevr février fevrier/mar march mars/apr april avr avril
may mai/jun june juin/jul july juil juillet/aug august août aout/sep sept september septembre/oct october octobre
nov november novembre/dec december déc décembre decembre""".replace("\n", "/")


@pytest.mark.parametrize(
    ("name", "month"), [(name, month) for month, names in enumerate(MONTHS.split("/"), 1) for name in names.split()]
)
def test_month_names_of_both_languages_in_any_case(name, month):
    day = f"2023-{month:02}-07"
    text = "\n".join(f"7 {form} A" for form in (name, name.upper(), name.title(), name.swapcase(), f"{name}."))
    assert dates(text) == [(day, day)] * 5


def test_dates_elsewhere_in_the_line_and_of_a_table_row_are_found():
    text = "Workshop (12 – 14 Mar)\nISWG Meeting: 06-Mar\n13-Mar\tHS Meeting\tSuva"
    assert [(iso(line.start), line.text) for line in parse_programme(text, 2023)] == [
        ("2023-03-12", "Workshop"),
        ("2023-03-06", "ISWG Meeting"),
        ("2023-03-13", "HS Meeting Suva"),
    ]


def test_parts_of_words_and_numbers_are_no_dates():
    assert dates("• 2 Marines\n• 3 Octopus\n• 5 decades\n• 12 Marées\n• 125 Oct\n• A12 Oct") == [(None, None)] * 6


def test_headings_rules_and_empty_lines_are_passed_over_but_counted():
    text = "Upcoming events and workshops:\n\n----\n•\n  \n• 25-Oct A\r\nProgramme 2024\n26-Oct B"
    assert [(line.number, line.source, line.text) for line in parse_programme(text, 2023)] == [
        (6, "25-Oct A", "A"),
        (8, "26-Oct B", "B"),
    ]


@pytest.mark.parametrize("bullet", ["• ", "•", "* ", "- ", "– ", "\uf0b7\t", "\ufeff• ", "   ▪ "])
def test_a_bullet_is_not_part_of_the_source(bullet):
    (line,) = parse_programme(f"{bullet}25-Oct A", 2023)
    assert line.source == "25-Oct A"


# --- years


def test_the_year_turns_only_when_the_month_falls_far_back():
    text = "26 Apr A\n22 Apr B\n5 Jun C\n3 Jun D\n30 Nov E\n30 May F\n30 Nov G\n30 Apr H"
    assert [start for start, _ in dates(text)] == [
        "2023-04-26",
        "2023-04-22",
        "2023-06-05",
        "2023-06-03",
        "2023-11-30",
        "2023-05-30",  # six months back: out of order, not a new year
        "2023-11-30",
        "2024-04-30",
    ]


def test_a_december_out_of_order_after_january_does_not_move_the_lines_that_follow():
    starts = [start for start, _ in dates("20 Dec A\n8 Jan B\n27 Dec C\n15 Jan D")]
    assert starts == ["2023-12-20", "2024-01-08", "2023-12-27", "2024-01-15"]
    assert [start for start, _ in dates("8 Jan A\n27 Dec B")] == ["2023-01-08", "2023-12-27"]


def test_an_impossible_date_still_turns_the_year():
    assert dates("20 Dec A\n31 Feb B\n1 Jul C")[2] == ("2024-07-01", "2024-07-01")


def test_a_range_rolls_over_the_end_of_the_year_only():
    assert dates("30 Dec – 5 Jan A") == [("2023-12-30", "2024-01-05")]
    assert dates("28 Sep – 13 Mar A") == [("2023-09-28", "2024-03-13")]
    assert dates("20 Nov – 29 Feb A") == [("2023-11-20", "2024-02-29")]
    assert warnings("20 Nov – 30 Oct A\n10 – 6 Nov B") == {
        1: [("ends_before_start", "20 Nov – 30 Oct")],
        2: [("ends_before_start", "10 – 6 Nov")],
    }
    assert dates("20 Nov – 30 Oct A\n10 – 6 Nov B") == [(None, None)] * 2


def test_29_february_exists_in_leap_years_only():
    assert dates("29 Feb A", 2024) == [("2024-02-29", "2024-02-29")]
    assert dates("26 Feb – 1 Mar A\n29 Feb – 4 Mar B", 2028)[1] == ("2028-02-29", "2028-03-04")
    assert dates("25 Oct A\n29 Feb B", 2023)[1] == ("2024-02-29", "2024-02-29")
    assert dates("29 Feb A", 2023) == [(None, None)]
    assert warnings("29 Feb A\n29-Feb B", 2100) == {
        1: [("impossible_date", "29 Feb")],
        2: [("impossible_date", "29-Feb")],
    }


# --- warnings


@pytest.mark.parametrize("written", ["31 Feb", "0 Oct", "45 Oct", "30 – 31 Nov", "00-Jan"])
def test_an_impossible_date_is_a_warning_without_dates(written):
    (line,) = parse_programme(f"• {written} A", 2023)
    assert (line.start, line.end, line.text) == (None, None, "A")
    assert warnings(f"• {written} A") == {1: [("impossible_date", written)]}


def test_a_year_past_the_calendar_is_impossible():
    assert warnings("20 Dec A\n8 Jan B", 9999) == {2: [("impossible_date", "8 Jan")]}


@pytest.mark.parametrize("row", ["• Workshop, date to come", "25/10/2023 ISWG", "2023-10-25\tISWG", "Oct 25 ISWG"])
def test_a_line_not_understood_is_an_entry_without_dates(row):
    (line,) = parse_programme(row, 2023)
    assert (line.start, line.end, line.text) == (None, None, " ".join(row.removeprefix("• ").split()))
    assert warnings(row) == {1: [("not_understood", "")]}


def test_odd_weekdays():
    text = """• 2 – 6 Oct Workshop, Monday to Friday
    • 6 Oct Workshop on a Friday
    • 6 – 10 Oct Workshop from Friday
    • 7 – 10 Oct Workshop from Saturday
    • 8 – 10 Oct Workshop from Sunday
    • 9 – 14 Oct Workshop to Saturday
    • 9 – 15 Oct Workshop to Sunday
    • 14 Oct Workshop on a Saturday
    • 15 Oct Public holiday on a Sunday"""
    assert warnings(text) == {
        3: [("starts_late_in_week", "2023-10-06")],
        4: [("starts_late_in_week", "2023-10-07")],
        5: [("starts_late_in_week", "2023-10-08")],
        6: [("ends_on_weekend", "2023-10-14")],
        7: [("ends_on_weekend", "2023-10-15")],
        8: [("on_weekend", "2023-10-14")],
    }


def test_topics_overlap_within_a_course_and_stream_only_and_to_the_day():
    text = """• 2 – 30 Oct CERT III Topic – Revenue Stream: A / Enforcement Stream: B
    • 9 – 13 Oct CERT III Topic – Revenue Stream: C
    • 16 – 20 Oct CERT III Topic – Revenue Stream: D / Enforcement Stream: E
    • 16 – 20 Oct CERT IV Topic – Revenue Stream: F
    • 23 – 27 Oct CERT IV Topic – Revenue Stream: G
    • 30 Oct – 3 Nov CERT III Topic – Enforcement Stream: H
    • 23 – 24 Oct CERT IV Topic – Enforcement Stream: I"""
    assert warnings(text) == {
        2: [("overlap", "1")],
        3: [("overlap", "1")],
        6: [("overlap", "1")],
        7: [("goes_back", "2023-10-30")],
    }


def test_an_overlap_is_told_at_the_topic_that_starts_later_whatever_the_order():
    text = "• 16 – 20 Oct CERT III Topic – Revenue Stream: A\n• 9 – 17 Oct CERT III Topic – Revenue Stream: B"
    assert warnings(text) == {1: [("overlap", "2")], 2: [("goes_back", "2023-10-16")]}


def test_missions_to_unknown_countries():
    text = """• 2 – 6 Oct Customs Expert In Country Mission – ATLANTIS
    • 2 – 6 Oct Customs Expert In Country Mission – Fiji
    • 9 Oct Customs Expert In Country Mission
    • 9 Oct Atlantis Workshop"""
    assert warnings(text, countries={"fiji": "fiji"}) == {
        1: [("unknown_country", "ATLANTIS")],
        3: [("unknown_country", "")],
    }
    assert warnings(text) == {}


def test_years_written_in_a_line_are_compared_with_the_dates():
    assert warnings("25 Oct 2023 A\n30 Oct 2021 – 1 Nov 2023 B\n6 – 10 Nov 2022 C") == {
        2: [("year_differs", "2021")],
        3: [("year_differs", "2022")],
    }


def test_second_dates_and_missing_titles_are_told():
    assert warnings("• 25-Oct and 27-Oct A\n• 30 Oct – 3 Nov") == {
        1: [("more_dates", "27-Oct")],
        2: [("no_title", "")],
    }


# --- hostile and random texts


@pytest.mark.parametrize(
    ("text", "start_year", "code"),
    [
        ("x" * (MAX_CHARACTERS + 1), 2023, "too_long"),
        ("\n" * (MAX_LINES + 1), 2023, "too_many_lines"),
        ("• 25-Oct A\0", 2023, "nul_byte"),
        ("• 25-Oct A", 0, "start_year"),
        ("• 25-Oct A", 10_000, "start_year"),
    ],
)
def test_a_text_refused_whole(text, start_year, code):
    with pytest.raises(ProgrammeError) as refusal:
        parse_programme(text, start_year)
    assert refusal.value.code == code
    assert isinstance(refusal.value, ValueError)


def test_the_largest_texts_are_read():
    assert len(parse_programme("25-Oct A\n" * MAX_LINES, 2023)) == MAX_LINES
    assert len(parse_programme("25-Oct " + "x" * (MAX_CHARACTERS - 7), 2023)) == 1


@pytest.mark.parametrize(
    "unit",
    ["1", " ", "-", "1 – ", "25-", "1 Oct ", "• ", "mission ", "revenue stream: ", "a/", "(", "12 Févri", "\u0301"],
)
def test_a_repetitive_text_of_full_length_takes_little_time(unit):
    text = "• " + (unit * MAX_CHARACTERS)[: MAX_CHARACTERS - 2]
    started = time.process_time()
    parse_programme(text, 2023, {"fiji": "fiji"})
    assert time.process_time() - started < 5


def test_random_texts_never_fail_and_keep_the_promises_of_a_line():
    chance = random.Random(54)
    parts = [
        *"-–/.:•\t\n\r 0139İıſ",
        "31 Feb",
        "30 Dec – 5 Jan",
        "oCt",
        "juİn",
        "2024",
        "1er",
        "Mission",
        "CERT III ",
        "\n• ",
    ]
    for _ in range(3000):
        text = "".join(chance.choices(parts, k=30))
        lines = parse_programme(text, 2023, {})
        assert [line.number for line in lines] == sorted({line.number for line in lines})
        for line in lines:
            assert line.source in text.splitlines()[line.number - 1]
            assert line.text == " ".join(line.text.split())
            assert (line.start is None) == (line.end is None)
            assert line.warnings if line.start is None else line.start <= line.end


def test_any_range_of_days_is_read_back_in_each_shape():
    chance = random.Random(23)
    for _ in range(500):
        start = date(2023, 1, 1) + timedelta(chance.randrange(365))
        end = start + timedelta(chance.randrange(1, 183))
        shapes = [f"{start:%d %b} – {end:%d %b} A", f"{start:%d}-{start:%B} - {end:%d %B} A"]
        if start.month == end.month:
            shapes.append(f"{start:%d}-{end:%d %b} A")
        for shape in shapes:
            assert dates(shape) == [(start.isoformat(), end.isoformat())]
