"""The page of one member, as the public reads it."""

import json
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.template import defaulttags
from django.utils import timezone

from members.chart import MEMBERS_VIEW, chart_views
from members.models import CHART
from oco_site.dates import utc_offset
from tests.builders import build_event, build_member, build_priority, build_release, text
from tests.oco_site.acts import read, words


def data_names(objects):
    """The names in a page's JSON-LD, of itself and of what it lists."""
    return [each.get("name") for one in objects for each in [one, *one.get("itemListElement", [])]]


HOSTILE = ["Fiji <img src=x onerror=alert(1)>", "Fiji </script><script>alert(1)</script>"]


def days_from_now(days):
    """Use it for days far enough from today to be on the same side of it in every zone."""
    return date.today() + timedelta(days=days)


def facts(page):
    return {words(row.th): words(row.td) for row in page.select("table.facts tr:not([hidden])")}


def test_a_member_s_facts_are_in_both_languages(client, cook_islands):
    english, french = read(client, "/en/members/cook-islands/"), read(client, "/fr/membres/iles-cook/")

    assert facts(english) == {
        "In French": "Îles Cook",
        "Customs administration": "Customs Service",
        "Website": "customs.example.org",
        "Capital": "Avarua",
        "Position": "21°13′S 159°47′W (Rarotonga)",
        "Time zone": "UTC−10 (Rarotonga)",
        "ISO 3166 code": "CK",
        "Sub-region": "Polynesia",
        "Member since": "August 1999",
    }
    assert facts(french) == {
        "En anglais": "Cook Islands",
        "Administration douanière": "Customs Service",
        "Site web": "customs.example.org",
        "Capitale": "Avarua",
        "Position": "21°13′S 159°47′O (Rarotonga)",
        "Fuseau horaire": "UTC−10 (Rarotonga)",
        "Code ISO 3166": "CK",
        "Sous-région": "Polynésie",
        "Membre depuis": "août 1999",
    }
    assert [words(french.select_one(name)) for name in (".lede", ".prose .body")] == ["Quinze îles.", "Corps."]
    assert french.select_one("[data-local-time]")["data-local-time"] == "Pacific/Rarotonga"
    assert not french.select("main .lede[lang], main .body[lang], main h1[lang]")


def test_what_is_not_known_leaves_no_row(client, members_index):
    build_member(
        members_index, "Nauru", slug="nauru", iso_code="NR", latitude=0.545, longitude=166.92, pin_place="Yaren"
    )

    assert facts(read(client, "/en/members/nauru/")) == {
        "Position": "0°33′N 166°55′E (Yaren)",
        "Time zone": "UTC+12 (Yaren)",
        "ISO 3166 code": "NR",
        "Sub-region": "Melanesia",
    }


def test_the_place_of_the_pin_is_not_said_twice_where_it_is_the_capital(client, members_index):
    build_member(members_index, slug="fiji", capital_en="Suva", pin_place="Suva")

    assert facts(read(client, "/en/members/fiji/"))["Position"] == "18°08′S 178°26′E"


@pytest.mark.parametrize(
    ("zone", "instant", "offset"),
    [
        ("Pacific/Auckland", datetime(2026, 9, 26, 13, 59, tzinfo=UTC), "UTC+12"),
        ("Pacific/Auckland", datetime(2026, 9, 26, 14, 0, tzinfo=UTC), "UTC+13"),
        ("Pacific/Fiji", datetime(2026, 11, 24, tzinfo=UTC), "UTC+12"),
        ("Pacific/Pago_Pago", datetime(2026, 11, 24, tzinfo=UTC), "UTC−11"),
        ("Pacific/Marquesas", datetime(2026, 11, 24, tzinfo=UTC), "UTC−9:30"),
        ("Pacific/Norfolk", datetime(2014, 7, 1, tzinfo=UTC), "UTC+11:30"),
        ("Etc/UTC", datetime(2026, 11, 24, tzinfo=UTC), "UTC+0"),
    ],
)
def test_the_distance_from_utc_is_that_of_the_instant(zone, instant, offset):
    assert utc_offset(zone, instant) == offset


def events_of(page):
    """Those on now, ahead (own or regional), then past ones year by year, as the page lists them."""
    section = page.select_one('section[aria-labelledby="events"]')
    return [[words(event.b) for event in section_list.select("li")] for section_list in section.select("ol")]


def test_a_member_s_page_has_its_events_and_news(client, cook_islands, members_index, events_index, news_index):
    own, others = [cook_islands], [build_member(members_index)]
    build_event(events_index, "Under way", members=own, start_date=days_from_now(-3), end_date=days_from_now(3))
    build_event(events_index, "Ahead", members=own, start_date=days_from_now(10))
    build_event(events_index, "Over", members=own, start_date=days_from_now(-20))
    build_event(events_index, "Elsewhere", members=others, start_date=days_from_now(10))
    build_release(news_index, "About us", members=own)
    build_release(news_index, "About others", members=others)

    page = read(client, "/en/members/cook-islands/")

    assert events_of(page) == [["Under way"], ["Ahead"], ["Over"]]
    assert [words(title) for title in page.select(".stories h3")] == ["About us"]


def test_a_member_is_shown_what_names_it_and_what_is_for_all(client, cook_islands, members_index, events_index):
    build_event(events_index, "Over", members=[cook_islands], start_date=days_from_now(-20))
    build_event(events_index, "For others", members=[build_member(members_index)], start_date=days_from_now(5))
    for day in (20, 10):
        build_event(events_index, f"In {day} days", start_date=days_from_now(day))

    page = read(client, "/fr/membres/iles-cook/")

    assert events_of(page) == [["In 10 days", "In 20 days"], ["Over"]]


def test_a_partner_country_is_not_shown_what_is_for_the_members(client, members_index, events_index):
    partner = build_member(members_index, "Timor-Leste", slug="timor-leste", status="partner")
    build_event(events_index, "Mission", members=[partner], start_date=days_from_now(5))
    build_event(events_index, "For all members", start_date=days_from_now(6))

    assert events_of(read(client, "/en/members/timor-leste/")) == [["Mission"]]


def test_a_member_without_events_and_news_says_so(client, cook_islands):
    page = read(client, "/en/members/cook-islands/")

    assert [words(each) for each in page.select(".empty")] == [
        "Nothing ahead for Cook Islands.",
        "No news release concerns this country yet.",
    ]


def test_a_member_that_the_chart_was_drawn_without_shows_the_region(client, cook_islands, members_index):
    build_member(members_index, "Hawaii", slug="hawaii")

    def plate(path):
        plate = read(client, path).select_one(".member-top .plate")
        view = tuple(map(float, plate.select_one(".chart")["viewbox"].split()))
        return view, plate["class"], len(plate.select("svg:not(.chart)"))

    assert plate("/en/members/cook-islands/") == (chart_views(CHART)["v-cook-islands"], ["plate", "here"], 1)
    assert plate("/en/members/hawaii/") == (MEMBERS_VIEW, ["plate", "sea"], 0)


def test_a_text_without_french_is_shown_in_english_and_marked(client, members_index):
    build_member(
        members_index, "Fiji", slug="fiji", capital_en="Suva", summary_en="Many islands.", body_en=text("<p>Long.</p>")
    )

    page = read(client, "/fr/membres/fiji/")

    marked = [
        words(each) for each in page.select("main h1[lang=en], main .lede[lang=en], main td [lang=en], .body[lang=en]")
    ]
    assert marked == ["Fiji", "Many islands.", "Suva", "Long."]
    assert words(page.select_one(".notice")) == "Ce texte n’existe qu’en anglais."
    assert words(page.select_one(".only-in")) == "en anglais"


def test_past_events_stand_by_year(client, cook_islands, events_index):
    for year, month in ((2021, 3), (2020, 5), (2021, 9)):
        build_event(events_index, f"In {month}/{year}", members=[cook_islands], start_date=date(year, month, 1))

    page = read(client, "/en/members/cook-islands/")

    assert [words(year) for year in page.select("h4")] == ["2021", "2020"]
    assert events_of(page) == [["In 9/2021", "In 3/2021"], ["In 5/2020"]]


def test_a_member_leads_to_the_one_before_and_the_one_after_by_name(client, members_index):
    for name, name_fr in (("Tonga", "Tonga"), ("Marshall Islands", "Îles Marshall"), ("Samoa", "Samoa")):
        build_member(members_index, name, slug=name.lower()[:5], title_fr=name_fr)

    def beside(path):
        return [words(link.b) for link in read(client, path).select(".sequel a")]

    assert beside("/en/members/marsh/") == ["Members", "Samoa"]
    assert beside("/en/members/samoa/") == ["Marshall Islands", "Tonga"]
    assert beside("/en/members/tonga/") == ["Samoa", "Members"]
    assert beside("/fr/membres/iles-marshall/") == ["Membres", "Samoa"]


@pytest.mark.parametrize(
    ("fields", "english", "french"),
    [
        (
            {"status": "partner"},
            ("Partner country", "A partner country, not a member of the organisation."),
            ("Pays partenaire", "Un pays partenaire, et non un membre de l’organisation."),
        ),
        (
            {"status": "observer"},
            ("Observer", "An observer, not a member of the organisation."),
            ("Observateur", "Un observateur, et non un membre de l’organisation."),
        ),
        (
            {"joined": date(2999, 5, 1)},
            ("Member from May 2999", "Not yet a member: it joins in May 2999."),
            ("Membre à partir de mai 2999", "Pas encore membre : adhésion en mai 2999."),
        ),
    ],
)
def test_a_country_that_is_no_member_says_what_it_is(client, members_index, fields, english, french):
    build_member(members_index, "Dili", slug="dili", title_fr="Dili", **fields)

    for path, said in (("/en/members/dili/", english), ("/fr/membres/dili/", french)):
        page = read(client, path)
        assert (words(page.select_one("main .ref span")), words(page.select_one(".standing"))) == said
        assert "Member since" not in facts(page)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_of_markup_stays_text(client, members_index, name):
    build_member(members_index, name, slug="hostile", iso_code="XX")

    index, page, script = (
        read(client, "/en/members/"),
        read(client, "/en/members/hostile/"),
        client.get("/en/members/map.js"),
    )

    assert words(page.h1) == name
    assert [words(link) for link in index.select("#m-hostile > a")] == [name]
    for each in (index, page):
        assert not each.select("[onerror]")
        data, scripts = (each.select(f"script{kind}") for kind in ("[type$=json]", ":not([type$=json])"))
        assert not [tag for tag in scripts if "alert" in tag.get_text()]
        assert not [tag for tag in data if "<" in tag.get_text()]  # data blocks, which no text may end
        assert name in [found for tag in data for found in data_names(json.loads(tag.get_text()))]
    assert "alert(1)" in script.content.decode()
    assert "<img" not in script.content.decode()
    assert "</script" not in script.content.decode()


@pytest.mark.parametrize("path", ["/en/members/cook-islands/", "/fr/membres/iles-cook/"])
@pytest.mark.parametrize("items", [1, 3])
def test_a_member_s_page_costs_the_same_queries_whatever_concerns_it(
    client,
    django_assert_num_queries,
    cook_islands,
    members_index,
    events_index,
    news_index,
    priorities_index,
    path,
    items,
):
    for number in range(1, items + 1):
        concerned = {"members": [cook_islands, build_member(members_index)]}
        for days in (-20, 10):
            build_event(events_index, start_date=days_from_now(days), **concerned)
        build_event(events_index, start_date=days_from_now(-3), end_date=days_from_now(3), **concerned)
        build_release(news_index, priorities=[build_priority(priorities_index, number)], **concerned)
    client.get(path)

    with django_assert_num_queries(11):
        client.get(path)


@pytest.fixture
def member_page_at(client, cook_islands, monkeypatch):
    def page_at(moment, path="/en/members/cook-islands/"):
        monkeypatch.setattr(timezone, "now", lambda: moment)
        monkeypatch.setattr(defaulttags, "datetime", SimpleNamespace(now=moment.astimezone))  # of {% now %}
        return client.get(path).content

    return page_at


def test_the_page_is_the_same_bytes_a_minute_later(member_page_at):
    moments = [datetime(2026, 11, 24, 2, minute, tzinfo=UTC) for minute in (1, 2)]

    assert member_page_at(moments[0]) == member_page_at(moments[1])


@pytest.mark.parametrize(
    ("path", "as_long"),
    [
        ("/en/members/cook-islands/", "Monday 23 November at 00:00"),
        ("/fr/membres/iles-cook/", "lundi 23 novembre à 00:00"),
    ],
)
def test_the_hidden_row_is_as_long_as_its_local_time_will_be(member_page_at, path, as_long):
    page = BeautifulSoup(member_page_at(datetime(2026, 11, 24, 2, tzinfo=UTC), path), "html.parser")

    assert page.select_one("[data-local-time] td").get_text() == as_long
