"""How the French of each page stands: what decides it, what it survives, and the board that tells it."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Page

from news.models import Correction
from oco_site.french import assess_unassessed
from oco_site.models import SitePage, StandardPage
from priorities.models import PriorityPage
from tests.builders import build_event, build_priority, build_release, build_standard_page, page_form, text
from tests.oco_site.acts import ADMINS, french, read, words

BOARD = "/admin/reports/french/"
TEXTS = {
    "title": "About", "title_fr": "À propos", "slug": "about", "slug_fr": "a-propos",
    "introduction_en": "Who we are", "introduction_fr": "Qui nous sommes",
}  # fmt: skip
BODIES = {"body_en": "<p>We <b>are</b>.</p>", "body_fr": "<p>Nous <b>sommes</b>.</p>"}


def stands(page):
    """State, texts without French, texts with older French."""
    page = SitePage.objects.get(pk=page.pk)
    return page.french_state, page.french_missing, page.french_older


COMPLETE = ("complete", [], [])


@pytest.fixture
def page(home):
    return build_standard_page(home, **TEXTS | {name: text(html) for name, html in BODIES.items()})


def edit(staff, page, publish=True, bring_back=None, **changes):
    bodies = {name: changes.pop(name, html) for name, html in BODIES.items()}
    form = page_form(*BODIES, bodies=bodies, publish=publish, **TEXTS | changes)
    action = f"revisions/{bring_back.pk}/revert" if bring_back else "edit"
    response = staff.post(f"/admin/pages/{page.pk}/{action}/", form)
    assert response.status_code == 302, response.context["form"].errors


@pytest.mark.parametrize("admin", ADMINS)
def test_a_page_goes_through_all_states(request, admin, page):
    staff = request.getfixturevalue(admin)
    assert stands(page) == COMPLETE

    edit(staff, page)  # saved as it is, by the editor's own script: with other ids and keys
    assert stands(page) == COMPLETE
    new = {"body_en": "<p>We <b>were</b>.</p>"}
    edit(staff, page, **new)
    assert stands(page) == ("older", [], ["body"])
    edit(staff, page, **new, introduction_fr="Nous")  # another text's French says nothing of this one's
    assert stands(page) == ("older", [], ["body"])
    edit(staff, page, **new, body_fr="<p>Nous étions.</p>")
    assert stands(page) == COMPLETE
    new |= {"body_fr": "<p>Nous étions.</p>", "title": "About us"}
    edit(staff, page, publish=False, **new)  # a draft counts, as in the lists of the admin
    assert stands(page) == ("older", [], ["title"])
    edit(staff, page, **new, french_checked="on")
    assert stands(page) == COMPLETE
    edit(staff, page, **new | {"introduction_fr": "", "seo_title": "Who we are"})
    assert stands(page) == ("partial", ["seo_title", "introduction"], [])
    edit(staff, page, **new | {"introduction_fr": "", "body_fr": "", "title_fr": ""})
    assert stands(page) == ("missing", ["title", "introduction", "body"], [])


def test_english_that_is_put_back_needs_no_new_french(english_admin, page):
    edit(english_admin, page, introduction_en="Who we were")
    assert stands(page) == ("older", [], ["introduction"])

    edit(english_admin, page)

    assert stands(page) == COMPLETE


def test_an_earlier_version_comes_back_with_the_state_that_it_had(english_admin, page):
    """The second was older than its English, and still is when it comes back after it has been translated."""
    for changes in ({}, {"introduction_en": "New"}, {"introduction_en": "New", "introduction_fr": "Nouveau"}):
        edit(english_admin, page, **changes)
    first, second, _third = page.revisions.order_by("pk")
    assert stands(page) == COMPLETE

    edit(english_admin, page, bring_back=second, introduction_en="New")
    assert stands(page) == ("older", [], ["introduction"])
    edit(english_admin, page, bring_back=first)
    assert stands(page) == COMPLETE


@pytest.mark.usefixtures("as_published")
def test_the_state_survives_publishing_an_older_draft_and_copying(english_admin, home, page):
    edit(english_admin, page, publish=False, introduction_en="New")
    edit(english_admin, page, publish=False, introduction_en="New", introduction_fr="Nouveau")
    older, newest = page.revisions.order_by("-pk")[1], page.revisions.order_by("-pk")[0]
    older.publish()
    assert stands(page) == COMPLETE  # of the newest draft
    newest.publish()
    edit(english_admin, page, introduction_en="Newer", introduction_fr="Nouveau")

    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": home.pk, "publish_copies": "on"}
    assert english_admin.post(f"/admin/pages/{page.pk}/copy/", form).status_code == 302

    copy = StandardPage.objects.get(slug="copy")
    assert stands(page) == ("older", [], ["introduction"])
    assert stands(copy) == ("older", [], ["title", "introduction"])  # its French title is still the other page's


def test_further_texts_of_a_page_count_too(english_admin, priorities_index):
    page = PriorityPage(number=1, title="Trade", title_fr="Commerce", slug="trade")
    page.strategies.create(title_en="Goal", title_fr="But")
    page.strategies.create(title_en="Second")
    priorities_index.add_published_child(page)
    assert stands(page) == ("partial", ["strategies"], [])

    page.strategies.set([page.strategies.all()[0]])
    page.save_revision().publish()
    page.strategies.all()[0].title_en = "Aim"
    page.save_revision()

    assert stands(page) == ("older", [], ["strategies"])


def test_a_correction_without_french_is_missing(client, news_index):
    release = build_release(news_index, "Meeting", slug="meeting", title_fr="Réunion", body_fr=text("<p>Texte</p>"))
    assert stands(release) == COMPLETE
    assert 'hreflang="x-default"' in client.get("/en/news/meeting/").content.decode()

    release.corrections = [Correction(text_en="The name was wrong.")]
    release.save_revision().publish()

    assert stands(release) == ("partial", ["corrections"], [])
    assert SitePage.objects.get(pk=release.pk).specific.missing_texts == ["corrections"]
    assert 'hreflang="x-default"' not in client.get("/en/news/meeting/").content.decode()


def test_pages_from_before_are_assessed_with_their_drafts(page):
    Page.objects.filter(pk=page.pk).update(latest_revision=None)
    StandardPage.objects.filter(pk=page.pk).update(french_state="", french_basis={})
    assess_unassessed()
    assert stands(page) == COMPLETE

    page = StandardPage.objects.get(pk=page.pk)
    page.introduction_en = "New"
    page.save_revision()

    assert stands(page) == ("older", [], ["introduction"])


# The board --------------------------------------------------------------------------------------------------------


@pytest.fixture
def pages(page, news_index, events_index):
    """A page in each state, beside the home page and the lists, which are complete."""
    build_standard_page(page.get_parent(), "Partly", title_fr="En partie", body_en=text("<p>English</p>"))
    build_release(news_index, "A release", title_fr="Communiqué", body_fr=text("<p>Texte</p>"))
    build_event(events_index, "An event")
    page.body_en = text("<p>New</p>")
    page.save_revision().publish()


def titles(staff, **query):
    return [page.title for page in staff.get(BOARD, query).context["pages"]]


def test_the_board_is_filtered_ordered_and_searched(english_admin, pages):
    everything = titles(english_admin)
    assert everything[:3] == ["Partly", "About", "An event"]
    assert sorted(everything[3:]) == ["A release", "Events", "Home", "News"]
    assert titles(english_admin, french_state="missing") == ["An event"]
    assert sorted(titles(english_admin, french_state=["partial", "older"])) == ["About", "Partly"]
    kind = StandardPage.get_verbose_name()
    choices = english_admin.get(BOARD).context["filters"].form.fields["content_type"].queryset
    number = next(each.pk for each in choices if each.name == kind.lower())
    assert sorted(titles(english_admin, content_type=number)) == ["About", "Partly"]
    assert titles(english_admin, french_state="older", live="no") == []


@pytest.mark.usefixtures("as_published")
def test_the_board_is_searched_in_both_languages(english_admin, home):
    build_standard_page(home, "Privacy", title_fr="Vie privée")
    build_standard_page(home, "Accessibility", title_fr="Accessibilité")

    assert titles(english_admin, q="privée") == titles(english_admin, q="Privacy") == ["Privacy"]
    assert titles(english_admin, q="Privacy", french_state="missing") == []
    assert titles(english_admin, q="Privacy", ordering="french_state") == ["Privacy"]


@pytest.mark.parametrize("admin", ADMINS)
def test_the_board_and_the_form_say_what_lacks_french(request, admin, pages):
    staff, in_french = request.getfixturevalue(admin), admin == "french_admin"

    def told(message):
        return " ".join((french(message) if in_french else message).split())

    board = read(staff, BOARD)
    rows = [words(row) for row in board.select("main table tbody tr")]
    states = [next(state for state in map(told, ("partial", "older than the English", "missing")) if state in row)
              for row in rows[:3]]  # fmt: skip
    assert states == list(map(told, ("partial", "older than the English", "missing")))
    assert all(told("body") in row for row in rows[:2])
    links = [link["href"] for link in board.select("main table a") if link["href"].endswith("#tab-francais")]
    assert len(links) == 7

    form = read(staff, links[1])
    tab = form.find(id="tab-francais")
    message = told("The English has changed since the French was written: %(names)s")
    assert message.replace("%(names)s", told("body")) in words(tab)
    assert tab.find("input", attrs={"name": "french_checked", "type": "checkbox"})
    message = told("Without French: %(names)s").replace("%(names)s", told("body"))
    assert message in words(read(staff, links[0]).find(id="tab-francais"))


@pytest.mark.parametrize("admin", ADMINS)
def test_the_board_is_a_file_too(request, admin, pages):
    staff = request.getfixturevalue(admin)
    told = ["older than the English", "", "body"]
    if admin == "french_admin":
        told = [message and french(message) for message in told]

    content = b"".join(staff.get(BOARD, {"export": "csv", "french_state": "older"}).streaming_content)
    rows = list(csv.reader(StringIO(content.decode())))
    workbook = load_workbook(BytesIO(b"".join(staff.get(BOARD, {"export": "xlsx"}).streaming_content)))

    assert [len(rows), rows[1][:2], rows[1][3:6]] == [2, ["About", "À propos"], told]
    assert [cell.value for cell in list(workbook.active.rows)[2]][:2] == ["About", "À propos"]
    assert workbook.active.max_row == 8


def count_queries(staff, address):
    with CaptureQueriesContext(connection) as captured:
        assert staff.get(address).status_code == 200
    return len(captured)


def test_the_queries_of_board_and_first_screen_do_not_grow_with_the_pages(english_admin, home, priorities_index):
    def few_and_many(address):
        count_queries(english_admin, address)
        return count_queries(english_admin, address)

    def schedule(page):
        page.expire_at = timezone.now() + timezone.timedelta(days=1)
        page.save(update_fields=["expire_at"])

    addresses = (BOARD, f"{BOARD}?export=csv", "/admin/")
    for number in range(3):
        schedule(build_standard_page(home, f"Page {number}"))
        build_priority(priorities_index, number + 1)
    few = [few_and_many(address) for address in addresses]
    for number in range(4, 16):
        schedule(build_standard_page(home, f"Page {number}"))
        build_priority(priorities_index, number)

    assert [few_and_many(address) for address in addresses] == few
