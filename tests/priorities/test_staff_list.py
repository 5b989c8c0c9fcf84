"""The list of strategic priorities in the admin, and their order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from priorities.models import PriorityPage
from tests.builders import build_priority, page_form
from tests.oco_site.acts import french, read, words

URL = "/admin/priorities/"


def titles(staff, **query):
    return [priority.title for priority in staff.get(URL, query).context["pages"]]


@pytest.mark.parametrize("admin", ["english_admin", "french_admin"])
def test_a_priority_moves_with_its_number_in_the_list_and_on_the_site(request, admin, client, priorities_index):
    staff = request.getfixturevalue(admin)
    first = build_priority(priorities_index, 1, "First", title_fr="La première")
    build_priority(priorities_index, 2, "Second")
    assert titles(staff) == ["First", "Second"]

    form = page_form("body_en", "body_fr", title="First", title_fr="La première", slug=first.slug, slug_fr="premiere",
                     number=3, inlines={"strategies": ()})  # fmt: skip
    assert staff.post(f"/admin/pages/{first.pk}/edit/", form).status_code == 302

    assert titles(staff) == ["Second", "First"]
    assert titles(staff, ordering="-number") == ["First", "Second"]
    assert titles(staff, french_state="missing") == ["Second"]
    rows = [words(row) for row in read(staff, URL).select("main table tbody tr")]
    name, state = ("First", "complete") if admin == "english_admin" else ("La première", french("complete"))
    assert name in rows[1]
    assert state in rows[1]
    listed = words(read(client, "/en/priorities/").main)
    assert listed.index("Second") < listed.index("First")


def numbered(staff, page, number, publish=True):
    """Post the edit form of a priority with a number; returns what it refuses."""
    form = page_form("body_en", "body_fr", title=page.title, slug=page.slug, number=number, inlines={"strategies": ()},
                     publish=publish)  # fmt: skip
    response = staff.post(f"/admin/pages/{page.pk}/edit/", form)
    return {} if response.status_code == 302 else response.context["form"].errors


@pytest.mark.parametrize("admin", ["english_admin", "french_admin"])
def test_a_priority_takes_the_number_of_another_when_it_is_published(request, admin, client, priorities_index):
    staff = request.getfixturevalue(admin)
    one, two, three = (build_priority(priorities_index, n, name) for n, name in enumerate("ABC", 1))
    two.title = "B, drafted"
    two.save_revision()

    assert numbered(staff, one, 3, publish=False) == {}
    assert titles(staff) == ["A", "B", "C"]
    assert numbered(staff, one, 3) == {}
    assert titles(staff) == ["B", "C", "A"]
    listed = words(read(client, "/en/priorities/").main)
    assert listed.index("B") < listed.index("C") < listed.index("A")

    drafted = read(staff, f"/admin/pages/{two.pk}/edit/")  # what waited has moved with its page, and moves nobody
    assert [drafted.find(id=f"id_{name}")["value"] for name in ("number", "title")] == ["1", "B, drafted"]
    two.refresh_from_db()
    two.latest_revision.publish()
    assert list(PriorityPage.objects.order_by("number").values_list("title", "number")) == [
        ("B, drafted", 1), ("C", 2), ("A", 3),
    ]  # fmt: skip
    assert numbered(staff, three, 1) == {}
    assert titles(staff) == ["C", "B, drafted", "A"]

    three.refresh_from_db()
    three.unpublish()
    assert list(numbered(staff, three, 3, publish=False)) == ["number"]  # a draft moves no published one
    assert list(PriorityPage.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_the_queries_do_not_grow_with_the_list(english_admin, priorities_index):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert english_admin.get(URL).status_code == 200
        return len(captured)

    for number in range(1, 4):
        build_priority(priorities_index, number)
    queries()
    few = queries()
    for number in range(4, 31):
        build_priority(priorities_index, number)

    assert queries() == few
    assert PriorityPage.objects.count() == 30
