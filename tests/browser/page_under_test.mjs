// The report page that the tests look at: DEMARCHE_PAGE where it is set, otherwise one that the program DEMARCHE writes of
// the April 2024 example.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export function page_under_test() {
  if (process.env.DEMARCHE_PAGE) return resolve(process.env.DEMARCHE_PAGE);
  const folder = mkdtempSync(join(tmpdir(), "demarche-page-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const page = join(folder, "april2024.html");
  const program = process.env.DEMARCHE ?? "build/release/demarche";
  try {
    execFileSync(program, ["ask", "examples/april2024.crisis", "--html", page], { stdio: "pipe" });
  } catch (error) {
    // A check of the example that fails (exit code 4) still leaves a page.
    if (!existsSync(page)) throw error;
  }
  return page;
}
