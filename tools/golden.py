#!/usr/bin/env python3
"""Runs the golden tests: files that hold a source text and, below it, what the program must say of it.

    tools/golden.py [--update] [--demarche PATH] [--no-coverage] [FILTER...]

A file tests/golden/NAME.golden is the source, then sections each begun by a line `---- SECTION`; see SECTIONS below for
the command behind each. The name starts with `fail_` if and only if `demarche check` exits with 1. With --update the
sections are rewritten with what the program says now: review the diff.
"""

import argparse
import concurrent.futures
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOLDENS = ROOT / "tests" / "golden"
TIMEOUT_SECONDS = 600  # only what hangs takes so long, on a busy machine, too

# section -> (arguments, which stream is compared); FILE stands for the source's file. A section `given` is not compared:
# it is written to the file that `certify` is given as its strategy; nor is `typed`, which is what a player types.
SECTIONS = {
    "errors": (["check", "FILE"], "stderr"),
    "format": (["format", "FILE"], "stdout"),
    "describe": (["describe", "FILE"], "stdout"),
    "description_memo": (["describe", "FILE", "--md"], "stdout"),
    "raid": (["raid", "FILE"], "stdout"),
    "raid_memo": (["raid", "FILE", "--md"], "stdout"),
    "answers": (["ask", "FILE"], "stdout"),
    "remarks": (["ask", "--csv", "FILE"], "stderr"),
    "derivatives": (["ask", "--sensitivity", "FILE"], "stdout"),
    "equilibria": (["solve", "FILE", "--all"], "stdout"),
    "public": (["ask", "--form", "public", "FILE"], "stdout"),
    "regret": (["ask", "--method", "cfr+", "--tolerance", "1e-3", "FILE"], "stdout"),
    "apart": (["ask", "FILE", "--variant", "apart"], "stdout"),
    "equilibria_apart": (["solve", "FILE", "--variant", "apart", "--all"], "stdout"),
    "each_apart": (["ask", "FILE", "--variant", "apart", "--equilibria"], "stdout"),
    "each_apart_memo": (["ask", "FILE", "--variant", "apart", "--equilibria", "--md"], "stdout"),
    "each_apart_table": (["ask", "FILE", "--variant", "apart", "--equilibria", "--csv"], "stdout"),
    "each": (["ask", "FILE", "--equilibria"], "stdout"),
    "second": (["ask", "FILE", "--equilibrium", "2"], "stdout"),
    "memo": (["ask", "FILE", "--md"], "stdout"),
    "solution_memo": (["solve", "FILE", "--md"], "stdout"),
    **{f"as_{actor}": (["play", "FILE", "--as", actor, "--seed", "7", "--moves", "typed.txt"], "stdout")
       for actor in ("Iran", "Israel", "US", "A", "B")},
    "as_both": (["play", "FILE", "--as", "B", "--as", "A", "--seed", "7", "--moves", "typed.txt"], "stdout"),
    "as_a_memo": (["play", "FILE", "--as", "A", "--seed", "7", "--moves", "typed.txt", "--md"], "stdout"),
    "certify": (["certify", "FILE", "--strategy", "strategy.json"], "stdout"),
    "refused": (["certify", "FILE", "--strategy", "strategy.json"], "stderr"),
    **{stage: (["dump", "--stage", stage, "FILE"], "stdout") for stage in ("tree", "model", "game", "stakes", "strategy")},
}
WRITTEN = {"given": "strategy.json", "typed": "typed.txt"}  # section -> the file that it is written to
SHOWING_CODES = ("errors", "remarks", "answers", "refused")
EXIT_CODES = {"certify": (0, 3), "refused": (2,)}  # of sections that do not go by the model's errors


def read_golden(path):
    """-> (source, [(section, expected text)])"""
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:  # a return is part of the text
        parts = re.split(r"^---- (\w+)\n", file.read(), flags=re.M)
    return parts[0], list(zip(parts[1::2], parts[2::2]))


def write_golden(path, source, sections):
    text = source + "".join(f"---- {name}\n{body}" for name, body in sections)
    path.write_text(text, encoding="utf-8", errors="surrogateescape", newline="")


def say(demarche, arguments, folder, file_name):
    """Runs one command in `folder`; -> completed process with text streams."""
    command = [demarche] + [file_name if word == "FILE" else word for word in arguments]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=TIMEOUT_SECONDS,
                          encoding="utf-8", errors="surrogateescape")


def ending_in_newline(text):
    return text if not text or text.endswith("\n") else text + "\n"


def exit_codes(section, fails):
    return EXIT_CODES.get(section, (1,) if fails else (0, 4))


def actual_section(demarche, section, folder, file_name, fails):
    """-> (text, problem or None); `fails`: the model is meant to have errors"""
    arguments, stream = SECTIONS[section]
    done = say(demarche, arguments, folder, file_name)
    problem = None
    if done.returncode < 0:
        problem = f"`demarche {arguments[0]}` died of signal {-done.returncode}"
    elif section not in ("errors", "format", "remarks") and done.returncode not in exit_codes(section, fails):
        problem = f"`demarche {' '.join(arguments[:-1])}` exits with {done.returncode}:\n{done.stderr}"
    return ending_in_newline(getattr(done, stream)), problem


def verdict_of_name(demarche, path, folder, file_name):
    status = say(demarche, ["check", "FILE"], folder, file_name).returncode
    if status not in (0, 1):
        return [f"`demarche check` exits with {status}"]
    if (status == 1) != path.name.startswith("fail_"):
        return [f"`demarche check` exits with {status}: the name must {'' if status else 'not '}start with `fail_`"]
    return []


def difference(section, expected, actual):
    lines = difflib.unified_diff(expected.splitlines(), actual.splitlines(), f"{section}: expected", f"{section}: now",
                                 lineterm="")
    return "\n".join(lines)


def run_sections(demarche, sections, folder, file_name, fails):
    """-> (sections as the program says them now, problems, differences)"""
    now, problems, differences = [], [], []
    for section, expected in sections:
        if section in WRITTEN:
            pathlib.Path(folder, WRITTEN[section]).write_text(expected, encoding="utf-8")
            now.append((section, expected))
            continue
        if section not in SECTIONS:
            problems.append(f"unknown section `---- {section}`; known: {', '.join(SECTIONS)}")
            now.append((section, expected))
            continue
        actual, problem = actual_section(demarche, section, folder, file_name, fails)
        now.append((section, actual))
        if problem:
            problems.append(problem)
        if actual != expected:
            differences.append(difference(section, expected, actual))
    return now, problems, differences


def run_golden(demarche, path, update):
    """-> (path, complaints, rewritten)"""
    source, sections = read_golden(path)
    if not sections:
        return path, ["no `---- SECTION` line: add at least `---- errors`"], False
    with tempfile.TemporaryDirectory() as folder:
        file_name = {"EFG": "model.efg", "efg": "model.efg", "NFG": "model.nfg"}.get(source[:3], "model.crisis")
        pathlib.Path(folder, file_name).write_text(source, encoding="utf-8", errors="surrogateescape", newline="")
        try:
            now, problems, differences = run_sections(demarche, sections, folder, file_name, path.name.startswith("fail_"))
            problems += verdict_of_name(demarche, path, folder, file_name)
        except subprocess.TimeoutExpired:
            return path, [f"took longer than {TIMEOUT_SECONDS} s"], False
    if update and differences:
        write_golden(path, source, now)
        return path, problems, True
    return path, problems + differences, False


def codes_shown(paths):
    """The diagnostic codes that appear as `error[E009]:` in what a golden expects on stderr."""
    text = "".join(body for path in paths for name, body in read_golden(path)[1] if name in SHOWING_CODES)
    return set(re.findall(r"\[([EWNR]\d{3})\]", text))


def declared_codes():
    header = (ROOT / "src/demarche/diag/diagnostic.h").read_text()
    body = re.search(r"enum class Kind[^{]*\{(.*?)\};", header, re.S).group(1)
    return re.findall(r"\b[EWNR]\d{3}\b", re.sub(r"//.*", "", body))


def uncovered_codes(paths):
    shown = codes_shown(paths)
    return [code for code in declared_codes() if code not in shown]


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="rewrite the sections with what the program says now")
    parser.add_argument("--demarche", default=str(ROOT / "build/release/demarche"), help="the program to test")
    parser.add_argument("--no-coverage", action="store_true", help="do not require that every code appears in a golden")
    parser.add_argument("filter", nargs="*", help="only files whose name holds one of these")
    return parser.parse_args()


def report(results):
    failed = 0
    for path, complaints, rewritten in results:
        if rewritten:
            print(f"rewritten  {path.relative_to(ROOT)}")
        if complaints:
            failed += 1
            print(f"FAILED     {path.relative_to(ROOT)}")
            print("\n".join("    " + line for text in complaints for line in text.splitlines()))
    return failed


def main():
    chosen = options()
    everything = sorted(GOLDENS.glob("*.golden"))
    paths = [path for path in everything if not chosen.filter or any(word in path.name for word in chosen.filter)]
    demarche = str(pathlib.Path(chosen.demarche).resolve())
    if not os.access(demarche, os.X_OK):
        sys.exit(f"golden: no program at {demarche}; build it, or name it with --demarche PATH")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        failed = report(pool.map(lambda path: run_golden(demarche, path, chosen.update), paths))
    missing = [] if chosen.filter or chosen.no_coverage else uncovered_codes(everything)
    if missing:
        print(f"FAILED     no golden file shows {', '.join(missing)}")
    print(f"golden: {len(paths) - failed} of {len(paths)} files as expected")
    if failed and not chosen.update:
        print("        if the new output is right: `tools/golden.py --update NAME`, then review the diff")
    sys.exit(1 if failed or missing else 0)


if __name__ == "__main__":
    main()
