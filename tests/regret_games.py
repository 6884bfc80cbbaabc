#!/usr/bin/env python3
"""Regret minimisation on the field's benchmark games: known values, the way that other programs take, the same bytes for
any number of threads.

    tests/regret_games.py PROGRAM

The games come from bench/games. Exploitabilities after 10 and 100 iterations of CFR+ are those of OpenSpiel 2.0.2
(pyspiel.CFRPlusSolver); they are compared with what the certificate says, by code that no solver shares.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent

# game -> the first player's value at equilibrium, {iterations: exploitability}
KNOWN = {
    "kuhn": (-1 / 18, {10: 0.0326870906683448, 100: 0.00119440410111168}),
    "leduc": (-0.085606424078, {10: 0.610438901590407, 100: 0.0134159949708978}),
    "goofspiel4": (0.0, {10: 0.142996878332485, 100: 0.0111298522713578}),
}
LARGE = "liars_dice"  # the one that threads divide

failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)


def solve(program, path, *options):
    """(exit code, the page as text)"""
    done = subprocess.run([program, "solve", path, "--json", *options], capture_output=True, encoding="utf-8", timeout=600)
    return done.returncode, done.stdout


def check_way(program, path, name, exploitabilities):
    for iterations, wanted in exploitabilities.items():
        code, text = solve(program, path, "--method", "cfr+", "--iterations", str(iterations))
        expect(code == 3, f"{name}: exit code {code} where the target is not reached, not 3")
        gaps = json.loads(text)["solution"]["nash_gap"].values()
        found = sum(gaps) / 2
        expect(abs(found - wanted) < 1e-9, f"{name}: exploitability {found} after {iterations} iterations, not {wanted}")


def check_value(program, path, name, wanted):
    code, text = solve(program, path, "--method", "regret", "--tolerance", "1e-5")
    solution = json.loads(text)["solution"]
    expect(code == 0, f"{name}: exit code {code}")
    expect(solution["concept"].startswith("Nash (zero-sum)"), f"{name}: concept `{solution['concept']}`")
    value = solution["values"]["P1"]
    gap = max(solution["nash_gap"].values())
    expect(abs(value - wanted) <= gap + 1e-9, f"{name}: value {value}, not {wanted} to within {gap}")


def check_threads(program, path):
    pages = {solve(program, path, "--method", "pcfr+", "--iterations", "20", "--threads", str(n)) for n in (1, 2, 3)}
    expect(len(pages) == 1, f"{LARGE}: {len(pages)} different pages from 1, 2 and 3 threads")


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([ROOT / "bench/games/write.py", folder, *KNOWN, LARGE], check=True, stdout=subprocess.DEVNULL)
        for name, (value, exploitabilities) in KNOWN.items():
            path = f"{folder}/{name}.efg"
            check_way(program, path, name, exploitabilities)
            check_value(program, path, name, value)
        check_threads(program, f"{folder}/{LARGE}.efg")
    for failure in failures:
        print(failure)
    print(f"regret_games: {len(failures)} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main(sys.argv[1])
