// A player's own page: a code opens a seat, and the seat shows what its actor sees. The seat is remembered in this browser, so
// that a reload, or a telephone that slept, comes back to where it was.
import { debriefView } from "./debrief_view.js";
import { button, made } from "./dom.js";
import { seatView } from "./seat_view.js";

const root = document.getElementById("seat");
const kept = "demarche-seat";
let seat = localStorage.getItem(kept), events = null;

async function asked(path, body = null) {
  const reply = await fetch(path, body === null ? { cache: "no-store" } : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  return { status: reply.status, said: await reply.json().catch(() => ({})) };
}

function showJoin(why = "") {
  const code = made("input", { type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", "aria-label": "Your code", required: true });
  const form = made("form", {}, code, made("button", { type: "submit", class: "main-button" }, "Join"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { status, said } = await asked("join", { code: code.value.trim() }).catch(() => ({ status: 0, said: {} }));
    if (status === 200 && said.seat) { take(said.seat); return; }
    showJoin(status === 429 ? "Too many tries; wait a moment." : status === 0 ? "The studio cannot be reached." : "No seat has this code.");
  });
  root.replaceChildren(made("div", { class: "join" }, made("h1", {}, "Take your seat"), made("p", {}, "Type the code that you were given."), form, made("p", { class: "error", role: "alert" }, why)));
  code.focus();
}

async function choose({ turn, option, belief }) {
  const { status, said } = await asked(`seat/${seat}/move`, { turn, option, belief }).catch(() => ({ status: 0, said: {} }));
  if (status === 200 || status === 409) show(said);
  else notHeard();
}

function notHeard() {
  root.querySelector(".not-heard")?.remove();
  root.prepend(made("p", { class: "notice not-heard", role: "alert" }, "The studio cannot be reached. Nothing is lost. ", button("Try again", look)));
}

function show(view) {
  root.replaceChildren(...(view.over && view.debrief ? [debriefView(view.debrief)] : [seatView(view, choose)]));
  root.querySelector(".option, h1")?.focus?.({ preventScroll: true });
}

async function look() {
  const { status, said } = await asked(`seat/${seat}/view`).catch(() => ({ status: 0, said: {} }));
  if (status === 200) show(said);
  else if (status === 0 || status >= 500) notHeard();
  else { localStorage.removeItem(kept); events?.close(); showJoin("Your seat is no longer there; type your code again."); }
}

function take(token) {
  seat = token;
  localStorage.setItem(kept, token);
  begin();
}

function begin() {
  events?.close();
  events = new EventSource(`seat/${seat}/events`);
  events.addEventListener("turn", look);
  look();
}

if (seat) begin();
else showJoin();
