#!/usr/bin/env python3
"""Measures us and our peers on the same games in one run: bench/README.md says how and why.

    bench/run.py [--quick] [--limit SECONDS] [--core K] [--task TASK] [--out FILE]

Exit code 1 if two solvers disagree about an answer.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

import files
import measure
import results
from program import Failed, Program
from setup import PYTHON, requirements
from suite import CHECKED_AT, EXPLOITABILITY, GAIN, PRECISION, suite

PEERS = {"open_spiel": "openspiel.py", "LiteEFG": "liteefg.py", "pygambit": "gambit.py", "sgamesolver": "sgame.py"}
ENOUGH_SECONDS, MOST_RUNS = 3.0, 5   # a case is run again until it took so long or so often
AGREE = {"pygambit": 1e-9, "sgamesolver": 1e-6}  # strategies at one precision; sgamesolver corrects to 1e-7


class OverLimit(Exception):
    pass


class Bench:
    def __init__(self, chosen, table):
        self.limit, self.cores, self.table = chosen.limit, {chosen.core}, table
        self.all_cores = os.sched_getaffinity(0)
        self.program = Program(self.bounded)
        self.versions = peer_versions()
        self.own_version = own_version()
        self.failed = {}  # (task, family, solver) -> sizes over the limit
        self.ours = {}    # case -> what we found

    def bounded(self, command, cores=None):
        environment = {**os.environ, "HOME": str(files.HERE), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        cost = measure.run(command, self.limit, cores or self.cores, environment)
        if cost.over_limit:
            raise OverLimit
        return cost

    def is_hopeless(self, case, solver):
        return any(size and all(a <= b for a, b in zip(size, case.size))
                   for size in self.failed.get((case.task, case.family, solver), []))

    def row(self, case, solver, shape):
        version = self.own_version if solver == "demarche" else self.versions.get(solver, "")
        nodes, infosets, _ = shape or (None, None, None)
        return results.Row(case.task, case.family, case.game, nodes, infosets, solver, version)

    def case(self, case):
        shape = self.shape(case)
        for solver in case.solvers:
            row = self.row(case, solver, shape)
            try:
                if shape is None or self.is_hopeless(case, solver):
                    row.status, row.note = "not tried", "a smaller game was over the limit"
                elif solver != "demarche" and not row.version:
                    row.status, row.note = "missing", "could not be installed"
                else:
                    self.measured(case, solver, shape, row)
            except OverLimit:
                row.status, row.note = "over limit", f"{self.limit:g} s of the processor"
                self.failed.setdefault((case.task, case.family, solver), []).append(case.size)
            except files.TooLarge:
                row.status, row.note = "not tried", f"over {files.MOST_NODES:,} nodes: its .efg is not written"
            except Failed as failure:
                row.status, row.note = "failed", str(failure)
            self.table.add(row)
            print(line(row), flush=True)

    def shape(self, case):
        try:
            return self.program.shape(case)
        except OverLimit:
            return None

    def measured(self, case, solver, shape, row):
        """Runs it until that is enough, and fills the row in from the median."""
        once = self.us if solver == "demarche" else self.peer
        costs, found, seconds = [], {}, []
        while len(costs) < MOST_RUNS and sum(cost.cpu_seconds for cost in costs) < ENOUGH_SECONDS:
            cost, found = once(case, solver, shape)
            costs.append(cost)
            seconds.append(found["seconds"])
        row.seconds, row.seconds_low, row.seconds_high = statistics.median(seconds), min(seconds), max(seconds)
        row.runs, row.note = len(costs), found.get("note", "")
        row.wall_seconds = statistics.median(cost.wall_seconds for cost in costs)
        row.memory_mib = statistics.median(cost.memory_mib for cost in costs)
        row.reached, row.value = found.get("reached"), found.get("value")
        if not found.get("success", True):
            row.status, row.note = "failed", f"does not reach what was asked; {row.note}"
        if solver == "demarche":
            self.ours[case] = found
        else:
            self.compare(case, solver, shape, found, row)

    def us(self, case, solver, shape):
        if case.task == "aqre":
            return self.program.aqre(case, shape, PRECISION / shape[2])
        if case.task == "threads":
            return self.threads(case)
        return getattr(self.program, case.task)(case, shape)

    def threads(self, case):
        """Seconds on the clock with two threads; the note has those with one."""
        command = [files.PROGRAM, "solve", files.efg(case), "--method", "pcfr+", "--iterations", "3000", "--csv"]
        one = self.bounded([*command, "--threads", "1"], self.all_cores)
        two = self.bounded([*command, "--threads", "2"], self.all_cores)
        same = "the same bytes" if one.output == two.output else "OTHER BYTES"
        note = f"one thread {one.wall_seconds:.3g} s: {one.wall_seconds / two.wall_seconds:.2f} times; {same}"
        return two, {"seconds": two.wall_seconds, "note": note, "success": one.output == two.output}

    def peer(self, case, solver, shape):
        number = {"iteration": CHECKED_AT, "exploitability": EXPLOITABILITY, "aqre": PRECISION / shape[2], "gain": GAIN,
                  "load": 0}[case.task]
        game = case.words[0] if case.family == "zero-sum" else files.strict_efg(case)
        cost = self.bounded([PYTHON, files.ROOT / "bench/peers" / PEERS[solver], case.task, game, number])
        lines = cost.output.strip().splitlines()
        if cost.status or not lines:
            raise Failed((cost.errors.strip().splitlines() or [f"exit code {cost.status}"])[-1][:200])
        return cost, json.loads(lines[-1])

    def compare(self, case, solver, shape, found, row):
        if found.get("nodes", row.nodes) != row.nodes:
            row.status, row.note = "disagrees", f"has {found['nodes']:,} nodes"
        mine = self.ours.get(case)
        if mine and found.get("value") is not None:
            row.difference = abs(found["value"] - mine["value"])
            if row.difference > 2 * (found["reached"] + mine["reached"]):
                row.status = "disagrees"
        if found.get("strategy"):
            self.compare_strategies(case, solver, shape, found, row, mine)

    def compare_strategies(self, case, solver, shape, found, row, mine):
        strategy = by_infoset(case, found["strategy"])
        row.reached = self.certified(case, strategy, shape)
        if case.task == "gain" and row.status == "ok" and not row.reached <= GAIN:
            row.status = "short"
        if not mine:
            return
        row.difference = max(abs(a - b) for key in strategy for a, b in zip(strategy[key], mine["strategy"][key]))
        # In the limit several equilibria are right, and off the path several strategies are: the gain is the judge.
        if case.task == "aqre" and row.status == "ok" and not row.difference <= AGREE[solver]:
            row.status = "disagrees"

    def certified(self, case, strategy, shape):
        """The largest gain of the peer's strategy over the payoff range, by a program that shares no code with solvers."""
        path = files.HERE / "strategy.json"
        moves = {f"{player}|{label}": dict(zip(names, strategy[player, label]))
                 for player, infosets in files.tree(case).infosets().items() for label, names in infosets}
        path.write_text(json.dumps(moves), encoding="utf-8")
        cost = self.bounded([files.PROGRAM, "certify", files.strict_efg(case), "--strategy", path, "--json"])
        return json.loads(cost.output)["certificate"]["relative_gain"] if cost.status in (0, 3) else None


def by_infoset(case, strategy):
    """(player, label) -> probabilities, from lists in the order of the file"""
    return {(player, label): shares for player, infosets in files.tree(case).infosets().items()
            for (label, _), shares in zip(infosets, strategy[player], strict=True)}


def peer_versions():
    """name -> version of what is installed at the version that is pinned"""
    code = "import importlib.metadata as m, json; print(json.dumps({d.name: d.version for d in m.distributions()}))"
    there = json.loads(subprocess.run([PYTHON, "-c", code], check=True, capture_output=True, encoding="utf-8").stdout)
    there = {name.lower().replace("-", "_"): version for name, version in there.items()}
    pinned = dict(line.split("==") for line in requirements())
    return {name: version for name, version in pinned.items() if there.get(name.lower()) == version}


def own_version():
    version = subprocess.run([files.PROGRAM, "--version"], capture_output=True, encoding="utf-8").stdout.split()
    commit = subprocess.run(["git", "-C", files.ROOT, "describe", "--always", "--dirty"], capture_output=True,
                            encoding="utf-8").stdout.strip()
    return f"{version[-1] if version else ''} {commit}".strip()


def line(row):
    seconds = "" if row.seconds is None else f"{row.seconds:.3g} s"
    reached = "" if row.reached is None else f"reached {row.reached:.2g}"
    difference = "" if row.difference is None else f"differs by {row.difference:.1e}"
    nodes = "" if row.nodes is None else f"{row.nodes:,}"
    return (f"{row.task:14} {row.game:18} {nodes:>13} {row.solver:12} {row.status:10} {seconds:>11}  {reached:16} "
            f"{difference:20} {row.note}").rstrip()


def draw(path):
    subprocess.run([PYTHON, files.ROOT / "bench/picture.py", path, path.with_suffix(".svg")])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small games only, 10 s a case: a few minutes")
    parser.add_argument("--limit", type=float, help="processor seconds a process (60; quick: 10)")
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)), help="the processor that all run on")
    parser.add_argument("--task", action="append", help="only this task; may be given again")
    parser.add_argument("--out", type=pathlib.Path, help="the table, instead of bench/results/MACHINE.csv")
    chosen = parser.parse_args()
    chosen.limit = chosen.limit or (10 if chosen.quick else 60)
    name = results.machine() + ("-quick" if chosen.quick else "") + ".csv"
    table = results.Table(chosen.out or results.FOLDER / name)
    files.GAMES.mkdir(parents=True, exist_ok=True)
    others = os.sched_getaffinity(0) - {chosen.core}
    begin = time.monotonic()
    bench = Bench(chosen, table)
    os.sched_setaffinity(0, others or {chosen.core})  # so that watching does not slow what is measured
    for case in suite(chosen.quick):
        if not chosen.task or case.task in chosen.task:
            bench.case(case)
    disagreeing = sum(row.status == "disagrees" for row in table.rows)
    draw(table.path)
    print(f"bench: {len(table.rows)} rows, {disagreeing} disagree, {(time.monotonic() - begin) / 60:.0f} minutes: {table.path}")
    sys.exit(1 if disagreeing else 0)


if __name__ == "__main__":
    main()
