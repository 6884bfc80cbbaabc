#!/usr/bin/env python3
"""Draws small crises whose paths may turn back, solves them, and says how far the slowest lie from the median.

    bench/folding.py [--draws N] [--seed SEED] [--kind KIND]... [--limit SECONDS] [--keep FOLDER] PROGRAM...

Kinds: `copies`, some signalling games with drawn numbers behind what chance draws or what a third actor chooses in the
open; `nested`, one signalling game inside another; `stories`, the same after a vote, an alert and an incident;
`private`, both sides with types and private moves; `drawn`, moves, listeners and payoffs all drawn; each at a drawn
precision or in the limit. Several programs: versions to compare, on the same crises. A line a kind and program: steps
(of parts followed alone, too) and processor seconds, median, most and the ratio of both, the number of the draw with
most steps, and how often the path turned back, parts were followed alone, the branch was left, and no answer was
reached. `--keep` leaves the slowest crisis of each kind there. The same seed draws the same crises.
"""

import argparse
import json
import pathlib
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass

PRECISIONS = (8, 13, 20, 40, 80, None)  # None: the limit


@dataclass
class Solved:
    number: int
    text: str
    steps: int
    seconds: float
    folds: int
    alone: bool
    left: bool
    reached: bool


def term(amount, *conditions):
    return f"    {'-' if amount < 0 else '+'} {abs(amount):.3f}  if {' and '.join(conditions)}"


# Numbers at which a signalling game turns back from precision 12.4 on (`theatres` of bench/games/crises.py): what words and
# fighting cost a type of A, and what standing firm against it is worth to B.
COSTS = {"hard": {"mid": 0.25, "high": -0.47, "fight": 0.52, "stand": -0.25},
         "mild": {"mid": -0.4, "high": -0.35, "fight": -0.7, "stand": -0.23},
         "soft": {"mid": -0.91, "high": -0.29, "fight": -1.87, "stand": -0.21}}
WORTH = {"yield": 1, "bow": -0.78, "bowed": 0.34, "fought": -1.97, "low": 0.2, "mid": -0.14}


def signalling_terms(dice, word, reply, last, types):
    """Payoffs of A and B of one signalling game: what words cost and replies are worth, by A's type."""
    spread = dice.choice((0.05, 0.15, 0.4))
    worth = {name: amount + dice.uniform(-spread, spread) for name, amount in WORTH.items()}
    of_a, of_b = [], []
    for kind in types:
        costs = {name: amount + dice.uniform(-spread, spread) for name, amount in COSTS[kind].items()}
        of_a += [term(costs[option], f"A.kind is {kind}", f"A.{word} is {option}") for option in ("mid", "high")]
        of_a.append(term(costs["fight"], f"A.{last} is fight", f"A.kind is {kind}"))
        of_b.append(term(costs["stand"], f"B.{reply} is stand", f"A.kind is {kind}"))
    of_a += [term(worth["yield"], f"B.{reply} is yield"), term(worth["bow"], f"A.{last} is bow")]
    of_b += [term(worth["bowed"], f"A.{last} is bow"), term(worth["fought"], f"A.{last} is fight")]
    of_b += [term(worth[option], f"B.{reply} is yield", f"A.{word} is {option}") for option in ("low", "mid")]
    return of_a, of_b


def signalling_steps(word, reply, last):
    return [f'stage "{word}":', f"    A declares {word}: low, mid, high", f'stage "{reply}":',
            f"    B chooses {reply}: yield, stand, push", f'stage "{last}" if B.{reply} is push:',
            f"    A chooses {last}: bow, fight"]


def crisis(actors, lines, payoffs):
    lines = ['crisis "Drawn to fold"'] + [f"actor {actor}" for actor in actors] + lines
    for actor in actors:
        lines += [f"payoff {actor}:"] + (payoffs.get(actor) or ["    0"])
    return "\n".join(lines) + "\n"


def kinds_of(dice):
    types = dice.choice((("hard", "soft"), ("hard", "soft"), ("hard", "mild", "soft")))
    shares = [f"{kind} {dice.randrange(15, 60 // len(types) + 10)}%" for kind in types[:-1]]
    return types, f"private A.kind: {', '.join(shares)}, {types[-1]} rest"


def copies(dice):
    num_copies = dice.randrange(2, 13)
    types, private = kinds_of(dice)
    names = [f"t{n}" for n in range(num_copies)]
    actors, lines = ["A", "B"], [private, 'stage "Where":']
    payoffs = {}
    if dice.random() < 0.5:
        lines.append("    chance where: " + ", ".join(f"{name} {1 / num_copies:.4f}" for name in names[:-1])
                     + f", {names[-1]} rest")
        place = "where"
    else:
        actors.append("C")
        lines.append("    C chooses where: " + ", ".join(names))
        place = "C.where"
        payoffs["C"] = [term(dice.uniform(-0.5, 0.5), f"C.where is {name}") for name in names]
        payoffs["C"].append(term(dice.uniform(-1, 1), "B.reply is yield"))
    lines += signalling_steps("word", "reply", "last")
    payoffs["A"], payoffs["B"] = signalling_terms(dice, "word", "reply", "last", types)
    spread = dice.choice((0.0, 0.003, 0.03))
    for name in names[1:]:
        if spread:
            payoffs["A"].append(term(dice.uniform(-spread, spread), "B.reply is yield", f"{place} is {name}"))
            payoffs["B"].append(term(dice.uniform(-spread, spread), "B.reply is stand", f"{place} is {name}"))
    return crisis(actors, lines, payoffs)


def nested(dice):
    types, private = kinds_of(dice)
    lines, payoffs = one_in_another(dice, types)
    return crisis(["A", "B"], [private] + lines, payoffs)


def one_in_another(dice, types):
    outer = signalling_terms(dice, "word", "reply", "last", types)
    inner = signalling_terms(dice, "note", "answer", "end", types)
    lines = signalling_steps("word", "reply", "last")[:-2]
    opens = dice.choice(("B.reply is push", "B.reply is stand or B.reply is push"))
    for line in signalling_steps("note", "answer", "end"):
        is_gate = line.startswith("stage") and " if " not in line
        lines.append(line.replace('":', f'" if {opens}:') if is_gate else line.replace(" if ", f" if ({opens}) and "))
    lines += signalling_steps("word", "reply", "last")[-2:]
    return lines, {"A": outer[0] + inner[0], "B": outer[1] + inner[1]}


def stories(dice):
    """The same after a vote, an alert and an incident, each of which moves what little it may: thousands of histories."""
    types, private_of_a = kinds_of(dice)
    lines = [private_of_a, f"private B.mood: firm {dice.randrange(20, 80)}%, lax rest", 'stage "Before":',
             "    vote backing: passes with 3 of 5", f"        others yes {dice.randrange(20, 80)}%",
             "    B chooses alert: high, low", "    chance incident: none 0.7, minor 0.2, major rest"]
    told, payoffs = one_in_another(dice, types)
    spread = dice.choice((0.0, 0.01, 0.1, 0.3))
    for name in ("backing is passed", "B.alert is high", "incident is minor", "incident is major"):
        if spread:
            payoffs["A"].append(term(dice.uniform(-spread, spread), name, "B.reply is yield"))
            payoffs["B"].append(term(dice.uniform(-spread, spread), name, "B.reply is push"))
            payoffs["B"].append(term(dice.uniform(-spread, spread), name, "B.mood is firm", "B.reply is yield"))
    return crisis(["A", "B"], lines + told, payoffs)


def private(dice):
    """Both sides have types; an actor that hears no word moves first."""
    types, private_of_a = kinds_of(dice)
    lines = [private_of_a, f"private B.mood: firm {dice.randrange(20, 80)}%, lax rest", 'stage "Before":',
             "    B secretly chooses guard: up, down"]
    lines += signalling_steps("word", "reply", "last")
    of_a, of_b = signalling_terms(dice, "word", "reply", "last", types)
    of_a.append(term(dice.uniform(-1, 1), "B.guard is up", "B.reply is push"))
    for mood in ("firm", "lax"):
        of_b.append(term(dice.uniform(-0.6, 0.6), f"B.mood is {mood}", "B.reply is push"))
        of_b.append(term(dice.uniform(-0.3, 0.3), f"B.mood is {mood}", "B.guard is up"))
    return crisis(["A", "B"], lines, {"A": of_a, "B": of_b})


def drawn(dice):
    """Three to five moves of two or three actors, each of two types, over payoffs of every type, move and pair."""
    actors = ["A", "B", "C"][:dice.choice((2, 2, 3))]
    lines = [f"private {actor}.kind: hard {dice.randrange(20, 80)}%, soft rest" for actor in actors]
    lines.append('stage "Crisis":')
    moves = []
    for n in range(dice.randrange(3, 6)):
        actor = actors[n % len(actors)]
        options = ["x", "y", "z"][:dice.choice((2, 3))]
        how = "secretly chooses" if dice.random() < 0.15 else "chooses"
        lines.append(f"    {actor} {how} m{n}: {', '.join(options)}")
        moves.append((f"{actor}.m{n}", options))
    payoffs = {}
    for actor in actors:
        rows = []
        for move, options in moves:
            rows += [term(dice.gauss(0, 0.6), f"{actor}.kind is {kind}", f"{move} is {option}")
                     for option in options for kind in ("hard", "soft")]
        for (one, firsts), (other, seconds) in zip(moves, moves[1:]):
            rows += [term(dice.gauss(0, 0.8), f"{one} is {a}", f"{other} is {b}") for a in firsts for b in seconds]
        payoffs[actor] = rows
    return crisis(actors, lines, payoffs)


KINDS = {"copies": copies, "nested": nested, "stories": stories, "private": private, "drawn": drawn}


def draw(kind, seed, number):
    dice = random.Random(f"{kind} {seed} {number}")
    text = KINDS[kind](dice)
    precision = dice.choice(PRECISIONS)
    return text + (f"precision = {precision}\n" if precision else "")


def counted(words, method):
    """A count in the sentence that says how it was solved; 0 where it does not say."""
    found = re.search(rf"([0-9,]+) {words}", method) or re.search(rf"{words} ([0-9,]+) ", method)
    return int(found[1].replace(",", "")) if found else 0


def solve(program, text, number, limit):
    with tempfile.NamedTemporaryFile("w", suffix=".crisis") as file:
        file.write(text)
        file.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([program, "solve", file.name, "--json", "--time-limit", str(limit)], capture_output=True,
                              encoding="utf-8")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if not done.stdout:
        sys.exit(f"folding: {program}: {done.stderr}\n{text}")
    solution = json.loads(done.stdout)["solution"]
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    method = solution["method"]
    alone = counted("followed alone in", method)
    left = any("turns back at precision" in note for note in solution.get("notes", []))
    return Solved(number, text, solution["num_steps"] + alone, seconds, counted("folds?", method), alone > 0, left,
                  done.returncode == 0)


def measure(program, kind, options):
    solved = [solve(program, draw(kind, options.seed, number), number, options.limit) for number in range(options.draws)]
    slowest = max(solved, key=lambda one: one.steps)
    steps, seconds = (statistics.median(values) for values in
                      ([one.steps for one in solved], [one.seconds for one in solved]))
    most = max(one.seconds for one in solved)
    print(f"{kind}: {program}: steps {steps:g}, {slowest.steps} at most, x {slowest.steps / steps:.1f} "
          f"(draw {slowest.number}); "
          f"{seconds:.3f} s, {most:.3f} at most, x {most / seconds:.1f}; "
          f"{sum(one.folds > 0 for one in solved)} turn back, {sum(one.alone for one in solved)} by parts, "
          f"{sum(one.left for one in solved)} left, {sum(not one.reached for one in solved)} without answer", flush=True)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        (options.keep / f"{kind}_{options.seed}_{slowest.number}.crisis").write_text(slowest.text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=100, help="of a kind (100)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, action="append", help="one of them alone, as often as wanted")
    parser.add_argument("--limit", type=float, default=30, help="seconds a crisis (30)")
    parser.add_argument("--keep", type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("programs", nargs="+", metavar="PROGRAM")
    options = parser.parse_args()
    for kind in options.kind or KINDS:
        for program in options.programs:
            measure(program, kind, options)


if __name__ == "__main__":
    main()
