// Every page that the program prints with --json is one that docs/reference/json.schema.json describes, and the schema
// describes nothing that no page shows.
//
//   DEMARCHE=build/release/demarche node --test tests/schema/schema.test.mjs
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const demarche = resolve(process.env.DEMARCHE ?? join(root, "build/release/demarche"));
const schema = JSON.parse(readFileSync(join(root, "docs/reference/json.schema.json"), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "demarche-schema-"));
after(() => rmSync(folder, { recursive: true }));

// What no page of this test can show, and why.
const neverShown = new Set([
  "enum solution.stop_reason stopped", // a signal at the right moment
  "enum solution.stop_reason step_limit",
  "enum solution.stop_reason no_progress",
  "enum solution.stop_reason open_belief", // of games that take long
  "key solution.rounding", // of payoffs alike to many digits, in a limit
  "enum diagnostic.severity remark", // stands in answers
  "enum route principal_curve", // of games that take long
  "enum route dynamics",
  "enum route deflation",
  "enum route unequal_mistakes",
  "enum route leaning", // of games in which more than two choose
]);

// Readers accept keys that are not listed; here one that is not is a mistake.
function strictly(part) {
  if (Array.isArray(part)) return part.map(strictly);
  if (part === null || typeof part !== "object") return part;
  const strict = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, strictly(value)]));
  return part.properties && part.type === "object" ? { ...strict, additionalProperties: false } : strict;
}

const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: false });
ajv.addSchema(strictly(schema), "demarche");

function nameOf(page) {
  if (page.event) return `event_${page.event}`;
  if (page.kind) return `page_${page.kind.replace(" ", "_")}`;
  if (page.code) return "page_explanation";
  return page.diagnostics.every((row) => "message" in row) && !page.diagnostics[0]?.title ? "page_diagnostics" : "page_codes";
}

// What of the schema pages show: `key DEFINITION.path.key`, `enum DEFINITION.path word`.
const shown = new Set();
function note(value, part, path) {
  if (part.$ref) return note(value, schema.$defs[part.$ref.slice(8)], part.$ref.slice(8));
  if (part.anyOf && value !== null) return note(value, part.anyOf[0], path);
  if (part.enum) shown.add(`enum ${path} ${value}`);
  if (Array.isArray(value) && part.items) for (const each of value) note(each, part.items, path);
  if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
  for (const [key, each] of Object.entries(value)) {
    if (part.properties?.[key]) {
      shown.add(`key ${path}.${key}`);
      note(each, part.properties[key], `${path}.${key}`);
    } else if (typeof part.additionalProperties === "object") note(each, part.additionalProperties, path);
  }
  return undefined;
}

function promisesOf(part, path, found) {
  for (const word of part.enum ?? []) found.push(`enum ${path} ${word}`);
  for (const [key, each] of Object.entries(part.properties ?? {})) {
    found.push(`key ${path}.${key}`);
    promisesOf(each, `${path}.${key}`, found);
  }
  if (part.anyOf && !part.anyOf[0].$ref?.includes("page_")) promisesOf(part.anyOf[0], path, found);
  if (part.items) promisesOf(part.items, path, found);
  if (typeof part.additionalProperties === "object") promisesOf(part.additionalProperties, path, found);
}

function run(args) {
  return new Promise((done) => {
    execFile(demarche, args, { cwd: folder, maxBuffer: 1 << 28 }, (error, stdout) => done({ code: error?.code ?? 0, stdout }));
  });
}

function assertDescribed(text, args) {
  const said = `demarche ${args.join(" ")}`;
  assert.notEqual(text.trim(), "", `${said} printed nothing`);
  const page = JSON.parse(text);
  const name = nameOf(page);
  const validate = ajv.getSchema(`demarche#/$defs/${name}`);
  assert.ok(validate, `${said}: the schema has no ${name}`);
  if (!validate(page)) {
    const [{ instancePath, message, params }] = validate.errors;
    assert.fail(`${said}: ${name}${instancePath} ${message} ${JSON.stringify(params)}`);
  }
  note(page, schema.$defs[name], name);
}

// Two at a time. A refusal prints no page, and is a mistake unless it may be.
async function all(commands, { mayRefuse = false } = {}) {
  const queue = [...commands];
  const faults = [];
  const worker = async () => {
    for (let args = queue.shift(); args; args = queue.shift()) {
      const { code, stdout } = await run(args);
      if (mayRefuse && code === 2 && stdout === "") continue;
      try {
        assertDescribed(stdout, args);
      } catch (fault) {
        faults.push(fault.message.slice(0, 600));
      }
    }
  };
  await Promise.all([worker(), worker()]);
  assert.deepEqual(faults, []);
}

const examples = readdirSync(join(root, "examples")).filter((name) => name.endsWith(".crisis")).map((name) => join(root, "examples", name));
const goldens = readdirSync(join(root, "tests/golden")).map((name) => {
  const source = readFileSync(join(root, "tests/golden", name), "latin1").split(/^---- \w+\n/m)[0];
  const file = join(folder, name.replace(".golden", /^\s*[EN]FG/.test(source) ? ".efg" : ".crisis"));
  writeFileSync(file, source, "latin1");
  return file;
});
// Golden sources that are an example but for blanks: their answers are solved with the example's.
const wordsOf = (file) => readFileSync(file, "latin1").replace(/#.*/g, "").split(/\s+/).join(" ").trim();
const wordsOfExamples = new Set(examples.map(wordsOf));
const isExample = (file) => wordsOfExamples.has(wordsOf(file));
const games = readdirSync(join(root, "tests/known")).filter((name) => name.endsWith(".efg")).map((name) => join(root, "tests/known", name));

test("examples", async () => {
  await all(examples.flatMap((file) => [
    ["check", file, "--json"], ["symbols", file, "--json"], ["describe", file, "--json"], ["ask", file, "--json"],
    ["solve", file, "--json"], ["raid", file, "--json"], ["simulate", file, "--plays", "100", "--json"],
  ]), { mayRefuse: true });
});

test("what the examples leave out", async () => {
  const [starter, alliance, april] = ["starter", "alliance", "april2024"].map((name) => join(root, `examples/${name}.crisis`));
  writeFileSync(join(folder, "many.crisis"), `actor A\nactor B\nstage "S":\n    A chooses m: a, b\npayoff A:\n${Array.from({ length: 600 }, (_, k) => `    + 1 if N${k}.m is x\n`).join("")}payoff B:\n    0\n`);
  writeFileSync(join(folder, "raids.csv"), "class,launched,stopped\ndrones,30,28\ndrones,40,12\ndrones,25,20\n");
  writeFileSync(join(folder, "votes.crisis"), `actor A
partner P
scale d: low < high
unknown skill: 2 levels around 50% spread 0.1
stage "S":
    repeat up to 2 times as rounds:
        A chooses m: a, b
    vote v: passes with 1 of 1
        voters A
    raid d:
        salvo 3 drones
        layer "far" by P: drones skill
        regime storm 10%: "far" 0.5
        impact low up to 1, high above
payoff A:
    rounds if v is passed and A.m is a
variant quiet:
    without layer "far"
`);
  const word = readFileSync(alliance, "utf8");
  writeFileSync(join(folder, "dearer.crisis"), word.replace("word = 1", "word = 0.5").replace("ask P(Ally", "ask P(Rival.act is attack)\nask P(Ally"));
  writeFileSync(join(folder, "shorter.crisis"), word.replace("ask P(Ally.stance is provoke) given Patron.pledge is full\n", ""));
  await all([
    ["compare", alliance, join(folder, "dearer.crisis"), "--json"], ["compare", alliance, join(folder, "shorter.crisis"), "--json"],
    ["compare", april, `${april}:silent`, "--json"],
    ["symbols", join(folder, "votes.crisis"), "--json"],
    ["ask", starter, "--sensitivity", "--json"], ["ask", alliance, "--form", "public", "--json"],
    ["ask", alliance, "--tip", "--where", "P(Rival.act is attack) > 1%", "--json"],
    ["ask", join(folder, "several_equilibria.crisis"), "--equilibrium", "2", "--json"],
    ["ask", join(folder, "several_equilibria.crisis"), "--equilibria", "--json"],
    ["solve", join(folder, "named_alliance.crisis"), "--all", "--json"],
    ["ask", join(folder, "named_alliance.crisis"), "--equilibria", "--json"],
    ...["ask", "solve"].map((command) => [command, join(folder, "refinement_signal.crisis"), "--variant", "apart", "--json"]),
    ["ask", join(folder, "refinement_signal.crisis"), "--variant", "apart", "--equilibria", "--json"],
    ["ask", april, "P(escalation is war)", "--json"],
    ["solve", starter, "--method", "regret", "--iterations", "50", "--json"],
    ["solve", starter, "--method", "mccfr", "--iterations", "50", "--json"], ["solve", starter, "--form", "public", "--json"],
    ["raid", april, "--simulate", "500", "--json"], ["raid", "--calibrate", "raids.csv", "--json"],
    ["explain", "E005", "--json"], ["explain", "--json"], ["check", join(folder, "many.crisis"), "--json"],
  ]);
});

test("games of other programs, with all their equilibria", async () => {
  await all(games.flatMap((file) => [["solve", file, "--json"], ["solve", file, "--all", "--starts", "5", "--json"]]));
});

test("sources of golden files", async () => {
  await all(goldens.flatMap((file) => (file.endsWith(".efg") ? [["solve", file, "--json"], ["solve", file, "--all", "--starts", "5", "--json"]]
    : [["check", file, "--json"], ["symbols", file, "--json"], ...(isExample(file) ? [] : [["ask", file, "--json"]]), ["describe", file, "--json"], ["solve", file, "--json"], ["raid", file, "--json"]])), { mayRefuse: true });
});

test("studies", async () => {
  const model = join(folder, "study.crisis");
  writeFileSync(model, `${readFileSync(join(root, "examples/starter.crisis"), "utf8")}
compare P(A.end is fight), E(A) forcing A.demand to challenge, stay_quiet
rank parameters for P(A.end is fight)
check P(A.end is fight) is between 20% and 31%
rank parameters for P(A.end is fight) given war > 1.5
check P(A.end is fight) is between 0 and 1 given war > 1.5
`);
  for (const design of ["sobol", "lhs", "saltelli"]) {
    await all([["study", model, "--draws", "16", "--design", design, "--out", `${design}.db`, "--json"]]);
  }
  const named = join(folder, "named_seldom.crisis");
  writeFileSync(named, readFileSync(goldens.find((file) => file.includes("named_alliance")), "utf8").replace("0.22 to 0.6", "0.1 to 0.6"));
  await all([["study", named, "--draws", "16", "--out", "named.db", "--json"]]);
  const dearer = join(folder, "dearer_war.crisis");
  writeFileSync(dearer, readFileSync(model, "utf8").replace("war   = 1.5", "war   = 1.52"));
  await all([["study", dearer, "--draws", "16", "--design", "lhs", "--out", "dearer.db", "--json"]]);
  await all([
    ["compare", "sobol.db", "dearer.db", "--json"],
    ["results", "saltelli.db", "--rank", "P(A.end is fight)", "--json"], ["results", "sobol.db", "--rank", "P(A.end is fight)", "--json"],
    ["results", "saltelli.db", "--rank", "P(A.end is fight) given war > 1.5", "--json"],
    ["results", "sobol.db", "--box", "P(A.end is fight) > 25%", "--json"], ["results", "sobol.db", "--choice", "E(A)", "--json"],
    ["results", "lhs.db", "--json"], ["compare", "sobol.db", "lhs.db", "--json"], ["compare", "sobol.db", "sobol.db", "--json"], ["merge", "whole.db", "sobol.db", "--json"],
    ["ask", model, "--study", "saltelli.db", "--where", "P(A.end is fight) > 25%", "--tip", "--json"],
    ["tip", model, "P(A.end is fight) > 29%", "--json"], ["tip", model, "P(A.demand is challenge) > 60%", "--json"],
  ]);
});

test("plays by people, and their logs", async () => {
  writeFileSync(join(folder, "both.crisis"), `actor A
actor B
private B.type: soft 50%, hard rest
event tied: A.move is left and B.move is left
stage "S":
    repeat up to 2 times as rounds:
        simultaneously:
            A chooses move: left "to the left", right
            B chooses move: left, right
    reveal B.type to everyone
    A chooses last: stay, go
payoff A:
    + 1 if tied
    + 1 if A.last is go and B.type is soft
payoff B:
    + 2 if tied and B.type is soft
`);
  writeFileSync(join(folder, "typed.txt"), "40%\n1\n\n2\n1\n30%\n1\n2\n1\n1\n1\n1\n1\n1\n");
  const plays = [["example:april2024", "Israel"], ["example:april2024", "US"], ["both.crisis", "B", "A"], ["both.crisis", "B"]];
  const logs = [];
  for (const [number, [model, ...seats]] of plays.entries()) {
    const args = ["play", model, ...seats.flatMap((seat) => ["--as", seat]), "--seed", "7", "--moves", "typed.txt", "--log", `play${number}.jsonl`, "--json"];
    const { code, stdout } = await run(args);
    assert.equal(code, 0);
    const lines = `${stdout}${readFileSync(join(folder, `play${number}.jsonl`), "utf8")}`.trim().split("\n");
    for (const line of lines) assertDescribed(line, args);
    logs.push(...lines);
  }
  assert.ok(logs.some((line) => line.startsWith('{"event":"end"')));
});

test("strategies of other programs", async () => {
  const starter = join(root, "examples/starter.crisis");
  writeFileSync(join(folder, "own.json"), (await run(["solve", starter, "--json"])).stdout);
  const page = JSON.parse(readFileSync(join(folder, "own.json"), "utf8"));
  for (const set of page.infosets) set.actions.forEach((action, k) => Object.assign(action, { probability: k === 0 ? 1 : 0, log_probability: k === 0 ? 0 : null }));
  writeFileSync(join(folder, "pure.json"), JSON.stringify(page));
  const zero = goldens.find((file) => file.includes("certify_odds_of_zero"));
  writeFileSync(join(folder, "zero.json"), (await run(["solve", zero, "--json"])).stdout);
  const odds = goldens.find((file) => file.includes("odds_optimism"));
  writeFileSync(join(folder, "odds.json"), (await run(["solve", odds, "--json"])).stdout);
  const named = goldens.find((file) => file.includes("named_alliance"));
  writeFileSync(join(folder, "named.json"), (await run(["solve", named, "--json"])).stdout);
  const hidden = goldens.find((file) => file.includes("certify_hidden_mistake"));
  writeFileSync(join(folder, "hidden.json"), '{"A": {"hold": 0.3, "move": 0.7, "war": 0}}');
  await all([["own.json", starter], ["pure.json", starter], ["zero.json", zero], ["odds.json", odds], ["named.json", named], ["hidden.json", hidden]].map(([strategy, file]) => ["certify", file, "--strategy", strategy, "--json"]));
});

test("the schema describes nothing that no page shows", () => {
  const promises = [];
  for (const [name, part] of Object.entries(schema.$defs)) promisesOf(part, name, promises);
  assert.deepEqual(promises.filter((promise) => !shown.has(promise) && !neverShown.has(promise)), []);
});

test("a page with an unknown key, a wrong type or a missing key is told", () => {
  const page = { schema: 1, code: "E005", title: "x", explanation: "y" };
  for (const damaged of [{ ...page, more: 1 }, { ...page, title: 3 }, { schema: 1, code: "E005", title: "x" }]) {
    assert.throws(() => assertDescribed(JSON.stringify(damaged), ["explain"]));
  }
});
