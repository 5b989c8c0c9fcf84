"""What the views of the calendar show, as files for spreadsheets. Wrong filters: Http404."""

from django.http import Http404

from events.agenda import since_a_year_ago
from events.month import EARLIEST, LATEST, month_after
from events.spreadsheet import change_rows, event_rows
from events.views import checked_form, feed_events, recent_changes
from oco_site.spreadsheet import csv_response


def agenda_table(request):
    """The events of a year, else those of the agenda: the last twelve months, now, and all that lies ahead."""
    form = checked_form(request)
    events = form.matching().in_order().for_list()
    if year := form.value("year"):
        return csv_response(event_rows(events.filter(start_date__year=year)), f"events-{year}.csv")
    return csv_response(event_rows(since_a_year_ago(events, form.today)), "events.csv")


def month_table(request, month):
    """The events of a month (its first day), also those that begin before it or end after it."""
    if not EARLIEST <= month <= LATEST:
        raise Http404
    events = feed_events(request).filter(start_date__lt=month_after(month), end_date__gte=month)
    return csv_response(event_rows(events), f"events-{month:%Y-%m}.csv")


def planner_table(request, year):
    """The programme that starts in a year; Http404 for one without events, as for its page."""
    form = checked_form(request, without=("year",))
    if not form.events.filter(programme_year=year).exists():
        raise Http404
    events = form.matching().filter(programme_year=year).in_order().for_list()
    return csv_response(event_rows(events), f"programme-{year}.csv")


def changes_table(request):
    return csv_response(change_rows(recent_changes(checked_form(request, without=("year",)))), "changes.csv")
