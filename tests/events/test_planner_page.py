"""The year planner through HTTP."""

import re
from datetime import date

import pytest

from tests.builders import build_event, build_event_type, build_member
from tests.events.acts import read, text

PATHS = {"en": "/en/events/planner/", "fr": "/fr/evenements/calendrier-annuel/"}


def rows(page):
    """{heading: the words of its events} of each part."""
    return [
        {
            text(heading): [text(item) for item in re.findall("<li.*?</li>", items, re.DOTALL)]
            for heading, items in re.findall(r"<h3>(.*?)</h3>\s*<ol>(.*?)</ol>", part, re.DOTALL)
        }
        for part in page.split('<section class="plan"')[1:]
    ]


def shown(page):
    return [item for part in rows(page) for items in part.values() for item in items]


@pytest.mark.parametrize(
    ("language", "title", "parts", "words"),
    [
        (
            "en",
            "Year planner, 2026–27",
            ["October 2026 to February 2027", "February 2027 to June 2027"],
            [
                {
                    "Course": ["5 – 30 Oct Tax", "24 Nov on now Duties Valuation"],
                    "Meeting": ["24 Nov on now Talks"],
                },
                {"Course": ["11 Jun Late"], "Other events": ["12 Jun Party"]},
            ],
        ),
        (
            "fr",
            "Calendrier annuel, 2026–27",
            ["Octobre 2026 à février 2027", "Février 2027 à juin 2027"],
            [
                {"Cours": ["5 – 30 oct. Impôt", "24 nov. en cours Législation"], "Réunion": ["24 nov. en cours Talks"]},
                {"Cours": ["11 juin Late"], "Autres événements": ["12 juin Party"]},
            ],
        ),
    ],
)
def test_the_planner_lists_the_programme_by_type_in_order(client, it_is, events_index, language, title, parts, words):
    it_is("2026-11-24T02:00")
    course = build_event_type("course", "Course", "Cours", "c3")
    meeting = build_event_type("meeting", "Meeting", "Réunion", "mt")
    meeting.order = 1
    meeting.save()
    topics = {"subtitle_en": "Duties / Valuation", "subtitle_fr": "Législation"}
    build_event(events_index, "Party", start_date=date(2027, 6, 12))
    build_event(events_index, "Late", start_date=date(2027, 6, 11), event_type=course)
    build_event(events_index, "Topic", event_type=course, **topics)
    build_event(events_index, "Talks", event_type=meeting)
    days = {"start_date": date(2026, 10, 5), "end_date": date(2026, 10, 30)}
    build_event(events_index, "Tax", title_fr="Impôt", event_type=course, **days)

    page = read(client, PATHS[language])

    assert re.findall("<h1>(.*?)</h1>", page) == [title]
    assert re.findall(r'<h2 id="p\d">(.*?)</h2>', page) == parts
    assert rows(page) == words
    assert page.count('class="today-line c-8 bd-1"') == 1
    assert "style=" not in page.partition("<main")[2]


def test_what_did_not_stay_as_planned_is_said_in_words(client, it_is, events_index):
    it_is("2026-11-24T02:00")
    build_event(events_index, "Off", status="cancelled")
    build_event(events_index, "Waiting", status="postponed", start_date=date(2026, 11, 25))
    build_event(events_index, "Perhaps", status="tentative", start_date=date(2026, 11, 26))
    moved = build_event(events_index, "Later", start_date=date(2026, 11, 20))
    moved.start_date = moved.end_date = date(2026, 11, 27)
    moved.save_revision().publish()

    assert shown(read(client, PATHS["en"])) == [
        "24 Nov Off Cancelled",
        "25 Nov Waiting Postponed",
        "26 Nov Perhaps Tentative",
        "27 Nov Later Moved",
    ]


@pytest.mark.parametrize(
    ("instant", "path", "status", "names"),
    [
        ("2026-11-24T02:00", "", 200, ["This"]),
        ("2026-09-30T11:59", "", 200, ["Last"]),
        ("2026-09-30T12:00", "", 200, ["This"]),  # midnight in Suva: October, when programmes start
        ("2026-09-30T12:00", "?tz=Pacific/Pago_Pago", 200, ["Last"]),
        ("2030-01-01T00:00", "", 200, ["Next"]),  # the latest there is
        ("2026-11-24T02:00", "2025/", 200, ["Last"]),
        ("2026-11-24T02:00", "2027/", 200, ["Next"]),
        ("2026-11-24T02:00", "2028/", 404, None),
        ("2026-11-24T02:00", "0000/", 404, None),
        ("2026-11-24T02:00", "9999/", 404, None),
        ("2026-11-24T02:00", "02026/", 404, None),
    ],
)
@pytest.mark.parametrize("start", PATHS.values())
def test_the_programme_is_that_of_today_else_the_latest_else_the_one_asked_for(
    client, it_is, events_index, members_index, instant, path, status, names, start
):
    it_is(instant)
    build_member(members_index, time_zone="Pacific/Pago_Pago")
    build_event(events_index, "Last", start_date=date(2026, 9, 1))
    build_event(events_index, "This", start_date=date(2027, 9, 1))
    build_event(events_index, "Next", start_date=date(2027, 9, 2), programme_year=2027)

    response = client.get(start + path)

    assert response.status_code == status
    if status == 200:
        assert [item.split()[2] for item in shown(response.content.decode())] == names


def test_the_other_programmes_are_a_link_away_with_the_filters(client, it_is, events_index):
    it_is("2026-11-24T02:00")
    for year in (2024, 2026, 2027):
        build_event(events_index, f"In {year}", start_date=date(year, 11, 24), event_type=build_event_type())
    build_event(events_index, "Left out")

    page = read(client, PATHS["en"] + "?type=workshop&x=y")

    assert shown(page) == ["24 Nov on now In 2026"]
    assert re.findall(r'<li><a href="(/en/events/planner/\d.*?)">(.*?)</a>', page) == [
        ("/en/events/planner/2027/?type=workshop", "2027–28"),
        ("/en/events/planner/2024/?type=workshop", "2024–25"),
    ]


def test_what_lies_out_of_the_programmes_two_years_is_listed_below(client, it_is, events_index):
    it_is("2026-11-24T02:00")
    build_event(events_index, "Drawn")
    build_event(events_index, "Far", start_date=date(2031, 1, 6), programme_year=2026)
    build_event(events_index, "Nowhere", start_date=date(2031, 1, 6), programme_year=32767)

    page = read(client, PATHS["en"])

    assert shown(page) == ["24 Nov on now Drawn"]
    below = page.partition('<section class="left-over">')[2].partition("</section>")[0]
    assert re.findall("<b>(.*?)</b>", below) == ["Far"]
    assert text(re.search('<p class="when">(.*?)</p>', below)[1]) == "6 Jan 2031 Mon"


@pytest.mark.parametrize(
    ("path", "query", "words"),
    [
        (PATHS["en"], "", "This programme has no events."),
        (PATHS["fr"], "", "Ce programme ne comporte aucun événement."),
        (PATHS["en"], "?type=workshop", "No event matches these filters."),
        (PATHS["fr"], "?type=workshop", "Aucun événement ne correspond à ces filtres."),
    ],
)
def test_a_planner_without_events_says_so(client, it_is, events_index, path, query, words):
    it_is("2026-11-24T02:00")
    if query:
        build_event_type()
        build_event(events_index)

    assert words in read(client, path + query)


def test_a_wrong_filter_is_said_and_nothing_filtered(client, it_is, events_index):
    it_is("2026-11-24T02:00")
    build_event(events_index, "Shown")

    page = read(client, PATHS["en"] + "?member=atlantis")

    assert shown(page) == ["24 Nov on now Shown"]
    assert "so none was applied" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_planner_costs_the_same_queries_whatever_is_in_it(
    client, django_assert_num_queries, it_is, events_index, members_index, count
):
    it_is("2026-11-24T02:00")
    for number in range(count):
        event_type = build_event_type(f"type-{number}")
        build_event(events_index, members=[build_member(members_index)], event_type=event_type)
        build_event(events_index, start_date=date(2020 + number, 11, 24))
    client.get(PATHS["en"])

    with django_assert_num_queries(13):
        client.get(PATHS["en"])
