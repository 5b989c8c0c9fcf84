"""'Import a programme' in the admin: its real forms, in English and in French."""

from datetime import date, time
from pathlib import Path

import pytest

from events.kinds import CourseStream
from events.models import EventPage
from tests.builders import build_event_type, build_member
from tests.events.import_acts import ADMINS, NEW, OLD, URL, confirm, fields_of, page_text, preview, published, statuses

SEED = (Path(__file__).parents[2] / "events/seed/programme.txt").read_text(encoding="utf-8")


# The seed's programme ------------------------------------------------------------------------------------------------


def test_the_54_lines_of_the_seed_are_imported_and_then_all_unchanged(english_admin, events_index):
    first = preview(english_admin, SEED, "2023")
    nothing_yet = EventPage.objects.count()
    report = confirm(english_admin, first, publish="")
    again = preview(english_admin, SEED, "2023")
    nothing_new = confirm(english_admin, again)

    assert [statuses(each) for each in (first, report, again, nothing_new)] == [
        {"new": 54},
        {"new": 54},
        {"unchanged": 54},
        {"unchanged": 54},
    ]
    assert (nothing_yet, EventPage.objects.count()) == (0, 54)
    assert len({event.uid for event in EventPage.objects.all()}) == 54


@pytest.mark.parametrize("admin", ADMINS)
def test_a_new_line_gets_all_that_is_known_of_it(request, admin, events_index, members_index):
    staff = request.getfixturevalue(admin)
    vanuatu = build_member(members_index, "Vanuatu", slug="vanuatu", time_zone="Pacific/Efate")
    mission = build_event_type("trade-facilitation-mission")
    revenue = CourseStream.objects.create(slug="revenue", name_en="Revenue", name_fr="Recettes")
    line = "16 – 30 Nov Trade Facilitation Expert In Country Mission – VANUATU"

    confirm(staff, preview(staff, f"{line}\n13 Nov CERT III Topic – Revenue Stream: Traiff"))

    event = EventPage.objects.get(event_type=mission)
    assert (event.title, event.title_fr) == (
        "Trade Facilitation Expert In-Country Mission – Vanuatu",
        "Mission d’expert en facilitation des échanges – Vanuatu",
    )
    assert (event.start_date, event.end_date) == (date(2026, 11, 16), date(2026, 11, 30))
    assert (event.live, event.host_country, [*event.members.all()]) == (True, vanuatu, [vanuatu])
    assert (event.programme_year, event.source_line) == (2026, line)
    course = EventPage.objects.get(event_type=None)
    assert [*course.streams.all()] == [revenue]
    assert (course.subtitle_en, course.subtitle_fr) == ("Revenue stream: Tariff", "Filière recettes\u00a0: Tarif")


@pytest.mark.parametrize("text", ["26-Oct\tHS meeting\n25-Oct\tISWG Meeting", "26-Oct HS meeting\r25-Oct ISWG Meeting"])
def test_a_table_and_a_list_are_imported_alike(english_admin, events_index, text):
    confirm(english_admin, preview(english_admin, text), publish="")

    events = EventPage.objects.order_by("start_date")
    assert [(event.title, event.start_date.day, event.live) for event in events] == [
        ("ISWG Meeting", 25, False),
        ("HS meeting", 26, False),
    ]


# What the preview says -----------------------------------------------------------------------------------------------

WARNED = "24-Oct Customs Expert In Country Mission – ATLANTIS\n23 – 30 Oct A\n• nothing"
WORDS = {
    "english_admin": [
        "Falls on the weekend: Saturday 24 October 2026.",
        "Unknown country: ‘ATLANTIS’.",
        "Goes back: the line before begins on Saturday 24 October 2026.",
        "Begins late in the week: Friday 23 October 2026.",
        "No date was understood in this line.",
    ],
    "french_admin": [
        "Tombe un week-end : samedi 24 octobre 2026.",
        "Pays inconnu : « ATLANTIS ».",
        "Retour en arrière : la ligne précédente commence le samedi 24 octobre 2026.",
        "Commence en fin de semaine : vendredi 23 octobre 2026.",
        "Aucune date n’a été comprise dans cette ligne.",
    ],
}


@pytest.mark.parametrize("admin", ADMINS)
def test_the_preview_warns_in_the_language_of_the_staff(request, admin, events_index):
    response = preview(request.getfixturevalue(admin), WARNED)

    told = [str(warning) for row in response.context["rows"] for warning in row["warnings"]]
    assert [words.replace("\u00a0", " ") for words in told] == WORDS[admin]
    assert [words in page_text(response).replace("\u00a0", " ") for words in WORDS[admin]] == [True] * 5
    assert statuses(response) == {"new": 2, "unreadable": 1}


@pytest.mark.parametrize(
    ("admin", "words"), [("english_admin", "Lines that were passed over"), ("french_admin", "Lignes laissées de côté")]
)
def test_the_preview_lists_the_lines_that_it_passed_over(request, admin, words, events_index):
    staff = request.getfixturevalue(admin)

    response = preview(staff, "Programme 2026\n\n25-Oct A\nRisk Management Workshop\n• 26-Oct B")
    nothing = preview(staff, "25-Oct A")

    assert response.context["passed_over"] == [(1, "Programme 2026"), (4, "Risk Management Workshop")]
    assert [text in page_text(response) for text in (words, "Risk Management Workshop")] == [True, True]
    assert words not in page_text(nothing)


def test_the_preview_shows_old_and_new_dates(english_admin, events_index):
    published(events_index)

    response = preview(english_admin, NEW)

    assert "Sunday 25 October 2026 → <strong>Wednesday 28 October 2026</strong>" in page_text(response)


def test_a_start_year_left_empty_is_filled_in(english_admin, events_index):
    response = preview(english_admin, "25/10/2031\tISWG Meeting", "")

    assert fields_of(response)["start_year"] == 2031
    assert 'value="2031"' in page_text(response)


# A changed line ------------------------------------------------------------------------------------------------------


def test_a_changed_line_moves_its_published_event_with_its_history(english_admin, events_index):
    event = published(events_index, title_fr="Réunion revue", summary_en="By hand")
    EventPage.objects.get(pk=event.pk).save_revision()

    report = confirm(english_admin, preview(english_admin, NEW))

    moved = EventPage.objects.get()
    assert statuses(report) == {"changed": 1}
    assert (moved.pk, moved.uid, moved.source_line) == (event.pk, event.uid, NEW)
    assert (moved.title, moved.title_fr, moved.summary_en) == ("ISWG meeting", "Réunion revue", "By hand")
    assert [(state.sequence, state.change, state.start_date.day) for state in moved.published_states.all()] == [
        (0, "new", 25),
        (1, "moved", 28),
    ]
    assert f"/admin/pages/{event.pk}/edit/" in page_text(report)


@pytest.mark.parametrize(
    ("before", "line", "after", "told"),
    [
        ("postponed", NEW, "confirmed", ["The event was postponed; with its new date it becomes: confirmed."]),
        (
            "postponed",
            "28-Oct ISWG Meeting (TBC)",
            "tentative",
            ["The event was postponed; with its new date it becomes: tentative."],
        ),
        (
            "postponed",
            "25-Oct ISWG Meeting (TBC)",
            "postponed",
            ["The event is postponed, and stays so: the line gives it no new date."],
        ),
        (
            "cancelled",
            NEW,
            "cancelled",
            ["The event is cancelled, and stays so: confirm it on its own page if it takes place."],
        ),
        ("tentative", NEW, "tentative", []),
    ],
)
def test_a_postponed_event_that_gets_a_date_takes_place(
    english_admin, events_index, before, line, after, told
):  # fmt: skip
    event = published(events_index, status=before)

    seen = fields_of(preview(english_admin, line))["seen"]
    warned = preview(english_admin, line, **{"event-1": event.pk, "seen": seen})
    confirm(english_admin, warned)

    warnings = [str(words) for row in warned.context["rows"] for words in row["warnings"]]
    assert [words for words in warnings if "weekend" not in words] == told
    assert EventPage.objects.get().status == after


def test_a_change_as_a_draft_leaves_what_is_published(english_admin, events_index):
    event = published(events_index)

    confirm(english_admin, preview(english_admin, NEW), publish="")
    again = preview(english_admin, NEW)

    event = EventPage.objects.get()
    assert (event.start_date.day, event.get_latest_revision_as_object().start_date.day) == (25, 28)
    assert event.published_states.count() == 1
    assert statuses(again) == {"unchanged": 1}


def test_a_change_that_is_published_does_not_publish_a_draft_that_waits(english_admin, events_index):
    event = published(events_index)
    draft = EventPage.objects.get(pk=event.pk)
    draft.summary_en = "Not for the public yet"
    draft.save_revision()

    confirm(english_admin, preview(english_admin, NEW))

    event = EventPage.objects.get()
    latest = event.get_latest_revision_as_object()
    assert (event.start_date.day, event.summary_en, event.has_unpublished_changes) == (28, None, True)
    assert (latest.start_date.day, latest.summary_en) == (28, "Not for the public yet")


def test_another_event_may_be_chosen_or_none(english_admin, events_index):
    event = published(events_index, source="25-Oct ISWG annual meeting")
    text = f"{NEW}\n1-Dec B\n2-Dec C"

    response = preview(english_admin, text)
    confirm(english_admin, response, event_1=event.pk, event_2="leave-out")

    assert statuses(response) == {"new": 3}
    assert [(each.pk == event.pk, each.source_line) for each in EventPage.objects.order_by("start_date")] == [
        (True, NEW),
        (False, "2-Dec C"),
    ]


def test_two_lines_cannot_be_the_same_event(english_admin, events_index):
    event = published(events_index, source="25-Oct ISWG annual meeting")

    response = confirm(english_admin, preview(english_admin, "1-Dec B\n2-Dec C"), event_1=event.pk, event_2=event.pk)

    assert "Line 1 has the same event." in page_text(response)
    assert [each.start_date.day for each in EventPage.objects.all()] == [25]


# Nothing, or all -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("admin", "words"),
    [
        ("english_admin", "Nothing was saved. Line 3: It ends before it begins."),
        ("french_admin", "Rien n’a été enregistré. Ligne 3 : L’événement se termine avant de commencer."),
    ],
)
def test_where_one_line_fails_nothing_is_saved(request, admin, words, events_index):
    staff = request.getfixturevalue(admin)
    published(events_index, end_date=date(2026, 10, 26), start_time=time(14), end_time=time(10))  # over night

    response = confirm(staff, preview(staff, f"1-Sep A\n2-Sep B\n{NEW}"))

    assert words in page_text(response).replace("\u00a0", " ")
    assert statuses(response) == {"new": 2, "changed": 1}
    assert [event.start_date.day for event in EventPage.objects.all()] == [25]


def test_a_locked_event_stops_the_import(english_admin, events_index):
    published(events_index, locked=True)

    response = confirm(english_admin, preview(english_admin, f"1-Sep A\n{NEW}"))

    assert "Line 2: ‘ISWG meeting’ is locked." in page_text(response)
    assert [event.start_date.day for event in EventPage.objects.all()] == [25]


def test_a_calendar_that_has_changed_is_shown_again(english_admin, events_index):
    response = preview(english_admin, OLD)
    published(events_index)

    again = confirm(english_admin, response)

    assert "The calendar has changed since the preview. Nothing was saved" in page_text(again)
    assert statuses(again) == {"unchanged": 1}
    assert EventPage.objects.count() == 1


def test_a_list_that_was_changed_after_the_preview_is_shown_again(english_admin, events_index):
    response = preview(english_admin, OLD)

    again = english_admin.post(URL, fields_of(response) | {"text": NEW, "confirm": "yes"})

    assert "The list has changed since the preview. Nothing was saved" in page_text(again)
    assert not EventPage.objects.exists()


def test_choices_stay_when_the_preview_is_made_again(english_admin, events_index):
    fields = fields_of(preview(english_admin, "1-Dec B\n2-Dec C")) | {"event-1": "leave-out", "preview": "yes"}

    again = english_admin.post(URL, fields)

    assert statuses(again) == {"new": 1, "left_out": 1}
    assert fields_of(again)["event-1"] == "leave-out"
