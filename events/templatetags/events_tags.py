from itertools import groupby
from zoneinfo import ZoneInfo

from django import template
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.html import format_html

from events.models import EventPage
from events.wording import ReaderClock, days_and_hours, long_range, short_range, weekdays_or_length

register = template.Library()

ON_NOW_LIMIT = 12


@register.simple_tag
def calendar_glance(count=4, member=None, priority=None):
    """What is on and what comes next; of one priority, or of one member together with what is for all members.

    Returns today (by the member's clock, else Suva's), on_now and ahead (at most
    `count` events) and the member's `clock`.
    """
    today, now = _today(member), timezone.now()
    if _is_unsaved(member, priority):
        return {"today": today}
    events = EventPage.objects.visible()
    if member:
        events = events.concerning(member)
    if priority:
        events = events.filter(priority=priority)
    events = events.in_order().rows_only()
    on_now, ahead = list(events.on_now(today, now)[:ON_NOW_LIMIT]), list(events.ahead(today, now)[:count])
    prefetch_related_objects([*on_now, *ahead], *events.LIST_RELATIONS)
    return {
        "today": today,
        "on_now": on_now,
        "ahead": ahead,
        "clock": ReaderClock(member.time_zone, member.pin_name) if member and member.time_zone else None,
    }


@register.simple_tag
def past_events(count=12, member=None, priority=None):
    """The latest past events, the last first; of one priority, or of those that name one member."""
    if _is_unsaved(member, priority):
        return []
    events = EventPage.objects.visible().past(_today(member), timezone.now())
    if member:
        events = events.filter(members=member)
    if priority:
        events = events.filter(priority=priority)
    return events.order_by("-end_date", "-start_date", "-pk").for_list()[:count]


def _today(member):
    """The date by a member's own clock, else Suva's."""
    return timezone.localdate(timezone=ZoneInfo(member.time_zone) if member and member.time_zone else None)


def _is_unsaved(*pages):
    """Whether one is the preview of a page that nothing can concern yet."""
    return any(page is not None and page.pk is None for page in pages)


@register.simple_tag
def reader_time(event, clock):
    """When a timed event is by the clock that the reader has chosen, if it has another time there."""
    return clock.time_of(event) if clock else ""


@register.simple_tag
def calendar_query(form, **changes):
    """The filters in force as a query, some changed."""
    return form.query(**changes)


@register.simple_tag
def event_days(event, with_year=False):
    """The days of an event as <time> elements: 8–29 Apr, 22 Apr – 13 May."""
    times = [
        format_html('<time datetime="{}">{}</time>', day.isoformat(), text)
        for day, text in short_range(event.start_date, event.end_date, with_year)
    ]
    same_month = event.start_date.month == event.end_date.month and event.start_date.year == event.end_date.year
    return format_html("{}–{}" if same_month else "{} – {}", *times) if len(times) == 2 else times[0]


@register.filter
def event_long_days(event):
    """The days of an event, or of a state in which it was published."""
    return long_range(event.start_date, event.end_date)


register.filter(days_and_hours)


@register.filter
def event_length(event):
    return weekdays_or_length(event.start_date, event.end_date)


@register.filter
def day_of(event, today):
    """Which day of the event it is, the first being 1: by the reader's today; with times, by the event's own clock."""
    day = today if event.is_all_day else timezone.localdate(timezone=ZoneInfo(event.time_zone))
    return (day - event.start_date).days + 1


@register.filter
def by_month(events):
    """[(first day of the month, its events), …] of events in order."""
    return [(month, list(group)) for month, group in groupby(events, lambda event: event.start_date.replace(day=1))]


@register.simple_tag
def next_events():
    """The next event of each member: {member's primary key: event}, under None the next that concerns all of them.

    By Suva's day; without what is cancelled or has no new date yet. Two queries, however many there are.
    """
    off = (EventPage.Status.CANCELLED, EventPage.Status.POSTPONED)
    ahead = EventPage.objects.visible().ahead(timezone.localdate(), timezone.now()).exclude(status__in=off)
    first = {}
    for pk, member in ahead.filter(audience=EventPage.Audience.MEMBERS).in_order().values_list("pk", "members"):
        first.setdefault(member, pk)
    events = ahead.filter(pk__in=set(first.values())).defer_streamfields().in_bulk()
    return {member: events[pk] for member, pk in first.items()}


@register.filter
def concerning(events, member):
    """Of `next_events`, the one that comes first for this country; None if there is none."""
    keys = (member.pk, None) if member.is_member else (member.pk,)
    found = [events[key] for key in keys if key in events]
    return min(found, key=lambda event: (event.start_date, event.starts_at, event.end_date, event.pk), default=None)
