"""'Zoom to my location': where the reader is, the nearest member by its coast, and every way in which it can fail."""

import pytest
from playwright.sync_api import expect

from tests.browser.maps import at_rest, open_globe, open_live_map

pytestmark = pytest.mark.browser

PLACES = {
    "Suva": (-18.13, 178.43, "Fiji", "Fidji"),
    "Kiritimati": (1.87, -157.43, "Kiribati", "Kiribati"),
    "Papeete": (-17.54, -149.57, "French Polynesia", "Polynésie française"),
    "Auckland": (-36.85, 174.76, "New Zealand", "Nouvelle-Zélande"),
    "Alice Springs": (-23.7, 133.88, "Australia", "Australie"),
    "Nukunonu": (-9.17, -171.81, "Tokelau", "Tokelau"),
    "Dili": (-8.56, 125.57, "Australia", "Australie"),  # Timor-Leste is no member
}
STATE = "[map_members.getZoom(), map_members.getCenter().lat, map_members.getCenter().lng]"


@pytest.fixture
def reader_at(browser, site_url):
    """Call it with degrees (None: the reader refuses) and a path: the map, open, for a reader who is there."""
    contexts = []

    def visit(latitude, longitude, path="/en/members/", view=open_live_map):
        given = latitude is not None
        context = browser.new_context(
            viewport={"width": 1280, "height": 900},
            reduced_motion="reduce",
            geolocation={"latitude": latitude, "longitude": longitude} if given else None,
            permissions=["geolocation"] if given else [],
        )
        contexts.append(context)
        page = context.new_page()
        view(page, site_url + path)
        return page

    yield visit
    for context in contexts:
        context.close()


def ask(page):
    page.locator("[data-map-locate]").click()
    return page.locator(".map-status")


@pytest.mark.parametrize(("latitude", "longitude", "english", "french"), PLACES.values(), ids=PLACES)
def test_the_map_goes_to_the_reader_and_names_the_nearest_member(reader_at, latitude, longitude, english, french):
    page = reader_at(latitude, longitude)
    expect(ask(page)).to_have_text(f"The map shows where you are. The nearest member is {english}.")
    zoom, lat, lng = page.evaluate(STATE)
    assert (zoom, lat, lng % 360) == pytest.approx((6, latitude, longitude % 360), abs=0.1)
    expect(page.locator("path.map-you")).to_be_visible()


def test_the_nearest_member_is_named_in_french_and_on_the_globe(reader_at):
    latitude, longitude, _english, french = PLACES["Papeete"]
    page = reader_at(latitude, longitude, "/fr/membres/", open_globe)
    expect(ask(page)).to_have_text(f"La carte montre où vous êtes. Membre le plus proche\u00a0: {french}.")
    at_rest(page)
    frame = page.locator(".globe").bounding_box()
    pin = page.locator(".globe .map-pin", has_text=french).bounding_box()
    assert pin["x"] + 12 == pytest.approx(frame["x"] + frame["width"] / 2, abs=4)
    assert pin["y"] + 12 == pytest.approx(frame["y"] + frame["height"] / 2, abs=4)


@pytest.mark.parametrize(("latitude", "longitude"), [(51.5, -0.12), (-33.45, -70.67), (1.35, 103.8), (38.9, -77.0)])
def test_a_reader_elsewhere_is_told_so_and_the_map_stays(reader_at, latitude, longitude):
    page = reader_at(latitude, longitude)
    before = page.evaluate(STATE)
    expect(ask(page)).to_have_text("You are outside the area of this map.")
    assert page.evaluate(STATE) == before


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (
            "/en/members/",
            "Your browser may not give this page your location. You can change that in its settings.",
        ),
        (
            "/fr/membres/",
            "Votre navigateur n’est pas autorisé à donner votre position à cette page. "
            "Vous pouvez changer cela dans ses réglages.",
        ),
    ],
)
def test_a_reader_who_refuses_is_told_and_the_map_stays(reader_at, path, sentence):
    page = reader_at(None, None, path)
    before = page.evaluate(STATE)
    expect(ask(page)).to_have_text(sentence)
    assert page.evaluate(STATE) == before


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (2, "Your location could not be found."),
        (3, "Finding your location took too long. Please try again."),
    ],
)
def test_what_the_device_cannot_do_is_told(reader_at, code, sentence):
    page = reader_at(-18.13, 178.43)
    page.evaluate(f"void (navigator.geolocation.getCurrentPosition = (found, failed) => failed({{code: {code}}}))")
    expect(ask(page)).to_have_text(sentence)


def test_nothing_is_asked_before_the_press_and_the_position_goes_nowhere(reader_at):
    page = reader_at(-18.13, 178.43)
    sent = []
    page.on("request", lambda request: sent.append((request.method, request.url)))
    assert page.locator("#map-private").inner_text() == (
        "Your location stays on your device: this site neither sends nor keeps it."
    )
    assert page.locator(".map-status").inner_text() == ""
    assert page.evaluate("map_members.getZoom()") < 4
    expect(ask(page)).to_contain_text("Fiji")
    at_rest(page)
    files = [url.rpartition("/")[2].partition(".")[0] for _method, url in sent]
    assert sorted(files) == ["map-location", "pacific-detail"]
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
