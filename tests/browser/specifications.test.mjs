// Compiles every chart specification of the report pages with the pinned vega-lite and runs it in vega, without a browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import * as vegaLite from "vega-lite";
import { page_of_answers, page_of_solution, page_under_test, page_with_a_study } from "./page_under_test.mjs";

function specifications_of(page) {
  const data = readFileSync(page, "utf8").match(/<script type="application\/json" id="charts">(.*?)<\/script>/s);
  assert.ok(data, "the page holds its chart specifications");
  return JSON.parse(data[1]);
}

const studied = specifications_of(page_with_a_study());
const specifications = { ...specifications_of(page_under_test()) };
const rounds = specifications_of(page_of_answers("rounds"));
const nearly_nothing = specifications_of(page_of_answers("nearly_nothing"));
const reasons = specifications_of(page_of_answers("reasons"));
const maps = specifications_of(page_of_answers("maps"));
const solved = specifications_of(page_of_solution("tests/browser/hidden_card.efg"));
for (const [page, of_page] of Object.entries({ studied, rounds, nearly_nothing, reasons, maps, solved })) {
  for (const [name, specification] of Object.entries(of_page)) specifications[`${page} ${name}`] = specification;
}

test("a page with a study has ranges, a ranking over the draws, tipping values and boxes", () => {
  for (const name of ["ranges_shares", "ranges_numbers", "indices_1", "shifts_1", "tipping_1", "box_1", "peeling_1"]) {
    assert.ok(studied[name], name);
  }
});

test("a page with reasons has what adds up to them, what comes next, and the decisions that carry an answer", () => {
  for (const name of ["why_1", "why_next_1", "why_probability_1"]) assert.ok(reasons[name], name);
});

const quiet = (said) => ({
  level() { return this; },
  error(...words) { said.push(words.join(" ")); return this; },
  warn(...words) { said.push(words.join(" ")); return this; },
  info() { return this; },
  debug() { return this; },
});

async function draw(specification, width) {
  const said = [];
  const compiled = vegaLite.compile({ ...specification, width }, { logger: quiet(said) });
  const runtime = vega.parse(compiled.spec, null, { ast: true });
  const view = new vega.View(runtime, { renderer: "none", expr: expressionInterpreter, logger: quiet(said) });
  const svg = await view.toSVG();
  view.finalize();
  return { said, svg };
}

for (const [name, specification] of Object.entries(specifications)) {
  test(`${name} compiles and draws marks without a warning`, async () => {
    assert.equal(specification.$schema, `https://vega.github.io/schema/vega-lite/v${vegaLite.version.split(".")[0]}.json`);
    for (const width of [280, 720]) {
      const { said, svg } = await draw(specification, width);
      assert.deepEqual(said, []);
      assert.match(svg, /class="mark-(rect|symbol|area|line|rule)/);
      assert.doesNotMatch(svg, /NaN|undefined/);
    }
  });
}

test("no specification names an address to load from", () => {
  const visit = (value) => {
    if (value === null || typeof value !== "object") return;
    assert.ok(!("url" in value));
    Object.values(value).forEach(visit);
  };
  visit(specifications);
});

test("no two ticks of an axis read alike", async () => {
  for (const [name, specification] of Object.entries(specifications)) {
    const { svg } = await draw(specification, 720);
    for (const [axis] of svg.matchAll(/role-axis-label".*?<\/g>/gs)) {
      const labels = [...axis.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((found) => found[1]).filter(Boolean);
      assert.deepEqual(labels, [...new Set(labels)], `${name}: ${labels}`);
    }
  }
});

test("steps of later rounds come before what follows the repeat", () => {
  const titles = rounds.flow.layer.at(-1).data.values.map((row) => row.title.replace(/\s+/g, ""));
  assert.deepEqual(titles.map((title) => title.slice(0, 16)).slice(0, 2), ["A.offer(round1)", "A.offer(round2)"]);
  assert.equal(titles.length, 5);
});

test("a number that moves nothing has no bar, and one that hardly moves it no long one", () => {
  for (const name of ["ranking_1", "ranking_2"]) {
    const [low, high] = nearly_nothing[name].layer[0].encoding.x.scale.domain;
    for (const row of nearly_nothing[name].data.values) {
      assert.notEqual(row.name, "idle");
      if (row.name === "faint") assert.ok(Math.abs(row.reached - row.value) < 0.05 * (high - low), `${name}: ${row.end}`);
    }
  }
});

test("an axis that holds next to no difference spans more than that", () => {
  const [low, high] = nearly_nothing.sweep_1.layer[0].encoding.y.scale.domain;
  assert.ok(high - low > 0.004, `${low} to ${high}`);
});

test("beliefs are drawn after a move and a draw, not after messages alone", () => {
  const after_a_move = Object.entries(rounds).filter(([name]) => name.startsWith("beliefs_"));
  assert.ok(after_a_move.some(([, specification]) => /no_telephone|push/.test(JSON.stringify(specification.data))));
});
