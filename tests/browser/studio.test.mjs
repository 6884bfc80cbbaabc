// Opens the studio in Chromium: three doors, the text as the only truth, search by keys alone, files that others change,
// hostile texts. One server serves the folder as `tools/build_studio` makes it, the other has a file on disk.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { chromium } from "playwright-core";
import { served } from "./studio_under_test.mjs";

const patience = Number(process.env.DEMARCHE_PATIENCE ?? 300_000);  // milliseconds: only what hangs takes so long, on a busy machine, too
const screenshots = process.env.DEMARCHE_SCREENSHOTS;
const program = process.env.DEMARCHE ?? "build/release/demarche";
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const starter = readFileSync("examples/starter.crisis", "utf8");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
let browser, anywhere;

before(async () => {
  if (screenshots) mkdirSync(screenshots, { recursive: true });
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: flags, timeout: patience });
  anywhere = await served();
});
after(async () => { await browser?.close(); anywhere?.close(); });

const isExpected = (text) => text.includes("404 (Not Found)");  // no server behind the page: it looks, and lives without

function watched(page, address) {
  const complaints = [];
  page.setDefaultTimeout(patience);
  page.on("console", (message) => { if (["error", "warning"].includes(message.type()) && !isExpected(message.text())) complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) complaints.push(`asked for ${request.url()}`);
  });
  return complaints;
}

async function newContext({ width = 1280, colorScheme = "light", offers = null } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, acceptDownloads: true });
  if (offers) await context.addInitScript((name) => {
    if (!localStorage.getItem("demarche-studio")) localStorage.setItem("demarche-studio", JSON.stringify({ name: `${name}.crisis`, origin: `example:${name}` }));
  }, offers);
  return context;
}

async function opened(context, address, door = "analyst") {
  const page = await context.newPage();
  const complaints = watched(page, address);
  await page.goto(`${address}#${door}`);
  return { page, complaints };
}

async function open(options = {}) {
  const context = await newContext({ offers: "starter", ...options });
  const { page, complaints } = await opened(context, options.address ?? anywhere.address, options.door);
  if (options.waits !== false) await reaches(page, "ready");
  return { page, complaints, context };
}

const reaches = (page, state) => page.waitForFunction((wanted) => document.getElementById("status").dataset.state === wanted, state, { timeout: patience });
const says = (page, selector, words) => page.waitForFunction(([one, text]) => document.querySelector(one)?.textContent.includes(text), [selector, words], { timeout: patience });
const textIn = (page) => page.evaluate(() => document.getElementById("editor").shadowRoot.querySelector(".cm-content").cmTile.view.state.doc.toString());
const typed = async (page, from, to) => {
  await page.evaluate(([was, is]) => {
    const view = document.getElementById("editor").shadowRoot.querySelector(".cm-content").cmTile.view;
    const at = view.state.doc.toString().indexOf(was);
    view.dispatch({ changes: { from: at, to: at + was.length, insert: is }, userEvent: "input.type" });
  }, [from, to]);
};
const pasted = (page, text) => page.evaluate((whole) => {
  const view = document.getElementById("editor").shadowRoot.querySelector(".cm-content").cmTile.view;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: whole }, userEvent: "input.paste" });
}, text);

async function hasNoSeriousFault(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 160))]), []);
}

test("three doors by keys, each with an address, and none with a fault for those who do not see it", async () => {
  const { page, complaints, context } = await open();
  assert.match(await page.textContent("#analyst h1"), /A threat and an answer/);
  await hasNoSeriousFault(page);
  await page.focus("#door-analyst");
  await page.keyboard.press("ArrowLeft");
  assert.equal(new URL(page.url()).hash, "#theory");
  await says(page, "#theory .sets", "B.answer");
  await says(page, "#theory", "How the equilibrium was reached");
  await hasNoSeriousFault(page);
  await page.keyboard.press("ArrowLeft");
  assert.equal(new URL(page.url()).hash, "#play");
  await page.waitForSelector("#play .play-set-up option", { state: "attached" });
  await hasNoSeriousFault(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("answers are the program's, to the word", async () => {
  const { page, context } = await open();
  const told = execFileSync(program, ["ask", "examples/starter.crisis"], { encoding: "utf8" });
  const shown = await page.textContent("#analyst-answers-in-short");
  for (const share of ["29.3%", "59.0%", "41.0%", "39.2%", "57.5%"]) {
    assert.ok(told.includes(share) && shown.includes(share), share);
  }
  await says(page, "#analyst-answers", "sweep war from 1 to 2 in 5 steps");
  await context.close();
});

test("an error stands under its line and greys what was answered; mended, the answers are back", async () => {
  const { page, complaints, context } = await open();
  await typed(page, "payoff A:", "payof A:");
  await reaches(page, "errors");
  assert.match(await page.textContent("#status"), /line 22/);
  const story = page.locator("#analyst-story");
  assert.match(await story.getAttribute("data-old"), /^from \d.*before your edit$/);
  assert.ok(await story.evaluate((section) => section.classList.contains("old")));
  assert.match(await page.textContent("#analyst-answers-in-short"), /29\.3%/, "the last good answer stands");
  const note = page.locator("#editor .note-error");
  await note.waitFor();
  assert.match(await note.textContent(), /payof/);
  await note.locator("button").first().click();
  await reaches(page, "ready");
  assert.equal(await textIn(page), starter);
  assert.equal(await page.locator("#analyst .old").count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a slider edits its line, which is marked, and undo of the text takes it back", async () => {
  const { page, complaints, context } = await open();
  const slider = page.locator('[data-number="war"] input');
  await slider.focus();
  await page.keyboard.press("PageUp");
  assert.match(await textIn(page), /^parameter war {3}= 1\.6, 1 to 2/m);
  assert.match(await page.textContent("#editor .edited-line"), /parameter war/);
  const told = execFileSync(program, ["ask", "examples/starter.crisis", "--set", "war=1.6", "P(A.end is fight)"], { encoding: "utf8" });
  const share = /(\d+\.\d%)/.exec(told)[1];
  await says(page, "#analyst-answers-in-short", share);
  await page.click("#file-bar button[aria-label=Undo]");
  assert.equal(await textIn(page), starter);
  await says(page, '[data-number="war"] output', "1.5 ");
  await says(page, "#analyst-answers-in-short", "29.3%");
  assert.deepEqual(complaints, []);
  await context.close();
});

test("search finds a misspelt name, a question and an example by keys alone", async () => {
  const { page, complaints, context } = await open();
  await page.focus("#door-analyst");
  await page.keyboard.press("/");
  await page.keyboard.type("anwser");
  const first = page.locator("#found-things li").first();
  assert.match(await first.textContent(), /answer/);
  await hasNoSeriousFault(page);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.getElementById("search").open), false);
  await page.keyboard.press("/");
  await page.keyboard.type("stay_qiuet");
  await page.keyboard.press("Enter");
  const line = await page.evaluate(() => {
    const { state } = document.getElementById("editor").shadowRoot.querySelector(".cm-content").cmTile.view;
    return state.doc.lineAt(state.selection.main.head).text;
  });
  assert.match(line, /stay_quiet, challenge/);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("raid april");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".file-name").textContent === "april2024.crisis");
  assert.deepEqual(complaints, []);
  await context.close();
});

test("what is not saved survives a reload, and can be thrown away", async () => {
  const { page, context } = await open();
  await typed(page, "prize = 1 ", "prize = 1.25 ");
  await says(page, ".file-state", "kept");
  await page.reload();
  await page.waitForSelector('.notice[data-kind="restored"]');
  assert.match(await textIn(page), /prize = 1\.25/);
  await page.click('.notice[data-kind="restored"] button:has-text("Throw it away")');
  assert.equal(await textIn(page), starter);
  await context.close();
});

test("a file is saved, changed by others, offered and compared, and a second window is told", async () => {
  const server = await served(starter);
  const context = await newContext();
  const { page, complaints } = await opened(context, server.address);
  await reaches(page, "ready");
  await typed(page, "war   = 1.5", "war   = 1.7");
  await says(page, ".file-state", "not saved");
  await page.keyboard.press("Control+s");
  await says(page, ".file-state", "saved");
  await page.waitForFunction(() => !document.querySelector(".file-state").classList.contains("dirty"));
  assert.match(server.onDisk(), /war {3}= 1\.7/);

  server.write(starter.replace("prize = 1 ", "prize = 2 "));
  const bar = page.locator('.notice[data-kind="conflict"]');
  await bar.waitFor();
  assert.match(await textIn(page), /war {3}= 1\.7/, "nothing is put in its place unasked");
  await bar.locator("button:has-text('Compare')").click();
  assert.match(await page.textContent(".diff-theirs"), /prize = 2/);
  await page.click(".comparison button:has-text('Keep mine')");
  await page.keyboard.press("Control+s");
  await page.waitForFunction(() => !document.querySelector(".file-state").classList.contains("dirty"));
  assert.match(server.onDisk(), /war {3}= 1\.7/);

  server.write(starter);
  await bar.locator("button:has-text('Take theirs')").click();
  assert.equal(await textIn(page), starter);

  const other = await opened(context, server.address);
  await page.waitForSelector('.notice[data-kind="elsewhere"]');
  await other.page.waitForSelector('.notice[data-kind="elsewhere"]');
  assert.deepEqual(complaints, []);
  await context.close();
  server.close();
});

test("a save over what somebody else has saved meanwhile is refused, and offered", async () => {
  const server = await served(starter);
  const context = await newContext();
  const { page } = await opened(context, server.address);
  await reaches(page, "ready");
  await page.evaluate(() => { window.stop(); });
  await typed(page, "war   = 1.5", "war   = 1.7");
  await page.route("**/api/file", async (route) => {
    if (route.request().method() === "PUT") server.write(starter.replace("prize = 1 ", "prize = 3 "));
    await route.continue();
  });
  await page.keyboard.press("Control+s");
  await page.waitForSelector('.notice[data-kind="conflict"]');
  assert.match(server.onDisk(), /prize = 3/);
  assert.match(await textIn(page), /war {3}= 1\.7/);
  await context.close();
  server.close();
});

test("the theorist finds an information set, verifies, and takes the game along", async () => {
  const { page, complaints, context } = await open({ door: "theory" });
  await page.fill(".set-filter", "anwser");
  assert.match(await page.textContent(".sets tbody tr"), /^64\.1%B B\.answer/);
  await page.click(".sets tbody button");
  assert.match(await page.textContent(".set-beliefs"), /B believes of A\.resolve.*59\.0%/);
  await page.click("#theory button:has-text('Verify')");
  await says(page, ".verdict", "Verified");
  const [file] = await Promise.all([page.waitForEvent("download"), page.click("#theory button:has-text('.efg')")]);
  const told = execFileSync(program, ["export", "examples/starter.crisis", "--efg"], { encoding: "utf8" });
  assert.equal(readFileSync(await file.path(), "utf8"), told);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a player is asked for a belief, chooses, and looks back on the cards that were hidden", async () => {
  const { page, complaints, context } = await open({ door: "play", waits: false });
  await page.waitForSelector(".play-set-up option", { state: "attached" });
  await page.selectOption(".play-set-up select", "B");
  for (let k = 0; k < 12 && await page.locator(".option").count() === 0; ++k) {
    await page.click("#play button:has-text('Play'):visible");  // until A challenges
    await page.waitForSelector(".option, .debrief");
  }
  assert.match(await page.textContent(".seat"), /You are B/);
  assert.match(await page.textContent(".cannot-see"), /A\.resolve/);
  assert.match(await page.textContent(".seat-seen"), /challenge/);
  await hasNoSeriousFault(page);
  await page.focus(".belief-asked input");
  await page.keyboard.press("ArrowRight");
  await page.click('.option[data-option="resist"]');
  await page.waitForSelector(".debrief");
  const back = await page.textContent(".debrief");
  assert.match(back, /You got/);
  assert.match(back, /you held 51\.0% likely; by Bayes' rule/);
  assert.match(back, /A\.resolve (high|low).*hidden from you/);
  await hasNoSeriousFault(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("hostile texts run nothing, hang nothing, and are refused in the engine's words", async () => {
  const { page, complaints, context } = await open();
  await pasted(page, readFileSync("tests/browser/hostile.crisis", "utf8"));
  await says(page, "#analyst h1", "</script>");
  assert.equal(await page.evaluate("window.stranger"), undefined);
  assert.equal(await page.$$eval("#results img, #results b, #results script", (all) => all.length), 0);
  await page.focus("#door-analyst");
  await page.keyboard.press("/");
  await page.keyboard.type("onerror");
  assert.equal(await page.$$eval("#search img", (all) => all.length), 0);
  await page.keyboard.press("Escape");

  for (const text of ["(".repeat(200_000), "payoff A:\n    + ".concat("(".repeat(100_000)), `crisis "${"\u202e\u2066".repeat(50_000)}"\n`, `actor A${"\u0000\ufffd ".repeat(100_000)}`]) {
    await pasted(page, text);
    await reaches(page, "errors");
  }
  const wide = `crisis "large"\nactor A\n${Array.from({ length: 40 }, (_, k) => `stage "s${k}":\n    A chooses m${k}: a, b, c\n`).join("")}payoff A:\n    + 1 if A.m0 is a\nask P(A.m0 is a)\n`;
  await pasted(page, wide);
  await page.waitForFunction(() => /histories/.test(document.getElementById("status").textContent), null, { timeout: patience });
  await pasted(page, starter);
  await reaches(page, "ready");
  assert.match(await page.textContent("#analyst-answers-in-short"), /29\.3%/);
  assert.equal(await page.evaluate("window.stranger"), undefined);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("the text stands in a link, and whoever opens the link reads the same", async () => {
  const { page, context } = await open();
  await typed(page, "A threat and an answer", "Ein anderes Stück – שלום");
  await page.click("#file-bar button:has-text('Share')");
  await page.waitForFunction(() => location.hash.startsWith("#text="));
  const link = page.url();
  const text = await textIn(page);
  const elsewhere = await newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  await says(other, "#analyst h1", "Ein anderes Stück");
  assert.equal(await textIn(other), text);
  await elsewhere.close();
  await context.close();
});

for (const [width, colorScheme, offers] of [[360, "dark", "starter"], [1400, "light", "october2024"]]) {
  test(`the studio is whole at ${width} pixels in ${colorScheme}, and printed it is its results alone`, async () => {
    const { page, complaints, context } = await open({ width, colorScheme, offers });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(await overflow() <= 0, `nothing sticks out to the right (by ${await overflow()} pixels)`);
    await page.evaluate(() => document.querySelector("#analyst-flow").scrollIntoView());
    await page.waitForFunction(() => document.querySelector("#analyst-flow svg.marks") !== null);
    await page.evaluate(() => window.scrollTo(0, 0));
    if (screenshots) await page.screenshot({ path: join(screenshots, `studio-${width}-${colorScheme}.png`) });
    if (width < 400) {
      assert.equal(await page.isVisible("#editor"), false, "the text folds away");
      await page.click("#fold");
      assert.equal(await page.isVisible("#editor"), true);
      assert.ok(await overflow() <= 0);
    }
    await hasNoSeriousFault(page);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.isVisible("#the-text"), false);
    assert.equal(await page.isVisible("#bar"), false);
    assert.equal(await page.isVisible("#analyst-story"), true);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test("a stop is heard while a game is solved, and what was answered stays", async () => {
  const { page, complaints, context } = await open({ offers: "april2024", waits: false });
  await says(page, "#analyst-answers-in-short", "0.44%");
  await page.waitForFunction(() => document.getElementById("halt").hidden === false);
  const stoppedMs = await page.evaluate(() => new Promise((resolve) => {
    const begun = performance.now();
    const status = document.getElementById("status");
    new MutationObserver(() => { if (status.dataset.state === "stopped") resolve(performance.now() - begun); }).observe(status, { attributes: true });
    document.getElementById("halt").click();
  }));
  console.log(`stopped in ${stoppedMs.toFixed(0)} ms`);
  assert.ok(stoppedMs < 1500, `${stoppedMs} ms`);
  assert.match(await page.textContent("#analyst-answers-in-short"), /0\.44%/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("the folder holds what it needs and no more", () => {
  const folder = process.env.DEMARCHE_STUDIO ?? "build/release/studio";
  for (const name of ["index.html", "player.html", "studio.js", "player.js", "studio.css", "report.css", "report.js", "charts.js", "engine_worker.js", "language_worker.js", "examples.json", "engine.wasm.gz"])
    assert.ok(existsSync(join(folder, name)), name);
  for (const name of ["index.html", "player.html"]) assert.ok(!/<script>|<style|style="|\son\w+="/.test(readFileSync(join(folder, name), "utf8")), `${name}: nothing inline`);
});
