"""What changed in the calendar: as a page, an Atom feed and a table."""

import csv
import io
from datetime import date, time, timedelta

import feedparser
import pytest
from bs4 import BeautifulSoup

from events.models import EventPage
from tests.builders import build_event, build_member

PATHS = ["/en/events/changes/", "/fr/evenements/changements/"]


def publish(event, **fields):
    """Change an event as its edit form does, and publish it."""
    event = EventPage.objects.get(pk=event.pk)
    for name, value in fields.items():
        setattr(event, name, value)
    event.save_revision().publish()


@pytest.fixture
def history(it_is, events_index):
    """An event that is published, moved and cancelled, each on its day; another that only begins."""
    it_is("2026-11-01T00:00")
    event = build_event(events_index, "Valuation", start_date=date(2026, 12, 1), slug="valuation")
    it_is("2026-11-10T00:00")
    publish(event, start_date=date(2026, 12, 8), end_date=date(2026, 12, 9))
    build_event(events_index, "Later", start_date=date(2027, 2, 1))
    it_is("2026-11-20T00:00")
    publish(event, status="cancelled")
    it_is("2026-11-24T00:00")
    return event


def rows(response):
    """(date, title, what changed, words on the days) of each change."""
    page = BeautifulSoup(response.content.decode(), "html.parser")
    return [
        (
            row.find("time")["datetime"],
            row.find("b").get_text(),
            row.find(class_="status-tag").get_text(),
            " ".join(row.select_one(".what > p").get_text().split()),
        )
        for row in page.select("ol > li.ev")
    ]


def test_the_page_tells_the_latest_change_first(client, history):
    assert rows(client.get("/en/events/changes/")) == [
        ("2026-11-20", "Valuation", "Cancelled", "8–9 December 2026"),
        ("2026-11-10", "Later", "New", "Monday 1 February 2027"),
        ("2026-11-10", "Valuation", "Moved", "Tuesday 1 December 2026 →now: 8–9 December 2026"),
        ("2026-11-01", "Valuation", "New", "Tuesday 1 December 2026"),
    ]
    assert [row[2] for row in rows(client.get("/fr/evenements/changements/"))] == [
        "Annulé", "Nouveau", "Déplacé", "Nouveau",
    ]  # fmt: skip


def test_what_changed_more_than_90_days_ago_is_left_out(client, history, it_is):
    it_is("2027-02-15T00:00")

    assert [row[2] for row in rows(client.get("/en/events/changes/"))] == ["Cancelled"]


def test_what_is_no_longer_public_is_not_told(client, history):
    history.unpublish()

    assert [row[1] for row in rows(client.get("/en/events/changes/"))] == ["Later"]


def test_a_publication_without_a_change_and_a_draft_tell_nothing(client, history):
    before = rows(client.get("/en/events/changes/"))
    publish(history)
    draft = EventPage.objects.get(pk=history.pk)
    draft.start_date = draft.end_date = date(2026, 12, 30)
    draft.save_revision()

    assert rows(client.get("/en/events/changes/")) == before


def test_the_feed_says_the_same_and_is_not_sent_twice(client, history):
    response = client.get("/fr/evenements/changements.atom")
    feed = feedparser.parse(response.content)

    assert not feed.bozo
    assert [(entry.title, entry.published[:10]) for entry in feed.entries] == [
        ("Annulé\u00a0: Valuation", "2026-11-20"),
        ("Nouveau\u00a0: Later", "2026-11-10"),
        ("Déplacé\u00a0: Valuation", "2026-11-10"),
        ("Nouveau\u00a0: Valuation", "2026-11-01"),
    ]
    assert "et non mardi 1er décembre 2026" in feed.entries[2].summary
    assert len({entry.id for entry in feed.entries}) == 4
    again = client.get("/fr/evenements/changements.atom", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_the_table_tells_each_state_as_it_was(client, history):
    response = client.get("/en/events/changes.csv")
    table = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    names = ("Change", "First day before", "First day", "Status")
    assert [tuple(row[name] for name in names) for row in table if row["Title"] == "Valuation"] == [
        ("cancelled", "", "2026-12-08", "Cancelled"),
        ("moved", "2026-12-01", "2026-12-08", "Confirmed"),
        ("new", "", "2026-12-01", "Confirmed"),
    ]


@pytest.mark.parametrize("path", PATHS)
def test_changes_can_be_filtered_by_member(client, it_is, events_index, members_index, path):
    it_is("2026-11-24T00:00")
    member = build_member(members_index, slug="fiji")
    build_event(events_index, "Fiji's", members=[member])
    build_event(events_index, "Tonga's", members=[build_member(members_index, "Tonga")])
    build_event(events_index, "For all")

    assert {row[1] for row in rows(client.get(f"{path}?member=fiji"))} == {"Fiji's", "For all"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/events/changes/?page=2", 404),
        ("/en/events/changes/?page=x", 404),
        ("/en/events/changes/?type=nothing", 200),  # the form says so
        ("/en/events/changes.atom?type=nothing", 404),
        ("/en/events/changes.csv?member=%00", 404),
        ("/en/events/agenda.csv?year=soon", 404),
    ],
)
def test_an_impossible_question_is_answered_clearly(client, events_index, path, status):
    build_event(events_index)

    assert client.get(path).status_code == status


FILES = ["/en/events/changes.atom", "/en/events/changes.csv", "/en/events/agenda.csv"]


@pytest.mark.parametrize("path", [*PATHS, *FILES])
def test_there_is_nothing_to_tell_without_a_calendar(client, home, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [(PATHS[0], 15), (FILES[0], 11), (FILES[2], 10)])
def test_the_queries_do_not_grow(
    client, django_assert_num_queries, events_index, members_index, path, queries, count, it_is
):
    it_is("2026-11-24T02:00")
    for _number in range(count):
        member = build_member(members_index)
        event = build_event(events_index, members=[member], host_country=member)
        publish(event, start_date=date(2026, 12, 1), end_date=date(2026, 12, 1))
    client.get(path)

    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200


def test_a_table_of_the_agenda_holds_what_the_agenda_shows(client, it_is, events_index, members_index):
    it_is("2026-11-24T02:00")
    fiji = build_member(members_index, title_fr="Fidji")
    build_event(events_index, "Long past", start_date=date(2025, 11, 1))
    build_event(events_index, "Past", start_date=date(2026, 11, 1))
    build_event(events_index, "Now", start_date=date(2026, 11, 23), end_date=date(2026, 11, 25), members=[fiji])
    build_event(
        events_index, '=HYPERLINK("x")', title_fr="Formule", start_time=time(9), end_time=time(10), place_fr="Salle 2",
        start_date=date(2026, 12, 1),
    )  # fmt: skip

    english = list(csv.reader(io.StringIO(client.get("/en/events/agenda.csv").content.decode("utf-8-sig"))))
    french = list(
        csv.reader(io.StringIO(client.get("/fr/evenements/agenda.csv?year=2026").content.decode("utf-8-sig")))
    )

    assert [row[0] for row in english] == ["Title", "Past", "Now", '\'=HYPERLINK("x")']  # no formula
    assert english[2][2:4] == ["2026-11-23", "2026-11-25"]
    assert [row[0] for row in french] == ["Titre", "Past", "Now", "Formule"]
    assert french[3][4:7] == ["09:00", "10:00", "Pacific/Fiji"]
    assert [row[12] for row in french[1:3]] == ["Toutes les administrations membres", "Fidji"]


def test_a_table_of_a_month_or_a_programme_holds_what_they_show(client, events_index):
    for title, start, end in (("Before", 1, 2), ("Into it", 27, 33), ("Within", 40, 40), ("After", 70, 70)):
        first = date(2026, 11, 1)
        build_event(
            events_index, title,
            start_date=first + timedelta(days=start - 1), end_date=first + timedelta(days=end - 1),
        )  # fmt: skip
    build_event(events_index, "Next programme", start_date=date(2027, 10, 1))

    def titles_in(path):
        return [row[0] for row in csv.reader(io.StringIO(client.get(path).content.decode("utf-8-sig")))][1:]

    assert titles_in("/en/events/month/2026-12.csv") == ["Into it", "Within"]
    assert titles_in("/fr/evenements/calendrier-annuel/2026.csv") == ["Before", "Into it", "Within", "After"]
    for file in ("month/2026-13", "month/9999-12", "month/0001-01", "planner/0000", "planner/1999"):
        assert client.get(f"/en/events/{file}.csv").status_code == 404


def test_each_state_is_told_in_its_own_hours_and_zone(client, events_index):
    event = build_event(events_index, start_date=date(2026, 12, 8), start_time=time(9), end_time=time(10))
    publish(event, start_time=time(14), end_time=time(15), time_zone="Pacific/Auckland")

    assert [row[3] for row in rows(client.get("/en/events/changes/"))] == [
        "Tuesday 8 December 2026, 09:00–10:00 (Suva, UTC+12) →now: "
        "Tuesday 8 December 2026, 14:00–15:00 (Auckland, UTC+13)",
        "Tuesday 8 December 2026, 09:00–10:00 (Suva, UTC+12)",
    ]
    summary = feedparser.parse(client.get("/en/events/changes.atom").content).entries[0].summary
    assert summary == (
        "Tuesday 8 December 2026, 14:00–15:00 (Auckland, UTC+13), not "
        "Tuesday 8 December 2026, 09:00–10:00 (Suva, UTC+12)"
    )


@pytest.mark.parametrize("path", ["/en/events/", "/en/events/month/2026-12/", "/en/events/planner/2026/"])
def test_a_moved_event_whose_dates_are_tentative_says_both(client, it_is, events_index, path):
    it_is("2026-11-24T02:00")
    event = build_event(events_index, start_date=date(2026, 12, 1))
    publish(event, start_date=date(2026, 12, 8), end_date=date(2026, 12, 8), status="tentative")

    page = BeautifulSoup(client.get(path).content.decode(), "html.parser")

    shown = page.select_one(".month li, .weeks td.bar, .plan li")
    assert [tag.get_text() for tag in shown.select(".status-tag")] == ["Tentative", "Moved"]
