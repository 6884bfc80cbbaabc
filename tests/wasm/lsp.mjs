// The language server in the WebAssembly engine: messages in, messages out, and answers that the host stops.
//
//   node tests/wasm/lsp.mjs ENGINE.wasm
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { closeServer, openServer, startEngine, takeMessage } from "./engine.mjs";

const [engineFile] = process.argv.slice(2);
const example = (name) => readFileSync(new URL(`../../examples/${name}.crisis`, import.meta.url), "utf8");
const uri = "file:///model.crisis";

// A client as an editor in a page is one.
function clientOf(engine) {
  const server = openServer(engine);
  let id = 0;
  const told = [];
  const send = (message) => {
    const messages = takeMessage(engine, server, JSON.stringify({ jsonrpc: "2.0", ...message }));
    told.push(...messages.filter(({ method }) => method));
    return messages.find((reply) => reply.id === message.id && message.id !== undefined);
  };
  const ask = (method, params = {}) => send({ id: ++id, method, params });
  const open = (text) => {
    send({ method: "textDocument/didOpen", params: { textDocument: { uri, version: 1, text } } });
    return told.pop().params.diagnostics;
  };
  return { server, ask, open, send };
}

const engine = await startEngine(engineFile);
const client = clientOf(engine);
assert.equal(client.ask("textDocument/hover").error.code, -32002);
assert.ok(client.ask("initialize", { capabilities: {} }).result.capabilities.hoverProvider);

const starter = example("starter");
const [misspelt] = client.open(starter.replace("\npayoff", "\npayof"));
assert.equal(misspelt.code, "E004");
assert.deepEqual(client.open(starter).filter(({ severity }) => severity === 1), []);

const line = starter.split("\n").findIndex((text) => text.startsWith("parameter"));
const hover = client.ask("textDocument/hover", { textDocument: { uri }, position: { line, character: 11 } });
assert.match(hover.result.contents.value, /\*\*parameter\*\*/);

const lenses = client.ask("textDocument/codeLens", { textDocument: { uri } }).result;
assert.ok(lenses.length > 0);
for (const lens of lenses) {
  const { title } = client.ask("codeLens/resolve", lens).result.command;
  assert.match(title, /no actor gains more than/);
}
console.log(`lsp: ${lenses.length} answers beside their questions`);

// Broken messages are answered, whatever they hold.

assert.equal(takeMessage(engine, client.server, "{").at(0).error.code, -32700);
assert.equal(takeMessage(engine, client.server, "[".repeat(1_000_000)).at(0).error.code, -32700);
assert.ok(client.ask("shutdown").result === null);
closeServer(engine, client.server);

// Work is stopped where the host says so.

const stoppable = await startEngine(engineFile, () => false);
const other = clientOf(stoppable);
other.ask("initialize", { capabilities: {} });
other.open(example("april2024"));
const [lens] = other.ask("textDocument/codeLens", { textDocument: { uri } }).result;
assert.equal(other.ask("codeLens/resolve", lens).error.code, -32800);

// Servers leave nothing behind.

function openAndClose(times) {
  for (let k = 0; k < times; ++k) {
    const one = clientOf(engine);
    one.ask("initialize", { capabilities: {} });
    one.open(starter);
    closeServer(engine, one.server);
  }
  return engine.memory.buffer.byteLength;
}
const before = openAndClose(20);
assert.equal(openAndClose(200), before, "200 servers need no more memory than 20");
console.log("lsp: stopped, and nothing left behind");
