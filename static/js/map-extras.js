// What the reader may ask of the live map: the globe and their own place. Each is fetched on the press of its button.
(() => {
  const { memberMap } = window;
  const section = document.getElementById("member-map");
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
})();
