"""What staff do to what is there already, from the admin's first screen to the public page, with as few presses."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MAKE_PAGES = """
from datetime import date
from events.models import EventPage, EventsIndexPage
from oco_site.base import home_page
from oco_site.models import StandardPage
event = EventPage(title="Risk seminar", title_fr="Séminaire sur le risque", start_date=date(2090, 5, 8))
EventsIndexPage.objects.get().add_published_child(event)
page = home_page().add_published_child(StandardPage(title="Harbour rules", slug="harbour-rules"))
for words in ("Rules of old.", "Rules of now."):
    page.introduction_en = words
    page.save_revision(log_action=True).publish()
"""
TAKE_AWAY = """
from wagtail.models import Page
from events.models import EventPage
EventPage.objects.filter(start_date__year__gte=2090).delete()
Page.objects.filter(slug="harbour-rules").delete()
"""
PROGRAMME = "3-Oct Customs Expert In Country Mission – TONGA\n5-Oct ISWG Meeting"


@pytest.fixture(scope="module", autouse=True)
def own_pages(site):
    site.manage("shell", "--no-imports", "-c", MAKE_PAGES)
    yield
    site.manage("shell", "--no-imports", "-c", TAKE_AWAY)


def test_an_english_publisher_moves_an_event(site, sign_in, page):
    publisher = sign_in("mere")
    publisher.press("link", "Events")
    publisher.press("link", "Risk seminar")
    publisher.press("tab", "Both languages")
    publisher.write("start_date", "2090-05-15")
    publisher.write("end_date", "2090-05-16")
    publisher.press("button", "More actions", key="Enter")  # the calendar of the field lies over it
    publisher.press("button", "Publish")
    publisher.is_told("published")

    assert publisher.presses == 5
    for address, moved in (
        ("/en/events/risk-seminar/", "Moved."),
        ("/fr/evenements/seminaire-sur-le-risque/", "Déplacé."),
    ):
        page.goto(site.url + address)
        expect(page.locator("main .notice")).to_contain_text(moved)


def test_a_french_publisher_imports_a_programme(site, sign_in, page):
    publisher = sign_in("hina")
    publisher.press("link", "Importer un programme")
    publisher.write("text", PROGRAMME)
    publisher.write("start_year", "2091")
    publisher.press("button", "Aperçu")
    publisher.press("radio", "événements publiés")
    publisher.press("button", "Importer")
    expect(publisher.page.get_by_role("heading", name="Le programme est importé et publié")).to_be_visible()

    assert publisher.presses == 4
    page.goto(f"{site.url}/en/events/?year=2091")
    for name in ("Customs Expert In-Country Mission – Tonga", "ISWG Meeting"):
        expect(page.get_by_role("link", name=name).first).to_be_visible()


def test_an_english_publisher_restores_an_old_version(site, sign_in, page):
    address = f"{site.url}/en/harbour-rules/"
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Rules of now.")

    publisher = sign_in("mere")
    publisher.press("button", "Pages")
    publisher.press("link", "Edit 'Harbour rules'")
    publisher.press("button", "Actions")
    publisher.press("link", "History")
    publisher.press("button", "Actions", which=1)  # of the older one
    publisher.press("link", "Review this version")
    publisher.press("button", "More actions")
    publisher.press("button", "Publish this version")
    publisher.is_told("published")

    assert publisher.presses == 8
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Rules of old.")


@pytest.mark.parametrize("name", ["mere", "hina"])
def test_the_guide_is_accessible(site, sign_in, axe, name):
    reader = sign_in(name)
    reader.page.get_by_role("link", name="How to …" if name == "mere" else "Comment faire…").click()
    reader.page.get_by_role("heading", level=2).first.wait_for()

    assert axe(reader.page) == []
    for picture in reader.page.locator(".guide img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [
            int(picture.get_attribute(side)) for side in ("width", "height")
        ]
