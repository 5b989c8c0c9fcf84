"""The flat member map in a browser: pins, cards, keyboard, paper."""

import math
import re
from itertools import combinations

import pytest
from playwright.sync_api import expect

from tests.browser.maps import at_rest, centres, flat_pin, low_in, open_live_map, swipe

pytestmark = pytest.mark.browser

PAGES = [("/en/members/", "Fiji"), ("/fr/membres/", "Fidji")]
FIJI = """land_pacific.getLayers().filter(area => area.feature.id === "FJ").map(area => ({
    west: area.getBounds().getWest(),
    east: area.getBounds().getEast(),
    numbers: area.feature.geometry.coordinates.flat(Infinity).length,
}))"""


@pytest.mark.parametrize(("path", "name"), PAGES)
def test_every_listed_member_has_a_pin_and_a_card_with_a_link_to_its_page(page, site_url, path, name):
    refused = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    open_live_map(page, site_url + path)
    listed = page.locator("li[data-member]").evaluate_all("all => all.map(li => li.dataset.member)")
    assert page.locator(".live-map .map-pin").count() == len(set(listed)) > 0
    flat_pin(page, name).click()
    card = page.get_by_role("dialog", name=name)
    expect(card).to_be_visible()
    link = page.locator("li[data-member=fiji] a").first.get_attribute("href")
    expect(card.locator(f'a[href="{link}"]').first).to_be_visible()
    assert refused == []


@pytest.mark.parametrize("key", ["Enter", " "])
def test_keyboard_opens_a_card_and_escape_returns_to_the_pin(page, site_url, key):
    open_live_map(page, site_url + "/en/members/")
    fiji = flat_pin(page, "Fiji")
    fiji.focus()
    page.keyboard.press(key)
    card = page.get_by_role("dialog", name="Fiji")
    expect(card).to_be_focused()
    expect(fiji).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(fiji).to_be_focused()
    expect(fiji).to_have_attribute("aria-expanded", "false")


def test_show_on_map_opens_the_card_and_closing_returns_to_the_list(page, site_url):
    open_live_map(page, site_url + "/en/members/")
    button = page.locator("li[data-member=palau] .map-show")
    expect(button).to_have_accessible_name(re.compile("Palau"))
    button.click()
    card = page.get_by_role("dialog", name="Palau")
    expect(card).to_be_focused()
    card.locator(".map-close").click()
    expect(card).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_pins_keep_apart_and_stay_in_the_frame(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 800})
    open_live_map(page, site_url + "/en/members/")
    at_rest(page)  # pins take their places at the end of a zoom
    places = centres(page.locator(".live-map .map-pin"))
    frame = page.locator(".live-map").bounding_box()
    for n, (x, y) in enumerate(places):
        assert frame["x"] <= x <= frame["x"] + frame["width"]
        assert frame["y"] <= y <= frame["y"] + frame["height"]
        assert all(max(abs(x - u), abs(y - v)) >= 24 for u, v in places[:n])


def test_the_toolbar_zooms_moves_and_returns(page, site_url):
    open_live_map(page, site_url + "/en/members/")

    def call(name, by=""):
        page.locator(f'[data-map-call="{name}"][data-map-by="{by}"]' if by else f'[data-map-call="{name}"]').click()
        page.wait_for_timeout(500)  # the animation

    state = "[map_members.getZoom(), map_members.getCenter().lng]"
    start = page.evaluate(state)
    call("zoom", "1")
    assert page.evaluate(state)[0] == pytest.approx(start[0] + 1, abs=0.05)
    call("pan", "1 0")
    assert page.evaluate(state)[1] > start[1] + 5
    call("region")
    assert page.evaluate(state) == pytest.approx(start, abs=0.05)


def test_land_comes_in_detail_on_zooming_in(page, site_url):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    open_live_map(page, site_url + "/en/members/")
    expect(page.locator("path.land-member").first).to_be_attached()
    assert not any("pacific-detail" in url for url in asked)
    with page.expect_request(lambda request: "pacific-detail" in request.url):
        page.evaluate("memberMap.view.show(-18, 178, 6)")
    assert sum("pacific-overview" in url for url in asked) == 1


@pytest.mark.parametrize("path", ["/en/members/", "/fr/membres/"])
def test_names_meet_neither_each_other_nor_a_pin_nor_the_frame_in_the_reader_s_own_face(page, site_url, path):
    page.goto(site_url + path)
    names = page.locator(".map.all text").evaluate_all(
        "all => all.map(name => [name.textContent, name.getBoundingClientRect()])"
    )
    pins = centres(page.locator(".map-pins .dot"))
    frame = page.locator("#member-map .plate").bounding_box()

    sides = {name: (box["left"], box["right"]) for name, box in names}
    middles = {name: (box["top"] + box["bottom"]) / 2 for name, box in names}
    line = names[0][1]["height"] * 0.7  # without the room above capitals and below the line

    def meet(one, other):
        beside = sides[one][1] <= sides[other][0] or sides[other][1] <= sides[one][0]
        return not beside and abs(middles[one] - middles[other]) < line

    def covers(name, x, y):
        return sides[name][0] < x + 5 and x - 5 < sides[name][1] and abs(middles[name] - y) < line / 2 + 4

    assert len(names) == len(pins) > 20
    assert [pair for pair in combinations(sides, 2) if meet(*pair)] == []
    assert [name for name in sides for pin in pins if covers(name, *pin)] == []
    assert [
        name for name, (left, right) in sides.items() if left < frame["x"] or right > frame["x"] + frame["width"]
    ] == []


def test_reduced_motion_zooms_without_animation(page, site_url):
    page.emulate_media(reduced_motion="reduce")
    open_live_map(page, site_url + "/en/members/")
    assert (
        page.evaluate(
            "(() => { const z = map_members.getZoom(); memberMap.view.zoom(1); return map_members.getZoom() - z; })()"
        )
        > 0.9
    )
    assert page.locator(".live-map.leaflet-zoom-anim").count() == 0


def test_one_finger_scrolls_the_page_on_touch(browser, site_url):
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    open_live_map(page, site_url + "/en/members/")
    live_map = page.locator(".live-map")
    live_map.scroll_into_view_if_needed()
    scrolled, centre = page.evaluate("[scrollY, map_members.getCenter().lat]")
    swipe(page, low_in(live_map), 0, -60)
    assert page.evaluate("scrollY") > scrolled + 30
    assert page.evaluate("map_members.getCenter().lat") == centre
    context.close()


MAP_LONGITUDES = "memberMap.members.map(m => [m.id, ...m.geometry.coordinates])"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_pin_or_its_dot_stands_where_the_data_say(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    open_live_map(page, site_url + "/en/members/")
    members = page.evaluate(MAP_LONGITUDES)
    (south, west), (north, east) = page.evaluate("map_members.options.region")
    frame = page.locator(".live-map").bounding_box()
    places = centres(page.locator(".live-map .map-pin, .live-map path.map-home"))

    def mercator(latitude):
        return math.asinh(math.tan(math.radians(latitude)))

    for slug, longitude, latitude in members:
        x = frame["x"] + frame["width"] * (longitude - west) / (east - west)
        y = frame["y"] + frame["height"] * (mercator(north) - mercator(latitude)) / (mercator(north) - mercator(south))
        assert any(math.hypot(x - u, y - v) < 3 for u, v in places), slug


def test_the_map_runs_on_over_the_date_line_and_has_no_second_world(page, site_url):
    page.emulate_media(reduced_motion="reduce")
    open_live_map(page, site_url + "/en/members/")
    expect(page.locator("path.land-member").first).to_be_attached()
    eastings = "memberMap.members.map(m => m.geometry.coordinates[0])"
    assert all(110 < longitude < 240 for longitude in page.evaluate(eastings))
    # Fiji's islands stand on both sides of 180 degrees: one piece of land there, no wider than they are, first in the
    # overview, then in the detail, which takes its place once all of it has come.
    page.evaluate("async () => { await memberMap.land.overview; }")
    [overview] = page.evaluate(FIJI)
    page.evaluate("memberMap.view.show(-17, 180, 6)")
    page.wait_for_function(f"number => {FIJI}.length === 1 && {FIJI}[0].numbers > number", arg=overview["numbers"])
    for fiji in (overview, *page.evaluate(FIJI)):
        assert 170 < fiji["west"] < 178
        assert 180 < fiji["east"] < 183
    assert page.locator(".live-map .map-pin").count() == len(page.evaluate(eastings))


def test_names_are_written_from_a_certain_zoom_on(page, site_url):
    page.emulate_media(reduced_motion="reduce")
    open_live_map(page, site_url + "/en/members/")
    name = flat_pin(page, "Fiji").locator(".map-pin-name")
    assert name.evaluate("name => getComputedStyle(name).opacity") == "0"
    page.evaluate("memberMap.view.show(-18, 178, 6)")
    assert name.evaluate("name => getComputedStyle(name).opacity") == "1"


def test_a_link_skips_the_pins(page, site_url):
    open_live_map(page, site_url + "/en/members/")
    skip = page.get_by_role("link", name="Skip the map")
    skip.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="By sub-region")).to_be_focused()


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize(("path", "name"), PAGES)
def test_map_and_card_are_accessible(page, site_url, axe, width, path, name):
    page.set_viewport_size({"width": width, "height": 800})
    open_live_map(page, site_url + path)
    flat_pin(page, name).click()
    expect(page.get_by_role("dialog", name=name)).to_be_visible()
    assert axe(page) == []


def test_an_open_card_makes_way_for_the_pin_that_has_the_focus(page, site_url):
    open_live_map(page, site_url + "/en/members/")
    flat_pin(page, "Cook Islands").click()
    card = page.get_by_role("dialog").bounding_box()
    palau = flat_pin(page, "Palau")
    assert palau.bounding_box()["x"] < card["x"] + card["width"]
    palau.focus()
    assert palau.bounding_box()["x"] < page.get_by_role("dialog").bounding_box()["x"]


def test_a_card_tells_the_local_time_and_the_next_event(page, site_url):
    open_live_map(page, site_url + "/fr/membres/")
    flat_pin(page, "Fidji").click()
    card = page.get_by_role("dialog", name="Fidji")
    weekday = page.evaluate(
        "new Intl.DateTimeFormat('fr', {timeZone: 'Pacific/Fiji', weekday: 'long'}).format(new Date())"
    )
    expect(card.locator("[data-local-time]")).to_contain_text(f"Heure locale (Suva)\u00a0: {weekday}")
    expect(card.locator("p", has_text="Prochain événement").locator("a")).to_have_attribute(
        "href", re.compile("^/fr/evenements/.+")
    )


def test_without_the_cards_a_pin_still_has_its_name_and_link(page, site_url):
    page.route("**/cards.html", lambda route: route.abort())
    open_live_map(page, site_url + "/en/members/")
    flat_pin(page, "Fiji").click()
    link = page.get_by_role("dialog", name="Fiji").get_by_role("link")
    assert (link.inner_text(), link.get_attribute("href")) == ("Fiji", "/en/members/fiji/")


def test_a_card_that_comes_late_fills_in_and_keeps_the_focus(page, site_url):
    held = []
    page.route("**/cards.html", lambda route: held.append(route))
    open_live_map(page, site_url + "/en/members/")
    flat_pin(page, "Fiji").click()
    card = page.get_by_role("dialog", name="Fiji")
    assert card.locator("p").count() == 0
    for route in held:
        route.continue_()
    expect(card.locator("p", has_text="Capital: Suva")).to_be_visible()
    expect(card).to_be_focused()


def test_on_paper_the_static_map_stands(page, site_url):
    open_live_map(page, site_url + "/en/members/")
    page.emulate_media(media="print")
    for hidden in (".live-map", ".map-tools", ".map-note"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator('.map-pins a[data-member="fiji"] .dot')).to_be_visible()


def test_forced_colours_show_pins_and_land(browser, site_url):
    with browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        open_live_map(page, site_url + "/en/members/")
        expect(page.locator("path.land-member").first).to_be_attached()
        colours = page.evaluate(
            """() => {
                const style = (selector, pseudo) => getComputedStyle(document.querySelector(selector), pseudo);
                return [style(".live-map .map-pin.is-member", "::before").backgroundColor,
                        style("path.land-member").stroke, style("path.land-member").fill];
            }"""
        )
        assert len(set(colours)) == 3, colours

        page.goto(site_url + "/en/")
        sea = page.locator(".hero .chart").last.evaluate("chart => getComputedStyle(chart).getPropertyValue('--water')")
        assert sea == "Canvas"
