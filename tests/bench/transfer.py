"""The bytes and requests of a cold visit, as the server sends them: headers included, compressed."""

from collections import defaultdict
from urllib.parse import urljoin

from tests.bench.chromium import launch, settle

SCREEN = {"viewport": {"width": 1280, "height": 800}}
# What the page names as the live map's files (see templates/members/includes/map.html).
MAP_FILES = """all => all.flatMap(({dataset: map}) => [map.mapLand, map.mapCards, map.mapStyles, map.mapScripts])
    .join(" ").split(" ").filter(Boolean)"""
SCROLL = "window.scrollTo(0, document.body.scrollHeight)"


class Transfer:
    """Bytes and requests by kind of file: Document, Stylesheet, Font, Image, Script, and "map" for the live map."""

    def __init__(self):
        self.bytes, self.requests = defaultdict(int), defaultdict(int)

    def add(self, kind, size):
        self.bytes[kind] += size
        self.requests[kind] += 1

    def total(self, of):
        """Without the live map's files."""
        return sum(number for kind, number in of.items() if kind != "map")


def measure(playwright, url):
    """A visit to the end of the page, so that pictures that load when near are counted, too."""
    files, sizes = {}, {}
    with launch(playwright) as browser:
        page = browser.new_context(**SCREEN).new_page()
        cdp = page.context.new_cdp_session(page)
        cdp.on(
            "Network.responseReceived",
            lambda event: files.update({event["requestId"]: (event["response"]["url"], event["type"])}),
        )
        cdp.on(
            "Network.loadingFinished",
            lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
        )
        cdp.send("Network.enable")
        page.goto(url, wait_until="load")
        page.evaluate(SCROLL)
        settle(page)
        page.wait_for_load_state("networkidle")
        of_the_map = {urljoin(url, name) for name in page.locator("[data-map-scripts]").evaluate_all(MAP_FILES)}
    transfer = Transfer()
    for request, size in sizes.items():
        address, kind = files[request]
        transfer.add("map" if address in of_the_map else kind, size)
    return transfer
