"""The page of an event: when, where, for whom, what, and whether it takes place."""

import re
from datetime import date, time

import pytest

from events.kinds import CourseStream
from events.models import EventDocument
from oco_site.models import SiteDocument
from tests.builders import build_event, build_event_type, build_member, build_priority, text
from tests.events.acts import read
from tests.oco_site import acts

pytestmark = pytest.mark.usefixtures("while_the_events_of_the_builders_are_in_the_calendar")

FACTS = re.compile(r"<div><dt>(.*?)</dt><dd.*?>(.*?)</dd></div>", re.DOTALL)


@pytest.fixture
def course(events_index, members_index, priorities_index):
    """A course with all that can be said of an event, in both languages."""
    fiji = build_member(members_index, "Fiji", title_fr="Fidji", slug="fiji", slug_fr="fidji")
    tonga = build_member(members_index, "Tonga", slug="tonga")
    revenue = CourseStream.objects.create(slug="revenue", name_en="Revenue", name_fr="Recettes")
    law = CourseStream.objects.create(slug="law", name_en="Law", name_fr="Droit")
    return build_event(
        events_index,
        "Valuation",
        title_fr="Évaluation",
        slug="valuation",
        slug_fr="evaluation",
        subtitle_en="For officers",
        subtitle_fr="Pour les agents",
        body_en=text("<p>English body</p>"),
        body_fr=text("<p>Corps français</p>"),
        start_date=date(2026, 12, 1),
        end_date=date(2026, 12, 4),
        start_time=time(8, 30),
        end_time=time(16),
        time_zone="Pacific/Auckland",
        place_en="Customhouse, Auckland",
        place_fr="Maison des douanes, Auckland",
        host_country=fiji,
        online_url="https://meeting.example.org/oco",
        members=[fiji, tonga],
        streams=[law, revenue],
        event_type=build_event_type(),
        priority=build_priority(priorities_index, title_fr="Leadership douanier"),
    )


def facts(page):
    """{term: text} of the list of facts."""
    return {term: re.sub("<br>", " ", re.sub("<(?!br).*?>", "", said)) for term, said in FACTS.findall(page)}


def test_an_event_says_when_where_for_whom_and_what_in_english(client, course):
    page = read(client, "/en/events/valuation/")

    assert facts(page) == {
        "When": "1–4 December 2026 (4 days) 08:30–16:00 (Auckland, UTC+13)",
        "Where": "Customhouse, Auckland, Fiji",
        "Online": "https://meeting.example.org/oco",
        "For": "Fiji, Tonga",
        "Type": "Workshop",
        "Course streams": "Law, Revenue",
        "Strategic priority": "Customs Leadership",
    }
    assert "<h1>Valuation</h1>" in page
    assert '<p class="lede">For officers</p>' in page
    assert "English body" in page
    assert "<title>Valuation, 1–4" in page
    assert '<a href="/en/members/fiji/">Fiji</a>' in page


def test_an_event_says_when_where_for_whom_and_what_in_french(client, course):
    page = read(client, "/fr/evenements/evaluation/")

    assert facts(page) == {
        "Quand": "Du 1er au 4 décembre 2026 (4 jours) 08:30–16:00 (Auckland, UTC+13)",
        "Où": "Maison des douanes, Auckland, Fidji",
        "En ligne": "https://meeting.example.org/oco",
        "Pour": "Fidji, Tonga",
        "Type": "Atelier",
        "Filières de formation": "Droit, Recettes",
        "Priorité stratégique": "Leadership douanier",
    }
    assert "<h1>Évaluation</h1>" in page
    assert '<p class="lede">Pour les agents</p>' in page
    assert "Corps français" in page
    assert "<title>Évaluation, 1er–4" in page
    assert '<a href="/fr/membres/fidji/">Fidji</a>' in page


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/en/events/plain/", {"When": "Tuesday 24 November 2026", "For": "All member administrations"}),
        ("/fr/evenements/plain/", {"Quand": "Mardi 24 novembre 2026", "Pour": "Toutes les administrations membres"}),
    ],
)
def test_a_plain_event_says_no_more_than_it_knows(client, events_index, path, expected):
    build_event(events_index, slug="plain")

    assert facts(read(client, path)) == expected


@pytest.mark.parametrize(
    ("path", "words"), [("/en/events/inner/", "The Secretariat"), ("/fr/evenements/inner/", "Le Secrétariat")]
)
def test_an_event_of_the_secretariat_says_so(client, events_index, path, words):
    build_event(events_index, slug="inner", audience="secretariat")

    assert words in facts(read(client, path)).values()


@pytest.mark.parametrize(
    ("status", "english", "french"),
    [
        ("confirmed", None, None),
        ("tentative", "The dates of this event are tentative.", "Les dates de cet événement restent à confirmer."),
        (
            "postponed",
            "This event is postponed. It has no new date yet.",
            "Cet événement est reporté. La nouvelle date n’est pas encore fixée.",
        ),
        ("cancelled", "This event is cancelled.", "Cet événement est annulé."),
    ],
)
def test_whether_it_takes_place_is_said_in_words(client, events_index, status, english, french):
    build_event(events_index, slug="one", status=status)

    said = [
        re.findall(r'<p class="notice[^>]*>(.*?)</p>', read(client, path))
        for path in ("/en/events/one/", "/fr/evenements/one/")
    ]

    assert said == [[english] if english else [], [french] if french else []]


@pytest.mark.parametrize(
    ("status", "english", "french"),
    [
        ("confirmed", None, None),
        ("tentative", "Tentative", "À confirmer"),
        ("postponed", "Postponed", "Reporté"),
        ("cancelled", "Cancelled", "Annulé"),
    ],
)
def test_the_calendar_has_it_in_words_too(client, events_index, status, english, french):
    build_event(events_index, status=status)

    said = [
        re.findall(r'<span class="status-tag">(.*?)</span>', read(client, path))
        for path in ("/en/events/", "/fr/evenements/")
    ]

    assert said == [[english] if english else [], [french] if french else []]


def test_what_has_no_french_is_shown_in_english_and_marked(client, events_index):
    build_event(
        events_index,
        "Valuation",
        slug="one",
        subtitle_en="For officers",
        place_en="Customhouse",
        body_en=text("<p>English body</p>"),
    )

    page = read(client, "/fr/evenements/one/")

    assert '<h1 lang="en">Valuation</h1>' in page
    assert '<p class="lede" lang="en">For officers</p>' in page
    assert '<span lang="en">Customhouse</span>' in page
    assert re.search(r'<div class="body" lang="en"><div[^>]*><p[^>]*>English body', page)
    assert '<span class="only-in">en anglais</span>' in page
    assert '<html lang="fr">' in page
    assert "<dt>Quand</dt>" in page


def test_what_has_no_english_is_shown_in_french_and_marked_the_rest_is_not(client, events_index):
    build_event(events_index, "Valuation", slug="one", subtitle_fr="Pour les agents", place_en="Customhouse")

    page = read(client, "/en/events/one/")

    assert "<h1>Valuation</h1>" in page
    assert '<p class="lede" lang="fr">Pour les agents</p>' in page
    assert "<span>Customhouse</span>" in page


def test_the_calendar_marks_a_title_without_french(client, events_index):
    build_event(events_index, "Valuation", subtitle_en="For officers", subtitle_fr="Pour les agents")

    page = read(client, "/fr/evenements/")

    assert re.search(r'<a href="[^"]*"><b lang="en">Valuation</b> <span>Pour les agents</span></a>', page)
    assert '<span class="only-in">en anglais</span>' in page


@pytest.mark.parametrize("path", ["/en/events/one/", "/fr/evenements/one/"])
@pytest.mark.parametrize("count", [1, 3])
def test_an_event_costs_the_same_queries_however_much_goes_with_it(
    client, django_assert_num_queries, events_index, members_index, priorities_index, path, count
):
    members = [build_member(members_index) for _ in range(count)]
    streams = [CourseStream.objects.create(slug=f"stream-{n}", name_en="S", name_fr="F") for n in range(count)]
    hours = {"start_time": time(9), "end_time": time(10)}
    related = {
        "host_country": members[0],
        "event_type": build_event_type(),
        "priority": build_priority(priorities_index),
    }
    event = build_event(events_index, slug="one", members=members, streams=streams, **hours, **related)
    for n in range(count):
        document = SiteDocument.objects.create(title="Agenda", file=f"agenda-{n}.pdf", file_size=1)
        EventDocument.objects.create(event=event, document=document)
    for n in range(count):
        build_event(events_index, start_date=date(2999, 1, 1 + n), members=members)
    client.get(path)

    with django_assert_num_queries(13):
        client.get(path)


def test_the_title_for_search_engines_has_short_days_and_leaves_the_second_line_out(client, course):
    english, french = (acts.read(client, path) for path in ("/en/events/valuation/", "/fr/evenements/evaluation/"))

    assert english.title.text.replace("\xa0", " ") == "Valuation, 1–4 Dec 2026"
    assert french.title.text.replace("\xa0", " ") == "Évaluation, 1er–4 déc. 2026"
    assert english.select_one("meta[property='og:title']")["content"] == english.title.text


def test_a_title_that_an_editor_wrote_for_search_engines_has_the_days_too(client, course):
    course.seo_title = "Valuing goods"
    course.save()

    assert acts.read(client, "/en/events/valuation/").title.text.replace("\xa0", " ") == "Valuing goods, 1–4 Dec 2026"


def test_search_engines_get_a_whole_line_of_an_event_of_which_little_is_known(client, events_index):
    build_event(events_index, slug="little", start_date=date(2026, 12, 1), title_fr="Atelier", slug_fr="peu")

    described = [
        acts.read(client, path).select_one("meta[name=description]")["content"]
        for path in ("/en/events/little/", "/fr/evenements/peu/")
    ]
    assert described == [
        "Tuesday 1 December 2026 · In the calendar of the Oceania Customs Organisation",
        "mardi 1er décembre 2026 · Au calendrier de l’Organisation des douanes de l’Océanie",
    ]
