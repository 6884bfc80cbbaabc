// The studio: one text, and what the engine says of it behind three doors.
import { makeAnalyst } from "./analyst.js";
import { showComparison } from "./compare.js";
import { makeDoors, doorNames } from "./doors.js";
import { clock, debounced, download } from "./dom.js";
import { makeEditor } from "./editor.js";
import { fetchedEngine, makeWork } from "./engine.js";
import { makeFileBar } from "./file_bar.js";
import { findServer, lastOpened, makeFile } from "./files.js";
import { languageClient } from "./language.js";
import { makeNotices } from "./notices.js";
import { makePlay } from "./play.js";
import { makeSearchBox } from "./search_box.js";
import { mostTextBytes, packed, unpacked } from "./share.js";
import { makeTheory } from "./theory.js";
import { lineOfQuestion, thingsOf } from "./things.js";
import { tellState } from "./status.js";

const uri = "file:///model.crisis";
const typingMs = 350, slidingMs = 40, keepingMs = 300;
const place = (id) => document.getElementById(id);

Object.assign(demarchePage.options, { defaultStyle: false, forceActionsMenu: true });
demarchePage.options.tooltip.disableDefaultStyle = true;

const notices = makeNotices(place("notices"));
const server = await findServer();
const examples = await (await fetch("examples.json")).json();

let engine = null, work = null, symbols = [], answeredAt = null;
const later = debounced(() => want());
const keepLater = debounced(() => file.keep());

const editor = makeEditor(place("editor"), { onChange: ({ isSlider }) => {
  analyst.follow(editor.text());
  if (answeredAt !== null) for (const door of Object.values(rooms)) door.grey(`from ${clock(answeredAt)}, before your edit`);
  keepLater(keepingMs);
  later(isSlider ? slidingMs : typingMs);
} });

// ---- the file

const file = makeFile({ text: editor.text, server, told: hear });

function hear({ kind, theirs, isKept, message }) {
  const mine = editor.text();
  const take = () => { editor.replace(theirs.text); file.settle(theirs); notices.close("conflict"); };
  const keep = () => { file.settle(theirs); notices.close("conflict"); };
  const compare = () => { showComparison(editor.text(), theirs.text, { take, keep }); return false; };
  if (kind === "conflict") notices.show("conflict", "Changed on disk by somebody else. Nothing of yours is lost.", [["Take theirs", take], ["Keep mine", keep], ["Compare", compare]]);
  if (kind === "gone") notices.show("gone", "The file is gone from disk. The text stays here; download it to keep it.", [["Download", () => download(file.name(), mine)]]);
  if (kind === "elsewhere") notices.show("elsewhere", `${file.name()} is open in another window, too: what one saves the other is offered.`);
  if (kind === "failed") notices.show("failed", message);
  if (kind === "written") notices.close("failed");
  const words = {
    saved: server ? "saved" : "as opened", dirty: isKept === false ? "not saved, and too large to be kept here" : server ? "not saved · kept in this browser" : "changed · kept in this browser",
  };
  if (words[kind]) bar.show(file.name(), words[kind], kind === "dirty");
}

function openText(name, origin, text, etag = null) {
  for (const room of Object.values(rooms)) room.clear();
  answeredAt = null;
  symbols = [];
  const kept = file.open(name, origin, text, etag);
  editor.open(kept ? kept.text : text);
  notices.close("restored");
  if (kept) {
    const isOther = etag !== null && kept.etag !== etag;
    notices.show("restored", `What you had not saved at ${clock(new Date(kept.at))} is back.${isOther ? " The file on disk has changed since." : ""}`,
      [["Throw it away", () => editor.replace(text)]]);
    if (isOther) hear({ kind: "conflict", theirs: { text, etag } });
  }
  file.keep();
  document.title = `${name} · Demarche studio`;
  later(0);
}

const openExample = (name) => {
  const found = examples.find((one) => one.name === name) ?? examples[0];
  openText(`${found.name}.crisis`, `example:${found.name}`, found.text);
};

function save() {
  if (file.isOnDisk()) { file.save(); return; }
  download(file.name(), editor.text());
  file.downloaded();
}

async function share() {
  const fragment = await packed(file.name(), editor.text());
  const link = `${location.href.replace(/#.*$/, "")}#${fragment}`;
  const copied = await navigator.clipboard?.writeText(link).then(() => true, () => false);
  history.replaceState(null, "", `#${fragment}`);
  notices.show("shared", copied ? "A link that holds the whole text is copied, and stands in the address." : "The address is now a link that holds the whole text.");
}

const bar = makeFileBar(place("file-bar"), { examples, openExample, save, share, isServed: server?.file != null, mostBytes: mostTextBytes,
  undo: () => editor.undo(), redo: () => editor.redo(),
  openText: (name, text) => (name === null ? notices.show("failed", text) : openText(name, "disk", text)) });

async function openFirst() {
  const shared = await unpacked(location.hash).catch((error) => { notices.show("failed", `The link's text could not be read: ${error.message}`); return null; });
  if (shared) { openText(shared.name, "link", shared.text); return; }
  if (server?.file) {
    const { text, etag } = await file.fetched();
    openText(server.file.name, "file", text, etag);
    file.watch();
    return;
  }
  const last = lastOpened();
  if (last?.origin?.startsWith("example:")) { openExample(last.origin.slice(8)); return; }
  if (last) { openText(last.name, last.origin, ""); if (editor.text() !== "") return; }
  openExample("april2024");
}

// ---- the doors

const analyst = makeAnalyst(place("analyst"), { text: editor.text, edit: editor.edit, ask: () => want(), describe: () => {} });
const theory = makeTheory(place("theory"), { name: file.name, ask: () => want(), askOnce, variant: analyst.variant });
const play = makePlay(place("play"), { ask: () => want(), variant: analyst.variant, server, text: editor.text });
const rooms = { analyst, play, theory };
const doors = makeDoors({ onOpen: () => { if (editor.text() !== "") later(0); } });
const answered = new Map();

// A single request beside what is shown; what runs is let to end, since it is the door's own.
let alone = Promise.resolve();
function askOnce(request, words) {
  const asked = alone.then(async () => {
    while (work.isBusy()) await new Promise((resolve) => setTimeout(resolve, 50));
    tellState("solving", { words });
    const reply = await engine.ask(request);
    tellState("ready", {}, {}, lead());
    return reply;
  });
  alone = asked.catch(() => {});
  return asked;
}

// How good what is shown is, in the engine's words.
const lead = () => /(Checked|Exact|Good|Fair|Poor|Not what)[^]*$/.exec(place(doors.now()).querySelector(".lead")?.textContent ?? "")?.[0] ?? "";
const naming = { isSoon: true, words: "names", request: { command: "symbols" }, take: ({ page }) => { symbols = page?.symbols ?? []; return true; } };

function want() {
  later.cancel();
  if (!work) return;
  const name = doors.now();
  const room = rooms[name];
  const text = editor.text();
  const key = JSON.stringify([text, room?.key()]);
  const model = { name: file.name(), text };
  if (!room) return;
  if (answered.get(name) === key) { work.want({ model, steps: [] }); return; }  // what stands there is of this text
  const taken = (step) => ({ ...step, take: (reply) => {
    const isTaken = step.take(reply);
    if (isTaken) answered.delete(name);  // and no longer of the one before
    return isTaken;
  } });
  work.want({ model, steps: [...room.steps(), naming].map(taken), done: () => {
    answered.set(name, key);
    answeredAt = new Date();
  } });
}

function onState(state, step, reply, isTooLong) {
  if (["ready", "stopped", "failed", "errors"].includes(state)) place("results").dataset.done = state;
  if (state === "ready") rooms[doors.now()]?.fresh();
  if (state === "errors" || state === "failed") for (const room of Object.values(rooms)) room.grey(answeredAt ? `from ${clock(answeredAt)}, before your edit` : "from before your edit");
  tellState(state, step, reply, lead(), { isTooLong, goTo: (line, column) => editor.goTo(line, column) });
}

// ---- the search

function go({ line, column, section, door, example, set }) {
  if (door) doors.open(door);
  if (line) { unfold(); editor.goTo(line, column); return; }
  if (example) { openExample(example); return; }
  if (set) { doors.open("theory"); theory.select(set); return; }
  if (!section) { doors.open(door, { focus: true }); return; }
  const there = place(section);
  there?.scrollIntoView({ block: "start" });
  const heading = there?.querySelector("h2") ?? there;
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

const search = makeSearchBox({ go, things: () => thingsOf({
  symbols, examples,
  answers: analyst.answers().map((one) => ({ ...one, line: lineOfQuestion(editor.text(), one.question) })),
  sections: [["Analyst", analyst], ["Theory", theory]].flatMap(([name, room]) => room.sections().map(({ title, section }) => ({ title, id: section.id, door: name.toLowerCase() }))),
  sets: theory.sets(),
  doors: doorNames.map((door) => ({ door, name: door[0].toUpperCase() + door.slice(1) })),
}) });
place("search-opens").addEventListener("click", search.open);

// ---- what folds, and addresses within the page

const narrow = matchMedia("(max-width: 60rem)");
const setFolded = (isFolded) => {
  document.body.classList.toggle("folded", isFolded);
  place("fold").setAttribute("aria-expanded", String(!isFolded));
};
const unfold = () => setFolded(false);
place("fold").addEventListener("click", () => setFolded(!document.body.classList.contains("folded")));
setFolded(narrow.matches);

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  const there = place(link.getAttribute("href").slice(1));
  if (there?.id === "the-text") { unfold(); editor.focus(); return; }
  if (!there) return;
  there.scrollIntoView({ block: "start" });
  if (!there.hasAttribute("tabindex")) there.setAttribute("tabindex", "-1");
  there.focus({ preventScroll: true });
});
window.addEventListener("hashchange", async () => {
  const name = location.hash.slice(1);
  if (doorNames.includes(name)) doors.open(name);
  else if (name.startsWith("text=")) openFirst();
});
window.addEventListener("pagehide", () => file.keep());
document.addEventListener("visibilitychange", () => { if (document.hidden) file.keep(); });
place("halt").addEventListener("click", () => work?.stop());

// ---- the beginning

const named = location.hash.slice(1);
await openFirst();
doors.open(doorNames.includes(named) ? named : "analyst");
try {
  const module = await fetchedEngine();
  engine = demarcheHost.inWorker("engine_worker.js", module);
  work = makeWork(engine, { onState });
  document.documentElement.dataset.engine = "ready";
  want();
  const client = languageClient(module);
  editor.speak(client.plugin(uri, "crisis"));
} catch (error) {
  document.documentElement.dataset.engine = "none";
  tellState("failed", null, { message: `the engine could not be started here: ${error.message}` });
}
