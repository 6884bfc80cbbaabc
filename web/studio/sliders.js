// Sliders that edit lines of the text: what a slider says is what the text says, and undo is the text's.
import { button, made, shortNumber } from "./dom.js";
import { changeOfNumber, placeOfNumber } from "./number_line.js";

const shown = (value, isPercent) => (isPercent ? `${shortNumber(100 * value)}%` : shortNumber(value));

// Keys go by hundredths of the range, where the mouse reaches every value.
function step(event, field) {
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
  if (!steps) return;
  event.preventDefault();
  const [least, most] = [Number(field.min), Number(field.max)];
  field.value = Math.min(most, Math.max(least, Number(field.value) + (steps * (most - least)) / 100));
  field.dispatchEvent(new Event("input"));
}

function makeSlider({ name, note, low, high }, { text, edit }) {
  const range = high - low;
  const value = made("output", {});
  const field = made("input", { type: "range", step: "any", "aria-label": note ? `${name}: ${note}` : name });
  const row = made("div", { class: "living-number", "data-number": name },
    made("label", {}, made("code", {}, name), " ", made("span", { class: "small" }, note)), field, value);
  field.addEventListener("input", () => {
    const change = changeOfNumber(text(), name, Number(field.value), range);
    if (change) edit(change);
  });
  field.addEventListener("keydown", (event) => step(event, field));
  return { row, follow: (now) => {
    const place = placeOfNumber(now, name);
    row.hidden = !place;
    if (!place) return;
    field.min = Math.min(low, place.value);
    field.max = Math.max(high, place.value);
    if (Number(field.value) !== place.value) field.value = place.value;
    field.setAttribute("aria-valuetext", shown(place.value, place.isPercent));
    value.textContent = `${shown(place.value, place.isPercent)} (${shown(low, place.isPercent)} to ${shown(high, place.isPercent)})`;
  } };
}

export function makeSliders(editing) {
  const grid = made("div", { class: "living-grid" });
  const summary = made("summary", {});
  const all = made("details", { class: "numbers", hidden: true }, summary,
    made("p", { class: "small" }, "A slider edits the number's line in the text; Ctrl+Z there takes it back."), grid);
  let sliders = [], known = "";
  return {
    element: all,
    // As the model describes its numbers; sliders that are the same stay under the hand that moves them.
    take(parameters) {
      const ranged = parameters.filter(({ low, high }) => low !== undefined && high > low);
      const said = JSON.stringify(ranged.map(({ name, note, low, high }) => [name, note, low, high]));
      if (said === known) return;
      if (known === "") all.open = ranged.length <= 6;
      known = said;
      sliders = ranged.map((one) => makeSlider(one, editing));
      grid.replaceChildren(...sliders.map(({ row }) => row));
      summary.textContent = `Change the uncertain numbers (${ranged.length})`;
      all.hidden = ranged.length === 0;
    },
    follow: (text) => { for (const slider of sliders) slider.follow(text); },
  };
}
