"""The live map: from members to the script that folium writes. Pure, like members.chart."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import folium
from folium.map import Layer
from folium.template import Template
from folium.utilities import JsCode

from members.chart import MEMBERS_VIEW, SEA_RATIO, MapMember, chart_place, visible_part


class LandUrls(NamedTuple):
    """Addresses of the two TopoJSON files of static/geo/."""

    overview: str
    detail: str


class Land(Layer):
    """Land from TopoJSON: the overview at once (a promise, `overview`), the detail when the reader first comes near.

    `refine()` asks for the detail from another view. Areas are drawn in turns, so no tap waits for the whole coast;
    the coarser ones go when all are there. Each area has the class `land-STATUS` by its feature's id; colours
    are the stylesheet's.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.geoJson(null, {
                interactive: false,
                style: function (area) {
                    return {className: "land land-" + ({{ this.statuses|tojavascript }}[area.id] || "other")};
                }
            });
            (function (land, map) {
                async function load(url) {
                    var world = await (await fetch(url)).json(), coarser = land.getLayers();
                    for (var area of world.objects.land.geometries) {
                        await new Promise(function (resolve) { setTimeout(resolve); });
                        land.addData(topojson.feature(world, area));
                    }
                    coarser.forEach(function (layer) { land.removeLayer(layer); });
                }
                land.overview = load({{ this.urls.overview|tojavascript }}).catch(console.warn);
                var asked = false;
                land.refine = function () {
                    if (asked) { return; }
                    asked = true;
                    land.overview.then(function () { return load({{ this.urls.detail|tojavascript }}); })
                        .catch(function () { asked = false; });
                };
                map.on("zoomend", function () {
                    if (map.getZoom() >= {{ this.detail_zoom }}) { land.refine(); }
                });
            })({{ this.get_name() }}, {{ this._parent.get_name() }});
        {% endmacro %}
    """)

    def __init__(self, urls: LandUrls, statuses: dict[str, str]):
        super().__init__()
        self._name, self._id = "Land", "pacific"
        self.urls, self.statuses, self.detail_zoom = urls, statuses, DETAIL_ZOOM


# The name becomes a text node of the pin, never markup; it is also the pin's accessible name.
NAME_PIN = JsCode("""function (member, pin) {
    var name = L.DomUtil.create("span", "map-pin-name");
    name.textContent = member.properties.name;
    pin.options.icon.options.html = name;
    pin.options.icon.options.className += " is-" + member.properties.status;
}""")
MOTION = JsCode('!matchMedia("(prefers-reduced-motion: reduce)").matches')
DETAIL_ZOOM, MAX_ZOOM = 4, 8  # from where the overview is too coarse; where the detail ends
WORLD = [[-70, 20], [70, 320]]  # degrees, south-west and north-east: how far the reader can pan


def map_longitude(longitude: float) -> float:
    """Longitude on the live map, -30..330 degrees: the only cut is in the Atlantic."""
    return longitude + 360 if longitude < -30 else longitude


def region_bounds() -> tuple[tuple[float, float], tuple[float, float]]:
    """South-west and north-east corner of the whole region, degrees: what the static map shows, so nothing jumps."""
    frame = visible_part(MEMBERS_VIEW, SEA_RATIO)
    return chart_place(frame.x, frame.y + frame.height), chart_place(frame.x + frame.width, frame.y)


def _feature(member: MapMember) -> dict:
    point = {"type": "Point", "coordinates": [map_longitude(member.longitude), member.latitude]}
    properties = {"name": member.name, "status": member.status, "iso": member.iso}
    return {"type": "Feature", "id": member.slug, "properties": properties, "geometry": point}


def map_script(members: Sequence[MapMember], *, land_urls: LandUrls) -> str:
    """The script of the live map, as folium writes it; pins come in the order of `members`.

    It needs Leaflet, `topojson.feature` and `#map_members`, and makes `map_members`, `geo_json_members` and
    `land_pacific`. What a pin shows is the page's own (static/js/map-cards.js): folium's popups take text as markup and
    bring jQuery. Same members, same bytes.
    """
    live = folium.Map(
        location=(0, 180),
        tiles=None,
        zoom_start=3,
        zoom_control=False,
        attribution_control=False,
        zoom_snap=0,
        maxZoom=MAX_ZOOM,
        scroll_wheel_zoom=False,
        maxBoundsViscosity=1,
        **dict.fromkeys(("zoom_animation", "fade_animation", "inertia"), MOTION),
        region=[list(corner) for corner in region_bounds()],
        world=WORLD,
    )
    land = Land(land_urls, {m.iso: m.status for m in members if m.iso})
    icon = folium.DivIcon(icon_size=(24, 24), class_name="map-pin")
    features = {"type": "FeatureCollection", "features": [_feature(member) for member in members]}
    pins = folium.GeoJson(
        features, marker=folium.Marker(icon=icon, auto_pan_padding=[14, 14]), on_each_feature=NAME_PIN
    )
    live._id = pins._id = "members"  # names that do not change from one rendering to the next
    live.add_child(land).add_child(pins)
    live.fit_bounds(region_bounds())
    figure = live.get_root()
    for child in figure._children.values():
        child.render()
    return figure.script.render()  # its head, with addresses of other hosts, is never rendered


def script_version(script: str) -> str:
    """Short hash of a script for its address's `?v=`."""
    return hashlib.sha256(script.encode()).hexdigest()[:12]
