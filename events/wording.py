"""How an event's days and hours are written, in the active language. Pure: dates in, text out; both dates are
inclusive."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oco_site.dates import NO_BREAK_SPACE, day_and_month, day_number, long_date, short_weekday, weekday_date

SUVA = "Suva"  # the Secretariat's town: the site's own zone bears its country's name


def town_of(time_zone):
    """The town by which an IANA zone is known: Port Moresby of Pacific/Port_Moresby."""
    return SUVA if time_zone == settings.TIME_ZONE else time_zone.rpartition("/")[2].replace("_", " ")


def short_range(start, end, with_year=False):
    """((date, text), …) for a list, one or two: 24 May; 8–29 Apr; 22 Apr – 13 May. The year is said of the last."""
    last = day_and_month(end) + (f"{NO_BREAK_SPACE}{end.year}" if with_year else "")
    if start == end:
        return ((end, last),)
    if (start.year, start.month) == (end.year, end.month):
        return ((start, day_number(start)), (end, last))
    first = day_and_month(start)
    if with_year and start.year != end.year:
        first += f"{NO_BREAK_SPACE}{start.year}"
    return ((start, first), (end, last))


def long_range(start, end):
    """Friday 24 May 2024; 8–29 April 2024; 30 October – 20 November 2023 (du 30 octobre au 20 novembre 2023)."""
    if start == end:
        return weekday_date(start)
    if start.year != end.year:
        first = long_date(start)
    elif start.month != end.month:
        first = f"{day_number(start)} {date_format(start, 'F')}"
    else:
        # Translators: a range of days within one month: 8–29 April 2024, du 8 au 29 avril 2024
        return _("%(first)s–%(last)s") % {"first": day_number(start), "last": long_date(end)}
    # Translators: a range of days: 30 October – 20 November 2023, du 30 octobre au 20 novembre 2023
    return _("%(first)s – %(last)s") % {"first": first, "last": long_date(end)}


def title_with_days(title, start, end, length):
    """A title and its days in at most so many characters: Workshop, 8–29 Apr 2027.

    A title that is too long is cut, but not its last part: Trade facilitation… – Palau, 15–20 Apr 2027.
    """
    days = [text for _day, text in short_range(start, end, with_year=True)]
    line = ("–" if (start.year, start.month) == (end.year, end.month) else " – ").join(days)
    room = length - len(f", {line}")
    if len(title) > room:
        begin, dash, last = title.rpartition(" – ")
        kept = f"{dash}{last}"
        title = f"{_cut(begin, room - len(kept))}{kept}" if dash and len(kept) < room * 3 // 4 else _cut(title, room)
    return f"{title}, {line}"


def _cut(text, length):
    if len(text) <= length:
        return text
    begin = text[:length].rpartition(" ")[0] or text[: length - 1]
    return f"{begin.rstrip(' ,:–')}…"


def days_and_hours(state):
    """Of an event or a published state: 8–29 April 2024; Friday 24 May 2024, 09:00–10:00 (Suva, UTC+12)."""
    days = long_range(state.start_date, state.end_date)
    if state.is_all_day:
        return days
    return f"{days}, {state.start_time:%H:%M}–{state.end_time:%H:%M} ({state.zone_label})"


def weekdays_or_length(start, end):
    """Fri; Mon–Fri; from eight days on, how many: 22 days."""
    days = (end - start).days + 1
    if days == 1:
        return short_weekday(start)
    if days <= 7:
        return f"{short_weekday(start)}–{short_weekday(end)}"
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


@dataclass(frozen=True)
class ReaderClock:
    """Whose time a reader has chosen: an IANA zone and the town by which the reader knows it."""

    zone: str
    place: str

    def time_of(self, event):
        """When a timed event is by this clock: Mon 7 Dec, 10:00–12:00 in Pago Pago; "" where it is the same.

        Also of a published state of one. The date is given where it is not the event's own; an end on another day is
        left out.
        """
        if event.is_all_day:
            return ""
        zone = ZoneInfo(self.zone)
        start, end = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
        if start.utcoffset() == event.starts_at.astimezone(ZoneInfo(event.time_zone)).utcoffset():
            return ""
        hours = f"{start:%H:%M}" if start.date() != end.date() else f"{start:%H:%M}–{end:%H:%M}"
        names = {"hours": hours, "place": self.place}
        if start.date() == event.start_date:
            # Translators: hours on the clocks of a town: 10:00–12:00 in Pago Pago
            return _("%(hours)s in %(place)s") % names
        day = f"{short_weekday(start)} {day_and_month(start)}"
        return _("%(day)s, %(hours)s in %(place)s") % {"day": day, **names}
