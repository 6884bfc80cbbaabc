// The TextMate grammar compiles, and colours what the language has: samples by hand, and all examples as the server does.
//
//   DEMARCHE=PROGRAM node --test tests/lsp/grammar.test.mjs
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const root = new URL("../../", import.meta.url);
const wasm = readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length));
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => {
    const path = new URL("editor/vscode/syntaxes/crisis.tmLanguage.json", root);
    return textmate.parseRawGrammar(readFileSync(path, "utf8"), "crisis.tmLanguage.json");
  },
});
const grammar = await registry.loadGrammar("source.crisis");

// [line, begin, text, innermost scope]
function coloured(text) {
  let stack = textmate.INITIAL;
  return text.split(/\r?\n/).flatMap((line, row) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) =>
      [row, startIndex, line.slice(startIndex, endIndex), scopes.at(-1).replace(".crisis", "")]);
  });
}

const scopeOf = (line, word) => coloured(line).find(([, , text]) => text.trim() === word)?.[3];

const samples = [
  ['actor US "United States"  # a patron', "actor", "keyword.control.statement"],
  ['actor US "United States"  # a patron', "US", "entity.name"],
  ['actor US "United States"  # a patron', "# a patron", "comment.line.number-sign"],
  ["parameter war_cost = 12, 8 to 20 lognormal", "8", "constant.numeric"],
  ["parameter war_cost = 12, 8 to 20 lognormal", "lognormal", "keyword.other"],
  ["precision of Iran = 2", "precision", "keyword.control.statement"],
  ["precision of Iran = 2", "of", "keyword.other"],
  ["    Türkiye chooses réponse: oui, non", "chooses", "keyword.control.verb"],
  ["    Türkiye chooses réponse: oui, non", "Türkiye", "entity.name.type.actor"],
  ["    日本 tells US move: yes_please", "日本", "entity.name.type.actor"],
  ["    US secretly chooses plan: a, b", "secretly", "keyword.control.verb"],
  ["    chance leak if US.demarche is restrain: leaked 50%, kept rest", "chance", "keyword.control.step"],
  ["    chance leak if US.demarche is restrain: leaked 50%, kept rest", "50%", "constant.numeric"],
  ["    chance leak if US.demarche is restrain: leaked 50%, kept rest", "rest", "keyword.other"],
  ["    end", "end", "keyword.control.step"],
  ["    US chooses end: a, b", "end", "entity.name.function"],
  ["    raid chooses answer: a, b", "raid", "entity.name.type.actor"],
  ["    escalation rises by 1 if US.demarche is restrain", "rises", "keyword.control.verb"],
  ["    US thinks use: nuclear 2%, conventional rest", "thinks", "keyword.control.verb"],
  ["        salvo drones drones", "salvo", "keyword.control.row"],
  ["    1 if US.end is given", "end", "variable.other.member"],
  ["    - min(2, harm) if not fought", "min", "support.function"],
  ["ask P(US.move is a) given US.type is b", "ask", "keyword.control.question"],
  ["ask P(US.move is a) given US.type is b", "P", "support.function"],
  ["US thinks p = 70%", "thinks", "keyword.control.verb"],
  ["actor thinks use: a 50%, b rest", "actor", "entity.name.type.actor"],
  ['stage "After" if Israel.response is not stand_down:', "is", "keyword.other"],
];

test("samples have their colours", () => {
  for (const [line, word, scope] of samples) assert.equal(scopeOf(line, word), scope, `\`${word}\` in \`${line}\``);
});

test("quotes that nobody closes end with their line", () => {
  const lines = coloured('actor A "open\nactor B');
  assert.equal(lines.find(([row, , text]) => row === 1 && text === "actor")[3], "keyword.control.statement");
});

// What the server says of an example: its lines, columns, texts and types.
function painted(text) {
  const send = (message) => {
    const json = JSON.stringify({ jsonrpc: "2.0", ...message });
    return `Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
  };
  const uri = "file:///model.crisis";
  const { stdout } = spawnSync(process.env.DEMARCHE, ["lsp"], {
    encoding: "utf8",
    input: send({ id: 1, method: "initialize", params: { capabilities: {} } }) +
      send({ method: "textDocument/didOpen", params: { textDocument: { uri, version: 1, text } } }) +
      send({ id: 2, method: "textDocument/semanticTokens/full", params: { textDocument: { uri } } }) +
      send({ id: 3, method: "shutdown" }) + send({ method: "exit" }),
  });
  const messages = stdout.split(/Content-Length: \d+\r\n\r\n/).filter(Boolean).map((json) => JSON.parse(json));
  const { tokenTypes } = messages.find(({ id }) => id === 1).result.capabilities.semanticTokensProvider.legend;
  const { data } = messages.find(({ id }) => id === 2).result;
  const lines = text.split("\n");
  const tokens = [];
  for (let k = 0, line = 0, begin = 0; k < data.length; k += 5) {
    begin = data[k] ? data[k + 1] : begin + data[k + 1];
    line += data[k];
    tokens.push([line, begin, lines[line].slice(begin, begin + data[k + 2]), tokenTypes[data[k + 3]]]);
  }
  return tokens;
}

// A name may be a word elsewhere: most that the server knows for words the grammar must, too, and all comments and numbers.
test("examples are coloured as the server colours them", () => {
  for (const name of readdirSync(new URL("examples/", root)).filter((file) => file.endsWith(".crisis"))) {
    const text = readFileSync(new URL(`examples/${name}`, root), "utf8");
    const scopes = new Map(coloured(text).map(([row, begin, , scope]) => [`${row}:${begin}`, scope]));
    const wanted = { comment: /^comment/, number: /^constant/, keyword: /^(keyword|support)/ };
    let numWords = 0;
    let numMissed = 0;
    for (const [row, begin, word, type] of painted(text)) {
      if (!wanted[type]) continue;
      const found = scopes.get(`${row}:${begin}`) ?? "nothing";
      const agrees = wanted[type].test(found);
      if (type !== "keyword") assert.ok(agrees, `${name}:${row + 1}: \`${word}\` is ${found}, not ${type}`);
      numWords += type === "keyword" ? 1 : 0;
      numMissed += type === "keyword" && !agrees ? 1 : 0;
    }
    assert.ok(numWords > 10 && numMissed <= 0.02 * numWords, `${name}: ${numMissed} of ${numWords} words are missed`);
  }
});
