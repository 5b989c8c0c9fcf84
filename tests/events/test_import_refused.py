"""Who may not import a programme, and what cannot be imported: answered in words, never with a bare error."""

import pytest
from django.test import Client

from events.intake import MAX_EVENTS
from events.models import EventPage
from tests.events.import_acts import ADMINS, NEW, OLD, URL, confirm, page_text, preview, published, staff_with, statuses

# Permissions ---------------------------------------------------------------------------------------------------------


def test_who_may_not_publish_imports_drafts_only(events_index):
    staff = staff_with(events_index, "add")

    response = preview(staff, OLD)
    refused = confirm(staff, response)
    accepted = confirm(staff, response, publish="")

    assert "published events" not in page_text(response)
    assert refused.context["plan_form"].errors.keys() == {"publish"}
    assert statuses(accepted) == {"new": 1}
    assert [(event.live, event.owner.username) for event in EventPage.objects.all()] == [(False, "editor")]


def test_who_may_not_change_an_event_does_not_move_it(events_index):
    event = published(events_index)
    staff = staff_with(events_index, "add")

    response = confirm(staff, preview(staff, NEW), publish="")

    assert "Line 1: you may not change ‘ISWG meeting’." in page_text(response)
    assert EventPage.objects.get().get_latest_revision_as_object().start_date == event.start_date


@pytest.mark.parametrize(("permissions", "sees"), [(["add"], True), (["change"], False)])
def test_who_may_not_add_events_sees_no_import(events_index, permissions, sees):
    staff = staff_with(events_index, *permissions)

    answers = [staff.get(URL).status_code, preview(staff, OLD).status_code]

    assert (URL in staff.get("/admin/").content.decode()) == sees
    assert answers == ([200, 200] if sees else [302, 302])


def test_visitors_are_asked_to_sign_in(client, events_index):
    assert client.get(URL).url == f"/admin/login/?next={URL}"


def test_a_post_from_another_site_is_refused(english_admin, events_index):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = english_admin.cookies

    assert preview(strict, OLD).status_code == 403
    assert strict.post(URL, {"text": "A" * 10_000_000}).status_code == 200  # refused for its size, unread


# Hostile -------------------------------------------------------------------------------------------------------------

HOSTILE = [
    ("25-Oct A\0", "The text contains characters that no text has.", "Le texte contient des caractères"),
    ("A" * 10_000_000, "The text is too long", "Le texte est trop long"),
    ("25-Oct\tA\n" * 100_000, "The text is too long", "Le texte est trop long"),
    ("\n" * 2_001 + "25-Oct A", "The text has too many lines", "Le texte a trop de lignes"),
    ("25-Oct A\n" * (MAX_EVENTS + 1), "These are too many events", "Ces événements sont trop nombreux"),
    ("Hello", "No line with a date was found", "Aucune ligne datée n’a été trouvée"),
    ("", "Paste a programme here.", "Collez un programme ici."),
]


@pytest.mark.parametrize(
    ("text", "english", "french"), HOSTILE, ids=["nul", "10-mb", "rows", "lines", "events", "no-date", "empty"]
)
@pytest.mark.parametrize("admin", ADMINS)
def test_a_hostile_paste_is_refused_in_words(request, admin, events_index, text, english, french):
    response = preview(request.getfixturevalue(admin), text, "")

    assert response.status_code == 200
    assert {"english_admin": english, "french_admin": french}[admin] in page_text(response)
    assert "plan_form" not in response.context


@pytest.mark.parametrize("year", ["0", "1999", "2101", "abc", "2026.5", "-1"])
def test_an_impossible_start_year_is_an_error_of_its_field(english_admin, events_index, year):
    assert preview(english_admin, OLD, year).context["form"].errors.keys() == {"start_year"}


def test_a_formula_and_markup_are_harmless_text(english_admin, client, events_index):
    response = preview(english_admin, "25-Oct =1+1 <img src=x onerror=alert(1)>")
    confirm(english_admin, response)

    assert "<img src=x" not in response.content.decode()
    assert EventPage.objects.get().title == "=1+1 <img src=x onerror=alert(1)>"


def test_equal_lines_get_addresses_of_their_own(english_admin, events_index):
    confirm(english_admin, preview(english_admin, "25-Oct A\n25-Oct A\n25-Oct A"))

    assert sorted(EventPage.objects.values_list("slug", flat=True)) == [
        "a-2026-10-25",
        "a-2026-10-25-2",
        "a-2026-10-25-3",
    ]


def test_without_a_calendar_there_is_nothing_to_import_into(english_admin, home):
    assert english_admin.get(URL).status_code == 302
