// The report pages that the tests look at: DEMARCHE_PAGE where it is set, otherwise those that the program DEMARCHE writes of
// the April 2024 example; of a small model with a study of its numbers; of others that each show what once went wrong.
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const program = process.env.DEMARCHE ?? "build/release/demarche";

function new_folder() {
  const folder = mkdtempSync(join(tmpdir(), "demarche-page-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function written(page, command, ...rest) {
  try {
    execFileSync(program, [command, ...rest, "--html", page], { stdio: "pipe" });
  } catch (error) {
    // A check of the model that fails (exit code 4) still leaves a page.
    if (!existsSync(page)) throw error;
  }
  return page;
}

export function page_under_test() {
  if (process.env.DEMARCHE_PAGE) return resolve(process.env.DEMARCHE_PAGE);
  return written(join(new_folder(), "april2024.html"), "ask", "examples/april2024.crisis", "--static");
}

export function page_with_a_study() {
  const folder = new_folder();
  const model = "tests/browser/uncertain.crisis";
  const study = join(folder, "study.db");
  execFileSync(program, ["study", model, "--draws", "1200", "--design", "saltelli", "--out", study], { stdio: "pipe" });
  return written(join(folder, "uncertain.html"), "ask", model, "--study", study, "--tip", "--static");
}

export function page_of_answers(name) {
  return written(join(new_folder(), `${name}.html`), "ask", `tests/browser/${name}.crisis`, "--static");
}

export function page_of_solution(file) {
  return written(join(new_folder(), "solution.html"), "solve", file);
}

// Pages that answer again by themselves, and what the program says where it is asked the same.
export function living_page(model, ...options) {
  return written(join(new_folder(), "living.html"), "ask", model, ...options);
}

// The same, written while others are looked at.
export function living_page_later(model) {
  const page = join(new_folder(), "living.html");
  return new Promise((resolve, reject) => {
    execFile(program, ["ask", model, "--html", page], (error) => (existsSync(page) ? resolve(page) : reject(error)));
  });
}

export function static_page(model, ...options) {
  return written(join(new_folder(), "static.html"), "ask", model, "--static", ...options);
}
