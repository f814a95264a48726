// Comfort only: sliders beside the weights, and the order as they move. Without this file the
// weights are plain numbers and a button shows the order.
(() => {
  "use strict";
  const WAIT = 180;
  const form = document.querySelector("form[data-weights]");
  if (!form) return;
  const said = document.getElementById("said");
  const show = form.querySelector("button[type=submit]");
  let timer = 0;
  let asking = null;

  const address = (extra) => {
    const asked = new URLSearchParams(new FormData(form));
    for (const [name, value] of Object.entries(extra)) asked.set(name, value);
    return `${form.action}?${asked}`;
  };

  const failed = () => {
    show.hidden = false;
    if (said) said.textContent = form.dataset.failed;
  };

  const fetchOrder = async () => {
    if (asking) asking.abort();
    const own = (asking = new AbortController());
    const list = document.getElementById("ranked");
    list.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address({ part: "list" }), { signal: own.signal });
      const readable = answer.ok || answer.status === 422;
      if (answer.redirected || !readable) return failed();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const fresh of page.querySelectorAll("[data-live]")) {
        const old = document.getElementById(fresh.id);
        if (old) old.replaceWith(document.adoptNode(fresh));
      }
      history.replaceState(null, "", address({}));
      show.hidden = true;
      if (said) said.textContent = document.getElementById("ranked").dataset.said;
    } catch (error) {
      if (error.name !== "AbortError") failed();
    } finally {
      if (asking === own) list.removeAttribute("aria-busy");
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(fetchOrder, WAIT);
  };

  for (const range of form.querySelectorAll("input[type=range]")) {
    const number = document.getElementById(range.dataset.for);
    range.hidden = false;
    range.addEventListener("input", () => {
      number.value = range.value;
      later();
    });
    number.addEventListener("input", () => {
      if (number.value.trim() !== "") range.value = number.value;
      later();
    });
  }
  show.hidden = true;
})();
