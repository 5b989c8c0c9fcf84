"""The members' page with its live map: what it weighs, and when it is there on a slow link.

The link is Chromium's own throttling, without the setting up of a connection: 256 kbit/s, 600 ms for each answer; the
screen is a phone's, the processor the machine's own.
"""

import time
from collections import defaultdict

from tests.bench.chromium import launch, settle
from tests.browser.maps import show_life

LIMIT_BYTES, LIMIT_GLOBE = 105_000, 15_000
LINK = {"offline": False, "latency": 600, "downloadThroughput": 256_000 / 8, "uploadThroughput": 256_000 / 8}
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "reduced_motion": "reduce"}
LIVE = "#member-map.is-live .live-map .map-pin"
GLOBE = "#member-map.is-globe .globe .map-pin:not(.is-behind)"
TO_GLOBE = '[data-map-view="3d"]'
MINUTE = 60_000  # milliseconds
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def bytes_of(playwright, url):
    """Bytes of a cold visit, headers included: `live` to the flat map, of them `blocking` the list; `globe` on top."""
    kinds, sizes = {}, defaultdict(int)
    with launch(playwright) as browser:
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        cdp = page.context.new_cdp_session(page)
        cdp.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event}))
        cdp.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
        cdp.send("Network.enable")
        page.goto(url, wait_until="load")
        show_life(page)
        page.locator(LIVE).first.wait_for()
        settle(page)
        live = sum(sizes.values())
        blocking = sum(size for request, size in sizes.items() if _blocks(kinds[request], url))
        page.locator(TO_GLOBE).click()
        page.locator(GLOBE).first.wait_for()
        settle(page)
        return {"live": live, "blocking": blocking, "globe": sum(sizes.values()) - live}


def _blocks(event, url):
    """The page itself and the site's stylesheet; the map's own sheets come with its scripts."""
    return event["response"]["url"] == url or "/css/site" in event["response"]["url"]


def visit(playwright, url):
    """Seconds: from the start to the first paint, from the first move to the live pins, from the press to the globe."""
    with launch(playwright) as browser:
        page = browser.new_context(**PHONE).new_page()
        cdp = page.context.new_cdp_session(page)
        cdp.send("Network.enable")
        cdp.send("Network.emulateNetworkConditions", LINK)
        page.goto(url, wait_until="load", timeout=MINUTE)
        moved = time.monotonic()
        show_life(page)
        page.locator(LIVE).first.wait_for(timeout=MINUTE)
        live = time.monotonic() - moved
        page.wait_for_load_state("networkidle", timeout=MINUTE)
        answer = cdp.send("Runtime.evaluate", {"expression": FIRST_PAINT, "returnByValue": True})  # no eval: the policy
        pressed = time.monotonic()
        page.locator(TO_GLOBE).click()
        page.locator(GLOBE).first.wait_for(timeout=MINUTE)
        return {"paint": answer["result"]["value"] / 1000, "live": live, "globe": time.monotonic() - pressed}
