// Fetches the live map when its section comes near, at once on the members page, or on a press where data is saved.
(() => {
  const map = document.getElementById("member-map");
  const add = (tag, values) => document.head.append(Object.assign(document.createElement(tag), values));
  const load = () => {
    const { mapLand, mapCards, mapStyles, mapScripts } = map.dataset;
    [mapLand, mapCards].forEach((href) => add("link", { rel: "preload", as: "fetch", crossOrigin: "", href }));
    mapStyles.split(" ").forEach((href) => add("link", { rel: "stylesheet", href }));
    mapScripts.split(" ").forEach((src) => add("script", { src, async: false }));
  };
  if (navigator.connection && navigator.connection.saveData) {
    const button = map.querySelector(".map-load");
    button.hidden = false;
    button.addEventListener("click", load, { once: true });
  } else if ("mapNow" in map.dataset || !window.IntersectionObserver) {
    load();
  } else {
    new IntersectionObserver((entries, watch) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      load();
    }, { rootMargin: "400px" }).observe(map);
  }
})();
