"""Reading without a connection: the pages that were read stay, and say of when they are."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, expect

from tests.browser.staff import Person
from tests.waiting import until

pytestmark = pytest.mark.browser

NO_CONNECTION = {"en": "There is no connection.", "fr": "Il n’y a pas de connexion."}
RENAME = (
    "from oco_site.base import SitePage; page = SitePage.objects.get(slug='media-enquiries').specific;"
    "page.title = '{}'; page.save_revision().publish()"
)
KEPT = "caches.open('pages').then(cache => cache.keys()).then(pages => pages.map(page => new URL(page.url).pathname))"


@pytest.fixture
def reader(browser):
    with browser.new_context(locale="en-GB") as context:
        yield context.new_page()


def read(page, url):
    """Open a page, and wait until the browser has kept it."""
    page.goto(url)
    until(lambda: urlsplit(url).path in page.evaluate(KEPT), "kept", seconds=10)
    expect(page.locator(".kept-note")).to_be_hidden()


def test_a_page_that_was_read_can_be_read_without_a_connection(reader, site_url):
    for path in ("/en/events/", "/fr/membres/", "/en/news/"):
        read(reader, site_url + path)
    reader.context.set_offline(True)

    for path, language, heading in (
        ("/en/events/", "en", "Events and workshops"),
        ("/fr/membres/", "fr", "Pays membres"),
    ):
        reader.goto(site_url + path)
        expect(reader.get_by_role("heading", level=1)).to_contain_text(heading)
        expect(reader.get_by_role("status").filter(has_text=NO_CONNECTION[language])).to_contain_text("20")
    for path in ("/en/priorities/", "/admin/login/"):
        with pytest.raises(Error, match=r"ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
            reader.goto(site_url + path)


def test_with_a_connection_the_page_is_todays(reader, site, site_url):
    read(reader, f"{site_url}/en/media-enquiries/")
    site.manage("shell", "--no-imports", "-c", RENAME.format("For journalists"))

    reader.reload()

    expect(reader.get_by_role("heading", level=1)).to_have_text("For journalists")
    site.manage("shell", "--no-imports", "-c", RENAME.format("Media enquiries"))


@pytest.mark.usefixtures("accounts")
def test_nothing_of_staff_is_kept(browser, site_url):
    staff = Person(browser, site_url, "litia").page
    staff.goto(f"{site_url}/en/news/")
    staff.evaluate("navigator.serviceWorker.ready.then(() => true)")
    staff.reload()
    staff.goto(f"{site_url}/admin/")

    assert staff.evaluate(KEPT) == []
    staff.context.close()
