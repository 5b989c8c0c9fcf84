"""The views of the calendar, which are no pages of the tree, as search engines find them."""

from datetime import date

import pytest

from tests.builders import build_event
from tests.oco_site.acts import read


@pytest.fixture
def november(it_is, events_index):
    it_is("2026-11-20T00:00")
    return build_event(events_index, start_date=date(2026, 11, 24), end_date=date(2026, 12, 4))


@pytest.mark.parametrize(
    ("section", "views"),
    [
        ("/en/events", ["month/2026-11", "month/2026-12", "planner/2026", "subscribe", "changes"]),
        ("/fr/evenements", ["mois/2026-11", "mois/2026-12", "calendrier-annuel/2026", "abonnement", "changements"]),
    ],
)
def test_each_view_has_a_description_of_its_own_and_the_sections_picture(client, november, section, views):
    pages = [read(client, f"{section}/{view}/") for view in views]
    descriptions = {page.select_one("meta[name=description]")["content"] for page in pages}
    pictures = {page.select_one("meta[property='og:image']")["content"] for page in pages}

    assert len(descriptions) == len(views)
    assert [text for text in descriptions if not 50 <= len(text) <= 160] == []
    assert len(pictures) == 1
    assert client.get(pictures.pop().removeprefix("http://localhost:8000")).headers["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("/en/events/month/", "/en/events/month/2026-11/"),
        ("/fr/evenements/mois/", "/fr/evenements/mois/2026-11/"),
        ("/en/events/planner/", "/en/events/planner/2026/"),
    ],
)
def test_the_view_of_today_is_known_by_the_address_of_what_it_shows(client, november, path, own):
    assert read(client, path).select_one("link[rel=canonical]")["href"] == f"http://localhost:8000{own}"


def test_a_calendar_without_events_is_known_by_its_own_address(client, events_index):
    planner = read(client, "/en/events/planner/")

    assert planner.select_one("link[rel=canonical]")["href"] == "http://localhost:8000/en/events/planner/"
