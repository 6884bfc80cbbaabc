"""Our own program as it takes part: whole processes, from the file to the certified answer on standard output."""

import csv
import io
import json
import re

import files
from suite import CHECKED_AT, EXPLOITABILITY, GAIN

NEVER = "1e-300"  # a tolerance that is not met, so that all iterations are made
ENOUGH_SECONDS = 1.0
REACHED = (0, 3)  # 3: the certificate asked for was not reached, which is what a fixed number of iterations means
RANGE = re.compile(r"payoff\s+range\s+([\d.]+)")
SIZE = re.compile(r"([\d,]+)\s+nodes,.*?([\d,]+)\s+information", re.S)


class Failed(Exception):
    pass


class Program:
    def __init__(self, run):
        """run(arguments) -> Cost, or raises OverLimit"""
        self.run = run

    def good(self, arguments, exits=REACHED):
        cost = self.run([files.PROGRAM, *arguments])
        if cost.status not in exits:
            raise Failed(f"exit code {cost.status}: {cost.errors.strip()[-200:]}")
        return cost

    def shape(self, case):
        """nodes, information sets, payoff range"""
        path = "example:april2024" if case.task == "ask" else files.ours(case)
        if len(case.words) == 1 and case.task != "ask":
            told = self.good(["solve", path, "--method", "cfr+", "--iterations", "1"])
        else:
            told = self.good(["solve", path, "--precision", "0.001"])
        size, widest = SIZE.search(told.output), RANGE.search(told.output)
        nodes, infosets = (int(text.replace(",", "")) for text in size.groups())
        return nodes, infosets, float(widest[1])

    def solution(self, arguments):
        cost = self.good([*arguments, "--json"])
        return cost, json.loads(cost.output)["solution"]

    def gap(self, solution):
        """What the field calls exploitability"""
        return sum(solution["nash_gap"].values()) / 2

    def iteration(self, case, shape):
        """Processor seconds an iteration: the difference of two runs, so that reading and certifying are left out."""
        begin = ["solve", files.ours(case), "--method", "cfr+", "--tolerance", NEVER, "--iterations"]
        _, checked = self.solution([*begin, CHECKED_AT])
        few, many = CHECKED_AT, 16 * CHECKED_AT
        first = self.good([*begin, few, "--csv"]).cpu_seconds
        while (cost := self.good([*begin, many, "--csv"])).cpu_seconds - first < ENOUGH_SECONDS and many < 10**8:
            many *= 4
        seconds = (cost.cpu_seconds - first) / (many - few)
        return cost, {"seconds": seconds, "reached": self.gap(checked), "value": next(iter(checked["values"].values())),
                      "note": f"{shape[0] / seconds:.2g} histories a second over {many:,} iterations"}

    def exploitability(self, case, shape):
        cost, solution = self.solution(["solve", files.efg(case), "--method", "regret", "--tolerance",
                                        EXPLOITABILITY / shape[2]])
        return cost, {"seconds": cost.cpu_seconds, "reached": self.gap(solution), "note": solution["method"],
                      "value": next(iter(solution["values"].values()))}

    def crisis(self, case, *options):
        """The strategy with its gains, as CSV: JSON would list every belief over every type."""
        cost = self.good(["solve", files.ours(case), *options, "--csv"])
        strategy, gain = {}, 0.0
        for row in csv.DictReader(io.StringIO(cost.output)):
            strategy.setdefault((row["actor"], row["infoset"]), []).append(float(row["probability"]))
            gain = max(gain, float(row["gain"]))
        return cost, {"seconds": cost.cpu_seconds, "reached": gain, "strategy": strategy,
                      "success": cost.status == 0}

    def aqre(self, case, shape, precision):
        cost, found = self.crisis(case, "--precision", precision)
        return cost, found | {"reached": found["reached"] / shape[2]}

    def gain(self, case, shape):
        cost, found = self.crisis(case, "--tolerance", GAIN)
        return cost, found | {"reached": found["reached"] / shape[2]}

    def load(self, case, shape):
        cost = self.good(["check", files.strict_efg(case)])
        return cost, {"seconds": cost.cpu_seconds}

    def ask(self, case, shape):
        cost = self.good(["ask", "example:april2024", "P(escalation is war)"], exits=(0,))
        return cost, {"seconds": cost.cpu_seconds, "note": "cold, one question"}
