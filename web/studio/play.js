// The player's door: decide with what you know. A play is a value: seat, seed and the moves so far; the engine says of it what
// the seat sees, and after the end what there is to look back on. Others move as the equilibrium does.
import { button, made } from "./dom.js";
import { debriefView } from "./debrief_view.js";
import { seatView } from "./seat_view.js";
import { makeTogether } from "./together.js";

const newSeed = () => 1 + Math.floor(Math.random() * 999_999);

export function makePlay(root, { ask, variant, server, text }) {
  const seat = made("select", { "aria-label": "Seat" });
  const precision = made("input", { type: "number", min: "0.1", step: "any", placeholder: "the model's", "aria-label": "How sharply the others tell payoffs apart" });
  const beliefs = made("input", { type: "checkbox", checked: true });
  const begin = button("Play", () => start(), { class: "main-button" });
  const set_up = made("div", { class: "play-set-up" }, made("h1", {}, "Decide with what you know"),
    made("p", {}, "You take one seat; chance and the others play by the solved model. You see what that actor sees, and nothing else. Afterwards the hidden cards are turned up."),
    made("div", { class: "levers" }, made("label", {}, "You play ", seat), made("label", {}, "Others' precision ", precision),
      made("label", {}, beliefs, " ask me how likely things are"), begin));
  const table = made("div", { class: "play-table" });
  const back = made("p", { class: "tools", hidden: true }, button("Play again", () => start()), button("Take back the last move", () => undo(), { class: "take-back" }), button("Another seat", () => leave()));
  root.append(set_up, back, table);
  const together = makeTogether(set_up, { server, text, variant });
  let actors = [], play = null, view = null;

  const request = (more = {}) => ({ command: "play", seats: [play.seat], seed: play.seed, beliefs: play.beliefs, moves: play.moves, for: play.seat,
    ...(play.precision ? { precision: play.precision } : {}), ...(variant() === "" ? {} : { variant: variant() }), ...more });

  function start() {
    play = { seat: seat.value, seed: newSeed(), beliefs: beliefs.checked, precision: Number(precision.value) || null, moves: [] };
    view = null;
    ask();
  }
  function leave() {
    play = view = null;
    table.replaceChildren();
    show();
    seat.focus();
  }
  function undo() {
    play.moves = play.moves.slice(0, -1);
    ask();
  }
  function show() {
    set_up.hidden = play !== null;
    back.hidden = play === null;
    back.querySelector(".take-back").disabled = !play || play.moves.length === 0;
  }
  function choose({ option, belief }) {
    play.moves = [...play.moves, { seat: play.seat, option, ...(belief === null ? {} : { belief }) }];
    ask();
  }
  function showSeat(now) {
    view = now;
    table.replaceChildren(seatView(view, choose));
    const there = table.querySelector(".options button, .belief-asked input, h2");
    if (root.contains(document.activeElement) || document.activeElement === document.body) there?.focus({ preventScroll: true });
  }

  return {
    steps: () => [
      { isSoon: true, words: "reading", request: { command: "describe" }, take: ({ page }) => {
        if (!page?.actors) return false;
        const said = JSON.stringify(page.actors);
        if (said !== JSON.stringify(actors)) {
          const chosen = seat.value;
          actors = page.actors;
          seat.replaceChildren(...actors.map(({ name, long_name: long }) => made("option", { value: name }, long === name ? name : `${name} (${long})`)));
          if (actors.some(({ name }) => name === chosen)) seat.value = chosen;
          together.seats(actors);
          if (play && !actors.some(({ name }) => name === play.seat)) leave();
        }
        begin.disabled = actors.length === 0;
        show();
        return true;
      } },
      { words: "play", request: () => (play ? request() : null), take: ({ page }) => {
        if (page?.kind !== "seat") return false;
        showSeat(page);
        show();
        return true;
      } },
      { words: "play", request: () => (play && view?.over ? request({ debrief: true }) : null), take: ({ page }) => {
        if (page?.kind !== "debrief") return false;
        table.replaceChildren(debriefView(page));
        return true;
      } },
    ],
    key: () => JSON.stringify([play, variant()]),
    grey: (why) => table.classList.toggle("old", why !== null),
    fresh: () => table.classList.remove("old"),
    clear: () => { play = view = null; actors = []; table.replaceChildren(); show(); },
    sections: () => [],
  };
}
