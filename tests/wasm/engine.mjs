// What a host of the engine does: starts it, gives it a text, takes the answers.
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

export async function startEngine(file) {
  const wasi = new WASI({ version: "preview1" });
  // Node 18 has no getImportObject yet.
  const imports = { wasi_snapshot_preview1: wasi.wasiImport };
  const { instance } = await WebAssembly.instantiate(readFileSync(file), imports);
  wasi.initialize(instance);
  return instance.exports;
}

function textAt(engine, start) {
  const memory = new Uint8Array(engine.memory.buffer);
  return new TextDecoder().decode(memory.subarray(start, memory.indexOf(0, start)));
}

export function answer(engine, text) {
  const bytes = new TextEncoder().encode(text);
  const given = engine.demarche_allocate(bytes.length);
  new Uint8Array(engine.memory.buffer).set(bytes, given);
  const json = engine.demarche_answer(given, bytes.length);
  const said = textAt(engine, json);
  engine.demarche_release(given);
  engine.demarche_release(json);
  return JSON.parse(said);
}

// Why a call trapped; null where the engine does not know.
export function failureOf(engine) {
  const sentence = engine.demarche_failure();
  return sentence === 0 ? null : textAt(engine, sentence);
}
