"""The year planner: a programme on a grid of weeks, in parts that fit a page, a row for each type of event.

Pure: no database, no clock. Events are pages of the calendar, or anything with start_date and end_date (both
inclusive) and event_type. Weeks begin on Monday and belong to the month of their Sunday: the one that begins in them.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from babel.dates import format_date

from oco_site.fields import Localized, active_language, localized

MOST_WEEKS = 30  # in a part: more columns would be too narrow to read
YEARS = range(2, 9997)  # in which a programme can be drawn: dates end with the year 9999
SHORT_LABEL = 18  # characters that fit in three columns

WEEK = timedelta(weeks=1)
DASH = re.compile(r"\s[–—-]\s")


@dataclass(frozen=True)
class Bar:
    """An event in a part: where its label stands, and how the bar above it is indented, for the style sheet's classes.

    The label begins in `column` (the first is 1) and is `width` columns wide; the bar begins `before` days into that
    and ends `after` days before its end.
    """

    event: Any
    label: list  # lines
    column: int
    width: int
    before: int
    after: int
    more_before: bool
    more_after: bool
    is_shifted: bool  # for lack of room, the label begins before its bar

    @property
    def classes(self):
        """`c-4 w-3`: column and width; `bw-1 bd-2`: weeks and days before the bar; `aw-1 ad-2`: after it."""
        numbers = {
            "c": self.column,
            "w": self.width,
            "bw": self.before // 7,
            "bd": self.before % 7,
            "aw": self.after // 7,
            "ad": self.after % 7,
        }
        flags = {"more-before": self.more_before, "more-after": self.more_after, "end": self.is_shifted}
        return " ".join(
            [
                *(f"{name}-{number}" for name, number in numbers.items() if number),
                *(name for name in flags if flags[name]),
            ]
        )


@dataclass(frozen=True)
class Month:
    sunday: date  # of its first week here
    column: int
    width: int

    @property
    def name(self):
        """In the active language, short where there is little room: Oct, oct."""
        return format_date(self.sunday, "LLLL" if self.width > 2 else "LLL", locale=active_language()).capitalize()


@dataclass(frozen=True)
class Part:
    """Whole weeks of a programme."""

    monday: date
    week_count: int
    rows: list  # (event type or None, its bars in order), without types that have nothing here

    @property
    def last_day(self):
        return self.monday + self.week_count * WEEK - timedelta(days=1)

    @property
    def mondays(self):
        return [self.monday + week * WEEK for week in range(self.week_count)]

    @property
    def months(self):
        months = []
        for column, monday in enumerate(self.mondays, 1):
            sunday = monday + timedelta(days=6)
            if months and (months[-1].sunday.year, months[-1].sunday.month) == (sunday.year, sunday.month):
                months[-1] = Month(months[-1].sunday, months[-1].column, months[-1].width + 1)
            else:
                months.append(Month(sunday, column, 1))
        return months

    def place_of(self, day):
        """The classes of a day's column, and of the days before it in its week; "" if the day is in another part."""
        if not self.monday <= day <= self.last_day:
            return ""
        weeks, days = divmod((day - self.monday).days, 7)
        return f"c-{weeks + 1} bd-{days}" if days else f"c-{weeks + 1}"


def programme_parts(year, first_day, last_day, events):
    """(parts, events left over) of the programme of a year.

    The parts are equal, but for a week, and run from the week of the first day to that of the last, within that
    calendar year and the next: what is out of these two is left over. A part without events is left out.
    """
    earliest, latest = date(year, 1, 1), date(year + 1, 12, 31)
    first, last = max(first_day, earliest), min(last_day, latest)
    parts = []
    if first <= last:
        monday = first - timedelta(days=first.weekday())
        week_count = (last - monday).days // 7 + 1
        for weeks in _shares(week_count, -(-week_count // MOST_WEEKS)):
            parts.append(Part(monday, weeks, _rows(events, monday, weeks)))
            monday += weeks * WEEK
    drawn = {id(bar.event) for part in parts for _event_type, bars in part.rows for bar in bars}
    return [part for part in parts if part.rows], [event for event in events if id(event) not in drawn]


def _shares(total, count):
    """A number in so many equal shares, the last ones larger by one."""
    return [total * (n + 1) // count - total * n // count for n in range(count)]


def _rows(events, monday, week_count):
    last_day = monday + week_count * WEEK - timedelta(days=1)
    rows = {}
    for event in events:
        if event.start_date <= last_day and event.end_date >= monday:
            rows.setdefault(event.event_type, []).append(_bar(event, monday, week_count))
    return sorted(rows.items(), key=lambda row: (row[0] is None, row[0] and (row[0].order, row[0].slug)))


def _bar(event, monday, week_count):
    last_day = monday + week_count * WEEK - timedelta(days=1)
    start, end = max(event.start_date, monday), min(event.end_date, last_day)
    column, before = divmod((start - monday).days, 7)
    length = (end - start).days + 1
    label = label_lines(event)
    width = min(max(_room(event, label), -(-(before + length) // 7)), week_count)
    shift = max(column + width - week_count, 0)
    before += 7 * shift
    return Bar(
        event=event,
        label=label,
        column=column - shift + 1,
        width=width,
        before=before,
        after=7 * width - before - length,
        more_before=event.start_date < monday,
        more_after=event.end_date > last_day,
        is_shifted=shift > 0,
    )


def _room(event, label):
    """How many columns the words under a bar want."""
    is_in_one_month = (event.start_date.year, event.start_date.month) == (event.end_date.year, event.end_date.month)
    return 3 if is_in_one_month and max(len(str(line)) for line in label) <= SHORT_LABEL else 4


def label_lines(event):
    """What an event is called in the row of its type, in lines: the topics of a course; of a mission its countries.

    A mission is known by its title, which names the members concerned after a dash. All others bear their title.
    """
    if subtitle := localized(event, "subtitle"):
        return [Localized(line.strip(), subtitle.language) for line in str(subtitle).split(" / ")]
    *before, tail = DASH.split(str(event.heading))
    names = [str(member.heading) for member in event.members.all()]
    if before and names and all(name in tail for name in names):
        return [Localized(tail, event.heading.language)]
    return [event.heading]


def programme_name(year, starts_in):
    """2026–27, or 2026 for programmes that start in January."""
    return str(year) if starts_in == 1 else f"{year}–{(year + 1) % 100:02}"
