// The live map's manners: cards, focus, toolbar, pins kept apart. The map itself (map_members, geo_json_members) is made
// by the script that the server generates. Text comes from the page or as text nodes, never as markup.
//
// window.memberMap.view is the view in use; another view (a globe) takes its place by offering the same functions:
//   zoom(by)             one step in (1) or out (-1)
//   pan(x, y)            steps east and south
//   region()             the whole region
//   show(lat, lng, zoom) a place in degrees, WGS 84
//   select(slug, opener) a member's card; focus returns to the element `opener`, else to the pin
(() => {
  const map = window.map_members;
  const section = document.getElementById("member-map");
  const box = map.getContainer();
  const bounds = L.latLngBounds(map.options.region);
  const pins = new Map();
  geo_json_members.eachLayer((pin) => pins.set(pin.feature.id, Object.assign(pin, { home: pin.getLatLng() })));

  const FAR = 0.5; // zoom levels above the whole region up to which the swell and the static map's names stay
  const NAMES_FROM = 5; // zoom from which every pin shows its name
  const APART = 25; // px: pins are 24 px, WCAG's target size, and keep one between them
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const moving = () => ({ animate: !still.matches });

  // --- The swell chart under the land, and the static map's names, while the whole region is in view
  function layerIn(name, layer) {
    map.createPane(name);
    layer.options.pane = name;
    return layer;
  }
  const picture = section.querySelector("picture");
  const night = picture.querySelector("source");
  const dark = window.matchMedia(night.media);
  const chartUrl = () => (dark.matches ? night.srcset : picture.querySelector("img").src).split("#")[0];
  // Edges of the chart file: 110-264 degrees east, 50 south to 29 north.
  const swell = layerIn("swell", L.imageOverlay(chartUrl(), [[-50, 110], [29, 264]]));
  const names = layerIn("names", L.svgOverlay(section.querySelector(".map.all").cloneNode(true), bounds));
  if (dark.addEventListener) dark.addEventListener("change", () => swell.setUrl(chartUrl()));

  // --- Pins kept apart, each tied to its true place by a line and a dot
  const ties = layerIn("ties", L.layerGroup()).addTo(map);

  function pushApart(spots) {
    for (let round = 0, moved = true; moved && round < 300; round += 1) {
      moved = false;
      // The pull home ends early, so that the last rounds only make room.
      if (round < 60) for (const spot of spots) spot.at = spot.at.add(spot.home.subtract(spot.at).multiplyBy(0.1));
      spots.forEach((a, i) => spots.slice(i + 1).forEach((b) => {
        const line = b.at.subtract(a.at);
        const lack = APART - Math.max(Math.abs(line.x), Math.abs(line.y));
        if (lack <= 0.01) return;
        const length = Math.hypot(line.x, line.y);
        const step = length ? line.multiplyBy(lack / 2 / length) : L.point(lack / 2, 0);
        a.at = a.at.subtract(step);
        b.at = b.at.add(step);
        moved = true;
      }));
    }
  }

  function spread() {
    const spots = [...pins.values()].map((pin) => {
      const home = map.latLngToLayerPoint(pin.home);
      return { pin, home, at: home };
    });
    pushApart(spots);
    ties.clearLayers();
    for (const { pin, home, at } of spots) {
      const far = home.distanceTo(at) > 1;
      const place = far ? map.layerPointToLatLng(at) : pin.home;
      pin.setLatLng(place);
      if (!far) continue;
      const look = { pane: "ties", interactive: false };
      ties.addLayer(L.polyline([pin.home, place], { ...look, className: "map-tie" }));
      ties.addLayer(L.circleMarker(pin.home, { ...look, className: "map-home", radius: 2.5 }));
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
    for (const pin of pins.values()) pin.getPopup().options.maxHeight = map.getSize().y - 48;
  }

  // --- Cards
  const copyOf = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
  const entryOf = (slug) => document.querySelector(`li[data-member="${CSS.escape(slug)}"]`);

  function cardContent({ id, properties }) {
    const entry = entryOf(id);
    if (entry) {
      const copy = (entry.querySelector("[data-card]") || entry).cloneNode(true);
      copy.querySelectorAll(".map-show").forEach((button) => button.remove());
      copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
      return [...copy.childNodes];
    }
    const pin = section.querySelector(`.map-pins [data-member="${CSS.escape(id)}"]`);
    const name = document.createElement(pin ? "a" : "b");
    name.textContent = properties.name;
    if (pin) name.href = pin.getAttribute("href");
    return [name];
  }

  window.memberCard = (member) => {
    const card = document.createElement("div");
    card.className = "map-card";
    card.tabIndex = -1;
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", member.properties.name);
    const close = copyOf("map-close");
    close.addEventListener("click", () => map.closePopup());
    card.append(...cardContent(member), close);
    return card;
  };

  let returnTo = null;
  map.on("popupopen", ({ popup }) => {
    const pin = popup._source.getElement();
    pin.setAttribute("aria-expanded", "true");
    returnTo = returnTo || pin;
    popup.getElement().querySelector(".map-card").focus({ preventScroll: true });
  });
  map.on("popupclose", ({ popup }) => {
    popup._source.getElement().setAttribute("aria-expanded", "false");
    const focused = document.activeElement;
    if (focused === document.body || popup.getElement().contains(focused)) returnTo.focus();
    returnTo = null;
  });

  box.addEventListener("keydown", (event) => {
    const pin = event.target.closest(".map-pin");
    if (event.key === "Escape") map.closePopup();
    if (event.key === " " && pin) {
      event.preventDefault(); // the page would scroll; Leaflet itself takes Enter only
      pin.click();
    }
  });

  // --- The flat view, the toolbar and the list's buttons
  const flat = {
    zoom: (by) => map.setZoom(map.getZoom() + by, moving()),
    pan: (x, y) => map.panBy(map.getSize().divideBy(4).scaleBy(L.point(x, y)), moving()),
    region: () => map.fitBounds(bounds, moving()),
    show: (lat, lng, zoom) => map.setView([lat, lng < -30 ? lng + 360 : lng], zoom, moving()),
    select(slug, opener) {
      const pin = pins.get(slug);
      map.closePopup();
      returnTo = opener || null;
      if (!map.getBounds().contains(pin.getLatLng())) map.panTo(pin.getLatLng(), { animate: false });
      pin.openPopup();
    },
  };
  window.memberMap = { view: flat };

  const tools = section.querySelector(".map-tools");
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("[data-map-call]");
    if (!button) return;
    const steps = (button.dataset.mapBy || "").split(" ").filter(Boolean).map(Number);
    window.memberMap.view[button.dataset.mapCall](...steps);
  });

  function addShowButton(slug) {
    const entry = entryOf(slug);
    if (!entry) return;
    const button = copyOf("map-show");
    button.querySelector(".vh").textContent = ` – ${pins.get(slug).feature.properties.name}`;
    button.addEventListener("click", () => {
      section.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
      window.memberMap.view.select(slug, button);
    });
    entry.append(button);
  }

  function takeOver() {
    const focused = section.contains(document.activeElement) ? document.activeElement : null;
    section.classList.add("is-live");
    tools.hidden = false;
    section.querySelector(".map-load").hidden = true;
    if (!focused) return;
    const pin = pins.get(focused.dataset.member);
    if (pin) pin.getElement().focus();
    else if (focused.classList.contains("map-load")) box.focus();
  }

  if (window.matchMedia("(pointer: coarse)").matches) map.dragging.disable(); // one finger scrolls the page
  // The wheel scrolls the page until the reader has chosen the map.
  map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
  map.on("zoomend", onZoom).on("resize", onResize);
  for (const [slug, pin] of pins) {
    pin.getElement().setAttribute("aria-expanded", "false");
    addShowButton(slug);
  }
  onResize();
  map.fitBounds(bounds, { animate: false });
  map.setMaxBounds(map.options.world); // after the fit: while the world is smaller than the frame it would undo it
  onZoom();
  takeOver();
})();
