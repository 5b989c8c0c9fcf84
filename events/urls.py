"""Addresses of the calendar that are no pages. They do not follow the index page's own: subscribers know them."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from events import subscription, views
from events.feeds import ChangesFeed

# Translators: these are addresses, so small letters without accents.
urlpatterns = [
    path(_("events/changes/"), views.changes, name="event_changes"),
    path(_("events/changes.atom"), ChangesFeed(), name="event_changes_feed"),
    path(_("events/changes.csv"), views.changes_table, name="event_changes_csv"),
    path(_("events/agenda.csv"), views.agenda_table, name="agenda_csv"),
    path(_("events/calendar.ics"), subscription.calendar_feed, name="calendar_feed"),
    path(_("events/<uuid:uid>.ics"), subscription.event_file, name="event_file"),
    path(_("events/subscribe/"), subscription.subscribe, name="subscribe"),
]
