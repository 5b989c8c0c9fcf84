"""What a first visit costs over a dear link: bytes and requests, as served and without photographs; and what holds up
the paint, or moves."""

import pytest

from tests.browser.test_every_page_type import PATHS

pytestmark = pytest.mark.browser

MOST_BYTES, MOST_REQUESTS = 50_000, 7
BLOCKING = """performance.getEntriesByType('resource')
    .filter(file => file.renderBlockingStatus === 'blocking').map(file => file.name)"""
PAINTS = "performance.getEntriesByType('paint').map(paint => paint.name)"
SHIFTS = """new Promise(resolve => new PerformanceObserver(list => resolve(list.getEntries().map(shift => shift.value)))
    .observe({type: 'layout-shift', buffered: true}) || setTimeout(resolve, 500, []))"""
WITHOUT_LIVE_MAP = [pair for kind, pair in PATHS.items() if kind != "members"]


@pytest.mark.parametrize("path", [path for pair in WITHOUT_LIVE_MAP for path in pair])
def test_a_first_visit_is_small(browser, site_url, path):
    sizes = {}
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        debugger = context.new_cdp_session(page)
        debugger.send("Network.enable")
        debugger.on(
            "Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]})
        )
        page.goto(site_url + path)
        page.wait_for_load_state("networkidle")
        blocking = page.evaluate(BLOCKING)

    assert sum(sizes.values()) <= MOST_BYTES, sizes
    assert len(sizes) <= MOST_REQUESTS
    assert blocking == []


@pytest.mark.parametrize("path", [path for kind in ("home", "members", "member") for path in PATHS[kind]])
def test_nothing_moves_when_its_scripts_come_late(browser, site_url, path):
    held, painted = [], []
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        page = context.new_page()
        page.route("**/*.js", lambda route: route.continue_() if painted else held.append(route))
        page.goto(site_url + path, wait_until="commit")
        while not painted:
            page.wait_for_timeout(50)
            painted += page.evaluate(PAINTS)
        for route in held:
            route.continue_()
        page.wait_for_load_state("networkidle")
        shifts = page.evaluate(SHIFTS)

    assert shifts == []
