// The members on a globe: an orthographic projection on a 2D canvas, with the flat map's pins, cards and buttons.
// Fetched on the press of 'View in 3D'; it needs no WebGL. See member-map.js for what a view offers.

const CENTRE = [178, -12]; // degrees east and north: where the whole region is in front
const WHOLE = 0.47; // radius of the whole globe, in parts of the frame's shorter side
const LEAST = 150; // px: radius that the globe has at first if the frame is wide enough, though it is cut above and below
const MAX_ZOOM = 8; // as Leaflet counts it
const DETAIL = 3; // times the whole globe, from where the overview of the land is too coarse
const NAMES = 6; // times the whole globe, from where every pin shows its name
const STEP = 15; // degrees that a press of a button or an arrow key turns the whole globe
const EDGE = (88 * Math.PI) / 180; // radians from the centre to where a pin goes behind the globe
const TURNING = 500; // milliseconds
const DEGREES = 180 / Math.PI;

const scaleAt = (zoom) => (256 * 2 ** zoom) / 2 / Math.PI; // Leaflet's zoom in px to a radian
const between = (low, value, high) => Math.min(high, Math.max(low, value));

// Calls follow(px, px, factor) as a drag, a pinch or the wheel moves the globe.
function listenToPointers(frame, follow) {
  const fingers = new Map();
  let dragging = false;
  let start = null;
  const apart = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a.x - b.x, a.y - b.y); };

  frame.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    start = { x: event.clientX, y: event.clientY };
    dragging = fingers.size > 1;
  });
  frame.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const now = { x: event.clientX, y: event.clientY };
    if (!dragging && Math.hypot(now.x - start.x, now.y - start.y) < 4) return; // still a press of a pin
    if (!dragging) frame.setPointerCapture(event.pointerId);
    dragging = true;
    const before = fingers.size > 1 ? apart() : 0;
    fingers.set(event.pointerId, now);
    // One finger turns it sideways only: upwards it scrolls the page.
    const sideways = event.pointerType === "touch" && fingers.size === 1;
    const y = sideways ? 0 : (now.y - last.y) / fingers.size;
    follow((last.x - now.x) / fingers.size, y, before ? apart() / before : 1);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    frame.addEventListener(end, (event) => {
      fingers.delete(event.pointerId);
      dragging = fingers.size > 0 && dragging;
    });
  }
  frame.addEventListener("wheel", (event) => {
    if (!frame.contains(document.activeElement)) return; // the page scrolls until the reader has chosen the globe
    event.preventDefault();
    follow(0, 0, event.deltaY < 0 ? 1.2 : 1 / 1.2);
  }, { passive: false });
}

function makePainter(d3, { frame, projection, land }) {
  const canvas = frame.querySelector("canvas");
  const context = canvas.getContext("2d");
  const path = d3.geoPath(projection, context);
  const graticule = d3.geoGraticule10();
  const styles = getComputedStyle(frame);
  const colour = (name) => styles.getPropertyValue(name).trim();

  function shape(geometry, { fill, stroke, width }) {
    context.beginPath();
    path(geometry);
    if (fill) { context.fillStyle = fill; context.fill(); }
    if (stroke) { context.strokeStyle = stroke; context.lineWidth = width; context.stroke(); }
  }

  function sea() {
    const [x, y] = projection.translate();
    const radius = projection.scale();
    const light = context.createRadialGradient(x - radius / 3, y - radius / 3, 0, x, y, radius);
    light.addColorStop(0, colour("--sea-lit"));
    light.addColorStop(1, colour("--sea-dim"));
    shape({ type: "Sphere" }, { fill: light, stroke: colour("--coast"), width: 1 });
    shape(graticule, { stroke: colour("--grid"), width: 0.5 });
  }

  function lands() {
    const fill = colour("--land");
    const stroke = colour("--coast");
    land.eachLayer(({ feature }) => {
      const own = !land.options.style(feature).className.includes("land-other");
      context.globalAlpha = own ? 1 : 0.6;
      // The stroke is what makes an atoll visible; other land has none, or its cut in the Atlantic would show.
      shape(feature, own ? { fill, stroke, width: 1.25 } : { fill });
    });
    context.globalAlpha = 1;
  }

  function ring([x, y], radius) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }

  return function paint(spots, you) {
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = frame;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    sea();
    lands();
    context.fillStyle = context.strokeStyle = colour("--now");
    context.lineWidth = 1.5;
    for (const { home, at } of spots.filter((spot) => Math.hypot(spot.at.x - spot.home.x, spot.at.y - spot.home.y) > 1)) {
      context.beginPath();
      context.moveTo(home.x, home.y);
      context.lineTo(at.x, at.y);
      context.stroke();
      ring([home.x, home.y], 2.5);
      context.fill();
    }
    if (!you) return;
    ring(you, 12);
    context.strokeStyle = colour("--ink");
    context.lineWidth = 3;
    context.stroke();
  };
}

export function makeGlobe(d3, memberMap, section) {
  const frame = section.querySelector(".globe");
  const projection = d3.geoOrthographic().precision(0).rotate([-CENTRE[0], -CENTRE[1]]);
  const paint = makePainter(d3, { frame, projection, land: memberMap.land });
  const pins = new Map(memberMap.members.map((member) => [member.id, { member, place: member.geometry.coordinates }]));
  let whole = 0; // scale of the whole globe in this frame
  let region = 0; // and of the globe as it is shown first
  let you = null;
  let asked = 0; // the frame that is to be drawn
  let turning = 0;

  const centre = () => projection.rotate().slice(0, 2).map((angle) => -angle);
  const inFront = (place) => d3.geoDistance(place, centre()) < EDGE;
  const redraw = () => { asked = asked || requestAnimationFrame(draw); };

  function draw() {
    asked = 0;
    const spots = [];
    for (const { button, place } of pins.values()) {
      const front = inFront(place);
      button.classList.toggle("is-behind", !front);
      if (!front) continue;
      const [x, y] = projection(place);
      spots.push({ button, home: { x, y }, at: { x, y } });
    }
    memberMap.pushApart(spots);
    for (const { button, at } of spots) button.style.transform = `translate(${at.x - 12}px, ${at.y - 12}px)`;
    frame.classList.toggle("has-names", projection.scale() > NAMES * whole);
    paint(spots, you && inFront(you) ? projection(you) : null);
  }

  function set([lng, lat], scale) {
    projection.rotate([-lng, -between(-85, lat, 85)]).scale(between(whole, scale, scaleAt(MAX_ZOOM)));
    if (projection.scale() > DETAIL * whole) memberMap.land.refine();
    redraw();
  }

  function turnTo(place, scale = projection.scale()) {
    cancelAnimationFrame(turning);
    if (memberMap.still()) {
      set(place, scale);
      return;
    }
    const [size, start] = [projection.scale(), performance.now()];
    const way = d3.geoInterpolate(centre(), place);
    const step = (now) => {
      const part = between(0, (now - start) / TURNING, 1);
      const eased = part * (2 - part);
      set(way(eased), size * (scale / size) ** eased);
      if (part < 1) turning = requestAnimationFrame(step);
    };
    turning = requestAnimationFrame(step);
  }

  // By px and by a factor, at once: the reader's hand moves it.
  function follow(x, y, factor = 1) {
    cancelAnimationFrame(turning);
    const scale = projection.scale();
    const [lng, lat] = centre();
    set([lng + (x * DEGREES) / scale, lat + (y * DEGREES) / scale], scale * factor);
  }

  function fit() {
    const { clientWidth: width, clientHeight: height } = frame;
    if (!width) return;
    const zoomed = whole && projection.scale() / region;
    whole = WHOLE * Math.min(width, height);
    region = Math.max(whole, Math.min(WHOLE * width, LEAST));
    projection.translate([width / 2, height / 2]).clipExtent([[-2, -2], [width + 2, height + 2]]);
    projection.scale((zoomed || 1) * region);
    redraw();
  }

  const view = {
    zoom: (by) => turnTo(centre(), projection.scale() * 2 ** by),
    pan(x, y) {
      const step = (STEP * whole) / projection.scale();
      const [lng, lat] = centre();
      turnTo([lng + x * step, lat - y * step]);
    },
    region: () => turnTo(CENTRE, region),
    show: (lat, lng, zoom) => turnTo([lng, lat], scaleAt(zoom)),
    you(lat, lng) { you = [lng, lat]; redraw(); },
    select(slug, opener, focus = true) {
      const { member, button, place } = pins.get(slug);
      const [x, y] = projection(place);
      const seen = x > 20 && x < frame.clientWidth - 20 && y > 20 && y < frame.clientHeight - 20;
      if (!inFront(place) || !seen) turnTo(place);
      memberMap.openCard(member, { pin: button, opener, focus });
    },
    close: memberMap.closeCard,
    use(yes) {
      frame.hidden = !yes;
      if (yes) fit();
    },
  };

  for (const [slug, pin] of pins) {
    const name = Object.assign(document.createElement("span"), { className: "map-pin-name" });
    name.textContent = pin.member.properties.name;
    pin.button = Object.assign(document.createElement("button"), {
      type: "button", className: `map-pin is-${pin.member.properties.status}`,
    });
    pin.button.append(name);
    pin.button.setAttribute("aria-expanded", "false");
    pin.button.addEventListener("click", () => view.select(slug, pin.button));
    // A pin behind the globe can be reached with the keyboard: it comes to the front.
    pin.button.addEventListener("focus", () => { if (!inFront(pin.place)) turnTo(pin.place); });
    frame.append(pin.button);
  }

  const KEYS = {
    ArrowLeft: () => view.pan(-1, 0),
    ArrowRight: () => view.pan(1, 0),
    ArrowUp: () => view.pan(0, -1),
    ArrowDown: () => view.pan(0, 1),
    "+": () => view.zoom(1),
    "=": () => view.zoom(1),
    "-": () => view.zoom(-1),
  };
  frame.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // the page would scroll
    act();
  });
  listenToPointers(frame, follow);
  memberMap.land.on("layeradd", redraw);
  window.addEventListener("resize", fit);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  if (dark.addEventListener) dark.addEventListener("change", redraw);
  return view;
}
