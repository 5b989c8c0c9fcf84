"""What follows a release: the releases beside it, and those on the same subject."""

from datetime import date

from tests.builders import build_member, build_priority, build_release
from tests.oco_site.acts import read, words


def test_a_release_leads_to_the_earlier_and_the_later_one(client, news_index):
    for day in (24, 26, 31):
        build_release(news_index, f"August {day}", slug=f"d{day}", date=date(2021, 8, day))
    build_release(news_index, "Same day", slug="same-day", date=date(2021, 8, 26))
    build_release(news_index, "Undated", slug="undated", date=None)

    def sequel(slug):
        links = read(client, f"/en/news/{slug}/").select(".sequel a")
        return [(link["rel"], words(link.span), words(link.b)) for link in links]

    assert sequel("d24") == [(["next"], "Later", "August 26")]
    assert sequel("d26") == [(["prev"], "Earlier", "August 24"), (["next"], "Later", "Same day")]
    assert sequel("same-day") == [(["prev"], "Earlier", "August 26"), (["next"], "Later", "August 31")]
    assert sequel("d31") == [(["prev"], "Earlier", "Same day")]
    assert sequel("undated") == []


def test_what_shares_most_with_a_release_is_offered_first(client, news_index, priorities_index, members_index):
    trade, fiji = build_priority(priorities_index, 3), build_member(members_index)
    build_release(news_index, "Both shared", date=date(2019, 1, 1), priorities=[trade], members=[fiji])
    build_release(news_index, "New", date=date(2021, 9, 1), priorities=[trade])
    build_release(news_index, "Old", date=date(2020, 1, 1), members=[fiji])
    build_release(news_index, "Other")
    build_release(news_index, slug="one", priorities=[trade], members=[fiji])

    related = read(client, "/en/news/one/").select(".related h3")

    assert [words(title) for title in related] == ["Both shared", "New", "Old"]
    assert not read(client, f"/en/news/{news_index.get_children().get(title='Other').slug}/").select(".related")
