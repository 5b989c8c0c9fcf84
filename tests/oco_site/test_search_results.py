"""What the search shows of its results: kinds, marks, the glossary's terms, documents."""

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override

from oco_site.models import GlossaryPage, GlossaryTerm, SiteDocument
from tests.builders import add, build_event, build_release, build_standard_page, text
from tests.oco_site.acts import read, words
from tests.oco_site.test_search import found

pytestmark = pytest.mark.usefixtures("as_published")


def tabs(page):
    return [words(tab) for tab in page.select("nav.tabs a")]


def test_results_can_be_narrowed_to_a_kind_and_each_has_its_count(client, home, news_index, events_index):
    build_standard_page(home, "Atoll page")
    build_release(news_index, "Atoll release")
    build_event(events_index, "Atoll workshop")

    everything, events = read(client, "/fr/recherche/?q=atoll"), read(client, "/en/search/?q=atoll&kind=events")

    assert tabs(everything) == ["Tous (3)", "Communiqués de presse (1)", "Événements (1)", "Pages (1)"]
    assert [words(title) for title in events.select(".title")] == ["Atoll workshop"]
    assert tabs(events)[0] == "All (3)"
    assert words(events.select_one("nav.tabs [aria-current]")) == "Events (1)"
    assert len(read(client, "/en/search/?q=atoll&kind=nonsense").select(".title")) == 3


def test_matched_words_are_marked_in_title_and_excerpt(client, home):
    text_before = "word " * 60
    build_standard_page(home, "Réunion & <b>", slug="a", body_en=text(f"<p>{text_before}The REUNION of tariffs.</p>"))

    result = read(client, "/en/search/?q=reunion+tariff").select_one(".results li")

    assert [mark.text for mark in result.h2.select("mark")] == ["Réunion"]
    assert words(result.h2) == "Réunion & <b>"
    assert [mark.text for mark in result.select("p:not(.ref) mark")] == ["REUNION", "tariffs"]
    assert words(result.select("p")[-1]).startswith("…word word")
    assert len(words(result.select("p")[-1])) < 260


@pytest.fixture
def glossary(home):
    GlossaryTerm.objects.create(
        acronym_en="WCO", acronym_fr="OMD", meaning_en="World Customs Organization",
        meaning_fr="Organisation mondiale des douanes", explanation_en="It sits in Brussels.",
    )  # fmt: skip
    return add(home, GlossaryPage(title="Glossary", slug="glossary", title_fr="Glossaire", slug_fr="glossaire"))


def test_a_term_is_written_as_its_language_is(glossary):
    with override("fr"):
        assert str(GlossaryTerm.objects.get()) == "OMD\u00a0: Organisation mondiale des douanes"


def test_an_acronym_finds_its_meaning_and_a_meaning_its_acronym(client, glossary, home):
    build_standard_page(home, "A meeting of the World Customs Organization", slug="long")
    build_standard_page(home, "WCO secretary visits", slug="short")

    both = {"A meeting of the World Customs Organization", "WCO secretary visits", "Glossary"}
    for query in ("wco", "World Customs Organization"):
        assert set(found(client, "en", query)) == both, query
    assert "Glossaire" in found(client, "fr", "omd")
    assert found(client, "en", "wco visits") == ["WCO secretary visits"]


def test_each_term_of_the_glossary_has_a_link_of_its_own_in_both_languages(client, glossary):
    english, french = read(client, "/en/glossary/"), read(client, "/fr/glossaire/")

    assert words(english.select_one("#wco")) == "WCO World Customs OrganizationIt sits in Brussels."
    assert words(french.select_one("#wco")) == "OMD Organisation mondiale des douanesIt sits in Brussels."
    assert french.select_one('#wco [lang="en"]').text == "It sits in Brussels."
    assert french.select_one("#wco a")["href"] == "#wco"


def test_a_term_that_is_added_is_found_at_once(client, glossary):
    assert found(client, "en", "audit") == []

    GlossaryTerm.objects.create(acronym_en="PCA", meaning_en="Post-clearance audit")

    assert found(client, "en", "audit") == ["Glossary"]


@pytest.fixture
def report(home):
    document = SiteDocument.objects.create(
        title="Atoll report", title_fr="Rapport sur les atolls", file=ContentFile(b"x" * 100, name="atoll.pdf")
    )
    page = build_standard_page(home, "Reports", slug="reports", body_en=[("documents", [document])])
    return document, page


def test_a_document_that_a_public_page_offers_is_found_with_type_and_size(client, report):
    result = read(client, "/fr/recherche/?q=atoll").select_one(".results li")

    assert words(result.select_one(".ref")).replace("\xa0", " ") == "DocumentPDF, 100 octets"
    assert (words(result.h2), result.h2.a["href"]) == ("Rapport sur les atolls", report[0].url)


def hide_its_page(document, page):
    page.unpublish()


def delete_its_page(document, page):
    page.delete()


def delete_the_section(document, page):
    page.move(build_standard_page(page.get_parent(), "Section"), "last-child")
    page.get_parent(update=True).delete()


def hide_its_collection(document, page):
    document.collection.view_restrictions.create(restriction_type="login")


def take_it_off_the_page(document, page):
    page.body_en = []
    page.save_revision().publish()


@pytest.mark.parametrize(
    "hide", [hide_its_page, delete_its_page, delete_the_section, hide_its_collection, take_it_off_the_page]
)
def test_a_document_that_no_public_page_offers_is_not_found(client, report, hide):
    assert found(client, "en", "atoll") == ["Atoll report"]

    hide(*report)

    assert found(client, "en", "atoll") == []
