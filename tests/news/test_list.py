"""The list of news releases: its order, its filters, its pages."""

from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from tests.builders import build_member, build_priority, build_release, build_series, page_form, text
from tests.oco_site.acts import read, words


@pytest.fixture
def three_releases(news_index, priorities_index, members_index):
    """One with everything, one of an earlier year in English only, one without number and date."""
    trade = build_priority(priorities_index, 3, "Trade", title_fr="Échanges")
    palau = build_member(members_index, "Palau", slug="palau")
    fields = {"series": build_series("PR"), "number": 7, "number_year": 2021}
    both = build_release(
        news_index, "Both", title_fr="Les deux", slug="both", date=date(2021, 8, 25), priorities=[trade], **fields
    )
    build_release(news_index, "Old", slug="old", date=date(2019, 3, 1), priorities=[trade], members=[palau])
    build_release(news_index, "Undatable", slug="undatable", date=None)
    return both


def listed(page):
    """{heading of a year: titles under it}, in the order of the page."""
    return {words(year.h2): [words(title) for title in year.select("h3")] for year in page.select("section.year")}


def titles(page):
    return [title for year in listed(page).values() for title in year]


def references(page):
    return {words(story.h3): words(story.select_one(".ref")) for story in page.select(".story")}


def test_releases_stand_by_year_and_the_undated_last(client, three_releases):
    english, french = read(client, "/en/news/"), read(client, "/fr/actualites/")

    assert list(listed(english).items()) == [("2021", ["Both"]), ("2019", ["Old"]), ("Undated", ["Undatable"])]
    assert list(listed(french).items()) == [("2021", ["Les deux"]), ("2019", ["Old"]), ("Sans date", ["Undatable"])]


def test_within_a_year_the_newest_is_first(client, news_index):
    for day in (8, 26, 13):
        build_release(news_index, f"August {day}", date=date(2021, 8, day))

    assert titles(read(client, "/en/news/")) == ["August 26", "August 13", "August 8"]


def test_the_line_above_a_title_has_number_date_and_language(client, three_releases):
    english, french = read(client, "/en/news/"), read(client, "/fr/actualites/")

    assert references(english) == {
        "Both": "PR 07/2125 August 2021Aussi en français",
        "Old": "1 March 2019",
        "Undatable": "",
    }
    assert references(french) == {
        "Les deux": "PR 07/2125 août 2021Also in English",
        "Old": "1er mars 2019en anglais",
        "Undatable": "en anglais",
    }


def test_the_line_leads_to_the_other_language_and_marks_it(client, three_releases):
    link = read(client, "/en/news/").select_one(".story .ref a")
    back = read(client, "/fr/actualites/").select_one(".story .ref a")

    assert (link["href"], link["lang"], link["hreflang"]) == ("/fr/actualites/les-deux/", "fr", "fr")
    assert (back["href"], back["lang"], back["hreflang"]) == ("/en/news/both/", "en", "en")


def test_an_english_title_on_the_french_list_is_marked_as_english(client, three_releases):
    headings = {words(heading): heading.get("lang") for heading in read(client, "/fr/actualites/").select(".story h3")}

    assert headings == {"Les deux": None, "Old": "en", "Undatable": "en"}


def test_a_release_names_its_topics_and_members(client, news_index, priorities_index, members_index):
    palau = build_member(members_index, "Palau", title_fr="Palaos", slug="palau", slug_fr="palaos")
    leadership = build_priority(priorities_index, slug="one", title_fr="Direction", slug_fr="un")
    build_release(news_index, members=[palau], priorities=[leadership])

    about = read(client, "/fr/actualites/").select(".story .about a")

    assert [(words(link), link["href"]) for link in about] == [
        ("Direction", "/fr/priorites/un/"),
        ("Palaos", "/fr/membres/palaos/"),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?series=&priority=&language=", ["Both", "Old", "Undatable"]),
        ("2021/", ["Both"]),
        ("undated/", ["Undatable"]),
        ("?series=pr", ["Both"]),
        ("?priority=3", ["Both", "Old"]),
        ("?member=palau", ["Old"]),
        ("?language=fr", ["Both"]),
        ("2019/?priority=3", ["Old"]),
        ("2019/?priority=3&language=fr", []),
        ("2021/?priority=3&language=fr&series=PR", ["Both"]),
    ],
)
def test_years_and_filters_narrow_the_list_alone_and_together(client, three_releases, query, found):
    assert titles(read(client, f"/en/news/{query}")) == found


def archive(page):
    return {words(link): link["href"] for link in page.select(".facet-years a")}


def choices(page):
    """{facet: {choice with its count: address}}"""
    return {
        words(facet.summary): {words(item): item.a["href"] for item in facet.select("li")}
        for facet in page.select(".facet-row details")
    }


def test_every_year_has_a_page_with_a_count_in_each_language(client, three_releases):
    english, french = read(client, "/en/news/"), read(client, "/fr/actualites/")

    assert archive(english) == {
        "2021 (1)": "/en/news/2021/",
        "2019 (1)": "/en/news/2019/",
        "Undated (1)": "/en/news/undated/",
    }
    assert archive(french)["Sans date (1)"] == "/fr/actualites/sans-date/"


def test_filters_are_plain_links_with_counts_within_what_is_chosen(client, three_releases):
    assert choices(read(client, "/fr/actualites/2021/")) == {
        "Série": {"PR (1)": "/fr/actualites/2021/?series=PR"},
        "Thème": {"Échanges (1)": "/fr/actualites/2021/?priority=3"},
        "Langue": {"Publiés aussi en français (1)": "/fr/actualites/2021/?language=fr"},
    }
    narrowed = read(client, "/en/news/?priority=3")
    assert archive(narrowed) == {"2021 (1)": "/en/news/2021/?priority=3", "2019 (1)": "/en/news/2019/?priority=3"}
    assert choices(narrowed)["Member"] == {"Palau (1)": "/en/news/?priority=3&member=palau"}
    assert choices(narrowed)["Topic"] == {"Trade (2)": "/en/news/"}  # the choice in force leads back
    of_palau = choices(read(client, "/en/news/?member=palau&series=pr&language=fr"))
    assert list(of_palau["Member"]) == ["Palau (0)"]
    assert "Topic" not in of_palau


def test_the_page_of_a_year_is_a_page_of_its_own_in_both_languages(client, three_releases):
    page = read(client, "/fr/actualites/2021/")

    assert (words(page.h1), words(page.title)) == ("Actualités 2021", "Actualités 2021")
    assert page.select_one("link[rel=canonical]")["href"] == "http://localhost:8000/fr/actualites/2021/"
    assert [link["href"] for link in page.select("link[rel=alternate][hreflang]")] == [
        "http://localhost:8000/en/news/2021/",
        "http://localhost:8000/fr/actualites/2021/",
        "http://localhost:8000/en/news/2021/",
    ]
    assert page.select_one("a.lang")["href"] == "/en/news/2021/"
    assert [words(heading) for heading in page.select("section.year h2")] == ["Août"]
    assert [words(link) for link in page.select(".crumbs a")] == ["Accueil", "Actualités"]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/fr/news/2021/?priority=3", "/fr/actualites/2021/?priority=3"),
        ("/fr/news/2021", "/fr/news/2021/"),
    ],
)
def test_an_english_address_of_a_year_leads_to_the_french_one(client, three_releases, path, target):
    response = client.get(path)

    assert (response.status_code, response["Location"]) == (301, target)


@pytest.mark.parametrize("end", ["1999/", "20211/", "²021/", "2021/x/", "Undated/", "0000/"])
def test_a_year_without_releases_is_not_found(client, three_releases, end):
    assert client.get(f"/en/news/{end}").status_code == 404


def test_each_filter_in_force_can_be_taken_away(client, three_releases):
    chips = read(client, "/en/news/2019/?priority=3&member=palau").select(".chips a")

    assert [(words(chip), chip["href"]) for chip in chips] == [
        ("Trade ×, remove this filter", "/en/news/2019/?member=palau"),
        ("Palau ×, remove this filter", "/en/news/2019/?priority=3"),
        ("Clear all", "/en/news/2019/"),
    ]


@pytest.mark.parametrize(
    "query", ["priority=99", "priority=" + "9" * 30, "member=<b>", "language=de", "series=%00", "member=" + "x" * 5000]
)
def test_where_no_release_matches_the_page_says_so_and_offers_all(client, three_releases, query):
    page = read(client, f"/en/news/?{query}")

    if query != "series=%00":  # which is no filter at all
        assert words(page.select_one(".empty")) == "No news release matches these filters. Show all"
        assert words(page.select_one(".count")) == "0 news releases"


def test_the_list_shows_the_newest_and_leads_to_the_years_for_the_others(client, news_index):
    for day in range(1, 22):
        build_release(news_index, f"Release {day:02}", date=date(2021, 1, day))

    first, year = read(client, "/en/news/?page=2"), read(client, "/en/news/2021/")

    assert titles(first) == [f"Release {day:02}" for day in range(21, 1, -1)]
    assert len(titles(year)) == 21
    assert words(first.select_one(".count")) == (
        "21 news releases. Here are the newest 20; the years above lead to the others."
    )
    assert words(year.select_one(".count")) == "21 news releases"
    assert not first.select(".pager")


def test_the_feeds_are_named_in_the_head_and_on_the_page(client, three_releases):
    page = read(client, "/en/news/?series=PR&priority=3")

    named = [link["href"] for link in page.select('link[type="application/atom+xml"]')]
    assert named == ["/en/news/feed.atom", "/en/news/series/pr/feed.atom", "/en/news/priority/3/feed.atom"]
    assert [link["href"] for link in page.select('main a[type="application/atom+xml"]')] == named
    assert [client.get(link["href"]).status_code for link in page.select('a[type="application/rss+xml"]')] == [200] * 3
    strange = read(client, "/en/news/?member=a/b&priority=x")
    assert len(strange.select('link[type="application/atom+xml"]')) == 1


def take_offline(release):
    release.unpublish()


def close(release):
    PageViewRestriction.objects.create(page=release, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize("hide", [take_offline, close])
def test_a_release_that_the_public_may_not_see_is_neither_listed_nor_counted(client, three_releases, hide):
    hide(three_releases)

    page = read(client, "/en/news/")

    assert titles(page) == ["Old", "Undatable"]
    assert list(archive(page)) == ["2019 (1)", "Undated (1)"]
    assert choices(page) == {
        "Topic": {"Trade (1)": "/en/news/?priority=3"},
        "Member": {"Palau (1)": "/en/news/?member=palau"},
    }


def test_a_title_of_markup_stays_text(client, news_index):
    hostile = "Palau </script><img src=x onerror=alert(1)>"
    build_release(news_index, hostile, summary_en=hostile, slug="hostile")

    page = read(client, "/en/news/")

    assert titles(page) == [hostile]
    assert not page.select("[onerror]")


@pytest.mark.parametrize("path", ["/en/news/", "/fr/actualites/"])
@pytest.mark.parametrize("items", [1, 3])
def test_the_list_costs_the_same_queries_whatever_its_length(
    client, django_assert_num_queries, news_index, priorities_index, members_index, path, items
):
    for number in range(1, items + 1):
        build_release(
            news_index,
            title_fr=f"Communiqué {number}",
            series=build_series(),
            number=number,
            number_year=2021,
            priorities=[build_priority(priorities_index, number)],
            members=[build_member(members_index)],
            body_fr=text("<p>Texte</p>"),
        )
    client.get(path)

    with django_assert_num_queries(14):
        client.get(path)


def test_the_note_for_the_media_is_the_staff_s(client, english_admin, news_index):
    fields = {"title": "News", "slug": "news", "title_fr": "Actualités", "slug_fr": "actualites"}
    notes = {"media_note_en": "Quote the number.", "media_note_fr": "Citez le numéro."}
    assert "For the media" not in read(client, "/en/news/").main.text

    form = page_form(rich_texts={"introduction_en": "", "introduction_fr": ""}, **fields, **notes)
    english_admin.post(f"/admin/pages/{news_index.pk}/edit/", form)

    assert "For the media Quote the number." in words(read(client, "/en/news/").main)
    assert "Pour les médias Citez le numéro." in words(read(client, "/fr/actualites/").main)
