"""The calendar for people's own calendar programmes: the feed, one event as a file, and the page that explains both."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Max, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe
from wagtail.models import ModelLogEntry, PageLogEntry

from events.history import CHANGES_KEPT
from events.ical import vcalendar
from events.models import EventPage
from events.views import calendar

PAST_KEPT = timedelta(days=366)
EVENTS_TO_SAVE = 5  # on the page that explains: enough to try it, the others are in the agenda

GONE = ("wagtail.unpublish", "wagtail.delete", "wagtail.move")
RESTRICTED = "wagtail.view_restriction"
NAMED = ("eventsindexpage", "memberpage")  # pages whose names the calendar says


@require_safe
def calendar_feed(request):
    """The events that the filters leave, as a VCALENDAR in the language of the address. A wrong value: Http404.

    Bounded: of a chosen year, that year's; else all that lies ahead, what was over a year ago or later, and what
    changed in the last 90 days whenever it is, so that a cancelled event stays for 90 days at least.
    """
    section, form = calendar(request).values()
    if not form.is_valid():
        raise Http404
    events = form.matching().in_order().for_list().prefetch_related("streams")
    now = timezone.now()
    if year := form.value("year"):
        events = events.filter(start_date__year=year)
    else:
        events = events.filter(Q(end_date__gte=now.date() - PAST_KEPT) | Q(changed_at__gte=now - CHANGES_KEPT))
    chosen = [str(text) for name, _label, text in form.chosen if name != "tz"]
    name = " – ".join([settings.WAGTAIL_SITE_NAME, str(section.heading), *chosen])
    return _file(request, vcalendar(events, name), "calendar.ics")


@require_safe
def event_file(request, uid):
    """One event as a VCALENDAR, found by its UID, whenever it is or was. Http404 if visitors may not read it."""
    event = get_object_or_404(EventPage.objects.visible().for_list().prefetch_related("streams"), uid=uid)
    return _file(request, vcalendar([event], event.full_title), f"{event.slug}.ics")


@require_safe
def subscribe(request):
    """How to have the calendar, as filtered, in one's own programme."""
    context = calendar(request, without=("year", "tz"))
    form = context["form"]
    address = f"{settings.SITE_URL}{reverse('calendar_feed')}{form.query()}"
    context["address"] = address
    context["webcal_address"] = f"webcal:{address.partition(':')[2]}"
    context["events"] = form.matching().not_over(form.today, form.now).in_order().defer_streamfields()[:EVENTS_TO_SAVE]
    return render(request, "events/subscribe.html", context)


def _file(request, content, name):
    """The answer with an ETag of its bytes, by which programmes ask whether they have changed: then 304."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name)
    response.headers["Cache-Control"] = "no-cache"  # kept, and asked for again with its ETag
    set_response_etag(response)
    changed_at = last_change()
    if changed_at:
        response.headers["Last-Modified"] = http_date(changed_at.timestamp())
    return get_conditional_response(
        request,
        etag=response.headers["ETag"],
        last_modified=changed_at and int(changed_at.timestamp()),
        response=response,
    )


def last_change():
    """When anything that these files say may last have changed, for programmes that ask by date only; None if never.

    Of any event, not of those in one file: one that no longer passes a filter has left it. The rest is in Wagtail's
    log: what was taken away, and the names that the files say.
    """
    of_pages = Q(content_type__app_label="events", action__in=GONE) | Q(action__startswith=RESTRICTED)
    of_names = Q(content_type__model__in=NAMED, action="wagtail.publish")
    moments = [
        EventPage.objects.aggregate(at=Max("changed_at"))["at"],
        PageLogEntry.objects.filter(of_pages | of_names).aggregate(at=Max("timestamp"))["at"],
        ModelLogEntry.objects.filter(content_type__app_label="events").aggregate(at=Max("timestamp"))["at"],
    ]
    return max((moment for moment in moments if moment), default=None)
