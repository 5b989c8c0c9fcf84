"""The members on the globe: the same pins, cards and buttons as on the flat map, turned by hand, touch and keys."""

import math
import re

import pytest
from playwright.sync_api import expect

from tests.browser.maps import at_rest, centres, flat_pin, globe_pin, is_drawn, low_in, open_globe, open_live_map, swipe

pytestmark = pytest.mark.browser

PAGES = [("/en/members/", "Fiji", "Palau"), ("/fr/membres/", "Fidji", "Palaos")]
MEMBERS = "memberMap.members.map(m => [m.properties.name, ...m.geometry.coordinates])"


def orthographic(longitude, latitude, centre, radius):
    """Where a place in degrees lies on a globe seen from above `centre`: px east and south of its middle."""
    lng, lat = math.radians(longitude - centre[0]), math.radians(latitude)
    lat_0 = math.radians(centre[1])
    x = math.cos(lat) * math.sin(lng)
    y = math.cos(lat_0) * math.sin(lat) - math.sin(lat_0) * math.cos(lat) * math.cos(lng)
    return radius * x, -radius * y


@pytest.mark.parametrize(("path", "fiji", "palau"), PAGES)
def test_the_globe_has_the_pins_and_cards_of_the_flat_map(page, site_url, axe, path, fiji, palau):
    refused = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    open_globe(page, site_url + path)
    names = page.locator(".globe .map-pin").all_inner_texts()
    assert names == [name for name, *_ in page.evaluate(MEMBERS)]
    assert len(names) == page.locator("li[data-member]").count()
    globe_pin(page, fiji).click()
    card = page.get_by_role("dialog", name=fiji)
    expect(card).to_be_focused()
    expect(card.get_by_role("link", name=fiji)).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(globe_pin(page, fiji)).to_be_focused()
    page.locator("li[data-member=palau] .map-show").click()
    expect(page.get_by_role("dialog", name=palau)).to_be_focused()
    assert refused == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_globe_is_accessible_on_phones_and_wide_screens(page, site_url, axe, width):
    page.set_viewport_size({"width": width, "height": 800})
    open_globe(page, site_url + "/fr/membres/")
    at_rest(page)
    assert axe(page) == []
    globe_pin(page, "Palaos").click()
    expect(page.get_by_role("dialog", name="Palaos")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_pin_on_the_globe_stands_where_the_data_say(page, site_url):
    page.emulate_media(reduced_motion="reduce")
    open_globe(page, site_url + "/en/members/")
    page.evaluate("memberMap.view.show(-14, 190, 5)")  # near enough for no pins to be pushed but the Samoas'
    at_rest(page)
    frame = page.locator(".globe").bounding_box()
    radius = 256 * 2**5 / 2 / math.pi
    visible = {
        name: (lng, lat) for name, lng, lat in page.evaluate(MEMBERS) if name in ("Tonga", "Wallis and Futuna", "Niue")
    }
    for name, (lng, lat) in visible.items():
        x, y = orthographic(lng, lat, (190, -14), radius)
        box = globe_pin(page, name).bounding_box()
        found = (
            box["x"] + 12 - frame["x"] - frame["width"] / 2,
            box["y"] + 12 - frame["y"] - frame["height"] / 2,
        )
        assert found == pytest.approx((x, y), abs=1.5), name


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_pins_on_the_globe_keep_apart(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 800})
    open_globe(page, site_url + "/en/members/")
    at_rest(page)
    places = centres(page.locator(".globe .map-pin:not(.is-behind)"))
    assert len(places) == page.locator("li[data-member]").count()
    for n, (x, y) in enumerate(places):
        assert all(max(abs(x - u), abs(y - v)) >= 24 for u, v in places[:n])


def test_the_globe_is_turned_by_buttons_keys_and_hand(page, site_url):
    page.emulate_media(reduced_motion="reduce")
    open_globe(page, site_url + "/en/members/")
    at_rest(page)
    nauru, globe = globe_pin(page, "Nauru"), page.locator(".globe")

    def place():
        pin, frame = nauru.bounding_box(), globe.bounding_box()
        return pin["x"] - frame["x"], pin["y"] - frame["y"]

    def moved(act):
        x, y = place()
        act()
        is_drawn(page)
        new_x, new_y = place()
        return round(new_x - x), round(new_y - y)

    east = moved(lambda: page.locator('[data-map-by="1 0"]').click())
    assert east[0] < -20
    page.locator('[data-map-call="region"]').click()
    is_drawn(page)
    page.locator(".globe").focus()
    assert moved(lambda: page.keyboard.press("ArrowRight")) == pytest.approx(east, abs=2)
    assert moved(lambda: page.keyboard.press("ArrowUp"))[1] > 20
    frame = page.locator(".globe").bounding_box()
    middle = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] * 0.8

    def drag():
        page.mouse.move(*middle)
        page.mouse.down()
        page.mouse.move(middle[0] + 60, middle[1] - 40, steps=6)
        page.mouse.up()

    x, y = moved(drag)
    assert x > 20
    assert y < -10
    assert page.get_by_role("dialog").count() == 0
    spread = moved(lambda: page.keyboard.press("+"))
    assert spread != (0, 0)


def test_a_pin_behind_the_globe_comes_to_the_front_when_it_has_the_focus(page, site_url):
    page.emulate_media(reduced_motion="reduce")
    open_globe(page, site_url + "/en/members/")
    page.evaluate("memberMap.view.show(50, 0, 2)")
    at_rest(page)
    fiji = globe_pin(page, "Fiji")
    assert "is-behind" in fiji.get_attribute("class")
    fiji.focus()
    expect(fiji).not_to_have_class(re.compile("is-behind"))


def test_the_selection_goes_with_the_reader_from_one_view_to_the_other(page, site_url):
    open_live_map(page, site_url + "/en/members/")
    flat_pin(page, "Palau").click()
    page.locator('[data-map-view="3d"]').click()
    expect(globe_pin(page, "Palau")).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("dialog", name="Palau")).to_be_visible()
    expect(page.locator('[data-map-view="2d"]')).to_be_focused()
    globe_pin(page, "Fiji").click()
    page.locator('[data-map-view="2d"]').click()
    expect(page.locator(".globe")).to_be_hidden()
    expect(flat_pin(page, "Fiji")).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.locator(".map-close").click()
    expect(flat_pin(page, "Fiji")).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("blocked", ["**/d3-geo*.js", "**/member-globe*.js"])
def test_without_the_globe_s_files_the_flat_map_stays_and_says_so(page, site_url, blocked):
    page.route(blocked, lambda route: route.abort())
    open_live_map(page, site_url + "/en/members/")
    page.locator('[data-map-view="3d"]').click()
    expect(page.locator(".map-status")).to_have_text("The globe could not be loaded. The flat map is still here.")
    flat_pin(page, "Fiji").click()
    expect(page.get_by_role("dialog", name="Fiji")).to_be_visible()


def test_less_motion_turns_the_globe_at_once(page, site_url):
    page.emulate_media(reduced_motion="reduce")
    open_globe(page, site_url + "/en/members/")
    at_rest(page)
    draws = page.evaluate("""async () => {
        let count = 0;
        const watch = new MutationObserver(() => { count += 1; });
        watch.observe(document.querySelector(".globe canvas"), {attributes: true, attributeFilter: ["width"]});
        memberMap.view.pan(1, 0);
        await new Promise(done => setTimeout(done, 800));
        return count;
    }""")
    assert draws == 1


def test_one_finger_scrolls_the_page_over_the_globe_and_turns_it_sideways(browser, site_url):
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = context.new_page()
    open_globe(page, site_url + "/en/members/")
    globe, nauru = page.locator(".globe"), globe_pin(page, "Nauru")
    globe.scroll_into_view_if_needed()
    at_rest(page)
    scrolled, turned = page.evaluate("scrollY"), nauru.bounding_box()["x"]
    swipe(page, low_in(globe), 0, -60)
    assert page.evaluate("scrollY") > scrolled + 30
    assert nauru.bounding_box()["x"] == pytest.approx(turned, abs=1)
    swipe(page, low_in(globe), 80, 0)
    assert nauru.bounding_box()["x"] > turned + 20
    context.close()


def test_the_globe_draws_in_the_reader_s_forced_colours(browser, site_url):
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    open_globe(page, site_url + "/en/members/")
    at_rest(page)
    middle = "document.querySelector('.globe canvas')"
    pixel = page.evaluate(
        f"[...{middle}.getContext('2d').getImageData({middle}.width * .45, {middle}.height * .3, 1, 1).data]"
    )
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert pixel[:3] == [255, 255, 255], canvas
    context.close()
