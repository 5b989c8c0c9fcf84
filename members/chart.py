"""The swell chart: places of the members on it and of their names.

Pure: from members to numbers, without database or request. Positions are WGS 84 degrees; chart units are those of
members/drawing/swell_chart.py: Mercator, CHART_SCALE to a degree of longitude, from CHART_WEST and CHART_NORTH.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

CHART_WEST, CHART_NORTH, CHART_SCALE = 110, 29, 10  # degrees east, degrees north, units to a degree
SEA_RATIO = 107 / 74  # width to height of the plate with the whole region (`.plate.sea`)
PLATE_RATIO = 3 / 2  # of every other plate
RING = 3  # size of the ring on a member's own locator, in pins
FONT_SIZE, NEAR_FONT_SIZE = 19, 10  # chart units: the sizes that the stylesheet gives `.map text` and `.map.near`


@dataclass(frozen=True)
class MapMember:
    """A member, observer or partner on the map.

    `iso` is the ISO 3166-1 alpha-2 code that joins the land; `name` is in the language of the page; `latitude` and
    `longitude` are WGS 84 degrees, -90..90 and -180..180; `status` is 'member', 'joining', 'observer' or 'partner'.
    """

    slug: str
    iso: str
    name: str
    latitude: float
    longitude: float
    status: str


class View(NamedTuple):
    """A named crop of the chart, in chart units."""

    x: float
    y: float
    width: float
    height: float


class Label(NamedTuple):
    """Where a name is written: its baseline's anchor in chart units; `anchor` is a value of SVG's text-anchor."""

    x: float
    y: float
    anchor: str


class NearPin(NamedTuple):
    """A member on another's locator: place in per cent of width and height, and label (None: no room for it)."""

    slug: str
    name: str
    x: float
    y: float
    label: Label | None


MEMBERS_VIEW = View(110, 88, 1070, 734)


# --- The swell chart ---------------------------------------------------------------------------------------------


def mercator(latitude: float) -> float:
    """Mercator ordinate in degrees of longitude; the poles, which have none, count as 85 degrees."""
    latitude = min(85, max(-85, latitude))
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def chart_point(latitude: float, longitude: float) -> tuple[float, float]:
    """Place in chart units."""
    x = (longitude % 360 - CHART_WEST) * CHART_SCALE
    return x, (mercator(CHART_NORTH) - mercator(latitude)) * CHART_SCALE


def chart_place(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude (0..360) of a point in chart units, to 0.0001 degrees."""
    ordinate = math.radians(mercator(CHART_NORTH) - y / CHART_SCALE)
    return round(math.degrees(math.atan(math.sinh(ordinate))), 4), round(CHART_WEST + x / CHART_SCALE, 4)


@lru_cache
def chart_views(path: Path) -> dict[str, View]:
    """Named views of a chart file: 'whole', 'members', and 'v-SLUG' for each member that it was drawn with."""
    pattern = r'<view id="([\w-]+)" viewBox="([-\d. ]+)"'
    return {name: View(*map(float, box.split())) for name, box in re.findall(pattern, path.read_text())}


@lru_cache
def chart_drawing(path: Path) -> str:
    """The shapes of a chart file, without its frame and views."""
    return re.sub(r"</?svg[^>]*>|<view[^>]*/>", "", path.read_text())


def visible_part(view: View, ratio: float) -> View:
    """The part of a view that a plate of this ratio (width to height) shows: the chart fills it and is cut evenly."""
    width, height = min(view.width, view.height * ratio), min(view.height, view.width / ratio)
    return View(view.x + (view.width - width) / 2, view.y + (view.height - height) / 2, width, height)


def chart_position(
    latitude: float, longitude: float, view: View = MEMBERS_VIEW, ratio: float = SEA_RATIO
) -> tuple[float, float] | None:
    """Place on a plate in per cent of its width and height; None outside it."""
    frame = visible_part(view, ratio)
    x, y = chart_point(latitude, longitude)
    across, down = 100 * (x - frame.x) / frame.width, 100 * (y - frame.y) / frame.height
    return (across, down) if 0 <= across <= 100 and 0 <= down <= 100 else None


def chart_labels(members: Iterable[MapMember]) -> Mapping[str, Label]:
    """Labels of the whole region, by slug, in chart units; a member without room for its name has none."""
    return _labels_in(visible_part(MEMBERS_VIEW, SEA_RATIO), tuple(members), FONT_SIZE)


def near_pins(slug: str, members: Sequence[MapMember], views: Mapping[str, View]) -> list[NearPin]:
    """The members on this member's locator, itself among them; empty if the chart has no view of it."""
    view = views.get(f"v-{slug}")
    if view is None:
        return []
    labels = _labels_in(visible_part(view, PLATE_RATIO), tuple(members), NEAR_FONT_SIZE, ringed=slug)
    placed = ((member, chart_position(member.latitude, member.longitude, view, PLATE_RATIO)) for member in members)
    return [NearPin(m.slug, m.name, *position, labels.get(m.slug)) for m, position in placed if position]


# --- Labels ------------------------------------------------------------------------------------------------------


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, other: "Box") -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


def pin_box(x: float, y: float, size: float) -> Box:
    """The square that a pin takes beside text of this size."""
    half = size * 0.6
    return Box(x - half, y - half, x + half, y + half)


def label_box(label: Label, name: str, size: float) -> Box:
    """The room that a name takes, whatever the reader's own face: that of DejaVu Sans Bold, the widest of the usual."""
    width = (0.9 + 0.62 * len(name)) * size
    left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
    return Box(left, label.y - 0.8 * size, left + width, label.y + 0.25 * size)


def _label_candidates(x: float, y: float, size: float) -> Iterator[Label]:
    """Places for a name, best first: beside, above and below the pin, then at its corners, then farther out."""
    for gap in (0.8 * size, 1.2 * size, 1.7 * size, 2.2 * size):
        above, below, corner = y - gap, y + gap + 0.6 * size, 0.4 * size
        yield Label(x + gap, y + 0.3 * size, "start")
        yield Label(x - gap, y + 0.3 * size, "end")
        yield Label(x, above, "middle")
        yield Label(x, below, "middle")
        for side, anchor in ((1, "start"), (-1, "end")):
            yield Label(x + side * gap, y - corner, anchor)
            yield Label(x + side * gap, y + corner + 0.6 * size, anchor)
            yield Label(x - side * gap, above, anchor)
            yield Label(x - side * gap, below, anchor)


def _drawn_apart(points: Mapping[str, tuple[float, float]], apart: float) -> dict[str, tuple[float, float]]:
    """Where the live map will roughly draw the pins, so that names suit both: close pins move away from each other."""
    moved = {}
    for slug, (x, y) in points.items():
        shift_x = shift_y = 0.0
        for other, (other_x, other_y) in points.items():
            distance = math.hypot(x - other_x, y - other_y)
            if other != slug and 0 < distance < apart:
                step = (apart - distance) / 2 / distance
                shift_x, shift_y = shift_x + step * (x - other_x), shift_y + step * (y - other_y)
        moved[slug] = (x + shift_x, y + shift_y)
    return moved


# Tens of thousands of comparisons; room for the chart and every locator in both languages, and those before a change.
@lru_cache(maxsize=128)
def _labels_in(
    frame: View, members: tuple[MapMember, ...], size: float, ringed: str | None = None
) -> Mapping[str, Label]:
    """Labels that meet neither a pin nor each other nor the frame's edge; the name with least room goes first.

    The member `ringed` has a ring round its pin (`.plate.here`), which no name may cross.
    """
    edge = Box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
    names = {m.slug: m.name for m in members}
    true = {m.slug: chart_point(m.latitude, m.longitude) for m in members}
    points = _drawn_apart(true, 2 * size)
    pins = [pin_box(*point, size) for point in (*true.values(), *points.values())]
    if ringed in true:
        pins.append(pin_box(*true[ringed], RING * size))
    free = {}
    for slug, (x, y) in points.items():
        if edge.left <= x <= edge.right and edge.top <= y <= edge.bottom:
            places = ((label, label_box(label, names[slug], size)) for label in _label_candidates(x, y, size))
            free[slug] = [p for p in places if edge.holds(p[1]) and not any(map(p[1].meets, pins))]
    placed = {}
    while free := {slug: places for slug, places in free.items() if places}:
        slug = min(free, key=lambda s: len(free[s]))
        placed[slug], taken = free.pop(slug)[0]
        free = {s: [p for p in places if not p[1].meets(taken)] for s, places in free.items()}
    return placed
