"""The cards of the live map: the brief information of each country, in both languages."""

from datetime import date, timedelta

import pytest

from tests.builders import build_event, build_member
from tests.oco_site.acts import read, words


def days_from_now(days):
    """Use it for days far enough from today to be on the same side of it in every zone."""
    return date.today() + timedelta(days=days)


def card(client, slug, path="/en/members/cards.html"):
    return [words(line) for line in read(client, path).select(f'[data-member="{slug}"] p')]


def next_event(client, slug):
    lines = [line for line in card(client, slug) if line.startswith("Next event:")]
    return lines[0].partition(", ")[2] if lines else ""


def test_a_card_has_the_brief_information_in_both_languages(client, cook_islands):
    assert card(client, "cook-islands") == [
        "Cook Islands",
        "Customs Service",
        "Fifteen islands.",
        "Capital: Avarua",
        "Now in Rarotonga:",
    ]
    assert card(client, "cook-islands", "/fr/membres/fiches.html") == [
        "Îles Cook",
        "Customs Service",
        "Quinze îles.",
        "Capitale : Avarua",
        "Heure locale (Rarotonga) :",
    ]
    links = read(client, "/fr/membres/fiches.html").select("a")
    assert [link["href"] for link in links] == ["/fr/membres/iles-cook/"]
    clock = read(client, "/en/members/cards.html").select_one("[data-local-time]")
    assert (clock["data-local-time"], clock.has_attr("hidden")) == ("Pacific/Rarotonga", True)


def test_a_card_says_what_a_country_is_that_is_no_member(client, members_index):
    build_member(members_index, "Timor-Leste", slug="tl", status="partner")

    assert card(client, "tl")[1] == "A partner country, not a member of the organisation."


def test_the_next_event_is_the_first_that_concerns_the_member(client, members_index, events_index):
    own, other = build_member(members_index, "Fiji", slug="fiji"), build_member(members_index, "Guam", slug="guam")
    partner = build_member(members_index, "Dili", slug="dili", status="partner")
    build_event(events_index, "Under way", members=[own], start_date=days_from_now(-3), end_date=days_from_now(3))
    build_event(events_index, "Called off", members=[own], start_date=days_from_now(5), status="cancelled")
    build_event(events_index, "No date yet", members=[own], start_date=days_from_now(5), status="postponed")
    build_event(events_index, "Of the Secretariat", start_date=days_from_now(5), audience="secretariat")
    build_event(events_index, "Of both", members=[own, partner], start_date=days_from_now(10))
    build_event(events_index, "Of all", start_date=days_from_now(20))
    build_event(events_index, "Later", members=[other], start_date=days_from_now(30))

    assert [next_event(client, slug) for slug in ("fiji", "guam", "dili")] == ["Of both", "Of all", "Of both"]


def test_a_change_is_in_the_cards_when_it_is_published(client, cook_islands):
    cook_islands.summary_en = "Changed."
    cook_islands.save_revision()
    as_draft = card(client, "cook-islands")[2]
    cook_islands.save_revision().publish()

    assert (as_draft, card(client, "cook-islands")[2]) == ("Fifteen islands.", "Changed.")


def test_what_an_editor_types_stays_text(client, members_index):
    hostile = "Fiji <img src=x onerror=alert(1)>"
    build_member(members_index, hostile, slug="h", administration=hostile, summary_en=hostile, capital_en=hostile)

    page = read(client, "/en/members/cards.html")

    assert not page.select("img")
    assert card(client, "h")[:4] == [hostile, hostile, hostile, f"Capital: {hostile}"]


def test_the_cards_are_no_page_for_search_engines(client, cook_islands):
    response = client.get("/en/members/cards.html")

    assert (response.headers["X-Robots-Tag"], response.cookies) == ("noindex", {})


@pytest.mark.parametrize("items", [1, 3])
def test_the_cards_cost_the_same_queries_whatever_their_number(
    client, django_assert_num_queries, members_index, events_index, items
):
    for number in range(items):
        member = build_member(members_index, f"Member {number}", title_fr="Membre")
        build_event(events_index, members=[member], start_date=days_from_now(10 + number))
    client.get("/fr/membres/fiches.html")

    with django_assert_num_queries(4):
        client.get("/fr/membres/fiches.html")
