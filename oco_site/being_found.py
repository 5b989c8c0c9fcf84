"""How search engines and messengers are told what a page is: its picture, and schema.org's objects."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import override

from oco_site.base import ORGANISATION_ID, SitePage
from oco_site.cards import SIZE, card_hash, kept_card
from oco_site.fields import LANGUAGES, active_language, localized
from oco_site.models import SiteSettings

PICTURE = "fill-1200x630|format-jpeg|jpegquality-80"  # not WebP: messengers know JPEG
LOGO = "max-600x600|format-png"
WITH_PICTURE = {"NewsArticle", "Event"}
A_YEAR = 31_536_000


def share_picture(page, organisation, emblem):
    """{url, width, height, alt}: the page's photograph, else its card. The preview of a new page has neither."""
    if page.share_image:
        picture = page.share_image.get_rendition(PICTURE)
        alt = page.share_image.default_alt_text
        return {"url": picture.full_url, "width": picture.width, "height": picture.height, "alt": alt}
    if page.pk is None:
        return None
    digest = _card_hash(_card_texts(page, organisation), emblem)
    path = reverse("card", args=(page.pk, active_language(), digest))
    width, height = SIZE
    return {"url": f"{settings.SITE_URL}{path}", "width": width, "height": height, "alt": str(page.heading)}


def _card_texts(page, organisation):
    return str(localized(page, "title")), str(page.search_date), str(organisation)


def _card_hash(texts, emblem):
    """An image's file is never another under the same name."""
    return card_hash(*texts, emblem.file.name) if emblem else card_hash(*texts)


def card(request, page, language, digest):
    """The card of a public page; no other text is ever drawn, and an old address is not found."""
    page = get_object_or_404(SitePage.objects.visible(), pk=page).specific
    if language not in LANGUAGES:
        raise Http404
    site = SiteSettings.for_request(request)
    with override(language):
        texts = _card_texts(page, localized(site, "organisation"))
    if digest != _card_hash(texts, site.emblem):
        raise Http404
    response = HttpResponse(kept_card(digest, texts, site.emblem), content_type="image/png")
    patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    return response


# schema.org -----------------------------------------------------------------------------------------------------------


def organisation_data(site):
    """The organisation; pages that say more about it (its members) do so under the same @id. `site`: its settings."""
    emblem = site["emblem"] and site["emblem"].get_rendition(LOGO).full_url
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": ORGANISATION_ID,
        "name": str(site["organisation"]),
        "alternateName": site["short_name"],
        "url": f"{settings.SITE_URL}/{active_language()}/",
        "logo": emblem or f"{settings.SITE_URL}{static('img/apple-touch-icon.png')}",
        "sameAs": [account.value["url"] for account in site["social_accounts"]],
        "email": site["email"],
        "telephone": site["telephone"],
        "address": site["address"],
    }
    return {name: value for name, value in data.items() if value}


def breadcrumb_data(page):
    """The way to a page from the home page, which has none itself: a list of one object or of none."""
    if not page.above:
        return []
    steps = [(each.menu_heading, each.address_in(active_language())) for each in [*page.above, page]]
    items = [
        {"@type": "ListItem", "position": position, "name": str(name), "item": address}
        for position, (name, address) in enumerate(steps, 1)
    ]
    return [{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}]


def page_data(page, picture):
    """The page's own objects, each article and event with the picture that is shown with a link to the page."""
    return [
        {"image": [picture["url"]]} | each if picture and each.get("@type") in WITH_PICTURE else each
        for each in page.structured_data()
    ]
