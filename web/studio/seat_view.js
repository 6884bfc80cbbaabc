// What a seat sees, as the engine says it, and what it is asked. Knows neither who answers nor how.
import { button, made, percent } from "./dom.js";

const saying = (words) => (words ? made("span", { class: "words" }, ` “${words}”`) : null);

function identity({ seat, label, you_are: traits }) {
  const self = traits.map(({ name, value, words }) => `${name.replace(`${seat}.`, "")}: ${value}${words ? ` (${words})` : ""}`).join(", ");
  return made("header", { class: "seat-head" }, made("h1", {}, `You are ${label || seat}`),
    self === "" ? null : made("p", { class: "lead" }, `${self}. Only you know this.`));
}

const marks = ({ how, private: isPrivate }) => [how === "chosen" ? "you" : "", how === "shown later" ? "told later" : "", isPrivate ? "private" : ""].filter(Boolean);

function seenList({ seen }) {
  if (seen.length === 0) return made("p", { class: "faint" }, "Nothing yet.");
  const rows = [];
  let stage = null;
  for (const one of seen) {
    if (one.when !== stage) rows.push(made("li", { class: "seen-stage" }, (stage = one.when) || "before the story"));
    rows.push(made("li", {}, made("code", {}, one.what), " ", made("strong", {}, one.value), saying(one.words),
      ...marks(one).map((mark) => made("span", { class: "tag" }, mark))));
  }
  return made("ul", { class: "seen-list" }, ...rows);
}

function beliefField({ question }) {
  const said = made("output", {}, "not said yet");
  const field = made("input", { type: "range", min: "0", max: "100", step: "1", value: "50", "aria-label": question });
  const state = { value: null };
  const hear = () => { state.value = Number(field.value) / 100; said.textContent = percent(state.value); field.setAttribute("aria-valuetext", said.textContent); };
  field.addEventListener("input", hear);
  field.addEventListener("pointerup", hear);
  field.addEventListener("keyup", (event) => { if (event.key === "Enter" || event.key === " ") hear(); });
  const element = made("div", { class: "belief-asked" }, made("p", { class: "title" }, question[0].toUpperCase() + question.slice(1)),
    made("div", { class: "belief-scale" }, made("span", {}, "0%"), field, made("span", {}, "100%"), said), made("p", { class: "small" }, "Asked before you choose; you may leave it."));
  return { element, value: () => state.value };
}

function question({ asked, turn }, choose) {
  const belief = asked.belief ? beliefField(asked.belief) : null;
  const words = asked.words[0].toUpperCase() + asked.words.slice(1);
  const options = made("div", { class: "options", role: "group", "aria-label": words });
  const take = (option) => {
    for (const one of options.children) one.disabled = true;
    choose({ turn, option, belief: belief?.value() ?? null });
  };
  options.append(...asked.options.map(({ name, label }) => button("", () => take(name), { class: "option", "data-option": name })));
  [...options.children].forEach((one, k) => one.append(made("strong", {}, asked.options[k].name), asked.options[k].label ? made("span", { class: "small" }, asked.options[k].label) : ""));
  return [belief?.element ?? null, made("p", { class: "title" }, words), options];
}

function now(view, choose) {
  const { stage, asked, over, waiting_for: waiting } = view;
  const place = stage ? made("h2", {}, `Stage ${stage.number} of ${stage.of}: ${stage.label}${stage.rounds?.length ? ` (round ${stage.rounds.join(".")})` : ""}`) : null;
  if (over) return [made("h2", {}, "The story is over")];
  if (asked) return [place, ...question(view, choose)];
  return [place, made("p", { role: "status" }, waiting.length > 0 ? `Waiting for ${waiting.join(", ")} …` : "Waiting for others …")];
}

// `choose` hears { turn, option, belief }.
export function seatView(view, choose) {
  return made("div", { class: "seat" }, identity(view),
    made("div", { class: "seat-grid" },
      made("section", { class: "seat-now", "aria-label": "Now" }, ...now(view, choose)),
      made("aside", { class: "seat-seen", "aria-label": "What you have seen" }, made("h3", {}, "What you have seen"), seenList(view),
        view.cannot_see.length > 0 ? made("p", { class: "cannot-see" }, made("strong", {}, "You cannot see: "), view.cannot_see.join(", ")) : null)));
}
