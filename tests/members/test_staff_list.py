"""The list of members in the admin."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import build_member
from tests.oco_site.acts import read, words

URL = "/admin/members/"


def titles(staff, **query):
    return [member.title for member in staff.get(URL, query).context["pages"]]


@pytest.fixture
def members(members_index):
    build_member(
        members_index, "Tonga", sub_region="061", joined=date(2022, 5, 1), iso_code="TO", capital_en="Nukuʻalofa"
    )
    build_member(members_index, "Fiji", title_fr="Fidji", status="observer", iso_code="FJ")


def test_the_list_is_filtered_ordered_and_searched(english_admin, members):
    assert titles(english_admin) == titles(english_admin, ordering="iso_code") == ["Fiji", "Tonga"]
    assert titles(english_admin, ordering="-title") == titles(english_admin, ordering="-iso_code") == ["Tonga", "Fiji"]
    assert titles(english_admin, status="observer") == titles(english_admin, sub_region="054") == ["Fiji"]
    assert titles(english_admin, french_state="missing") == titles(english_admin, sub_region="061") == ["Tonga"]
    assert titles(english_admin, live="no") == []


@pytest.mark.usefixtures("as_published")
def test_the_list_is_searched_in_both_languages(english_admin, members):
    assert titles(english_admin, q="Fidji") == titles(english_admin, q="Fiji", french_state="complete") == ["Fiji"]


@pytest.mark.parametrize(
    ("admin", "row"),
    [
        ("english_admin", ["TO", "member", "May 2022", "Polynesia", "Nukuʻalofa", "missing"]),
        ("french_admin", ["TO", "membre", "mai 2022", "Polynésie", "Nukuʻalofa", "manquant"]),
    ],
)
def test_the_columns_are_in_the_language_of_the_staff(request, admin, row, members):
    page = read(request.getfixturevalue(admin), f"{URL}?french_state=missing")

    assert [word for word in row if word not in words(page.select_one("main table tbody tr"))] == []


def test_the_queries_do_not_grow_with_the_list(english_admin, members_index):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert english_admin.get(URL).status_code == 200
        return len(captured)

    for number in range(3):
        build_member(members_index, f"Member {number}")
    queries()
    few = queries()
    for number in range(3, 30):
        build_member(members_index, f"Member {number}")

    assert queries() == few
