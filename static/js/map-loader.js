// Fetches the live map when a reader is there and its section is near, or on a press where data is saved.
(() => {
  const map = document.getElementById("member-map");
  const add = (tag, values) => document.head.append(Object.assign(document.createElement(tag), values));
  const load = () => {
    const { mapLand, mapCards, mapStyles, mapScripts } = map.dataset;
    [mapLand, mapCards].forEach((href) => add("link", { rel: "preload", as: "fetch", crossOrigin: "", href }));
    mapStyles.split(" ").forEach((href) => add("link", { rel: "stylesheet", href }));
    mapScripts.split(" ").forEach((src) => add("script", { src, async: false }));
  };
  const loadWhenNear = () => {
    new IntersectionObserver((entries, watch) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      load();
    }, { rootMargin: "400px" }).observe(map);
  };

  if (navigator.connection && navigator.connection.saveData) {
    const button = map.querySelector(".map-load");
    button.hidden = false;
    button.addEventListener("click", load, { once: true });
    return;
  }
  // Until the first of these the static map, whose pins are links, serves as well and costs nothing.
  const signs = ["pointermove", "pointerdown", "keydown", "scroll", "focusin"];
  const begin = ({ type, movementX, movementY }) => {
    if (type === "pointermove" && !movementX && !movementY) return; // it rests where the page has appeared
    signs.forEach((sign) => window.removeEventListener(sign, begin));
    loadWhenNear();
  };
  signs.forEach((sign) => window.addEventListener(sign, begin, { passive: true }));
})();
