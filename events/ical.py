"""Events as calendar programmes read them: iCalendar (RFC 5545; NAME and REFRESH-INTERVAL of RFC 7986).

Pure: events in, bytes out, in the active language. No clock is read, so the same events give the same bytes. An event
keeps its UID for good and its DTSTAMP is its last published change: a programme that has it finds the same entry again
and changes, moves or strikes it.
"""

import re
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import Calendar, Event, Timezone

from events.wording import days_and_hours
from oco_site.dates import long_date
from oco_site.fields import localized

PRODUCT = "-//Oceania Customs Organisation//Calendar of events//EN"
REFRESH_INTERVAL = timedelta(hours=6)

# RFC 5545, 3.8.1.11 knows no ‘postponed’: until it has a new date, an event does not take place.
STATUS = {"confirmed": "CONFIRMED", "tentative": "TENTATIVE", "postponed": "CANCELLED", "cancelled": "CANCELLED"}
SUMMARY = {
    # Translators: the title of an event in somebody's calendar
    "tentative": gettext_lazy("Tentative: %(title)s"),
    "postponed": gettext_lazy("Postponed: %(title)s"),
    "cancelled": gettext_lazy("Cancelled: %(title)s"),
}
STATUS_TEXT = {
    "tentative": gettext_lazy("The dates of this event are tentative."),
    "postponed": gettext_lazy("This event is postponed. It has no new date yet."),
    "cancelled": gettext_lazy("This event is cancelled."),
}

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x09\x0e-\x1f\x7f-\x9f]")  # RFC 5545, 3.1 allows none in a text; a tab is only a space


def vcalendar(events, name):
    """A VCALENDAR of these events, as bytes, under a name by which its subscribers know it."""
    events = list(events)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", one_line(name))
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("refresh-interval", REFRESH_INTERVAL, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_entry(event))
    # In the order of their names: the library would add them in an order that differs from process to process.
    for zone in sorted(calendar.get_missing_tzids(), reverse=True):
        calendar.subcomponents.insert(0, _zone(zone, *_horizon(events)))
    return calendar.to_ical()


def one_line(text):
    return CONTROLS.sub("", LINE_ENDS.sub(" ", str(text).replace("\t", " ")).replace("\n", " ")).strip()


def lines(text):
    return CONTROLS.sub("", LINE_ENDS.sub("\n", str(text).replace("\t", " "))).strip()


def _entry(event):
    start, end = _begin_and_end(event)
    entry = Event()
    entry.add("uid", str(event.uid))
    entry.add("dtstamp", event.changed_at.replace(microsecond=0))
    entry.add("last-modified", event.changed_at.replace(microsecond=0))
    entry.add("sequence", event.sequence)
    entry.add("dtstart", start)
    entry.add("dtend", end)
    entry.add("summary", one_line(_summary(event)), parameters={"LANGUAGE": event.heading.language})
    entry.add("description", lines("\n".join(_description(event))))
    entry.add("status", STATUS[event.status])
    entry.add("transp", "TRANSPARENT" if _leaves_time_free(event) else "OPAQUE")
    entry.add("url", event.full_url)
    if location := one_line(_location(event)):
        entry.add("location", location)
    if categories := [one_line(each) for each in (event.event_type, *event.streams.all()) if each]:
        entry.add("categories", categories)
    return entry


def _begin_and_end(event):
    """DTSTART and DTEND, which is exclusive: the day after the last, or the moment at which it is over."""
    if event.is_all_day:
        return event.start_date, event.end_date + timedelta(days=1)
    zone = ZoneInfo(event.time_zone)
    moments = (event.start_date, event.start_time), (event.end_date, event.end_time or event.start_time)
    return tuple(datetime.combine(day, hour, zone) for day, hour in moments)


def _leaves_time_free(event):
    """A course of three weeks would block the diary of everybody who subscribes."""
    is_long = event.day_count > 1 and event.ends_at - event.starts_at > timedelta(days=1)
    return is_long or STATUS[event.status] == "CANCELLED"


def _summary(event):
    return SUMMARY.get(event.status, "%(title)s") % {"title": event.full_title}


def _location(event):
    parts = [localized(event, "place"), event.host_country and event.host_country.heading]
    return ", ".join(str(part) for part in parts if part) or event.online_url


def _description(event):
    """The lines of the entry's own text: first what has become of it, then what it is, last how to take part."""
    was = event.moved_from
    if event.status in STATUS_TEXT:
        yield str(STATUS_TEXT[event.status])
    if was and STATUS[event.status] != "CANCELLED":
        yield f"{_('Moved.')} {_('It was to be on %(days)s') % {'days': days_and_hours(was)}}."
    if summary := localized(event, "summary"):
        yield str(summary)
    yield _("For: %(members)s") % {"members": _audience(event)}
    if event.working_languages:
        yield _("Working languages: %(languages)s") % {"languages": event.languages_label}
    if event.nomination_deadline:
        yield _("Nominations until %(day)s") % {"day": long_date(event.nomination_deadline)}
    if event.nomination_url:
        yield event.nomination_url
    if event.online_url:
        yield _("Online: %(address)s") % {"address": event.online_url}
    if contact := ", ".join(part for part in (event.contact, event.contact_email) if part):
        yield _("Contact: %(contact)s") % {"contact": contact}
    yield event.full_url


def _audience(event):
    members = [str(member.heading) for member in event.members.all()]
    if members:
        return ", ".join(members)
    return _("The Secretariat") if event.audience == "secretariat" else _("All member administrations")


def _horizon(events):
    """The whole years, with one to spare on either side, within which the zones' rules are written down."""
    first = min(event.start_date.year for event in events)
    last = max(event.end_date.year for event in events)
    return date(max(first - 1, MINYEAR), 1, 1), date(min(last + 2, MAXYEAR), 1, 1)


@lru_cache(maxsize=64)
def _zone(name, first, last):
    """The VTIMEZONE. Without the two dates the library writes one from 1970 on, which other programmes misread."""
    zone = Timezone.from_tzid(name, first_date=first, last_date=last)
    for rules in zone.subcomponents:
        if "RDATE" in rules:  # a line for each: of several dates in one line, some programmes read the first only
            for each in rules.pop("RDATE").dts:
                rules.add("RDATE", [each.dt])
    return zone
