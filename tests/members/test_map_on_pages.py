"""The map of the members on other pages: the home page, and the body of any page."""

import pytest

from tests.builders import build_member, build_standard_page, page_form
from tests.oco_site.acts import ADMINS, read, words

MAP = {"map": {"caption": "Where we are"}}


def pins(page):
    return [words(pin.title) for pin in page.select("#member-map .map-pins a")]


def test_a_body_carries_the_map_with_its_caption_in_both_languages(client, home, cook_islands):
    build_standard_page(home, "About", slug="about", title_fr="À propos", slug_fr="a-propos",
                        body_en=list(MAP.items()), body_fr=list(MAP.items()))  # fmt: skip

    english, french = read(client, "/en/about/"), read(client, "/fr/a-propos/")

    assert (pins(english), pins(french)) == (["Cook Islands"], ["Îles Cook"])
    assert words(english.select_one("figcaption")) == "Where we are"


def test_the_home_page_carries_the_map(client, cook_islands):
    assert pins(read(client, "/en/")) == ["Cook Islands"]


@pytest.mark.parametrize("admin", ADMINS)
@pytest.mark.parametrize("maps", [1, 2])
def test_a_body_has_one_map_at_most(request, admin, home, client, cook_islands, maps):
    staff = request.getfixturevalue(admin)
    page = build_standard_page(home, "About", slug="about")
    form = page_form("body_en", "body_fr", title="About", slug="about", introduction_en="", introduction_fr="")
    form["body_en-count"] = maps
    for number in range(maps):
        form |= {
            f"body_en-{number}-deleted": "",
            f"body_en-{number}-order": number,
            f"body_en-{number}-type": "map",
            f"body_en-{number}-id": "",
            f"body_en-{number}-value-caption": "",
        }

    response = staff.post(f"/admin/pages/{page.pk}/edit/", form)

    if maps == 1:
        assert response.status_code == 302
        assert pins(read(client, "/en/about/")) == ["Cook Islands"]
    else:
        assert response.status_code == 200
        assert response.context["form"].errors.keys() == {"body_en"}


@pytest.mark.parametrize("items", [1, 3])
def test_a_map_in_a_body_costs_the_same_queries_whatever_it_shows(
    client, django_assert_num_queries, home, members_index, items
):
    build_standard_page(home, "About", slug="about", body_en=list(MAP.items()))
    for number in range(items):
        build_member(members_index, f"Member {number}")
    client.get("/en/about/")

    with django_assert_num_queries(6):
        client.get("/en/about/")
