"""Whatever changes what visitors see shows on every process within a second."""

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from oco_site import edition
from oco_site.edition import Edition
from oco_site.models import SiteDocument, SiteSettings, StandardPage
from tests.builders import (
    build_event,
    build_event_type,
    build_events_index,
    build_home,
    build_image,
    build_news_index,
    build_release,
    build_series,
    build_standard_page,
    text,
)


@pytest.fixture(scope="module")
def home(committed_db):
    home = build_home()
    build_news_index(home)
    build_events_index(home)
    return home


@pytest.fixture
def page(home):
    """A page of its own for each test."""
    return build_standard_page(home, "As it was", title_fr="Comme avant", show_in_menus=True)


def address(page):
    return page.address_in("en").removeprefix("http://localhost:8000")


def test_what_is_published_moved_hidden_and_deleted(shows, page, home):
    old = address(page)
    assert "As it was" in shows(old)
    assert "As it was" in shows("/en/")  # in the menu
    assert "Comme avant" in shows("/fr/")

    page.title, page.title_fr, page.body_en = "As it is", "Comme maintenant", text("<p>New words</p>")
    draft = page.save_revision()
    assert "As it was" in shows(old)
    draft.publish()
    assert "New words" in shows(old)
    assert "As it is" in shows("/en/")
    assert "Comme maintenant" in shows("/fr/")

    other = build_standard_page(home, "Another")
    page.refresh_from_db()
    page.move(other, pos="last-child")
    page = StandardPage.objects.get(pk=page.pk)
    assert shows(old) == 301
    assert "New words" in shows(address(page))

    page.unpublish()
    assert shows(address(page)) == 404
    page.save_revision().publish()
    assert "New words" in shows(address(page))
    page.delete()
    assert shows(address(page)) == 404
    assert "As it is" not in shows("/en/")


def test_a_draft_does_not_move_the_edition(page):
    before = Edition.objects.get().mark if Edition.objects.exists() else None

    page.title = "Not yet"
    page.save_revision()

    assert Edition.objects.filter(mark=before).exists() == (before is not None)
    assert Edition.objects.count() == (before is not None)


def test_a_copy_and_a_new_order(shows, page, home):
    shows("/en/")
    page.save_revision().publish()
    CopyPageAction(page, to=home, update_attrs={"slug": "copy", "title": "Copied"}, keep_live=True).execute()
    assert "Copied" in shows("/en/")

    first = home.get_children().first()
    StandardPage.objects.get(slug="copy").move(first, pos="left")
    menu = shows("/en/")
    assert menu.index("Copied") < menu.index(">News<")


def test_who_may_read_a_page(shows, page):
    assert "As it was" in shows(address(page))

    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert shows(address(page)) == 302
    restriction.delete()
    assert "As it was" in shows(address(page))


def test_settings_and_the_site_itself(shows, home):
    shows("/en/")
    settings = SiteSettings.for_site(Site.objects.get())
    settings.organisation_en = "The organisation's new name"
    settings.save()
    assert "The organisation&#x27;s new name" in shows("/en/")

    Site.objects.get().save()
    before = Edition.objects.get().mark
    Site.objects.get().save()
    assert Edition.objects.get().mark != before


def test_snippets(shows, home):
    series = build_series("AB")
    event_type = build_event_type()
    build_event(home.get_children().get(slug="events").specific, event_type=event_type)
    build_release(home.get_children().get(slug="news").specific, series=series, number=7)
    assert "AB 07/21" in shows("/en/news/2021/")
    assert "Workshop" in shows("/en/events/?year=2026")

    series.prefix = "CD"
    series.save()
    event_type.name_en = "Colloquium"
    event_type.save()
    assert "CD 07/21" in shows("/en/news/2021/")
    assert "Colloquium" in shows("/en/events/?year=2026")


def test_pictures_and_documents(shows, page):
    image = build_image()
    document = SiteDocument.objects.create(title="Report", file=ContentFile(b"x", name="report.txt"))
    document.file.close()
    page.body_en = [("image", {"image": image, "caption": ""}), ("documents", [document])]
    page.save_revision().publish()
    assert "Officers at a desk" in shows(address(page))
    assert "Report" in shows(address(page))

    image.description_en, document.title = "Officers at sea", "Minutes"
    image.save()
    assert "Officers at sea" in shows(address(page))
    document.save()
    assert "Minutes" in shows(address(page))


@pytest.mark.parametrize(
    "change",
    [
        lambda page: Redirect.objects.create(old_path="/en/old", redirect_page=page),
        lambda page: Collection.get_first_root_node().add_child(name="For members"),
        lambda page: CollectionViewRestriction.objects.create(
            collection=Collection.get_first_root_node(), restriction_type=CollectionViewRestriction.LOGIN
        ),
    ],
    ids=["redirect", "collection", "private collection"],
)
def test_what_else_decides_what_is_seen(page, change):
    edition.new_edition()
    before = Edition.objects.get().mark

    changed = change(page)
    moved = Edition.objects.get().mark
    changed.delete()

    assert len({before, moved, Edition.objects.get().mark}) == 3


def test_the_edition_moves_once_a_transaction_and_not_with_one_that_fails(page, monkeypatch):
    edition.new_edition()
    before, moves = Edition.objects.get().mark, []
    monkeypatch.setattr(edition, "new_edition", lambda: moves.append(1))

    def rolled_back():
        with transaction.atomic():
            page.unpublish()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        rolled_back()
    assert (moves, Edition.objects.get().mark) == ([], before)

    with transaction.atomic():
        with transaction.atomic():
            Redirect.objects.create(old_path="/en/older", redirect_page=page)
        StandardPage.objects.get(pk=page.pk).unpublish()
        assert moves == []
    assert moves == [1]
