"""The views of the calendar that are no pages of the tree, and what they share."""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Max, Min, Prefetch
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from events.forms import EventFilter
from events.history import CHANGES_KEPT, PublishedState
from events.models import EventPage, EventsIndexPage
from events.month import month_after, months_shown, weeks_of
from events.planner import YEARS, programme_name, programme_parts

CHANGES_ON_A_PAGE = 50


def calendar(request, without=()):
    """What every view and feed of the calendar starts from: its index page as `section`, the filters as `form`.

    without: names of filters that the view has no use for. Raises Http404 if the site has no calendar.
    """
    section = EventsIndexPage.objects.visible().first()
    if section is None:
        raise Http404
    form = EventFilter(request.GET, EventPage.objects.child_of(section).visible(), without=without)
    return {"section": section, "form": form}


def checked_form(request, without=()):
    """The filters of a feed or a file, which has no room to tell of a wrong value: raises Http404 for one."""
    form = calendar(request, without)["form"]
    if not form.is_valid():
        raise Http404
    return form


def feed_events(request):
    """The events that a feed's filters leave, with all that it says of each. Raises Http404 for a wrong value."""
    return checked_form(request, without=("year",)).matching().in_order().for_list()


def month(request, month=None):
    """A month (its first day), by default that of the reader's today, as a table of weeks."""
    context = calendar(request, without=("year",))
    form = context["form"]
    this_month = form.today.replace(day=1)
    month = month or this_month
    first, last = months_shown(*_first_and_last_day(form.events), this_month)
    if not first <= month <= last:
        raise Http404
    monday, sunday = weeks_of(month, [])[0].days[0], weeks_of(month, [])[-1].days[-1]
    events = list(form.matching().filter(start_date__lte=sunday, end_date__gte=monday).in_order().for_list())
    after = month_after(month)
    context |= {
        "month": month,
        "own_path": reverse("event_month", args=[month]),
        "this_month": this_month,
        "previous": month_after(month, -1) if month > first else None,
        "next": after if month < last else None,
        "weeks": weeks_of(month, events),
        "events": [event for event in events if event.start_date < after and event.end_date >= month],
        "on_now": _on_now(events, form),
    }
    return render(request, "events/month.html", context)


def year_planner(request, year=None):
    """The programme of a year, by default that of the reader's today if it has events, else the latest."""
    context = calendar(request, without=("year",))
    form, section = context["form"], context["section"]
    programmes = {programme: days for programme, *days in _programmes(form.events)}
    present = section.programme_year_of(form.today)
    if year is None:
        year = present if present in programmes else max(programmes, default=present)
    elif year not in programmes:
        raise Http404
    events = list(form.matching().filter(programme_year=year).in_order().for_list())
    parts, left_over = programme_parts(year, *programmes[year], events) if year in programmes else ([], [])
    context |= {
        "year": year,
        "programme": programme_name(year, section.programme_starts),
        "others": [(each, programme_name(each, section.programme_starts)) for each in programmes if each != year],
        "parts": [(part, part.place_of(form.today)) for part in parts],
        "left_over": left_over,
        "on_now": _on_now(events, form),
    }
    if year in programmes:
        context["own_path"] = reverse("event_planner", args=[year])
    return render(request, "events/planner.html", context)


def _first_and_last_day(events):
    return events.aggregate(first=Min("start_date"), last=Max("end_date")).values()


def _programmes(events):
    """(programme year, first day, last day) of each that can be drawn, the latest first."""
    return (
        events.filter(programme_year__range=(YEARS[0], YEARS[-1]))
        .order_by("-programme_year")
        .values_list("programme_year")
        .annotate(Min("start_date"), Max("end_date"))
    )


def _on_now(events, form):
    """The numbers of those events that take place as the reader's day and hour are."""
    today, now = form.today, form.now
    return {event.pk for event in events if event.is_held and event.is_on(today, now)}


def recent_changes(form):
    """The published states of the last 90 days, the latest first, of the events that the filters leave."""
    return (
        PublishedState.objects.filter(
            published_at__gt=timezone.now() - CHANGES_KEPT, event__in=form.matching().order_by().values("pk")
        )
        .order_by("-published_at", "-pk")
        .prefetch_related(Prefetch("event", EventPage.objects.for_list()))
    )


def changes(request):
    """What is new, moved or cancelled."""
    context = calendar(request, without=("year",))
    try:
        page = Paginator(recent_changes(context["form"]), CHANGES_ON_A_PAGE).page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404(str(error)) from error
    return render(request, "events/changes.html", context | {"changes": page})
