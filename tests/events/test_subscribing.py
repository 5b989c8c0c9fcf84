"""A subscriber's programme: what it may ask for, when it is told that nothing changed, and what it ends up with."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import vobject
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.kinds import CourseStream
from events.models import EventPage
from tests.builders import build_event, build_event_type, build_member, build_priority
from tests.events.test_events_admin import edit

ENGLISH, FRENCH = "/en/events/calendar.ics", "/fr/evenements/calendrier.ics"


def titles(client, query="", address=ENGLISH):
    response = client.get(address + query)
    assert response.status_code == 200
    entries = vobject.readOne(response.content.decode()).contents.get("vevent", [])
    return [entry.summary.value for entry in entries]


def asked_again(client, response, *validators):
    """The status of the same request, made by a programme that kept the answer."""
    names = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
    headers = {names[name]: response.headers[name] for name in validators}
    return client.get(response.request["PATH_INFO"], headers=headers).status_code


# Filters and the window ----------------------------------------------------------------------------------------------


def test_the_filters_of_the_pages_are_those_of_the_feed(client, events_index, members_index, priorities_index):
    vanuatu = build_member(members_index, "Vanuatu", slug="vanuatu")
    revenue = CourseStream.objects.create(slug="revenue", name_en="Revenue", name_fr="Recettes")
    type_of_event, priority = build_event_type(), build_priority(priorities_index, number=2)
    build_event(events_index, "All", start_date=date(2026, 12, 1))
    build_event(events_index, "Vanuatu", start_date=date(2026, 12, 2), members=[vanuatu], streams=[revenue])
    build_event(events_index, "Office", start_date=date(2026, 12, 3), audience="secretariat", event_type=type_of_event)
    build_event(events_index, "Other", start_date=date(2027, 12, 4), priority=priority, streams=[revenue])
    fiji = build_member(members_index, slug="fiji")
    build_event(events_index, "Fiji", start_date=date(2027, 12, 5), members=[fiji])

    queries = ["", "?member=vanuatu", "?type=workshop", "?stream=revenue", "?priority=2", "?year=2027", "?tz="]
    found = {query: titles(client, query) for query in [*queries, "?stream=revenue&year=2026", "?tz=Pacific/Fiji"]}

    everything = ["All", "Vanuatu", "Office", "Other", "Fiji"]
    assert found == {
        "": everything,
        "?member=vanuatu": ["All", "Vanuatu", "Other"],
        "?type=workshop": ["Office"],
        "?stream=revenue": ["Vanuatu", "Other"],
        "?priority=2": ["Other"],
        "?year=2027": ["Other", "Fiji"],
        "?tz=": everything,
        "?tz=Pacific/Fiji": everything,
        "?stream=revenue&year=2026": ["Vanuatu"],
    }


def test_two_subscriptions_can_be_told_apart_by_their_names(client, events_index, members_index):
    build_member(members_index, "Vanuatu", slug="vanuatu")
    build_event_type()

    content = client.get(f"{FRENCH}?member=vanuatu&type=workshop&tz=Pacific/Fiji").content.decode()

    assert vobject.readOne(content).x_wr_calname.value == "OCO – Événements – Atelier – Vanuatu"


@pytest.mark.parametrize(
    "query", ["member=x", "type=x", "stream=x", "priority=9", "priority=x", "year=1800", "tz=Mars"]
)
@pytest.mark.parametrize("address", [ENGLISH, FRENCH])
def test_a_filter_that_does_not_exist_is_not_found(client, events_index, address, query):
    assert client.get(f"{address}?{query}").status_code == 404


@pytest.mark.parametrize("address", ["/en/evenements/calendrier.ics", "/fr/events/calendar.ics"])
def test_each_language_has_its_own_address(client, events_index, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [ENGLISH, "/en/events/subscribe/"])
def test_a_site_without_a_calendar_has_no_feed(client, home, address):
    assert client.get(address).status_code == 404


def days_ago(days, **fields):
    day = timezone.localdate() - timedelta(days=days)
    return {"start_date": day, "end_date": day} | fields


def test_the_feed_forgets_what_has_been_over_for_long(client, events_index):
    for title, days, changed in [("Ahead", -900, 800), ("Within", 364, 800), ("Over", 368, 800), ("Late", 368, 89)]:
        event = build_event(events_index, title, **days_ago(days))
        EventPage.objects.filter(pk=event.pk).update(changed_at=timezone.now() - timedelta(days=changed))

    assert titles(client) == ["Late", "Within", "Ahead"]


def test_a_cancelled_event_stays_for_ninety_days_at_least(client, events_index):
    event = build_event(events_index, "Old", **days_ago(400, status="cancelled"))

    EventPage.objects.filter(pk=event.pk).update(changed_at=timezone.now() - timedelta(days=89))
    before = titles(client)
    EventPage.objects.filter(pk=event.pk).update(changed_at=timezone.now() - timedelta(days=91))

    assert (before, titles(client)) == (["Cancelled: Old"], [])


# One event -----------------------------------------------------------------------------------------------------------


def test_one_event_is_a_file_of_its_own_at_any_age(client, events_index):
    event = build_event(events_index, "Valuation", title_fr="Évaluation", slug="valuation", start_date=date(1999, 5, 1))
    build_event(events_index, "Other")

    english, french = client.get(f"/en/events/{event.uid}.ics"), client.get(f"/fr/evenements/{event.uid}.ics")

    assert [response.headers["Content-Type"] for response in (english, french)] == ["text/calendar; charset=utf-8"] * 2
    assert english.headers["Content-Disposition"] == 'inline; filename="valuation.ics"'
    assert titles(client, address=f"/en/events/{event.uid}.ics") == ["Valuation"]
    assert titles(client, address=f"/fr/evenements/{event.uid}.ics") == ["Évaluation"]


def test_what_visitors_may_not_read_is_in_no_file(client, events_index):
    draft, restricted = build_event(events_index, "Draft"), build_event(events_index, "Restricted")
    build_event(events_index, "Open")
    draft.unpublish()
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")

    assert titles(client) == ["Open"]
    statuses = [client.get(f"/en/events/{uid}.ics").status_code for uid in (draft.uid, restricted.uid, uuid4())]
    assert statuses == [404, 404, 404]


def test_the_events_page_leads_to_its_file(client, events_index):
    event = build_event(events_index, slug="valuation")

    english = client.get("/en/events/valuation/").content.decode()
    french = client.get("/fr/evenements/valuation/").content.decode()

    assert f'<a href="/en/events/{event.uid}.ics" type="text/calendar">Save this event (.ics)</a>' in english
    assert f'<a href="/fr/evenements/{event.uid}.ics" type="text/calendar">Enregistrer cet événement (.ics)' in french
    assert '<a href="/fr/evenements/abonnement/">' in french


# Nothing changed -----------------------------------------------------------------------------------------------------


@pytest.fixture
def event(events_index, members_index):
    """An event, as it was published an hour ago."""
    member = build_member(members_index, "Vanuatu", slug="vanuatu")
    event = build_event(events_index, "Valuation", slug="valuation", members=[member], event_type=build_event_type())
    EventPage.objects.update(changed_at=timezone.now() - timedelta(hours=1))
    return EventPage.objects.get(pk=event.pk)


def an_hour_ago(monkeypatch):
    """From now on it is an hour later than it was when the site was built: a date header counts in seconds."""
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)


def test_an_unchanged_feed_is_the_same_bytes_and_says_so(client, event, monkeypatch):
    first = client.get(ENGLISH)
    an_hour_ago(monkeypatch)
    event.save_revision()
    event.save_revision().publish()

    second = client.get(ENGLISH)

    assert first.status_code == second.status_code == 200
    assert first.content == second.content
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.headers["Last-Modified"] == second.headers["Last-Modified"]
    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert first.headers["Cache-Control"] == "no-cache"
    assert "Vary" not in first.headers or "Cookie" not in first.headers["Vary"]
    answers = [asked_again(client, first, *names) for names in (["ETag"], ["Last-Modified"], ["ETag", "Last-Modified"])]
    assert answers == [304, 304, 304]


def test_a_head_request_says_the_same_and_a_post_is_refused(client, event):
    assert client.head(ENGLISH).headers["ETag"] == client.get(ENGLISH).headers["ETag"]
    assert client.post(ENGLISH).status_code == 405


def rename_type(staff, event):
    url = f"/admin/snippets/events/eventtype/edit/{event.event_type_id}/"
    form = {"name_en": "Seminar", "name_fr": "Séminaire", "slug": "workshop", "mark": "ws", "order": 0}
    assert staff.post(url, form).status_code == 302


def rename_member(staff, event):
    member = event.members.get()
    member.title = "New Vanuatu"
    member.save_revision().publish()


def rename_calendar(staff, event):
    section = event.get_parent().specific
    section.title = "Workshops"
    section.save_revision().publish()


def change_another(staff, event):
    build_event(event.get_parent().specific, "Another")


def unpublish(staff, event):
    assert staff.post(f"/admin/pages/{event.pk}/unpublish/").status_code == 302


def delete(staff, event):
    assert staff.post(f"/admin/pages/{event.pk}/delete/").status_code == 302


def restrict(staff, event):
    form = {"restriction_type": "login", "password": ""}
    assert staff.post(f"/admin/pages/{event.pk}/privacy/", form).status_code == 200


CHANGES = [rename_type, rename_member, rename_calendar, change_another, unpublish, delete, restrict]


@pytest.mark.parametrize("change", CHANGES, ids=[change.__name__ for change in CHANGES])
def test_whatever_changes_in_the_feed_it_is_fetched_again(client, english_admin, event, monkeypatch, change):
    first = client.get(ENGLISH)
    an_hour_ago(monkeypatch)

    change(english_admin, event)

    assert client.get(ENGLISH).content != first.content
    assert [asked_again(client, first, name) for name in ("ETag", "Last-Modified")] == [200, 200]


@pytest.mark.parametrize("count", [1, 3])
def test_the_feed_costs_the_same_queries_however_much_is_in_it(
    client, django_assert_num_queries, events_index, members_index, count
):
    members = [build_member(members_index) for _ in range(count)]
    streams = [CourseStream.objects.create(slug=f"s-{n}", name_en="S", name_fr="F") for n in range(count)]
    for _ in range(count):
        event = build_event(events_index, members=members, streams=streams, host_country=members[0])
        event.status = "cancelled"
        event.save_revision().publish()
    file = f"/en/events/{event.uid}.ics"
    addresses = {ENGLISH: 14, FRENCH: 14, f"{ENGLISH}?member={members[0].slug}": 14, file: 8}

    for address, queries in addresses.items():
        client.get(address)
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


# A subscriber --------------------------------------------------------------------------------------------------------


class Subscriber:
    """A calendar programme: keeps its entries by UID, and takes a newer one in place of what it has."""

    def __init__(self, client):
        self.client, self.entries, self.etag, self.log = client, {}, None, []

    def refresh(self):
        headers = {"If-None-Match": self.etag} if self.etag else {}
        response = self.client.get(ENGLISH, headers=headers)
        if response.status_code == 304:
            self.log.append("304")
            return
        self.etag = response.headers["ETag"]
        for entry in vobject.readOne(response.content.decode()).contents.get("vevent", []):
            known = self.entries.get(entry.uid.value)
            age = int(entry.sequence.value), entry.dtstamp.value
            if known is None or age > (int(known.sequence.value), known.dtstamp.value):
                self.entries[entry.uid.value] = entry
        (entry,) = self.entries.values()
        self.log.append((int(entry.sequence.value), entry.dtstart.value.isoformat(), entry.status.value))


def test_a_subscriber_ends_with_one_cancelled_entry(client, english_admin, events_index, monkeypatch):
    clock = datetime(2026, 11, 1, tzinfo=UTC)
    event = build_event(events_index, "Valuation", slug="valuation", start_date=date(2026, 11, 24))
    subscriber = Subscriber(client)
    acts = [
        {"start_date": "2026-11-24", "end_date": "2026-11-24"},  # published again as it is
        {"start_date": "2026-12-01", "end_date": "2026-12-01"},
        {"start_date": "2026-12-01", "end_date": "2026-12-01", "summary_en": "In other words"},
        {"start_date": "2026-12-08", "end_date": "2026-12-09", "summary_en": "In other words"},
        {"start_date": "2026-12-20", "end_date": "2026-12-20", "publish": False},  # a draft
        {"start_date": "2026-12-08", "end_date": "2026-12-09", "status": "cancelled"},
    ]

    subscriber.refresh()
    for hours, act in enumerate(acts, 1):
        monkeypatch.setattr("django.utils.timezone.now", lambda hours=hours: clock + timedelta(hours=hours))
        assert edit(english_admin, event, time_zone="Pacific/Fiji", **act).status_code == 302
        subscriber.refresh()

    assert subscriber.log == [
        (0, "2026-11-24", "CONFIRMED"),
        "304",
        (1, "2026-12-01", "CONFIRMED"),
        (1, "2026-12-01", "CONFIRMED"),
        (2, "2026-12-08", "CONFIRMED"),
        "304",
        (3, "2026-12-08", "CANCELLED"),
    ]
    ((uid, entry),) = subscriber.entries.items()
    assert (uid, entry.summary.value) == (str(event.uid), "Cancelled: Valuation")
    assert entry.dtstamp.value == clock + timedelta(hours=6)
