// Bars above the page: what has happened to the file, and what can be done about it. One of a kind at a time.
import { button, made } from "./dom.js";

export function makeNotices(root) {
  const shown = new Map();
  function close(kind) {
    shown.get(kind)?.remove();
    shown.delete(kind);
  }
  function show(kind, text, choices = []) {
    close(kind);
    const bar = made("div", { class: "notice", role: "alert", "data-kind": kind }, made("span", {}, text),
      ...choices.map(([words, act]) => button(words, () => { if (act() !== false) close(kind); })),
      button("×", () => close(kind), { class: "close", "aria-label": "Close this notice" }));
    shown.set(kind, bar);
    root.append(bar);
  }
  return { show, close };
}
