// Where the reader is, and which member is nearest. The position stays in this function: nothing is sent or kept.
const EDGES = { west: 112, east: 235, south: -56, north: 29 }; // degrees, 0-360: the members’ land and the sea round it
const ZOOM = 6;
const SENTENCES = { 1: "denied", 2: "unavailable", 3: "timeout" }; // by GeolocationPositionError.code
const RADIANS = Math.PI / 180;

// Half the square of the chord between two places: it grows with their distance, which is all that is asked.
function apart([lngA, latA], [lngB, latB]) {
  const half = (degrees) => Math.sin((degrees * RADIANS) / 2) ** 2;
  return half(latB - latA) + Math.cos(latA * RADIANS) * Math.cos(latB * RADIANS) * half(lngB - lngA);
}

// The member whose coast, not whose pin, is nearest; the pin counts as coast, as some atolls are not drawn.
function nearest(here, { members, land }) {
  const coasts = new Map();
  land.eachLayer(({ feature }) => coasts.set(feature.id, feature.geometry.coordinates.flat(Infinity)));
  let best = { distance: Infinity };
  for (const { properties, geometry } of members) {
    if (properties.status !== "member") continue;
    const points = [...geometry.coordinates, ...(coasts.get(properties.iso) || [])];
    for (let i = 0; i < points.length; i += 2) {
      const distance = apart(here, [points[i], points[i + 1]]);
      if (distance < best.distance) best = { distance, name: properties.name };
    }
  }
  return best.name;
}

export async function locate(memberMap, say) {
  if (!navigator.geolocation) return say("unavailable");
  let position;
  try {
    position = await new Promise((found, failed) => {
      navigator.geolocation.getCurrentPosition(found, failed, { timeout: 15000, maximumAge: 600000 });
    });
  } catch (error) {
    return say(SENTENCES[error.code] || "unavailable");
  }
  const { latitude, longitude } = position.coords;
  const east = (longitude + 360) % 360;
  if (east < EDGES.west || east > EDGES.east || latitude < EDGES.south || latitude > EDGES.north) return say("outside");
  await memberMap.land.overview;
  memberMap.view.close();
  memberMap.view.you(latitude, longitude);
  memberMap.view.show(latitude, longitude, ZOOM);
  const name = nearest([longitude, latitude], memberMap);
  return say(name ? "nearest" : "located", name);
}
