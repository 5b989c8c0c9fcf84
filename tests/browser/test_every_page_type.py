"""Each page type in a real browser, in both languages: accessible, in its place, from this host alone, and small: what
a first visit costs over a dear link, as served and without photographs, and what holds up its paint."""

from urllib.parse import urlsplit

import pytest

from tests.served_site import PROGRAMME

pytestmark = pytest.mark.browser

PATHS = {
    "home": ("/en/", "/fr/"),
    "news": ("/en/news/", "/fr/actualites/"),
    "release": (
        "/en/news/godart-heads-new-caledonia-customs/",
        "/fr/actualites/godard-dirige-les-douanes-en-nouvelle-caledonie/",
    ),
    "release in English": (
        "/en/news/palau-celebrates-customs-officer/",
        "/fr/actualites/palau-celebrates-customs-officer/",
    ),
    "events": ("/en/events/", "/fr/evenements/"),
    "events filtered": ("/en/events/?type=meeting&year=nowhere", "/fr/evenements/?type=meeting"),
    "month": (f"/en/events/month/{PROGRAMME + 1}-04/", f"/fr/evenements/mois/{PROGRAMME + 1}-04/"),
    "planner": (f"/en/events/planner/{PROGRAMME}/", f"/fr/evenements/calendrier-annuel/{PROGRAMME}/"),
    "changes": ("/en/events/changes/", "/fr/evenements/changements/"),
    "subscribe": ("/en/events/subscribe/?member=tonga", "/fr/evenements/abonnement/?member=tonga"),
    "members": ("/en/members/", "/fr/membres/"),
    "member": ("/en/members/fsm/", "/fr/membres/etats-federes-de-micronesie/"),
    "priorities": ("/en/priorities/", "/fr/priorites/"),
    "priority": (
        "/en/priorities/trade-management-and-facilitation/",
        "/fr/priorites/gestion-et-facilitation-des-echanges/",
    ),
    "standard": ("/en/about/", "/fr/a-propos/"),
    "contact": ("/en/contact/", "/fr/contact/"),
    "site map": ("/en/site-map/", "/fr/plan-du-site/"),
    "search": ("/en/search/?q=customs", "/fr/recherche/?q=douane"),
    "empty search": ("/en/search/?q=xyzzy", "/fr/recherche/?q=xyzzy"),
    "not found": ("/en/nowhere/", "/fr/nulle-part/"),
}
EVERY = [pytest.param(path, id=f"{kind} {path[1:3]}") for kind, pair in PATHS.items() for path in pair]
NOT_FOUND = "status of 404"  # Chromium says of every 404 page that it failed to load
MOST_BYTES, MOST_REQUESTS = 50_000, 7
# The live map is more, on the members' page only: test_member_map.py.
WITH_LIVE_MAP = PATHS["members"]
BLOCKING = """performance.getEntriesByType('resource')
    .filter(file => file.renderBlockingStatus === 'blocking').map(file => file.name)"""


@pytest.fixture
def first_event(site, page):
    page.goto(f"{site.url}/en/events/")
    return page.locator(".ev .what a").first.get_attribute("href")


def watch(page, host):
    """Lists that fill while the page lives: console errors, and requests to other hosts."""
    complaints, elsewhere = [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: elsewhere.append(request.url) if urlsplit(request.url).netloc != host else None)
    return complaints, elsewhere


def watch_sizes(page):
    """{request: bytes on the line}, which fills while the page lives."""
    sizes = {}
    debugger = page.context.new_cdp_session(page)
    debugger.send("Network.enable")
    debugger.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    return sizes


def check(page, site_url, path, axe):
    complaints, elsewhere = watch(page, urlsplit(site_url).netloc)
    page.goto(site_url + path)
    page.wait_for_load_state("networkidle")
    assert page.locator("html").get_attribute("lang") == path[1:3]
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    assert axe(page) == []
    assert [text for text in complaints if NOT_FOUND not in text] == []
    assert elsewhere == []


@pytest.mark.parametrize("path", EVERY)
def test_a_page_is_accessible_small_and_complains_of_nothing(page, site_url, axe, path):
    sizes = watch_sizes(page)

    check(page, site_url, path, axe)

    assert page.evaluate(BLOCKING) == []
    if path not in WITH_LIVE_MAP:
        assert sum(sizes.values()) <= MOST_BYTES, sizes
        assert len(sizes) <= MOST_REQUESTS


@pytest.mark.parametrize("path", EVERY)
def test_a_page_fits_the_narrowest_phone_in_the_dark(browser, site_url, axe, path):
    with browser.new_context(viewport={"width": 320, "height": 640}, color_scheme="dark") as context:
        check(context.new_page(), site_url, path, axe)


def test_an_event_is_accessible_in_both_languages(page, site_url, axe, first_event):
    check(page, site_url, first_event, axe)
    french = page.locator("a.lang").get_attribute("href")
    check(page, site_url, french, axe)


@pytest.mark.parametrize(("language", "path"), [("en-GB", "/en/"), ("fr-FR", "/fr/"), ("de-DE", "/en/")])
def test_the_root_leads_to_the_language_of_the_browser(browser, site_url, language, path):
    with browser.new_context(locale=language) as context:
        page = context.new_page()
        page.goto(f"{site_url}/")
        assert page.url == site_url + path
        assert context.cookies() == []


def test_the_menu_opens_on_a_phone_without_a_script(browser, site_url):
    with browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url}/en/")
        page.get_by_role("button", name="Menu").click()
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Members").click()
        assert page.url == f"{site_url}/en/members/"


def test_the_whole_site_can_be_walked_with_the_tab_key(page, site_url):
    page.goto(f"{site_url}/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_member_page_tells_its_local_time(page, site_url):
    page.goto(f"{site_url}/fr/membres/fidji/")
    expected = page.evaluate(
        "new Intl.DateTimeFormat('fr', {timeZone: 'Pacific/Fiji', weekday: 'long'}).format(new Date())"
    )
    assert page.locator("[data-local-time] td").inner_text().startswith(expected)


def test_the_day_is_there_before_the_script_that_tells_the_hour(page, site_url):
    page.route("**/local-time*.js", lambda route: route.abort())
    page.goto(f"{site_url}/fr/membres/tonga/")  # asked for by nobody else: a page that is kept may be of yesterday
    day = page.evaluate(
        "new Intl.DateTimeFormat('fr', {timeZone: 'Pacific/Tongatapu', weekday: 'long', day: 'numeric', month: 'long'})"
        ".format(new Date())"
    )
    assert page.locator("[data-local-time] td").inner_text().strip() == day


def test_a_browser_that_does_not_know_the_zone_shows_no_local_time(page, site_url):
    page.add_init_script("Intl.DateTimeFormat = function () { throw new RangeError('Invalid time zone'); }")
    page.goto(f"{site_url}/fr/membres/fidji/")
    assert not page.get_by_text("Heure locale").is_visible()


@pytest.mark.parametrize("width", [360, 412, 1280])
def test_the_local_time_moves_no_other_fact(browser, site_url, width):
    def left_of_facts(**options):
        with browser.new_context(viewport={"width": width, "height": 800}, **options) as context:
            page = context.new_page()
            page.goto(f"{site_url}/en/members/cook-islands/")
            return page.locator(".facts td").first.bounding_box()["x"]

    assert left_of_facts(java_script_enabled=False) == left_of_facts()
