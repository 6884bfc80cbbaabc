// The search box: opened by `/`, Ctrl+K or its button, closed by Esc or its x; arrows choose, Enter goes there.
import { button, made } from "./dom.js";
import { find, indexOf } from "./search.js";

const mostShown = 40;

export function makeSearchBox({ things, go }) {
  const field = made("input", { type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "found-things", "aria-autocomplete": "list",
    "aria-label": "Search the model and its results", placeholder: "an actor, a move, a number, a question, an example …", autocomplete: "off", spellcheck: "false" });
  const list = made("ul", { role: "listbox", id: "found-things", "aria-label": "Found" });
  const none = made("p", { class: "small", role: "status" });
  const box = made("dialog", { id: "search", "aria-label": "Search" },
    made("div", { class: "search-head" }, field, button("×", () => box.close(), { "aria-label": "Close the search", class: "close" })), list, none);
  document.body.append(box);
  let index = [], shown = [], chosen = 0;

  function choose(place) {
    chosen = Math.max(0, Math.min(place, shown.length - 1));
    [...list.children].forEach((row, k) => row.setAttribute("aria-selected", String(k === chosen)));
    const row = list.children[chosen];
    if (row) { field.setAttribute("aria-activedescendant", row.id); row.scrollIntoView({ block: "nearest" }); }
    else field.removeAttribute("aria-activedescendant");
  }

  function show() {
    shown = find(index, field.value, mostShown);
    list.replaceChildren(...shown.map((thing, k) => made("li", { role: "option", id: `found-${k}`, onclick: () => take(k), onmousemove: () => { if (chosen !== k) choose(k); } },
      made("span", { class: "found-name" }, thing.name), made("span", { class: "found-kind" }, thing.kind),
      thing.note ? made("span", { class: "found-note" }, thing.note) : null)));
    none.textContent = shown.length === 0 ? "Nothing is called so." : "";
    choose(0);
  }

  function take(place) {
    const thing = shown[place];
    if (!thing) return;
    box.close();
    go(thing.go);
  }

  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (moves) { event.preventDefault(); choose(chosen + moves); }
    else if (event.key === "Enter") { event.preventDefault(); take(chosen); }
  });
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });

  function open() {
    if (box.open) return;
    index = indexOf(things());
    field.value = "";
    box.showModal();
    show();
    field.focus();
  }
  document.addEventListener("keydown", (event) => {
    const target = event.composedPath()[0];
    const isTyping = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    const isAsked = (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
    if (!isAsked) return;
    event.preventDefault();
    open();
  });
  return { open };
}
