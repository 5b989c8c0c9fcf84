"""The news on the home page: which release leads."""

from datetime import date

import pytest

from tests.builders import build_image, build_member, build_priority, build_release, build_series
from tests.oco_site.acts import read, words


def lead(client, path="/en/"):
    return words(read(client, path).select_one(".lead h3"))


def others(client, path="/en/"):
    return [words(title) for title in read(client, path).select(".stories .story h3")]


def test_the_newest_release_leads_and_the_others_follow(client, news_index):
    for day in (24, 31, 26):
        build_release(news_index, f"August {day}", date=date(2021, 8, day))
    build_release(news_index, "Undated", date=None)

    assert lead(client) == "August 31"
    assert others(client) == ["August 26", "August 24", "Undated"]


def test_the_newest_of_those_ticked_leads(client, news_index):
    build_release(news_index, "Newest", date=date(2021, 8, 31))
    build_release(news_index, "Ticked once", date=date(2021, 8, 1), lead=True)
    build_release(news_index, "Ticked later", date=date(2021, 8, 2), lead=True)

    assert lead(client) == "Ticked later"
    assert others(client) == ["Newest", "Ticked once"]


def test_in_french_a_french_release_leads(client, news_index):
    build_release(news_index, "Newest", date=date(2021, 8, 31), lead=True)
    build_release(news_index, "Two", title_fr="Deux", date=date(2021, 8, 2))
    build_release(news_index, "One", title_fr="Un", date=date(2021, 8, 1))

    assert lead(client, "/fr/") == "Deux"
    assert others(client, "/fr/") == ["Newest", "Un"]
    assert lead(client) == "Newest"


def test_in_french_the_newest_leads_where_none_is_in_french(client, news_index):
    build_release(news_index, "Old", date=date(2020, 1, 1))
    build_release(news_index, "Newest", date=date(2021, 8, 31))

    page = read(client, "/fr/")

    assert words(page.select_one(".lead h3")) == "Newest"
    assert page.select_one(".lead h3")["lang"] == "en"
    assert words(page.select_one(".lead .ref")) == "31 août 2021en anglais"


def test_a_release_that_was_taken_off_leads_no_longer(client, news_index):
    gone = build_release(news_index, "Gone", date=date(2021, 8, 31), lead=True)
    build_release(news_index, "Still here", date=date(2021, 8, 1))
    gone.unpublish()

    assert lead(client) == "Still here"
    assert others(client) == []


def test_the_home_page_shows_six_releases_at_most(client, news_index):
    for day in range(1, 9):
        build_release(news_index, f"August {day}", date=date(2021, 8, day))

    assert others(client) == [f"August {day}" for day in (7, 6, 5, 4, 3)]


def test_an_old_lead_takes_the_place_of_none_but_the_last(client, news_index):
    build_release(news_index, "Old lead", date=date(2020, 1, 1), lead=True)
    for day in range(1, 7):
        build_release(news_index, f"August {day}", date=date(2021, 8, day))

    assert lead(client) == "Old lead"
    assert others(client) == [f"August {day}" for day in (6, 5, 4, 3, 2)]


def test_the_home_page_has_no_news_where_there_is_none(client, news_index):
    page = read(client, "/en/")

    assert not page.select("#h-news, .lead")


@pytest.mark.parametrize("path", ["/en/", "/fr/"])
@pytest.mark.parametrize("items", [1, 3])
def test_the_home_page_costs_the_same_queries_whatever_is_new(
    client, django_assert_num_queries, news_index, priorities_index, members_index, path, items
):
    for number in range(1, items + 2):
        build_release(
            news_index,
            title_fr=f"Communiqué {number}",
            series=build_series(),
            number=number,
            number_year=2021,
            image=build_image(),
            priorities=[build_priority(priorities_index, number)],
            members=[build_member(members_index)],
        )
    client.get(path)

    with django_assert_num_queries(11):
        client.get(path)
