// Concepts to choose from while one types: a combobox with a list (WAI-ARIA Authoring Practices).
// Without this script the field is a plain one, and the server reads what is typed.
"use strict";

(() => {
  const WAIT = 120;
  const MOST = 8;
  const FEWEST = 2;

  function element(name, attributes, text) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    return made;
  }

  function enhance(input) {
    const field = input.parentElement;
    const [iri, chosen] = field.querySelectorAll("input[type=hidden]");
    const list = element("ul", { id: `${input.id}-lijst`, role: "listbox", class: "options" });
    const status = element("p", { role: "status", class: "unseen" });
    let options = [];
    let active = -1;
    let timer = 0;
    let request = null;

    list.hidden = true;
    list.setAttribute("aria-label", "Begrippen");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    field.append(list, status);

    function close() {
      clearTimeout(timer);
      if (request) request.abort();
      list.hidden = true;
      options = [];
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(number) {
      active = number;
      [...list.children].forEach((item, at) => {
        item.setAttribute("aria-selected", String(at === active));
      });
      if (active < 0) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      input.setAttribute("aria-activedescendant", list.children[active].id);
      list.children[active].scrollIntoView({ block: "nearest" });
    }

    function choose(number) {
      const one = options[number];
      input.value = one.naam;
      iri.value = one.iri;
      chosen.value = one.naam;
      close();
      status.textContent = `Gekozen: ${one.naam}.`;
    }

    function show(found) {
      options = found;
      list.replaceChildren(
        ...found.map((one, at) => {
          const item = element("li", {
            id: `${list.id}-${at}`,
            role: "option",
            "aria-selected": "false",
          });
          item.append(element("span", {}, one.naam));
          const more = one.via ? `${one.soort}, ook: ${one.via}` : one.soort;
          item.append(element("span", { class: "more" }, more));
          // Not click: the field would lose the focus first.
          item.addEventListener("mousedown", (event) => {
            event.preventDefault();
            choose(at);
          });
          return item;
        }),
      );
      active = -1;
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
      input.removeAttribute("aria-activedescendant");
      status.textContent = found.length
        ? `${found.length} ${found.length === 1 ? "begrip" : "begrippen"}. Kies met de pijltjes.`
        : "Geen begrip gevonden. U kunt de tekst zo laten staan.";
    }

    async function ask() {
      if (request) request.abort();
      request = new AbortController();
      const typed = input.value;
      try {
        // POST: what is typed may be personal, and addresses are kept in many places.
        const response = await fetch("/v1/begrippen/_zoek", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ zoek: typed, aantal: MOST }),
          signal: request.signal,
        });
        if (!response.ok) return close();
        const answer = await response.json();
        if (input.value === typed && document.activeElement === input) show(answer.begrippen);
      } catch {
        // Aborted, or the service is away: the field works without.
      }
    }

    function typed() {
      iri.value = "";
      chosen.value = "";
      clearTimeout(timer);
      if (input.value.trim().length < FEWEST) return close();
      timer = setTimeout(ask, WAIT);
    }

    function pressed(event) {
      const open = !list.hidden;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !event.altKey) {
        event.preventDefault();
        if (!open) {
          if (input.value.trim().length >= FEWEST) ask();
          return;
        }
        // Past either end is the field itself.
        const size = options.length + 1;
        mark(((active + 1 + step + size) % size) - 1);
      } else if (event.key === "Enter" && open && active >= 0) {
        event.preventDefault();
        choose(active);
      } else if (event.key === "Escape") {
        if (open) {
          event.preventDefault();
          close();
        }
      }
    }

    input.addEventListener("input", typed);
    input.addEventListener("keydown", pressed);
    input.addEventListener("blur", close);
  }

  document.querySelectorAll("input[data-begrippen]").forEach(enhance);
})();
