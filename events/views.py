"""The views of the calendar that are no pages of the tree, and what they share."""

from django.http import Http404

from events.forms import EventFilter
from events.models import EventPage, EventsIndexPage


def calendar(request, without=()):
    """What every view and feed of the calendar starts from: its index page as `section`, the filters as `form`.

    without: names of filters that the view has no use for. Raises Http404 if the site has no calendar.
    """
    section = EventsIndexPage.objects.visible().first()
    if section is None:
        raise Http404
    form = EventFilter(request.GET, EventPage.objects.child_of(section).visible(), without=without)
    return {"section": section, "form": form}


def feed_events(request):
    """The events that a feed's filters leave, with all that it says of each. A feed has no page to tell of a wrong
    value: raises Http404."""
    form = calendar(request, without=("year",))["form"]
    if not form.is_valid():
        raise Http404
    return form.matching().in_order().for_list()
