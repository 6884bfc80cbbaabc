// The WebAssembly engine says of all examples what the native program does, command by command.
//
//   node tests/wasm/answers.mjs ENGINE.wasm DEMARCHE
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assertAlike } from "./alike.mjs";
import { answer, once, open, run, startEngine } from "./engine.mjs";
import { nativePage } from "./native.mjs";

const [engineFile, demarche] = process.argv.slice(2);
const folder = fileURLToPath(new URL("../../examples/", import.meta.url));
const textOf = (name) => readFileSync(`${folder}${name}`, "utf8");

const engine = await startEngine(engineFile);

// Every command of every example.

const commands = [
  { request: { command: "check" } },
  { request: { command: "symbols" } },
  { request: { command: "describe" } },
  { request: { command: "ask" } },
  { request: { command: "solve" } },
  { request: { command: "simulate", plays: 20000, seed: 7 }, options: ["--plays", "20000", "--seed", "7"] },
];
const kinds = new Set();
for (const name of readdirSync(folder).filter((name) => name.endsWith(".crisis"))) {
  const session = open(engine, textOf(name));
  for (const { request, options } of commands) {
    const native = nativePage(demarche, request.command, folder + name, options);
    const start = process.cpuUsage();
    const reply = run(engine, session, request);
    const seconds = process.cpuUsage(start).user / 1e6;
    assert.ok(["ok", "check_failed"].includes(reply.outcome), `${name}, ${request.command}: ${reply.message}`);
    assertAlike(reply.page, native);
    for (const one of native.answers ?? []) kinds.add(one.kind);
    console.log(`${name}: ${request.command} alike, ${seconds.toFixed(2)} s`);
  }
  engine.demarche_close(session);
}
for (const kind of ["rank", "sweep", "compare", "belief", "check"]) {
  assert.ok([...kinds].some((known) => known.includes(kind)), `an example asks a ${kind}: ${[...kinds]}`);
}

// What else requests say.

function claimAlike(name, request, options) {
  const reply = once(engine, textOf(`${name}.crisis`), request);
  assert.ok(reply.page, `${name}, ${JSON.stringify(request)}: ${reply.message}`);
  assertAlike(reply.page, nativePage(demarche, request.command, `${folder}${name}.crisis`, options));
  console.log(`${name}: ${JSON.stringify(request)} alike`);
}
const words = (text) => text.split(" ");
const questions = ["P(A.open is bet)", "compare E(A) forcing A.open to check, bet"];
claimAlike("kuhn", { command: "ask", precision: 5, questions }, [...questions, "--precision", "5"]);
claimAlike("starter", { command: "ask", set: { war: 1.25, prize: 2 }, sensitivity: true }, [
  ...words("--set war=1.25 --set prize=2 --sensitivity"),
]);
claimAlike("starter", { command: "solve", form: "public" }, ["--form", "public"]);
claimAlike("fearon1994", { command: "solve", precision: 3 }, ["--precision", "3"]);
claimAlike("alliance", { command: "ask", equilibrium: 2, starts: 10, precision: 10 }, [
  ...words("--equilibrium 2 --starts 10 --precision 10"),
]);
claimAlike("alliance", { command: "solve", all: true, starts: 3, seed: 5, precision: 10 }, [
  ...words("--all --starts 3 --seed 5 --precision 10"),
]);
claimAlike("kuhn", { command: "solve", method: "cfr+", iterations: 200 }, words("--method cfr+ --iterations 200"));
claimAlike("october2024", { command: "describe", variant: "unaided" }, ["--variant", "unaided"]);
claimAlike("october2024", { command: "raid", variant: "unaided" }, ["--variant", "unaided"]);
claimAlike("april2024", { command: "raid", simulate: 1000, seed: 3 }, words("--simulate 1000 --seed 3"));
claimAlike("starter", { command: "ask", tip: true, where: ["P(A.end is fight) > 10%"], questions: ["E(A)"] }, [
  "E(A)",
  ...words("--tip --where"),
  "P(A.end is fight) > 10%",
]);
claimAlike("starter", { command: "tip", condition: "P(A.end is fight) > 10%", steps: 4 }, [
  "P(A.end is fight) > 10%",
  ...words("--steps 4"),
]);

const kuhn = textOf("kuhn.crisis");
const broken = answer(engine, kuhn.replace("payoff", "payof"));
assert.ok(broken.diagnostics.some((diagnostic) => diagnostic.code === "E004"), "a misspelt statement is E004");
const fresh = await startEngine(engineFile);
assert.deepEqual(answer(engine, kuhn), answer(fresh, kuhn), "what was answered before does not matter");
console.log("wasm: the engine answers as the program does");
