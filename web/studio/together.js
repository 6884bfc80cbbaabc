// The leader's part of the player's door: begins a session in which people take seats from their own browsers, hands out the
// codes, and shows every step and whose choice is waited for. The server holds the play, so that a reload loses nothing.
import { button, made } from "./dom.js";

const kept = "demarche-session";

async function asked(path, body = null) {
  const reply = await fetch(path, body === null ? { cache: "no-store" } : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const said = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Error(said.diagnostics?.[0]?.message ?? said.error ?? `the server says ${reply.status}`);
  return said;
}

function howToBegin() {
  return made("p", {}, "Several people can take seats, each from a browser of their own, where the studio was begun by ",
    made("code", {}, "demarche studio FILE --players ADDRESS"), ", with an address of that machine.");
}

function doing({ taken, to_choose: chooses }, { stage, over }) {
  if (stage === "solving") return "the model is being solved";
  if (over) return "looks back";
  if (!taken) return chooses ? "to choose, and not here yet" : "not here yet";
  return chooses ? "to choose" : "waits";
}

function stepsTable({ events }) {
  const rows = events.filter(({ event }) => event === "step").map((step) => made("tr", {},
    made("td", {}, String(step.number)), made("td", {}, made("code", {}, step.what), " ", made("strong", {}, step.value)),
    made("td", {}, step.by === "chance" ? "chance" : step.who), made("td", {}, step.never_seen_by.length ? `hidden from ${step.never_seen_by.join(", ")}` : "")));
  return made("table", {}, made("thead", {}, made("tr", {}, ...["", "step", "by", ""].map((head) => made("th", { scope: "col" }, head)))), made("tbody", {}, ...rows));
}

export function makeTogether(root, { server, text, variant }) {
  const panel = made("section", { class: "together", "aria-labelledby": "together-title" }, made("h2", { id: "together-title" }, "Play together"));
  root.append(panel);
  if (!server?.sessions) {
    panel.append(howToBegin());
    return { seats() {} };
  }

  const seats = made("fieldset", { class: "levers" }, made("legend", {}, "Seats that people take"));
  const seed = made("input", { type: "number", min: "0", step: "1", value: "1", "aria-label": "Seed: the same one meets the same luck" });
  const precision = made("input", { type: "number", min: "0.1", step: "any", placeholder: "the model's", "aria-label": "How sharply those whom the program plays tell payoffs apart" });
  const beliefs = made("input", { type: "checkbox", checked: true });
  const fault = made("p", { class: "error", role: "alert" });
  const set_up = made("div", {}, made("p", {}, "Each takes a seat by a code, from a browser of their own; the program plays all others."), seats,
    made("div", { class: "levers" }, made("label", {}, "Seed ", seed), made("label", {}, "Others' precision ", precision), made("label", {}, beliefs, " ask them how likely things are"),
      button("Begin a session", () => begin(), { class: "main-button" })), fault);
  const state = made("p", { role: "status" });
  const table = made("div", {});
  const log = made("details", {}, made("summary", {}, "Every step, hidden ones too"));
  const files = made("p", { class: "tools" });
  const led = made("div", { hidden: true }, made("p", {}, "Players open ", made("strong", { class: "players" }, server.players), " and type their code."), table, state, log, files);
  panel.append(set_up, led);
  let id = null;

  function seatRow(seat, session) {
    const copied = made("td", {}, button("Copy", async () => { await navigator.clipboard.writeText(seat.code); copied.firstChild.textContent = "Copied"; }, { "aria-label": `Copy the code of ${seat.actor}` }));
    return made("tr", {}, made("th", { scope: "row" }, seat.actor), made("td", { class: "code" }, seat.code), copied, made("td", {}, doing(seat, session)));
  }
  function show(session) {
    set_up.hidden = true;
    led.hidden = false;
    table.replaceChildren(made("table", {}, made("thead", {}, made("tr", {}, ...["seat", "code", "", "now"].map((head) => made("th", { scope: "col" }, head)))),
      made("tbody", {}, ...session.seats.map((seat) => seatRow(seat, session)))));
    const chooses = session.seats.filter(({ to_choose: one }) => one).map(({ actor }) => actor);
    state.textContent = { solving: "The model is being solved.", failed: "The model could not be solved.", ended: "The session has ended." }[session.stage]
      ?? (session.over ? "The story is over; each seat looks back." : `${chooses.join(" and ")} ${chooses.length === 1 ? "has" : "have"} to choose.`);
    log.replaceChildren(log.firstChild, stepsTable(session));
    const isOpen = ["solving", "open"].includes(session.stage);
    files.replaceChildren(made("a", { href: `api/sessions/${id}/log.jsonl`, download: `session-${id}.jsonl` }, "Log (JSON lines)"), " ",
      made("a", { href: `api/sessions/${id}/log.csv`, download: `session-${id}.csv` }, "Steps (CSV)"), " ",
      isOpen ? button("End the session", ({ target }) => end(target)) : button("Another session", () => leave()));
  }
  function keep(next) {
    id = next;
    if (id) sessionStorage.setItem(kept, id);
    else sessionStorage.removeItem(kept);
  }
  async function look() {
    if (!id) return;
    try {
      show(await asked(`api/sessions/${id}`));
    } catch (error) {
      state.textContent = `Not heard from: ${error.message}.`;
    }
  }
  async function begin() {
    fault.textContent = "";
    const taken = [...seats.querySelectorAll("input:checked")].map(({ value }) => value);
    if (taken.length === 0) { fault.textContent = "Choose a seat that somebody takes."; return; }
    try {
      const wanted = { text: text(), seats: taken, seed: Number(seed.value) || 0, beliefs: beliefs.checked, precision: Number(precision.value) || null, variant: variant() || null };
      keep((await asked("api/sessions", wanted)).id);
      await look();
    } catch (error) {
      fault.textContent = error.message;
    }
  }
  // Asked twice: seats are gone when it has ended.
  async function end(target) {
    if (!target.dataset.sure) {
      target.dataset.sure = "yes";
      target.textContent = "End it for everybody?";
      return;
    }
    await asked(`api/sessions/${id}/end`, {}).catch(() => {});
    look();
  }
  function leave() {
    keep(null);
    set_up.hidden = false;
    led.hidden = true;
  }

  keep(sessionStorage.getItem(kept));
  look();
  const events = new EventSource("api/events");
  events.addEventListener("session", ({ data }) => { if (JSON.parse(data).id === id) look(); });
  return {
    seats(actors) {
      const out = new Set([...seats.querySelectorAll("input:not(:checked)")].map(({ value }) => value));
      seats.replaceChildren(seats.firstChild, ...actors.map(({ name }) => made("label", {}, made("input", { type: "checkbox", value: name, checked: !out.has(name) }), ` ${name}`)));
    },
  };
}
