// In the edit form of a member: the ring on the two pictures follows the coordinates while somebody types them.
document.addEventListener("DOMContentLoaded", () => {
  const preview = document.querySelector("[data-pin-preview]");
  const fields = ["latitude", "longitude"].map((name) => document.getElementById(`id_${name}`));
  if (!preview || !fields.every(Boolean)) return;
  const { west, north, scale } = preview.dataset;
  const degrees = 180 / Math.PI;
  const mercator = (latitude) => degrees * Math.log(Math.tan(Math.PI / 4 + latitude / degrees / 2));

  function move() {
    const [latitude, longitude] = fields.map((field) => (field.value.trim() ? Number(field.value) : NaN));
    const known = Math.abs(latitude) < 85 && Math.abs(longitude) <= 180;
    const x = (((longitude + 360) % 360) - west) * scale;
    const y = (north - mercator(latitude)) * scale;
    for (const ring of preview.querySelectorAll("circle")) {
      ring.setAttribute("visibility", known ? "visible" : "hidden");
      if (known) {
        ring.setAttribute("cx", x);
        ring.setAttribute("cy", y);
      }
    }
    if (!known) return;
    const { width, height } = preview.querySelector('[data-view="close"]').viewBox.baseVal;
    preview.querySelector('[data-view="close"]').setAttribute("viewBox", [x - width / 2, y - height / 2, width, height].join(" "));
  }
  fields.forEach((field) => field.addEventListener("input", move));
});
