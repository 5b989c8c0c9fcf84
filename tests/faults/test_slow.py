"""No request that a stranger can make up keeps a process for long. `-s` prints the slowest."""

from urllib.parse import quote

import pytest

from tests.deploy.conftest import visitor

pytestmark = [pytest.mark.postgres, pytest.mark.faults]

SLOWEST = 3  # seconds
LONG = 5_000  # characters; nginx takes addresses of 8 KB
QUERIES = (
    "customs " * (LONG // 8), "a" * LONG, "- " * (LONG // 2), '"' * LONG, "(" * 999 + "|" * 999, "%00" * 999,
    "é" * (LONG // 6), "OR AND NOT " * 400, " ".join(map(str, range(1000))),
)  # fmt: skip
PATHS = (
    *(f"/{folder}/{'x' * length}" for folder in ("en", "media/images") for length in (300, 3_000, 3_500, LONG)),
    "/en/" + "a/" * (LONG // 2),
    "/en/" + "-".join(["word"] * 900) + "/",  # its words fill the search of the page 'not found'
    "/en/news/?page=99999999999999999999",
    "/en/events/?" + "&".join(f"member={number}" for number in range(500)),
    "/en/events/?" + "&".join(f"x{number}={number}" for number in range(900)),
    "/en/events/month/2026-12/?type=" + "x" * LONG,
    "/en/events/planner/?year=2026&member=" + "x" * LONG,
    "/en/events/calendar.ics?stream=" + "x" * LONG,
    "/sitemap.xml",
    "/en/news/feed.atom",
    "/?p=" + "9" * LONG,
)


def test_nothing_that_a_stranger_asks_takes_long(machine):
    asked = [
        *PATHS,
        *(f"/{search}/?q={quote(query)[:7_000]}" for search in ("en/search", "fr/recherche") for query in QUERIES),
    ]

    with visitor(machine.stack) as session:
        answers = [session.get(machine.stack.url + path, allow_redirects=False) for path in asked]

    seconds = {answer.url[:100]: answer.elapsed.total_seconds() for answer in answers}
    print(f"the slowest of {len(asked)}: {max(seconds.values()):.2f} s, {max(seconds, key=seconds.get)}")
    assert {answer.url[:100]: answer.status_code for answer in answers if answer.status_code >= 500} == {}
    assert {url: taken for url, taken in seconds.items() if taken > SLOWEST} == {}
