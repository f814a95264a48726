// Comfort only: every page works without this file.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const said = document.getElementById("said");

  // Characters left, beside each long text.
  const count = (text) => {
    const counter = document.querySelector(`[data-counter="${CSS.escape(text.id)}"]`);
    if (!counter || text.maxLength < 0) return;
    // A line break is sent, and counted by the server, as two characters.
    const used = [...text.value].length + (text.value.match(/\n/g) || []).length;
    const left = Math.max(0, text.maxLength - used);
    counter.textContent = counter.dataset.text.replace("{n}", left);
    counter.classList.toggle("near", left < text.maxLength / 10);
  };
  all("textarea[maxlength]").forEach(count);

  // Repeated rows: the last row is copied, emptied, and given the next free number.
  const addRow = (rows) => {
    const list = rows.querySelector(".row-list");
    const last = list.lastElementChild;
    if (!last) return false;
    const name = rows.dataset.rows;
    const numbers = all("[data-row]", list).map((row) => Number(row.dataset.row.slice(name.length + 1)));
    const old = last.dataset.row;
    const fresh = `${name}-${Math.max(...numbers) + 1}`;
    const copy = last.cloneNode(true);
    const renamed = (value) =>
      value.split(" ").map((part) => (part === old || part.startsWith(`${old}-`) ? fresh + part.slice(old.length) : part)).join(" ");
    for (const node of [copy, ...all("*", copy)]) {
      for (const attribute of ["id", "name", "for", "data-row", "data-counter", "aria-describedby", "list"]) {
        if (node.hasAttribute(attribute)) node.setAttribute(attribute, renamed(node.getAttribute(attribute)));
      }
      node.removeAttribute("aria-invalid");
    }
    all(".errors", copy).forEach((node) => node.remove());
    all(".wrong", copy).forEach((node) => node.classList.remove("wrong"));
    all("[data-once]", copy).forEach((node) => node.remove());
    all("input, textarea", copy).forEach((input) => {
      if (input.type === "checkbox" || input.type === "radio") input.checked = input.defaultChecked = false;
      else input.value = input.defaultValue = "";
    });
    all("select", copy).forEach((select, at) => {
      select.selectedIndex = all("select", last)[at].selectedIndex;
    });
    list.append(copy);
    all("textarea[maxlength]", copy).forEach(count);
    const first = copy.querySelector("input:not([type=hidden]), select, textarea");
    if (first) first.focus();
    return true;
  };

  document.addEventListener("click", (event) => {
    const adder = event.target.closest("[data-add]");
    if (adder && addRow(adder.closest("[data-rows]"))) event.preventDefault();
    const asking = event.target.closest("button[data-confirm]");
    if (asking && !window.confirm(asking.dataset.confirm)) event.preventDefault();
    for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of all("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("input", (event) => {
    const control = event.target;
    if (control.matches("textarea[maxlength]")) count(control);
    if (control.matches("input[type=range]")) {
      const shown = control.parentElement.querySelector("output");
      if (shown) shown.value = control.value;
    }
  });

  // A sent form says so, and cannot be sent twice by a nervous thumb.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) {
      event.preventDefault();
      return;
    }
    if (!form.hasAttribute("data-busy") || event.defaultPrevented) return;
    if (form.classList.contains("busy")) {
      event.preventDefault();
      return;
    }
    form.classList.add("busy");
    const button = event.submitter || form.querySelector("[type=submit]");
    if (button) button.setAttribute("aria-disabled", "true");
    if (said) said.textContent = document.body.dataset.busyText || "";
  });
  window.addEventListener("pageshow", () => {
    all("form.busy").forEach((form) => form.classList.remove("busy"));
    all("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  });

  // Filters stand open where there is room for them.
  if (window.matchMedia("(min-width: 60rem)").matches) all("details[data-open-wide]").forEach((panel) => (panel.open = true));

  // Whoever cannot see the page hears what went wrong first.
  const wrong = document.querySelector("[data-focus]");
  if (wrong) wrong.focus();
})();
