from django import template
from django.db.models import Q

from news.models import NewsReleasePage
from oco_site.fields import active_language, text_in

register = template.Library()


@register.simple_tag
def latest_news(count=5, member=None, priority=None):
    """The newest releases; of one `member` or `priority` only, if one is given."""
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
    if not release.date:
        return {}
    dated = NewsReleasePage.objects.visible().exclude(date=None).exclude(pk=release.pk).defer_streamfields()
    earlier = Q(date__lt=release.date) | Q(date=release.date, pk__lt=release.pk)
    return {
        "earlier": dated.filter(earlier).order_by("-date", "-pk").first(),
        "later": dated.exclude(earlier).order_by("date", "pk").first(),
    }


@register.simple_tag
def title_in(release, language):
    return text_in(release, "title", language)
