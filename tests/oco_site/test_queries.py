"""What a page costs in queries to the database: fixed numbers, and the same for one item and for three."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile

from news.models import Correction
from oco_site.models import ContactPage, SiteDocument, SiteMapPage
from priorities.models import Strategy
from tests.builders import (
    add,
    build_event,
    build_image,
    build_member,
    build_priority,
    build_release,
    build_series,
    build_standard_page,
)


@pytest.fixture
def counted(client, django_assert_num_queries):
    def count(path, queries, status=200):
        client.get(path)
        cache.clear()  # what is kept there would hide queries of a new process
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == status

    return count


def build_sections(home, items):
    """So many pages of text, in the menu and in both columns of the footer."""
    for n in range(items):
        for column in ("contact", "site"):
            build_standard_page(home, f"Page {n}", title_fr=f"Page {n}", show_in_menus=True, footer_column=column)


def body(home, items):
    """A body with so many of every block."""
    images = [build_image() for _n in range(items)]
    documents = [
        SiteDocument.objects.create(title=f"Report {n}", file=ContentFile(b"x", name=f"{n}.txt")) for n in range(items)
    ]
    for document in documents:
        document.file.close()
    return [
        *(("image", {"image": image, "caption": ""}) for image in images),
        ("documents", documents),
        *(("button", {"text": "Go", "page": home, "url": ""}) for _n in range(items)),
        ("text", f'<p><a linktype="page" id="{home.pk}">Home</a></p>' * items),
    ]


@pytest.mark.parametrize("items", [1, 3])
@pytest.mark.parametrize("path", ["/en/", "/fr/"])
def test_the_home_page(
    counted, home, news_index, events_index, members_index, priorities_index, path, items
):  # fmt: skip
    build_sections(home, items)
    for n in range(items):
        priority = build_priority(priorities_index, n + 1, title_fr="Priorité")
        member = build_member(members_index, f"Member {n}", title_fr="Membre")
        build_release(news_index, series=build_series(), number=n + 1, members=[member], priorities=[priority])
        build_event(events_index, members=[member], priority=priority)

    counted(path, 10)


@pytest.mark.parametrize("items", [1, 3])
@pytest.mark.parametrize("path", ["/en/about/", "/fr/a-propos/"])
def test_a_standard_page(counted, home, path, items):
    build_sections(home, items)
    build_standard_page(
        home, "About", slug="about", title_fr="À propos", slug_fr="a-propos",
        body_en=body(home, items), body_fr=body(home, items),
    )  # fmt: skip

    counted(path, 12)


@pytest.mark.parametrize("items", [1, 3])
def test_the_contact_page(counted, home, items):
    build_sections(home, items)
    add(home, ContactPage(title="Contact", slug="contact", title_fr="Contact", body_en=[("quote", {"quote": "Q"})]))

    counted("/fr/contact/", 6)


@pytest.mark.parametrize("items", [1, 3])
def test_the_site_map(counted, home, items):
    build_sections(home, items)
    add(home, SiteMapPage(title="Site map", slug="site-map", title_fr="Plan du site"))

    counted("/fr/plan-du-site/", 7)


@pytest.mark.parametrize("items", [1, 3])
def test_a_page_that_is_not_found(counted, home, items):
    build_sections(home, items)

    counted("/fr/nulle-part/", 6, status=404)


@pytest.mark.parametrize("items", [1, 3])
def test_the_sitemap_for_search_engines(counted, home, news_index, priorities_index, items):
    build_sections(home, items)
    for n in range(items):
        build_priority(priorities_index, n + 1, title_fr="Priorité", strategies=[Strategy(title_en="Audit")])
        build_release(news_index, title_fr="Communiqué", corrections=[Correction(text_en="The name was wrong.")])

    counted("/sitemap.xml", 12)
