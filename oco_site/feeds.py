"""What the apps' feeds share: Atom (RFC 4287) and RSS 2.0 over Django's syndication framework.

Absolute addresses come from SITE_URL, never from the Host header; entries keep their ids for good and carry their full
text; an unchanged feed is answered with 304.
"""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import uuid5

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.http import parse_http_date_safe

from oco_site.fields import localized
from oco_site.models import SiteSettings

# What XML 1.0 (2.2) cannot hold, even escaped.
NO_XML_CHARACTERS = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ROOT_RELATIVE = re.compile(r"""(\b(?:href|src|poster)=["'])/(?!/)""")
OTHER_SIZES = re.compile(r"""\s(?:srcset|sizes)=(?:"[^"]*"|'[^']*')|<source\b[^>]*>""")


class SiteGenerator:
    """The site's own address for the feed itself, its id, and texts that XML can hold."""

    def __init__(self, title, link, description, *, feed_url, **kwargs):
        own = f"{settings.SITE_URL}{urlsplit(feed_url).path}"
        super().__init__(clean_xml(title), link, description, feed_url=own, **kwargs | {"feed_guid": own})

    def add_item(self, title, link, description, content="", **kwargs):
        super().add_item(clean_xml(title), link, clean_xml(description), content=clean_xml(content), **kwargs)

    def latest_post_date(self):
        """Django would say now for a feed without items, so that it would change at every look."""
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)


class FullTextAtom(SiteGenerator, Atom1Feed):
    """Atom whose items may have `content` (HTML) beside their summary, and the `language` that they are written in."""

    def item_attributes(self, item):
        return {"xml:lang": item["language"]} if item.get("language") else {}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})


class FullTextRss(SiteGenerator, Rss201rev2Feed):
    """RSS 2.0 with the same, by way of the modules `content` and `dc`."""

    def rss_attributes(self):
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])
        if item.get("language"):
            handler.addQuickElement("dc:language", item["language"])


class SiteFeed(Feed):
    """A feed of pages in the reader's language; a page that has no text in it comes in its own, marked.

    A subclass gives `title`, `link` (absolute), `items`, and for each item what Django's Feed asks for:
    `item_title`, `item_description` (the summary, as HTML), `item_pubdate`, `item_updateddate` (aware datetimes),
    and `item_content`, its full text as HTML, if it has one.
    """

    feed_type = FullTextAtom
    item_guid_is_permalink = False

    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        set_response_etag(response)
        response.headers["Cache-Control"] = "no-cache"  # kept, and asked for again with its ETag
        return get_conditional_response(
            request,
            etag=response.headers["ETag"],
            last_modified=parse_http_date_safe(response.headers.get("Last-Modified", "")),
            response=response,
        )

    def author_name(self, obj):
        """The organisation: entries without an author need that of their feed (RFC 4287, 4.1.1)."""
        site = SiteSettings.objects.filter(site__is_default_site=True).first()
        return str((site and localized(site, "organisation")) or urlsplit(settings.SITE_URL).hostname)

    def item_title(self, item):
        return str(item.heading)

    def item_link(self, item):
        return item.full_url

    def item_guid(self, item):
        """Of the page and the language: the same when it is renamed, moved or published again."""
        return f"urn:uuid:{uuid5(item.translation_key, item.heading.language)}"

    def item_updateddate(self, item):
        return item.last_published_at

    def item_content(self, item):
        return ""

    def item_extra_kwargs(self, item):
        return {"content": for_readers_elsewhere(self.item_content(item)), "language": item.heading.language}


def for_readers_elsewhere(html):
    """HTML as a feed reader wants it: absolute addresses, and of each picture the one size that every reader knows."""
    return ROOT_RELATIVE.sub(rf"\1{settings.SITE_URL}/", OTHER_SIZES.sub("", html))


def clean_xml(text):
    """Without control characters, which make Django refuse to write the feed."""
    return NO_XML_CHARACTERS.sub("", str(text))
