"""The site as two commands make it: the organisation's own content, every page of it opened in both languages."""

import json
import re
from collections import Counter
from functools import cache
from urllib.parse import parse_qs, urlsplit

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, NavigableString
from bs4.element import PreformattedString
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from events.models import EventPage
from news.models import NewsReleasePage
from oco_site.base import SitePage
from oco_site.cache import KNOWN_PARAMETERS
from oco_site.fields import LANGUAGES, has_text, localized
from oco_site.models import HomePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seed_site")]


def address(page, language):
    return page.address_in(language).removeprefix(settings.SITE_URL)


def live_pages():
    return list(SitePage.objects.live().order_by("path").specific())


@pytest.fixture(scope="module")
def opened(seed_site, django_db_blocker):
    """{(language, page): the answer} of every live page, asked for once by a client without cookies."""
    with django_db_blocker.unblock():
        client = Client()
        return {
            (language, page): client.get(address(page, language)) for language in LANGUAGES for page in live_pages()
        }


@pytest.fixture(scope="module")
def trees(opened):
    """The same, parsed."""
    return {key: BeautifulSoup(response.content, "html.parser") for key, response in opened.items()}


def where(key):
    return address(key[1], key[0])


# Every page in both languages -----------------------------------------------------------------------------------------


def test_every_page_opens_at_its_own_address(opened):
    assert {where(key): response.status_code for key, response in opened.items() if response.status_code != 200} == {}
    assert len({where(key) for key in opened}) == len(opened) == 206


def test_no_placeholder_is_left_on_a_page(trees):
    descriptions = {key: tree.select_one("meta[name=description]")["content"] for key, tree in trees.items()}

    assert [
        where(key)
        for key, tree in trees.items()
        if re.search(r"\{\w+\}|%\(\w+\)", tree.body.get_text() + descriptions[key])
    ] == []


def test_every_page_has_one_heading_of_the_first_order(trees):
    assert {where(key): len(tree.select("h1")) for key, tree in trees.items() if len(tree.select("h1")) != 1} == {}


def test_every_page_says_its_language(trees):
    assert [where(key) for key, tree in trees.items() if tree.html["lang"] != key[0]] == []


def lacks(page, language):
    """Whether a text of the page exists in the other language only."""
    with override(language):
        texts = [localized(page, name) for name in ("title", *page.translated_fields)]
        return any(text.is_fallback for text in texts)


def test_a_page_shows_texts_in_the_other_language_only_where_its_own_are_missing(trees):
    wrong, marked = [], 0
    for (language, page), tree in trees.items():
        other = "fr" if language == "en" else "en"
        own = tree.select(f'main h1[lang="{other}"], main .body[lang="{other}"], main .lede[lang="{other}"]')
        marked += bool(own)
        if bool(own) != lacks(page, language):
            wrong.append(where((language, page)))
    assert wrong == []
    assert marked == 5  # the releases that were issued in English only


def test_every_page_has_a_description_in_its_language(trees):
    missing = [
        where(key)
        for key, tree in trees.items()
        if not (tree.select_one("meta[name=description]") or {}).get("content")
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_of_a_language_have_the_same_description(trees, language):
    found = Counter(
        tree.select_one("meta[name=description]")["content"] for (code, _), tree in trees.items() if code == language
    )

    assert [description for description, times in found.items() if times > 1] == []


def test_titles_and_descriptions_are_about_as_long_as_search_engines_show(trees):
    descriptions = {where(key): tree.select_one("meta[name=description]")["content"] for key, tree in trees.items()}
    named_after = {where(key): (tree.title.get_text(), tree.h1.get_text()) for key, tree in trees.items()}

    assert {path: text for path, text in descriptions.items() if not 50 <= len(text) <= 160} == {}
    # A heading that is longer stands alone: whole for those who hear it, cut by those who show it.
    assert [title for title, heading in named_after.values() if len(title) > 65 and title != heading] == []


def test_every_page_has_structured_data_and_a_picture_to_share(trees, client):
    pictures = {tree.select_one("meta[property='og:image']")["content"] for tree in trees.values()}
    kinds = Counter(
        each["@type"]
        for tree in trees.values()
        for each in json.loads(tree.select_one("script[type='application/ld+json']").string)
    )

    assert kinds["BreadcrumbList"] == len(trees) - 2  # all but the home page
    assert kinds["Organization"] == len(trees)
    assert kinds["NewsArticle"] == 12
    assert len(pictures) == len(trees)
    some = sorted(pictures)[::40]
    assert [client.get(picture.removeprefix(settings.SITE_URL)).status_code for picture in some] == [200] * len(some)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_of_a_language_have_the_same_title(trees, language):
    titles = Counter(tree.title.get_text() for (code, _page), tree in trees.items() if code == language)

    assert [title for title, times in titles.items() if times > 1 or not title.strip()] == []


def test_canonical_addresses_are_those_of_the_site_whatever_the_host(trees):
    for key, tree in trees.items():
        own = "en" if not key[1].has_french else key[0]
        assert tree.select_one("link[rel=canonical]")["href"] == f"{settings.SITE_URL}{address(key[1], own)}"


def test_a_page_is_paired_with_the_other_language_only_where_both_are_whole(trees):
    for (language, page), tree in trees.items():
        pairs = {link["hreflang"]: urlsplit(link["href"]).path for link in tree.select("link[rel=alternate][hreflang]")}
        both = {code: address(page, code) for code in LANGUAGES} | {"x-default": address(page, "en")}
        assert pairs == ({} if lacks(page, "fr") else both), where((language, page))


def anchors(tree):
    return {each["id"] for each in tree.select("[id]")}


def test_every_link_leads_to_a_page_and_every_fragment_to_its_place(trees, client):
    known = {where(key): anchors(tree) for key, tree in trees.items()}

    @cache
    def status_of(path):
        return 200 if path in known else client.get(path).status_code

    @cache
    def anchors_of(path):
        return known.get(path) or anchors(BeautifulSoup(client.get(path).content, "html.parser"))

    broken, followed = set(), set()
    for key, tree in trees.items():
        here = where(key)
        for link in tree.select("a[href]"):
            parts = urlsplit(link["href"])
            if parts.scheme or parts.netloc:
                continue
            path = (parts.path or here) + (f"?{parts.query}" if parts.query else "")
            followed.add(path)
            if status_of(path) != 200 or (parts.fragment and parts.fragment not in anchors_of(path)):
                broken.add((here, link["href"], status_of(path)))
    assert broken == set()
    assert {where(key) for key in trees} <= followed  # and no page is an orphan


def test_the_page_cache_knows_every_parameter_that_a_page_offers(trees):
    """It passes on no other: what it lacks has no effect."""
    offered = {control["name"] for tree in trees.values() for control in tree.select("form [name]")}
    for tree in trees.values():
        links = [urlsplit(link["href"].removeprefix(settings.SITE_URL)) for link in tree.select("[href]")]
        offered |= {name for link in links if not (link.scheme or link.netloc) for name in parse_qs(link.query)}

    assert offered - KNOWN_PARAMETERS == set()
    assert {"member", "tz", "series", "order"} <= offered


def test_every_file_that_a_page_names_is_there(trees):
    names = {
        element[attribute].partition("#")[0]
        for tree in trees.values()
        for attribute in ("src", "href", "srcset")
        for element in tree.select(f'[{attribute}^="{settings.STATIC_URL}"]')
    }

    missing = [name for name in names if not (settings.STATIC_ROOT / name.removeprefix(settings.STATIC_URL)).exists()]

    assert missing == []
    assert len(names) > 5


def test_visitors_get_no_cookie_and_nothing_that_varies_by_one(opened):
    assert [where(key) for key, response in opened.items() if response.cookies] == []
    assert [where(key) for key, response in opened.items() if "Cookie" in response.headers.get("Vary", "")] == []


# No English word on a French page -------------------------------------------------------------------------------------


def english_messages():
    """Words of the interface that are not the same in French."""
    with (settings.BASE_DIR / "locale/fr/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file, locale="fr")
    french = {text for message in catalogue if message.id for text in as_list(message.string)}
    english = {text for message in catalogue if message.id for text in as_list(message.id)}
    return {text for text in english - french if len(text) > 3 and "%(" not in text and not text.endswith((".js", "/"))}


def as_list(text):
    return [text] if isinstance(text, str) else list(text)


def read_as_french(tree):
    """The texts of a page, whole, that no element says to be in another language: what is read out in French."""
    texts = {attribute for each in tree.select("main *, header *, footer *") for attribute in spoken(each)}
    for node in tree.find_all(string=True):
        if isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            marked = node.find_parent(lang=True)
            if marked and marked["lang"] == "fr" and node.parent.name not in ("script", "style"):
                texts.add(" ".join(node.split()))
    return texts - {""}


def spoken(element):
    marked = element if element.has_attr("lang") else element.find_parent(lang=True)
    if marked["lang"] == "fr":
        yield from (element[name] for name in ("aria-label", "title", "alt", "placeholder") if element.get(name))


def test_no_french_page_has_an_english_word_of_the_interface(trees):
    english = english_messages()

    found = {
        where(key): words for key, tree in trees.items() if key[0] == "fr" and (words := read_as_french(tree) & english)
    }

    assert found == {}
    assert len(english) > 250
    home = next(tree for key, tree in trees.items() if where(key) == "/fr/")
    assert {"Dernières actualités", "Événements et ateliers", "Menu principal"} <= read_as_french(home)


@pytest.mark.parametrize(
    ("path", "status"), [("/fr/nulle-part/", 404), ("/fr/recherche/", 200), ("/fr/recherche/?q=douanes", 200)]
)
def test_the_pages_of_no_tree_are_french_too(client, path, status):
    response = client.get(path)

    assert response.status_code == status
    assert read_as_french(BeautifulSoup(response.content, "html.parser")) & english_messages() == set()


# The map of the site, the admin ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_map_has_all_but_releases_and_events(trees, language):
    tree = next(tree for key, tree in trees.items() if key[0] == language and key[1].slug == "site-map")

    listed = [link["href"] for link in tree.select("nav.sitemap a")]

    sections = [page for page in live_pages() if not isinstance(page, HomePage | NewsReleasePage | EventPage)]
    assert sorted(listed) == sorted(address(page, language) for page in sections)
    assert len(listed) == 42


def test_the_sitemap_for_search_engines_lists_each_page_in_the_languages_that_it_has(client):
    sitemap = client.get("/sitemap.xml").content.decode()

    listed = sorted(re.findall("<loc>(.*?)</loc>", sitemap))

    years = ("en/news/2021", "en/news/undated", "fr/actualites/2021", "fr/actualites/sans-date")
    assert listed == sorted(
        [
            *(f"{settings.SITE_URL}/{year}/" for year in years),
            *(
                f"{settings.SITE_URL}{address(page, language)}"
                for page in live_pages()
                for language in LANGUAGES
                if language == "en" or has_text(page.title_fr)
            ),
        ]
    )
    assert len(listed) == 205
    in_both = [entry for entry in re.findall("<url>.*?</url>", sitemap, re.DOTALL) if "<xhtml:link" in entry]
    assert len(in_both) == 200  # all but the five releases that were issued in English only


@pytest.mark.parametrize("admin", ["english_admin", "french_admin"])
def test_every_page_opens_in_the_edit_form(request, admin):
    staff = request.getfixturevalue(admin)
    pages = live_pages()
    one_of_each = {type(page): page for page in pages}.values() if admin == "french_admin" else pages

    answers = {page.title: staff.get(f"/admin/pages/{page.pk}/edit/").status_code for page in one_of_each}

    assert {title: status for title, status in answers.items() if status != 200} == {}
    assert len(answers) >= 10
