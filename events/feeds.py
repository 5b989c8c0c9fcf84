"""What changed in the calendar, as Atom."""

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from events.views import checked_form, recent_changes
from events.wording import days_and_hours
from oco_site.feeds import SiteFeed
from oco_site.fields import labelled

ENTRIES = 50


class ChangesFeed(SiteFeed):
    """New, moved and cancelled events of the last 90 days, with the pages' filters. A wrong value: Http404."""

    def get_object(self, request):
        return checked_form(request, without=("year",))

    def title(self, form):
        return _("What changed in the calendar")

    def link(self, form):
        return f"{settings.SITE_URL}{reverse('event_changes')}{form.query()}"

    def items(self, form):
        return recent_changes(form)[:ENTRIES]

    def item_title(self, item):
        return labelled(item.get_change_display().capitalize(), item.event.full_title)

    def item_link(self, item):
        return item.event.full_url

    def item_guid(self, item):
        return f"urn:uuid:{item.event.uid}#{item.sequence}"

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.published_at

    def item_description(self, item):
        days = days_and_hours(item)
        if before := item.before:
            return escape(_("%(days)s, not %(old_days)s") % {"days": days, "old_days": days_and_hours(before)})
        return escape(days)

    def item_extra_kwargs(self, item):
        return {"language": item.event.heading.language}
