// The WebAssembly engine answers all questions of all examples as the native program does.
//
//   node tests/wasm/answers.mjs ENGINE.wasm DEMARCHE
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assertAlike } from "./alike.mjs";
import { answer, startEngine } from "./engine.mjs";

const [engineFile, demarche] = process.argv.slice(2);
const folder = fileURLToPath(new URL("../../examples/", import.meta.url));

// With the engine's limit, which results name.
function nativeAnswer(file) {
  const args = ["ask", file, "--json", "--max-histories", "4194304"];
  return JSON.parse(execFileSync(demarche, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
}

const engine = await startEngine(engineFile);

const kinds = new Set();
for (const name of readdirSync(folder).filter((name) => name.endsWith(".crisis"))) {
  const native = nativeAnswer(folder + name);
  const start = process.cpuUsage();
  const here = answer(engine, readFileSync(folder + name, "utf8"));
  const seconds = process.cpuUsage(start).user / 1e6;
  assertAlike(here, native);
  for (const one of native.answers) kinds.add(one.kind);
  console.log(`${name}: ${native.answers.length} answers alike, ${seconds.toFixed(2)} s`);
}
for (const kind of ["rank", "sweep", "compare", "belief", "check"]) {
  assert.ok([...kinds].some((known) => known.includes(kind)), `an example asks a ${kind}: ${[...kinds]}`);
}

const kuhn = readFileSync(`${folder}kuhn.crisis`, "utf8");
const broken = answer(engine, kuhn.replace("payoff", "payof"));
assert.ok(broken.diagnostics.some((diagnostic) => diagnostic.code === "E004"), "a misspelt statement is E004");
assert.deepEqual(answer(engine, "\u0000\u00ff"), answer(engine, "\u0000\u00ff"), "the engine keeps no state");
const fresh = await startEngine(engineFile);
assert.deepEqual(answer(engine, kuhn), answer(fresh, kuhn), "nor does what was answered before");
console.log("wasm: the engine answers as the program does");
