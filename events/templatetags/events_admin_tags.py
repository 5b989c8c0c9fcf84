"""How the admin's pages of the calendar write an event's days; for anything with a first and a last day."""

from django import template

from events.wording import long_range, weekdays_or_length

register = template.Library()


def _days(thing):
    """Of a line or an event of an import, or of an event page."""
    return (thing.start, thing.end) if hasattr(thing, "start") else (thing.start_date, thing.end_date)


@register.filter
def range_of(thing):
    return long_range(*_days(thing))


@register.filter
def weekdays_of(thing):
    return weekdays_or_length(*_days(thing))
