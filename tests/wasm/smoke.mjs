// The WebAssembly engine answers as the native program does.
//
//   node tests/wasm/smoke.mjs ENGINE.wasm DEMARCHE
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { WASI } from "node:wasi";

const [engineFile, demarche] = process.argv.slice(2);
const example = (name) => fileURLToPath(new URL(`../../examples/${name}.crisis`, import.meta.url));

// Node 18 has no getImportObject yet.
const importsOf = (wasi) => ({ wasi_snapshot_preview1: wasi.wasiImport });

async function startEngine(file) {
  const wasi = new WASI({ version: "preview1" });
  const { instance } = await WebAssembly.instantiate(readFileSync(file), importsOf(wasi));
  wasi.initialize(instance);
  return instance.exports;
}

function answer(engine, text) {
  const bytes = new TextEncoder().encode(text);
  const given = engine.demarche_allocate(bytes.length);
  new Uint8Array(engine.memory.buffer).set(bytes, given);
  const json = engine.demarche_answer(given, bytes.length);
  const memory = new Uint8Array(engine.memory.buffer);
  const said = new TextDecoder().decode(memory.subarray(json, memory.indexOf(0, json)));
  engine.demarche_release(given);
  engine.demarche_release(json);
  return JSON.parse(said);
}

// What may differ: the file's name by design, and how the solver got there, by the last digits of exp and log.
const mayDiffer = new Set(["file", "method", "num_steps", "precision", "residual", "path"]);

// Same keys, same words; numbers as near as two mathematical libraries come.
function assertAlike(wasm, native, path = "$") {
  if (typeof native === "number") {
    assert.ok(Math.abs(wasm - native) <= 1e-6 * Math.max(1, Math.abs(native)), `${path}: ${wasm} but natively ${native}`);
  } else if (native !== null && typeof native === "object") {
    assert.deepEqual(Object.keys(wasm), Object.keys(native), path);
    for (const key of Object.keys(native)) {
      if (!mayDiffer.has(key)) assertAlike(wasm[key], native[key], `${path}.${key}`);
    }
  } else {
    assert.deepEqual(wasm, native, path);
  }
}

const engine = await startEngine(engineFile);

for (const name of ["kuhn", "alliance"]) {
  const text = readFileSync(example(name), "utf8");
  const native = JSON.parse(execFileSync(demarche, ["ask", example(name), "--json"], { encoding: "utf8" }));
  assertAlike(answer(engine, text), native);
  console.log(`${name}: ${native.answers.length} answers alike`);
}

const broken = answer(engine, readFileSync(example("kuhn"), "utf8").replace("payoff", "payof"));
assert.ok(broken.diagnostics.some((diagnostic) => diagnostic.code === "E004"), "a misspelt statement is E004");
assert.deepEqual(answer(engine, "\u0000\u00ff"), answer(engine, "\u0000\u00ff"), "the engine keeps no state");
console.log("wasm: the engine answers as the program does");
