"""What a first visit costs over a dear link: bytes and requests, as served and without photographs; and what holds up
the paint."""

import pytest

from tests.browser.test_every_page_type import PATHS

pytestmark = pytest.mark.browser

MOST_BYTES, MOST_REQUESTS = 50_000, 7
BLOCKING = """performance.getEntriesByType('resource')
    .filter(file => file.renderBlockingStatus === 'blocking').map(file => file.name)"""
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
