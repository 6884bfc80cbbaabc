// Opens a report page in headless Chromium, light and dark, narrow to wide: every chart is drawn, nothing is fetched, nothing
// is logged as an error, nothing sticks out. CHROMIUM names the browser; where DEMARCHE_SCREENSHOTS names a folder each page
// is kept there as a picture.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { living_page, page_of_answers, page_of_solution, page_under_test, page_with_a_study } from "./page_under_test.mjs";

const address = pathToFileURL(page_under_test()).href;
const studied = pathToFileURL(page_with_a_study()).href;
const rounds = pathToFileURL(page_of_answers("rounds")).href;
const nearly_nothing = pathToFileURL(page_of_answers("nearly_nothing")).href;
const maps = pathToFileURL(page_of_answers("maps")).href;
const solved = pathToFileURL(page_of_solution("tests/browser/rounds.crisis")).href;
const game = pathToFileURL(page_of_solution("tests/browser/hidden_card.efg")).href;
const several = pathToFileURL(page_of_solution("tests/browser/two_ways.efg", "--all")).href;
const living = living_page("tests/browser/rounds.crisis");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const screenshots = process.env.DEMARCHE_SCREENSHOTS;
const patience = 600_000;  // milliseconds: only what hangs takes so long, on a busy machine, too
const widths = [360, 800, 1400];

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
let profile, context;

before(async () => {
  if (screenshots) mkdirSync(screenshots, { recursive: true });
  profile = mkdtempSync(join(tmpdir(), "demarche-browser-"));
  context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: flags, timeout: patience,
  });
  context.setDefaultTimeout(patience);
});

after(async () => {
  await context?.close();
  rmSync(profile, { recursive: true, force: true });
});

// The page drawn at one width in one colour scheme, with all it complained of and asked the network for.
async function open(width, colorScheme, address_of_page = address) {
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (request.url() !== address_of_page && !request.url().startsWith("data:")) complaints.push(`asked for ${request.url()}`);
  });
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 900 });
  await page.goto(address_of_page);
  await page.waitForSelector("html[data-ready]", { timeout: patience });
  return { page, complaints };
}

// What is folded is drawn when it is opened.
async function unfold(page) {
  await page.$$eval("details.more", (all) => { for (const details of all) details.open = true; });
  await page.waitForFunction(() => [...document.querySelectorAll("[data-chart]")].every((chart) => chart.dataset.drawn), null, { timeout: patience });
}

const marks = "svg .mark-rect path, svg .mark-area path, svg .mark-symbol path, svg .mark-line path, svg .mark-rule line";

async function is_whole(width, colorScheme, address_of_page, name) {
  const { page, complaints } = await open(width, colorScheme, address_of_page);
  await unfold(page);
  if (screenshots) await page.screenshot({ path: join(screenshots, `${name}-${width}-${colorScheme}.png`), fullPage: true });
  assert.deepEqual(complaints, []);
  const charts = await page.$$eval("[data-chart]", (elements, selector) =>
    elements.map((e) => ({ name: e.dataset.chart, drawn: e.dataset.drawn, marks: e.querySelectorAll(selector).length,
      label: e.getAttribute("aria-label") })), marks);
  assert.ok(charts.length > 0);
  for (const chart of charts) {
    assert.equal(chart.drawn, "yes", chart.name);
    assert.ok(chart.marks > 0, `${chart.name} has marks`);
    assert.ok(chart.label.length > 20, `${chart.name} says what it shows`);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `nothing sticks out to the right (by ${overflow} pixels)`);
  return page;
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of widths) {
    test(`the page is whole at ${width} pixels in ${colorScheme}`, async () => {
      await (await is_whole(width, colorScheme, address, "report")).close();
    });
  }
}

// Boxes of text in one drawing that lie over each other by more than their edges.
function overlapping_texts(svg) {
  const boxes = [...svg.querySelectorAll(".mark-text text, .role-axis-label text")]
    .filter((text) => text.textContent.trim() && getComputedStyle(text).display !== "none" && text.getAttribute("opacity") !== "0")
    .map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
  const found = [];
  boxes.forEach(({ words, box }, k) => boxes.slice(k + 1).forEach((other) => {
    const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
    const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
    if (wide > 2 && high > 4) found.push(`${words} / ${other.words}`);
  }));
  return found;
}

for (const [width, colorScheme] of [[360, "dark"], [1400, "light"]]) {
  test(`the page of a study is whole at ${width} pixels in ${colorScheme}, and no words of a drawing overlap`, async () => {
    const page = await is_whole(width, colorScheme, studied, "study");
    const found = await page.evaluate(`[...document.querySelectorAll(
      "#ranges svg, #what-matters svg, #what-matters-together svg, #tipping svg, #boxes svg")].flatMap(${overlapping_texts})`);
    assert.deepEqual(found, []);
    for (const id of ["ranges", "what-matters-together", "tipping", "boxes", "choices"]) {
      assert.ok(await page.$(`#${id}`), `there is a section ${id}`);
    }
    await page.close();
  });
}

for (const [name, address_of_page] of Object.entries({ rounds, nearly_nothing, maps, solved, game, several })) {
  for (const [width, colorScheme] of [[390, "dark"], [1280, "light"]]) {
    test(`the page ${name} is whole at ${width} pixels, and no words of a drawing overlap or are cut`, async () => {
      const page = await is_whole(width, colorScheme, address_of_page, name);
      const found = await page.evaluate(`[...document.querySelectorAll(
        "#who-sees-what svg, #flow svg, #ladder svg, #what-matters svg, #sweeps svg, #beliefs svg, #tree svg, #equilibria svg")].flatMap(${overlapping_texts})`);
      assert.deepEqual(found, []);
      const cut = await page.$$eval(".chart svg .mark-text text", (all) =>
        all.filter((text) => text.textContent.endsWith("…") ||
          text.getBoundingClientRect().right > text.closest("svg").getBoundingClientRect().right + 1)
          .map((text) => text.textContent));
      assert.deepEqual(cut, []);
      await page.close();
    });
  }
}

test("a comparison is one matrix: each answer of it stands once, with where it lies", async () => {
  const { page } = await open(1280, "light", nearly_nothing);
  const cells = await page.$$eval("#counterfactuals .matrix td", (all) => all.map((td) => td.querySelector(".value").textContent));
  assert.equal(cells.length, 4);
  assert.deepEqual([cells[0], cells[2]], ["0.5729", "0.5728"]);
  const summary = await page.$eval("#answers-in-short dd", (answer) => answer.textContent);
  assert.ok(!summary.includes("0.5729"));
  const places = await page.$$eval("#counterfactuals .dot", (all) => all.map((dot) => parseFloat(dot.style.left)));
  assert.ok(Math.abs(places[0] - places[2]) < 5, "0.0001 does not fill the scale");
  await page.close();
});

test("the story says how often when it comes to a step, and of all histories, and odds are numbers", async () => {
  const { page } = await open(1280, "light", rounds);
  const story = await page.$eval("#story", (section) => section.textContent);
  assert.match(story, /low round 1 \d+\.\d%, round 2 \d+\.\d% \(\d+\.\d% of all\)/);
  assert.match(story, /comes up in \d+\.\d% of all histories/);
  assert.match(story, /heard 25\.0% p_overheard_by_the_neighbours, lost 75\.0%/);
  await page.close();
});

test("the number of an option stands before how often it is taken", async () => {
  const { page } = await open(1280, "light", maps);
  assert.match(await page.$eval("#story", (section) => section.textContent), /fight “with all it has” = 1: \d+\.\d%/);
  assert.equal(await page.$eval("#sweeps h2", (title) => title.textContent), "When two numbers change");
  await page.close();
});

test("what is to be typed is set as code, and a remark that answers share stands once", async () => {
  const { page } = await open(1280, "light");
  const marks = await page.$$eval("section p, section li", (all) => all.map((e) => e.textContent).filter((text) => text.includes("`")));
  assert.deepEqual(marks, []);
  const remarks = await page.$$eval("#answers > ul li", (all) => all.map((e) => e.textContent));
  assert.equal(new Set(remarks).size, remarks.length);
  assert.ok(remarks.some((text) => /^R302: .* \(\d+ answers\)$/.test(text)), remarks.join("\n"));
  await page.close();
});

test("the certificate is one sentence, its numbers are folded", async () => {
  const { page } = await open(1280, "light", rounds);
  assert.equal((await page.$$("header .lead")).length, 1);
  assert.match(await page.$eval("header .lead", (p) => p.textContent), /of what is at stake\.$/);
  assert.equal(await page.$eval("header details", (details) => details.open), false);
  await page.close();
});

test("small boxes of the flow are listed beside it", async () => {
  const { page } = await open(390, "light");
  const listed = await page.$eval("#flow .beside", (list) => list.textContent);
  assert.match(listed, /Iran\.raid: hold 0\.68%/);
  await page.close();
});

for (const [name, address_of_page] of Object.entries({ solved, game })) {
  test(`the page ${name} has every information set, and finds those that hold all words`, async () => {
    const { page, complaints } = await open(1280, "light", address_of_page);
    const sets = () => page.$$eval("#strategies tbody:has(th.group)", (all) => all.filter((e) => e.checkVisibility()).length);
    const all = await sets();
    assert.equal(all, name === "game" ? 3 : 10);
    const first = await page.$eval("#strategies th.group", (head) => head.textContent);
    assert.match(first, /reached .*%, gain /);
    await page.fill("#strategies input", name === "game" ? "meet" : "round 2 closed");
    const found = await sets();
    assert.ok(found > 0 && found < all, `${found} of ${all}`);
    assert.match(await page.$eval("#strategies [role=status]", (status) => status.textContent), new RegExp(`^${found} `));
    await page.fill("#strategies input", "");
    assert.equal(await sets(), all);
    assert.deepEqual(complaints, []);
    await page.close();
  });
}

test("a decision of the story leads to what is chosen where, which is folded until then", async () => {
  const { page, complaints } = await open(1280, "light", rounds);
  const heads = () => page.$$eval("#strategies tbody:has(th.group)", (all) =>
    all.filter((e) => e.checkVisibility()).map((e) => e.querySelector("th.group").textContent));
  assert.deepEqual(await heads(), []);
  const links = await page.$$("#story a[data-seeks]");
  assert.ok(links.length > 1);
  for (const link of links) {
    const sought = await link.getAttribute("data-seeks");
    await link.click();
    const found = await heads();
    assert.ok(found.length > 0, sought);
    const move = sought.slice(1);
    for (const head of found) assert.ok(head.startsWith(move) && !/\w/.test(head.charAt(move.length)), `${head} for ${sought}`);
  }
  assert.deepEqual(complaints, []);
  await page.close();
});

test("the table of what gets through is whole on a telephone, its bars and titles with it", async () => {
  for (const width of [360, 420]) {
    const { page } = await open(width, "light");
    const tables = await page.$$eval("#raids .scroll", (all) => all.map((e) => e.scrollWidth - e.clientWidth));
    assert.ok(tables.length > 0);
    for (const cut of tables) assert.ok(cut <= 0, `${cut} pixels are cut off at ${width}`);
    const bars = await page.$$eval("#raids .levels", (all) => all.map((e) => e.getBoundingClientRect().width));
    assert.ok(bars.every((wide) => wide > 50));
    await page.close();
  }
});

test("every chart shows its specification when asked how it was computed", async () => {
  const { page, complaints } = await open(800, "light");
  const count = await page.$$eval("[data-specification]", (all) => {
    for (const pre of all) pre.closest("details").open = true;
    return all.length;
  });
  await page.waitForFunction(() => [...document.querySelectorAll("[data-specification]")].every((pre) => pre.textContent));
  assert.ok(count > 0);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("what is folded is drawn when it is opened, and not before", async () => {
  const { page, complaints } = await open(1280, "light", rounds);
  const drawn = () => page.$eval("#tree [data-chart]", (chart) => chart.dataset.drawn ?? "no");
  assert.equal(await drawn(), "no");
  await page.click("#tree summary");
  await page.waitForSelector("#tree [data-drawn] svg", { timeout: patience });
  assert.deepEqual(complaints, []);
  await page.close();
});

// What a button of a figure saves, as it is called and as bytes.
async function saved(page, figure, as) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(`${figure} [data-save=${as}]`)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

for (const [colorScheme, ink, paper] of [["light", "rgb(27, 31, 36)", "rgb(255, 255, 255)"], ["dark", "rgb(228, 232, 237)", "rgb(20, 23, 27)"]]) {
  test(`a picture is saved as it stands in ${colorScheme}, as SVG and PNG, with a name that speaks`, async () => {
    const { page, complaints } = await open(1000, colorScheme, rounds);
    const svg = await saved(page, "#flow", "svg");
    assert.match(svg.name, /^[a-z0-9-]+-how-play-goes-step-by-step\.svg$/);
    const text = svg.bytes.toString("utf8");
    assert.ok(!text.includes("=\"currentColor\""));
    assert.ok(text.includes(ink) && text.includes(paper), "the page's colours");
    assert.match(text, /<title[^>]*>How play goes, step by step<\/title>/);
    assert.match(text, /<desc[^>]*>Flow of play/);
    const png = await saved(page, "#flow", "png");
    assert.deepEqual([...png.bytes.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join(""), "PNG");
    const width = await page.$eval("#flow svg", (drawing) => Number(drawing.getAttribute("width")));
    assert.equal(png.bytes.readUInt32BE(16), 2 * width);
    assert.deepEqual(complaints.filter((one) => !one.startsWith("asked for blob:")), []);
    await page.close();
  });
}

test("the data of every picture are saved as the table has them", async () => {
  const { page } = await open(1000, "light", rounds);
  for (const key of await page.$$eval("main > section > .figures > figure", (all) => all.map((figure) => figure.id))) {
    const { name, bytes } = await saved(page, `#${key}`, "csv");
    assert.match(name, /\.csv$/);
    const rows = await page.$eval(`#${key} > details table`, (table) => [...table.rows].filter((row) => !row.querySelector("th.group")).length);
    assert.equal(bytes.toString("utf8").split("\r\n").length - 1, rows, key);
  }
  const flow = (await saved(page, "#flow", "csv")).bytes.toString("utf8");
  assert.ok(flow.startsWith("step,moved by,value,when it comes to it,of all histories\r\n"), flow.slice(0, 80));
  await page.close();
});

test("a folded tree is looked into by buttons and keys, and stays within its ends", async () => {
  const { page, complaints } = await open(1000, "light", solved);
  await unfold(page);
  const looked = () => page.evaluate(() => {
    const view = demarchePage.viewOf(document.querySelector("#fold [data-chart]"));
    return [view.signal("from"), view.signal("to")];
  });
  assert.deepEqual(await looked(), [0, 1]);
  await page.click("#fold [data-look=in]");
  assert.deepEqual(await looked(), [0.25, 0.75]);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await looked(), [0.5, 1]);
  await page.keyboard.press("0");
  assert.deepEqual(await looked(), [0, 1]);
  await page.keyboard.press("-");
  assert.deepEqual(await looked(), [0, 1]);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("who sees what has a mark for everybody who does, and none for others", async () => {
  const { page } = await open(1000, "light", rounds);
  const seen = await page.$$eval("#sight > details tbody td", (cells) => cells.filter((cell) => cell.textContent === "sees").length);
  const acts = await page.$$eval("#sight > details tbody td", (cells) => cells.filter((cell) => cell.textContent === "acts").length);
  const marks = await page.$$eval("#sight .mark-symbol path", (all) => all.map((path) => path.getAttribute("aria-label")));
  assert.ok(seen > 0 && acts > 0);
  assert.equal(marks.filter((label) => label.includes("what: sees")).length, seen);
  assert.equal(marks.filter((label) => label.includes("what: acts") && !label.includes("who: chance")).length, acts);
  await page.close();
});

test("several equilibria stand side by side where they differ", async () => {
  const { page } = await open(1000, "light", several);
  const titles = await page.$$eval("#equilibria figcaption", (all) => all.map((title) => title.textContent));
  assert.ok(titles.length > 0 && titles.every((title) => title.endsWith("under each equilibrium")), titles.join());
  await page.close();
});

// No fault that axe-core calls serious or critical, with everything unfolded.
const pages_to_hold = { april: address, studied, several, living: pathToFileURL(living).href };
for (const [name, address_of_page] of Object.entries(pages_to_hold)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe-core finds no serious fault of the page ${name} in ${colorScheme}`, async () => {
      const { page } = await open(1000, colorScheme, address_of_page);
      if (readFileSync(living, "utf8").includes("id=\"engine\"") && name === "living")
        await page.waitForSelector("html[data-engine=ready]", { timeout: patience });
      await unfold(page);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      const faults = violations.filter(({ impact }) => ["serious", "critical"].includes(impact))
        .map(({ id, nodes }) => `${id}: ${nodes.length}, ${nodes[0].html.slice(0, 120)}`);
      assert.deepEqual(faults, []);
      await page.close();
    });
  }
}

test("headings go down one level at a time and every table has heads", async () => {
  const { page } = await open(800, "light");
  const levels = await page.$$eval("h1,h2,h3,h4", (all) => all.map((h) => Number(h.tagName[1])));
  assert.equal(levels[0], 1);
  levels.forEach((level, i) => assert.ok(i === 0 || level <= levels[i - 1] + 1));
  assert.ok(await page.$$eval("table", (all) => all.every((table) => table.querySelector("th[scope=col]"))));
  await page.close();
});

test("the page's policy stops scripts that are not its own, and loading", async () => {
  const { page } = await open(800, "light");
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.stranger = true";
    document.body.append(script);
    return window.stranger === true;
  });
  assert.equal(ran, false);
  await assert.rejects(page.evaluate(() => fetch("data:,x").then((r) => r.text())));
  await page.close();
});
