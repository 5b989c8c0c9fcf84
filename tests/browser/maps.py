"""What readers do with the member map in the browser tests."""

from playwright.sync_api import expect

CENTRES = """all => all.map(pin => {
    const box = pin.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
})"""


def open_live_map(page, address):
    page.goto(address)
    show_life(page)
    expect(page.locator("#member-map.is-live .live-map .map-pin").first).to_be_visible(timeout=15000)


def show_life(page):
    """The live map waits for a reader who moves."""
    page.mouse.move(5, 5)
    page.mouse.move(9, 9)


def open_globe(page, address):
    open_live_map(page, address)
    page.locator('[data-map-view="3d"]').click()
    expect(page.locator(".is-globe .globe .map-pin:not(.is-behind)").first).to_be_visible(timeout=15000)
    page.evaluate("async () => { await memberMap.land.overview; }")


def flat_pin(page, name):
    return page.get_by_role("button", name=name, exact=True).and_(page.locator(".live-map .map-pin"))


def globe_pin(page, name):
    return page.get_by_role("button", name=name, exact=True).and_(page.locator(".globe .map-pin"))


def centres(pins):
    return pins.evaluate_all(CENTRES)


def at_rest(page):
    """Wait for the end of what moves: an animation of the map, the next drawing of the globe."""
    page.wait_for_timeout(900)


def is_drawn(page):
    """Wait for the drawing of what has been moved without an animation."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def swipe(page, start, x, y):
    """One finger from `start` over so many px to the east and south, as a touch screen reports it."""
    touch = page.context.new_cdp_session(page)

    def report(kind, *points):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": u, "y": v} for u, v in points]})

    report("touchStart", start)
    for step in range(1, 11):
        report("touchMove", (start[0] + x * step / 10, start[1] + y * step / 10))
        page.wait_for_timeout(16)
    report("touchEnd")
    page.wait_for_timeout(300)


def low_in(locator):
    """A point near the lower left corner of an element: px in the window."""
    box = locator.bounding_box()
    return box["x"] + 40, box["y"] + box["height"] - 20
