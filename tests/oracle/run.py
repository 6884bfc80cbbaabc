#!/usr/bin/env python3
"""Draws random models and holds the program to the language: `run.py DEMARCHE [--seconds 60 | --models N] [--seed S]`.

Without a seed they are others each time: a disagreement then says nothing about what was changed last, and its seed is told.

The language is interpreted here in Python from docs/reference/language.md and docs/explanation alone, in ways that share
nothing with the program. Where the two disagree, the model is cut down as long as they go on to disagree, and is printed."""

import argparse
import collections
import itertools
import math
import pathlib
import random
import re
import sys
import tempfile
import time

from compare import Comparison, Disagreement
from generate import draw_model
from language import NoSense, TooLarge
from program import Crashed, Program, Refused
from sentences import NotInTheLanguage
from words import WORDS, Table, uses

GOLDENS = pathlib.Path(__file__).resolve().parent.parent / "golden"
IN_PUBLIC = ("solved in public, too", "of these with actors who disagree")
SIZES = (8, 30, 100, 300)
LARGEST = 2500  # nodes
KINDS = ("agreed", "disagreed", "refused", "too large", "without sense")
SHARE_NOT_JUDGED = 0.2
ENOUGH_FOR_WORDS = 1000  # models that use every word of the grammar


def outcome_of(program, text, largest=LARGEST):
    """("agreed", comparisons), ("disagreed", why), ("refused", why), ("too large", "") or ("without sense", why)."""
    try:
        return "agreed", Comparison(program, text, largest).all()
    except (Disagreement, Crashed) as why:
        return "disagreed", str(why)
    except TooLarge:
        return "too large", ""
    except (NoSense, NotInTheLanguage) as why:
        return "without sense", str(why)
    except Refused as why:
        return "refused", str(why)


def shrunk(program, text, said):
    """The text without all statements that the disagreement does not need."""
    lines, again = text.rstrip("\n").split("\n"), True
    while again:
        again = False
        for first in range(len(lines) - 1, -1, -1):
            if first >= len(lines):
                continue
            indent = len(lines[first]) - len(lines[first].lstrip())
            last = first + 1
            while last < len(lines) and len(lines[last]) - len(lines[last].lstrip()) > indent:
                last += 1
            shorter = lines[:first] + lines[last:]
            if still_disagrees(program, "\n".join(shorter) + "\n", said):
                lines, again = shorter, True
    return "\n".join(lines) + "\n"


def still_disagrees(program, text, said):
    """About the same kind of thing, that is."""
    try:
        kind, now_said = outcome_of(program, text)
    except Exception:  # a text that is no model any more
        return False
    return kind == "disagreed" and now_said.split()[:2] == said.split()[:2]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("demarche")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--models", type=int)
    parser.add_argument("--seed", type=int, help="of the first model; those after it have the numbers that follow")
    parser.add_argument("--kept", action="store_true", help="the models of the golden files first")
    parser.add_argument("--go-on", action="store_true", help="after a disagreement, too")
    parser.add_argument("--table", action="store_true", help="how many models used which word alone, and beside which others")
    return parser.parse_args()


def kept_models():
    """(name, text) of the models of the golden files that have actors and no errors."""
    for path in sorted(GOLDENS.glob("*.golden")):
        text = re.split(r"^---- ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[0]
        if not path.name.startswith("fail_") and re.search("^actor", text, re.MULTILINE):
            yield path.name, text


def models(asked, seed):
    """Those that are kept, then random ones, until there are enough."""
    until = time.monotonic() + (asked.seconds or (60 if asked.models is None else math.inf))
    if asked.kept:
        yield from kept_models()
    for number in itertools.count():
        if time.monotonic() > until or number == asked.models:
            return
        yield f"seed {seed + number}", draw_model(seed + number, SIZES[(seed + number) % len(SIZES)])


def main():
    asked = arguments()
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(10 ** 9)
    print(f"oracle: random models from {'seed' if asked.seed is not None else 'the fresh seed'} {seed} on", flush=True)
    counts, words, table, compared = collections.Counter(), collections.Counter(), Table(), 0
    with tempfile.TemporaryDirectory() as folder:
        program = Program(str(pathlib.Path(asked.demarche).resolve()), folder)
        for name, text in models(asked, seed):
            try:
                kind, said = outcome_of(program, text)
            except Exception:
                print(f"{name}: the interpreter itself fails\n\n{text}", flush=True)
                raise
            counts[kind] += 1
            counts["drawn, not judged"] += name.startswith("seed") and kind not in ("agreed", "disagreed")
            if kind == "agreed":
                compared += said
                words.update(word for word in WORDS if uses(text, word))
                table.add(text)
            elif kind in ("refused", "without sense"):
                counts[f"{kind}: {said}"] += 1
            elif kind == "disagreed":
                cut = shrunk(program, text, said)
                print(f"{name}: {said}\ncut down: {outcome_of(program, cut)[1]}\n\n{cut}", flush=True)
                if not asked.go_on:
                    break
    if asked.table:
        print(table.text())
    return conclude(counts, words, compared, program.in_public)


def conclude(counts, words, compared, in_public):
    print(f"oracle: {counts['agreed']} models agree in {compared:,} comparisons; " +
          ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items()) if number and kind != "agreed"))
    unused = [word for word in WORDS if not words[word]] + [kind for kind in IN_PUBLIC if not in_public[kind]]
    print("oracle: " + ", ".join(f"{in_public[kind]} {kind}" for kind in IN_PUBLIC))
    print("words of the language, by how many models used them: " + ", ".join(f"{word} {words[word]}" for word in WORDS))
    if unused and counts["agreed"] >= ENOUGH_FOR_WORDS:
        print(f"never used: {unused}")
        return 1
    if counts["drawn, not judged"] > SHARE_NOT_JUDGED * sum(counts[kind] for kind in KINDS):
        print("too few of the models could be judged")
        return 1
    return 1 if counts["disagreed"] else 0


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    sys.exit(main())
