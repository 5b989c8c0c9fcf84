"""What every template may use: texts in the reader's language, menus, language links, dates."""

import json
import re
from html import unescape
from urllib.parse import unquote, urlencode

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import translate_url
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import override
from wagtail.models import Site

from oco_site import dates
from oco_site.base import SitePage, pages_at_hand
from oco_site.being_found import breadcrumb_data, organisation_data, page_data, share_picture
from oco_site.edit_forms import BEST_LENGTHS
from oco_site.fields import LANGUAGES, active_language, localized, other_language, sort_key
from oco_site.inline_styles import inline_styles
from oco_site.models import SiteSettings
from oco_site.shared import shared

register = template.Library()

# In a script element no text may end it or open a comment (HTML, 4.12.1.3).
JSON_SCRIPT_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
PLAIN_SETTINGS = (
    "short_name",
    "emblem",
    "position",
    "address",
    "telephone",
    "email",
    "media_email",
    "social_accounts",
)

register.simple_tag(localized)
register.filter(dates.day_number)
register.filter(dates.day_and_month)
register.filter(dates.long_date)
register.filter(dates.weekday_date)


@register.simple_tag
def inline_style(name):
    """One of inline_styles.SHEETS, which the policy allows as it is."""
    return mark_safe(f"<style>{inline_styles()[name]}</style>")


@register.simple_tag(takes_context=True)
def navigation(context):
    """The main menu, the apps' index pages and the footer's columns, in the order of the page tree."""
    site = Site.find_for_request(context["request"])
    if not site:
        return {}
    pages = [page for page in pages_at_hand(context["request"]) if page.live and page.is_open]
    sections = [page for page in pages if page.depth == site.root_page.depth + 1]
    menu = [page for page in sections if page.show_in_menus]
    here = context.get("page") or context.get("section")  # a view that is no page names the page it belongs to
    path = here.path if here else ""
    return {
        # By their paths: as a SitePage, a page is not equal to itself as its own type.
        "menu": [
            (page, "page" if page.path == path else "true" if path.startswith(page.path) else "") for page in menu
        ],
        "sections": {page.cached_content_type.app_label: page for page in sections},
        "contact": [page for page in pages if page.footer_column == SitePage.FooterColumn.CONTACT],
        "site": [page for page in pages if page.footer_column == SitePage.FooterColumn.SITE],
    }


@register.simple_tag
def ancestors(page):
    """The pages above, from the home page down."""
    return page.above


@register.simple_tag
def page_tree(pages):
    """[(page, branches below it), …] of pages in tree order, save those that are listed by name."""
    top, branches = [], {}
    for page in pages:
        branches[page.path] = []
        branches.get(page.path[: -page.steplen], top).append((page, branches[page.path]))
    for branch in branches.values():
        if all(page.specific_class.is_listed_by_name for page, _below in branch):
            branch.sort(key=lambda node: sort_key(node[0].heading))
    return top


@register.simple_tag(takes_context=True)
def page_address(context, page):
    return page.get_url(context["request"])


@register.simple_tag(takes_context=True)
def address_in_language(context, page, language):
    with override(language):
        return page.get_url(context["request"])


@register.simple_tag(takes_context=True)
def page_links(context):
    """Canonical address, alternates and the other language's address of the page being served."""
    page, request = context.get("page"), context["request"]
    query = request.META.get("QUERY_STRING")
    suffix = f"?{query}" if query else ""
    if not isinstance(page, SitePage):
        return _links_of_view(request, context.get("own_path", request.path))
    addresses = {code: page.address_in(code, request) for code in LANGUAGES}
    other = other_language(active_language())
    other_url = address_in_language(context, page, other) + page.address_end(other) + suffix
    number = request.GET.get("page", "")
    listed = f"?{urlencode({'page': number})}" if number.isdigit() and number != "1" else ""
    return {
        "canonical": addresses[page.canonical_language] + listed,
        "alternates": addresses if page.is_bilingual else {},
        "other_url": other_url,
    }


def _links_of_view(request, own_path):
    """The same for a view that is no page: it has both languages, and its filters are not part of what it is.

    own_path: of what it shows, where it was asked for by another address (this month's at that of today).
    """
    match = request.resolver_match
    language, other = active_language(), other_language(active_language())
    if match is None or match.url_name == "wagtail_serve":  # an error; leads to the other language's home
        return {"other_url": translate_url(f"/{language}/", other)}
    addresses = {code: settings.SITE_URL + translate_url(own_path, code) for code in LANGUAGES}
    return {
        "canonical": addresses[language],
        "alternates": addresses,
        "other_url": translate_url(request.get_full_path(), other),
    }


@register.simple_tag(takes_context=True)
def querystring_without(context, *names):
    """The query of this request without some parameters (and from the first page on), with its question mark."""
    query = context["request"].GET.copy()
    for name in (*names, "page"):
        query.pop(name, None)
    return f"?{query.urlencode()}" if query else ""


@register.simple_tag(takes_context=True)
def address_words(context):
    """The words of an address that leads nowhere, to search for: /en/news/customs-day_2020.html: customs day."""
    path = unquote(context["request"].path).removeprefix(f"/{active_language()}/")
    path = re.sub(r"\.\w{1,5}/?$", "", path)  # an ending such as .html
    words = [word for word in re.findall(r"[^\W_]+", path) if not word.isdecimal()]
    return " ".join(words)[:100]


@register.simple_tag
def page_numbers(items):
    return items.paginator.get_elided_page_range(items.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def site_settings(context):
    """What staff have set for the whole site, texts as the reader gets them, and the notice while it is its time."""
    request = context["request"]
    settings = _settings_of(Site.find_for_request(request))
    texts = {name: localized(settings, name) for name in SiteSettings.translated_fields}
    plain = {name: getattr(settings, name) for name in PLAIN_SETTINGS}
    return plain | texts | {"notice": settings.current_notice}


@shared
def _settings_of(site):
    return SiteSettings.for_site(site) if site else SiteSettings()


@register.filter
def with_name(title, name):
    """The title of a document (HTML) with the site's name after it, if it is not in it and search engines show both."""
    name = conditional_escape(name)
    whole = f"{title} – {name}" if title else name
    is_named = not name or re.search(rf"\b{re.escape(name)}\b", title)
    return title if is_named or len(unescape(whole)) > BEST_LENGTHS["title"] else mark_safe(whole)


@register.simple_tag
def picture_to_share(page, site):
    return share_picture(page, site["organisation"], site["emblem"])


@register.simple_tag
def structured_data(page, site, picture):
    """The organisation, the way to the page and what the page is, as one block of JSON-LD, whatever its texts hold.

    What is said of one thing in several places is said of one object: not every reader joins them by their @id.
    """
    objects = {}
    for number, each in enumerate([organisation_data(site), *breadcrumb_data(page), *page_data(page, picture)]):
        key = each.get("@id", number)
        objects[key] = objects.get(key, {}) | each
    data = json.dumps(list(objects.values()), cls=DjangoJSONEncoder, ensure_ascii=False).translate(JSON_SCRIPT_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(data))


@register.simple_tag
def other_language_name():
    code = other_language(active_language())
    return {"code": code, "name": dict(settings.LANGUAGES)[code]}
