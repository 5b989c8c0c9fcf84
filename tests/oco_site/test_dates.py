from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from oco_site.dates import utc_offset


def printed(filter_name, day, language):
    with override(language):
        return Template("{% load site_tags %}{{ day|" + filter_name + " }}").render(Context({"day": day}))


@pytest.mark.parametrize(
    ("filter_name", "day", "english", "french"),
    [
        ("day_number", date(2026, 12, 1), "1", "1er"),
        ("day_number", date(2026, 12, 21), "21", "21"),
        ("day_and_month", date(2026, 5, 1), "1\u00a0May", "1er\u00a0mai"),
        ("day_and_month", date(2026, 4, 8), "8\u00a0Apr", "8\u00a0avr."),
        ("day_and_month", date(2026, 9, 30), "30\u00a0Sep", "30\u00a0sept."),
        ("day_and_month", date(2026, 1, 2), "2\u00a0Jan", "2\u00a0janv."),
        ("long_date", date(2024, 4, 1), "1 April 2024", "1er avril 2024"),
        ("long_date", date(2024, 8, 26), "26 August 2024", "26 août 2024"),
        ("weekday_date", date(2026, 11, 24), "Tuesday 24 November 2026", "mardi 24 novembre 2026"),
        ("weekday_date", date(2026, 2, 1), "Sunday 1 February 2026", "dimanche 1er février 2026"),
    ],
)
def test_a_date_is_written_as_people_write_it_in_each_language(filter_name, day, english, french):
    assert (printed(filter_name, day, "en"), printed(filter_name, day, "fr")) == (english, french)


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("Pacific/Fiji", "UTC+12"),
        ("Pacific/Niue", "UTC−11"),
        ("Pacific/Marquesas", "UTC−9:30"),
        ("Pacific/Chatham", "UTC+13:45"),
        ("Pacific/Auckland", "UTC+13"),
        ("Africa/Abidjan", "UTC+0"),
    ],
)
def test_the_distance_of_a_zone_from_utc_is_that_of_the_given_day(zone, offset):
    assert utc_offset(zone, datetime(2026, 11, 24, tzinfo=UTC)) == offset


def test_summer_time_moves_the_distance_from_utc():
    assert utc_offset("Pacific/Auckland", datetime(2026, 7, 1, tzinfo=UTC)) == "UTC+12"
