// Comfort only: the fields for skills and trades offer words while one types; without this file
// they are plain fields, and what was typed is looked up when the form is sent.
(() => {
  "use strict";
  const texts = document.currentScript.dataset;
  const WAIT = 150;
  const FEWEST = 2;
  const LIST = "picker-list";
  const said = document.getElementById("said");
  let field = null;
  let list = null;
  let offered = [];
  let at = -1;
  let timer = 0;
  let asking = null;

  const close = () => {
    clearTimeout(timer);
    if (asking) asking.abort();
    if (list) list.remove();
    list = asking = null;
    at = -1;
    if (!field) return;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-controls");
    field.removeAttribute("aria-activedescendant");
  };

  const piece = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  const option = (offer, number) => {
    const item = piece("li", "picker-option");
    item.id = `picker-${number}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(piece("bdi", "picker-name", offer.label), " ");
    if (offer.matched) item.append(piece("bdi", "picker-form", offer.matched), " ");
    item.append(piece("span", "picker-type", offer.type_label));
    return item;
  };

  const show = (offers) => {
    const old = list;
    offered = offers;
    at = -1;
    field.removeAttribute("aria-activedescendant");
    list = piece("ul", "picker-list");
    list.id = LIST;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", texts.label);
    list.append(...offers.map(option));
    // The field keeps the focus, also under a finger.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) choose([...list.children].indexOf(item));
    });
    if (old) old.remove();
    field.parentElement.classList.add("picker");
    field.after(list);
    field.setAttribute("aria-expanded", "true");
    field.setAttribute("aria-controls", LIST);
    if (said) said.textContent = texts.some.replace("{n}", offers.length);
  };

  const ask = async () => {
    const typed = field.value.trim().slice(0, 100);
    if ([...typed].length < FEWEST) return close();
    if (asking) asking.abort();
    const mine = (asking = new AbortController());
    let offers = [];
    try {
      const answer = await fetch(`${field.dataset.suggest}&q=${encodeURIComponent(typed)}`, { signal: mine.signal });
      if (answer.ok) offers = (await answer.json()).suggestions;
    } catch {
      // Given up for newer letters, or no network: what is typed stays.
    }
    if (mine !== asking || document.activeElement !== field) return;
    if (offers.length) show(offers);
    else close();
  };

  const move = (step) => {
    const items = [...list.children];
    if (at >= 0) items[at].setAttribute("aria-selected", "false");
    at = at < 0 && step < 0 ? items.length - 1 : (at + step + items.length) % items.length;
    items[at].setAttribute("aria-selected", "true");
    items[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", items[at].id);
  };

  // What the words were taken for stands in hidden fields of the same row, if it is kept at all.
  const remember = (offer) => {
    const stem = field.name.replace(/[^-]+$/, "");
    const kept = { concept_id: offer.concept, linked_text: offer.label, reading: offer.concept, read_from: offer.label };
    for (const [name, value] of Object.entries(kept)) {
      const beside = field.form && field.form.elements[stem + name];
      if (!beside) continue;
      if (beside.matches("select")) beside.add(new Option(offer.label, value));
      beside.value = value;
    }
    const row = field.closest("[data-row]");
    if (row) row.querySelectorAll("p.hint[data-once], [data-once] > p.hint").forEach((hint) => hint.remove());
  };

  const choose = (number) => {
    const offer = offered[number];
    field.value = offer.label;
    remember(offer);
    close();
    if (said) said.textContent = offer.label;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const take = (input) => {
    if (!input.matches("input[data-suggest]") || input === field) return;
    field = input;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
  };

  document.addEventListener("focusin", (event) => take(event.target));
  // On a slow line somebody may be in a field before this file is.
  if (document.activeElement) take(document.activeElement);

  document.addEventListener("focusout", (event) => {
    if (event.target !== field) return;
    close();
    field = null;
  });

  document.addEventListener("input", (event) => {
    if (event.target !== field) return;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });

  document.addEventListener("keydown", (event) => {
    if (event.target !== field || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list) move(event.key === "ArrowDown" ? 1 : -1);
      else ask();
    } else if (event.key === "Enter") {
      if (list && at >= 0) {
        event.preventDefault();
        choose(at);
      } else close();
    } else if (event.key === "Escape" && list) {
      event.preventDefault();
      close();
    }
  });
})();
