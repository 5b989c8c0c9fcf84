from django import template
from django.db.models import Count, F, Q, prefetch_related_objects
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from news.archive import address_end
from news.models import NewsReleasePage
from oco_site.fields import active_language, text_in

register = template.Library()


@register.simple_tag
def latest_news(count=5, member=None, priority=None):
    """The newest releases; of one `member` or `priority` only, if one is given."""
    about = [page for page in (member, priority) if page]
    if any(page.pk is None for page in about):  # the preview of a page that is not saved yet
        return []
    releases = NewsReleasePage.objects.visible()
    if member:
        releases = releases.filter(members=member)
    if priority:
        releases = releases.filter(priorities=priority)
    return releases.newest_first().for_list().defer_streamfields()[:count]


@register.simple_tag
def front_page_news(count=6):
    """The lead and the other newest releases.

    The lead is the newest release ticked 'lead', else the newest; in French it is one that exists in French, if any.
    """
    releases = NewsReleasePage.objects.visible().select_related("series").defer_streamfields()
    candidates = releases.exclude(title_fr="") if active_language() == "fr" else releases
    newest = list(releases.newest_first()[:count])
    lead = candidates.for_list().newest_first(lead_first=True).first() or next(iter(newest), None)
    return {"lead": lead, "others": [release for release in newest if release != lead][: count - 1]}


@register.simple_tag
def neighbours(release):
    """The releases before and after this one, by date; an undated one has none."""
    if not release.date or release.pk is None:
        return {}
    dated = NewsReleasePage.objects.visible().exclude(date=None).exclude(pk=release.pk).defer_streamfields()
    earlier = Q(date__lt=release.date) | Q(date=release.date, pk__lt=release.pk)
    return {
        "earlier": dated.filter(earlier).order_by("-date", "-pk").first(),
        "later": dated.exclude(earlier).order_by("date", "pk").first(),
    }


@register.simple_tag
def related_releases(release, count=4):
    """Releases that share a priority or a member with this one, those that share most first, then the newest."""
    if release.pk is None:
        return []
    shared = Count("priorities", Q(priorities__in=release.priorities.all()), distinct=True) + Count(
        "members", Q(members__in=release.members.all()), distinct=True
    )
    others = NewsReleasePage.objects.visible().exclude(pk=release.pk).annotate(shared=shared).filter(shared__gt=0)
    others = others.order_by("-shared", F("date").desc(nulls_last=True), "-pk")
    return others.select_related("series").defer_streamfields()[:count]


@register.simple_tag
def attached_documents(release):
    attachments = list(release.attachments.all())
    prefetch_related_objects(attachments, "document")
    return [attachment.document for attachment in attachments]


@register.simple_tag
def title_in(release, language):
    return text_in(release, "title", language)


@register.simple_tag(takes_context=True)
def archive_address(context, index, selection):
    """The address of a page of the archive, of which `index` is the list of news."""
    return index.get_url(context["request"]) + address_end(selection.year, active_language()) + selection.query


@register.simple_tag
def news_feeds(selection=None, priority=None, member=None):
    """[{title, atom, rss}, …]: the feed of all news, and those of what a selection, a priority or a member names."""
    feeds = [_feed(_("All news releases"))]
    if priority:
        feeds.append(_feed(priority.heading, priority=priority.number))
    if member:
        feeds.append(_feed(member.heading, member=member.slug))
    if selection:
        titles = {"series": _("This series"), "priority": _("This topic"), "member": _("This member")}
        chosen = {name: value for name, value in selection.filters.items() if name in titles}
        feeds += [_feed(titles[name], **{name: value.lower()}) for name, value in chosen.items()]
    return [feed for feed in feeds if feed]


def _feed(title, **kwargs):
    """None where no feed can have such an address, because a visitor typed the filter."""
    try:
        return {"title": title, **{kind: reverse(f"news_{kind}", kwargs=kwargs) for kind in ("atom", "rss")}}
    except NoReverseMatch:
        return None
