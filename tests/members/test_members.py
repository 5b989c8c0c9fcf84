"""The members: their list, their pages, how they are counted, and how staff keep them."""

from datetime import date, timedelta

import pytest
from django.template import Context, Template

from tests.builders import build_member, text
from tests.oco_site.acts import read, words


def days_from_now(days):
    """Use it for days far enough from today to be on the same side of it in every zone."""
    return date.today() + timedelta(days=days)


def listed(page):
    """[(sub-region, the names under it), …] of the list of members."""
    regions = page.select("section.region")
    return [(words(region.h2), [words(link) for link in region.select("li > a")]) for region in regions]


def test_members_stand_by_sub_region_as_a_reader_of_the_language_sorts_them(client, members_index):
    build_member(
        members_index, "Federated States of Micronesia", title_fr="États fédérés de Micronésie", sub_region="057"
    )
    build_member(members_index, "Marshall Islands", title_fr="Îles Marshall", sub_region="057")
    build_member(members_index, "Palau", title_fr="Palaos", sub_region="057")
    build_member(members_index, "Kiribati", title_fr="Kiribati", sub_region="057")
    build_member(members_index, "Tonga", title_fr="Tonga", sub_region="061")
    build_member(members_index, "Fiji", title_fr="Fidji", sub_region="054")

    assert listed(read(client, "/en/members/")) == [
        ("Melanesia", ["Fiji"]),
        ("Micronesia", ["Federated States of Micronesia", "Kiribati", "Marshall Islands", "Palau"]),
        ("Polynesia", ["Tonga"]),
    ]
    assert listed(read(client, "/fr/membres/")) == [
        ("Mélanésie", ["Fidji"]),
        ("Micronésie", ["États fédérés de Micronésie", "Îles Marshall", "Kiribati", "Palaos"]),
        ("Polynésie", ["Tonga"]),
    ]


def test_the_list_is_read_by_name_as_a_reader_of_the_language_sorts_it(client, members_index):
    names = (
        ("Marshall Islands", "Îles Marshall"),
        ("Federated States of Micronesia", "États fédérés de Micronésie"),
        ("Fiji", "Fidji"),
        ("Kiribati", "Kiribati"),
    )
    for number, (name, name_fr) in enumerate(names):
        build_member(members_index, name, title_fr=name_fr, sub_region=("054", "057")[number % 2])

    english, french = read(client, "/en/members/?order=name"), read(client, "/fr/membres/?order=name")

    assert [words(link) for link in english.select(".mlist a")] == [
        "Federated States of Micronesia",
        "Fiji",
        "Kiribati",
        "Marshall Islands",
    ]
    assert [words(link) for link in french.select(".mlist a")] == [
        "États fédérés de Micronésie",
        "Fidji",
        "Îles Marshall",
        "Kiribati",
    ]
    assert [words(french.select_one(f"{nav} [aria-current]")) for nav in (".tabs",)] == ["Par ordre alphabétique"]
    assert english.select_one("link[rel=canonical]")["href"] == "http://localhost:8000/en/members/"


def test_an_unknown_order_is_the_usual_one(client, members_index):
    build_member(members_index)

    assert listed(read(client, "/en/members/?order=%00nonsense")) == [("Melanesia", ["Fiji"])]


@pytest.mark.parametrize(
    ("joined", "english", "french"),
    [
        ([None, None], "2 members", "2 membres"),
        ([None, date(2025, 5, 19)], "2 members, 1 until May 2025", "2 membres, 1 jusqu’en mai 2025"),
        (
            [None, None, date(2020, 1, 1), date(2024, 4, 2), date(2024, 4, 30)],
            "5 members, 3 until April 2024",
            "5 membres, 3 jusqu’en avril 2024",
        ),
        ([date(2024, 4, 2)], "1 member", "1 membre"),
        ([None, date(2999, 1, 1)], "1 member", "1 membre"),
    ],
)
def test_the_count_says_how_many_there_were_before_the_last_joined(client, members_index, joined, english, french):
    for day in joined:
        build_member(members_index, joined=day)

    counts = [words(read(client, path).select_one(".count")) for path in ("/en/members/", "/fr/membres/")]

    assert counts == [english, french]


def test_a_partner_is_marked_and_not_counted(client, members_index):
    build_member(members_index)
    build_member(members_index, "Timor-Leste", title_fr="Timor-Leste", slug="tl", sub_region="035", status="partner")

    english, french = read(client, "/en/members/"), read(client, "/fr/membres/")

    assert (words(english.select_one(".count")), words(french.select_one(".count"))) == ("1 member", "1 membre")
    assert [words(entry) for entry in english.select("#m-tl > span:last-child")] == ["partner country"]
    assert [words(entry) for entry in french.select("#m-tl > span:last-child")] == ["pays partenaire"]
    assert words(read(client, "/fr/membres/timor-leste/").select_one("header ~ main .ref span")) == "Pays partenaire"


def test_the_count_is_computed_and_follows_the_date_of_joining(client, members_index):
    members_index.introduction_en = "<p>All {members} of us.</p>"
    members_index.save_revision().publish()
    build_member(members_index)
    build_member(members_index, joined=days_from_now(-30))
    build_member(members_index, joined=days_from_now(30))
    build_member(members_index, status="observer")

    page = read(client, "/en/members/")

    assert words(page.select_one(".count")).startswith("2 members, 1 until ")
    assert words(page.select_one(".lede")) == "All 2 of us."
    assert page.select_one("meta[name=description]")["content"] == "All 2 of us."


@pytest.mark.parametrize(
    ("day", "number"), [(date(2025, 5, 18), "1"), (date(2025, 5, 19), "2"), (date(2026, 1, 1), "2")]
)
def test_the_number_in_a_text_is_that_of_a_day(members_index, day, number):
    build_member(members_index)
    build_member(members_index, joined=date(2025, 5, 19))
    build_member(members_index, status="partner")
    template = Template("{% load members_tags %}{{ text|with_member_count:day }}")

    assert template.render(Context({"text": "{members} of {members}", "day": day})) == f"{number} of {number}"


@pytest.mark.parametrize("path", ["/en/members/", "/fr/membres/"])
@pytest.mark.parametrize("items", [1, 3])
def test_the_list_costs_the_same_queries_whatever_its_length(
    client, django_assert_num_queries, members_index, path, items
):
    for number in range(items):
        build_member(members_index, title_fr=f"Membre {number}", body_en=text("<p>Text</p>"))
    client.get(path)

    with django_assert_num_queries(6):
        client.get(path)
