"""The land of the map, as far as the admin needs it: how far a pin lies from its country. Pure.

Positions are WGS 84 degrees. The file is static/geo/pacific-overview.json (TopoJSON, longitudes -30..330).
"""

import json
import math
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

EARTH_RADIUS = 6371.0  # km, mean
Ring = list[tuple[float, float]]  # (longitude, latitude), closed


@lru_cache
def land_rings(path: Path) -> dict[str, list[Ring]]:
    """The coastlines of each country, by its ISO 3166-1 alpha-2 code."""
    world = json.loads(path.read_text())
    (scale_x, scale_y), (shift_x, shift_y) = world["transform"]["scale"], world["transform"]["translate"]
    arcs = []
    for steps in world["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(points)

    def ring(numbers):
        joined = []
        for number in numbers:
            points = arcs[number] if number >= 0 else arcs[~number][::-1]
            joined += points[1:] if joined else points
        return joined

    rings = {}
    for area in world["objects"]["land"]["geometries"]:
        polygons = [area["arcs"]] if area["type"] == "Polygon" else area["arcs"]
        rings[area.get("id", "")] = [ring(numbers) for polygon in polygons for numbers in polygon]
    return rings


def kilometres_to_land(iso_code: str, latitude: float, longitude: float, path: Path) -> float | None:
    """How far a place lies from a country's land, 0 inside it; None if the map has no land of that code."""
    rings = land_rings(path).get(iso_code)
    if not iso_code or not rings:
        return None
    here = (longitude + 360 if longitude < -30 else longitude, latitude)
    if any(_is_inside(here, ring) for ring in rings):
        return 0.0
    return min(_kilometres(here, point) for ring in rings for point in ring)


def _is_inside(here: tuple[float, float], ring: Ring) -> bool:
    x, y = here
    crossings = sum(
        (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in pairwise(ring)
    )
    return crossings % 2 == 1


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    (lng_a, lat_a), (lng_b, lat_b) = (map(math.radians, place) for place in (a, b))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lng_b - lng_a) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(half))
