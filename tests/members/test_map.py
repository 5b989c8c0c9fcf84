"""Places, labels and script of the member map."""

import json
import math
import re
from itertools import combinations
from pathlib import Path

import pytest

from members import chart
from members.chart import MapMember, chart_labels, chart_position, chart_views, near_pins
from members.map import LandUrls, map_script, region_bounds, script_version

ROOT = Path(__file__).parents[2]
CHART = ROOT / "static/img/chart.svg"
LAND = LandUrls("/static/geo/overview.1a.json", "/static/geo/detail.2b.json")

# slug, ISO code, English name, French name, latitude, longitude, status
MEMBERS = [
    ("american-samoa", "AS", "American Samoa", "Samoa américaines", -14.276, -170.701, "member"),
    ("australia", "AU", "Australia", "Australie", -35.282, 149.129, "member"),
    ("cnmi", "MP", "Northern Mariana Islands (CNMI)", "Îles Mariannes du Nord", 15.19, 145.745, "member"),
    ("cook-islands", "CK", "Cook Islands", "Îles Cook", -21.212, -159.778, "member"),
    ("fiji", "FJ", "Fiji", "Fidji", -18.138, 178.44, "member"),
    ("french-polynesia", "PF", "French Polynesia", "Polynésie française", -17.538, -149.566, "member"),
    ("fsm", "FM", "Federated States of Micronesia", "États fédérés de Micronésie", 6.92, 158.16, "member"),
    ("guam", "GU", "Guam", "Guam", 13.473, 144.75, "member"),
    ("kiribati", "KI", "Kiribati", "Kiribati", 1.335, 173.002, "member"),
    ("marshall-islands", "MH", "Marshall Islands", "Îles Marshall", 7.1, 171.38, "member"),
    ("nauru", "NR", "Nauru", "Nauru", -0.545, 166.92, "member"),
    ("new-caledonia", "NC", "New Caledonia", "Nouvelle-Calédonie", -22.265, 166.455, "member"),
    ("new-zealand", "NZ", "New Zealand", "Nouvelle-Zélande", -41.285, 174.77, "member"),
    ("niue", "NU", "Niue", "Niue", -19.056, -169.915, "member"),
    ("norfolk-island", "NF", "Norfolk Island", "Île Norfolk", -29.053, 167.966, "member"),
    ("palau", "PW", "Palau", "Palaos", 7.345, 134.485, "member"),
    ("papua-new-guinea", "PG", "Papua New Guinea", "Papouasie-Nouvelle-Guinée", -9.445, 147.182, "member"),
    ("samoa", "WS", "Samoa", "Samoa", -13.836, -171.762, "member"),
    ("solomon-islands", "SB", "Solomon Islands", "Îles Salomon", -9.435, 159.955, "member"),
    ("timor-leste", "TL", "Timor-Leste", "Timor-Leste", -8.562, 125.572, "partner"),
    ("tokelau", "TK", "Tokelau", "Tokelau", -9.17, -171.81, "member"),
    ("tonga", "TO", "Tonga", "Tonga", -21.136, -175.202, "member"),
    ("tuvalu", "TV", "Tuvalu", "Tuvalu", -8.522, 179.197, "member"),
    ("vanuatu", "VU", "Vanuatu", "Vanuatu", -17.74, 168.325, "member"),
    ("wallis-and-futuna", "WF", "Wallis and Futuna", "Wallis-et-Futuna", -13.284, -176.178, "member"),
]


def members_in(language):
    return [MapMember(slug, iso, en if language == "en" else fr, *rest) for slug, iso, en, fr, *rest in MEMBERS]


def member(name="Fiji", slug="fiji", longitude=178.44):
    return MapMember(slug, "FJ", name, -18.138, longitude, "member")


# --- Places


def test_suva_lies_where_mercator_puts_it():
    # By the formula with asinh(tan), and the plate's own cut: 734 units high, 107:74 wide, in the middle of 1070.
    width = 734 * 107 / 74
    left, top = 110 + (1070 - width) / 2, 88
    ordinate = [math.degrees(math.asinh(math.tan(math.radians(v)))) for v in (29, -18.138)]
    expected = 100 * (684.4 - left) / width, 100 * ((ordinate[0] - ordinate[1]) * 10 - top) / 734
    assert chart_position(-18.138, 178.44) == pytest.approx(expected)
    assert chart_position(-18.138, 178.44) == pytest.approx((53.71, 54.46), abs=0.01)


def test_places_run_on_across_the_date_line():
    west, east = chart_position(0, 179.9), chart_position(0, -179.9)
    assert 0 < east[0] - west[0] < 0.25
    assert chart_position(0, -180) == chart_position(0, 180)


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(51.5, -0.1), (-18, 100), (40, 170), (-60, 170), (0, -120), (90, 170), (-90, 170)]
)
def test_a_place_outside_the_region_has_no_pin(latitude, longitude):
    assert chart_position(latitude, longitude) is None


def test_every_member_is_inside_the_region():
    assert all(chart_position(m.latitude, m.longitude) for m in members_in("en"))


def test_the_chart_has_a_view_of_the_region_and_of_every_member():
    views = chart_views(CHART)
    assert views["members"] == chart.MEMBERS_VIEW
    assert {name[2:] for name in views if name not in ("whole", "members")} == {slug for slug, *_ in MEMBERS}


def test_the_region_of_the_live_map_is_what_the_plate_shows():
    (south, west), (north, east) = region_bounds()
    assert chart_position(south + 0.01, west + 0.01) == pytest.approx((0, 100), abs=0.1)
    assert chart_position(north - 0.01, east - 0.01) == pytest.approx((100, 0), abs=0.1)


def test_a_member_stands_in_the_middle_of_its_own_locator():
    pins = {pin.slug: pin for pin in near_pins("fsm", members_in("en"), chart_views(CHART))}
    assert (pins["fsm"].x, pins["fsm"].y) == pytest.approx((50, 50), abs=0.3)
    assert set(pins) == {"fsm", "guam", "cnmi", "kiribati", "marshall-islands", "nauru"}
    assert all(pin.label for pin in pins.values())


def test_a_member_that_the_chart_does_not_know_has_no_locator():
    assert near_pins("hawaii", members_in("en"), chart_views(CHART)) == []


# --- Labels


@pytest.mark.parametrize("language", ["en", "fr"])
def test_labels_meet_neither_each_other_nor_a_pin_nor_the_frame(language):
    members, size = members_in(language), chart.FONT_SIZE
    labels = chart_labels(members)
    assert len(labels) == len(members)
    boxes = {m.slug: chart.label_box(labels[m.slug], m.name, size) for m in members}
    pins = [chart.pin_box(*chart.chart_point(m.latitude, m.longitude), size) for m in members]
    frame = chart.visible_part(chart.MEMBERS_VIEW, chart.SEA_RATIO)
    edge = chart.Box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
    assert [pair for pair in combinations(boxes, 2) if boxes[pair[0]].meets(boxes[pair[1]])] == []
    assert [slug for slug, box in boxes.items() if any(map(box.meets, pins)) or not edge.holds(box)] == []
    assert chart_labels(members) == labels


def test_a_name_without_room_is_left_out_and_its_pin_stays():
    crowd = [member("A name " * 6, f"m{n}", 150 + n / 10) for n in range(40)]
    assert 0 < len(chart_labels(crowd)) < 40


# --- The script


def features(script):
    return json.loads(re.search(r"geo_json_members_add\((.*)\);", script)[1])["features"]


def test_the_script_has_the_members_in_their_order():
    script = map_script(members_in("fr"), land_urls=LAND)
    assert [f["properties"]["name"] for f in features(script)] == [m.name for m in members_in("fr")]
    assert features(script)[0]["geometry"]["coordinates"] == pytest.approx([189.299, -14.276])
    assert '"TL": "partner"' in script
    assert '"TK": "member"' in script
    assert LAND.overview in script
    assert LAND.detail in script


def test_the_same_members_give_the_same_bytes_and_a_change_another_hash():
    one, two = (map_script(members_in("en"), land_urls=LAND) for _ in range(2))
    assert one == two
    moved = map_script([member(longitude=178.45)], land_urls=LAND)
    hashes = {script_version(s) for s in (one, map_script([member()], land_urls=LAND), moved)}
    assert len(hashes) == 3
    assert all(re.fullmatch("[0-9a-f]{12}", h) for h in hashes)


HOSTILE = ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "A\u2028B", "'\"&\\"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_stays_text(name):
    script = map_script([member(name)], land_urls=LAND)
    assert features(script)[0]["properties"]["name"] == name
    assert not re.search("<[a-z/!]", script)
    assert "\u2028" not in script
    assert "textContent = member.properties.name" in script


def test_nothing_of_foliums_page_is_in_the_script():
    script = map_script(members_in("en"), land_urls=LAND).lower()
    foreign = (
        "http",
        "//",
        "<script",
        "<style",
        "$(",
        "jquery",
        "bootstrap",
        "cdn",
        "innerhtml",
        "eval(",
        "l_no_touch",
    )
    assert [word for word in foreign if word in script] == []


def test_the_script_makes_the_names_that_the_page_uses():
    script = map_script([member()], land_urls=LAND)
    made = re.findall(r"\bvar (\w+) = L\.(?:map|geoJson)\(", script)
    assert made == ["map_members", "land_pacific", "geo_json_members"]


def test_the_site_imports_no_drawing_tool():
    folders = [folder for folder in ROOT.iterdir() if (folder / "__init__.py").exists()]
    sources = [path for folder in folders for path in folder.rglob("*.py") if "drawing" not in path.parts]
    assert sources
    imported = re.compile(r"^\s*(from|import) .*\b(drawing|swell_chart)\b", re.MULTILINE)
    assert [path for path in sources if imported.search(path.read_text())] == []
