"""The views of the calendar that are no pages of the tree, and what they share."""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from events.forms import EventFilter
from events.history import CHANGES_KEPT, PublishedState
from events.models import EventPage, EventsIndexPage
from events.spreadsheet import changes_csv, events_csv

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


def changes_table(request):
    return _csv(changes_csv(recent_changes(checked_form(request, without=("year",)))), "changes.csv")


def agenda_table(request):
    """The agenda's events: of a year, else from today on."""
    form = checked_form(request)
    events = form.matching().in_order().for_list()
    if year := form.value("year"):
        return _csv(events_csv(events.filter(start_date__year=year)), f"events-{year}.csv")
    return _csv(events_csv(events.not_over(form.today, form.now)), "events.csv")


def _csv(text, name):
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"},
    )
