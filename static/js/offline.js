// Reading without a connection: service-worker.js keeps the pages, here they tell how old they are.
(() => {
  const { dataset: { kept }, lang } = document.documentElement;
  if (kept) {
    const note = document.querySelector(".kept-note");
    const written = new Intl.DateTimeFormat(lang === "fr" ? "fr" : "en-GB", { dateStyle: "long", timeStyle: "short" });
    note.querySelector("time").textContent = written.format(new Date(kept));
    note.hidden = false;
  }
  if (navigator.serviceWorker) {
    window.addEventListener("load", () => navigator.serviceWorker.register("/service-worker.js").catch(() => {}));
  }
})();
