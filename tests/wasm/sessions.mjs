// How a host and the WebAssembly engine get on: wrong requests, stopping, several sessions, memory.
//
//   node tests/wasm/sessions.mjs ENGINE.wasm DEMARCHE
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { once, open, run, startEngine } from "./engine.mjs";

const [engineFile, demarche] = process.argv.slice(2);
const fileOf = (name) => fileURLToPath(new URL(`../../examples/${name}.crisis`, import.meta.url));
const textOf = (name) => readFileSync(fileOf(name), "utf8");

const engine = await startEngine(engineFile);
const starter = textOf("starter");

// A reply says in a sentence what is wrong with a request, and what to say instead.

const session = open(engine, starter);
const wrong = [
  ["{", /no JSON/],
  ["[]", /object/],
  [{}, /command/],
  [{ command: "guess" }, /command/],
  [{ command: "ask", plays: 5 }, /plays/],
  [{ command: "ask", sensitivity: "yes" }, /true or false/],
  [{ command: "ask", questions: "P(a)" }, /list of texts/],
  [{ command: "ask", set: { war: "2" } }, /numbers by the names/],
  [{ command: "solve", precision: -1 }, /above 0/],
  [{ command: "solve", precision: 1, tolerance: 0.1 }, /exclude/],
  [{ command: "simulate", plays: 1.5 }, /whole number/],
  [{ command: "solve", method: "magic" }, /one of/],
  [{ command: "tip" }, /condition/],
  [{ command: "describe", as: "csv" }, /no table/],
  ['{"command": "ask", "seed": 1, "seed": 2}', /twice/],
  [{ command: "solve", set: { wra: 2 } }, /`wra`; did you mean `war`\?/],
  [{ command: "solve", variant: "silent" }, /variant/],
  [{ command: "raid" }, /no raid/],
  [{ command: "rows", from: 9, to: 9 }, /rows/],
];
for (const [request, sentence] of wrong) {
  const reply = run(engine, session, request);
  assert.equal(reply.outcome, "usage", JSON.stringify(request));
  assert.match(reply.message, sentence);
  assert.equal(reply.page, null);
}
const typed = run(engine, session, { command: "ask", questions: ["P(A.ned is fight)"] });
assert.equal(typed.outcome, "model_errors");
assert.equal(typed.diagnostics[0].file, "question 1");
const broken = once(engine, starter.replace("\npayoff", "\npayof"), { command: "solve" });
assert.equal(broken.outcome, "model_errors");
assert.equal(broken.diagnostics[0].code, "E004");
const huge = run(engine, session, { command: "solve", max_histories: 2 });
assert.equal(huge.outcome, "limit");
console.log(`requests: ${wrong.length} wrong ones are refused with a sentence`);

// Pages as people read them, byte for byte the program's.

for (const [as, option] of [["text", []], ["markdown", ["--md"]], ["csv", ["--csv"]]]) {
  const { stdout } = spawnSync(demarche, ["raid", fileOf("april2024"), ...option], { encoding: "utf8" });
  assert.equal(once(engine, textOf("april2024"), { command: "raid", as }).text, stdout, as);
}
const efg = spawnSync(demarche, ["export", fileOf("kuhn"), "--efg"], { encoding: "utf8" }).stdout;
assert.equal(once(engine, textOf("kuhn"), { command: "export" }).page.text, efg);
assert.equal(once(engine, efg, { command: "solve" }).outcome, "ok", "a game of Gambit is solved");
assert.equal(once(engine, efg, { command: "ask" }).outcome, "usage", "and not asked");
console.log("pages: text, Markdown, CSV and games are the program's");

// Rows of a study are those that `demarche study` keeps.

const folder = mkdtempSync(`${tmpdir()}/demarche-`);
const study = `${folder}/starter.study.db`;
spawnSync(demarche, ["study", fileOf("starter"), "--draws", "16", "--seed", "3", "--out", study]);
const csv = spawnSync(demarche, ["results", study, "--csv", "-"], { encoding: "utf8" }).stdout.trim().split("\r\n");
rmSync(folder, { recursive: true });
const rows = run(engine, session, { command: "rows", draws: 16, seed: 3, from: 4, to: 7, as: "csv" });
assert.equal(rows.outcome, "ok", rows.message);
assert.deepEqual(rows.page.rows.map((row) => row.number), [4, 5, 6]);
assert.equal(rows.text.split("\r\n")[0], csv[0], "under the same heads");
for (const row of rows.page.rows) {
  const kept = csv.find((line) => line.startsWith(`${row.number},`)).split(",").map(Number);
  const here = [row.number, ...row.parameters, ...row.answers];
  here.forEach((number, k) => assert.ok(Math.abs(number - kept[k]) < 1e-9, `row ${row.number}, column ${k}`));
}
console.log("rows: as a study keeps them");

// Two sessions at once, and a question after a question.

const other = open(engine, textOf("fearon1994"));
const first = run(engine, session, { command: "ask" });
const second = run(engine, other, { command: "ask" });
assert.deepEqual(run(engine, session, { command: "ask" }), first, "a session minds its own text");
assert.deepEqual(run(engine, other, { command: "ask" }), second);
for (const war of [1.1, 1.9, 1.5]) {
  const warm = run(engine, session, { command: "ask", set: { war } });
  assert.deepEqual(warm, once(engine, starter, { command: "ask", set: { war } }), `war = ${war}: warm as cold`);
}
engine.demarche_close(session);
engine.demarche_close(other);
console.log("sessions: two at once, and warm as cold");

// Work is stopped where the host says so, and says what was done.

let calls = 0;
const stoppable = await startEngine(engineFile, () => ++calls > 1_000_000);
const april = open(stoppable, textOf("april2024"));
const start = performance.now();
for (const request of [{ command: "solve" }, { command: "ask" }, { command: "simulate" }]) {
  calls = 0;
  const reply = run(stoppable, april, request);
  assert.equal(reply.outcome, "stopped", request.command);
  assert.equal(calls, 1, "nobody is asked after a no");
  assert.ok(reply.page, `${request.command} shows what there is: ${reply.message}`);
}
console.log(`stopped: ${(performance.now() - start).toFixed(0)} ms for three commands`);
let shares = [];
const watched = await startEngine(engineFile, (share) => shares.push(share) > 0);
assert.equal(once(watched, textOf("april2024"), { command: "ask", questions: ["P(A)"] }).outcome, "model_errors");
const whole = once(watched, textOf("october2024"), { command: "solve" });
assert.equal(whole.outcome, "ok");
assert.ok(shares.length > 0 && shares.every((share) => share <= 1), `${shares}`);

// Sessions leave nothing behind.

function openAndClose(times) {
  for (let k = 0; k < times; ++k) assert.equal(once(engine, starter, { command: "ask" }).outcome, "ok");
  return engine.memory.buffer.byteLength;
}
const before = openAndClose(20);
assert.equal(openAndClose(200), before, "200 sessions need no more memory than 20");
console.log(`memory: ${before} bytes, whatever was opened and closed`);
