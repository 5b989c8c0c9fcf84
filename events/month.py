"""A month laid out in weeks, from Monday to Sunday, an event a bar over its days. Pure: no database, no clock.

Events are anything with start_date and end_date, both inclusive.
"""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

# Events further out count as if they were here: a year from there, every week has days that a date can be.
EARLIEST, LATEST = date(3, 1, 1), date(9997, 12, 1)


@dataclass(frozen=True)
class Cell:
    """So many days of a week that an event takes up, or one day without."""

    days: int = 1
    event: Any = None
    more_before: bool = False
    more_after: bool = False


@dataclass(frozen=True)
class Week:
    days: list[date]
    lanes: list[list[Cell]]  # each of seven days; no two events of a lane share a day


def weeks_of(month, events):
    """The weeks of a month (its first day), those at its ends with days of the months around it."""
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    return [Week(days, _lanes(days, events)) for days in weeks]


def _lanes(days, events):
    """Each event in the first lane that is free on its days, the earliest and then the longest first."""
    first, last = days[0], days[-1]
    shown = [event for event in events if event.start_date <= last and event.end_date >= first]
    lanes = []
    for event in sorted(shown, key=lambda each: (each.start_date, -each.end_date.toordinal())):
        begins, ends = (max(event.start_date, first) - first).days, (min(event.end_date, last) - first).days
        lane = next((lane for lane in lanes if _length(lane) <= begins), None)
        if lane is None:
            lane = []
            lanes.append(lane)
        lane += [Cell()] * (begins - _length(lane))
        lane.append(Cell(ends - begins + 1, event, event.start_date < first, event.end_date > last))
    return [lane + [Cell()] * (len(days) - _length(lane)) for lane in lanes]


def _length(lane):
    return sum(cell.days for cell in lane)


def month_after(month, step=1):
    """The first day of the month so many months later, or earlier: -1."""
    months = month.year * 12 + month.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)


def months_shown(first_day, last_day, this_month):
    """The first and the last month that have a page: from a year before the first day of all events to a year after
    the last (both None where there is no event); this month always has one."""
    if first_day is None:
        return this_month, this_month
    first = month_after(max(first_day.replace(day=1), EARLIEST), -12)
    last = month_after(min(last_day.replace(day=1), LATEST), 12)
    return min(first, this_month), max(last, this_month)
