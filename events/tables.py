"""What the views of the calendar show, as files for spreadsheets. Wrong filters: Http404."""

from django.http import Http404, HttpResponse

from events.month import EARLIEST, LATEST, month_after
from events.spreadsheet import changes_csv, events_csv
from events.views import checked_form, feed_events, recent_changes


def agenda_table(request):
    """The events of a year, else from today on."""
    form = checked_form(request)
    events = form.matching().in_order().for_list()
    if year := form.value("year"):
        return _file(events_csv(events.filter(start_date__year=year)), f"events-{year}.csv")
    return _file(events_csv(events.not_over(form.today, form.now)), "events.csv")


def month_table(request, month):
    """The events of a month (its first day), also those that begin before it or end after it."""
    if not EARLIEST <= month <= LATEST:
        raise Http404
    events = feed_events(request).filter(start_date__lt=month_after(month), end_date__gte=month)
    return _file(events_csv(events), f"events-{month:%Y-%m}.csv")


def planner_table(request, year):
    """The programme that starts in a year."""
    return _file(events_csv(feed_events(request).filter(programme_year=year)), f"programme-{year}.csv")


def changes_table(request):
    return _file(changes_csv(recent_changes(checked_form(request, without=("year",)))), "changes.csv")


def _file(text, name):
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"},
    )
