// A play that is over, looked back upon: what happened with the hidden cards turned up, and at each choice what could be
// known, what the equilibrium would have done, and what was given up.
import { made, percent, shortNumber } from "./dom.js";

const signed = (number) => (Math.abs(number) < 1e-9 ? "0" : `${number > 0 ? "+" : "−"}${shortNumber(Math.abs(number))}`);
const head = (...titles) => made("thead", {}, made("tr", {}, ...titles.map((title) => made("th", { scope: "col", class: title.startsWith("#") ? "number" : null }, title.replace("#", "")))));
const number = (text) => made("td", { class: "number" }, text);

// Whether a seat sees a step only now.
const isTurnedUp = (step, seat) => step.never_seen_by.includes(seat);
const counts = ({ launched, leaked }) => (launched === null ? "" : ` (${leaked} of ${launched} got through)`);

function timeline(steps, seat) {
  return made("section", { "aria-label": "What happened" }, made("h2", {}, "What happened, with the hidden cards turned up"),
    made("p", {}, "How likely each step was where it was taken: of a draw by the model's odds, of a choice by the equilibrium."),
    made("ol", { class: "timeline" }, ...steps.map((step, k) => made("li", { class: isTurnedUp(step, seat) ? "turned-up" : null },
      made("span", { class: "timeline-stage" }, k > 0 && step.stage === steps[k - 1].stage ? "" : step.stage ?? "before the story"),
      made("span", {}, made("code", {}, step.what), " ", made("strong", {}, step.value), counts(step), step.words ? made("span", { class: "words" }, ` “${step.words}”`) : null,
        step.by === "person" && step.who === seat ? made("span", { class: "tag" }, "you") : null, isTurnedUp(step, seat) ? made("span", { class: "tag" }, "hidden from you") : null),
      made("span", { class: "number" }, percent(step.chance))))));
}

function place(share, kind, title) {
  const dot = made("span", { class: `dot dot-${kind}`, title });
  dot.style.left = `${(100 * share).toFixed(2)}%`;
  return dot;
}

// Said, and what Bayes' rule makes of what had been seen.
function beliefBack({ about, value, said, bayes, was_so: wasSo, score, bayes_score: bayesScore }) {
  const track = made("div", { class: "belief-track", role: "img", "aria-label": `Bayes' rule ${percent(bayes)}${said === null ? "" : `, you ${percent(said)}`}` },
    place(bayes, "bayes", `Bayes' rule: ${percent(bayes)}`), said === null ? null : place(said, "said", `you: ${percent(said)}`));
  return made("div", { class: "belief-back" }, made("p", {}, "That ", made("code", {}, `${about} is ${value}`),
    said === null ? ": you did not say how likely you held it; " : ` you held ${percent(said)} likely; `, `by Bayes' rule what you had seen makes it ${percent(bayes)}. It was ${wasSo ? "" : "not "}so.`),
  track, said === null ? null : made("p", { class: "small" }, `Quadratic scores: yours ${score.toFixed(2)}, Bayes' ${bayesScore.toFixed(2)} (0 is best; to say 50% always scores 0.25).`));
}

function spread({ quantiles, mean }, [least, most]) {
  const at = (payoff) => `${((100 * (payoff - least)) / (most - least || 1)).toFixed(2)}%`;
  const [low, high] = [quantiles[0].payoff, quantiles.at(-1).payoff];
  const range = made("span", { class: "range" });
  range.style.left = at(low);
  range.style.width = `${((100 * (high - low)) / (most - least || 1)).toFixed(2)}%`;
  const dot = made("span", { class: "dot" });
  dot.style.left = at(mean);
  return made("span", { class: "track", "aria-hidden": "true" }, range, dot);
}

function optionsTable({ options, chosen, best }) {
  const payoffs = options.flatMap(({ quantiles, mean }) => [mean, ...quantiles.map(({ payoff }) => payoff)]);
  const ends = [Math.min(...payoffs), Math.max(...payoffs)];
  const mark = (name) => [name === chosen ? "chosen" : "", name === best ? "best" : ""].filter(Boolean).join(", ");
  return made("div", { class: "scroll", tabindex: "0" }, made("table", { class: "options-back" }, head("option", "#equilibrium", "#worth", "from 5% to 95%", ""),
    made("tbody", {}, ...options.map((one) => made("tr", {}, made("th", { scope: "row" }, one.name, one.words ? made("span", { class: "small" }, ` ${one.words}`) : null),
      number(percent(one.probability)), number(shortNumber(one.worth)),
      made("td", {}, spread(one, ends), made("span", { class: "ends" }, made("span", {}, shortNumber(one.quantiles[0].payoff)), made("span", {}, shortNumber(one.quantiles.at(-1).payoff)))),
      made("td", { class: "small" }, mark(one.name)))))));
}

function choiceBack(choice) {
  const chosen = choice.options.find(({ name }) => name === choice.chosen);
  const gave = choice.gave_up > 1e-9 ? [" ", made("code", {}, choice.best), ` was worth most: you gave up ${shortNumber(choice.gave_up)}.`] : [" Nothing was worth more."];
  return made("section", { class: "choice-back", "aria-label": choice.move }, made("h3", {}, choice.stage ? `${choice.stage}: ${choice.move}` : choice.move),
    made("p", {}, "You chose ", made("code", {}, choice.chosen), `, which the equilibrium plays ${percent(chosen?.probability ?? 0)} of the time.`, ...gave),
    choice.belief ? beliefBack(choice.belief) : null, choice.options.length > 1 ? optionsTable(choice) : null);
}

// A bar from where the sum stood to where the line brings it.
function waterfall({ lines, payoff }) {
  let sum = 0;
  const rows = [];
  for (const { label, line, amount } of lines) { rows.push({ label, line, amount, from: Math.min(sum, sum + amount), to: Math.max(sum, sum + amount) }); sum += amount; }
  const [least, most] = [Math.min(0, ...rows.map(({ from }) => from)), Math.max(0, ...rows.map(({ to }) => to))];
  const bar = ({ from, to, amount }) => {
    const part = made("span", { class: amount < 0 ? "loss" : "gain" });
    part.style.left = `${(100 * (from - least)) / (most - least || 1)}%`;
    part.style.width = `${(100 * (to - from)) / (most - least || 1)}%`;
    return made("span", { class: "fall", "aria-hidden": "true" }, part);
  };
  return made("table", { class: "waterfall" }, head("payoff line", "#adds", ""), made("tbody", {},
    ...rows.map((row) => made("tr", {}, made("th", { scope: "row" }, made("code", {}, row.label), made("span", { class: "small" }, ` line ${row.line}`)), number(signed(row.amount)), made("td", {}, bar(row)))),
    made("tr", { class: "in-all" }, made("th", { scope: "row" }, "in all"), number(signed(payoff)), made("td", {}))));
}

function seatBack(seat) {
  const gaveUp = seat.choices.reduce((sum, { gave_up: one }) => sum + one, 0);
  return made("section", { "aria-label": `${seat.label}: looking back` }, made("h2", {}, `${seat.label || seat.seat}: looking back`),
    made("p", { class: "lead-like" }, `You got ${shortNumber(seat.payoff)}. Before anything happened the equilibrium expected ${shortNumber(seat.expected)}` +
      (seat.choices.length > 0 ? `; your choices gave up ${gaveUp > 1e-9 ? shortNumber(gaveUp) : "nothing"} of what could then be expected. The rest is luck, and what others did.` : ". You were never asked.")),
    ...(seat.lines.length > 0 ? [made("h3", {}, "What your payoff is made of"), waterfall(seat)] : []), ...seat.choices.map(choiceBack));
}

export function debriefView(page) {
  return made("div", { class: "debrief" }, ...page.seats.map(seatBack), timeline(page.steps, page.seats[0]?.seat));
}
