#!/usr/bin/env python3
"""Holds `demarche raid --calibrate`, and the spreads that docs/how-to/study-a-raid.md recommends, against published
statistics of real raid days.

    tests/raid_overdispersion.py PROGRAM CSV

The table is not part of this project: one row a class of weapons, with the number of raid days and of what was
launched, the rate and spread fitted by somebody else (mle_p, mle_rho), what a beta-binomial gains over a binomial
(lr_vs_binomial), and the spread within months (rho_within_month). The raids themselves are not in it, so raids are
drawn with each row's rate and spread and calibrated again.
"""

import csv
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/how-to/study-a-raid.md"
NUM_SEEDS = 6
FEWEST_DAYS = 50  # fewer say little of a spread

# class of the how-to page -> row of the table
POOLED = {"drones": "drone", "cruise": "cruise", "ballistic": "ballistic (Iskander-M, KN-23, Kinzhal)"}

failures = []


def expect(holds, what):
    print(f"{'ok  ' if holds else 'FAIL'} {what}")
    if not holds:
        failures.append(what)


def drawn(row, seed):
    """Raids of the row's mean size, rate and spread, as lines `class,launched,stopped`."""
    dice = random.Random(f"{row['class']}/{seed}")
    days, rate, rho = int(row["raid_days"]), float(row["mle_p"]), float(row["mle_rho"])
    mean_size, weight = int(row["launched"]) / days, 1 / rho - 1
    for _ in range(days):
        size = 1 + int(dice.expovariate(1 / max(mean_size - 0.5, 0.1)))
        share = dice.betavariate(rate * weight, (1 - rate) * weight)
        yield f"\"{row['class']}/{seed}\",{size},{sum(dice.random() < share for _ in range(size))}"


def calibrated(program, lines):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "raids.csv"
        path.write_text("\n".join(["class,launched,stopped", *lines]) + "\n", encoding="utf-8")
        done = subprocess.run([program, "raid", "--calibrate", path, "--json"], capture_output=True, encoding="utf-8",
                              check=True)
    return {found["class"]: found for found in json.loads(done.stdout)["classes"]}


def check_coverage(rows, found):
    """The 95% intervals hold the values that the raids were drawn with, and the binomial is refuted."""
    num_held = {"rate": 0, "rho": 0}
    for row in rows:
        for seed in range(NUM_SEEDS):
            one = found[f"{row['class']}/{seed}"]
            for key, column in (("rate", "mle_p"), ("rho", "mle_rho")):
                num_held[key] += one[key]["low"] <= float(row[column]) <= one[key]["high"]
    num = NUM_SEEDS * len(rows)
    for key, held in num_held.items():
        expect(0.88 * num <= held, f"{held} of {num} intervals of the {key} hold the published value")


def check_pooled(row, found):
    """As drawn, so published: the gain over the binomial is of the same order."""
    runs = [found[f"{row['class']}/{seed}"] for seed in range(NUM_SEEDS)]
    gain = sum(run["likelihood_ratio"] for run in runs) / NUM_SEEDS
    published = float(row["lr_vs_binomial"])
    expect(published / 3 < gain < 3 * published,
           f"{row['class']}: a beta-binomial gains {gain:.1f} over the binomial, {published:.1f} as published")
    expect(all(run["binomial_p_value"] < 1e-6 for run in runs), f"{row['class']}: the binomial is refuted every time")
    rho = sum(run["rho"]["value"] for run in runs) / NUM_SEEDS
    expect(abs(rho - float(row["mle_rho"])) < 0.15 * float(row["mle_rho"]),
           f"{row['class']}: the mean estimate of the spread is {rho:.3f}, {row['mle_rho']} as published")


def check_recommended(rows):
    """What the how-to page recommends is what the table has within months, where the defence is most alike."""
    text = PAGE.read_text(encoding="utf-8")
    for name, title in POOLED.items():
        line = re.search(rf"^\| {name} \| ([0-9.]+)(?: to ([0-9.]+))? \|", text, re.M)
        low, high = float(line[1]), float(line[2] or line[1])
        within = float(rows[title]["rho_within_month"])
        expect(low - 0.01 <= within <= high + 0.01, f"{name}: the page says {line[1]} to {high}, within months it is {within}")


def main():
    program, path = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    with path.open(encoding="utf-8") as table:
        rows = {row["class"]: row for row in csv.DictReader(table) if row["mle_rho"]}
    for row in rows.values():
        stopped = int(row["destroyed"]) / int(row["launched"])
        expect(abs(stopped - float(row["rate"])) < 1e-3, f"{row['class']}: the rate is what was stopped of the launched")
    many = [row for row in rows.values() if int(row["raid_days"]) >= FEWEST_DAYS]
    found = calibrated(program, [line for row in many for seed in range(NUM_SEEDS) for line in drawn(row, seed)])
    check_coverage(many, found)
    for title in POOLED.values():
        check_pooled(rows[title], found)
    check_recommended(rows)
    print(f"raid statistics: {len(failures)} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
