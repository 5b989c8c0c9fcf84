from itertools import groupby
from urllib.parse import urlsplit

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from members.chart import chart_drawing, chart_labels, chart_position, chart_views, near_pins
from members.models import CHART, MemberPage, members_on, on_the_map
from members.views import map_script_address
from oco_site.base import all_public

register = template.Library()


@register.filter
def with_member_count(text, on=None):
    """`{members}` in an editor's text becomes the number of members, today's or as of a date (inclusive)."""
    value = str(text)
    if "{members}" not in value:
        return text
    counted = value.replace("{members}", str(len(members_on(on or timezone.localdate()))))
    return mark_safe(counted) if hasattr(value, "__html__") else counted


@register.filter
def website_name(address):
    """frcs.org.fj of https://www.frcs.org.fj/"""
    return urlsplit(address).netloc.removeprefix("www.")


@register.simple_tag(takes_context=True)
def chart(context, view="", name=""):
    """A crop of the swell chart by the name of its view, else of the whole membership. `name` says what it shows, for
    those who do not see it; without one it is an ornament."""
    context["request"].shows_chart = True
    box = " ".join(f"{number:g}" for number in chart_views(CHART)[view or "members"])
    described = format_html('role="img" aria-label="{}"', name) if name else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="chart" viewBox="{}" preserveAspectRatio="xMidYMid slice" focusable="false" {}>'
        '<use href="#chart"/></svg>',
        box,
        described,
    )


@register.simple_tag(takes_context=True)
def drawing_of_the_chart(context):
    """What the crops of this page use. At its end, so that over a long link the text comes first."""
    if not getattr(context.get("request"), "shows_chart", False):
        return ""
    return mark_safe(f'<svg hidden><g id="chart">{chart_drawing(CHART)}</g></svg>')


@register.inclusion_tag("members/includes/map.html", takes_context=True)
def member_map(context, heading=False):
    """The map of all countries, with a `heading` of its own where the page has none for it."""
    countries = all_public(MemberPage)
    places = on_the_map(countries)
    pages = {country.slug: country for country in countries}
    labels = chart_labels(places)
    return {
        "map_members": [
            {
                "slug": place.slug,
                "name": place.name,
                "url": pages[place.slug].get_url(context["request"]),
                "status": place.status,
                "label": labels.get(place.slug),
                **dict(zip("xy", chart_position(place.latitude, place.longitude) or (None, None), strict=True)),
            }
            for place in places
        ],
        "map_script_url": map_script_address(places),
        "map_heading": heading,
        "request": context["request"],
    }


@register.inclusion_tag("members/includes/locator_labels.html", takes_context=True)
def locator_labels(context, country):
    """The names on a country's locator: a shortcut for the mouse, the list of members is the real navigation."""
    countries = all_public(MemberPage)
    views = chart_views(CHART)
    pins = near_pins(country.slug, on_the_map(countries), views)
    pages = {each.slug: each for each in countries}
    return {
        "view": views.get(country.chart_view),
        "labels": [(pin, pages[pin.slug].get_url(context["request"])) for pin in pins if pin.label],
        "country": country,
    }


@register.simple_tag
def members_beside(country):
    """The countries before and after this one, by name; None at the ends."""
    in_order = all_public(MemberPage)
    place = next((number for number, each in enumerate(in_order) if each.pk == country.pk), None)
    if place is None:  # a preview of a page that is not public
        return {}
    before, after = in_order[:place], in_order[place + 1 :]
    return {"previous": before[-1] if before else None, "next": after[0] if after else None}


@register.simple_tag
def members_by_name():
    return all_public(MemberPage)


@register.simple_tag
def members_by_sub_region():
    """[(sub-region, its countries by name), …]: sub-regions in the order of the model, partners and members alike."""
    order = list(MemberPage.SubRegion)
    countries = sorted(all_public(MemberPage), key=lambda country: order.index(country.sub_region))
    return [
        (MemberPage.SubRegion(code), list(group))
        for code, group in groupby(countries, lambda country: country.sub_region)
    ]
