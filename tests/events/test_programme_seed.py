"""The seed's programme: the dates and warnings of its 54 lines, its types and streams, its start year."""

import json
from datetime import date
from pathlib import Path

import pytest

from events.programme import latest_start_year, parse_programme

FOLDER = Path(__file__).parents[2] / "events/seed"
SEED = (FOLDER / "programme.txt").read_text(encoding="utf-8")
SEED_COUNTRIES = [
    "vanuatu",
    "fiji",
    "solomon-islands",
    "timor-leste",
    "tonga",
    "fsm",
    "samoa",
    "niue",
    "rmi",
    "kiribati",
    "nauru",
    "tuvalu",
    "png",
]

# First and last day of each line, for start year 2023.
SEED_DATES = """
2023-10-25 2023-10-25
2023-10-30 2023-11-20
2023-11-06 2023-11-10
2023-11-08 2023-11-08
2023-11-13 2023-11-13
2023-11-13 2023-12-04
2023-11-16 2023-11-30
2023-11-24 2023-11-24
2023-11-27 2023-12-18
2023-11-27 2023-12-20
2023-12-01 2023-12-15
2023-12-11 2023-12-15
2023-12-25 2023-12-25
2023-12-26 2023-12-26
2024-01-08 2024-01-12
2024-01-15 2024-01-26
2024-01-15 2024-02-05
2024-01-19 2024-01-23
2024-01-29 2024-02-09
2024-01-29 2024-02-19
2024-02-05 2024-02-16
2024-02-12 2024-02-16
2024-02-12 2024-03-04
2024-02-19 2024-02-23
2024-02-26 2024-03-18
2024-03-06 2024-03-06
2024-03-04 2024-03-15
2024-03-11 2024-04-01
2024-03-25 2024-03-29
2024-03-25 2024-04-15
2024-04-08 2024-04-29
2024-04-15 2024-04-20
2024-04-15 2024-04-26
2024-04-22 2024-04-26
2024-04-23 2024-04-25
2024-04-26 2024-04-27
2024-04-22 2024-05-13
2024-05-06 2024-05-27
2024-05-13 2024-05-17
2024-05-13 2024-06-07
2024-05-20 2024-06-10
2024-05-24 2024-05-24
2024-05-27 2024-05-31
2024-06-05 2024-06-05
2024-06-03 2024-07-01
2024-06-03 2024-07-15
2024-07-01 2024-08-12
2024-07-08 2024-07-29
2024-08-05 2024-08-26
2024-08-13 2024-08-16
2024-08-19 2024-08-19
2024-09-02 2024-09-02
2024-10-01 2024-10-04
2024-11-19 2024-11-22
"""

SEED_WARNINGS = {
    11: [("starts_late_in_week", "2023-12-01")],
    18: [("starts_late_in_week", "2024-01-19")],
    27: [("goes_back", "2024-03-06")],
    32: [("ends_on_weekend", "2024-04-20")],
    36: [("starts_late_in_week", "2024-04-26"), ("ends_on_weekend", "2024-04-27")],
    37: [("goes_back", "2024-04-26")],
    45: [("goes_back", "2024-06-05")],
    46: [("overlap", "41")],
    47: [("overlap", "46")],
}


def dates(start_year):
    return [(line.start.isoformat(), line.end.isoformat()) for line in parse_programme(SEED, start_year)]


def test_the_54_lines_of_the_seed_have_their_dates():
    assert [" ".join(pair) for pair in dates(2023)] == SEED_DATES.split("\n")[1:-1]


def test_the_lines_of_the_seed_are_numbered_and_kept_as_written_without_the_bullet():
    written = [(number, row.replace("  • ", "", 1)) for number, row in enumerate(SEED.splitlines(), 1)]
    assert len(written) == 54
    assert [(line.number, line.source) for line in parse_programme(SEED, 2023)] == written


def test_the_no_break_space_of_the_seed_is_kept_in_the_source_and_tidied_in_the_text():
    line = parse_programme(SEED, 2023)[5]
    assert line.source == "13 Nov – 4 Dec CERT III\u00a0 Topic- Revenue Stream: Legislation"
    assert line.text == "CERT III Topic- Revenue Stream: Legislation"


def test_every_warning_of_the_seed_by_line():
    lines = parse_programme(SEED, 2023, dict.fromkeys(SEED_COUNTRIES, "slug"))
    assert {
        line.number: [(w.code, w.detail) for w in line.warnings] for line in lines if line.warnings
    } == SEED_WARNINGS


@pytest.mark.parametrize("later", [1, 3, 77])
def test_another_start_year_moves_the_whole_programme_by_years(later):
    moved = [tuple(f"{int(day[:4]) + later}{day[4:]}" for day in pair) for pair in dates(2023)]
    assert dates(2023 + later) == moved


def test_types_and_streams_have_names_in_both_languages_in_the_order_of_the_key():
    types = json.loads((FOLDER / "types.json").read_text(encoding="utf-8"))
    assert [(row["slug"], row["mark"]) for row in types] == [
        ("cert-iii", "c3"),
        ("cert-iv", "c4"),
        ("trade-facilitation-mission", "tf"),
        ("customs-mission", "cx"),
        ("workshop", "ws"),
        ("meeting", "mt"),
        ("public-holiday", "hd"),
    ]
    assert json.loads((FOLDER / "streams.json").read_text(encoding="utf-8")) == [
        {"slug": "revenue", "name_en": "Revenue stream", "name_fr": "Filière recettes"},
        {"slug": "enforcement", "name_en": "Enforcement stream", "name_fr": "Filière contrôle"},
    ]
    assert all(row["name_en"] and row["name_fr"] for row in types)


@pytest.mark.parametrize(
    ("day", "month", "today", "year"),
    [
        (25, 10, date(2026, 11, 24), 2026),
        (25, 10, date(2026, 10, 25), 2026),
        (25, 10, date(2026, 10, 24), 2025),
        (29, 2, date(2026, 11, 24), 2024),
        (29, 2, date(2104, 2, 28), 2096),
    ],
)
def test_the_latest_start_year_has_its_first_date_behind_it(day, month, today, year):
    assert latest_start_year(day, month, today) == year


def test_no_start_year_for_a_day_that_no_year_has():
    with pytest.raises(ValueError, match="in no year"):
        latest_start_year(31, 2, date(2026, 11, 24))
