"""What subscribers were told of an event, whatever staff do with its page."""

from datetime import UTC, date, datetime, time

import pytest

from events.history import PublishedState
from events.models import EventPage
from tests.builders import build_event, build_member

CHANGED_AT = datetime(2026, 1, 1, tzinfo=UTC)


def publish(event, **fields):
    for name, value in fields.items():
        setattr(event, name, value)
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def build(index, **fields):
    """An event that was published long ago."""
    event = build_event(index, **{"start_date": date(2026, 12, 1), "end_date": date(2026, 12, 1)} | fields)
    EventPage.objects.filter(pk=event.pk).update(changed_at=CHANGED_AT)
    return EventPage.objects.get(pk=event.pk)


def told(event):
    """(sequence, change) of each state."""
    return list(PublishedState.objects.filter(event=event).values_list("sequence", "change"))


MOVED = {"start_date": date(2026, 12, 8), "end_date": date(2026, 12, 8)}


def test_a_new_event_has_one_state(events_index):
    event = build(events_index)

    assert told(event) == [(0, "new")]
    assert (event.sequence, event.moved_from) == (0, None)


@pytest.mark.parametrize(
    ("fields", "change"),
    [
        (MOVED, "moved"),
        ({"end_date": date(2026, 12, 2)}, "moved"),
        ({"start_time": time(9), "end_time": time(10)}, "moved"),
        ({"place_en": "Customhouse"}, "place"),
        ({"place_fr": "Maison des douanes"}, "place"),
        ({"online_url": "https://example.org/"}, "place"),
        ({"status": "tentative"}, "tentative"),
        ({"status": "postponed"}, "postponed"),
        ({"status": "cancelled"}, "cancelled"),
        (MOVED | {"status": "cancelled"}, "cancelled"),
    ],
)
def test_another_date_time_place_or_status_raises_the_sequence(events_index, fields, change):
    event = publish(build(events_index), **fields)

    assert told(event) == [(0, "new"), (1, change)]
    assert event.sequence == 1
    assert event.changed_at > CHANGED_AT


def test_another_host_is_another_place(events_index, members_index):
    event = publish(build(events_index), host_country=build_member(members_index))

    assert told(event) == [(0, "new"), (1, "place")]


def test_the_zone_of_hours_is_part_of_the_time(events_index):
    event = build(events_index, start_time=time(9), end_time=time(10), time_zone="Pacific/Fiji")

    event = publish(event, time_zone="Pacific/Niue")

    assert told(event) == [(0, "new"), (1, "moved")]


def test_the_zone_of_whole_days_is_not(events_index):
    event = publish(build(events_index), time_zone="Pacific/Niue")

    assert told(event) == [(0, "new")]


@pytest.mark.parametrize("fields", [{"title": "Other"}, {"summary_fr": "Autre"}, {"contact": "Training"}])
def test_another_word_is_a_change_without_a_sequence(events_index, fields):
    event = publish(build(events_index), **fields)

    assert told(event) == [(0, "new")]
    assert event.changed_at > CHANGED_AT


def test_a_publication_that_alters_nothing_moves_nothing(events_index):
    event = publish(publish(build(events_index)))

    assert told(event) == [(0, "new")]
    assert event.changed_at == CHANGED_AT


def test_a_text_that_a_form_makes_empty_was_empty_before(events_index):
    event = build(events_index, summary_en=None, contact="")

    event = publish(event, summary_en="")

    assert event.changed_at == CHANGED_AT


def test_a_draft_tells_nobody(events_index):
    event = build(events_index)
    event.start_date = event.end_date = date(2026, 12, 8)

    event.save_revision()

    event.refresh_from_db()
    assert told(event) == [(0, "new")]
    assert (event.changed_at, event.start_date) == (CHANGED_AT, date(2026, 12, 1))


@pytest.mark.usefixtures("as_published")
def test_an_old_revision_is_one_more_move_and_keeps_the_identity(events_index):
    event = build(events_index)
    uid, old = event.uid, event.latest_revision
    publish(event, **MOVED)

    old.publish()

    event = EventPage.objects.get(pk=event.pk)
    assert told(event) == [(0, "new"), (1, "moved"), (2, "moved")]
    assert (event.uid, event.start_date, event.sequence) == (uid, date(2026, 12, 1), 2)
    assert event.moved_from.start_date == date(2026, 12, 8)
    assert event.changed_at > CHANGED_AT


def test_a_copy_begins_a_history_of_its_own(events_index):
    event = publish(build(events_index), **MOVED)

    copied = event.copy(update_attrs={"title": "Copy", "slug": "copy"}, keep_live=True)

    copied = EventPage.objects.get(pk=copied.pk)
    assert copied.uid != event.uid
    assert (told(copied), told(event)) == ([(0, "new")], [(0, "new"), (1, "moved")])
    assert (copied.sequence, copied.moved_from) == (0, None)


def test_a_copied_draft_has_none_until_it_is_published(events_index):
    copied = build(events_index).copy(update_attrs={"slug": "copy"}, keep_live=False)
    before = told(copied), copied.changed_at

    copied = publish(EventPage.objects.get(pk=copied.pk))

    assert before == ([], None)
    assert told(copied) == [(0, "new")]


def test_taken_off_and_published_again_it_is_the_same_event(events_index):
    event = publish(build(events_index), **MOVED)
    uid = event.uid

    event.unpublish()
    event = publish(EventPage.objects.get(pk=event.pk))

    assert told(event) == [(0, "new"), (1, "moved")]
    assert (event.uid, event.sequence) == (uid, 1)


def test_what_changed_while_it_was_taken_off_counts_when_it_is_back(events_index):
    event = build(events_index)
    event.unpublish()
    event.start_date = event.end_date = date(2026, 12, 8)
    event.save_revision()
    while_off = told(event)

    event.latest_revision.publish()

    assert while_off == [(0, "new")]
    assert told(event) == [(0, "new"), (1, "moved")]


def test_a_move_back_names_the_date_in_between(events_index):
    event = publish(build(events_index), **MOVED)

    event = publish(event, start_date=date(2026, 12, 1), end_date=date(2026, 12, 1))

    assert event.sequence == 2
    assert event.moved_from.start_date == date(2026, 12, 8)


def test_a_postponed_event_with_a_new_date_is_moved(events_index):
    event = publish(build(events_index), status="postponed")
    moved_when_postponed = event.moved_from

    event = publish(event, status="confirmed", **MOVED)

    assert moved_when_postponed is None
    assert told(event) == [(0, "new"), (1, "postponed"), (2, "moved")]
    assert event.moved_from.start_date == date(2026, 12, 1)
