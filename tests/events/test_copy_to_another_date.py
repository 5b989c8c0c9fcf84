"""'Copy to another date' in the admin: next year's event from this year's."""

from datetime import date

import pytest

from events.kinds import CourseStream
from events.models import EventPage
from tests.builders import build_event, build_event_type, build_member, text
from tests.events.import_acts import page_text, staff_with

ADMINS = ["english_admin", "french_admin"]
TEXTS = {
    "title": "Valuation",
    "title_fr": "Évaluation",
    "subtitle_en": "For officers",
    "subtitle_fr": "Pour les agents",
    "summary_en": "Summary",
    "summary_fr": "Résumé",
    "place_en": "Customhouse",
    "place_fr": "Maison des douanes",
}


def url(event):
    return f"/admin/events/{event.pk}/copy/"


def copied(staff, event, start_date="2027-11-23"):
    """The copy that the form makes, as its edit form will show it."""
    response = staff.post(url(event), {"start_date": start_date})
    assert response.status_code == 302, response.context["form"].errors
    copy = EventPage.objects.exclude(pk=event.pk).get()
    assert response.url == f"/admin/pages/{copy.pk}/edit/"
    return copy


@pytest.mark.parametrize("admin", ADMINS)
def test_the_copy_has_both_languages_and_all_that_belongs_to_the_event(request, admin, events_index, members_index):
    fiji, stream = build_member(members_index), CourseStream.objects.create(slug="revenue", name_en="R", name_fr="R")
    bodies = {"body_en": text("<p>Body</p>"), "body_fr": text("<p>Corps</p>")}
    kept = {"event_type": build_event_type(), "host_country": fiji, "source_line": "24-Nov Valuation"}
    event = build_event(events_index, **TEXTS, **bodies, **kept, members=[fiji], streams=[stream])

    copy = copied(request.getfixturevalue(admin), event)

    for version in (copy, copy.get_latest_revision_as_object()):
        assert {name: getattr(version, name) for name in TEXTS} == TEXTS
        assert {name: getattr(version, name) for name in kept} == kept
        assert ("Body" in str(version.body_en), "Corps" in str(version.body_fr)) == (True, True)
        assert ([*version.members.all()], [*version.streams.all()]) == ([fiji], [stream])


def test_the_copy_is_a_draft_with_its_own_uid_and_no_history(english_admin, events_index):
    event = build_event(events_index, "Valuation", status="cancelled")
    event.start_date = event.end_date = date(2026, 11, 25)
    event.save_revision().publish()

    copy = copied(english_admin, event)

    assert (copy.live, copy.status, copy.slug) == (False, "confirmed", "valuation-2027-11-23")
    assert copy.uid != event.uid
    assert (copy.published_states.count(), copy.changed_at, copy.published_digest) == (0, None, "")
    assert (copy.get_latest_revision_as_object().uid, copy.first_published_at) == (copy.uid, None)


def test_the_days_move_by_the_same_length_and_the_programme_year_follows(english_admin, events_index):
    event = build_event(
        events_index,
        start_date=date(2026, 11, 24),
        end_date=date(2026, 11, 27),
        nomination_deadline=date(2026, 10, 30),
        programme_year=2025,
    )

    copy = copied(english_admin, event)

    assert (copy.start_date, copy.end_date) == (date(2027, 11, 23), date(2027, 11, 26))
    assert (copy.nomination_deadline, copy.programme_year) == (date(2027, 10, 29), 2026)


def test_the_form_suggests_the_same_weekday_a_year_later(english_admin, events_index):
    event = build_event(events_index, start_date=date(2026, 11, 24))

    form = english_admin.get(url(event)).context["form"]

    assert form["start_date"].value() == date(2027, 11, 23)
    assert date(2027, 11, 23).isoweekday() == date(2026, 11, 24).isoweekday()


def test_the_copy_is_of_the_latest_draft(english_admin, events_index):
    event = build_event(events_index)
    event.subtitle_en, event.start_date, event.end_date = "Newer", date(2026, 11, 25), date(2026, 11, 26)
    event.save_revision()

    copy = copied(english_admin, event, "2027-11-25")

    assert (copy.subtitle_en, copy.start_date, copy.end_date) == ("Newer", date(2027, 11, 25), date(2027, 11, 26))


def test_two_copies_to_one_day_have_addresses_of_their_own(english_admin, events_index):
    event = build_event(events_index, "Valuation", title_fr="Évaluation")

    for _ in range(2):
        english_admin.post(url(event), {"start_date": "2027-11-23"})

    copies = EventPage.objects.exclude(pk=event.pk).order_by("pk")
    assert [copy.slug for copy in copies] == ["valuation-2027-11-23", "valuation-2027-11-23-2"]
    assert len({copy.slug_fr for copy in copies} | {event.slug_fr}) == 3


@pytest.mark.parametrize("day", ["", "soon", "2027-02-30", "9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("admin", ADMINS)
def test_an_impossible_day_is_an_error_of_the_form(request, admin, events_index, day):
    one_day = build_event(events_index)
    several = build_event(events_index, end_date=date(2026, 11, 27), nomination_deadline=date(2026, 10, 30))

    for event in (one_day, several):
        response = request.getfixturevalue(admin).post(url(event), {"start_date": day})

        assert response.status_code == 200
        assert response.context["form"].errors.keys() == {"start_date"}
    assert EventPage.objects.count() == 2


@pytest.mark.parametrize(
    ("admin", "words"), [("english_admin", "Copy to another date"), ("french_admin", "Copier à une autre date")]
)
def test_the_action_is_on_the_events_page_and_in_the_list(request, admin, words, events_index):
    staff, event = request.getfixturevalue(admin), build_event(events_index)

    for page in (staff.get(f"/admin/pages/{event.pk}/edit/"), staff.get("/admin/events/")):
        assert url(event) in page_text(page)
        assert words in page_text(page)
    assert words not in page_text(staff.get(f"/admin/pages/{events_index.pk}/edit/"))


def test_who_may_not_add_events_cannot_copy_one(events_index):
    event, staff = build_event(events_index), staff_with(events_index, "change")

    answers = [staff.get(url(event)).status_code, staff.post(url(event), {"start_date": "2027-11-23"}).status_code]

    assert answers == [302, 302]
    assert url(event) not in page_text(staff.get(f"/admin/pages/{event.pk}/edit/"))
    assert EventPage.objects.count() == 1


def test_an_event_that_is_not_there_cannot_be_copied(english_admin, events_index):
    assert english_admin.get("/admin/events/999999/copy/", follow=True).status_code == 404
