"""What staff do with events in the admin: its real forms, posted in English and in French."""

from datetime import UTC, date, datetime, time
from html import unescape
from uuid import uuid4

import pytest
from django.utils.html import strip_tags

from events.kinds import CourseStream, EventType
from events.models import EventPage
from tests.builders import build_event, build_event_type, build_member, page_form

ADMINS = ["english_admin", "french_admin"]
BOTH_LANGUAGES = {
    "title": "Valuation",
    "slug": "valuation",
    "title_fr": "Évaluation",
    "slug_fr": "evaluation",
    "subtitle_en": "For officers",
    "subtitle_fr": "Pour les agents",
    "place_en": "Customhouse",
    "place_fr": "Maison des douanes",
}


def event_form(bodies=None, publish=True, **fields):
    fields = {
        "title": "Valuation",
        "slug": "valuation",
        "start_date": "2026-11-24",
        "status": "confirmed",
        "audience": "members",
    } | fields
    chosen = {name: fields.pop(name) for name in ("members", "streams") if name in fields}
    return page_form("body_en", "body_fr", bodies=bodies, inlines={"documents": ()}, publish=publish, **fields) | chosen


def add(staff, index, **fields):
    return staff.post(f"/admin/pages/add/events/eventpage/{index.pk}/", event_form(**fields))


def edit(staff, event, **fields):
    return staff.post(f"/admin/pages/{event.pk}/edit/", event_form(**fields))


def added(staff, index, **fields):
    """The event that the form has made."""
    response = add(staff, index, **fields)
    assert response.status_code == 302, response.context["form"].errors
    return EventPage.objects.get(slug="valuation")


def texts(event):
    bodies = {name: strip_tags(getattr(event, name).render_as_block()) for name in ("body_en", "body_fr")}
    return {name: getattr(event, name) for name in BOTH_LANGUAGES} | bodies


def wrong_fields(response):
    """Fields with an error; the page that says it."""
    assert response.status_code == 200
    return set(response.context["form"].errors), unescape(response.content.decode())


# In both languages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("admin", ADMINS)
def test_an_event_is_made_in_both_languages_and_an_edit_clobbers_neither(request, admin, client, events_index):
    staff = request.getfixturevalue(admin)
    bodies = {"body_en": "<p>English body</p>", "body_fr": "<p>Corps français</p>"}

    event = added(staff, events_index, **BOTH_LANGUAGES, bodies=bodies)
    made = texts(event)
    response = edit(staff, event, **BOTH_LANGUAGES | {"subtitle_fr": "Pour tous"}, bodies=bodies)

    assert made == BOTH_LANGUAGES | {"body_en": "English body", "body_fr": "Corps français"}
    assert response.status_code == 302
    assert texts(EventPage.objects.get()) == made | {"subtitle_fr": "Pour tous"}
    english = client.get("/en/events/valuation/").content.decode()
    french = client.get("/fr/evenements/evaluation/").content.decode()
    assert [words in english for words in ("For officers", "Customhouse", "English body")] == [True] * 3
    assert [words in french for words in ("Pour tous", "Maison des douanes", "Corps français")] == [True] * 3
    assert [words in french for words in ("For officers", "Customhouse", "English body")] == [False] * 3


@pytest.mark.parametrize("admin", ADMINS)
def test_an_event_keeps_its_members_and_streams(request, admin, events_index, members_index):
    staff = request.getfixturevalue(admin)
    fiji, tonga = build_member(members_index), build_member(members_index, "Tonga")
    stream = CourseStream.objects.create(slug="revenue", name_en="Revenue", name_fr="Recettes")

    event = added(staff, events_index, members=[fiji.pk, tonga.pk], streams=[stream.pk])
    edit(staff, event, members=[tonga.pk], streams=[stream.pk])

    event = EventPage.objects.get()
    assert [member.slug for member in event.members.all()] == [tonga.slug]
    assert list(event.streams.all()) == [stream]


@pytest.mark.parametrize(("mode", "words"), [("en", "For officers"), ("fr", "Pour les agents")])
@pytest.mark.parametrize("admin", ADMINS)
def test_a_preview_is_in_the_language_that_is_chosen(request, admin, events_index, mode, words):
    staff = request.getfixturevalue(admin)
    event = build_event(events_index, slug="valuation", start_date=date(2026, 1, 1))
    preview = f"/admin/pages/{event.pk}/edit/preview/"

    answer = staff.post(preview, event_form(**BOTH_LANGUAGES, start_date="2026-12-01"))
    page = staff.get(f"{preview}?mode={mode}").content.decode()

    assert answer.json() == {"is_valid": True, "is_available": True}
    assert f'<html lang="{mode}">' in page
    assert words in page
    assert {"en": "1 December 2026", "fr": "1er décembre 2026"}[mode] in page


# What may be left empty ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("admin", ADMINS)
def test_an_event_without_a_last_day_is_over_on_its_first(request, admin, events_index):
    event = added(request.getfixturevalue(admin), events_index, end_date="")

    assert event.end_date == date(2026, 11, 24)


@pytest.mark.parametrize("admin", ADMINS)
def test_a_time_zone_left_empty_is_the_hosts(request, admin, events_index, members_index):
    host = build_member(members_index, "New Zealand", time_zone="Pacific/Auckland")

    event = added(
        request.getfixturevalue(admin),
        events_index,
        time_zone="",
        host_country=host.pk,
        start_time="09:00",
        end_time="10:00",
    )

    assert event.time_zone == "Pacific/Auckland"
    assert event.starts_at == datetime(2026, 11, 23, 20, tzinfo=UTC)


@pytest.mark.parametrize("admin", ADMINS)
def test_a_time_zone_left_empty_without_a_host_is_suvas(request, admin, events_index):
    event = added(request.getfixturevalue(admin), events_index, time_zone="", start_time="09:00", end_time="10:00")

    assert event.time_zone == "Pacific/Fiji"
    assert event.starts_at == datetime(2026, 11, 23, 21, tzinfo=UTC)


def test_a_time_zone_that_is_chosen_stays(english_admin, events_index, members_index):
    host = build_member(members_index, "New Zealand", time_zone="Pacific/Auckland")

    event = added(english_admin, events_index, time_zone="Pacific/Niue", host_country=host.pk)

    assert event.time_zone == "Pacific/Niue"


def test_moving_an_event_moves_its_instants(english_admin, events_index):
    event = build_event(events_index, slug="valuation", start_time=time(9), end_time=time(10))

    edit(english_admin, event, start_date="2026-12-01", start_time="14:00", end_time="15:00", time_zone="Pacific/Niue")

    event.refresh_from_db()
    assert event.starts_at == datetime(2026, 12, 2, 1, tzinfo=UTC)
    assert event.ends_at == datetime(2026, 12, 2, 2, tzinfo=UTC)


# What is refused -----------------------------------------------------------------------------------------------------

REFUSED = [
    (
        {"end_date": "2026-11-23"},
        {"end_date"},
        "The last day is before the first.",
        "Le dernier jour précède le premier.",
    ),
    (
        {"end_time": "10:00"},
        {"start_time"},
        "An event that ends at a time begins at one.",
        "Un événement qui a une heure de fin doit avoir une heure de début.",
    ),
    ({"start_time": "10:00"}, {"end_time"}, "Say when it ends, too.", "Indiquez aussi l’heure de fin."),
    (
        {"start_time": "10:00", "end_time": "09:00"},
        {"end_time"},
        "It ends before it begins.",
        "L’événement se termine avant de commencer.",
    ),
    (
        {"end_date": "2026-11-24", "start_time": "10:00", "end_time": "10:00"},
        {"end_time"},
        "It ends before it begins.",
        "L’événement se termine avant de commencer.",
    ),
    (
        {"time_zone": "Pacific/Atlantis"},
        {"time_zone"},
        "Select a valid choice. Pacific/Atlantis is not one of the available choices.",
        "Sélectionnez un choix valide. Pacific/Atlantis n’en fait pas partie.",
    ),
    (
        {"start_date": "31 November"},
        {"start_date"},
        "Enter a valid date.",
        "Saisissez une date valide.",
    ),
    # The first and the last day that a date can be have no instant in UTC; a year is easily mistyped.
    (
        {"start_date": "0001-01-01"},
        {"start_date"},
        "The year 1 is too far away: from 1980 to 2100.",
        "L’année 1 est trop éloignée\u00a0: de 1980 à 2100.",
    ),
    ({"end_date": "9999-12-31"}, {"end_date"}, "The year 9999 is too far away", "L’année 9999 est trop éloignée"),
    ({"programme_year": "20226"}, {"programme_year"}, "The year 20226 is too far", "L’année 20226 est trop éloignée"),
    # In New Zealand the clocks go from 02:00 to 03:00 that night.
    (
        {"start_date": "2026-09-27", "start_time": "02:30", "end_time": "04:00", "time_zone": "Pacific/Auckland"},
        {"start_time"},
        "There is no such time on that day: the clocks go forward over it.",
        "Cette heure n’existe pas ce jour-là\u00a0: c’est celle du passage à l’heure d’été.",
    ),
]


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize(("posted", "fields", "english", "french"), REFUSED)
def test_what_cannot_be_is_refused_in_the_language_of_the_staff(
    request, admin, events_index, posted, fields, english, french
):
    response = add(request.getfixturevalue(admin), events_index, **posted)

    wrong, page = wrong_fields(response)
    assert wrong == fields
    assert (english in page, french in page) == (admin == "english_admin", admin == "french_admin")
    assert not EventPage.objects.exists()


def test_an_event_over_midnight_ends_on_the_next_day(english_admin, events_index):
    event = added(english_admin, events_index, end_date="2026-11-25", start_time="22:00", end_time="01:00")

    assert event.ends_at == datetime(2026, 11, 24, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("admin", "words"), [("english_admin", "This field is required."), ("french_admin", "Champ requis.")]
)
def test_even_a_draft_needs_its_first_day(request, admin, words, events_index):
    response = add(request.getfixturevalue(admin), events_index, start_date="", publish=False)

    wrong, page = wrong_fields(response)
    assert wrong == {"start_date"}
    assert words in page


@pytest.mark.parametrize("wrong", ["start_date", "end_date", "start_time"])
def test_beside_a_wrong_day_or_hour_the_old_one_is_not_compared(english_admin, events_index, wrong):
    days = {"start_date": date(2026, 11, 24), "end_date": date(2026, 11, 25)}
    event = build_event(events_index, slug="valuation", **days, start_time=time(9), end_time=time(10))
    posted = {"start_date": "2026-11-20", "end_date": "2026-11-20", "start_time": "07:00", "end_time": "08:00"}
    posted |= {"start_date": "2026-12-01"} if wrong == "end_date" else {}

    response = edit(english_admin, event, **posted | {wrong: "soon"})

    assert set(response.context["form"].errors) == {wrong}
    assert len(response.context["form"].errors[wrong]) == 1


TWICE = datetime(2026, 4, 5, 2, 30)  # in New Zealand, at the end of daylight saving


def test_of_an_hour_that_comes_twice_the_first_is_meant(english_admin, events_index):
    event = added(
        english_admin, events_index,
        start_date=f"{TWICE:%Y-%m-%d}", start_time=f"{TWICE:%H:%M}", end_time="05:00", time_zone="Pacific/Auckland",
    )  # fmt: skip

    assert event.starts_at == datetime(2026, 4, 4, 13, 30, tzinfo=UTC)


# The identity of an event, and what it depends on --------------------------------------------------------------------


def copy(staff, event, **fields):
    fields = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": event.get_parent().pk} | fields
    assert staff.post(f"/admin/pages/{event.pk}/copy/", fields).status_code == 302
    return EventPage.objects.get(slug="copy")


def test_a_copy_is_another_event(english_admin, events_index):
    event = build_event(events_index, title_fr="Évaluation", start_date=date(2026, 12, 1))

    made = copy(english_admin, event)

    assert made.uid != event.uid
    assert (made.title_fr, made.start_date, made.end_date) == ("Évaluation", date(2026, 12, 1), date(2026, 12, 1))
    assert EventPage.objects.get(pk=event.pk).uid == event.uid


@pytest.mark.usefixtures("as_published")
def test_an_older_revision_that_is_published_again_leaves_the_event_the_same(events_index):
    event = build_event(events_index, "Older")
    older = event.latest_revision
    uid = uuid4()
    event.title, event.uid = "Newer", uid  # as from another calendar
    event.save_revision().publish()

    older.publish()

    event.refresh_from_db()
    assert (event.title, event.uid) == ("Older", uid)


IN_USE = [
    ("english_admin", "One or more references to this type of event prevent it from being deleted."),
    ("french_admin", "Une ou plusieurs références vers ce(tte) type d’événement l'empêche d'être supprimé(e)."),
]


@pytest.mark.usefixtures("as_published")
@pytest.mark.parametrize(("admin", "words"), IN_USE)
def test_a_type_in_use_cannot_be_deleted(request, admin, words, events_index):
    staff = request.getfixturevalue(admin)
    used = build_event_type()
    build_event(events_index, event_type=used)
    url = f"/admin/snippets/events/eventtype/delete/{used.pk}/"

    confirmation, deletion = staff.get(url), staff.post(url)

    assert words in unescape(confirmation.content.decode())
    assert deletion.status_code == 302
    assert EventType.objects.get() == used


@pytest.mark.parametrize("admin", ADMINS)
def test_a_type_that_no_event_has_can_be_deleted(request, admin, events_index):
    unused = build_event_type()

    request.getfixturevalue(admin).post(f"/admin/snippets/events/eventtype/delete/{unused.pk}/")

    assert not EventType.objects.exists()
