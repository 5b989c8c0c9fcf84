"""Dates as people write them in English and French (days of a calendar, never shifted), and how a zone is named."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date  # for the short forms: Django's French ones lack their points (mar, jan.)
from django.utils.formats import date_format

from oco_site.fields import active_language

NO_BREAK_SPACE = "\u00a0"


def day_number(day):
    """8, and the French 1er."""
    return "1er" if day.day == 1 and active_language() == "fr" else str(day.day)


def day_and_month(day):
    """8 Apr, 8 avr., 1er mai."""
    return f"{day_number(day)}{NO_BREAK_SPACE}{_short_month(day)}"


def long_date(day):
    """26 April 2024, 1er avril 2024."""
    return f"{day_number(day)} {date_format(day, 'F Y')}"


def weekday_date(day):
    """Tuesday 24 November 2026, mardi 24 novembre 2026."""
    return f"{date_format(day, 'l')} {long_date(day)}"


def short_weekday(day):
    """Tue, mar."""
    return format_date(day, "EEE", locale=active_language())


def _short_month(day):
    return format_date(day, "MMM", locale=active_language())


def is_on_the_clock(day, hour, time_zone):
    """Whether a zone's clocks show that hour on that day: not where they go forward over it for daylight saving."""
    moment = datetime.combine(day, hour, ZoneInfo(time_zone))
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) == moment.replace(tzinfo=None)


def utc_offset(time_zone, at=None):
    """The distance of an IANA zone from UTC as it is printed (UTC+12, UTC−9:30), at an aware instant (default: now)."""
    moment = (at or datetime.now(UTC)).astimezone(ZoneInfo(time_zone))
    minutes = int(moment.utcoffset().total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
