"""A pasted programme beside the events that the calendar has: which line is which event.

Pure functions: no database, no files. Dates are `datetime.date`, and both ends of a range are inclusive.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from events.classification import folded_words, is_tentative
from events.kinds import EventStatus
from events.programme import (
    BULLET,
    DATES,
    MONTH,
    MONTH_NAMES,
    ProgrammeError,
    ProgrammeLine,
    latest_start_year,
    parse_programme,
    split_lines,
    written_lines,
)

MAX_EVENTS = 300  # in one import: it is published in one transaction, while somebody waits
MAX_LINE = 255  # characters, as in EventPage.source_line
MAX_ALTERNATIVES = 12  # events that a line offers beside its own

ISO_DATE = re.compile(
    r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[ T]0?0:00(?::00)?)?(?!\d)", re.ASCII
)
NUMERIC_DATE = re.compile(r"(?<!\d)(?P<day>\d{1,2})([/.])(?P<month>\d{1,2})\2(?P<year>\d{4})(?!\d)", re.ASCII)
# 25-Oct-26, a spreadsheet's own way
SHORT_YEAR = re.compile(rf"(\d{{1,2}}[- ]{MONTH}[- ])(\d\d)", re.ASCII | re.IGNORECASE)
WEEKDAYS = (
    "mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday "
    "lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche"
)
WEEKDAY = re.compile(rf"(?:{WEEKDAYS.replace(' ', '|')})\b[.,]*", re.IGNORECASE)
UNWRITTEN_YEAR = 1996  # a leap year that the parser takes for no written one
DIRECTION_MARKS = "\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
# Control characters, but for NUL, which is refused, and those that end a cell or a line.
CONTROLS = (*range(1, 9), *range(14, 28), 31, 127)
INVISIBLE = dict.fromkeys((*map(ord, DIRECTION_MARKS), *CONTROLS))


class Status(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    UNREADABLE = "unreadable"  # no dates, no title, or too long: it cannot be imported
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class KnownEvent:
    """An event of the calendar, in its latest version. `source` is its line of the programme, as written."""

    pk: int
    title: str
    source: str
    start: date
    end: date
    status: str = EventStatus.CONFIRMED


@dataclass(frozen=True)
class PlannedLine:
    """A line and its event, None for a new one. `alternatives`: other events that it may be instead."""

    line: ProgrammeLine
    status: Status
    event: KnownEvent | None = None
    alternatives: tuple[KnownEvent, ...] = ()

    def become(self, event: KnownEvent | None) -> "PlannedLine":
        """The same line as another event, or as a new one."""
        return replace(self, event=event, status=_status(self.line, event))

    @property
    def is_moved(self) -> bool:
        """Whether the line gives its event other dates."""
        return bool(self.event) and (self.event.start, self.event.end) != (self.line.start, self.line.end)

    def status_after(self, status: str) -> str:
        """What an event's own status becomes: one that was postponed takes place once the line gives it a date."""
        if not self.is_moved or status != EventStatus.POSTPONED:
            return status
        return EventStatus.TENTATIVE if is_tentative(self.line.text) else EventStatus.CONFIRMED

    def left_out(self) -> "PlannedLine":
        return replace(self, event=None, status=Status.LEFT_OUT)


@dataclass(frozen=True)
class Plan:
    lines: tuple[PlannedLine, ...]
    absent: tuple[KnownEvent, ...]  # events of the same programme that no line is


def read_list(text: str, start_year: int, countries: Mapping[str, str] | None = None) -> list[ProgrammeLine]:
    """The lines of a list as it was written, or of a table whose cells are divided by tabs.

    In a table the dates may also be written 2026-10-25 or 25/10/2026 (the day first), in one column or two, anywhere
    in the row, and a year that is written counts. Raises ProgrammeError.
    """
    text = text.translate(INVISIBLE)
    if "\t" not in text:
        return parse_programme(text, start_year, countries)
    rows = split_lines(text)
    lines = parse_programme("\n".join(_written_out(rows)), start_year, countries, trust_years=True)
    return [replace(line, source=_without_bullet(rows[line.number - 1])) for line in lines]


def passed_over(text: str, lines: Iterable[ProgrammeLine]) -> list[tuple[int, str]]:
    """Number and text of each line that says something and is none of the lines that were read, such as a heading."""
    read = {line.number for line in lines}
    return [(number, source) for number, source, _ in written_lines(text.translate(INVISIBLE)) if number not in read]


def suggested_start_year(text: str, today: date) -> int | None:
    """The year that a table writes; else the latest that puts the first date not after today. None: no date at all."""
    starts = [line.start for line in read_list(text, UNWRITTEN_YEAR) if line.start]
    if not starts:
        return None
    if min(starts).year > UNWRITTEN_YEAR + 1:
        return min(starts).year
    return latest_start_year(starts[0].day, starts[0].month, today)


def plan_import(lines: Iterable[ProgrammeLine], events: Iterable[KnownEvent]) -> Plan:
    """Match lines with the events of the same programme, by their text without dates.

    Among equals the same dates decide, then the order: of the lines as written, of the events by their days. Raises
    ProgrammeError("too_many_events").
    """
    lines, events = list(lines), sorted(events, key=lambda event: (event.start, event.end, event.pk))
    readable = [line for line in lines if is_readable(line)]
    if len(readable) > MAX_EVENTS:
        raise ProgrammeError("too_many_events")
    texts = {event.pk: text_key(event.source) for event in events}
    found = _matches(readable, events, texts)
    taken = {event.pk for event in found.values()}
    absent = [event for event in events if event.pk not in taken]
    return Plan(
        tuple(
            _planned(line, found.get(line.number), events, absent, texts)
            if is_readable(line)
            else PlannedLine(line, Status.UNREADABLE)
            for line in lines
        ),
        tuple(absent),
    )


def is_readable(line: ProgrammeLine) -> bool:
    return bool(line.start and line.text) and not is_too_long(line)


def is_too_long(line: ProgrammeLine) -> bool:
    return len(line.source) > MAX_LINE


def text_key(source: str) -> str:
    """What two lines have in common that differ in dates, case and punctuation only."""
    lines = read_list(source, UNWRITTEN_YEAR)  # only the text matters
    return folded_words(lines[0].text if lines else source)


def _matches(lines, events, texts) -> dict[int, KnownEvent]:
    free = defaultdict(list)
    for event in events:
        if texts[event.pk]:
            free[texts[event.pk]].append(event)
    found = {}
    for same_dates in (True, False):
        for line in lines:
            equals = free[folded_words(line.text)]
            event = next(
                (each for each in equals if not same_dates or (each.start, each.end) == (line.start, line.end)), None
            )
            if event and line.number not in found:
                found[line.number] = event
                equals.remove(event)
    return found


def _planned(line, event, events, absent, texts) -> PlannedLine:
    words = set(folded_words(line.text).split())

    def likeness(other):
        theirs = set((texts[other.pk] or folded_words(other.title)).split())
        return -len(words & theirs) / (len(words | theirs) or 1), abs((other.start - line.start).days)

    equals = [each for each in events if texts[each.pk] == folded_words(line.text)]
    others = {each.pk: each for each in (*equals, *absent) if each != event}.values()
    return PlannedLine(line, _status(line, event), event, tuple(sorted(others, key=likeness)[:MAX_ALTERNATIVES]))


def _status(line: ProgrammeLine, event: KnownEvent | None) -> Status:
    if event is None:
        return Status.NEW
    is_same = (event.start, event.end) == (line.start, line.end) and text_key(event.source) == folded_words(line.text)
    return Status.UNCHANGED if is_same else Status.CHANGED


def _written_out(rows: list[str]) -> list[str]:
    """Each row as a line of a programme: its dates first, then its texts."""
    lines, is_first = [], True
    for row in rows:
        cells = [cell.strip() for cell in row.split("\t")]
        dates = [tidy for cell in cells if DATES.fullmatch(tidy := _date_cell(cell))]
        texts = [cell for cell in cells if not DATES.fullmatch(_date_cell(cell)) and not _says_nothing(cell)]
        first, *more = dates or [""]
        when = f"{first} – {more[0]}" if more and _is_single(first) and _is_single(more[0]) else first
        # A row of several cells without a date may be a mistake, and a bullet makes the parser say so. The first such
        # row is the table's head, and one cell alone is a heading.
        looks_meant = _has_bullet(row) or (len(texts) > 1 and not is_first)
        bullet = "• " if looks_meant and not dates else ""
        is_first = is_first and not any(cells)
        lines.append(f"{bullet}{when} {' – '.join(texts)}".strip())
    return lines


def _date_cell(cell: str) -> str:
    """A cell with its dates as the parser of programmes reads them, if it holds any."""
    cell = " ".join(cell.split())
    cell = NUMERIC_DATE.sub(_spelt_out, ISO_DATE.sub(_spelt_out, cell))
    if short := SHORT_YEAR.fullmatch(cell):
        cell = f"{short[1]}20{short[2]}"
    return WEEKDAY.sub("", cell, count=1).strip() if WEEKDAY.match(cell) and any(map(str.isdigit, cell)) else cell


def _spelt_out(found: re.Match) -> str:
    month = int(found["month"])
    if not 1 <= month <= len(MONTH_NAMES):
        return found[0]
    return f"{int(found['day'])} {MONTH_NAMES[month - 1].split()[0]} {found['year']}"


def _is_single(dates: str) -> bool:
    return not DATES.fullmatch(dates)["first_day"] and not DATES.fullmatch(dates)["bare_day"]


def _says_nothing(cell: str) -> bool:
    """Whether a cell holds no word: nothing, a bullet, a number; or the name of a weekday."""
    return not any(map(str.isalnum, cell)) or cell.isdigit() or bool(WEEKDAY.fullmatch(cell))


def _has_bullet(row: str) -> bool:
    return bool(BULLET.match(f"{row.strip()} "))


def _without_bullet(row: str) -> str:
    return BULLET.sub("", row.strip(), count=1).strip() if _has_bullet(row) else row.strip()
