import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override
from wagtail.models import Site

from oco_site.fields import Localized, has_text, localized
from oco_site.models import HomePage, SiteSettings, StandardPage
from tests.builders import build_standard_page, text
from tests.oco_site.acts import read, words

EMPTIED = '<p data-block-key="x"></p>'  # what the rich text editor leaves when its text is deleted
HOST = "http://localhost:8000"


def alternates(page):
    return [(link["hreflang"], link["href"]) for link in page.find_all("link", rel="alternate", hreflang=True)]


def canonical(page):
    return page.find("link", rel="canonical")["href"]


# Which text a reader gets ---------------------------------------------------------------------------------------------


def test_each_text_without_french_is_shown_in_english_marked_as_such_and_the_others_in_french(client, home):
    build_standard_page(
        home, "Privacy", slug="privacy", title_fr="Vie privée", slug_fr="vie-privee",
        introduction_en="English introduction", body_en=text("<p>English body</p>"), body_fr=text("<p>Corps</p>"),
    )  # fmt: skip

    page = read(client, "/fr/vie-privee/")

    assert (page.h1.text, page.h1.get("lang")) == ("Vie privée", None)
    lede = page.find(class_="lede")
    assert (lede.text, lede["lang"]) == ("English introduction", "en")
    assert [note.text for note in page.find_all(class_="only-in")] == ["en anglais"]
    body = page.find(class_="body")
    assert (words(body), body.get("lang")) == ("Corps", None)
    assert not page.find(class_="notice")


def test_a_body_without_french_is_shown_in_english_below_a_note(client, home):
    build_standard_page(home, "Privacy", slug="privacy", title_fr="Vie privée", body_en=text("<p>English body</p>"))

    page = read(client, "/fr/vie-privee/")

    assert page.find(class_="notice").text == "Ce texte n’existe qu’en anglais."
    assert (words(page.find(class_="body")), page.find(class_="body")["lang"]) == ("English body", "en")


def test_a_text_without_english_is_shown_in_french_on_the_english_page(client, home):
    build_standard_page(
        home, "Privacy", slug="privacy", introduction_fr="Introduction française", body_fr=text("<p>Corps</p>")
    )

    page = read(client, "/en/privacy/")

    assert (page.h1.text, page.h1.get("lang")) == ("Privacy", None)
    assert (page.find(class_="lede").text, page.find(class_="lede")["lang"]) == ("Introduction française", "fr")
    assert [note.text for note in page.find_all(class_="only-in")] == ["in French"]
    assert page.find(class_="notice").text == "This text exists in French only."
    assert (words(page.find(class_="body")), page.find(class_="body")["lang"]) == ("Corps", "fr")


def test_an_emptied_rich_text_gives_way_to_the_other_language(client, home):
    home.introduction_en, home.introduction_fr = "<p>Who we are</p>", EMPTIED
    home.save_revision().publish()

    introduction = read(client, "/fr/").find(class_="intro")

    assert (words(introduction), introduction["lang"]) == ("Who we are", "en")


def test_a_body_of_which_the_text_was_emptied_gives_way_to_the_other_language(client, home):
    fields = {"body_en": text("<p>English body</p>"), "body_fr": text(EMPTIED)}
    build_standard_page(home, "Privacy", slug="privacy", title_fr="Vie privée", **fields)

    page = read(client, "/fr/vie-privee/")

    assert words(page.find(class_="body")) == "English body"
    assert page.find(class_="notice").text == "Ce texte n’existe qu’en anglais."
    assert alternates(page) == []


@pytest.mark.parametrize(
    ("language", "english", "french", "expected"),
    [
        ("en", "Hello", "Bonjour", Localized("Hello", "en")),
        ("fr", "Hello", "Bonjour", Localized("Bonjour", "fr")),
        ("fr", "Hello", " ", Localized("Hello", "en")),
        ("fr", "Hello", None, Localized("Hello", "en")),
        ("en", "", "Bonjour", Localized("Bonjour", "fr")),
        ("fr", "", "", Localized("", "fr")),
        ("fr", f"{EMPTIED}", EMPTIED, Localized("", "fr")),
    ],
)
def test_localized_takes_the_language_of_the_reader_and_else_the_other(language, english, french, expected):
    with override(language):
        home = HomePage(introduction_heading_en=english, introduction_heading_fr=french)
        assert localized(home, "introduction_heading") == expected
        assert localized(StandardPage(title=english, title_fr=french), "title") == expected


@pytest.mark.parametrize(
    ("language", "text_", "is_fallback", "attribute"),
    [
        ("fr", Localized("Hello", "en"), True, ' lang="en"'),
        ("en", Localized("Bonjour", "fr"), True, ' lang="fr"'),
        ("fr", Localized("Bonjour", "fr"), False, ""),
        ("fr", Localized("", "en"), False, ""),
    ],
)
def test_a_localized_text_says_when_it_is_not_in_the_language_of_the_reader(language, text_, is_fallback, attribute):
    with override(language):
        assert (text_.is_fallback, text_.attr, bool(text_)) == (is_fallback, attribute, bool(text_.value))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("word", True),
        ("<p>word</p>", True),
        ('<embed embedtype="image" id="1"/>', True),
        ("a < b", True),
        (EMPTIED, False),
        ("<p>&nbsp;</p><p><br/></p>", False),
        ("  \n", False),
        ("", False),
        (None, False),
    ],
)
def test_a_text_counts_where_a_reader_would_see_something(value, expected):
    assert has_text(value) is expected


# The head of a page -----------------------------------------------------------------------------------------------


def test_language_title_and_description_of_a_page_follow_its_language(client, home):
    settings = SiteSettings.for_site(home.sites_rooted_here.get())
    settings.organisation_en, settings.organisation_fr = "Customs Organisation", "Organisation des douanes"
    settings.save()
    build_standard_page(
        home, "Privacy", slug="privacy", title_fr="Vie privée",
        introduction_en="What we keep.", introduction_fr="Ce que nous gardons.",
    )  # fmt: skip

    head = {
        language: (page.html["lang"], page.title.text, page.find("meta", {"name": "description"})["content"])
        for language, page in (("en", read(client, "/en/privacy/")), ("fr", read(client, "/fr/vie-privee/")))
    }

    assert head == {
        "en": ("en", "Privacy – Customs Organisation", "What we keep."),
        "fr": ("fr", "Vie privée – Organisation des douanes", "Ce que nous gardons."),
    }


def test_what_an_editor_writes_for_search_engines_stands_before_the_title_and_the_text(client, home):
    build_standard_page(
        home, "Privacy", slug="privacy", title_fr="Vie privée", introduction_en="Text", introduction_fr="Texte",
        seo_title="Your data", seo_title_fr="Vos données", search_description="Data", search_description_fr="Données",
    )  # fmt: skip

    english, french = read(client, "/en/privacy/"), read(client, "/fr/vie-privee/")

    assert (english.title.text, french.title.text) == ("Your data", "Vos données")
    described = [page.find("meta", {"name": "description"})["content"] for page in (english, french)]
    assert described == ["Data", "Données"]


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("Privacy", "Privacy – OCO"),
        ("x" * 59, "x" * 59 + " – OCO"),
        ("x" * 60, "x" * 60),  # the name would be cut off, or the title for its sake
        ("The OCO’s treaty", "The OCO’s treaty"),
        ("COCONUTS & <b>", "COCONUTS & <b> – OCO"),
    ],
)
def test_the_name_of_the_site_follows_a_title_that_has_room_for_it(client, home, title, whole):
    SiteSettings.objects.create(site=Site.objects.get(), short_name="OCO")
    build_standard_page(home, title, slug="page")

    assert read(client, "/en/page/").title.text == whole


def test_a_french_title_is_not_replaced_by_an_english_one_for_search_engines(client, home):
    build_standard_page(home, "Privacy", slug="privacy", title_fr="Vie privée", seo_title="Your data")

    assert read(client, "/fr/vie-privee/").title.text == "Vie privée"


@pytest.mark.parametrize(
    ("fields", "is_pair"),
    [
        ({"title_fr": "Vie privée", "introduction_en": "A", "introduction_fr": "B"}, True),
        ({"title_fr": "Vie privée"}, True),
        ({"title_fr": "Vie privée", "introduction_fr": "B"}, True),
        ({"title_fr": "Vie privée", "introduction_en": "A"}, False),
        ({"title_fr": "Vie privée", "body_en": text("<p>A</p>")}, False),
        ({"introduction_en": "A", "introduction_fr": "B"}, False),
        ({}, False),
    ],
)
def test_languages_are_a_pair_where_title_and_every_english_text_have_french(client, home, fields, is_pair):
    page = build_standard_page(home, "Privacy", slug="privacy", slug_fr="vie-privee", **fields)
    english, french = f"{HOST}/en/privacy/", f"{HOST}/fr/vie-privee/"
    pair = [("en", english), ("fr", french), ("x-default", english)] if is_pair else []

    assert alternates(read(client, "/en/privacy/")) == alternates(read(client, "/fr/vie-privee/")) == pair
    listed = {entry["location"]: entry["alternates"] for entry in page.get_sitemap_urls()}
    in_the_sitemap = [{"lang_code": code, "location": address} for code, address in pair]
    assert all(pairs == in_the_sitemap for pairs in listed.values())
    assert list(listed) == ([english, french] if fields else [english])


def test_a_page_all_in_english_is_canonical_to_its_english_address(client, home):
    build_standard_page(home, "Privacy", slug="privacy", introduction_en="What we keep.")

    assert canonical(read(client, "/fr/privacy/")) == canonical(read(client, "/en/privacy/")) == f"{HOST}/en/privacy/"


def test_a_page_with_some_french_is_canonical_to_itself(client, home):
    build_standard_page(home, "Privacy", slug="privacy", introduction_en="What we keep.", title_fr="Vie privée")

    assert canonical(read(client, "/fr/vie-privee/?utm=x")) == f"{HOST}/fr/vie-privee/"
    assert canonical(read(client, "/en/privacy/")) == f"{HOST}/en/privacy/"


# Finding one's way ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/en/", "/fr/"),
        ("/fr/?page=2", "/en/?page=2"),
        ("/en/privacy/?page=2&q=%C3%A9", "/fr/vie-privee/?page=2&q=%C3%A9"),
        ("/fr/vie-privee/", "/en/privacy/"),
        ("/en/search/?q=r%C3%A9union", "/fr/recherche/?q=r%C3%A9union"),
        ("/fr/recherche/?q=customs&page=2", "/en/search/?q=customs&page=2"),
    ],
)
def test_the_switch_leads_to_the_same_page_with_its_query(client, home, path, other):
    build_standard_page(home, "Privacy", slug="privacy", title_fr="Vie privée", slug_fr="vie-privee")

    switch = read(client, path).find("a", class_="lang")

    language, name = ("fr", "Français") if path.startswith("/en/") else ("en", "English")
    assert (switch["href"], switch["lang"], switch["hreflang"]) == (other, language, language)
    assert switch.text == name
    assert client.get(other).status_code == 200


def test_breadcrumbs_menu_and_footer_are_in_the_language_of_the_page(client, home):
    about = build_standard_page(
        home, "About us", slug="about", title_fr="À propos de nous", slug_fr="a-propos",
        menu_title="About", menu_title_fr="À propos", show_in_menus=True,
    )  # fmt: skip
    build_standard_page(about, "Team", slug="team", title_fr="Équipe", slug_fr="equipe")
    build_standard_page(home, "Privacy", slug="privacy", title_fr="Vie privée", footer_column="site")
    build_standard_page(home, "Press", slug="press", footer_column="contact")

    page = read(client, "/fr/a-propos/equipe/")

    def links(element):
        return [(a.text, a["href"], a.get("lang")) for a in element.find_all("a")]

    crumbs = page.find(class_="crumbs")
    assert links(crumbs) == [("Accueil", "/fr/", None), ("À propos", "/fr/a-propos/", None)]
    assert crumbs.find("li", {"aria-current": "page"}).text == "Équipe"
    menu = page.find("nav", id="nav")
    assert links(menu) == [("À propos", "/fr/a-propos/", None)]
    assert menu.a["aria-current"] == "true"
    assert links(page.footer) == [("Press", "/fr/press/", "en"), ("Vie privée", "/fr/vie-privee/", None)]
    assert page.find("a", class_="skip").text == "Aller au contenu principal"


def test_the_menu_marks_the_page_that_is_open(client, home):
    build_standard_page(home, "About", slug="about", show_in_menus=True)

    assert read(client, "/en/about/").find("nav", id="nav").a["aria-current"] == "page"
    assert read(client, "/en/").find("nav", id="nav").a.get("aria-current") is None


# The sitemap ------------------------------------------------------------------------------------------------------


def test_the_sitemap_lists_each_public_page_in_each_language_it_has(client, home):
    build_standard_page(home, "Privacy", slug="privacy", title_fr="Vie privée", slug_fr="vie-privee")
    build_standard_page(home, "Partly", slug="partly", title_fr="En partie", introduction_en="English only")
    build_standard_page(home, "English", slug="english")
    build_standard_page(home, "Draft", slug="draft", title_fr="Brouillon").unpublish()
    closed = build_standard_page(home, "Closed", slug="closed", title_fr="Fermée")
    build_standard_page(closed, "Below", slug="below", title_fr="Dessous")
    closed.view_restrictions.create(restriction_type="login")

    response = client.get("/sitemap.xml")

    assert response.headers["Content-Type"] == "application/xml"
    content = response.content.decode().removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
    entries = {
        entry.loc.text.removeprefix(HOST): {link["hreflang"]: link["href"] for link in entry.find_all("xhtml:link")}
        for entry in BeautifulSoup(content, "html.parser").find_all("url")
    }
    home_pair = {"en": f"{HOST}/en/", "fr": f"{HOST}/fr/", "x-default": f"{HOST}/en/"}
    privacy_pair = {"en": f"{HOST}/en/privacy/", "fr": f"{HOST}/fr/vie-privee/", "x-default": f"{HOST}/en/privacy/"}
    assert entries == {
        "/en/": home_pair,
        "/fr/": home_pair,
        "/en/privacy/": privacy_pair,
        "/fr/vie-privee/": privacy_pair,
        "/en/partly/": {},
        "/fr/en-partie/": {},
        "/en/english/": {},
    }
    assert all(client.get(path).status_code == 200 for path in entries)


def test_a_page_without_any_text_of_its_own_has_no_empty_description(client, home):
    build_standard_page(home, "Privacy", slug="privacy")

    assert read(client, "/en/privacy/").find("meta", {"name": "description"}) is None
