#!/usr/bin/env python3
"""Agent quantal response equilibria agree with Gambit's logit solver, at several precisions, to 1e-9.

    tests/peer_gambit.py PROGRAM        (run by a Python that has pygambit: tools/setup peers)

The games are those of tests/known, crises of bench/games and random ones. Both programs read the same file, crises and
the examples' as `demarche export --efg` wrote them. Gambit is
asked what precision its point has, and ours is taken there: so also where its path stops short of what was asked. A point
is not compared where Gambit says that it crossed a bifurcation before (it then picks one of several branches), or where
the point misses the logit equations itself, by Gambit's own values of the moves; either is said.
"""

import csv
import io
import math
import pathlib
import random
import subprocess
import sys
import tempfile

import pygambit

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench/games"))
import efg
from drawn import Drawn
from strict import strict
from tree import read_tree

TOLERANCE = 1e-9
PRECISIONS = (1, 5, 20, 60)  # times the payoff range
CRISES = [("signalling", 2), ("signalling", 5), ("escalation", 3, 2), ("alliance", 3, 2), ("backing", 1, 2)]
SEEDS = range(12)
TABLES = [(2, 2), (3, 2), (2, 3), (2, 2, 2), (3, 2, 4), (1, 3), (2, 1, 3), (4, 4), (2, 2, 2, 2)]  # strategies by player
FEWEST_COMPARED = 60  # of the points below; so few can be left out


def exported(program, model):
    return subprocess.run([program, "export", model, "--efg"], check=True, capture_output=True, encoding="utf-8").stdout


def strictly(text):
    return "".join(strict(text.splitlines(keepends=True)))


def write_games(program, folder):
    """Files that both programs read."""
    for path in sorted((ROOT / "tests/known").glob("*.efg")):
        yield path.stem, strictly(path.read_text(encoding="utf-8"))
    for words in CRISES:
        name = "_".join(map(str, words))
        model = subprocess.run([sys.executable, ROOT / "bench/games/crises.py", *map(str, words)], check=True,
                               capture_output=True, encoding="utf-8").stdout
        (folder / "crisis").write_text(model, encoding="utf-8")
        yield name, exported(program, folder / "crisis")
    for seed in SEEDS:
        out = io.StringIO()
        efg.write(Drawn(seed), out)
        yield f"drawn_{seed}", strictly(out.getvalue())


def payoff_range(tree):
    """The largest minus the smallest payoff of whichever player has the widest."""
    columns = list(zip(*(node.payoffs for node in tree.nodes if node.payoffs)))
    return max(max(column) - min(column) for column in columns)


def ours(program, path, precision):
    """(player, information set) -> probabilities in the file's order"""
    done = subprocess.run([program, "solve", path, "--precision", repr(precision), "--csv"], capture_output=True,
                          encoding="utf-8", timeout=600)
    if done.returncode != 0:
        raise RuntimeError(f"exit code {done.returncode}: {done.stderr}")
    found = {}
    for row in csv.DictReader(io.StringIO(done.stdout)):
        found.setdefault((row["actor"], row["infoset"]), []).append(float(row["probability"]))
    return found


def theirs(tree, profile):
    """The same of Gambit's, which lists a player's sets in the order of the tree."""
    return {(player, label): [float(share) for _, share in choice]
            for player, infosets in tree.infosets().items()
            for (label, _), (_, choice) in zip(infosets, profile[player], strict=True)}


def misses(profile, precision, game):
    """How far the point is from the logit equations, in probabilities, by Gambit's own values of the moves."""
    worst = 0.0
    worth = {history: [float(value) for _, value in values] for history, values in profile.action_values}
    for player in game.players:
        for history, choice in profile[player]:
            shares, values = [float(share) for _, share in choice], worth[history]
            weights = [math.exp(precision * (value - max(values))) for value in values]
            worst = max([worst, *(abs(share - weight / sum(weights)) for share, weight in zip(shares, weights))])
    return worst


# Games on which Gambit's path takes all memory before it comes to a precision, and what is known of them.
NEVER_ENDS = {"von_stengel_6x6": "75 equilibria, whose branches lie close"}


class Comparison:
    def __init__(self, program):
        self.program, self.compared, self.left_out, self.failures, self.largest = program, 0, 0, [], 0.0

    def leave_out(self, what, why):
        self.left_out += 1
        print(f"{what}: not compared: {why}")

    def point(self, name, path, tree, game, wanted):
        what, bifurcations = f"{name} at {wanted:.6g}", []

        def notice(event):
            if isinstance(event, pygambit.LogitBifurcationEvent):
                bifurcations.append(event)

        points = pygambit.qre.logit_solve_lambda(game, [wanted], event_callback=notice)
        if not points:
            self.leave_out(what, "Gambit gives no point")
            return
        precision, profile = points[0].lam, points[0].profile
        if abs(precision - wanted) > 1e-6 * wanted:
            print(f"{what}: Gambit stops at {precision!r}; compared there")
        missed = misses(profile, precision, game)
        if bifurcations:
            self.leave_out(what, "Gambit crossed a bifurcation")
        elif not missed < TOLERANCE / 10:
            self.leave_out(what, f"Gambit's point misses the logit equations by {missed:.1e}")
        else:
            self.agree(what, ours(self.program, path, precision), theirs(tree, profile))

    def agree(self, what, mine, other):
        self.compared += 1
        if mine.keys() != other.keys():
            self.failures.append(f"{what}: other information sets")
            return
        difference = max(abs(a - b) for key in mine for a, b in zip(mine[key], other[key], strict=True))
        self.largest = max(self.largest, difference)
        if not difference <= TOLERANCE:
            self.failures.append(f"{what}: differs by {difference:.1e}")


def unread(program, folder):
    """Examples whose export Gambit does not read."""
    for model in sorted((ROOT / "examples").glob("*.crisis")):
        path = folder / f"{model.stem}.efg"
        path.write_text(exported(program, model), encoding="utf-8")
        try:
            pygambit.read_efg(path)
        except Exception as failure:  # whatever it says
            yield f"{model.stem}: Gambit does not read it: {failure}"


def drawn_table(dice, counts):
    """An .nfg of random payoffs, by outcomes that profiles share or profile by profile."""
    names = " ".join(f'"P{k + 1}"' for k in range(len(counts)))
    size = math.prod(counts)
    number = lambda: f"{dice.randint(-40, 40)}/8" if dice.random() < 0.5 else str(dice.randint(-50, 50) / 10)
    if dice.random() < 0.5:
        lines = [" ".join(number() for _ in counts) for _ in range(size)]
        return f'NFG 1 R "drawn" {{ {names} }} {{ {" ".join(map(str, counts))} }}\n' + "\n".join(lines) + "\n"
    strategies = " ".join("{ " + " ".join(f'"s{k}"' for k in range(count)) + " }" for count in counts)
    outcomes = "\n".join('{ "o" ' + ", ".join(number() for _ in counts) + " }" for _ in range(size))
    rows = " ".join(str(dice.randint(0, size)) for _ in range(size))
    return f'NFG 1 R "drawn" {{ {names} }}\n{{ {strategies} }}\n"a comment"\n{{\n{outcomes}\n}}\n{rows}\n'


def compare_tables(comparison, folder):
    """Strategic games: what both programs read of one .nfg, and Gambit's reading of what ours exports of it."""
    for seed, counts in enumerate(TABLES):
        path = folder / f"table_{seed}.nfg"
        path.write_text(drawn_table(random.Random(seed), counts), encoding="utf-8")
        game = pygambit.read_nfg(path)
        for precision in (0.2, 1.0):
            points = pygambit.qre.logit_solve_lambda(game, [precision])
            profile = points[0].profile
            theirs_now = [[float(share) for _, share in profile[player]] for player in game.players]
            ours_now = list(ours(comparison.program, path, points[0].lam).values())
            largest = max(abs(a - b) for mine, other in zip(ours_now, theirs_now, strict=True)
                          for a, b in zip(mine, other, strict=True))
            comparison.compared += 1
            comparison.largest = max(comparison.largest, largest)
            if not largest <= TOLERANCE:
                comparison.failures.append(f"table {seed} at {precision}: differs by {largest:.1e}")
        exported_path = folder / f"table_{seed}.efg"
        exported_path.write_text(exported(comparison.program, path), encoding="utf-8")
        pygambit.read_efg(exported_path)


def main(program):
    comparison = Comparison(program)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, text in write_games(program, folder):
            path = folder / f"{name}.efg"
            path.write_text(text, encoding="utf-8")
            if name in NEVER_ENDS:
                comparison.leave_out(name, f"Gambit does not end: {NEVER_ENDS[name]}")
                continue
            tree, game = read_tree(path), pygambit.read_efg(path)
            for precision in PRECISIONS:
                comparison.point(name, path, tree, game, precision / payoff_range(tree))
        compare_tables(comparison, folder)
        comparison.failures += unread(program, folder)
    if comparison.compared < FEWEST_COMPARED:
        comparison.failures.append(f"only {comparison.compared} points compared, not {FEWEST_COMPARED}")
    for failure in comparison.failures:
        print(failure)
    print(f"peer_gambit: pygambit {pygambit.__version__}: {comparison.compared} points compared, largest difference "
          f"{comparison.largest:.1e}, {comparison.left_out} left out, {len(comparison.failures)} failures")
    sys.exit(1 if comparison.failures else 0)


if __name__ == "__main__":
    main(sys.argv[1])
