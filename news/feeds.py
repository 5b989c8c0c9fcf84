"""The newest releases as Atom and RSS: all, or those of one series, strategic priority or member."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import override

from news.models import NewsIndexPage, NewsReleasePage, ReleaseSeries
from news.querysets import pictures
from oco_site.feeds import FullTextAtom, FullTextRss, SiteFeed
from oco_site.fields import labelled

ENTRIES = 20


class NewsFeed(SiteFeed):
    """What is asked for comes as one of `series` (its prefix), `priority` (its number) or `member` (its slug)."""

    def get_object(self, request, series=None, priority=None, member=None):
        index = NewsIndexPage.objects.visible().first()
        if index is None:
            raise Http404
        return index, *chosen_releases(series, priority, member)

    def title(self, obj):
        index, _releases, subject, _query = obj
        return labelled(index.heading, subject) if subject else index.heading

    def link(self, obj):
        index, _releases, _subject, query = obj
        return index.full_url + query

    def description(self, obj):
        return obj[0].description

    subtitle = description

    def items(self, obj):
        releases = obj[1].newest_first().for_list()
        return releases.prefetch_related("corrections", "attachments__document", pictures())[:ENTRIES]

    def item_title(self, item):
        with override(item.heading.language):
            return labelled(item.reference, item.heading) if item.reference else str(item.heading)

    def item_description(self, item):
        return escape(str(item.summary_text))

    def item_pubdate(self, item):
        """Noon in Suva of the day of issue, which is that day also in Europe, but not before it was to be read here."""
        published = item.first_published_at
        if not item.date:
            return published
        noon = datetime.combine(item.date, time(12), ZoneInfo(settings.TIME_ZONE))
        return min(noon, published) if published else noon

    def item_content(self, item):
        return render_to_string("news/includes/full_text.html", {"page": item})

    def item_categories(self, item):
        return [str(priority.heading) for priority in item.priorities.all()]


class AtomNewsFeed(NewsFeed):
    feed_type = FullTextAtom


class RssNewsFeed(NewsFeed):
    feed_type = FullTextRss


def chosen_releases(series, priority, member):
    """(releases, what they have in common, the query of their list).

    Raises Http404 where there is no such series, priority or member.
    """
    releases = NewsReleasePage.objects.visible()
    if series:
        series = get_object_or_404(ReleaseSeries, prefix__iexact=series)
        return releases.filter(series=series), series.prefix, f"?series={series.prefix}"
    if priority:
        page = get_object_or_404(NewsReleasePage.objects.related_pages("priorities"), number=priority)
        return releases.filter(priorities=page), page.heading, f"?priority={page.number}"
    if member:
        page = get_object_or_404(NewsReleasePage.objects.related_pages("members"), slug=member)
        return releases.filter(members=page), page.heading, f"?member={page.slug}"
    return releases, "", ""
