// The live map's manners: the flat view, the toolbar and what it leads to, the list's buttons. The map itself (map_members,
// geo_json_members, land_pacific) is made by the script that the server generates.
//
// window.memberMap.view is the view in use. Another one (the globe) takes its place by offering the same functions:
//   zoom(by)             one step in (1) or out (-1)
//   pan(x, y)            steps east and south
//   region()             the whole region
//   show(lat, lng, zoom) a place in degrees, WGS 84; zoom as Leaflet counts it
//   you(lat, lng)        marks the reader's place
//   select(slug, opener, focus) a member's card, as memberMap.openCard takes it
//   close()              the card
//   use(yes)             comes into use or leaves it
// window.memberMap.chosen is the slug of the member whose card is open, else null.
(() => {
  const { memberMap } = window;
  const map = window.map_members;
  const land = window.land_pacific;
  const section = document.getElementById("member-map");
  const box = map.getContainer();
  const bounds = L.latLngBounds(map.options.region);
  const pins = new Map();
  geo_json_members.eachLayer((pin) => pins.set(pin.feature.id, Object.assign(pin, { home: pin.getLatLng() })));

  const FAR = 0.5; // zoom levels above the whole region up to which the swell and the static map's names stay
  const NAMES_FROM = 5; // zoom from which every pin shows its name
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const moving = () => ({ animate: !still.matches });
  const mapLongitude = (lng) => (lng < -30 ? lng + 360 : lng);

  // --- The swell chart under the land, and the static map's names, while the whole region is in view
  function layerIn(name, layer) {
    map.createPane(name);
    layer.options.pane = name;
    return layer;
  }
  const chart = section.querySelector(".plate > .chart").cloneNode(true);
  chart.setAttribute("viewBox", "0 0 1540 882");
  // Edges of the chart: 110-264 degrees east, 50 south to 29 north.
  const swell = layerIn("swell", L.svgOverlay(chart, [[-50, 110], [29, 264]]));
  const names = layerIn("names", L.svgOverlay(section.querySelector(".map.all").cloneNode(true), bounds));

  // --- Pins kept apart, in both views: pure, from spots ({home: {x, y}, at: {x, y}} in px) to better places in `at`
  const APART = 25; // px: pins are 24 px, WCAG's target size, and keep one between them

  // Moves two points away from each other along their line; says whether their boxes met.
  function part(a, b) {
    const x = b.x - a.x;
    const y = b.y - a.y;
    const lack = APART - Math.max(Math.abs(x), Math.abs(y));
    if (lack <= 0.01) return false;
    const length = Math.hypot(x, y);
    const [stepX, stepY] = length ? [(x * lack) / 2 / length, (y * lack) / 2 / length] : [lack / 2, 0];
    a.x -= stepX;
    a.y -= stepY;
    b.x += stepX;
    b.y += stepY;
    return true;
  }

  memberMap.pushApart = (spots) => {
    for (let round = 0, moved = true; moved && round < 300; round += 1) {
      moved = false;
      // The pull home ends early, so that the last rounds only make room.
      if (round < 60) {
        for (const { home, at } of spots) {
          at.x += (home.x - at.x) * 0.1;
          at.y += (home.y - at.y) * 0.1;
        }
      }
      for (let i = 0; i < spots.length; i += 1) {
        for (let j = i + 1; j < spots.length; j += 1) moved = part(spots[i].at, spots[j].at) || moved;
      }
    }
  };

  // Each pin that was moved is tied to its true place by a line and a dot. The reader's own place is below them.
  const ties = layerIn("ties", L.layerGroup()).addTo(map);
  const under = { pane: "ties", interactive: false };
  const yourPlace = L.circleMarker([0, 0], { ...under, className: "map-you", radius: 12 });

  function spread() {
    const spots = [...pins.values()].map((pin) => {
      const home = map.latLngToLayerPoint(pin.home);
      return { pin, home, at: home.clone() };
    });
    memberMap.pushApart(spots);
    ties.clearLayers();
    for (const { pin, home, at } of spots) {
      const far = home.distanceTo(at) > 1;
      const place = far ? map.layerPointToLatLng(at) : pin.home;
      pin.setLatLng(place);
      if (!far) continue;
      ties.addLayer(L.polyline([pin.home, place], { ...under, className: "map-tie" }));
      ties.addLayer(L.circleMarker(pin.home, { ...under, className: "map-home", radius: 2.5 }));
    }
  }

  function onZoom() {
    const far = map.getZoom() <= map.getMinZoom() + FAR;
    for (const layer of [swell, names]) if (far !== map.hasLayer(layer)) map[far ? "addLayer" : "removeLayer"](layer);
    box.classList.toggle("has-names", map.getZoom() >= NAMES_FROM);
    spread();
  }

  function onResize() {
    const whole = map.getZoom() < map.getMinZoom() + 0.01;
    map.setMinZoom(map.getBoundsZoom(bounds));
    if (whole) map.fitBounds(bounds, { animate: false });
  }

  const flat = {
    zoom: (by) => map.setZoom(map.getZoom() + by, moving()),
    pan: (x, y) => map.panBy(map.getSize().divideBy(4).scaleBy(L.point(x, y)), moving()),
    region: () => map.fitBounds(bounds, moving()),
    show: (lat, lng, zoom) => map.setView([lat, mapLongitude(lng)], zoom, moving()),
    you: (lat, lng) => yourPlace.setLatLng([lat, mapLongitude(lng)]).addTo(map),
    select(slug, opener, focus = true) {
      const pin = pins.get(slug);
      if (!map.getBounds().contains(pin.getLatLng())) map.panTo(pin.getLatLng(), { animate: false });
      memberMap.openCard(pin.feature, { pin: pin.getElement(), opener, focus });
    },
    close: memberMap.closeCard,
    use: () => {}, // it stays where it is: the other view lies over it
  };
  Object.assign(memberMap, {
    view: flat,
    flat,
    chosen: null,
    land,
    members: [...pins.values()].map((pin) => pin.feature),
    still: () => still.matches,
  });

  section.addEventListener("keydown", (event) => {
    const pin = event.target.closest(".live-map .map-pin");
    if (event.key === "Escape") memberMap.view.close();
    if (pin && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault(); // the page would scroll
      pin.click();
    }
  });

  // --- The toolbar
  const tools = section.querySelector(".map-tools");
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("[data-map-call]");
    if (!button) return;
    const steps = (button.dataset.mapBy || "").split(" ").filter(Boolean).map(Number);
    memberMap.view[button.dataset.mapCall](...steps);
  });

  // --- What the reader may ask for: the globe and their own place. Each is fetched on the press of its button.
  const status = section.querySelector(".map-status");
  const [toGlobe, toFlat] = ["3d", "2d"].map((name) => section.querySelector(`[data-map-view="${name}"]`));
  const data = section.dataset;

  // Says one of the sentences that the template keeps at the status line.
  function say(sentence, name = "") {
    status.textContent = sentence ? status.dataset[sentence].replace("{name}", name) : "";
  }

  function show(view) {
    const { view: last, chosen } = memberMap;
    const round = view !== memberMap.flat;
    last.close();
    last.use(false);
    section.classList.toggle("is-globe", round);
    memberMap.view = view;
    view.use(true);
    toGlobe.hidden = round;
    toFlat.hidden = !round;
    const button = round ? toFlat : toGlobe;
    button.focus();
    if (chosen) view.select(chosen, button, false);
  }

  let globe = null;
  toGlobe.addEventListener("click", async () => {
    say("loading");
    try {
      if (!globe) {
        const [d3, { makeGlobe }] = await Promise.all([import(data.mapD3), import(data.mapGlobe)]);
        globe = makeGlobe(d3, memberMap, section);
      }
    } catch (error) {
      console.warn(error);
      say("noGlobe");
      return;
    }
    say("");
    show(globe);
  });
  toFlat.addEventListener("click", () => show(memberMap.flat));

  section.querySelector("[data-map-locate]").addEventListener("click", async () => {
    say("locating");
    try {
      const { locate } = await import(data.mapLocation);
      await locate(memberMap, say);
    } catch (error) {
      console.warn(error);
      say("unavailable");
    }
  });

  // --- The list's buttons, and the start, in turns, so that no tap waits for all of it
  const turn = () => new Promise((resolve) => { setTimeout(resolve); });

  function addShowButton(slug) {
    const entry = document.querySelector(`li[data-member="${CSS.escape(slug)}"]`);
    if (!entry) return;
    const button = document.getElementById("map-show").content.firstElementChild.cloneNode(true);
    button.querySelector(".vh").textContent = ` – ${pins.get(slug).feature.properties.name}`;
    button.addEventListener("click", () => {
      section.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
      memberMap.view.select(slug, button);
    });
    entry.append(button);
  }

  function takeOver() {
    const focused = section.contains(document.activeElement) ? document.activeElement : null;
    section.classList.add("is-live");
    section.querySelectorAll(".needs-map").forEach((part) => { part.hidden = false; });
    section.querySelector(".map-load").hidden = true;
    if (!focused) return;
    const pin = pins.get(focused.dataset.member);
    if (pin) pin.getElement().focus();
    else if (focused.classList.contains("map-load")) box.focus();
  }

  async function start() {
    if (window.matchMedia("(pointer: coarse)").matches) map.dragging.disable(); // one finger scrolls the page
    // The wheel scrolls the page until the reader has chosen the map.
    map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
    for (const [slug, pin] of pins) {
      pin.on("click", () => flat.select(slug));
      pin.getElement().setAttribute("aria-expanded", "false");
    }
    map.on("resize", onResize);
    onResize();
    map.fitBounds(bounds, { animate: false });
    map.setMaxBounds(map.options.world); // after the fit: while the world is smaller than the frame it would undo it
    await turn();
    onZoom();
    map.on("zoomend", onZoom);
    await turn();
    [...pins.keys()].forEach(addShowButton);
    takeOver();
  }

  start();
})();
