"""When a page fetches its live map, and the static map that stands in its place until then."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.maps import show_life

pytestmark = pytest.mark.browser


def map_files(asked):
    return [url for url in asked if "leaflet" in url or "pacific" in url or "map.js" in url or "cards" in url]


SIGNS_OF_LIFE = {
    "mouse": show_life,
    "key": lambda page: page.keyboard.press("Shift"),
    "touch": lambda page: page.touchscreen.tap(5, 300),
    "scroll": lambda page: page.evaluate("window.scrollTo(0, 60)"),
    "focus": lambda page: page.evaluate("document.querySelector('main a').focus()"),
}


@pytest.mark.parametrize("sign", SIGNS_OF_LIFE)
def test_the_members_page_loads_its_map_when_a_reader_is_there(browser, site_url, sign):
    asked = []
    with browser.new_context(has_touch=True) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(site_url + "/en/members/")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
        assert map_files(asked) == []
        SIGNS_OF_LIFE[sign](page)
        expect(page.locator("#member-map.is-live .map-pin")).to_have_count(25, timeout=15000)
        page.mouse.move(30, 30)
        page.keyboard.press("Tab")
        page.wait_for_load_state("networkidle")
    assert len(map_files(asked)) == len(set(map_files(asked)))


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_map_of_the_members_page_comes(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site_url + "/fr/membres/")
    page.wait_for_load_state("networkidle")
    tops = "all => all.map(each => each.getBoundingClientRect().top)"
    places = page.locator("main h2, main li[data-member], .foot")
    before = places.evaluate_all(tops)
    show_life(page)
    expect(page.locator("#member-map.is-live .map-pin")).to_have_count(25, timeout=15000)
    assert page.locator(".map-show").count() == 25
    assert places.evaluate_all(tops) == pytest.approx(before, abs=0.6)


@pytest.mark.parametrize("path", ["/en/", "/fr/"])
def test_the_home_page_loads_its_map_when_it_comes_near(page, site_url, path, axe):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + path)
    show_life(page)
    page.wait_for_load_state("networkidle")
    assert map_files(asked) == []
    page.locator("#member-map").scroll_into_view_if_needed()
    expect(page.locator("#member-map.is-live .map-pin")).to_have_count(25, timeout=15000)
    page.locator(".live-map .map-pin").first.click()
    expect(page.get_by_role("dialog").locator("p").nth(1)).to_be_visible()
    assert axe(page) == []


SAVE_DATA = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"


@pytest.mark.parametrize("path", ["/en/", "/en/members/"])
def test_a_reader_who_saves_data_is_asked_first(page, site_url, path):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(SAVE_DATA)
    page.goto(site_url + path)
    button = page.get_by_role("button", name="Load the interactive map")
    button.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    assert map_files(asked) == []
    button.click()
    expect(page.locator("#member-map.is-live .map-pin").first).to_be_visible(timeout=15000)
    expect(button).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_without_leaflet_the_static_pins_are_links(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.route("**/leaflet*.js", lambda route: route.abort())
    page.goto(site_url + "/en/members/")
    with page.expect_event("requestfailed", lambda request: "leaflet" in request.url):
        show_life(page)
    page.wait_for_load_state("networkidle")
    link = page.locator('.map-pins a[data-member="fiji"]')
    link.click()
    expect(page).to_have_url(re.compile("/members/fiji/"))


def test_without_scripts_the_static_pins_are_links(browser, site_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "/en/members/")
    expect(page.get_by_role("link", name="Fiji").and_(page.locator(".map-pins a"))).to_have_count(1)
    expect(page.locator(".map-tools")).to_be_hidden()
    page.locator('.map-pins a[data-member="fiji"] .dot').click()
    expect(page).to_have_url(re.compile("/members/fiji/"))
    context.close()
