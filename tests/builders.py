"""What tests build: a site and its pages, published as an editor would, with only what the test names."""

import json
from datetime import date
from itertools import count
from unittest.mock import patch

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from events.kinds import EventType
from events.models import EventPage, EventsIndexPage
from members.models import MemberPage, MembersIndexPage
from news.models import NewsIndexPage, NewsReleasePage, ReleaseSeries
from oco_site.models import HomePage, StandardPage
from oco_site.site_record import follow_site_url
from priorities.models import PrioritiesIndexPage, PriorityPage

numbers = count(1)


def text(html):
    """A body of one block of text."""
    return [("text", html)]


def put_live(parent, page):
    """Add a page as if it had been published, without what costs more than the page itself: its revision, the search's
    rows and Wagtail's indexes of references and for its own search. A test of these asks for `as_published`.
    """
    page.first_published_at = page.last_published_at = timezone.now()
    with disable_reference_index_auto_update(), patch("modelsearch.signal_handlers.insert_or_update_object_task"):
        parent.add_child(instance=page)
    return page


def build_home(**fields):
    root = Page.get_first_root_node()
    Page.objects.child_of(root).delete()
    root.refresh_from_db()
    home = HomePage(**{"title": "Home", "title_fr": "Accueil", "slug": "home"} | fields)
    put_live(root, home)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    follow_site_url()
    return home


def build_index(page_class, home, **fields):
    name = page_class._meta.app_label
    fields = {"title": name.capitalize(), "slug": name, "show_in_menus": True} | fields
    return put_live(home, page_class(**fields))


def build_news_index(home, **fields):
    return build_index(NewsIndexPage, home, **{"title_fr": "Actualités", "slug_fr": "actualites"} | fields)


def build_events_index(home, **fields):
    return build_index(EventsIndexPage, home, **{"title_fr": "Événements", "slug_fr": "evenements"} | fields)


def build_members_index(home, **fields):
    return build_index(MembersIndexPage, home, **{"title_fr": "Membres", "slug_fr": "membres"} | fields)


def build_priorities_index(home, **fields):
    return build_index(PrioritiesIndexPage, home, **{"title_fr": "Priorités", "slug_fr": "priorites"} | fields)


def add(parent, page, **related):
    """A live page below another, with its many-to-many relations."""
    page.slug = page.slug or slugify(page.title)[:40] + f"-{next(numbers)}"
    for name, objects in related.items():
        setattr(page, name, objects)
    return put_live(parent, page)


def build_release(index, title="A release", members=(), priorities=(), **fields):
    fields = {"date": date(2021, 8, 26), "body_en": text("<p>Text of the release.</p>")} | fields
    return add(index, NewsReleasePage(title=title, **fields), members=members, priorities=priorities)


def build_series(prefix="PR"):
    return ReleaseSeries.objects.get_or_create(prefix=prefix)[0]


def build_event(index, title="A workshop", members=(), streams=(), **fields):
    fields = {"start_date": date(2026, 11, 24)} | fields
    return add(index, EventPage(title=title, **fields), members=members, streams=streams)


def build_event_type(slug="workshop", name_en="Workshop", name_fr="Atelier", mark="ws"):
    fields = {"name_en": name_en, "name_fr": name_fr, "mark": mark}
    return EventType.objects.get_or_create(slug=slug, defaults=fields)[0]


def build_member(index, title="Fiji", **fields):
    codes = (chr(65 + number // 26 % 26) + chr(65 + number % 26) for number in numbers)
    fields = {
        "iso_code": next(code for code in codes if not MemberPage.objects.filter(iso_code=code).exists()),
        "sub_region": "054",
        "latitude": -18.138,
        "longitude": 178.44,
        "pin_place": "Suva",
        "time_zone": "Pacific/Fiji",
    } | fields
    return add(index, MemberPage(title=title, **fields))


def build_priority(index, number=1, title="Customs Leadership", **fields):
    return add(index, PriorityPage(number=number, title=title, **fields))


def build_standard_page(parent, title="A page", **fields):
    return add(parent, StandardPage(title=title, **fields))


def build_image(**fields):
    file = ContentFile(b"", name=f"picture-{next(numbers)}.png")
    Image.new("RGB", (1200, 800), "teal").save(file, "PNG")
    fields = {
        "title": "Picture",
        "description_en": "Officers at a desk",
        "description_fr": "Agents à un bureau",
    } | fields
    return get_image_model().objects.create(file=file, **fields)


# What the admin's page forms post ------------------------------------------------------------------------------------


def page_form(*body_names, bodies=None, rich_texts=None, inlines=(), publish=True, **fields):
    """The POST of a page's edit form: body fields empty unless given in `bodies` ({name: html}).

    `rich_texts`: {name: html} of rich text fields; `inlines`: {relation: [{field: value}, …]}.
    """
    data = {**fields}
    for name in body_names:
        html = (bodies or {}).get(name)
        data[name] = streamfield([("text", rich_text(html))] if html else [])
    for name, html in (rich_texts or {}).items():
        data[name] = rich_text(html)
    for name, rows in dict(inlines).items():
        data[name] = {
            "TOTAL_FORMS": len(rows),
            "INITIAL_FORMS": 0,
            "MIN_NUM_FORMS": 0,
            "MAX_NUM_FORMS": 1000,
            **{str(n): {"ORDER": n + 1, "DELETE": "", "id": "", **row} for n, row in enumerate(rows)},
        }
    data = nested_form_data(data)
    return data | ({"action-publish": "action-publish"} if publish else {})


def contentstate(html):
    """What the rich text editor posts for a piece of HTML."""
    return json.loads(rich_text(html))
