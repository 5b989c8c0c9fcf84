"""What a calendar programme finds in the files, by a parser that is independent of the library that writes them."""

import re
from datetime import UTC, date, datetime, time

import pytest
import vobject

from events.kinds import CourseStream
from events.models import EventPage
from tests.builders import build_event, build_event_type, build_member

pytestmark = pytest.mark.usefixtures("while_the_events_of_the_builders_are_in_the_calendar")

ENGLISH, FRENCH = "/en/events/calendar.ics", "/fr/evenements/calendrier.ics"
CHANGED_AT = datetime(2026, 11, 2, 3, 4, 5, 678, tzinfo=UTC)


def build(index, *args, **fields):
    """An event whose last change is known."""
    event = build_event(index, *args, **fields)
    EventPage.objects.filter(pk=event.pk).update(changed_at=CHANGED_AT)
    return event


def text(client, address=ENGLISH):
    """The file, its long lines joined."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\r\n ", "")


def entry(client, address=ENGLISH):
    """The only entry of the file, as the other parser reads it."""
    (only,) = vobject.readOne(client.get(address).content.decode()).vevent_list
    return only


@pytest.fixture
def full_event(events_index, members_index):
    """An event of whole days with all that can be said of one."""
    stream = CourseStream.objects.create(slug="revenue", name_en="Revenue", name_fr="Recettes")
    fiji, tonga = build_member(members_index, title_fr="Fidji"), build_member(members_index, "Tonga")
    return build(
        events_index,
        "Valuation",
        slug="valuation",
        subtitle_en="For officers; part 1",
        summary_en="Prices, and\nhow to check them.",
        start_date=date(2026, 12, 1),
        end_date=date(2026, 12, 3),
        place_en="Customhouse, Suva",
        host_country=fiji,
        event_type=build_event_type(),
        streams=[stream],
        members=[fiji, tonga],
        nomination_deadline=date(2026, 11, 24),
        nomination_url="https://example.org/nominate",
        working_languages="en-fr",
        interpretation=True,
        online_url="https://example.org/meet?a=1&b=2",
        contact="Training office",
        contact_email="training@example.org",
    )


def test_an_event_of_whole_days_says_all_that_is_known_of_it(client, full_event):
    assert text(client).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Oceania Customs Organisation//Calendar of events//EN",
        "NAME:OCO – Events",
        "X-WR-CALNAME:OCO – Events",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "BEGIN:VEVENT",
        r"SUMMARY;LANGUAGE=en:Valuation – For officers\; part 1",
        "DTSTART;VALUE=DATE:20261201",
        "DTEND;VALUE=DATE:20261204",
        "DTSTAMP:20261102T030405Z",
        f"UID:{full_event.uid}",
        "SEQUENCE:0",
        "CATEGORIES:Workshop,Revenue",
        r"DESCRIPTION:Prices\, and\nhow to check them.\nFor: Fiji\, Tonga"
        r"\nWorking languages: English and French\, with interpretation"
        r"\nNominations until 24 November 2026\nhttps://example.org/nominate"
        r"\nOnline: https://example.org/meet?a=1&b=2\nContact: Training office\, training@example.org"
        r"\nhttp://localhost:8000/en/events/valuation/",
        "LAST-MODIFIED:20261102T030405Z",
        r"LOCATION:Customhouse\, Suva\, Fiji",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "URL:http://localhost:8000/en/events/valuation/",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_another_parser_reads_the_same(client, full_event):
    read = entry(client)
    assert (read.dtstart.value, read.dtend.value) == (date(2026, 12, 1), date(2026, 12, 4))
    assert read.summary.value == "Valuation – For officers; part 1"
    assert read.location.value == "Customhouse, Suva, Fiji"
    assert read.categories.value == ["Workshop", "Revenue"]
    assert read.description.value.splitlines()[:3] == ["Prices, and", "how to check them.", "For: Fiji, Tonga"]


def test_the_french_file_is_in_french(client, events_index, members_index):
    build(
        events_index,
        "Valuation",
        title_fr="Évaluation",
        slug_fr="evaluation",
        place_fr="Maison des douanes",
        host_country=build_member(members_index, title_fr="Fidji"),
        event_type=build_event_type(),
        nomination_deadline=date(2026, 12, 1),
        working_languages="fr",
        contact="Bureau",
        online_url="https://example.org/",
    )

    read = entry(client, FRENCH)

    assert (read.summary.value, read.summary.params) == ("Évaluation", {"LANGUAGE": ["fr"]})
    assert read.location.value == "Maison des douanes, Fidji"
    assert read.categories.value == ["Atelier"]
    assert read.description.value.splitlines() == [
        "Pour\u00a0: Toutes les administrations membres",
        "Langues de travail\u00a0: Français",
        "Candidatures jusqu’au 1er décembre 2026",
        "En ligne\u00a0: https://example.org/",
        "Contact\u00a0: Bureau",
        "http://localhost:8000/fr/evenements/evaluation/",
    ]
    assert read.url.value == "http://localhost:8000/fr/evenements/evaluation/"
    assert "\r\nNAME:OCO – Événements\r\n" in text(client, FRENCH)


def test_a_text_without_french_is_marked_as_english(client, events_index):
    build(events_index, "Valuation")

    assert entry(client, FRENCH).summary.params == {"LANGUAGE": ["en"]}


@pytest.mark.parametrize(
    ("status", "written", "free", "english", "french"),
    [
        ("confirmed", "CONFIRMED", "OPAQUE", "Valuation", "Évaluation"),
        ("tentative", "TENTATIVE", "OPAQUE", "Tentative: Valuation", "À confirmer\u00a0: Évaluation"),
        ("postponed", "CANCELLED", "TRANSPARENT", "Postponed: Valuation", "Reporté\u00a0: Évaluation"),
        ("cancelled", "CANCELLED", "TRANSPARENT", "Cancelled: Valuation", "Annulé\u00a0: Évaluation"),
    ],
)
def test_the_status_is_said_as_programmes_know_it_and_in_words(
    client, events_index, status, written, free, english, french
):
    build(events_index, "Valuation", title_fr="Évaluation", status=status)

    read, in_french = entry(client), entry(client, FRENCH)

    assert (read.status.value, read.transp.value) == (written, free)
    assert (read.summary.value, in_french.summary.value) == (english, french)


def test_a_cancelled_event_says_so_in_its_description_too(client, events_index):
    build(events_index, status="cancelled")

    assert entry(client).description.value.splitlines()[0] == "This event is cancelled."
    assert entry(client, FRENCH).description.value.splitlines()[0] == "Cet événement est annulé."


def test_a_moved_event_says_when_it_was_to_be(client, events_index):
    event = build_event(events_index, start_date=date(2026, 12, 8), start_time=time(9), end_time=time(10))
    event.start_date = event.end_date = date(2026, 12, 9)
    event.save_revision().publish()

    words = [entry(client, address).description.value.splitlines()[0] for address in (ENGLISH, FRENCH)]

    assert words == [
        "Moved. It was to be on Tuesday 8 December 2026, 09:00–10:00 (Suva, UTC+12).",
        "Déplacé. Dates prévues auparavant\u00a0: mardi 8 décembre 2026, 09:00–10:00 (Suva, UTC+12).",
    ]
    assert entry(client).sequence.value == "1"


def test_an_event_that_moved_and_is_cancelled_says_the_last_only(client, events_index):
    event = build_event(events_index)
    event.start_date = event.end_date = date(2026, 12, 9)
    event.status = "cancelled"
    event.save_revision().publish()

    assert "Moved" not in text(client)


@pytest.mark.parametrize(
    ("days", "hours", "free"),
    [
        ((24, 24), (None, None), "OPAQUE"),
        ((24, 25), (None, None), "TRANSPARENT"),
        ((24, 24), (time(9), time(17)), "OPAQUE"),
        ((24, 25), (time(22), time(1)), "OPAQUE"),
        ((24, 26), (time(9), time(17)), "TRANSPARENT"),
    ],
)
def test_what_lasts_for_days_blocks_nobodys_diary(client, events_index, days, hours, free):
    first, last = (date(2026, 11, day) for day in days)
    build(events_index, start_date=first, end_date=last, start_time=hours[0], end_time=hours[1])

    assert entry(client).transp.value == free


@pytest.mark.parametrize(
    ("fields", "location"),
    [
        ({"place_en": "Customhouse"}, ["Customhouse"]),
        ({"online_url": "https://example.org/"}, ["https://example.org/"]),
        ({}, []),
    ],
)
def test_the_location_is_the_place_else_the_meetings_address(client, events_index, fields, location):
    build(events_index, **fields)

    assert [each.value for each in entry(client).contents.get("location", [])] == location


def test_the_secretariats_own_events_say_so(client, events_index):
    build(events_index, audience="secretariat")

    assert entry(client).description.value.splitlines()[0] == "For: The Secretariat"


# Time ----------------------------------------------------------------------------------------------------------------

INSTANTS = [  # zone, wall clock, UTC
    ("Pacific/Fiji", datetime(2026, 12, 8, 9), datetime(2026, 12, 7, 21)),
    ("Pacific/Fiji", datetime(2026, 12, 8, 0), datetime(2026, 12, 7, 12)),  # midnight
    ("Pacific/Apia", datetime(2026, 12, 8, 9), datetime(2026, 12, 7, 20)),  # both sides of the date line
    ("Pacific/Pago_Pago", datetime(2026, 12, 7, 9), datetime(2026, 12, 7, 20)),
    ("Pacific/Auckland", datetime(2026, 4, 4, 9), datetime(2026, 4, 3, 20)),  # the day before summer time ends
    ("Pacific/Auckland", datetime(2026, 4, 5, 9), datetime(2026, 4, 4, 21)),
    ("Pacific/Auckland", datetime(2026, 9, 26, 9), datetime(2026, 9, 25, 21)),  # the day before it begins
    ("Pacific/Auckland", datetime(2026, 9, 27, 9), datetime(2026, 9, 26, 20)),
    ("Pacific/Chatham", datetime(2026, 12, 8, 9), datetime(2026, 12, 7, 19, 15)),
    ("Pacific/Norfolk", datetime(2026, 10, 3, 9), datetime(2026, 10, 2, 22)),
    ("Pacific/Norfolk", datetime(2026, 10, 4, 9), datetime(2026, 10, 3, 21)),
    ("Pacific/Norfolk", datetime(2027, 4, 3, 9), datetime(2027, 4, 2, 21)),
    ("Pacific/Norfolk", datetime(2027, 4, 4, 9), datetime(2027, 4, 3, 22)),
    ("Pacific/Marquesas", datetime(2026, 12, 8, 9), datetime(2026, 12, 8, 18, 30)),
]


def test_every_instant_is_read_as_it_was_meant_and_by_its_own_clock(client, events_index):
    for number, (zone, wall_clock, _instant) in enumerate(INSTANTS):
        fields = {"start_time": wall_clock.time(), "end_date": wall_clock.date(), "end_time": time(23, 30)}
        build_event(events_index, str(number), start_date=wall_clock.date(), time_zone=zone, **fields)

    calendar = vobject.readOne(client.get(ENGLISH).content.decode())

    starts = {int(each.summary.value): each.dtstart for each in calendar.vevent_list}
    read = [
        (
            starts[number].params["X-VOBJ-ORIGINAL-TZID"][0],
            starts[number].value.replace(tzinfo=None),
            starts[number].value.astimezone(UTC).replace(tzinfo=None),
        )
        for number in range(len(INSTANTS))
    ]
    assert read == INSTANTS
    assert {each.dtend.value.time() for each in calendar.vevent_list} == {time(23, 30)}


def test_each_zone_that_is_used_is_described_once_and_in_a_fixed_order(client, events_index):
    for zone, wall_clock, _instant in INSTANTS:
        fields = {"start_time": wall_clock.time(), "end_time": time(23, 30), "time_zone": zone}
        build_event(events_index, start_date=wall_clock.date(), **fields)
    build_event(events_index, time_zone="Pacific/Tarawa")  # of whole days: nobody's clock

    content = text(client)

    assert re.findall(r"^TZID:(.+)\r$", content, re.MULTILINE) == sorted({zone for zone, *_rest in INSTANTS})
    assert set(re.findall(r"TZID=([^:]+):", content)) == {zone for zone, *_rest in INSTANTS}


def test_a_time_in_utc_needs_no_zone(client, events_index):
    build_event(events_index, start_time=time(9), end_time=time(10), time_zone="Etc/UTC")

    content = text(client)

    assert "\r\nDTSTART:20261124T090000Z\r\n" in content
    assert "VTIMEZONE" not in content


@pytest.mark.parametrize("day", [date(1, 1, 2), date(9999, 12, 30)])
def test_even_the_first_and_the_last_days_can_be_written(client, events_index, day):
    event = build_event(
        events_index, start_date=day, start_time=time(12), end_time=time(13), time_zone="Pacific/Auckland"
    )

    assert entry(client, f"/en/events/{event.uid}.ics").dtstart.value.date() == day


# The bytes -----------------------------------------------------------------------------------------------------------


def test_lines_end_and_fold_as_the_standard_says(client, events_index):
    summary = "Élèves, agents et « administrations » d’Océanie, déjà vus à Nouméa ;" * 5
    build(events_index, "Évaluation " * 12, title_fr="Évaluation " * 12, summary_fr=summary)

    content = client.get(FRENCH).content

    lines = content.split(b"\r\n")
    assert (max(len(line) for line in lines), lines[-1]) == (75, b"")
    assert set(content.replace(b"\r\n", b"")) & set(b"\r\n") == set()
    assert "\ufffd" not in "".join(line.decode(errors="replace") for line in lines)  # no letter is cut in two
    assert entry(client, FRENCH).description.value.splitlines()[0] == summary


def test_control_characters_that_came_with_a_text_are_left_out(client, events_index):
    build(
        events_index,
        "Valu\x07ation\tand\u2028origin\x85",
        summary_en="One\x0btwo\r\nthree\x1b[0m\rfour\x7f\u2029five",
        place_en="Custom\x01house",
    )

    content = client.get(ENGLISH).content.decode()
    read = entry(client)

    assert [sign for sign in content.replace("\r\n", "") if ord(sign) < 32 or 127 <= ord(sign) < 160] == []
    assert read.summary.value == "Valuation and origin"
    assert read.description.value.split("\n")[:5] == ["One", "two", "three[0m", "four", "five"]
    assert read.location.value == "Customhouse"


def test_an_empty_calendar_is_one_too(client, events_index):
    assert text(client).split("\r\n")[-2:] == ["END:VCALENDAR", ""]
    assert "VEVENT" not in text(client)
