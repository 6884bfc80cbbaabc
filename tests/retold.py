#!/usr/bin/env python3
"""Holds a crisis told in named events and moves with numbers to the text without them.

    tests/retold.py DEMARCHE

tests/retold/NAME.crisis and NAME_before.crisis must be one game, as it stands and in each variant: the same histories, information
sets, odds and payoffs in the .efg that is written of them. Their questions, in the order in which they stand, must have the
same answers; those that solve many games are left out, as they ask nothing else of the same games.
"""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "retold"
TOLERANCE = 1e-9
NAME_AT_CHANCE = re.compile(r'^c "([^"]*)" \d+ "[^"]*"')
NUMBER = re.compile(r"^-?\d+(\.\d+)?([eE][-+]?\d+)?$")
WORDS = ("question", "label", "quantity", "remarks")  # what names conditions, which the two texts name apart


def said_by(demarche, *arguments):
    done = subprocess.run([demarche, *map(str, arguments)], capture_output=True, text=True, cwd=ROOT)
    if done.returncode not in (0, 4):
        sys.exit(f"`demarche {' '.join(map(str, arguments))}` exits with {done.returncode}:\n{done.stderr}")
    return done.stdout


def agree(one, other):
    one, other = one.rstrip(","), other.rstrip(",")
    if NUMBER.match(one) and NUMBER.match(other):
        return abs(float(one) - float(other)) <= TOLERANCE
    return one == other


def games_differ(before, now):
    """-> the first line in which two .efg texts are not the same game, or None; draws may be numbered in another order."""
    if len(before) != len(now):
        return f"{len(before)} lines before, {len(now)} now"
    for one, other in zip(before, now):
        one, other = (NAME_AT_CHANCE.sub(r'c "\1"', line) for line in (one, other))
        words = list(zip(one.split(), other.split()))
        if len(one.split()) != len(other.split()) or not all(agree(*pair) for pair in words):
            return f"{one}\n  now {other}"
    return None


def questions_of(path):
    """The questions of a text that need no game but the one that stands there."""
    text = re.sub(r",\n +", ", ", path.read_text(encoding="utf-8"))
    return [line for line in text.splitlines() if re.match(r"(ask|check) |compare .* forcing ", line)]


def numbers_in(said, place=""):
    if isinstance(said, dict):
        for key, value in said.items():
            if key not in WORDS:
                yield from numbers_in(value, f"{place}.{key}")
    elif isinstance(said, list):
        for k, value in enumerate(said):
            yield from numbers_in(value, f"{place}[{k}]")
    elif isinstance(said, (int, float)) and not isinstance(said, bool):
        yield place, said


def answers_differ(demarche, before, now):
    asked = [questions_of(path) for path in (before, now)]
    told = [json.loads(said_by(demarche, "ask", path, "--json", *questions))["answers"]
            for path, questions in zip((before, now), asked)]
    if not asked[0] or len(told[0]) != len(told[1]):
        return f"{len(told[0])} answers before, {len(told[1])} now"
    for one, other in zip(*told):
        was, is_now = dict(numbers_in(one)), dict(numbers_in(other))
        if was.keys() != is_now.keys() or any(abs(was[key] - is_now[key]) > TOLERANCE for key in was):
            return f"`{one['question']}` before is not `{other['question']}` now"
    return None


def complaints_on(demarche, now):
    before = now.with_name(f"{now.stem}_before.crisis")
    variants = re.findall(r"^variant (\w+):", now.read_text(encoding="utf-8"), flags=re.M)
    for variant in [[], *(["--variant", name] for name in variants)]:
        games = [said_by(demarche, "export", path, "--efg", *variant).splitlines() for path in (before, now)]
        if different := games_differ(*games):
            yield f"{now.name} {' '.join(variant)}: another game:\n  before {different}"
    if different := answers_differ(demarche, before, now):
        yield f"{now.name}: other answers: {different}"
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in (before, now)]
    if lengths[1] >= lengths[0]:
        yield f"{now.name} has {lengths[1]} lines, no fewer than the {lengths[0]} before"


def main():
    demarche = sys.argv[1]
    retold = [path for path in sorted(FOLDER.glob("*.crisis")) if not path.stem.endswith("_before")]
    complaints = [complaint for path in retold for complaint in complaints_on(demarche, path)]
    print("\n".join(complaints) if complaints else f"{len(retold)} of {len(retold)} are the same crisis in other words")
    sys.exit(1 if complaints or not retold else 0)


if __name__ == "__main__":
    main()
