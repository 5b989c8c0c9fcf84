"""Addresses of the calendar that are no pages. They do not follow the index page's own: subscribers know them."""

from datetime import date

from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from events import subscription, tables, views
from events.feeds import ChangesFeed


class MonthConverter:
    """2026-11, as the first day of that month."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value):
        return date.fromisoformat(f"{value}-01")  # a ValueError is no match

    def to_url(self, month):
        return f"{month.year:04}-{month.month:02}"


class YearConverter:
    regex = "[0-9]{4}"

    def to_python(self, value):
        return int(value)

    def to_url(self, year):
        return f"{year:04}"


register_converter(MonthConverter, "month")
register_converter(YearConverter, "year")

# Translators: these are addresses, so small letters without accents.
urlpatterns = [
    path(_("events/month/"), views.month, name="event_month"),
    path(_("events/month/<month:month>/"), views.month, name="event_month"),
    path(_("events/planner/"), views.year_planner, name="event_planner"),
    path(_("events/planner/<year:year>/"), views.year_planner, name="event_planner"),
    path(_("events/month/<month:month>.csv"), tables.month_table, name="event_month_csv"),
    path(_("events/planner/<year:year>.csv"), tables.planner_table, name="event_planner_csv"),
    path(_("events/changes/"), views.changes, name="event_changes"),
    path(_("events/changes.atom"), ChangesFeed(), name="event_changes_feed"),
    path(_("events/changes.csv"), tables.changes_table, name="event_changes_csv"),
    path(_("events/agenda.csv"), tables.agenda_table, name="agenda_csv"),
    path(_("events/calendar.ics"), subscription.calendar_feed, name="calendar_feed"),
    path(_("events/<uuid:uid>.ics"), subscription.event_file, name="event_file"),
    path(_("events/subscribe/"), subscription.subscribe, name="subscribe"),
]
