// What a pin shows when it is chosen: the member's card, which the server writes (data-map-cards). Its text comes as nodes
// that the server escaped, or as text nodes, never as markup made here.
(() => {
  const memberMap = {};
  window.memberMap = memberMap; // see member-map.js
  const section = document.getElementById("member-map");
  const place = section.querySelector(".map-card-place");

  let opened = null; // the pin whose card is open, and where focus returns to
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
    const close = document.getElementById("map-close").content.firstElementChild.cloneNode(true);
    close.addEventListener("click", () => memberMap.view.close());
    card.append(...content(member), close);
    if (!cards) {
      fetched.then(() => {
        while (card.firstChild !== close) card.firstChild.remove();
        close.before(...content(member));
      });
    }
    return card;
  };

  // On wide screens the card lies over the half of the map where the pin is not.
  function keepClearOf(pin) {
    const [frame, { left, right }] = [place.parentElement, pin].map((each) => each.getBoundingClientRect());
    place.classList.toggle("at-left", left + right > frame.left + frame.right);
  }
  section.addEventListener("focusin", ({ target }) => {
    if (opened && target.closest(".map-pin")) keepClearOf(target.closest(".map-pin"));
  });

  // Opens a member's card, in both views. `pin` is the element that opens it; focus goes into the card (unless `focus` is
  // false), and returns to the element `opener`, else to the pin.
  memberMap.openCard = (member, { pin, opener, focus }) => {
    memberMap.closeCard();
    opened = { pin, returnTo: opener || pin };
    memberMap.chosen = member.id;
    pin.setAttribute("aria-expanded", "true");
    keepClearOf(pin);
    const card = window.memberCard(member);
    place.append(card);
    if (!focus) return;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", behavior: memberMap.still() ? "auto" : "smooth" });
  };
  memberMap.closeCard = () => {
    if (!opened) return;
    const { pin, returnTo } = opened;
    const inside = place.contains(document.activeElement);
    opened = memberMap.chosen = null;
    place.textContent = "";
    pin.setAttribute("aria-expanded", "false");
    if (inside) returnTo.focus();
  };
})();
