"""The site as two commands make it: the organisation's own content, every page of it opened in both languages."""

import re
from collections import Counter
from datetime import date
from functools import cache
from io import StringIO
from urllib.parse import urlsplit

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, NavigableString
from bs4.element import PreformattedString
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from events.models import EventPage, EventsIndexPage
from events.programme import latest_start_year
from members.models import MemberPage
from news.models import NewsReleasePage
from oco_site.base import SitePage
from oco_site.fields import has_text, localized
from priorities.models import PriorityPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seed_site")]

LANGUAGES = ["en", "fr"]
TRUE_YEAR = 2023
NOTICE_EN = (
    "These are the dates of the 2023–24 programme, moved by whole years to show the calendar at work. "
    "They are not the Secretariat’s current programme."
)
NOTICE_FR = (
    "Ces dates sont celles du programme 2023-2024, décalées d’un nombre entier d’années pour montrer le calendrier en "
    "usage. Ce n’est pas le programme actuel du Secrétariat."
)


def address(page, language):
    with override(language):
        return urlsplit(page.get_full_url()).path


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


# What was loaded ------------------------------------------------------------------------------------------------------


def test_the_content_is_the_organisations_own():
    assert MemberPage.objects.live().members().count() == 24
    assert MemberPage.objects.live().members(on=date(2025, 4, 30)).count() == 23
    assert [each.title for each in MemberPage.objects.exclude(status="member")] == ["Timor-Leste"]
    assert EventPage.objects.live().count() == 54
    assert Counter(SitePage.objects.values_list("live", flat=True)) == {True: 96}


def test_the_priorities_have_their_full_titles_in_their_order():
    assert list(PriorityPage.objects.order_by("number").values_list("number", "title", "title_fr")) == [
        (1, "Customs Leadership", "Leadership douanier"),
        (2, "Law Enforcement and Border Security", "Lutte contre la fraude et sécurité des frontières"),
        (3, "Trade Management and Facilitation", "Gestion et facilitation des échanges"),
        (4, "Revenue Management and Compliance", "Gestion des recettes et conformité"),
        (
            5,
            "Institutional Strengthening of Small Member Administrations",
            "Renforcement institutionnel des petites administrations membres",
        ),
        (
            6,
            "Institutional Strengthening of the OCO Secretariat",
            "Renforcement institutionnel du Secrétariat de l’OCO",
        ),
    ]


def test_the_releases_are_dated_and_numbered_as_they_were_issued():
    releases = NewsReleasePage.objects.live().newest_first()

    assert [(each.reference, each.date, each.title, each.title_fr) for each in releases] == [
        ("WP 08/21", date(2021, 8, 31), "Palau celebrates Customs Officer", ""),
        ("PR 27/21", date(2021, 8, 26), "Heads of Customs in Oceania region meet for Annual Conference", ""),
        (
            "WP 07/21",
            date(2021, 8, 25),
            "Godart heads New Caledonia Customs",
            "Godard dirige les douanes en Nouvelle Calédonie",
        ),
        ("", date(2021, 8, 24), "OCO Members Discussed the Adoption of PACHS2022", ""),
        ("WP 06/12", date(2021, 8, 10), "OCO and ABF host third OPSCA Regional Coordinators Forum", ""),
        ("", None, "AN INTERVIEW WITH SALVADOR JACOBS, OCO CHAIR AND FSM HEAD OF TAX AND CUSTOMS DIVISION", ""),
    ]


def test_the_release_in_two_languages_is_one_page_with_both_texts_as_issued(client):
    release = NewsReleasePage.objects.get(number=7)
    english = BeautifulSoup(client.get(address(release, "en")).content, "html.parser")
    french = BeautifulSoup(client.get(address(release, "fr")).content, "html.parser")

    assert english.select_one(".body").get_text(strip=True) == (
        "Suva, Fiji, August 25, 2020- The Oceania Customs Organisation (OCO) Secretariat congratulates Benoit Godart on "
        "his recent appointment as the Director for the French Customs in New Caledonia. Mr Godart comes with great "
        "experience as the former interim regional director…"
    )
    assert french.select_one(".body").get_text(strip=True) == (
        "Suva, Fidji, 25 Aout 2020- Le Secrétariat de l'Organisation des Douanes de l'Océanie (OCO) félicite Benoit "
        "Godart pour sa récente nomination au poste de Directeur des Douanes Françaises en Nouvelle-Calédonie. M. "
        "Godart a une grande expérience, anciennement directeur…"
    )


def test_the_note_below_a_release_counts_the_members_of_its_day(client):
    page = client.get(address(NewsReleasePage.objects.get(number=27), "en")).content.decode()

    assert "has a membership of 23 countries and territories" in page


def test_the_home_page_has_the_vision_and_the_introduction_of_the_organisation(trees):
    english = next(trees[key] for key in trees if where(key) == "/en/")
    french = next(trees[key] for key in trees if where(key) == "/fr/")

    assert english.h1.get_text() == "Navigating Borders, Enabling Prosperity in Security"
    assert english.select_one(".hero .sub").get_text() == "Unifying Customs Excellence for Oceania’s Economic Growth"
    assert english.select_one("#h-oco").get_text() == "Oceania Customs Organisation (OCO) Secretariat"
    assert "The OCO has a membership of 24 countries and territories from the Pacific region" in english.get_text()
    assert french.h1.get_text() == "D’une frontière à l’autre, la prospérité en toute sécurité"
    assert "L’OCO réunit 24 pays et territoires de la région du Pacifique." in french.get_text()
    assert french.select_one(".skip").get_text() == "Aller au contenu principal"


def test_no_placeholder_is_left_on_a_page(trees):
    assert [where(key) for key, tree in trees.items() if re.search(r"\{\w+\}|%\(\w+\)", tree.body.get_text())] == []


# Loading --------------------------------------------------------------------------------------------------------------


def snapshot():
    return sorted(SitePage.objects.values_list("pk", "path", "title", "title_fr", "latest_revision_id"))


def test_loading_again_changes_nothing_and_says_so():
    before, said = snapshot(), StringIO()

    call_command("load_seed_content", start_year=1999, stdout=said)

    assert said.getvalue() == "The site has content already: nothing was changed.\n"
    assert snapshot() == before


def load_afresh(**options):
    for page in Page.objects.filter(depth=2):
        page.delete()
    for model in (EventPage.streams.rel.model, EventPage.event_type.field.related_model):
        model.objects.all().delete()
    NewsReleasePage.series.field.related_model.objects.all().delete()
    call_command("load_seed_content", stdout=StringIO(), **options)


def notices(client):
    index = EventsIndexPage.objects.get()
    return [
        [words.get_text(strip=True) for words in tree.select(".notice")]
        for tree in (BeautifulSoup(client.get(address(index, code)).content, "html.parser") for code in LANGUAGES)
    ]


def test_with_its_true_start_year_the_programme_has_its_own_dates_and_no_notice(client):
    load_afresh(start_year=TRUE_YEAR)

    dates = sorted(EventPage.objects.values_list("start_date", "end_date"))
    assert (len(dates), dates[0], dates[-1]) == (
        54,
        (date(2023, 10, 25), date(2023, 10, 25)),
        (date(2024, 11, 19), date(2024, 11, 22)),
    )
    assert notices(client) == [[], []]


def test_by_default_the_programme_starts_in_the_latest_year_that_has_begun_it_and_says_so(client):
    year = latest_start_year(25, 10, timezone.localdate())

    dates = sorted(EventPage.objects.values_list("start_date", flat=True))
    assert (dates[0], dates[-1]) == (date(year, 10, 25), date(year + 1, 11, 19))
    assert set(EventPage.objects.values_list("programme_year", flat=True)) == {year}
    assert notices(client) == [[NOTICE_EN], [NOTICE_FR]]


def test_every_event_keeps_its_line_and_has_a_title_in_both_languages():
    events = list(EventPage.objects.order_by("path"))

    assert [event.source_line for event in events if not event.source_line or not event.title_fr] == []
    assert events[0].source_line == "25-Oct ISWG 1st Qtr Meeting"
    assert [event.title for event in events if re.search("Traiff|Givernance", event.title)] == []
    fiji = EventPage.objects.get(source_line__contains="FIJI")
    assert ([each.title for each in fiji.members.all()], fiji.host_country.title) == (["Fiji"], "Fiji")


# Every page in both languages -----------------------------------------------------------------------------------------


def test_every_page_opens_at_its_own_address(opened):
    assert {where(key): response.status_code for key, response in opened.items() if response.status_code != 200} == {}
    assert len({where(key) for key in opened}) == len(opened) == 192


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


def test_every_link_leads_to_a_page_and_every_fragment_to_its_place(trees, client):
    @cache
    def fetched(path):
        response = client.get(path, follow=False)
        is_page = response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")
        ids = set()
        if is_page:
            ids = {each["id"] for each in BeautifulSoup(response.content, "html.parser").select("[id]")}
        return response.status_code, ids

    broken, followed = set(), set()
    for key, tree in trees.items():
        here = where(key)
        for link in tree.select("a[href]"):
            parts = urlsplit(link["href"])
            if parts.scheme or parts.netloc:
                continue
            path = (parts.path or here) + (f"?{parts.query}" if parts.query else "")
            followed.add(path)
            status, ids = fetched(path)
            if status != 200 or (parts.fragment and parts.fragment not in ids):
                broken.add((here, link["href"], status))
    assert broken == set()
    assert {where(key) for key in trees} <= followed  # and no page is an orphan


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

    expected = [address(page, language) for page in live_pages() if not isinstance(page, NewsReleasePage | EventPage)]
    assert listed == expected
    assert len(listed) == 36


def test_the_sitemap_for_search_engines_lists_each_page_in_the_languages_that_it_has(client):
    sitemap = BeautifulSoup(client.get("/sitemap.xml").content, "html.parser")

    listed = sorted(each.get_text() for each in sitemap.select("url > loc"))

    assert listed == sorted(
        f"{settings.SITE_URL}{address(page, language)}"
        for page in live_pages()
        for language in LANGUAGES
        if language == "en" or has_text(page.title_fr)
    )
    assert len(listed) == 187


@pytest.mark.parametrize("admin", ["english_admin", "french_admin"])
def test_every_page_opens_in_the_edit_form(request, admin):
    staff = request.getfixturevalue(admin)
    pages = live_pages()
    one_of_each = {type(page): page for page in pages}.values() if admin == "french_admin" else pages

    answers = {page.title: staff.get(f"/admin/pages/{page.pk}/edit/").status_code for page in one_of_each}

    assert {title: status for title, status in answers.items() if status != 200} == {}
    assert len(answers) >= 10
