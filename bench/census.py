#!/usr/bin/env python3
"""Counts how many of all equilibria `demarche solve --all` finds, and how long it takes.

    bench/census.py [--games N] PROGRAM...            several programs: versions to compare

Random games of two or three actors who choose at once, with stakes of 5 and one play that costs all a catastrophe, and von
Stengel's game of 6 by 6 plans. All their equilibria are known by trying all supports in fractions. A line a kind and
program: equilibria found, listed that are none, games that are complete, games said to be complete, games with a miss whose
indices add up to 1 all the same, median and most of processor seconds of a process.
"""

import argparse
import itertools
import json
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from fractions import Fraction

from three import equilibria_of_three

ROOT = pathlib.Path(__file__).resolve().parent.parent
KNOWN = ROOT / "tests/known/von_stengel_6x6.efg"
CATASTROPHES = (0, 1, 100, 10_000, 1_000_000)
FIRST_WITHIN, OTHERS_WITHIN = 1e-3, 1e-4  # in probability: the first row is the path's, and may stop at the tolerance


def solved(rows):
    """The solution of linear equations, right side last in every row; nothing where they are singular."""
    rows = [list(row) for row in rows]
    for k in range(len(rows)):
        pivot = next((r for r in range(k, len(rows)) if rows[r][k] != 0), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for r in range(len(rows)):
            if r != k and rows[r][k] != 0:
                rows[r] = [a - rows[r][k] * b for a, b in zip(rows[r], rows[k])]
    return [row[-1] for row in rows]


def mix_for(payoffs, own, other):
    """The other's mix over `other` to which all of `own` are best replies, or nothing."""
    equations = [[payoffs[move][reply] for reply in other] + [Fraction(-1), Fraction(0)] for move in own]
    solution = solved(equations + [[Fraction(1)] * len(other) + [Fraction(0), Fraction(1)]])
    if solution is None or min(solution[:-1]) < 0:
        return None
    shares = dict(zip(other, solution))
    mix = [shares.get(reply, Fraction(0)) for reply in range(len(payoffs[0]))]
    best = max(sum(a * x for a, x in zip(row, mix)) for row in payoffs)
    return mix if best == solution[-1] else None


def all_equilibria(first, second):
    turned = [list(column) for column in zip(*second)]
    found = []
    for size in range(1, min(len(first), len(turned)) + 1):
        for rows in itertools.combinations(range(len(first)), size):
            for columns in itertools.combinations(range(len(turned)), size):
                y = mix_for(first, rows, columns)
                x = y and mix_for(turned, columns, rows)
                if x and (x, y) not in found:
                    found.append((x, y))
    return found


def drawn(dice, size, catastrophe):
    first, second = ([[Fraction(dice.randrange(5001), 1000) for _ in range(size)] for _ in range(size)] for _ in range(2))
    if catastrophe:
        row, column = dice.randrange(size), dice.randrange(size)
        first[row][column] = second[row][column] = Fraction(-catastrophe)
    return first, second


def efg(first, second):
    moves = " ".join(f'"{k}"' for k in range(len(first)))
    lines = ['EFG 2 R "drawn" { "A" "B" }', f'p "" 1 1 "" {{ {moves} }} 0']
    for row, (of_first, of_second) in enumerate(zip(first, second)):
        lines.append(f'p "" 2 1 "" {{ {moves} }} 0')
        lines += [f't "" {row * len(first) + k + 1} "" {{ {float(a)}, {float(b)} }}'
                  for k, (a, b) in enumerate(zip(of_first, of_second))]
    return "\n".join(lines) + "\n"


def drawn_three(dice, num_first, catastrophe):
    payoffs = {play: [Fraction(dice.randrange(5001), 1000) for _ in range(3)]
               for play in itertools.product(range(num_first), range(2), range(2))}
    if catastrophe:
        payoffs[dice.choice(sorted(payoffs))] = [Fraction(-catastrophe)] * 3
    return payoffs


def efg_of_three(num_first, payoffs):
    lines = ['EFG 2 R "drawn" { "A" "B" "C" }']

    def write(play):
        if len(play) == 3:
            amounts = ", ".join(str(float(amount)) for amount in payoffs[play])
            lines.append(f't "" {len(lines)} "" {{ {amounts} }}')
            return
        moves = range(num_first if not play else 2)
        words = " ".join(f'"{move}"' for move in moves)
        lines.append(f'p "" {len(play) + 1} 1 "" {{ {words} }} 0')
        for move in moves:
            write((*play, move))

    write(())
    return "\n".join(lines) + "\n"


def read(text):
    """The matrices of such a file."""
    pairs = [line.split("{")[1].strip(" }").split(",") for line in text.splitlines() if line.startswith("t ")]
    size = int(len(pairs) ** 0.5)
    return [[[Fraction(pairs[row * size + k][who].strip()) for k in range(size)] for row in range(size)] for who in (0, 1)]


def run(program, text):
    """-> what the program says of a game, processor seconds"""
    with tempfile.NamedTemporaryFile("w", suffix=".efg") as file:
        file.write(text)
        file.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([program, "solve", file.name, "--all", "--json"], capture_output=True, encoding="utf-8")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if not done.stdout:
        sys.exit(f"census: {program}: {done.stderr}")
    return json.loads(done.stdout), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def distance(profile, row):
    listed = [[move["probability"] for move in infoset["actions"]] for infoset in row["infosets"]]
    return max(abs(float(a) - b) for mix, own in zip(profile, listed) for a, b in zip(mix, own))


def num_found(profiles, rows):
    """Each row stands for one equilibrium at most."""
    used = set()
    for profile in profiles:
        near = [(distance(profile, row), k) for k, row in enumerate(rows) if k not in used]
        near = [(d, k) for d, k in near if d <= (OTHERS_WITHIN if k else FIRST_WITHIN)]
        if near:
            used.add(min(near)[1])
    return len(used)


def measure(program, games):
    found = total = none = complete = said = hidden = 0
    seconds = []
    for text, profiles in games:
        said_of, taken = run(program, text)
        count = num_found(profiles, said_of["equilibria"])
        seconds.append(taken)
        found += count
        total += len(profiles)
        none += len(said_of["equilibria"]) - count
        complete += count == len(profiles)
        said += said_of["search"].get("complete") == "all"
        hidden += count < len(profiles) and said_of["search"]["index_sum"] == 1
    return (f"{found} of {total} found, {none} listed that are none; {complete} of {len(games)} games complete, {said} said to "
            f"be; {hidden} with a miss add up to 1; {statistics.median(seconds):.3f} s, {max(seconds):.3f} at most")


def kinds(num_games):
    for size in (2, 3, 4):
        for catastrophe in CATASTROPHES:
            dice = random.Random(1000 * size + catastrophe)
            games = [drawn(dice, size, catastrophe) for _ in range(num_games)]
            yield f"{size} x {size}, {catastrophe:,}", [(efg(*game), all_equilibria(*game)) for game in games]
    for num_first in (2, 3):
        for catastrophe in CATASTROPHES:
            dice = random.Random(3000 * num_first + catastrophe)
            games = [drawn_three(dice, num_first, catastrophe) for _ in range(num_games)]
            yield f"{num_first} x 2 x 2, {catastrophe:,}", [(efg_of_three(num_first, game), equilibria_of_three(num_first, game))
                                                           for game in games]
    text = KNOWN.read_text(encoding="utf-8")
    yield "von Stengel's 6 x 6", [(text, all_equilibria(*read(text)))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--games", type=int, default=50, help="of a kind (50)")
    parser.add_argument("programs", nargs="+", metavar="PROGRAM")
    options = parser.parse_args()
    for kind, games in kinds(options.games):
        for program in options.programs:
            print(f"{kind}: {program}: {measure(program, games)}", flush=True)


if __name__ == "__main__":
    main()
