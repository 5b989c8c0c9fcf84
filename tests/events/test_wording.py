"""How the days of an event are written."""

from datetime import date

import pytest
from django.utils.translation import override

from events.wording import long_range, short_range, title_with_days, weekdays_or_length

LONG = [
    ("2024-05-24", "2024-05-24", "Friday 24 May 2024", "vendredi 24 mai 2024"),
    ("2024-03-01", "2024-03-01", "Friday 1 March 2024", "vendredi 1er mars 2024"),
    ("2024-04-08", "2024-04-29", "8–29 April 2024", "du 8 au 29 avril 2024"),
    ("2024-04-01", "2024-04-05", "1–5 April 2024", "du 1er au 5 avril 2024"),
    ("2023-10-30", "2023-11-20", "30 October – 20 November 2023", "du 30 octobre au 20 novembre 2023"),
    ("2024-05-31", "2024-06-01", "31 May – 1 June 2024", "du 31 mai au 1er juin 2024"),
    ("2024-02-01", "2024-03-01", "1 February – 1 March 2024", "du 1er février au 1er mars 2024"),
    (
        "2023-12-18",
        "2024-01-01",
        "18 December 2023 – 1 January 2024",
        "du 18 décembre 2023 au 1er janvier 2024",
    ),
    ("2023-05-08", "2024-05-10", "8 May 2023 – 10 May 2024", "du 8 mai 2023 au 10 mai 2024"),
]

# A space between a day and its month does not break.
SHORT = [
    ("2024-05-24", "2024-05-24", ["24_May"], ["24_mai"]),
    ("2024-03-01", "2024-03-01", ["1_Mar"], ["1er_mars"]),
    ("2024-04-01", "2024-04-29", ["1", "29_Apr"], ["1er", "29_avr."]),
    ("2024-08-22", "2024-09-13", ["22_Aug", "13_Sep"], ["22_août", "13_sept."]),
    ("2023-12-18", "2024-01-01", ["18_Dec", "1_Jan"], ["18_déc.", "1er_janv."]),
]
SHORT_WITH_YEAR = [
    ("2024-05-24", "2024-05-24", ["24_May_2024"], ["24_mai_2024"]),
    ("2024-04-01", "2024-04-29", ["1", "29_Apr_2024"], ["1er", "29_avr._2024"]),
    ("2024-06-22", "2024-07-13", ["22_Jun", "13_Jul_2024"], ["22_juin", "13_juil._2024"]),
    ("2023-12-18", "2024-01-01", ["18_Dec_2023", "1_Jan_2024"], ["18_déc._2023", "1er_janv._2024"]),
]

LENGTH = [
    ("2026-11-27", "2026-11-27", "Fri", "ven."),
    ("2026-11-23", "2026-11-27", "Mon–Fri", "lun.–ven."),
    ("2026-11-24", "2026-11-30", "Tue–Mon", "mar.–lun."),  # the longest that weekdays can tell
    ("2026-11-24", "2026-12-01", "8 days", "8 jours"),
    ("2026-12-20", "2027-01-10", "22 days", "22 jours"),
]


def in_both(write, start, end, **options):
    """What a function of the wording says in English and in French."""
    said = []
    for language in ("en", "fr"):
        with override(language):
            said.append(write(date.fromisoformat(start), date.fromisoformat(end), **options))
    return tuple(said)


def in_two_columns(*pairs):
    return tuple([text.replace("\u00a0", "_") for _, text in said] for said in pairs)


@pytest.mark.parametrize(("start", "end", "english", "french"), LONG)
def test_a_range_of_days_is_written_out_as_people_do(start, end, english, french):
    assert in_both(long_range, start, end) == (english, french)


@pytest.mark.parametrize(("start", "end", "english", "french"), SHORT)
def test_a_list_has_the_short_form(start, end, english, french):
    assert in_two_columns(*in_both(short_range, start, end)) == (english, french)


@pytest.mark.parametrize(("start", "end", "english", "french"), SHORT_WITH_YEAR)
def test_a_list_over_several_years_says_the_year_once_unless_there_are_two(start, end, english, french):
    assert in_two_columns(*in_both(short_range, start, end, with_year=True)) == (english, french)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_dates_of_the_short_form_stay_dates(language):
    with override(language):
        days = [day for day, _ in short_range(date(2024, 4, 1), date(2024, 4, 29))]

    assert days == [date(2024, 4, 1), date(2024, 4, 29)]


@pytest.mark.parametrize(("start", "end", "english", "french"), LENGTH)
def test_up_to_a_week_the_weekdays_are_named_then_the_days_counted(start, end, english, french):
    assert in_both(weekdays_or_length, start, end) == (english, french)


@pytest.mark.parametrize(
    ("title", "first", "last", "whole"),
    [
        ("ISWG meeting", "2027-03-06", "2027-03-06", "ISWG meeting, 6_Mar_2027"),
        ("Workshop", "2027-04-08", "2027-04-29", "Workshop, 8–29_Apr_2027"),
        ("Workshop", "2026-10-30", "2026-11-20", "Workshop, 30_Oct – 20_Nov_2026"),
        ("Facilitation mission – Palau", "2027-04-08", "2027-04-29", "Facilitation… – Palau, 8–29_Apr_2027"),
        (
            "A workshop on valuation, and on tariffs",
            "2027-04-08",
            "2027-04-29",
            "A workshop on valuation…, 8–29_Apr_2027",
        ),
        ("Mission – " + "Micronesia" * 5, "2027-03-06", "2027-03-06", "Mission…, 6_Mar_2027"),
        ("Micronesia" * 5, "2027-03-06", "2027-03-06", "MicronesiaMicronesiaMicrone…, 6_Mar_2027"),
    ],
)
def test_a_title_and_its_days_fit_into_a_line(title, first, last, whole):
    with override("en"):
        written = title_with_days(title, date.fromisoformat(first), date.fromisoformat(last), 40)

    assert written.replace("\u00a0", "_") == whole
