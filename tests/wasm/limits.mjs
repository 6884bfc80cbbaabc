// Where the WebAssembly engine ends: its stack, its memory and its size.
//
//   node tests/wasm/limits.mjs ENGINE.wasm
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { answer, failureOf, startEngine } from "./engine.mjs";

const [engineFile] = process.argv.slice(2);
const example = (name) =>
  readFileSync(fileURLToPath(new URL(`../../examples/${name}.crisis`, import.meta.url)), "utf8");

const mebibyte = 2 ** 20;
// The engine stands in every living page, which is to have 2.5 MB at most.
const most = { bytes: 4_300_000, compressed: 1_500_000, memory: 2048 * mebibyte };

// The stack lies at the bottom of memory, so that it can overflow into nothing.

const paint = 0xa5;

// Bytes of stack that a text takes.
async function stackOf(text) {
  const engine = await startEngine(engineFile);
  assert.equal(engine.__stack_low.value, 0, "what grows below the stack is out of bounds");
  const size = engine.__stack_high.value;
  const kept = 256;  // of the engine's start, at most
  new Uint8Array(engine.memory.buffer).fill(paint, 0, size - kept);
  answer(engine, text);
  const untouched = new Uint8Array(engine.memory.buffer, 0, size).findIndex((byte) => byte !== paint);
  assert.ok(size - untouched < size / 4, `${size - untouched} of ${size} bytes of stack`);
  return size - untouched;
}

const game = (payoff) =>
  `actor A\nstage "S":\n    A chooses m: a, b\npayoff A:\n    ${payoff}\nask P(A.m is a)\n`;
const deepest = {
  "an ordering of thousands of unknowns": example("april2024"),
  "all brackets that are allowed": game("(".repeat(100) + "1" + ")".repeat(100)),
  "all operations that are allowed": game("1" + " + 1".repeat(1000)),
  "more of either": game("(".repeat(40_000) + "1" + " + 1".repeat(40_000)),
};
for (const [what, text] of Object.entries(deepest)) {
  console.log(`${what}: ${await stackOf(text)} bytes of stack`);
}

// Memory ends in an exception and a sentence, and another engine starts from new.

const engine = await startEngine(engineFile);
assert.equal(failureOf(engine), null);
assert.equal(engine.demarche_allocate(3 * 2 ** 30), 0, "no room that there cannot be");
const pages = 65_536;
engine.memory.grow((most.memory - engine.memory.buffer.byteLength) / pages);
assert.equal(engine.memory.buffer.byteLength, most.memory);
assert.throws(() => engine.memory.grow(1), "no more than that");
assert.throws(() => answer(engine, example("april2024")), WebAssembly.RuntimeError);
assert.match(failureOf(engine) ?? "", /memory/);
const next = await startEngine(engineFile);
assert.ok(answer(next, example("kuhn")).answers.length > 0);
console.log("memory: ends in an exception and a sentence");

// What a browser has to load.

const file = readFileSync(engineFile);
const compressed = gzipSync(file, { level: 9 }).length;
console.log(`size: ${file.length} bytes, ${compressed} compressed`);
assert.ok(file.length <= most.bytes, `the engine has ${file.length} bytes, over ${most.bytes}`);
assert.ok(compressed <= most.compressed, `compressed it has ${compressed} bytes, over ${most.compressed}`);
