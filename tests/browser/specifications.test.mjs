// Compiles every chart specification of the report pages with the pinned vega-lite and runs it in vega, without a browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import * as vegaLite from "vega-lite";
import { page_under_test, page_with_a_study } from "./page_under_test.mjs";

function specifications_of(page) {
  const data = readFileSync(page, "utf8").match(/<script type="application\/json" id="charts">(.*?)<\/script>/s);
  assert.ok(data, "the page holds its chart specifications");
  return JSON.parse(data[1]);
}

const studied = specifications_of(page_with_a_study());
const specifications = { ...specifications_of(page_under_test()) };
for (const [name, specification] of Object.entries(studied)) specifications[`studied ${name}`] = specification;

test("a page with a study has ranges, a ranking over the draws, tipping values and boxes", () => {
  for (const name of ["ranges_shares", "ranges_numbers", "comparison_1_1", "indices_1", "shifts_1", "tipping_1", "box_1",
    "peeling_1"]) assert.ok(studied[name], name);
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
