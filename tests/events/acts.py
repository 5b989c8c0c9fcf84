"""What readers of the calendar do, and how tests read its pages."""

import re
from html import unescape

CALENDARS = ["/en/events/", "/fr/evenements/"]


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return unescape(response.content.decode())


def text(html):
    return " ".join(re.sub("<.*?>", " ", html).split())


def titles(page):
    return re.findall(r"<a [^>]*><b[^>]*>(.*?)</b>", page)


def parts(page):
    """Titles on an agenda: of what is on now, ahead and past."""
    shown, _, past = page.partition('<details class="past">')
    on_now, _, ahead = shown.partition('<section class="month"')
    return titles(on_now), titles(ahead), titles(past)
