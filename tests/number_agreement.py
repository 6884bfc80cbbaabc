#!/usr/bin/env python3
"""Looks for sentences that say `1 moves` or `1 move that are`.

    tests/number_agreement.py PROGRAM

In all golden files, and in what the program says where there is one of something: a start, an iteration, a fold, a jump.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOUNS = ("actor answer branch case choice class decision draw equilibrium event fold history iteration jump layer line member "
         "move node number option outcome part place plan play profile question raid row run set start step type").split()
MANY = {"branch": "branches", "class": "classes", "equilibrium": "equilibria", "history": "histories"}
PLURAL = "|".join(MANY.get(noun, noun + "s") for noun in NOUNS)
SINGULAR = "|".join(NOUNS)
BEFORE = r"(?<![\w.,:/x^-])(?<!x )(?<!of )(?<!found: )1 (?:(?:more|random|information|public) )?"
WRONG = re.compile(rf"{BEFORE}(?:{PLURAL})\b|{BEFORE}(?:{SINGULAR})(?: that)? (?:are|have|were|stand|differ)\b")

JUMP = """EFG 2 R "turns back" { "A" "B" }
p "" 1 1 "A" { "0" "1" } 0
p "" 2 1 "B" { "0" "1" } 0
t "" 1 "" { -10000, -10000 }
t "" 2 "" { 3.21, 4.07 }
p "" 2 1 "B" { "0" "1" } 0
t "" 3 "" { 1.624, 2.411 }
t "" 4 "" { 1.509, 4.811 }
"""
QUOTES = "fail_E019_sweep_of_one_step.golden"  # what somebody has typed
KNOWN = ROOT / "tests/known/chicken_C10.efg"
COMMANDS = (
    ["solve", "example:alliance", "--all", "--starts", "1"],
    ["solve", "example:alliance", "--all", "--starts", "1", "--json"],
    ["solve", str(KNOWN), "--method", "cfr+", "--iterations", "1", "--tolerance", "1e-15", "--json"],
    ["solve", "jump.efg", "--json"],
    ["ask", "example:starter", "--equilibria", "--starts", "1"],
    ["describe", "example:starter"],
)


def texts(program, folder):
    for path in sorted((ROOT / "tests/golden").glob("*.golden")):
        if path.name == QUOTES:
            continue
        yield path.name, path.read_text(encoding="utf-8", errors="replace")
    pathlib.Path(folder, "jump.efg").write_text(JUMP, encoding="utf-8")
    for command in COMMANDS:
        done = subprocess.run([program, *command], capture_output=True, encoding="utf-8", cwd=folder)
        if done.returncode not in (0, 3):
            sys.exit(f"number_agreement: {' '.join(command)}: exit code {done.returncode}: {done.stderr}")
        yield " ".join(command), done.stdout + done.stderr


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    wrong = count = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts(program, folder):
            count += 1
            for found in WRONG.finditer(re.sub(r"\s+", " ", text)):
                wrong += 1
                print(f"FAILED     {name}: `{found.group()}`")
    print(f"number agreement: {wrong} wrong in {count} texts")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
