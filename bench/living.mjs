// How long a living page takes to answer again, in Chromium: medians over 100 moves of a slider, the first answer after opening,
// and how soon a stop is heard.
//
//   [MOVES=100] taskset -c 0 node bench/living.mjs DEMARCHE [MODEL] [PARAMETER LOW HIGH]
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [demarche, model = "examples/april2024.crisis", parameter = "audience", low = "1", high = "3.5"] = process.argv.slice(2);
const numMoves = Number(process.env.MOVES ?? 100);
const folder = mkdtempSync(join(tmpdir(), "demarche-living-"));
const file = join(folder, "page.html");
execFileSync(demarche, ["ask", model, "--html", file], { stdio: "ignore" });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
page.setDefaultTimeout(600_000);
const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];

const move = (value, until) => page.evaluate(([name, at, stage]) => new Promise((resolve) => {
  const panel = document.querySelector("#living");
  const row = [...panel.querySelectorAll(".living-number")].find((one) => one.querySelector("code").textContent === name);
  const field = row.querySelector("input");
  const begun = performance.now();
  const watch = new MutationObserver(() => {
    if (panel.dataset.state !== stage) return;
    watch.disconnect();
    resolve(performance.now() - begun);
  });
  watch.observe(panel, { attributes: true });
  field.value = at;
  field.dispatchEvent(new Event("input"));
}), [parameter, value, until]);

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
await page.waitForSelector("#living[data-slopes]");
const [headlines, most, stops] = [[], [], []];
for (let k = 0; k < numMoves; ++k) {
  const value = Number(low) + ((Number(high) - Number(low)) * ((k * 37) % numMoves)) / numMoves;
  most.push(await move(value, "most"));
  headlines.push(await page.$eval("#living", (panel) => Number(panel.dataset.headlineMs)));
  stops.push(await stop());
}
console.log(`page: ${(statSync(file).size / 1e6).toFixed(2)} MB; first answer ${first.toFixed(0)} ms after opening`);
console.log(`medians of ${numMoves} moves: headlines ${median(headlines).toFixed(0)} ms, all but rankings and reasons ` +
  `${median(most).toFixed(0)} ms, a stop ${median(stops).toFixed(0)} ms (at most ${stops.at(-1).toFixed(0)})`);
await browser.close();
rmSync(folder, { recursive: true });
