"""The feeds of news releases, read by an independent parser."""

from datetime import UTC, date, datetime

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from wagtail.models import Site

from oco_site.models import SiteSettings
from tests.builders import build_image, build_member, build_priority, build_release, build_series, text

ATOM, RSS = "/en/news/feed.atom", "/en/news/feed.rss"
BOTH = [ATOM, RSS]


def parsed(client, path, **headers):
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    feed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not feed.bozo, feed.bozo_exception
    return feed


def titles(client, path):
    return [entry.title for entry in parsed(client, path).entries]


@pytest.fixture
def release(news_index):
    return build_release(
        news_index, "Godart heads Customs", title_fr="Godard dirige les douanes", slug="godart", slug_fr="godard",
        series=build_series("WP"), number=7, date=date(2021, 8, 25), number_year=2021, place_en="Suva, Fiji",
        summary_en="The Secretariat <congratulates>.", summary_fr="Le Secrétariat félicite.",
        body_en=text('<p>Read <a href="/en/news/">more</a> & “more”.</p>'), body_fr=text("<p>Texte entier.</p>"),
    )  # fmt: skip


@pytest.mark.parametrize("path", BOTH)
def test_a_feed_holds_the_full_text_with_absolute_addresses(client, release, path):
    feed = parsed(client, path)

    entry = feed.entries[0]
    assert (entry.title, entry.link) == ("WP 07/21: Godart heads Customs", f"{settings.SITE_URL}/en/news/godart/")
    assert entry.summary == "The Secretariat &lt;congratulates&gt;."
    assert f'Read <a href="{settings.SITE_URL}/en/news/">more</a> & “more”.' in entry.content[0].value
    assert "Suva, Fiji, 25 August 2021" in entry.content[0].value
    assert (feed.feed.title, feed.feed.link, feed.feed.language) == ("News", f"{settings.SITE_URL}/en/news/", "en")


def test_an_atom_feed_names_its_author_as_the_standard_demands(client, release):
    SiteSettings.objects.create(
        site=Site.objects.get(), organisation_en="Oceania Customs Organisation", organisation_fr="L’Organisation"
    )

    assert parsed(client, ATOM).feed.author == "Oceania Customs Organisation"
    assert parsed(client, "/fr/actualites/flux.atom").feed.author == "L’Organisation"


def test_a_site_without_a_name_is_its_own_author(client, release):
    assert parsed(client, ATOM).feed.author == "localhost"


@pytest.mark.parametrize(
    ("path", "mime"), [("/en/news/feed.atom", "atom"), ("/fr/actualites/flux.atom", "atom"), (RSS, "rss")]
)
def test_a_feed_names_its_own_address_whatever_the_host(client, release, settings, path, mime):
    settings.ALLOWED_HOSTS = ["other.example"]

    feed = parsed(client, path, host="other.example")

    own = [link["href"] for link in feed.feed.links if link["rel"] == "self"]
    assert own == [f"{settings.SITE_URL}{path}"]
    assert client.get(path, headers={"host": "other.example"})["Content-Type"].startswith(f"application/{mime}+xml")
    assert b"other.example" not in client.get(path, headers={"host": "other.example"}).content


@pytest.mark.parametrize("path", ["/fr/actualites/flux.atom", "/fr/actualites/flux.rss"])
def test_a_french_feed_has_french_texts_and_the_same_dates(client, release, news_index, path):
    numbered = {"series": build_series("PR"), "number": 41, "number_year": 2021}
    build_release(news_index, "Palau celebrates", slug="palau", date=date(2021, 8, 31), **numbered)

    english_only, french = parsed(client, path).entries

    assert (french.title, french.link) == (
        "WP 07/21\u00a0: Godard dirige les douanes",
        f"{settings.SITE_URL}/fr/actualites/godard/",
    )
    assert "Texte entier." in french.content[0].value
    assert datetime(*french.published_parsed[:6], tzinfo=UTC) == datetime(2021, 8, 25, 0, 0, tzinfo=UTC)  # noon in Suva
    assert english_only.title == "PR 41/21: Palau celebrates"  # written as English is
    assert english_only.content[0].language == "en" or english_only["language"] == "en"


@pytest.mark.parametrize("path", BOTH)
def test_an_entry_keeps_its_id_when_it_is_renamed_and_published_again(client, release, path):
    before = parsed(client, path).entries[0].id

    release.slug, release.title = "renamed", "Renamed"
    release.save_revision().publish()

    after = parsed(client, path).entries[0]
    assert (after.id, after.link) == (before, f"{settings.SITE_URL}/en/news/renamed/")
    assert before.startswith("urn:uuid:")
    assert parsed(client, "/fr/actualites/flux.atom").entries[0].id != before  # another text, another entry


def test_a_release_of_today_is_not_dated_later_than_it_was_published(client, news_index):
    release = build_release(news_index, date=date(2999, 1, 1))
    release.refresh_from_db()

    entry = parsed(client, ATOM).entries[0]

    assert entry.published_parsed[:6] == release.first_published_at.timetuple()[:6]
    assert entry.updated_parsed[:6] == release.last_published_at.timetuple()[:6]


def test_feeds_of_a_series_a_priority_and_a_member(client, news_index, priorities_index, members_index):
    trade = build_priority(priorities_index, 3, "Trade", title_fr="Échanges")
    palau = build_member(members_index, "Palau", slug="palau")
    build_release(news_index, "Numbered", series=build_series("PR"), number=1)
    build_release(news_index, "On trade", priorities=[trade])
    build_release(news_index, "From Palau", members=[palau])

    assert titles(client, "/en/news/series/pr/feed.atom") == ["PR 01/21: Numbered"]
    assert titles(client, "/en/news/priority/3/feed.rss") == ["On trade"]
    assert titles(client, "/fr/actualites/membre/palau/flux.rss") == ["From Palau"]
    trade_feed = parsed(client, "/fr/actualites/priorite/3/flux.atom").feed
    assert trade_feed.title == "Actualités\u00a0: Échanges"
    assert trade_feed.link == f"{settings.SITE_URL}/fr/actualites/?priority=3"


@pytest.mark.parametrize(
    "path", ["series/xx/feed.atom", "priority/99/feed.rss", "member/atlantis/feed.atom", "priority/x/feed.atom"]
)
def test_a_feed_of_what_does_not_exist_is_not_found(client, news_index, path):
    assert client.get(f"/en/news/{path}").status_code == 404


def test_without_a_list_of_news_there_is_no_feed(client, home):
    assert client.get(ATOM).status_code == 404


@pytest.mark.parametrize("path", BOTH)
def test_a_feed_that_did_not_change_is_answered_with_304(client, release, path):
    first = client.get(path)

    by_etag = client.get(path, headers={"if-none-match": first["ETag"]})
    by_date = client.get(path, headers={"if-modified-since": first["Last-Modified"]})
    release.save_revision().publish()
    release.summary_en = "Changed"
    release.save_revision().publish()

    assert (by_etag.status_code, by_date.status_code) == (304, 304)
    assert by_etag.content == b""
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", BOTH)
def test_an_empty_feed_is_valid_and_does_not_change(client, news_index, path):
    first = client.get(path)

    assert parsed(client, path).entries == []
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", BOTH)
def test_texts_that_xml_cannot_hold_do_not_break_a_feed(client, news_index, path):
    build_release(news_index, "Bell \x07 & <b>", slug="bell", body_en=text("<p>\x0b ]]> & done</p>"))

    assert titles(client, path) == ["Bell  & <b>"]


def test_drafts_and_restricted_releases_are_in_no_feed(client, release, news_index):
    restricted = build_release(news_index, "For members")
    restricted.view_restrictions.create(restriction_type="login")
    release.unpublish()

    assert [titles(client, path) for path in BOTH] == [[], []]


@pytest.mark.parametrize("items", [1, 3])
def test_a_feed_costs_the_same_queries_whatever_its_length(
    client, django_assert_num_queries, news_index, priorities_index, members_index, items
):
    image = build_image()
    for number in range(1, items + 1):
        build_release(
            news_index, series=build_series(), number=number, number_year=2021, image=image,
            priorities=[build_priority(priorities_index, number)], members=[build_member(members_index)],
        )  # fmt: skip
    client.get(ATOM)

    with django_assert_num_queries(9):
        client.get(ATOM)


def test_home_priority_and_member_name_their_feeds_in_the_head(client, news_index, priorities_index, members_index):
    build_priority(priorities_index, 3, "Trade", slug="trade")
    build_member(members_index, "Palau", slug="palau")

    def named(path):
        links = BeautifulSoup(client.get(path).content, "html.parser").select('link[type="application/atom+xml"]')
        return [(link["title"], link["href"]) for link in links]

    everything = ("All news releases", "/en/news/feed.atom")
    assert named("/en/") == [everything]
    assert named("/en/priorities/trade/") == [everything, ("Trade", "/en/news/priority/3/feed.atom")]
    assert named("/en/members/palau/") == [everything, ("Palau", "/en/news/member/palau/feed.atom")]
