"""The members: their list, their pages, how they are counted, and how staff keep them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils.translation import override

from members.models import MemberPage
from oco_site.dates import utc_offset
from tests.builders import build_event, build_member, build_priority, build_release, page_form, text
from tests.oco_site.acts import ADMINS, assert_staff_read, read, words

HOSTILE = ["Fiji <img src=x onerror=alert(1)>", "Fiji </script><script>alert(1)</script>"]


def days_from_now(days):
    return date.today() + timedelta(days=days)  # noqa: DTZ011 (days far enough from today for every zone)


def listed(page):
    """[(sub-region, the names under it), …] of the list of members."""
    regions = page.select("section.region")
    return [(words(region.h2), [words(link) for link in region.select("li > a")]) for region in regions]


def facts(page):
    return {words(row.th): words(row.td) for row in page.select("table.facts tr:not([hidden])")}


# The list and the count -----------------------------------------------------------------------------------------------


def test_members_stand_by_sub_region_as_a_reader_of_the_language_sorts_them(client, members_index):
    build_member(
        members_index, "Federated States of Micronesia", title_fr="États fédérés de Micronésie", sub_region="057"
    )
    build_member(members_index, "Marshall Islands", title_fr="Îles Marshall", sub_region="057")
    build_member(members_index, "Palau", title_fr="Palaos", sub_region="057")
    build_member(members_index, "Kiribati", title_fr="Kiribati", sub_region="057")
    build_member(members_index, "Tonga", title_fr="Tonga", sub_region="061")
    build_member(members_index, "Fiji", title_fr="Fidji", sub_region="054")

    assert listed(read(client, "/en/members/")) == [
        ("Melanesia", ["Fiji"]),
        ("Micronesia", ["Federated States of Micronesia", "Kiribati", "Marshall Islands", "Palau"]),
        ("Polynesia", ["Tonga"]),
    ]
    assert listed(read(client, "/fr/membres/")) == [
        ("Mélanésie", ["Fidji"]),
        ("Micronésie", ["États fédérés de Micronésie", "Îles Marshall", "Kiribati", "Palaos"]),
        ("Polynésie", ["Tonga"]),
    ]


def test_a_partner_is_marked_and_not_counted(client, members_index):
    build_member(members_index)
    build_member(members_index, "Timor-Leste", title_fr="Timor-Leste", slug="tl", sub_region="035", status="partner")

    english, french = read(client, "/en/members/"), read(client, "/fr/membres/")

    assert (words(english.select_one(".count")), words(french.select_one(".count"))) == ("1 member", "1 membre")
    assert [words(entry) for entry in english.select("#m-tl > span:last-child")] == ["partner country"]
    assert [words(entry) for entry in french.select("#m-tl > span:last-child")] == ["pays partenaire"]
    assert words(read(client, "/fr/membres/tl/").select_one("header ~ main .ref span")) == "Pays partenaire"


def test_the_count_is_computed_and_follows_the_date_of_joining(client, members_index):
    members_index.introduction_en = "<p>All {members} of us.</p>"
    members_index.save_revision().publish()
    build_member(members_index)
    build_member(members_index, joined=days_from_now(-30))
    build_member(members_index, joined=days_from_now(30))
    build_member(members_index, status="observer")

    page = read(client, "/en/members/")

    assert words(page.select_one(".count")) == "2 members"
    assert words(page.select_one(".lede")) == "All 2 of us."


@pytest.mark.parametrize(
    ("day", "number"), [(date(2025, 5, 18), "1"), (date(2025, 5, 19), "2"), (date(2026, 1, 1), "2")]
)
def test_the_number_in_a_text_is_that_of_a_day(members_index, day, number):
    build_member(members_index)
    build_member(members_index, joined=date(2025, 5, 19))
    build_member(members_index, status="partner")
    template = Template("{% load members_tags %}{{ text|with_member_count:day }}")

    assert template.render(Context({"text": "{members} of {members}", "day": day})) == f"{number} of {number}"


# The page of a member -------------------------------------------------------------------------------------------------


@pytest.fixture
def cook_islands(members_index):
    return build_member(
        members_index,
        "Cook Islands",
        title_fr="Îles Cook",
        slug="cook-islands",
        slug_fr="iles-cook",
        iso_code="CK",
        administration="Customs Service",
        website="https://www.customs.example.org/en/",
        capital_en="Avarua",
        capital_fr="Avarua",
        summary_en="Fifteen islands.",
        summary_fr="Quinze îles.",
        body_fr=text("<p>Corps.</p>"),
        body_en=text("<p>Body.</p>"),
        sub_region="061",
        latitude=-21.212,
        longitude=-159.778,
        pin_place="Rarotonga",
        time_zone="Pacific/Rarotonga",
        joined=date(1999, 8, 1),
    )


def test_a_member_s_facts_are_in_both_languages(client, cook_islands):
    english, french = read(client, "/en/members/cook-islands/"), read(client, "/fr/membres/iles-cook/")

    assert facts(english) == {
        "In French": "Îles Cook",
        "Customs administration": "Customs Service",
        "Website": "customs.example.org",
        "Capital": "Avarua",
        "Position": "21°13′S 159°47′W (Rarotonga)",
        "Time zone": "UTC−10 (Rarotonga)",
        "ISO 3166 code": "CK",
        "Sub-region": "Polynesia",
        "Member since": "August 1999",
    }
    assert facts(french) == {
        "En anglais": "Cook Islands",
        "Administration douanière": "Customs Service",
        "Site web": "customs.example.org",
        "Capitale": "Avarua",
        "Position": "21°13′S 159°47′O (Rarotonga)",
        "Fuseau horaire": "UTC−10 (Rarotonga)",
        "Code ISO 3166": "CK",
        "Sous-région": "Polynésie",
        "Membre depuis": "août 1999",
    }
    assert [words(french.select_one(name)) for name in (".lede", ".prose .body")] == ["Quinze îles.", "Corps."]
    assert french.select_one("[data-local-time]")["data-local-time"] == "Pacific/Rarotonga"
    assert not french.select("main .lede[lang], main .body[lang], main h1[lang]")


def test_what_is_not_known_leaves_no_row(client, members_index):
    build_member(
        members_index, "Nauru", slug="nauru", iso_code="NR", latitude=0.545, longitude=166.92, pin_place="Yaren"
    )

    assert facts(read(client, "/en/members/nauru/")) == {
        "Position": "0°33′N 166°55′E (Yaren)",
        "Time zone": "UTC+12 (Yaren)",
        "ISO 3166 code": "NR",
        "Sub-region": "Melanesia",
    }


def test_the_place_of_the_pin_is_not_said_twice_where_it_is_the_capital(client, members_index):
    build_member(members_index, slug="fiji", capital_en="Suva", pin_place="Suva")

    assert facts(read(client, "/en/members/fiji/"))["Position"] == "18°08′S 178°26′E"


@pytest.mark.parametrize(
    ("zone", "instant", "offset"),
    [
        ("Pacific/Auckland", datetime(2026, 9, 26, 13, 59, tzinfo=UTC), "UTC+12"),
        ("Pacific/Auckland", datetime(2026, 9, 26, 14, 0, tzinfo=UTC), "UTC+13"),
        ("Pacific/Fiji", datetime(2026, 11, 24, tzinfo=UTC), "UTC+12"),
        ("Pacific/Pago_Pago", datetime(2026, 11, 24, tzinfo=UTC), "UTC−11"),
        ("Pacific/Marquesas", datetime(2026, 11, 24, tzinfo=UTC), "UTC−9:30"),
        ("Pacific/Norfolk", datetime(2014, 7, 1, tzinfo=UTC), "UTC+11:30"),
        ("Etc/UTC", datetime(2026, 11, 24, tzinfo=UTC), "UTC+0"),
    ],
)
def test_the_distance_from_utc_is_that_of_the_instant(zone, instant, offset):
    assert utc_offset(zone, instant) == offset


def events_of(page):
    """Own or regional events, then past ones, as the page lists them."""
    section = page.select_one('section[aria-labelledby="events"]')
    return [[words(event.b) for event in section_list.select("li")] for section_list in section.select("ol")]


def test_a_member_s_page_has_its_events_and_news(client, cook_islands, members_index, events_index, news_index):
    own, others = [cook_islands], [build_member(members_index)]
    build_event(events_index, "Under way", members=own, start_date=days_from_now(-3), end_date=days_from_now(3))
    build_event(events_index, "Ahead", members=own, start_date=days_from_now(10))
    build_event(events_index, "Over", members=own, start_date=days_from_now(-20))
    build_event(events_index, "Elsewhere", members=others, start_date=days_from_now(10))
    build_release(news_index, "About us", members=own)
    build_release(news_index, "About others", members=others)

    page = read(client, "/en/members/cook-islands/")

    assert events_of(page) == [["Under way", "Ahead"], ["Over"]]
    assert [words(title) for title in page.select(".stories h3")] == ["About us"]


def test_where_a_member_has_nothing_ahead_the_region_s_next_events_stand(
    client, cook_islands, members_index, events_index
):
    build_event(events_index, "Over", members=[cook_islands], start_date=days_from_now(-20))
    for day in (40, 10, 20, 30):
        build_event(events_index, f"In {day} days", start_date=days_from_now(day))

    page = read(client, "/fr/membres/iles-cook/")

    assert (
        words(page.select_one(".empty")) == "Îles Cook : aucun événement particulier à venir. À venir dans la région :"
    )
    assert events_of(page) == [["In 10 days", "In 20 days", "In 30 days"], ["Over"]]


def test_a_member_without_events_and_news_says_so(client, cook_islands):
    page = read(client, "/en/members/cook-islands/")

    assert [words(each) for each in page.select(".empty")] == [
        "Nothing ahead for Cook Islands alone.",
        "No news release concerns this country yet.",
    ]


def test_a_member_that_the_chart_was_drawn_without_shows_the_region(client, cook_islands, members_index):
    build_member(members_index, "Hawaii", slug="hawaii")

    def plate(path):
        plate = read(client, path).select_one(".member-top .plate")
        return plate.img["src"].partition("#")[2], plate["class"], len(plate.select("svg"))

    assert plate("/en/members/cook-islands/") == ("v-cook-islands", ["plate", "here"], 1)
    assert plate("/en/members/hawaii/") == ("members", ["plate", "sea"], 0)


def test_a_text_without_french_is_shown_in_english_and_marked(client, members_index):
    build_member(
        members_index, "Fiji", slug="fiji", capital_en="Suva", summary_en="Many islands.", body_en=text("<p>Long.</p>")
    )

    page = read(client, "/fr/membres/fiji/")

    marked = [
        words(each) for each in page.select("main h1[lang=en], main .lede[lang=en], main td[lang=en], .body[lang=en]")
    ]
    assert marked == ["Fiji", "Many islands.", "Suva", "Long."]
    assert words(page.select_one(".notice")) == "Ce texte n’existe qu’en anglais."
    assert words(page.select_one(".only-in")) == "en anglais"


def test_a_member_leads_to_the_next_of_its_sub_region(client, members_index):
    for name in ("Tonga", "Niue", "Samoa"):
        build_member(members_index, name, slug=name.lower(), sub_region="061")
    build_member(members_index, "Nauru", slug="nauru", sub_region="057")

    def next_of(slug):
        return [words(link.b) for link in read(client, f"/en/members/{slug}/").select(".sequel [rel=next]")]

    assert [next_of(slug) for slug in ("niue", "samoa", "tonga", "nauru")] == [["Samoa"], ["Tonga"], ["Niue"], []]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_of_markup_stays_text(client, members_index, name):
    build_member(members_index, name, slug="hostile", iso_code="XX")

    index, page, script = (
        read(client, "/en/members/"),
        read(client, "/en/members/hostile/"),
        client.get("/en/members/map.js"),
    )

    assert words(page.h1) == name
    assert [words(link) for link in index.select("#m-hostile > a")] == [name]
    for each in (index, page):
        assert not each.select("[onerror]")
        assert not [tag for tag in each.select("script") if "alert" in tag.get_text()]
    assert "alert(1)" in script.content.decode()
    assert "<img" not in script.content.decode()
    assert "</script" not in script.content.decode()


# What it costs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/en/members/", "/fr/membres/"])
@pytest.mark.parametrize("items", [1, 3])
def test_the_list_costs_the_same_queries_whatever_its_length(
    client, django_assert_num_queries, members_index, path, items
):
    for number in range(items):
        build_member(members_index, title_fr=f"Membre {number}", body_en=text("<p>Text</p>"))
    client.get(path)

    with django_assert_num_queries(0):
        client.get(path)


@pytest.mark.parametrize("path", ["/en/members/cook-islands/", "/fr/membres/iles-cook/"])
@pytest.mark.parametrize("items", [1, 3])
def test_a_member_s_page_costs_the_same_queries_whatever_concerns_it(
    client,
    django_assert_num_queries,
    cook_islands,
    members_index,
    events_index,
    news_index,
    priorities_index,
    path,
    items,
):
    for number in range(1, items + 1):
        concerned = {"members": [cook_islands, build_member(members_index)]}
        for days in (-20, 10):
            build_event(events_index, start_date=days_from_now(days), **concerned)
        build_event(events_index, start_date=days_from_now(-3), end_date=days_from_now(3), **concerned)
        build_release(news_index, priorities=[build_priority(priorities_index, number)], **concerned)
    client.get(path)

    with django_assert_num_queries(0):
        client.get(path)


# The script of the live map -------------------------------------------------------------------------------------------


def script_address(client, path="/en/members/"):
    scripts = read(client, path).select_one("#member-map")["data-map-scripts"].split()
    return next(address for address in scripts if "map.js?v=" in address)


def test_the_address_of_the_script_has_its_version_and_may_be_kept_for_ever(client, cook_islands):
    address = script_address(client)

    response = client.get(address)

    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert set(response.headers["Cache-Control"].split(", ")) == {"public", "max-age=31536000", "immutable"}
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "Cook Islands" in response.content.decode()


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789ab"])
def test_the_script_of_another_version_is_not_kept(client, cook_islands, query):
    response = client.get(f"/en/members/map.js{query}")

    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-cache")


def test_the_script_has_the_names_of_its_language_and_an_address_of_its_own(client, cook_islands):
    english, french = script_address(client), script_address(client, "/fr/membres/")

    assert (english.partition("?")[0], french.partition("?")[0]) == ("/en/members/map.js", "/fr/membres/map.js")
    assert english.partition("?")[2] != french.partition("?")[2]
    assert "\\u00celes Cook" in client.get(french).content.decode()
    assert "Cook Islands" not in client.get(french).content.decode()


def test_the_address_changes_when_a_member_is_published_and_not_before(client, cook_islands):
    before = script_address(client)

    cook_islands.latitude = -21.3
    cook_islands.save_revision()
    as_draft = script_address(client)
    cook_islands.save_revision().publish()
    after = script_address(client)

    assert as_draft == before
    assert after != before
    assert client.get(before).headers["Cache-Control"] == "no-cache"
    assert "immutable" in client.get(after).headers["Cache-Control"]


# The admin ------------------------------------------------------------------------------------------------------------


def member_form(**fields):
    return page_form(
        "body_en",
        "body_fr",
        bodies={"body_en": "<p>English body</p>", "body_fr": "<p>Corps français</p>"},
        **{
            "title": "Palau",
            "slug": "palau",
            "title_fr": "Palaos",
            "slug_fr": "palaos",
            "capital_en": "Ngerulmud",
            "capital_fr": "Ngerulmud",
            "summary_en": "Many islands.",
            "summary_fr": "Beaucoup d’îles.",
            "iso_code": "PW",
            "sub_region": "057",
            "latitude": "7.345",
            "longitude": "134.485",
            "pin_place": "Koror",
            "time_zone": "Pacific/Palau",
            "status": "member",
        }
        | fields,
    )


@pytest.mark.parametrize("admin", ADMINS)
def test_a_member_is_made_in_the_admin_with_both_languages(request, admin, client, members_index):
    staff = request.getfixturevalue(admin)

    response = staff.post(f"/admin/pages/add/members/memberpage/{members_index.pk}/", member_form())

    assert response.status_code == 302, response.context["form"].errors
    english, french = read(client, "/en/members/palau/"), read(client, "/fr/membres/palaos/")
    assert [words(english.select_one(name)) for name in ("h1", ".lede", ".body")] == [
        "Palau",
        "Many islands.",
        "English body",
    ]
    assert [words(french.select_one(name)) for name in ("h1", ".lede", ".body")] == [
        "Palaos",
        "Beaucoup d’îles.",
        "Corps français",
    ]
    assert facts(french)["Position"] == "7°21′N 134°29′E (Koror)"


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("iso_code", "P1", "Two capital letters, such as FJ."),
        ("iso_code", "pw", "Two capital letters, such as FJ."),
        ("iso_code", "FJ", "Another member already has this code."),
    ],
)
def test_a_wrong_code_is_refused(request, admin, members_index, field, value, message):
    build_member(members_index, iso_code="FJ")
    staff = request.getfixturevalue(admin)

    response = staff.post(f"/admin/pages/add/members/memberpage/{members_index.pk}/", member_form(**{field: value}))

    assert set(response.context["form"].errors) == {field}
    assert_staff_read(response, message, admin)
    assert MemberPage.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "english", "french"),
    [
        ("latitude", "91", "less than or equal to 90.", "inférieure ou égale à 90."),
        ("longitude", "-181", "greater than or equal to -180.", "supérieure ou égale à -180."),
    ],
)
@pytest.mark.parametrize("admin", ADMINS)
def test_a_place_off_the_earth_is_refused(request, admin, members_index, field, value, english, french):
    staff = request.getfixturevalue(admin)

    response = staff.post(f"/admin/pages/add/members/memberpage/{members_index.pk}/", member_form(**{field: value}))

    errors = response.context["form"].errors
    assert set(errors) == {field}
    assert errors[field][0].endswith(french if admin == "french_admin" else english)
    assert not MemberPage.objects.exists()


def test_choices_of_members_are_named_in_the_language_of_the_staff(cook_islands):
    with override("fr"):
        assert str(cook_islands) == "Îles Cook"
