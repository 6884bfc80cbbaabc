// What a host of the engine does: starts it, opens a text, asks, closes.
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

// `onProgress` is told of a share, and returns false to stop.
export async function startEngine(file, onProgress = () => true) {
  const wasi = new WASI({ version: "preview1" });
  // Node 18 has no getImportObject yet.
  const imports = {
    wasi_snapshot_preview1: wasi.wasiImport,
    demarche_host: { progress: (share) => (onProgress(share) ? 1 : 0), now: () => performance.now() },
  };
  const { instance } = await WebAssembly.instantiate(readFileSync(file), imports);
  wasi.initialize(instance);
  return instance.exports;
}

function textAt(engine, start) {
  const memory = new Uint8Array(engine.memory.buffer);
  return new TextDecoder().decode(memory.subarray(start, memory.indexOf(0, start)));
}

// Calls with a text in the engine's memory.
function withText(engine, text, call) {
  const bytes = new TextEncoder().encode(text);
  const given = engine.demarche_allocate(bytes.length);
  new Uint8Array(engine.memory.buffer).set(bytes, given);
  const result = call(given, bytes.length);
  engine.demarche_release(given);
  return result;
}

export function open(engine, text) {
  return withText(engine, text, (start, length) => engine.demarche_open(start, length));
}

// `request` as an object, or as text of any kind.
export function run(engine, session, request) {
  const typed = typeof request === "string" ? request : JSON.stringify(request);
  const json = withText(engine, typed, (start, length) => engine.demarche_run(session, start, length));
  const said = textAt(engine, json);
  engine.demarche_release(json);
  return JSON.parse(said);
}

// One request of a text that is asked nothing else.
export function once(engine, text, request) {
  const session = open(engine, text);
  const reply = run(engine, session, request);
  engine.demarche_close(session);
  return reply;
}

// The page of its questions' answers.
export const answer = (engine, text) => once(engine, text, { command: "ask" }).page;

// Why a call trapped; null where the engine does not know.
export function failureOf(engine) {
  const sentence = engine.demarche_failure();
  return sentence === 0 ? null : textAt(engine, sentence);
}

// The language server: a message as text gives messages, as objects.
export const openServer = (engine) => engine.demarche_lsp_open();
export const closeServer = (engine, server) => engine.demarche_lsp_close(server);
export function takeMessage(engine, server, message) {
  const lines = withText(engine, message, (start, length) => engine.demarche_lsp_take(server, start, length));
  const said = textAt(engine, lines);
  engine.demarche_release(lines);
  return said.split("\n").filter(Boolean).map((line) => JSON.parse(line));
}
