"""The list of news releases: its order, its filters, its pages."""

from datetime import date

import pytest

from tests.builders import build_member, build_priority, build_release, build_series, text
from tests.oco_site.acts import read, words


@pytest.fixture
def three_releases(news_index, priorities_index):
    """One with everything, one of an earlier year in English only, one without number and date."""
    trade = build_priority(priorities_index, 3, "Trade", title_fr="Échanges")
    fields = {"series": build_series("PR"), "number": 7, "number_year": 2021}
    both = build_release(
        news_index, "Both", title_fr="Les deux", slug="both", date=date(2021, 8, 25), priorities=[trade], **fields
    )
    build_release(news_index, "Old", slug="old", date=date(2019, 3, 1), priorities=[trade])
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
        ("", ["Both", "Old", "Undatable"]),
        ("year=&priority=&language=", ["Both", "Old", "Undatable"]),
        ("year=2021", ["Both"]),
        ("year=2019", ["Old"]),
        ("priority=3", ["Both", "Old"]),
        ("language=fr", ["Both"]),
        ("language=en", ["Both", "Old", "Undatable"]),
        ("year=2019&priority=3", ["Old"]),
        ("year=2019&priority=3&language=fr", []),
        ("year=2021&priority=3&language=fr", ["Both"]),
    ],
)
def test_filters_narrow_the_list_alone_and_together(client, three_releases, query, found):
    assert titles(read(client, f"/en/news/?{query}")) == found


def test_a_filter_is_a_plain_form_that_keeps_what_was_chosen(client, three_releases):
    form = read(client, "/fr/actualites/?year=2019&language=fr").select_one("form#f")

    choices = {field["name"]: [option["value"] for option in field.select("option")] for field in form.select("select")}
    chosen = {field["name"]: words(field.select_one("option[selected]")) for field in form.select("select")}
    assert (form["method"], form["action"]) == ("get", "/fr/actualites/")
    assert choices == {"year": ["", "2021", "2019"], "priority": ["", "3"], "language": ["", "en", "fr"]}
    assert chosen == {"year": "2019", "priority": "Tous les thèmes", "language": "Français"}
    assert "Échanges" in words(form)


def test_each_filter_in_force_can_be_taken_away(client, three_releases):
    chips = read(client, "/en/news/?year=2019&priority=3&page=1").select(".chips a")

    assert [(words(chip), chip["href"]) for chip in chips] == [
        ("2019 ×, remove this filter", "/en/news/?priority=3"),
        ("Trade ×, remove this filter", "/en/news/?year=2019"),
        ("Clear all", "/en/news/"),
    ]


def test_where_no_release_matches_the_page_says_so(client, three_releases):
    page = read(client, "/en/news/?year=2019&language=fr")

    assert words(page.select_one(".empty")) == "No news release matches these filters. Show all"
    assert words(page.select_one(".count")) == "0 news releases, newest first"


@pytest.mark.parametrize("query", ["year=1850", "year=abc", "priority=99", "language=de", "year=2021&priority=<b>"])
def test_an_impossible_filter_is_said_and_none_applied(client, three_releases, query):
    english, french = read(client, f"/en/news/?{query}"), read(client, f"/fr/actualites/?{query}")

    assert titles(english) == ["Both", "Old", "Undatable"]
    assert words(english.select_one('[role="alert"]')) == (
        "One of the filters has a value that does not exist, so none was applied."
    )
    assert words(french.select_one('[role="alert"]')) == (
        "L’un des filtres a une valeur qui n’existe pas : aucun n’a été appliqué."
    )
    assert len(french.select("form .error")) == 1
    assert not english.select(".chips")


@pytest.mark.parametrize("number", ["abc", "0", "-1", "99", "1.5"])
def test_a_page_that_does_not_exist_is_not_found(client, three_releases, number):
    assert client.get(f"/en/news/?page={number}").status_code == 404


def test_the_list_has_pages_of_twenty(client, news_index):
    for day in range(1, 22):
        build_release(news_index, f"Release {day:02}", date=date(2021, 1, day))

    first, second = read(client, "/en/news/"), read(client, "/en/news/?page=2&year=2021")

    assert len(titles(first)) == 20
    assert titles(second) == ["Release 01"]
    assert first.select_one(".pager [rel=next]")["href"] == "?page=2"
    assert second.select_one(".pager [rel=prev]")["href"] == "?page=1&year=2021"
    assert words(first.select_one(".count")) == "21 news releases, newest first"


def test_a_release_that_the_public_may_not_see_is_not_listed(client, three_releases):
    three_releases.unpublish()

    page = read(client, "/en/news/")

    assert titles(page) == ["Old", "Undatable"]
    assert [option["value"] for option in page.select("#id_year option")] == ["", "2019"]


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

    with django_assert_num_queries(15):
        client.get(path)
