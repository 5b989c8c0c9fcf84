#!/usr/bin/env python3
"""Draw the swell chart of the Pacific: chart.svg.

The lines are wavefronts of one swell that comes from the east-south-east and is slowed by every member: the first
arrival times T of the eikonal equation |grad T| = 1 / speed, by fast marching, contoured at equal steps of time. Land
that the swell cannot cross is masked. Projection: Mercator, K units to a degree of longitude, origin at (L0 E, N).

    python swell_chart.py members.csv land-50m.geojson OUT_FOLDER

members.csv: the site's own table of its members, in English (WGS 84 degrees). land-50m.geojson: Natural Earth land,
1:50 million (public domain), as one FeatureCollection of Polygons or MultiPolygons.
Needs numpy, scipy, scikit-fmm, contourpy and shapely: a drawing tool, run when the membership changes, not by the site.
"""

import csv
import json
import math
import pathlib
import sys

import contourpy
import numpy as np
import shapely
import skfmm
from scipy.ndimage import gaussian_filter
from shapely.affinity import translate
from shapely.geometry import LineString, MultiPolygon, Polygon, box, shape
from shapely.ops import unary_union

L0, L1, N, S = 110, 264, 29, -50  # degrees: west and east edge (0-360), north and south edge
K = 10  # units to a degree of longitude
GRID = 2.5  # units between grid points
STEP = 20  # units of still-water travel between two lines
TOLERANCE = 1.3  # units that a drawn curve may stray from its contour
# How wide (units, one standard deviation) and how much (0-1) a member slows the swell; neighbours share theirs.
SLOW = {
    "australia": None,
    "new-zealand": (16, 0.3),
    "papua-new-guinea": (18, 0.5),
    "guam": (22, 0.62),
    "cnmi": (22, 0.62),
    "samoa": (22, 0.6),
    "american-samoa": (22, 0.6),
    "wallis-and-futuna": (22, 0.66),
}
SLOW_DEFAULT = (26, 0.78)
HALF_VIEW = {"australia": 24, "new-zealand": 20}  # degrees from a member to the side of its plate
# Of the file by itself; in a page the site's stylesheet colours the classes.
COLOURS = {
    "sea": "#e3eef2",
    "swell": "#2f7391",
    "land": "#f1e6c8",
    "coast": "#b39b5f",
    "lines": "#8a6d1f",
    "points": "#a8186a",
}


def mercator(lat):
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


def x_of(lon):
    return (lon % 360 - L0) * K


def y_of(lat):
    return (mercator(N) - mercator(lat)) * K


WIDTH, HEIGHT = (L1 - L0) * K, y_of(S)


def read_land(path):
    """Land in chart units, unwrapped across the antimeridian."""
    frame = box(L0 - 4, S - 6, L1 + 4, N + 6)
    pieces = []
    for feature in json.loads(pathlib.Path(path).read_text())["features"]:
        geometry = shape(feature["geometry"])
        for polygon in getattr(geometry, "geoms", [geometry]):
            if polygon.bounds[2] - polygon.bounds[0] > 300 and polygon.bounds[1] > -30:  # Fiji, cut at 180 degrees
                polygon = Polygon([(x + 360 if x < 0 else x, y) for x, y in polygon.exterior.coords])
            polygon = polygon if polygon.is_valid else polygon.buffer(0)
            pieces += [q for d in (0, 360) if not (q := translate(polygon, d).intersection(frame)).is_empty]

    def project(points):
        return np.array([((x - L0) * K, y_of(y)) for x, y in points])

    whole = unary_union(pieces)
    return shapely.transform(MultiPolygon([g for g in whole.geoms if g.geom_type == "Polygon"]), project)


def travel_times(members, land):
    xs, ys = np.arange(-60, WIDTH + 60, GRID), np.arange(-60, HEIGHT + 60, GRID)
    gx, gy = np.meshgrid(xs, ys)
    mainland = unary_union([g.buffer(0) for g in land.geoms if g.area > 400])
    mask = shapely.contains_xy(mainland.buffer(2), gx, gy)
    speed = np.ones_like(gx)
    for member in members:
        slow = SLOW.get(member["slug"], SLOW_DEFAULT)
        if slow:
            d2 = (gx - x_of(member["lng"])) ** 2 + (gy - y_of(member["lat"])) ** 2
            speed *= 1 - slow[1] * np.exp(-d2 / (2 * slow[0] ** 2))
    source_x, source_y = WIDTH + 2400, y_of(-30)
    front = np.hypot(gx - source_x, gy - source_y) - (source_x - WIDTH - 40)
    times = np.ma.filled(skfmm.travel_time(np.ma.MaskedArray(front, mask), speed, dx=GRID), np.nan)
    # Soften the cusps in the lee of the islands, leaving the land out of the average.
    wet = np.isfinite(times)
    weight = np.maximum(gaussian_filter(wet.astype(float), 2.2), 1e-6)
    return xs, ys, np.where(wet, gaussian_filter(np.where(wet, times, 0), 2.2) / weight, np.nan)


# Curve fitting after P. J. Schneider, "An Algorithm for Automatically Fitting Digitized Curves" (1990).
def bezier(b, t):
    t = t[:, None]
    return (1 - t) ** 3 * b[0] + 3 * t * (1 - t) ** 2 * b[1] + 3 * t * t * (1 - t) * b[2] + t**3 * b[3]


def unit(v):
    n = np.hypot(*v)
    return v / n if n else v


def one_curve(p, u, t1, t2):
    a1, a2 = t1[None] * (3 * (1 - u) ** 2 * u)[:, None], t2[None] * (3 * (1 - u) * u**2)[:, None]
    c00, c01, c11 = (a1 * a1).sum(), (a1 * a2).sum(), (a2 * a2).sum()
    d = p - bezier(np.array([p[0], p[0], p[-1], p[-1]]), u)
    x0, x1 = (a1 * d).sum(), (a2 * d).sum()
    det, chord = c00 * c11 - c01 * c01, np.hypot(*(p[0] - p[-1]))
    s1 = s2 = chord / 3
    if abs(det) > 1e-12:
        r1, r2 = (x0 * c11 - x1 * c01) / det, (c00 * x1 - c01 * x0) / det
        if 1e-6 * chord < r1 < 3 * chord and 1e-6 * chord < r2 < 3 * chord:
            s1, s2 = r1, r2
    return np.array([p[0], p[0] + t1 * s1, p[-1] + t2 * s2, p[-1]])


def fit(p, t1, t2, tolerance):
    if len(p) == 2:
        d = np.hypot(*(p[0] - p[1])) / 3
        return [np.array([p[0], p[0] + t1 * d, p[1] + t2 * d, p[1]])]
    u = np.r_[0, np.cumsum(np.hypot(*np.diff(p, axis=0).T))]
    u /= u[-1]
    for _ in range(6):
        b = one_curve(p, u, t1, t2)
        q = bezier(b, u)
        error = ((q - p) ** 2).sum(1)
        k = int(error.argmax())
        if error[k] < tolerance**2:
            return [b]
        if error[k] > tolerance**2 * 30:
            break
        d1, t = 3 * np.diff(b, axis=0), u[:, None]
        d2 = 2 * np.diff(d1, axis=0)
        q1 = (1 - t) ** 2 * d1[0] + 2 * t * (1 - t) * d1[1] + t * t * d1[2]
        q2 = (1 - t) * d2[0] + t * d2[1]
        top, low = ((q - p) * q1).sum(1), (q1 * q1).sum(1) + ((q - p) * q2).sum(1)
        moved = np.clip(np.where(np.abs(low) > 1e-9, u - top / np.where(low == 0, 1, low), u), 0, 1)
        if np.all(np.diff(moved) >= 0):
            u = moved
    k = min(max(k, 1), len(p) - 2)
    middle = unit(p[k - 1] - p[k + 1])
    return fit(p[: k + 1], t1, middle, tolerance) + fit(p[k:], -middle, t2, tolerance)


def curve_path(p):
    n = min(3, len(p) - 1)
    curves = fit(p, unit(p[n] - p[0]), unit(p[-1 - n] - p[-1]), TOLERANCE)
    here = np.rint(curves[0][0]).astype(int)
    start, data = f"M{here[0]},{here[1]}".replace(",-", "-"), ""
    for b in curves:
        r = np.rint(b).astype(int)
        step, here = np.r_[r[1] - here, r[2] - here, r[3] - here], r[3]
        if step.any():
            data += "".join((" " if v >= 0 else "") + str(v) for v in step)
    return f"{start}c{data.lstrip()}" if data else ""


def swell_path(xs, ys, times):
    frame, data = box(0, 0, WIDTH, HEIGHT), ""
    contours = contourpy.contour_generator(xs, ys, np.ma.masked_invalid(times))
    for level in np.arange(STEP / 2, np.nanmax(times), STEP):
        for line in contours.lines(level):
            if len(line) < 4:
                continue
            cut = LineString(line).intersection(frame)
            for piece in getattr(cut, "geoms", [cut]):
                if piece.is_empty or piece.length < 26:
                    continue
                even = LineString(piece.simplify(0.12).coords)
                n = max(3, int(even.length / 4))
                data += curve_path(np.array([even.interpolate(i / n, normalized=True).coords[0] for i in range(n + 1)]))
    return data


def land_path(land):
    frame, data = box(0, 0, WIDTH, HEIGHT), ""
    for polygon in land.geoms:
        cut = polygon.intersection(frame)
        for piece in getattr(cut, "geoms", [cut]):
            if piece.is_empty:
                continue
            near = piece.centroid.x > x_of(122) and piece.centroid.y > y_of(4)  # the members' seas are drawn finer
            if piece.area < (2.2 if near else 14):
                continue
            piece = piece.simplify((1.3 if near else 2.2) if piece.area > 200 else (0.6 if near else 1.6))
            corners = np.rint(np.array(piece.exterior.coords)).astype(int)
            steps = [d for d in np.diff(corners, axis=0)[:-1] if d.any()]
            if len(corners) < 4 or not steps:
                continue
            text = ""
            for x, y in steps:
                text += ("" if not text or x < 0 else " ") + str(x) + ("" if y < 0 else " ") + str(y)
            data += f"M{corners[0][0]} {corners[0][1]}l{text}z"
    return data


def views(members):
    """Named crops: 'whole', 'members' for the membership, 'v-SLUG' for each plate (3:2, the member at its centre)."""
    yield "whole", f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"
    west, east, north, south = 121, 228, 21, -46
    yield "members", f"{x_of(west):.0f} {y_of(north):.0f} {(east - west) * K:.0f} {y_of(south) - y_of(north):.0f}"
    for member in members:
        w = HALF_VIEW.get(member["slug"], 18) * K * 2
        h = w * 2 / 3
        yield "v-" + member["slug"], f"{x_of(member['lng']) - w / 2:.0f} {y_of(member['lat']) - h / 2:.0f} {w} {h:.0f}"


def draw(members, swell, land):
    crops = "".join(
        f'<view id="{name}" viewBox="{crop}" preserveAspectRatio="xMidYMid slice"/>' for name, crop in views(members)
    )
    points = "".join(f"M{x_of(m['lng']):.0f} {y_of(m['lat']):.0f}h0" for m in members)
    thin = 'vector-effect="non-scaling-stroke"'
    size = f'viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" width="{WIDTH:.0f}" height="{HEIGHT:.0f}"'
    lines = f"M-400 {y_of(0):.0f}h2600M{x_of(180):.0f}-400v2000"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} preserveAspectRatio="xMinYMid slice">{crops}'
        f'<path class="chart-sea" fill="{COLOURS["sea"]}" d="M-400-400h2600v2000h-2600z"/><g fill="none">'
        f'<path class="chart-swell" stroke="{COLOURS["swell"]}" stroke-opacity=".5" {thin} d="{swell}"/>'
        f'<path class="chart-lines" stroke="{COLOURS["lines"]}" stroke-opacity=".7" stroke-dasharray="1 5" {thin} '
        f'd="{lines}"/></g>'
        f'<path class="chart-land" fill="{COLOURS["land"]}" stroke="{COLOURS["coast"]}" stroke-width=".8" '
        f'stroke-linejoin="round" {thin} d="{land}"/>'
        f'<path class="chart-points" stroke="{COLOURS["points"]}" stroke-width="8" stroke-linecap="round" {thin} '
        f'd="{points}"/></svg>'
    )


def read_members(path):
    """[{slug, lat, lng}, …] of the site's table, in an order of their own: the same table, the same bytes."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        members = [
            {
                "slug": row["address of the page"].rstrip("/").rpartition("/")[2],
                "lat": float(row["latitude"]),
                "lng": float(row["longitude"]),
            }
            for row in csv.DictReader(file)
        ]
    return sorted(members, key=lambda member: member["slug"])


def main(members_file, land_file, folder):
    members = read_members(members_file)
    land = read_land(land_file)
    swell, coast = swell_path(*travel_times(members, land)), land_path(land)
    pathlib.Path(folder, "chart.svg").write_text(draw(members, swell, coast))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
