// How long a living page takes to answer again, in Chromium: medians over 100 moves of a slider, the first answer after opening,
// and how soon a stop is heard. Times of the clock say something on a machine that does nothing else; beside them stands the
// processor time of all processes of the browser.
//
//   [MOVES=100] taskset -c 0 node bench/living.mjs DEMARCHE [MODEL] [PARAMETER LOW HIGH]
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [demarche, model = "examples/april2024.crisis", parameter = "audience", low = "1", high = "3.5"] = process.argv.slice(2);
const numMoves = Number(process.env.MOVES ?? 100);
const folder = mkdtempSync(join(tmpdir(), "demarche-living-"));
const file = join(folder, "page.html");
execFileSync(demarche, ["ask", model, "--html", file], { stdio: "ignore" });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const session = await browser.newBrowserCDPSession();
const page = await browser.newPage();
page.setDefaultTimeout(600_000);
// Milliseconds of processor time since the browser began.
async function busy() {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  return 1000 * processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];

// Milliseconds until the page has come to each of the states, since the number was moved.
const move = (value, states) => page.evaluate(([name, at, awaited]) => new Promise((resolve) => {
  const panel = document.querySelector("#living");
  const row = [...panel.querySelectorAll(".living-number")].find((one) => one.querySelector("code").textContent === name);
  const field = row.querySelector("input");
  const begun = performance.now();
  const times = [];
  const watch = new MutationObserver(() => {
    if (panel.dataset.state === awaited[times.length]) times.push(performance.now() - begun);
    if (times.length < awaited.length) return;
    watch.disconnect();
    resolve(times);
  });
  watch.observe(panel, { attributes: true });
  field.value = at;
  field.dispatchEvent(new Event("input"));
}), [parameter, value, states]);

// The engine is at rest before the next move, so that nothing of the last one is measured.
async function stop() {
  const took = await page.evaluate(() => new Promise((resolve) => {
    const panel = document.querySelector("#living");
    const begun = performance.now();
    const watch = new MutationObserver(() => {
      if (!["stopped", "all"].includes(panel.dataset.state)) return;
      watch.disconnect();
      resolve(performance.now() - begun);
    });
    watch.observe(panel, { attributes: true });
    [...panel.querySelectorAll("button")].find((one) => one.textContent === "Stop").click();
  }));
  await page.waitForTimeout(100);
  return took;
}

await page.goto(pathToFileURL(file).href);
await page.waitForSelector("html[data-engine=ready]");
const first = await page.evaluate(() => performance.now());
await page.waitForSelector("html[data-ready]");
await page.waitForSelector("#living[data-slopes]");
const opened = await busy();
const [headlines, most, stops, spent] = [[], [], [], []];
for (let k = 0; k < numMoves; ++k) {
  const value = Number(low) + ((Number(high) - Number(low)) * ((k * 37) % numMoves)) / numMoves;
  const before = await busy();
  const [headline, rest] = await move(value, ["headline", "most"]);
  spent.push((await busy()) - before);
  headlines.push(headline);
  most.push(rest);
  stops.push(await stop());
}
const ms = (number) => `${number.toFixed(0)} ms`;
console.log(`page: ${(statSync(file).size / 1e6).toFixed(2)} MB; ${availableParallelism()} core(s); first answer ${ms(first)} after ` +
  `opening, which took ${ms(opened)} of processor time in all`);
console.log(`medians of ${numMoves} moves: headlines ${ms(median(headlines))}, all but rankings and reasons ${ms(median(most))} ` +
  `(${ms(median(spent))} of processor time), a stop ${ms(median(stops))} (at most ${ms(Math.max(...stops))})`);
await browser.close();
rmSync(folder, { recursive: true });
