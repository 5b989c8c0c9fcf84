"""What the agenda shows: a bounded number of rows, however long the archive."""

from datetime import timedelta

from django.db.models import prefetch_related_objects

RECENT = timedelta(days=366)
RECENT_ROWS = 60  # of these; the others are under their years
ON_NOW_ROWS = 60


def agenda(form, paginate):
    """The events of a year, if one is chosen; else what is on now, what comes next and the last twelve months.

    form: the filters; paginate: from a queryset to the page of it that is asked for. All lists are in order of time.
    """
    matching = form.matching().in_order().rows_only()
    if year := form.value("year"):
        events = _fetched(paginate(matching.filter(start_date__year=year)))
        prefetch_related_objects(events.object_list, *matching.LIST_RELATIONS)
        return {"year": year, "events": events}
    today, now = form.today, form.now
    ahead, on_now, past = _fetched(paginate(matching.ahead(today, now))), [], []
    if ahead.number == 1:
        on_now = list(matching.on_now(today, now)[:ON_NOW_ROWS])
        recent = matching.past(today, now).filter(end_date__gt=today - RECENT).order_by("-end_date", "-pk")
        past = sorted(recent[:RECENT_ROWS], key=lambda event: (event.start_date, event.starts_at, event.pk))
    prefetch_related_objects([*on_now, *ahead, *past], *matching.LIST_RELATIONS)
    return {"on_now": on_now, "ahead": ahead, "past": past}


def _fetched(page):
    page.object_list = list(page.object_list)
    return page
