// The line above the results: what is being done, what has been done, and what is in the way of it.
import { button } from "./dom.js";

const doing = {
  reading: "Reading …", headlines: "Solving …", most: "The first answers stand; comparisons and sweeps are being solved …",
  all: "Rankings and reasons are being solved …", solution: "Solving …", tipping: "Looking where single numbers tip it …",
  theory: "Solving …", path: "Following the path …", names: "All is answered.", play: "Dealing …",
};

function problems(place, { diagnostics = [], message = "" }, goTo) {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const first = errors[0] ?? diagnostics[0];
  if (!first) { place.textContent = `Not answered: ${message || "the engine says nothing"}. What stands below is from before.`; return; }
  place.replaceChildren(`${errors.length === 1 ? "One error" : `${errors.length} errors`}: `,
    button(`line ${first.line}`, () => goTo?.(first.line, first.column), { class: "line-link" }), ` ${first.message}. What stands below is from before.`);
}

export function tellState(state, step = null, reply = {}, lead = "", { isTooLong, goTo } = {}) {
  const place = document.getElementById("status");
  document.getElementById("halt").hidden = state !== "solving";
  place.dataset.state = state;
  if (state === "solving") place.textContent = doing[step?.words] ?? `${step?.words ?? "working"} …`;
  if (state === "ready") place.textContent = lead === "" ? "All is answered." : `All is answered. ${lead}`;
  if (state === "stopped") place.textContent = isTooLong ? "Stopped after two minutes; what is grey is from before." : "Stopped; what is grey is from before.";
  if (state === "failed" || state === "errors") problems(place, reply ?? {}, goTo);
}
