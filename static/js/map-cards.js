// What a pin shows when it is chosen: the member's card, which the server writes (data-map-cards). Its text comes as nodes
// that the server escaped, or as text nodes, never as markup made here.
(() => {
  const section = document.getElementById("member-map");
  const copyOf = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

  let cards = null;
  const fetched = fetch(section.dataset.mapCards)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.status))))
    .then((text) => { cards = new DOMParser().parseFromString(text, "text/html"); })
    .catch(console.warn); // the card then has the name and its link, which the page knows

  function nameAlone({ id, properties }) {
    const pin = section.querySelector(`.map-pins [data-member="${CSS.escape(id)}"]`);
    const name = document.createElement(pin ? "a" : "b");
    name.textContent = properties.name;
    if (pin) name.href = pin.getAttribute("href");
    return name;
  }

  function content(member) {
    const card = cards && cards.querySelector(`[data-member="${CSS.escape(member.id)}"]`);
    if (!card) return [nameAlone(member)];
    const copy = document.importNode(card, true);
    copy.querySelectorAll("[data-local-time]").forEach(window.tellLocalTime);
    return [...copy.childNodes];
  }

  window.memberCard = (member) => {
    const card = document.createElement("div");
    card.className = "map-card";
    card.tabIndex = -1;
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", member.properties.name);
    const close = copyOf("map-close");
    close.addEventListener("click", () => window.memberMap.view.close());
    card.append(...content(member), close);
    if (!cards) {
      fetched.then(() => {
        card.textContent = "";
        card.append(...content(member), close);
        card.dispatchEvent(new Event("map-card-filled", { bubbles: true }));
      });
    }
    return card;
  };
})();
