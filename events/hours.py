"""The days and hours of an event by the clock of its own zone: what they cannot be, and the instants they come to."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from oco_site.dates import is_on_the_clock


def mistakes(event):
    """{field: message}, for its form."""
    errors = {}
    if event.start_date and event.end_date and event.end_date < event.start_date:
        errors["end_date"] = _("The last day is before the first.")
    for name, day in (("start_time", event.start_date), ("end_time", event.end_date or event.start_date)):
        hour = getattr(event, name)
        if event.start_date and hour and not is_on_the_clock(day, hour, event.time_zone):
            errors[name] = _("There is no such time on that day: the clocks go forward over it.")
    if event.end_time and not event.start_time:
        errors["start_time"] = _("An event that ends at a time begins at one.")
    if event.start_time and not event.end_time:
        errors["end_time"] = _("Say when it ends, too.")
    one_day = event.end_date in (None, event.start_date)
    if event.start_time and event.end_time and one_day and event.end_time <= event.start_time:
        errors["end_time"] = _("It ends before it begins.")
    return errors


def instants(event):
    """Beginning and end (exclusive) in UTC. Raises OverflowError on the first and the last day that a date can be."""
    zone = ZoneInfo(event.time_zone)
    if event.start_time:
        start = datetime.combine(event.start_date, event.start_time, zone)
        end = datetime.combine(event.end_date, event.end_time or event.start_time, zone)
    else:
        start = datetime.combine(event.start_date, time.min, zone)
        end = datetime.combine(event.end_date + timedelta(days=1), time.min, zone)
    return start.astimezone(UTC), end.astimezone(UTC)
