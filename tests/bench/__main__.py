"""What each page type costs: transfer, requests, queries, first paint, processor time, and all that with growth.

    python -m tests.bench [--only bytes|queries|paint|map|processor|growth|visible] [--rounds 3]

Prints tables; speaks to loopback only. `processor` needs wrk and nginx, `growth` a DATABASE_URL of PostgreSQL.
"""

import argparse
import os
import platform
import sys
from datetime import date
from statistics import median
from tempfile import TemporaryDirectory

import django
from playwright.sync_api import sync_playwright

from tests.bench import growth, live_map, processor, slowlink, transfer, visible
from tests.bench.floor import floor_page
from tests.served_site import served_site

KINDS = {"Document": "page", "Stylesheet": "style", "Font": "font", "Image": "images", "Script": "scripts"}
LIMIT_BYTES, LIMIT_REQUESTS = 50_000, 7
LIMIT_PAINT = {"fcp": 1.25, "lcp": 1.6}  # of the floor's


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=TABLES)
    parser.add_argument("--rounds", type=int, default=3, help="visits of which the paint times are the median")
    parser.add_argument(
        "--proxy",
        nargs=2,
        metavar=("URL", "GROUP"),
        help="for `processor`: the home page behind a proxy that runs already, and the proxy's process group",
    )
    options = parser.parse_args()
    print(f"{date.today()}, {platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with TemporaryDirectory() as folder, served_site(folder) as site, sync_playwright() as playwright:
        os.environ.update(site.environment)  # the same database, seen from here
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop in this thread
        django.setup()
        from tests.bench.pages import pages_to_visit

        pages = pages_to_visit()
        for name, table in TABLES.items():
            if options.only in (None, name):
                table(playwright, site, pages, options)


def print_bytes(playwright, site, pages, options):
    heading = ["bytes", "", "total", "requests", *KINDS.values(), "other", "live map", "its requests"]
    rows = []
    for page in pages:
        found = transfer.measure(playwright, site.url + page.path)
        total, requests = found.total(found.bytes), found.total(found.requests)
        by_kind = [found.bytes[kind] for kind in KINDS]
        mark = "" if total <= LIMIT_BYTES and requests <= LIMIT_REQUESTS else "!"
        of_the_map = [found.bytes["map"], found.requests["map"]]
        rows.append([page.kind, page.language, f"{mark}{total}", requests, *by_kind, total - sum(by_kind), *of_the_map])
    print_table("Transfer of a cold visit, as served, without the live map", heading, rows)
    print(f"! more than {LIMIT_BYTES} bytes or {LIMIT_REQUESTS} requests")


def print_queries(playwright, site, pages, options):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    rows = []
    for page in pages:
        client.get(page.path)  # what a process learns once, such as where the site's root is
        with CaptureQueriesContext(connection) as queries:
            client.get(page.path)
        rows.append([page.kind, page.language, len(queries)])
    title = "Queries of a page that no cache holds, in a process that has served it before"
    print_table(title, ["", "", "queries"], rows)


def print_paint(playwright, site, pages, options):
    rows, floor = [], None
    with floor_page() as floor_url:
        visited = [("floor", "", floor_url), *((page.kind, page.language, site.url + page.path) for page in pages)]
        for kind, language, url in visited:
            print(f"{kind} {language}", end=" ... ", file=sys.stderr, flush=True)  # minutes pass without a word else
            visits = [slowlink.visit(playwright, url) for _ in range(options.rounds)]
            middle = {key: median(visit[key] for visit in visits) for key in visits[0]}
            floor = floor or middle
            times = [f"{middle[key] / 1000:.2f}" for key in ("fcp", "lcp", "load")]
            ratios = {key: middle[key] / floor[key] for key in LIMIT_PAINT}
            marked = [f"{'!' if ratio > LIMIT_PAINT[key] else ''}{ratio:.2f}" for key, ratio in ratios.items()]
            rows.append([kind, language, *times, *marked, f"{middle['cls']:.3f}"])
    heading = ["seconds", "", "first paint", "largest paint", "load", "first / floor", "largest / floor", "shift"]
    print_table(f"Cold visit over an island link (400 kbit/s, 600 ms), median of {options.rounds}", heading, rows)
    print(f"! more than {LIMIT_PAINT['fcp']} or {LIMIT_PAINT['lcp']} times the floor's in the same run")


def print_map(playwright, site, pages, options):
    rows = []
    for page in pages:
        if page.kind != "members":
            continue
        size = live_map.bytes_of(playwright, site.url + page.path)
        mark = "" if size["live"] <= live_map.LIMIT_BYTES and size["globe"] <= live_map.LIMIT_GLOBE else "!"
        visits = [live_map.visit(playwright, site.url + page.path) for _ in range(options.rounds)]
        times = [f"{median(visit[key] for visit in visits):.2f}" for key in ("paint", "live", "globe")]
        rows.append([page.kind, page.language, *(f"{mark}{size[key]}" for key in size), *times])
    heading = [
        "",
        "",
        "page with the flat map",
        "before the list",
        "globe",
        "first paint",
        "flat map after",
        "globe after",
    ]
    print_table(f"The live map: bytes, and seconds at 256 kbit/s and 600 ms, median of {options.rounds}", heading, rows)
    print(f"! more than {live_map.LIMIT_BYTES} bytes, or {live_map.LIMIT_GLOBE} for the globe")


def print_processor(playwright, site, pages, options):
    others = {"through the proxy": (options.proxy[0], int(options.proxy[1]))} if options.proxy else {}
    with TemporaryDirectory() as folder:
        costs = processor.compare(f"{site.url}/en/", site.processes, folder, options.rounds, others)
    limit = costs["static file"]
    rows = [[name, f"{cost:.1f}", f"{cost / limit:.2f}"] for name, cost in costs.items()]
    title = f"Processor time of a request, {processor.CONNECTIONS} connections, median of {options.rounds}"
    print_table(title, ["the home page", "µs", "of a static file"], rows)
    print(f"The app server, two workers: {processor.memory_of(site.processes):.0f} MB (PSS)")


def print_growth(playwright, site, pages, options):
    if not site.environment["DATABASE_URL"].startswith("postgres"):
        print("\nGrowth: only with a DATABASE_URL of PostgreSQL")
        return
    with growth.databases(site.environment) as names:
        found = growth.measure([page for page in pages if page.language == "en"], names, options.rounds)
    rows = []
    for page, sizes in found.items():
        later_queries, later_cost = sizes.pop(growth.LATER)
        first, *others = sizes.values()
        ratios = [f"{cost / first[1]:.2f}" for _queries, cost in others]
        later = [f"{later_queries:.0f}", f"{later_cost:.1f}"]
        queries = [f"{queries:.0f}" for queries, _cost in sizes.values()]
        rows.append([page.kind, *queries, f"{first[1]:.1f}", *ratios, *later])
    sizes = [str(size) for size in growth.SIZES]
    heading = ["uncached", *(f"queries, {size}" for size in sizes), f"ms, {sizes[0]}", *(f"× {n}" for n in sizes[1:])]
    heading += ["later in its edition: queries", f"ms, {sizes[0]}"]
    print_table(f"Releases and events: {', '.join(sizes)} of each; processor time with the database's", heading, rows)


def print_visible(playwright, site, pages, options):
    seconds = visible.seconds_to_visible(site.url, 5 * options.rounds)
    print(f"\nFrom publication to visible: {median(seconds):.2f} s, {max(seconds):.2f} s at most of {len(seconds)}")


def print_table(title, heading, rows):
    cells = [[str(cell) for cell in row] for row in [heading, *rows]]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    print(f"\n{title}")
    for first, *others in cells:
        aligned = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *aligned]), flush=True)


TABLES = {
    "bytes": print_bytes,
    "queries": print_queries,
    "paint": print_paint,
    "map": print_map,
    "processor": print_processor,
    "growth": print_growth,
    "visible": print_visible,
}

if __name__ == "__main__":
    main()
