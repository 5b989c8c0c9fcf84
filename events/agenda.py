"""What the agenda shows: a bounded number of rows, however long the archive."""

from datetime import timedelta

from django.db.models import prefetch_related_objects

RECENT = timedelta(days=366)
BEGUN_ROWS = 120  # of what is on now and of these; the others are under their years


def agenda(form, paginate):
    """The events of a year, if one is chosen; else what is on now or called off, what comes next and the last twelve
    months.

    form: the filters; paginate: from a queryset to the page of it that is asked for. All lists are in order of time.
    """
    matching = form.matching().in_order().rows_only()
    if year := form.value("year"):
        events = _fetched(paginate(matching.filter(start_date__year=year)))
        _fetch_relations(events.object_list, form)
        return {"year": year, "events": events}
    today, now = form.today, form.now
    ahead, begun = _fetched(paginate(matching.ahead(today, now))), []
    if ahead.number == 1:
        latest = since_a_year_ago(matching, today).begun(today, now).order_by("-end_date", "-pk")[:BEGUN_ROWS]
        begun = sorted(latest, key=lambda event: (event.start_date, event.starts_at, event.end_date, event.pk))
    _fetch_relations([*ahead, *begun], form)
    of_today = [event for event in begun if event.is_on(today, now)]
    return {
        "on_now": [event for event in of_today if event.is_held],
        "called_off": [event for event in of_today if not event.is_held],
        "ahead": ahead,
        "past": [event for event in begun if not event.is_on(today, now)],
    }


def since_a_year_ago(events, today):
    """What the agenda without a year is about: the last twelve months, now, and all that lies ahead."""
    return events.filter(end_date__gt=today - RECENT)


def _fetched(page):
    page.object_list = list(page.object_list)
    return page


def _fetch_relations(events, form):
    """What a list prints of others; the hosts are known from the form's members, except those that are not public."""
    known = {member.pk: member for member in form.members}
    for event in events:
        if host := known.get(event.host_country_id):
            event.host_country = host
    prefetch_related_objects(events, *form.events.list_relations())
