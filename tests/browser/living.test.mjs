// Opens living report pages from disk with all network cut off: their numbers follow what is moved, as the program itself
// would answer, and come back as they were published.
import assert from "node:assert/strict";
import { readFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { living_page, living_page_later, static_page } from "./page_under_test.mjs";

const patience = 600_000;  // milliseconds: only what hangs takes so long, on a busy machine, too
const num_changes = Number(process.env.DEMARCHE_CHANGES ?? 100);  // 1,000 in `make check`
const screenshots = process.env.DEMARCHE_SCREENSHOTS;
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--js-flags=--expose-gc"];
const starter = "examples/starter.crisis";
const april = "examples/april2024.crisis";
const april_page = living_page_later(april);  // takes seconds, beside the other tests
let browser, context;

before(async () => {
  if (screenshots) mkdirSync(screenshots, { recursive: true });
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: flags, timeout: patience });
  context = await browser.newContext({ offline: true });
  context.setDefaultTimeout(patience);
});
after(async () => { await browser?.close(); });

async function open(file, { width = 1280, prepare = null, colorScheme = "light" } = {}) {
  const page = await context.newPage();
  const complaints = [];
  const address = pathToFileURL(file).href;
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith("data:") && !url.startsWith("blob:")) complaints.push(`asked for ${url}`);
  });
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 900 });
  if (prepare) await page.addInitScript(prepare);
  await page.goto(address);
  await page.waitForSelector("html[data-engine][data-ready]", { timeout: patience });
  return { page, complaints };
}

const state = (page) => page.$eval("#living", (panel) => panel.dataset.state);
const reaches = (page, wanted) =>
  page.waitForFunction((one) => document.querySelector("#living").dataset.state === one, wanted, { timeout: patience });
const move = (page, name, value) => page.$eval("#living", (panel, [one, at]) => {
  panel.querySelector("details").open = true;
  const row = [...panel.querySelectorAll(".living-number")].find((each) => each.querySelector("code").textContent === one);
  const field = row.querySelector("input");
  field.value = at;
  field.dispatchEvent(new Event("input"));
}, [name, value]);
// How many workers the page has made.
const counting_workers = () => {
  window.numWorkers = 0;
  window.Worker = class extends window.Worker { constructor(...given) { super(...given); window.numWorkers += 1; } };
};
const stop = (page) => page.evaluate(() => new Promise((resolve) => {
  const begun = performance.now();
  const panel = document.querySelector("#living");
  new MutationObserver(() => { if (panel.dataset.state === "stopped") resolve(performance.now() - begun); })
    .observe(panel, { attributes: true });
  [...panel.querySelectorAll("button")].find((button) => button.textContent === "Stop").click();
}));
const differing = (page) => page.$$eval(".differs", (all) => all.length);

// The words of all sections: of the page, or of the HTML of another.
function words_of(html) {
  const here = html ? new DOMParser().parseFromString(html, "text/html") : document;
  const sections = [...here.querySelectorAll("main > section")].map((section) => {
    const copy = section.cloneNode(true);
    copy.querySelectorAll("[data-chart], .living-menu, pre, .seeker").forEach((element) => element.remove());
    return [section.id, copy.textContent.replace(/\s+/g, " ").trim()];
  });
  const header = [...here.querySelectorAll("header > p")].map((p) => p.textContent).join(" ");
  return { header, sections: Object.fromEntries(sections) };
}
const words_here = (page) => page.evaluate(`(${words_of})(null)`);
const words_in = (page, file) => page.evaluate(`(${words_of})(${JSON.stringify(readFileSync(file, "utf8"))})`);

async function says_what_the_program_says(page, ...options) {
  const [here, native] = [await words_here(page), await words_in(page, static_page(...options))];
  assert.deepEqual(Object.keys(here.sections), Object.keys(native.sections));
  for (const key of Object.keys(native.sections)) assert.equal(here.sections[key], native.sections[key], key);
  assert.equal(here.header, native.header);
}

test("native and page give the same answers, and the published ones come back", async () => {
  const { page, complaints } = await open(living_page(starter));
  const published = await words_here(page);
  assert.equal(await page.getAttribute("html", "data-engine"), "ready");
  assert.equal(await differing(page), 0);
  await move(page, "war", 1.25);
  await reaches(page, "all");
  assert.notDeepEqual(await words_here(page), published);
  await says_what_the_program_says(page, starter, "--set", "war=1.25");
  assert.ok(await differing(page) > 5, "what differs is marked");
  const marked = await page.$eval("#answers-in-short .differs", (element) => [element.textContent, element.title]);
  assert.match(marked[1], /^as published: /);
  assert.ok(!marked[1].endsWith(marked[0]), "and says what was published");
  assert.match(await page.textContent("#living [role=status]"), /[Cc]hecked/, "with its certificate");
  await page.waitForFunction(() => document.querySelectorAll(".stale").length === 0);
  assert.ok(await page.$$eval("figure.differs [data-chart] svg", (all) => all.length) > 0, "drawings follow");
  const flow = await page.textContent("#flow svg");
  const story = await page.textContent('#story [data-supposed="A.demand is challenge"] ~ strong');
  assert.ok(flow.includes(`challenge ${story}`), `${story} stands in the drawing, too: ${flow}`);
  await page.click("#living button:has-text('As published')");
  assert.equal(await state(page), "published");
  assert.deepEqual(await words_here(page), published);
  assert.equal(await differing(page), 0);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("what is typed on the command line is asked again, and numbers that were set are published ones", async () => {
  const options = ["P(A.end is fight)", "rank parameters for P(B.answer is resist)", "--set", "prize=1.5", "--precision", "6"];
  const { page } = await open(living_page(starter, ...options));
  const published = await words_here(page);
  await move(page, "war", 1.75);
  await reaches(page, "all");
  await says_what_the_program_says(page, starter, ...options, "--set", "war=1.75");
  await page.click("#living button:has-text('As published')");
  assert.deepEqual(await words_here(page), published);
  await page.close();
});

test("kinds of questions that were left out stay so", async () => {
  const { page } = await open(living_page(starter, "--without", "sweep"));
  await move(page, "war", 1.25);
  await reaches(page, "all");
  await says_what_the_program_says(page, starter, "--without", "sweep", "--set", "war=1.25");
  assert.ok(!(await page.textContent("#answers-in-short")).includes("sweep"));
  await page.close();
});

test("a step of the story is evidence, or is forced, and stops to be either", async () => {
  const { page, complaints } = await open(living_page(starter));
  const published = await words_here(page);
  const value = (text) => page.locator(`#story [data-supposed="${text}"]`);
  await value("A.demand is challenge").click();
  await page.click(".living-menu button:has-text('given')");
  await reaches(page, "all");
  await says_what_the_program_says(page, starter, "--given", "A.demand is challenge");
  await page.click("#living .chip");
  await reaches(page, "published");
  assert.deepEqual(await words_here(page), published);
  await value("B.answer is resist").press("Enter");
  await page.click(".living-menu button:has-text('force')");
  await reaches(page, "all");
  await says_what_the_program_says(page, starter, "--forcing", "B.answer to resist");
  assert.deepEqual(complaints, []);
  await page.close();
});

test("variants are switched", async () => {
  const model = "examples/october2024.crisis";
  const { page, complaints } = await open(living_page(model));
  await page.selectOption("#living select[name=variant]", "unaided");
  await reaches(page, "all");
  await says_what_the_program_says(page, model, "--variant", "unaided");
  await page.selectOption("#living select[name=variant]", "");
  await reaches(page, "published");
  assert.deepEqual(complaints, []);
  await page.close();
});

test("equilibria are switched", async () => {
  const model = "examples/alliance.crisis";
  const { page, complaints } = await open(living_page(model, "--precision", "10"));
  await page.click("#living button:has-text('Look for other equilibria')");
  await page.waitForSelector("#living select[name=equilibrium]");
  assert.ok(await page.$$eval("#living select[name=equilibrium] option", (all) => all.length) > 1);
  await page.selectOption("#living select[name=equilibrium]", "2");
  await reaches(page, "all");
  await says_what_the_program_says(page, model, "--precision", "10", "--equilibrium", "2");
  assert.deepEqual(complaints, []);
  await page.close();
});

test("from another equilibrium that was published the page goes back to the first, where starts are of no use", async () => {
  const model = "examples/alliance.crisis";
  const first = await open(living_page(model, "--precision", "10"));
  const { page } = await open(living_page(model, "--precision", "10", "--equilibrium", "2", "--starts", "7"));
  const answers = (one) => one.$eval("#answers-in-short", (section) => section.innerText);
  assert.notEqual(await answers(page), await answers(first.page));
  await page.click("#living button:has-text('Look for other equilibria')");
  await page.waitForSelector("#living select[name=equilibrium]");
  await page.selectOption("#living select[name=equilibrium]", "1");
  await reaches(page, "all");
  assert.equal(await answers(page), await answers(first.page));
  await first.page.close();
  await page.close();
});

test("keys move a slider, and no text of a model becomes a part of the page", async () => {
  const file = living_page("tests/browser/hostile.crisis");
  const { page, complaints } = await open(file);
  await page.$eval("#living details", (details) => { details.open = true; });
  const slider = page.locator("#living input[type=range]");
  await slider.focus();
  await page.keyboard.press("PageUp");
  await reaches(page, "all");
  assert.notEqual(await slider.inputValue(), "1");
  assert.equal(await page.evaluate("window.stranger"), undefined);
  assert.equal(await page.$$eval("main img, main b", (all) => all.length), 0);
  assert.match(await page.textContent("h1"), /<\/script>/);
  await says_what_the_program_says(page, "tests/browser/hostile.crisis", "--set", `worth=${await slider.inputValue()}`);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("without JavaScript, and with --static, the page is read as it stands", async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false, offline: true });
  const page = await plain.newPage();
  await page.goto(pathToFileURL(living_page(starter)).href);
  assert.match(await page.textContent("#answers-in-short"), /P\(A\.end is fight\)\s*29\.3%/);
  assert.equal(await page.$("#living"), null);
  await plain.close();
  const without = readFileSync(static_page(starter), "utf8");
  assert.ok(!without.includes('id="engine"') && !without.includes("wasm-unsafe-eval"));
  assert.ok(without.length < 700_000, `${without.length} bytes`);
});

test("where no worker is to be had the page itself reckons", async () => {
  const noWorker = () => { window.Worker = class { constructor() { throw new Error("refused"); } }; };
  const { page } = await open(living_page(starter), { prepare: noWorker });
  await move(page, "war", 1.25);
  await reaches(page, "all");
  await says_what_the_program_says(page, starter, "--set", "war=1.25");
  await page.close();
});

test("a stop ends the worker of an engine that cannot pause, and another goes on", async () => {
  const cannot_pause = () => {
    window.Blob = class extends window.Blob {
      constructor(parts, options) {
        super(options?.type === "text/javascript" ? ["delete WebAssembly.Suspending;", ...parts] : parts, options);
      }
    };
    window.numWorkers = 0;
    const given = window.Worker.prototype.postMessage;
    window.Worker = class extends window.Worker {
      constructor(...all) { super(...all); window.numWorkers += 1; }
      postMessage(message) { if (message.request?.set?.war !== 1.5) given.call(this, message); }
    };
  };
  const { page } = await open(living_page(starter), { prepare: cannot_pause });
  await page.waitForFunction(() => document.querySelector("#living").dataset.slopes === "known");
  await move(page, "war", 1.5);
  await stop(page);
  assert.equal(await page.evaluate("window.numWorkers"), 2);
  await move(page, "war", 1.25);
  await reaches(page, "all");
  await says_what_the_program_says(page, starter, "--set", "war=1.25");
  await page.close();
});

test("where WebAssembly is missing the page stays as it is published, and says so", async () => {
  const { page } = await open(living_page(starter), { prepare: () => { delete window.WebAssembly; } });
  assert.equal(await page.getAttribute("html", "data-engine"), "none");
  assert.match(await page.textContent("#living"), /cannot be changed here/);
  assert.match(await page.textContent("#answers-in-short"), /29\.3%/);
  await page.close();
});

test("what is not solved in time is said, and the linear answer stands there, marked as such", async () => {
  const slowly = () => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message) {
      setTimeout(() => post.call(this, message), message.request?.set?.war === 1.52 ? 2000 : 0);
    };
  };
  const { page } = await open(living_page(starter), { prepare: slowly });
  await page.waitForFunction(() => document.querySelector("#living").dataset.slopes === "known");
  await move(page, "war", 1.52);
  await reaches(page, "slow");
  const said = await page.textContent(".living-linear");
  const linear = Number(/P\(A\.end is fight\)≈ ([\d.]+)% \(linear\)/.exec(said)?.[1]);
  assert.match(said, /Not solved/);
  await reaches(page, "all");
  assert.equal(await page.$eval(".living-linear", (element) => element.hidden), true);
  const solved = Number(/P\(A\.end is fight\)\s*([\d.]+)%/.exec(await page.textContent("#answers-in-short"))[1]);
  assert.ok(Math.abs(linear - solved) < 0.2 && linear !== 29.27, `${linear}% and ${solved}%`);
  await page.close();
});

test("April 2024 is one file under 2.5 MB, follows its sliders, and stops at once", async () => {
  const file = await april_page;
  assert.ok(readFileSync(file).length <= 2_500_000, `${readFileSync(file).length} bytes`);
  const { page, complaints } = await open(file, { prepare: counting_workers });
  await move(page, "audience", 3);
  await page.waitForFunction(() => document.querySelector("#living").dataset.mostMs !== undefined, null, { timeout: patience });
  assert.equal(await page.$eval("#what-matters", (section) => section.classList.contains("old")), true,
    "what is not answered again is greyed");
  const stoppedMs = await stop(page);
  console.log(`headlines ${await page.$eval("#living", (p) => p.dataset.headlineMs)} ms, most ` +
    `${await page.$eval("#living", (p) => p.dataset.mostMs)} ms, stopped in ${stoppedMs.toFixed(0)} ms`);
  assert.ok(stoppedMs < 2000, `${stoppedMs} ms: far less than what was left to do`);
  assert.match(await page.textContent("#living [role=status]"), /Stopped/);
  assert.equal(await page.evaluate("window.numWorkers"), 1, "the engine heard of it, and keeps what it has solved");
  assert.deepEqual(complaints, []);
  await page.close();
});

for (const [width, colorScheme] of [[360, "dark"], [1280, "light"]]) {
  test(`a changed page is whole at ${width} pixels in ${colorScheme}`, async () => {
    const { page, complaints } = await open(living_page(starter), { width, colorScheme });
    await move(page, "war", 1.1);
    await reaches(page, "all");
    if (screenshots) await page.screenshot({ path: join(screenshots, `living-${width}-${colorScheme}.png`), fullPage: true });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `nothing sticks out to the right (by ${overflow} pixels)`);
    assert.ok(await page.$$eval("#living button, #living input, #living select, #story [data-supposed]", (all) =>
      all.every((one) => one.tabIndex >= 0)), "all of it is reached by keys");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.$eval("#living", (panel) => getComputedStyle(panel).display), "none");
    assert.deepEqual(complaints, []);
    await page.close();
  });
}

test(`${num_changes} changes leave no memory behind`, async () => {
  const { page } = await open(living_page("tests/browser/hostile.crisis"));
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  const used = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (name) => metrics.find((one) => one.name === name).value;
    return { heap: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners") };
  };
  // Each change is answered to its end before the next.
  const changes = (times) => page.evaluate((num) => new Promise((resolve) => {
    const panel = document.querySelector("#living");
    const field = panel.querySelector(".living-number input");
    let k = 0;
    const change = () => {
      field.value = 0.6 + (k++ % 100) / 100;
      field.dispatchEvent(new Event("input"));
    };
    const watch = new MutationObserver(() => {
      if (["solving", "slow", "headline", "most"].includes(panel.dataset.state)) return;
      if (k < num) { setTimeout(change); return; }
      watch.disconnect();
      resolve();
    });
    watch.observe(panel, { attributes: true, attributeFilter: ["data-state"] });
    change();
  }), times);
  await changes(50);
  const before_all = await used();
  await changes(num_changes);
  const after_all = await used();
  assert.ok(after_all.heap < before_all.heap + 500_000 + 2_500 * num_changes, "the heap does not grow");
  assert.ok(after_all.nodes < before_all.nodes * 1.5 + 500, "nor does the page");
  await page.close();
});
