"""From the text of a programme of events to its dated lines, with what a person should look at.

Pure functions: no database, no files. Dates are `datetime.date`, and both ends of a range are inclusive.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum

from events.classification import DASHES, event_type, streams, unknown_country

MAX_CHARACTERS = 200_000
MAX_LINES = 2_000

MONTH_NAMES = (
    "jan january janv janvier",
    "feb february fév fev févr fevr février fevrier",
    "mar march mars",
    "apr april avr avril",
    "may mai",
    "jun june juin",
    "jul july juil juillet",
    "aug august août aout",
    "sep sept september septembre",
    "oct october octobre",
    "nov november novembre",
    "dec december déc décembre decembre",
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split()}
HALF_A_YEAR = timedelta(days=183)
MONTHS_IN_HALF_A_YEAR = 6
FRIDAY, SATURDAY = 5, 6  # as in date.isoweekday()

MONTH = f"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
ORDINAL = "(?:er|st|nd|rd|th)?"


def _day_month_year(part: str) -> str:
    return (
        rf"(?P<{part}_day>[0-9]{{1,2}}){ORDINAL} ?[{DASHES}]? ?(?P<{part}_month>(?=[^\W\d_]){MONTH})(?![^\W\d_])\.?"
        rf"(?:[ -](?P<{part}_year>20[0-9]{{2}})(?![0-9]))?"
    )


# White space is collapsed before matching and nothing here repeats without bound, so matching stays linear; looking
# ahead for a letter spares trying each month's name at every dash.
DATES = re.compile(
    rf"(?<![\w/])(?:(?:{_day_month_year('first')}|(?P<bare_day>[0-9]{{1,2}}){ORDINAL}) ?[{DASHES}] ?)?"
    rf"{_day_month_year('last')}",
    re.IGNORECASE,
)
# Dates that are not read, yet tell that their line belongs to the programme: 25/10/2023, 2023-10-25, Oct 25.
OTHER_DATE = re.compile(
    rf"(?<![\w/])(?:[0-9]{{1,4}}([-./])[0-9]{{1,2}}\1[0-9]{{1,4}}|{MONTH}\.? [0-9]{{1,2}})(?!\w)", re.IGNORECASE
)
BULLET = re.compile(rf"[•·‣◦▪●○∙*\uf0b7\uf0a7]|[{DASHES}](?=\s)")  # two are Word's, from its symbol fonts
SEPARATORS = f" :,;|{DASHES}"


class ProgrammeError(ValueError):
    """A text that is refused whole. `code`: too_long, too_many_lines, nul_byte or start_year."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


class WarningCode(StrEnum):
    """Why a person should look at a line. The comments say what the warning's `detail` holds."""

    NOT_UNDERSTOOD = "not_understood"  # nothing
    IMPOSSIBLE_DATE = "impossible_date"  # the dates as written
    ENDS_BEFORE_START = "ends_before_start"  # the dates as written
    NO_TITLE = "no_title"  # nothing: the line is a date alone
    YEAR_DIFFERS = "year_differs"  # the year as written; the line's dates follow the start year all the same
    MORE_DATES = "more_dates"  # the second dates as written; they are left in the text
    GOES_BACK = "goes_back"  # first day of the line before, ISO 8601
    STARTS_LATE_IN_WEEK = "starts_late_in_week"  # a Friday, Saturday or Sunday, first of several days, ISO 8601
    ENDS_ON_WEEKEND = "ends_on_weekend"  # last of several days, ISO 8601
    ON_WEEKEND = "on_weekend"  # the only day, ISO 8601
    OVERLAP = "overlap"  # number of the line of the same course and stream that is not over yet
    UNKNOWN_COUNTRY = "unknown_country"  # the country as written, perhaps nothing


@dataclass(frozen=True)
class LineWarning:
    code: WarningCode
    detail: str = ""


@dataclass(frozen=True)
class ProgrammeLine:
    """One line. `start` and `end` are inclusive, both None where no dates could be read."""

    number: int  # in the whole text, from 1
    source: str  # as written, without its bullet
    text: str  # without dates, white space tidied
    start: date | None = None
    end: date | None = None
    warnings: tuple[LineWarning, ...] = ()


def parse_programme(
    text: str, start_year: int, countries: Mapping[str, str] | None = None, *, trust_years: bool = False
) -> list[ProgrammeLine]:
    """Read every line that carries a bullet or a date; others, such as headings, are passed over.

    The first date is in `start_year`; with `trust_years` a year that a line writes is its own. With `countries` (as
    for `classification.classify`) missions to unknown ones are warned of. A line that cannot be read is returned
    without dates, with a warning. Raises ProgrammeError.
    """
    if not MINYEAR <= start_year <= MAXYEAR:
        raise ProgrammeError("start_year")
    lines = _dated_lines(written_lines(text), start_year, trust_years)
    overlaps = _overlaps(lines)
    checked, before = [], None
    for line in lines:
        warnings = [*line.warnings]
        if line.start:
            if before and line.start < before:
                warnings.append(LineWarning(WarningCode.GOES_BACK, before.isoformat()))
            before = line.start
            warnings += _weekday_warnings(line)
        warnings += overlaps.get(line.number, [])
        if countries is not None and (unknown := unknown_country(line.text, countries)) is not None:
            warnings.append(LineWarning(WarningCode.UNKNOWN_COUNTRY, unknown))
        checked.append(replace(line, warnings=tuple(warnings)))
    return checked


def latest_start_year(day: int, month: int, today: date) -> int:
    """The latest year in which a programme's first date, `day` and `month`, is not after `today`.

    Raises ValueError for a day that no year has.
    """
    for year in range(today.year, today.year - 9, -1):  # 29 February can be eight years away
        try:
            if date(year, month, day) <= today:
                return year
        except ValueError:
            continue
    raise ValueError(f"day {day} of month {month} is in no year")


def split_lines(text: str) -> list[str]:
    """The lines of a text within bounds. Raises ProgrammeError."""
    if len(text) > MAX_CHARACTERS:
        raise ProgrammeError("too_long")
    if "\0" in text:
        raise ProgrammeError("nul_byte")
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise ProgrammeError("too_many_lines")
    return lines


def written_lines(text: str) -> list[tuple[int, str, bool]]:
    """Number, text without bullet, and whether it had one, of each line that says something. Raises ProgrammeError."""
    lines = []
    for number, line in enumerate(split_lines(text), 1):
        stripped = line.strip("\ufeff").strip()
        bullet = BULLET.match(stripped)
        source = stripped[bullet.end() :].lstrip() if bullet else stripped
        if any(character.isalnum() for character in source):
            lines.append((number, source, bool(bullet)))
    return lines


def _dated_lines(written: list[tuple[int, str, bool]], start_year: int, trust_years: bool) -> list[ProgrammeLine]:
    lines, year, month_before = [], start_year, None
    for number, source, has_bullet in written:
        tidy = " ".join(source.split())
        if found := DATES.search(tidy):
            month = _month(found["first_month"] or found["last_month"])
            year += _years_turned(month_before, month, year > start_year)
            if trust_years:
                year = _written_year(found, month) or year
            month_before = month
            text = _without(found, tidy)
            start, end, warnings = _read_dates(found, year, month)
            if more := DATES.search(text):
                warnings.append(LineWarning(WarningCode.MORE_DATES, more[0]))
            if not text:
                warnings.append(LineWarning(WarningCode.NO_TITLE))
            lines.append(ProgrammeLine(number, source, text, start, end, tuple(warnings)))
        elif has_bullet or OTHER_DATE.search(tidy):
            lines.append(ProgrammeLine(number, source, tidy, warnings=(LineWarning(WarningCode.NOT_UNDERSTOOD),)))
    return lines


def _without(found: re.Match, line: str) -> str:
    before = line[: found.start()].rstrip(SEPARATORS + "(")
    after = line[found.end() :].lstrip(SEPARATORS + ")")
    return f"{before} {after}".strip()


def _written_year(found: re.Match, month: int) -> int | None:
    """The year of the first day, as far as a line says it."""
    if found["first_year"] or not found["last_year"]:
        return found["first_year"] and int(found["first_year"])
    return int(found["last_year"]) - (_month(found["last_month"]) < month)


def _years_turned(before: int | None, month: int, has_turned: bool) -> int:
    """Years to add at a line of `month` after one of the month `before`, in a list that is only roughly in order."""
    if before is None:
        return 0
    if before - month > MONTHS_IN_HALF_A_YEAR:
        return 1
    # A December after a January is the one just past: taken as the next, it would move all lines that follow.
    return -1 if has_turned and (before, month) == (1, 12) else 0


def _read_dates(found: re.Match, year: int, month: int) -> tuple[date | None, date | None, list[LineWarning]]:
    first = month, int(found["first_day"] or found["bare_day"] or found["last_day"])
    last = _month(found["last_month"]), int(found["last_day"])
    try:
        start, end = date(year, *first), date(year + (last < first), *last)
    except ValueError:
        return None, None, [LineWarning(WarningCode.IMPOSSIBLE_DATE, found[0])]
    if last < first and end - start > HALF_A_YEAR:
        return None, None, [LineWarning(WarningCode.ENDS_BEFORE_START, found[0])]
    differing = [
        LineWarning(WarningCode.YEAR_DIFFERS, found[part])
        for part, day in (("first_year", start), ("last_year", end))
        if found[part] and int(found[part]) != day.year
    ]
    return start, end, differing


def _month(name: str) -> int:
    # Where `re` ignores case, i also stands for two Turkish letters, which case folding does not bring back to i.
    return MONTHS[name.translate({0x130: "i", 0x131: "i"}).casefold()]


def _weekday_warnings(line: ProgrammeLine) -> list[LineWarning]:
    first, last = line.start.isoweekday(), line.end.isoweekday()
    if line.start == line.end:
        odd = first >= SATURDAY and event_type(line.text) != "public-holiday"
        return [LineWarning(WarningCode.ON_WEEKEND, line.start.isoformat())] if odd else []
    warnings = []
    if first >= FRIDAY:
        warnings.append(LineWarning(WarningCode.STARTS_LATE_IN_WEEK, line.start.isoformat()))
    if last >= SATURDAY:
        warnings.append(LineWarning(WarningCode.ENDS_ON_WEEKEND, line.end.isoformat()))
    return warnings


def _overlaps(lines: list[ProgrammeLine]) -> dict[int, list[LineWarning]]:
    """Warnings by line number, each at the line that starts while one of its course and stream goes on."""
    found: dict[int, list[LineWarning]] = {}
    ending_last: dict[tuple[str, str], ProgrammeLine] = {}
    for line in sorted((line for line in lines if line.start), key=lambda line: (line.start, line.number)):
        for course_and_stream in ((event_type(line.text), stream) for stream in streams(line.text)):
            other = ending_last.get(course_and_stream)
            if other and line.start <= other.end:
                warning = LineWarning(WarningCode.OVERLAP, str(other.number))
                if warning not in found.setdefault(line.number, []):
                    found[line.number].append(warning)
            if not other or line.end > other.end:
                ending_last[course_and_stream] = line
    return found
