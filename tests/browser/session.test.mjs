// A session of three browsers at `demarche studio`: whoever leads begins it in the page, three people take seats by their codes
// and play to the end. What each seat is sent is held against the log: nothing that its actor has not seen.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { chromium } from "playwright-core";

const patience = Number(process.env.DEMARCHE_PATIENCE ?? 300_000);  // milliseconds: only what hangs takes so long
const program = process.env.DEMARCHE ?? "build/release/demarche";
const screenshots = process.env.DEMARCHE_SCREENSHOTS;
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const people = ["Iran", "US", "Israel"];
let browser, studio, folder, leader, players;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "session-"));
  if (screenshots) mkdirSync(screenshots, { recursive: true });
  copyFileSync("examples/april2024.crisis", join(folder, "april.crisis"));
  studio = spawn(program, ["studio", join(folder, "april.crisis"), "--players", "127.0.0.1"]);
  [leader, players] = await Promise.all([studio.stdout, studio.stderr].map((pipe) => new Promise((resolve) => {
    let said = "";
    pipe.on("data", (bytes) => { said += bytes; const found = said.match(/http:\S+/); if (found) resolve(found[0]); });
  })));
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, timeout: patience,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
});
after(async () => {
  await browser?.close();
  studio?.kill("SIGINT");
  rmSync(folder, { recursive: true, force: true });
});

async function opened(address, complaints) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(new URL(address).origin) && !/^(data|blob):/.test(url)) complaints.push(`asked for ${url}`);
  });
  return page;
}

// All that a seat is sent: replies as text, and what comes through its stream of events.
async function heard_by(page) {
  const heard = { replies: [], events: [], waiting: [] };
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  wire.on("Network.eventSourceMessageReceived", ({ eventName, data }) => heard.events.push([eventName, data]));
  page.on("response", (response) => {
    const path = new URL(response.url()).pathname;
    if (path.endsWith("/events") || !/^\/(join|seat)/.test(path)) return;
    heard.waiting.push(response.text().then((text) => heard.replies.push(text), () => {}));
  });
  return heard;
}

async function hasNoSeriousFault(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes[0].html]), []);
}
const photographed = (page, name) => (screenshots ? page.screenshot({ path: join(screenshots, `${name}.png`) }) : null);

async function sit(code, complaints) {
  const page = await opened(players, complaints);
  const heard = await heard_by(page);
  await page.goto(players);
  await page.waitForSelector(".join input");
  await page.fill(".join input", code);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".seat");
  return { page, heard };
}

// Chooses where somebody is asked, until everybody looks back.
async function play_on(seats) {
  for (;;) {
    let done = 0;
    for (const { page } of Object.values(seats)) {
      if (await page.locator(".debrief").count()) { ++done; continue; }
      // In one stroke, since what is shown may be another a moment later.
      await page.evaluate(() => {
        const belief = document.querySelector(".belief-asked input");
        if (belief) [belief.value, belief.dispatchEvent(new Event("input", { bubbles: true }))];
        const options = document.querySelectorAll(".option:not(:disabled)");
        (options[1] ?? options[0])?.click();
      });
    }
    if (done === Object.keys(seats).length) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test("three people play April 2024 from three browsers, and none is sent what its actor has not seen", async () => {
  const complaints = [];
  const lead = await opened(leader, complaints);
  await lead.goto(`${leader}#play`);
  await lead.waitForSelector(".together fieldset input");
  await lead.fill(".together input[type=number]", "7");
  await hasNoSeriousFault(lead);
  await lead.click("text=Begin a session");
  await lead.waitForSelector(".together .code");
  const codes = Object.fromEntries(await lead.$$eval(".together tbody tr:has(.code)", (rows) => rows.map((row) => [row.querySelector("th").textContent, row.querySelector(".code").textContent])));
  assert.deepEqual(Object.keys(codes).sort(), [...people].sort());
  assert.equal(await lead.textContent(".together .players"), players);
  await hasNoSeriousFault(lead);

  const seats = {};
  for (const person of people) seats[person] = await sit(codes[person], complaints);
  await lead.waitForFunction(() => !document.querySelector(".together table").textContent.includes("not here yet"));
  await photographed(lead, "leader");
  await photographed(seats.Iran.page, "seat");
  await hasNoSeriousFault(seats.Iran.page);
  const before_reload = await seats.US.page.textContent(".seat");
  await seats.US.page.reload();
  await seats.US.page.waitForSelector(".seat");
  assert.equal(await seats.US.page.textContent(".seat"), before_reload, "a reload comes back to where it was");

  await play_on(seats);
  await photographed(seats.Israel.page, "debrief");
  await lead.waitForFunction(() => document.querySelector(".together [role=status]").textContent.includes("over"));
  await hasNoSeriousFault(seats.Israel.page);
  const mine = await seats.Israel.page.$$eval(".timeline li", (rows) => rows
    .filter((row) => [...row.querySelectorAll(".tag")].some((tag) => tag.textContent === "you")).map((row) => row.querySelector("code").textContent));
  assert.deepEqual(mine, ["Israel.response"], "what others chose is not called its own");

  const [log, id] = await lead.evaluate(async () => {
    const link = document.querySelector(".together a[download$=jsonl]");
    return [await (await fetch(link.href)).text(), link.download];
  });
  assert.match(id, /^session-\w+\.jsonl$/);
  const steps = log.trim().split("\n").map((line) => JSON.parse(line)).filter(({ event }) => event === "step");
  assert.deepEqual([...new Set(steps.filter(({ by }) => by === "person").map(({ who }) => who))].sort(), [...people].sort(), "all chose");
  assert.ok(steps.some((step) => step.never_seen_by.length > 0), "there is something to hide");
  for (const person of people) {
    const { heard } = seats[person];
    await Promise.all(heard.waiting);
    const views = heard.replies.map((text) => JSON.parse(text)).filter((view) => view.seat === person && !view.over);
    assert.ok(views.length >= 2, person);
    const may_see = new Set(steps.filter((step) => !step.never_seen_by.includes(person)).map(({ what, value }) => `${what}=${value}`));
    for (const view of views) {
      assert.ok(!("debrief" in view) || view.debrief === null);
      for (const { what, value } of view.seen) assert.ok(may_see.has(`${what}=${value}`), `${person} was told ${what}=${value}`);
      for (const { name } of view.you_are) assert.ok(name.startsWith(`${person}.`), `${person} was told ${name}`);
    }
    const others = people.filter((other) => other !== person).map((other) => codes[other]);
    for (const code of others) assert.ok(!heard.replies.some((text) => text.includes(code)), "no code of another");
    for (const [name, data] of heard.events) assert.deepEqual([name, Object.keys(JSON.parse(data))], ["turn", ["turn"]]);
  }

  const kept = join(folder, "log.jsonl");
  writeFileSync(kept, log);
  const csv = execFileSync(program, ["play", join(folder, "april.crisis"), "--resume", kept, "--csv"], { encoding: "utf8" });
  assert.equal(csv.trim().split("\n").length, 1 + steps.length);

  await lead.reload();
  await lead.waitForSelector(".together .code");
  await lead.click("text=End the session");
  await lead.click("text=End it for everybody?");
  await lead.waitForFunction(() => document.querySelector(".together [role=status]").textContent.includes("ended"));
  assert.deepEqual(complaints, []);
});

test("whoever has no code of this session sits nowhere", async () => {
  const page = await opened(players, []);
  await page.goto(players);
  await page.waitForSelector(".join input");
  await hasNoSeriousFault(page);
  await page.fill(".join input", "AAAAAAAA");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".join .error").textContent.includes("No seat has this code"));
});

test("a whole game alone, as each of the three", async () => {
  const complaints = [];
  const page = await opened(leader, complaints);
  await page.goto(`${leader}#play`);
  for (const person of people) {
    await page.waitForSelector(".play-set-up option", { state: "attached" });
    await page.selectOption(".play-set-up select", person);
    await page.click(".play-set-up button:text-is('Play')");
    await page.waitForSelector("#play .seat, #play .debrief");
    await play_on({ [person]: { page } });
    assert.match(await page.textContent("#play .debrief"), /You got/);
    const mine = await page.$$eval("#play .timeline li", (rows) => rows
      .filter((row) => [...row.querySelectorAll(".tag")].some((tag) => tag.textContent === "you")).map((row) => row.querySelector("code").textContent));
    assert.ok(mine.every((what) => what.startsWith(`${person}.`)), `${person} chose ${mine}`);
    await page.click("text=Another seat");
  }
  assert.deepEqual(complaints, []);
});
