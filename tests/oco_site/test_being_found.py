"""What search engines, messengers and networks are told."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.models import Site

from oco_site.cards import draw_card, drawable
from oco_site.models import SiteSettings
from tests.builders import build_image, build_release, build_series, build_standard_page
from tests.oco_site.acts import read

NUMBERED = {"number": 27, "number_year": 2021, "date": date(2021, 8, 26)}


@pytest.fixture
def organisation(home):
    fields = {
        "organisation_en": "Oceania Customs Organisation",
        "organisation_fr": "Organisation des douanes de l’Océanie",
        "short_name": "OCO",
        "email": "info@example.org",
    }
    return SiteSettings.objects.update_or_create(site=Site.objects.get(is_default_site=True), defaults=fields)[0]


@pytest.fixture
def release(organisation, news_index):
    return build_release(
        news_index, "Heads meet", slug="heads", title_fr="Les directeurs", slug_fr="directeurs",
        series=build_series(), summary_en="They met.", summary_fr="Ils se sont réunis.", **NUMBERED,
    )  # fmt: skip


def open_graph(client, path):
    metas = read(client, path).select("meta[property^='og:']")
    return {meta["property"].removeprefix("og:"): meta["content"] for meta in metas}


def objects(client, path):
    """{@type: the object} of a page's JSON-LD."""
    data = json.loads(read(client, path).select_one('script[type="application/ld+json"]').string)
    assert {each["@context"] for each in data} == {"https://schema.org"}
    return {each["@type"]: each for each in data}


def test_a_release_says_what_a_messenger_shows(client, release):
    told = open_graph(client, "/fr/actualites/directeurs/")

    card = told.pop("image")
    assert told == {
        "type": "article",
        "title": "Les directeurs",
        "description": "Ils se sont réunis.",
        "url": "http://localhost:8000/fr/actualites/directeurs/",
        "site_name": "Organisation des douanes de l’Océanie",
        "locale": "fr_FR",
        "image:width": "1200",
        "image:height": "630",
        "image:alt": "Les directeurs",
    }
    assert card.startswith(f"http://localhost:8000/cards/{release.pk}/fr/")


def picture(client, url):
    response = client.get(url.removeprefix("http://localhost:8000"))
    assert response.status_code == 200
    return response, Image.open(BytesIO(response.content))


def test_a_page_without_a_photograph_has_a_drawn_card_that_may_be_kept_for_ever(client, release, monkeypatch):
    address = open_graph(client, "/en/news/heads/")["image"]

    response, card = picture(client, address)
    monkeypatch.setattr("oco_site.cards.draw_card", None)  # it is drawn once
    again, _card = picture(client, address)

    assert (card.format, card.size) == ("PNG", (1200, 630))
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert again.content == response.content


def test_a_new_title_has_a_new_card_and_the_old_is_gone(client, release):
    before = open_graph(client, "/en/news/heads/")["image"]

    release.title = "Heads met"
    release.save_revision().publish()

    after = open_graph(client, "/en/news/heads/")["image"]
    assert after != before
    assert client.get(before.removeprefix("http://localhost:8000")).status_code == 404


def test_a_draft_has_no_card(client, release):
    address = open_graph(client, "/en/news/heads/")["image"].removeprefix("http://localhost:8000")

    release.unpublish()

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["/cards/1/en/0123456789abcdef.png", "/cards/999999/de/x.png"])
def test_an_invented_card_is_not_found(client, release, path):
    assert client.get(path).status_code == 404


def test_a_page_of_the_archive_has_a_card_too(client, release):
    picture(client, open_graph(client, "/en/news/2021/")["image"])


def test_a_photograph_is_shown_instead_of_a_card(client, release):
    release.image = build_image(description_fr="Agents à un bureau")
    release.save_revision().publish()

    told = open_graph(client, "/fr/actualites/directeurs/")

    assert (told["image:width"], told["image:height"], told["image:alt"]) == ("1200", "630", "Agents à un bureau")
    assert told["image"].startswith("http://localhost:8000/media/images/")
    assert told["image"].endswith(".jpg")
    assert objects(client, "/fr/actualites/directeurs/")["NewsArticle"]["image"] == [told["image"]]


def test_the_emblem_of_the_organisation_is_on_the_cards_in_place_of_the_mark(client, organisation, release):
    def at_the_marks_place():
        card = picture(client, open_graph(client, "/en/news/heads/")["image"])[1].convert("RGB")
        red, green, blue = card.getpixel((103, 98))  # the island of the stand-in, the middle of the emblem
        return "magenta" if red > green else "teal" if green > 100 and blue > 100 else "other"

    assert at_the_marks_place() == "magenta"
    organisation.emblem = build_image()
    organisation.save()

    assert at_the_marks_place() == "teal"
    icons = {link["rel"][0]: link["href"] for link in read(client, "/en/news/heads/").select("link[rel$=icon]")}
    assert set(icons) == {"icon", "apple-touch-icon"}
    assert all(address.startswith("/media/images/") for address in icons.values())


@pytest.mark.parametrize("title", ["", "x" * 500, "mot " * 200, "日本 Œuvre ʻokina 🏝", "a\nb\tc\x07"])
def test_any_title_makes_a_card(title):
    assert Image.open(BytesIO(draw_card(title, "PR 01/21", "Organisation"))).size == (1200, 630)


def test_letters_that_the_face_lacks_become_plain_ones():
    assert drawable("Œuvre à Nukuʻalofa, ȧ 日") == "Œuvre à Nukuʻalofa, a "


# schema.org -----------------------------------------------------------------------------------------------------------


def test_a_release_is_a_news_article_with_what_its_type_requires(client, release):
    article = objects(client, "/en/news/heads/")["NewsArticle"]

    image = article.pop("image")
    modified = article.pop("dateModified")
    organisation = {"@id": "http://localhost:8000/#organization"}
    assert article == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "http://localhost:8000/en/news/heads/#article",
        "mainEntityOfPage": "http://localhost:8000/en/news/heads/",
        "headline": "Heads meet",
        "description": "They met.",
        "inLanguage": "en",
        "datePublished": "2021-08-26",
        "author": organisation,
        "publisher": organisation,
        "identifier": "PR 27/21",
    }
    release.refresh_from_db()
    assert modified[:19] == release.last_published_at.isoformat()[:19]
    assert image == [open_graph(client, "/en/news/heads/")["image"]]


def test_every_page_says_whose_it_is_and_where_it_stands(client, release):
    told = objects(client, "/fr/actualites/directeurs/")

    assert told["Organization"] == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": "http://localhost:8000/#organization",
        "name": "Organisation des douanes de l’Océanie",
        "alternateName": "OCO",
        "url": "http://localhost:8000/fr/",
        "logo": told["Organization"]["logo"],
        "email": "info@example.org",
    }
    logo = client.get(told["Organization"]["logo"].removeprefix("http://localhost:8000"))
    assert (logo.status_code, b"".join(logo)[1:4]) == (200, b"PNG")
    assert [(step["position"], step["name"], step["item"]) for step in told["BreadcrumbList"]["itemListElement"]] == [
        (1, "Accueil", "http://localhost:8000/fr/"),
        (2, "Actualités", "http://localhost:8000/fr/actualites/"),
        (3, "Les directeurs", "http://localhost:8000/fr/actualites/directeurs/"),
    ]


def test_the_home_page_has_no_way_from_itself_to_itself(client, organisation):
    assert set(objects(client, "/en/")) == {"Organization"}


def test_hostile_texts_stay_texts(client, organisation, news_index):
    hostile = '</script><script>alert(1)</script>"'
    build_release(news_index, hostile, slug="hostile", summary_en=hostile)

    page = read(client, "/en/news/hostile/")

    assert objects(client, "/en/news/hostile/")["NewsArticle"]["headline"] == hostile
    assert page.select_one("meta[property='og:title']")["content"] == hostile
    assert "alert(1)" not in "".join(script.get_text() for script in page.select("script:not([type])"))


# robots.txt, staging, sitemap -----------------------------------------------------------------------------------------


def test_robots_are_told_the_sitemap_and_kept_from_admin_and_search(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /en/search/",
        "Disallow: /fr/recherche/",
        "",
        "Sitemap: http://localhost:8000/sitemap.xml",
    ]


def test_a_staging_installation_is_not_indexed_whatever_is_asked_for(settings, home):
    settings.STAGING = True
    staging = Client()

    paths = ["/", "/en/", "/fr/nulle-part/", "/sitemap.xml", "/robots.txt", "/en/search/", "/static/css/none.css"]
    assert {staging.get(path)["X-Robots-Tag"] for path in paths} == {"noindex, nofollow"}
    assert staging.get("/robots.txt").content == b"User-agent: *\nAllow: /\n"  # it must come to read the header


def test_the_public_site_is_indexed(client, home):
    assert "X-Robots-Tag" not in client.get("/en/").headers


def test_the_sitemap_names_the_years_and_when_their_releases_changed(client, release, news_index):
    sitemap = client.get("/sitemap.xml").content.decode()

    release.refresh_from_db()
    changed = timezone.localtime(release.last_published_at).isoformat()
    entry = next(part for part in sitemap.split("<url>") if "/en/news/2021/</loc>" in part)
    assert f"<lastmod>{changed}</lastmod>" in entry
    assert 'hreflang="fr" href="http://localhost:8000/fr/actualites/2021/"' in entry
    assert 'hreflang="x-default" href="http://localhost:8000/en/news/2021/"' in entry


def test_a_description_is_no_longer_than_search_engines_show(client, home):
    build_standard_page(home, "Long", slug="long", introduction_en="words and " * 39)

    description = read(client, "/en/long/").select_one("meta[name=description]")["content"]

    assert 145 < len(description) <= 155
    assert description.endswith((" words…", " and…"))
