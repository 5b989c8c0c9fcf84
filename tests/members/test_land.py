"""How far a place lies from a country's land."""

import pytest
from django.conf import settings

from members.land import kilometres_to_land, land_rings

LAND = settings.BASE_DIR / "static/geo/pacific-overview.json"


@pytest.mark.parametrize(
    ("iso_code", "latitude", "longitude", "kilometres"),
    [
        ("AU", -23.7, 133.9, 0),  # Alice Springs, far from any coast but inside
        ("AU", -35.282, 149.129, 0),
        ("KI", 1.9, -157.4, 0),  # Kiritimati, on the other side of the date line
        ("FJ", -16.8, 179.99, 0),  # Vanua Levu and Taveuni, at the line itself
        ("FJ", -17.5, -178.0, 90),
        ("FJ", 18.138, 178.44, 3400),
        ("NU", -19.056, 169.915, 2100),
    ],
)
def test_the_distance_of_a_place_from_a_country(iso_code, latitude, longitude, kilometres):
    assert kilometres_to_land(iso_code, latitude, longitude, LAND) == pytest.approx(kilometres, abs=60)


@pytest.mark.parametrize("iso_code", ["", "HW"])
def test_a_country_without_land_on_the_map_has_no_distance(iso_code):
    assert kilometres_to_land(iso_code, 0, 0, LAND) is None


def test_coastlines_are_closed_and_on_the_map():
    rings = land_rings(LAND)
    assert len(rings) == 26
    assert all(ring[0] == ring[-1] for country in rings.values() for ring in country)
    assert all(
        -30.1 <= x <= 330.1 and -90.1 <= y <= 90 for country in rings.values() for ring in country for x, y in ring
    )
