"""The list of releases in the admin."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import build_member, build_priority, build_release, build_series, text
from tests.oco_site.acts import read, words

URL = "/admin/news/"


def titles(staff, **query):
    return "".join(release.title for release in staff.get(URL, query).context["pages"])


@pytest.fixture
def releases(news_index, members_index, priorities_index):
    """Three releases that differ in all that the list can be filtered by."""
    fiji, trade = build_member(members_index, "Fiji", title_fr="Fidji"), build_priority(priorities_index)
    numbered = {"series": build_series(), "number": 27, "number_year": 2021}
    build_release(news_index, "A", title_fr="A", body_fr=text("<p>Texte</p>"), members=[fiji], **numbered)
    build_release(news_index, "B", date=date(2022, 1, 5), priorities=[trade], lead=True)
    build_release(news_index, "C", date=None).unpublish()
    return {"fiji": fiji.pk, "trade": trade.pk, "PR": numbered["series"].pk}


def test_the_list_is_filtered_ordered_and_searched(english_admin, releases):
    found = {
        "BA": {"live": "yes", "ordering": "-date"},
        "AB": {"live": "yes", "ordering": "date"},
        "B": {"date_from": "2022-01-01"},
        "A": {"date_to": "2021-12-31"},
        "C": {"live": "no"},
    }
    assert {order: titles(english_admin, **query) for order, query in found.items()} == dict(
        zip(found, found, strict=True)
    )
    only_a = [
        {"series": releases["PR"]},
        {"number_year": 2021},
        {"members": releases["fiji"]},
        {"french_state": "complete"},
    ]
    assert {titles(english_admin, **query) for query in only_a} == {"A"}
    assert titles(english_admin, priorities=releases["trade"]) == "B"
    assert titles(english_admin, number_year=1066) == titles(english_admin, number_year="x") == titles(english_admin)


@pytest.mark.usefixtures("as_published")
def test_the_list_is_searched(english_admin, releases):
    assert titles(english_admin, q="B") == "B"
    assert titles(english_admin, q="B", live="no") == titles(english_admin, q="B", french_state="complete") == ""


@pytest.mark.parametrize(
    ("admin", "row", "lead", "menu"),
    [
        ("english_admin", ["PR 27/21", "26 August 2021", "Fiji", "complete"], "Yes", "News releases"),
        ("french_admin", ["PR 27/21", "26 août 2021", "Fidji", "complet"], "Oui", "Communiqués"),
    ],
)
def test_the_columns_are_in_the_language_of_the_staff(request, admin, row, lead, menu, releases):
    page = read(request.getfixturevalue(admin), f"{URL}?ordering=date&live=yes")

    numbered, leading = page.select("main table tbody tr")
    assert [word for word in row if word not in words(numbered)] == []
    assert lead in words(leading)
    assert menu in page.find("script", id="wagtail-sidebar-props").string.encode().decode("unicode_escape")


def test_the_queries_do_not_grow_with_the_list(english_admin, news_index, members_index):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert english_admin.get(URL).status_code == 200
        return len(captured)

    members = [build_member(members_index), build_member(members_index, "Tonga")]
    for number in range(3):
        build_release(news_index, members=members, series=build_series(), number=number + 1, number_year=2021)
    queries()
    few = queries()
    for number in range(4, 31):
        build_release(news_index, members=members, series=build_series(), number=number, number_year=2021)

    assert queries() == few
