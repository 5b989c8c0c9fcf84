"""Members in the admin: the edit form in both of its languages."""

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from members.chart import chart_point
from members.models import MemberPage
from tests.builders import build_member, page_form
from tests.oco_site.acts import ADMINS, assert_staff_read, french, read, words


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
    assert "7°21′N 134°29′E (Koror)" in words(french.select_one("table.facts"))


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
    in_fiji = {"latitude": "-18.138", "longitude": "178.44"}

    response = staff.post(
        f"/admin/pages/add/members/memberpage/{members_index.pk}/", member_form(**in_fiji, **{field: value})
    )

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

    assert set(response.context["form"].errors) == {field}
    said = words(BeautifulSoup(response.content, "html.parser"))
    assert (english in said, french in said) == (admin == "english_admin", admin == "french_admin")
    assert not MemberPage.objects.exists()


FAR = "This place lies about %(distance)d km from the land of %(code)s. Is a minus sign missing?"
OUTSIDE = "This place lies outside the map. Is a minus sign missing?"


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"latitude": "-7.345"}, FAR),
        ({"iso_code": "HW", "longitude": "-100"}, OUTSIDE),
        ({"iso_code": "HW", "latitude": "-90"}, OUTSIDE),
    ],
)
def test_a_pin_far_from_its_country_is_refused(request, admin, members_index, fields, message):
    staff = request.getfixturevalue(admin)

    response = staff.post(f"/admin/pages/add/members/memberpage/{members_index.pk}/", member_form(**fields))

    said = french(message) if admin == "french_admin" else message
    with override("fr" if admin == "french_admin" else "en"):
        assert response.context["form"].errors == {"latitude": [said % {"distance": 1200, "code": "PW"}]}
    assert not MemberPage.objects.exists()


def test_the_form_shows_where_the_pin_lies(english_admin, cook_islands):
    form = BeautifulSoup(english_admin.get(f"/admin/pages/{cook_islands.pk}/edit/").content, "html.parser")

    rings = form.select("[data-pin-preview] circle")
    x, y = chart_point(cook_islands.latitude, cook_islands.longitude)
    assert [(ring["cx"], ring["cy"]) for ring in rings] == [(f"{x:.1f}", f"{y:.1f}")] * 2
    close = form.select_one('[data-view="close"]')["viewbox"].split()
    assert [float(number) for number in close] == pytest.approx([x - 90, y - 60, 180, 120], abs=0.1)


def test_the_form_of_a_new_member_has_no_ring_yet(french_admin, members_index):
    address = f"/admin/pages/add/members/memberpage/{members_index.pk}/"
    form = BeautifulSoup(french_admin.get(address).content, "html.parser")

    assert [ring["visibility"] for ring in form.select("[data-pin-preview] circle")] == ["hidden", "hidden"]


def test_choices_of_members_are_named_in_the_language_of_the_staff(cook_islands):
    with override("fr"):
        assert str(cook_islands) == "Îles Cook"


def test_drafts_of_members_may_wait_for_their_codes_and_zones(english_admin, members_index):
    for name in ("one", "two"):
        form = page_form(
            "body_en",
            "body_fr",
            title=name,
            slug=name,
            latitude="7.3",
            longitude="134.5",
            status="member",
            publish=False,
        )
        response = english_admin.post(f"/admin/pages/add/members/memberpage/{members_index.pk}/", form)
        assert response.status_code == 302, response.context["form"].errors

    draft = MemberPage.objects.get(slug="two")

    assert draft.iso_code == draft.time_zone == ""
    assert english_admin.get(f"/admin/pages/{draft.pk}/view_draft/").status_code == 200


@pytest.mark.parametrize(
    ("admin", "names"),
    [
        ("english_admin", ["Cook Islands", "Fiji", "Marshall Islands", "Palau"]),
        ("french_admin", ["Fidji", "Îles Cook", "Îles Marshall", "Palaos"]),
    ],
)
def test_members_are_chosen_from_a_list_in_the_order_of_the_staff_s_language(
    request, admin, names, members_index, news_index, events_index
):
    staff = request.getfixturevalue(admin)
    for name, in_french in (
        ("Marshall Islands", "Îles Marshall"),
        ("Palau", "Palaos"),
        ("Fiji", "Fidji"),
        ("Cook Islands", "Îles Cook"),
    ):
        build_member(members_index, name, title_fr=in_french)

    release = staff.get(f"/admin/pages/add/news/newsreleasepage/{news_index.pk}/").context["form"].fields["members"]
    host = staff.get(f"/admin/pages/add/events/eventpage/{events_index.pk}/").context["form"].fields["host_country"]

    assert [str(label) for _value, label in release.choices] == names
    assert [str(label) for _value, label in host.choices][1:] == names
    assert host.choices[0][0] == ""
