"""How long a change takes from its publication to what visitors get."""

import time
from urllib.request import urlopen

LOOK_AGAIN = 0.02  # seconds


def seconds_to_visible(site_url, times):
    """The seconds of so many publications of a page, until the served site shows each."""
    from oco_site.models import StandardPage

    page = StandardPage.objects.live().first()
    path = page.get_url()
    found = []
    for number in range(times):
        page.title = f"Published {time.time_ns()} {number}"
        _read(site_url + path)
        page.save_revision().publish()
        start = time.monotonic()
        while page.title.encode() not in _read(site_url + path):
            time.sleep(LOOK_AGAIN)
        found.append(time.monotonic() - start)
    return found


def _read(url):
    with urlopen(url) as answer:  # noqa: S310 (our own address)
        return answer.read()
