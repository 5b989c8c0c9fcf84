from django import template
from django.db.models import BooleanField, Count, ExpressionWrapper, Q, Value, prefetch_related_objects
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from news.models import NewsReleasePage
from news.querysets import DAY, pictures
from oco_site.fields import active_language, text_in

register = template.Library()


@register.simple_tag
def latest_news(count=5, member=None, priority=None, brief=False):
    """The newest releases; of one `member` or `priority` only, if one is given. `brief`: without topics and members."""
    about = [page for page in (member, priority) if page]
    if any(page.pk is None for page in about):  # the preview of a page that is not saved yet
        return []
    releases = NewsReleasePage.objects.visible()
    if member:
        releases = releases.filter(members=member)
    if priority:
        releases = releases.filter(priorities=priority)
    releases = releases.newest_first().rows_only()
    return (releases if brief else releases.for_list())[:count]


@register.simple_tag
def front_page_news(count=6):
    """The lead and the other newest releases.

    The lead is the newest release ticked 'lead', else the newest; in French it is one that exists in French, if any.
    """
    releases = NewsReleasePage.objects.visible().newest_first()
    candidates = releases.exclude(title_fr="") if active_language() == "fr" else releases
    either = NewsReleasePage.objects.either(releases[:count], candidates[:1], candidates.filter(lead=True)[:1])
    shown = list(either.newest_first().rows_only())
    may_lead = [release for release in shown if release.title_fr or active_language() != "fr"] or shown
    lead = next((release for release in may_lead if release.lead), next(iter(may_lead), None))
    if lead:
        prefetch_related_objects([lead], *NewsReleasePage.objects.subjects("members"), pictures())
    return {"lead": lead, "others": [release for release in shown if release != lead][: count - 1]}


@register.simple_tag
def neighbours(release):
    """The releases before and after this one, by date; an undated one has none."""
    if not release.date or release.pk is None:
        return {}
    dated = NewsReleasePage.objects.visible().exclude(date=None).exclude(pk=release.pk).alias(day=DAY)
    is_earlier = Q(date__lt=release.date) | Q(date=release.date, pk__lt=release.pk)
    # The day as well, by which the index leads to them.
    last = dated.filter(is_earlier, day__lte=release.date).order_by("-day", "-pk")[:1]
    first = dated.filter(~is_earlier, day__gte=release.date).order_by("day", "pk")[:1]
    either = NewsReleasePage.objects.either(last, first)
    beside = either.annotate(is_earlier=ExpressionWrapper(is_earlier, BooleanField())).defer_streamfields()
    return {"earlier" if each.is_earlier else "later": each for each in beside}


@register.simple_tag
def related_releases(release, count=4):
    """Releases that share a priority or a member with this one, those that share most first, then the newest."""
    if release.pk is None:
        return []
    subjects = {name: [page.pk for page in getattr(release, name).all()] for name in ("priorities", "members")}
    shared = sum(
        (Count(name, Q(**{f"{name}__in": pages}), distinct=True) for name, pages in subjects.items()), start=Value(0)
    )
    order = ("-shared", DAY.desc(), "-pk")
    # Counted over nothing but primary keys, of those that share any; once more, for the order, over the few shown.
    sharing = (NewsReleasePage.objects.filter(**{f"{name}__in": pages}) for name, pages in subjects.items())
    others = NewsReleasePage.objects.visible().either(*sharing).exclude(pk=release.pk)
    nearest = others.values("pk").annotate(shared=shared).order_by(*order).values("pk")[:count]
    return NewsReleasePage.objects.filter(pk__in=nearest).annotate(shared=shared).order_by(*order).rows_only()


@register.simple_tag
def attached_documents(release):
    attachments = list(release.attachments.all())
    prefetch_related_objects(attachments, "document")
    return [attachment.document for attachment in attachments]


@register.simple_tag
def title_in(release, language):
    return text_in(release, "title", language)


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
