from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.utils import timezone

from oco_site.models import SearchDocument
from tests.builders import (
    build_event,
    build_priority,
    build_release,
    build_series,
    build_standard_page,
    page_form,
    text,
)
from tests.oco_site.acts import edit_standard_page, read, words

PATHS = {"en": "/en/search/", "fr": "/fr/recherche/"}

pytestmark = pytest.mark.usefixtures("as_published")


def found(client, language, query, **parameters):
    """The titles that the search shows, in its order; it must say as many as it shows."""
    response = client.get(PATHS[language], {"q": query, **parameters})
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    titles = [words(title) for title in page.find_all(class_="title")]
    if count := page.find(class_="count"):
        assert count.text.split()[0] == str(len(titles))
    return titles


@pytest.fixture
def page(home):
    return build_standard_page(
        home, "Rules of origin", slug="rules", title_fr="Règles d’origine", slug_fr="regles",
        body_en=text("<p>Certificates for coconuts</p>"), body_fr=text("<p>Certificats pour les noix de coco</p>"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "query", "title"),
    [
        ("en", "origin", "Rules of origin"),
        ("en", "COCONUTS certificates", "Rules of origin"),
        ("fr", "certificats coco", "Règles d’origine"),
        ("fr", "règles", "Règles d’origine"),
        ("fr", "regles", "Règles d’origine"),
        ("fr", "re\u0300gles", "Règles d’origine"),
    ],
)
def test_a_page_is_found_by_the_words_of_its_title_and_text(client, page, language, query, title):
    assert found(client, language, query) == [title]


def test_a_page_is_not_found_by_other_words(client, page):
    assert found(client, "en", "customs") == []


def test_words_of_the_other_language_only_find_a_page_too(client, page, home):
    build_standard_page(home, "Noix trade", slug="noix")

    assert found(client, "en", "noix") == ["Noix trade", "Rules of origin"]  # the reader's own language first
    assert found(client, "fr", "coconuts") == ["Règles d’origine"]


def test_a_text_without_french_is_found_by_its_english_on_the_french_site_and_marked(client, home):
    build_standard_page(home, "Tariff news", slug="tariff", body_en=text("<p>Harmonised codes</p>"))

    page = read(client, "/fr/recherche/?q=harmonised")

    assert words(page.find(class_="count")).replace("\xa0", " ") == "1 résultat pour « harmonised »"
    assert page.select_one(".results mark").text == "Harmonised"
    assert (page.h2.text, page.h2["lang"], page.h2.a["href"]) == ("Tariff news", "en", "/fr/tariff/")
    assert "en anglais" in words(page.find(class_="ref"))


@pytest.mark.parametrize("query", ["orig", "coconu", "rules orig"])
def test_the_beginnings_of_words_find_a_page_where_whole_words_find_none(client, page, query):
    assert found(client, "en", query) == ["Rules of origin"]


@pytest.mark.parametrize("query", ["PR 02/21", "pr 02/21", "PR02/21", "pr2/21", "02/21", "2/2021", " PR 02 / 21 "])
def test_a_release_is_found_by_its_number(client, news_index, query):
    build_release(news_index, "All about 02/21 and PR 02/21", date=date(2021, 3, 1))
    build_release(news_index, "Heads meet", series=build_series(), number=2, date=date(2021, 2, 8))
    build_release(news_index, "Another", series=build_series(), number=3, date=date(2021, 2, 8))

    assert found(client, "en", query) == found(client, "fr", query) == ["Heads meet"]


@pytest.mark.parametrize(
    ("language", "query"),
    [("en", "PR 02/21 cyclone"), ("fr", "communiqué 02/21"), ("en", "release PR02/2021"), ("en", "see (02/21)")],
)
def test_a_number_among_other_words_finds_its_release_first(client, news_index, language, query):
    build_release(news_index, "Cyclone relief released, see communiqué", date=date(2021, 3, 1))
    build_release(news_index, "Heads meet", series=build_series(), number=2, date=date(2021, 2, 8))

    assert found(client, language, query)[0] == "Heads meet"


def test_a_fraction_or_a_date_is_no_number_of_a_release(client, news_index):
    build_release(news_index, "Heads meet", series=build_series(), number=2, date=date(2021, 2, 8))

    assert found(client, "en", "on 12/02/21") == found(client, "en", "02/21/5") == []


# What the public may not see --------------------------------------------------------------------------------------


def hide_by_unpublishing(page):
    page.unpublish()


def hide_by_restricting(page):
    page.view_restrictions.create(restriction_type="login")


def hide_by_restricting_the_section(page):
    page.get_parent().view_restrictions.create(restriction_type="login")


def hide_by_deleting(page):
    page.delete()


def hide_by_deleting_the_section(page):
    page.get_parent().delete()


@pytest.mark.parametrize(
    "hide",
    [
        hide_by_unpublishing,
        hide_by_restricting,
        hide_by_restricting_the_section,
        hide_by_deleting,
        hide_by_deleting_the_section,
    ],
)
def test_a_page_that_the_public_may_not_see_is_not_found(client, home, hide):
    section = build_standard_page(home, "Section", slug="section")
    secret = build_standard_page(section, "Secret plan", slug="secret", title_fr="Projet secret")
    assert found(client, "en", "secret") == ["Secret plan"]

    hide(secret)

    assert found(client, "en", "secret") == found(client, "fr", "secret") == []
    assert not SearchDocument.objects.filter(title__contains="ecret").exists()


def test_a_page_is_found_again_when_its_restriction_is_taken_away(client, page):
    restriction = page.view_restrictions.create(restriction_type="login")
    assert found(client, "en", "origin") == []

    restriction.delete()

    assert found(client, "en", "origin") == ["Rules of origin"]


def test_a_page_that_is_moved_into_a_restricted_section_is_not_found(client, english_admin, home, page):
    section = build_standard_page(home, "Members only", slug="only")
    section.view_restrictions.create(restriction_type="login")

    english_admin.post(f"/admin/pages/{page.pk}/move/{section.pk}/confirm/")

    assert found(client, "en", "origin") == []


def test_a_draft_is_not_found_and_its_changes_only_when_they_are_published(client, english_admin, home, page):
    url = f"/admin/pages/add/oco_site/standardpage/{home.pk}/"
    english_admin.post(url, page_form("body_en", "body_fr", publish=False, title="Drafted", slug="drafted"))
    change = page_form("body_en", "body_fr", publish=False, title="Renamed", slug="rules", title_fr="Renommée")
    english_admin.post(f"/admin/pages/{page.pk}/edit/", change)
    assert found(client, "en", "drafted") == found(client, "en", "renamed") == []

    edit_standard_page(english_admin, page, title="Renamed")

    assert found(client, "en", "renamed") == ["Renamed"]
    assert found(client, "en", "rules") == []


# What may be typed ------------------------------------------------------------------------------------------------


STRANGE = [
    '"',
    "'",
    '"origin',
    "AND",
    "OR NOT",
    "origin AND OR (",
    "origin*",
    "NEAR(origin rules)",
    "title:origin",
    "^origin",
    "a & b | !c <-> d:*",
    "\\",
    "%_",
    "\x00",
    "ori\x00gin",
    "ﬁ œ \u200b 🏝",
    "<script>alert(1)</script>",
    "x" * 5000,
    "mot " * 1250,
    "",
    "   ",
]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_whatever_is_typed_is_answered(client, page, language):
    answers = {query: client.get(PATHS[language], {"q": query}) for query in STRANGE}

    assert {query: answer.status_code for query, answer in answers.items()} == dict.fromkeys(STRANGE, 200)
    assert not any(b"<script>alert" in answer.content for answer in answers.values())


def test_signs_among_the_words_do_not_hide_a_page(client, page):
    for query in ("origin", '"origin"', "(origin)", "origin*", "+origin"):
        assert found(client, "en", query) == ["Rules of origin"], query


@pytest.mark.parametrize("query", ["", "   ", '"', "\x00"])
def test_without_words_the_search_shows_its_form_and_no_results(client, page, query):
    answer = BeautifulSoup(client.get("/en/search/", {"q": query}).content, "html.parser")

    assert answer.main.find("input", {"name": "q"})["maxlength"] == "200"
    assert answer.find(class_="results") is None


def test_results_come_twenty_a_page_and_any_number_is_answered(client, home):
    for n in range(21):
        build_standard_page(home, f"Atoll {n}", slug=f"atoll-{n}")

    def shown(number):
        answer = read(client, f"/en/search/?q=atoll&page={number}")
        assert answer.find(class_="count").text.split()[0] == "21"
        current = answer.find("nav", class_="pager").find("span", attrs={"aria-current": "page"})
        return words(current), len(answer.find_all(class_="title"))

    assert [shown(number) for number in ("1", "", "abc")] == [("Page 1", 20)] * 3
    assert [shown(number) for number in ("2", "99", "-1")] == [("Page 2", 1)] * 3


def test_a_search_without_result_says_so_and_offers_the_sections(client, home):
    build_standard_page(home, "About", slug="about", title_fr="À propos", show_in_menus=True)

    answer = read(client, "/fr/recherche/?q=zanzibar")

    assert words(answer.find(class_="count")).replace("\xa0", " ") == "0 résultat pour « zanzibar »"
    assert [a.text for a in answer.find(class_="empty").find_all("a")] == ["Accueil", "À propos"]
    assert answer.find("meta", {"name": "robots"})["content"] == "noindex"


def test_the_search_page_keeps_what_was_typed(client, home):
    answer = read(client, "/en/search/?q=%22coco%22+%26+more")

    assert answer.find("input", {"name": "q"})["value"] == '"coco" & more'
    assert answer.title.text.startswith('"coco" & more – Search')


# Cost and PostgreSQL ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hits", [1, 3])
def test_the_search_costs_the_same_queries_whatever_it_finds(
    client, django_assert_num_queries, news_index, events_index, priorities_index, hits
):
    for n in range(hits):
        build_release(news_index, f"Atoll {n}", series=build_series(), number=n + 1)
        build_event(events_index, f"Atoll {n}")
        build_priority(priorities_index, n + 1, f"Atoll {n}")
        build_standard_page(news_index.get_parent(), f"Atoll {n}")
    client.get("/en/search/?q=atoll")
    cache.clear()

    with django_assert_num_queries(10):
        client.get("/en/search/?q=atoll")


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("reunion", "La réunion des œuvres"),
        ("réunions", "La réunion des œuvres"),
        ("REUNIONS", "La réunion des œuvres"),
        ("oeuvre", "La réunion des œuvres"),
        ("œuvre", "La réunion des œuvres"),
        ("reun", "La réunion des œuvres"),
    ],
)
def test_accents_plurals_and_ligatures_do_not_matter(client, home, query, title):
    build_standard_page(home, "A", slug="a", title_fr="La réunion des œuvres")

    assert found(client, "fr", query) == [title]


@pytest.mark.postgres
def test_english_plurals_do_not_matter(client, home):
    build_standard_page(home, "Annual meetings", slug="a")

    assert found(client, "en", "meeting") == ["Annual meetings"]


@pytest.mark.postgres
def test_words_in_a_title_count_more_than_words_in_a_text(client, home):
    build_standard_page(home, "Second", slug="b", body_en=text("<p>The tariff and the tariff</p>"))
    build_standard_page(home, "Tariff", slug="a")

    assert found(client, "en", "tariff") == ["Tariff", "Second"]


@pytest.mark.postgres
def test_a_recent_release_comes_before_an_old_one(client, news_index):
    this_year = timezone.localdate().year
    for age in (3, 1, 2):
        build_release(news_index, f"Tariff {age}", date=date(this_year - age, 6, 1))

    assert found(client, "en", "tariff") == ["Tariff 1", "Tariff 2", "Tariff 3"]


@pytest.mark.postgres
@pytest.mark.parametrize("year", [2026, 2046])
def test_a_release_does_not_sink_with_every_year(client, news_index, it_is, year):
    build_standard_page(news_index.get_parent(), "Tariff explained", slug="a")
    build_release(news_index, "Tariff", date=date(2021, 6, 1))
    it_is(f"{year}-11-24T00:00")

    assert found(client, "en", "tariff") == ["Tariff", "Tariff explained"]
