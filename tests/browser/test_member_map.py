"""The live member map in a browser: pins, cards, keyboard, and the static map without scripts."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGES = [("/en/members/", "Fiji"), ("/fr/membres/", "Fidji")]


def open_live_map(page, address):
    page.goto(address)
    expect(page.locator("#member-map.is-live .map-pin").first).to_be_visible(timeout=15000)


def pin(page, name):
    return page.get_by_role("button", name=name, exact=True).and_(page.locator(".map-pin"))


@pytest.mark.parametrize(("path", "name"), PAGES)
def test_every_listed_member_has_a_pin_and_the_card_copies_its_entry(page, site_url, path, name):
    refused = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    open_live_map(page, site_url + path)
    listed = page.locator("li[data-member]").evaluate_all("all => all.map(li => li.dataset.member)")
    assert page.locator(".map-pin").count() == len(set(listed)) > 0
    pin(page, name).click()
    card = page.get_by_role("dialog", name=name)
    expect(card).to_be_visible()
    link = page.locator("li[data-member=fiji] a").first.get_attribute("href")
    expect(card.locator(f'a[href="{link}"]').first).to_be_visible()
    assert card.locator("[id], .map-show").count() == 0
    assert refused == []


@pytest.mark.parametrize("key", ["Enter", " "])
def test_keyboard_opens_a_card_and_escape_returns_to_the_pin(page, site_url, key):
    open_live_map(page, site_url + "/en/members/")
    fiji = pin(page, "Fiji")
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
    # Pins come to rest at the end of a zoom.
    centres = page.locator(".map-pin").evaluate_all("""all => all.map(pin => {
        const box = pin.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
    })""")
    frame = page.locator(".live-map").bounding_box()
    for n, (x, y) in enumerate(centres):
        assert frame["x"] <= x <= frame["x"] + frame["width"]
        assert frame["y"] <= y <= frame["y"] + frame["height"]
        assert all(max(abs(x - u), abs(y - v)) >= 24 for u, v in centres[:n])


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


@pytest.mark.parametrize("width", [360, 1280])
def test_without_leaflet_the_static_pins_are_links(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.route("**/leaflet*.js", lambda route: route.abort())
    page.goto(site_url + "/en/members/")
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
    assert page.evaluate("map_members.dragging.enabled()") is False
    assert page.locator(".live-map").evaluate("box => getComputedStyle(box).touchAction") == "pan-x pan-y"
    context.close()
