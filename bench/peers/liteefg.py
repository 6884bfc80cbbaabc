"""LiteEFG's CFR+ on OpenSpiel's games, averaged linearly as its own examples do.

    liteefg.py iteration GAME ITERATIONS
    liteefg.py exploitability GAME TARGET

It writes each game to a file below $HOME first, which the benchmark points at its own folder.
"""

import sys

import LiteEFG
from LiteEFG.baselines.CFRplus import graph as CfrPlus
from openspiel import load, num_histories
from report import report, seconds_an_iteration, seconds_to

AVERAGE = "linear-avg-iterate"


def main(task, name, number):
    game = load(name)
    environment = LiteEFG.OpenSpielEnv(game, traverse_type="Enumerate", regenerate=True)
    solver = CfrPlus()
    environment.set_graph(solver)

    def iterate():
        solver.update_graph(environment)
        environment.update_strategy(solver.current_strategy())

    def exploitability():
        return sum(environment.exploitability(solver.current_strategy(), AVERAGE)) / 2

    if task == "iteration":
        for _ in range(int(number)):
            iterate()
        found = {"reached": exploitability(), "value": environment.utility(solver.current_strategy(), AVERAGE)[0]}
        found["seconds"] = seconds_an_iteration(iterate)
    else:
        seconds, reached, count = seconds_to(float(number), iterate, exploitability)
        found = {"seconds": seconds, "reached": reached, "note": f"{count} iterations of CFR+",
                 "value": environment.utility(solver.current_strategy(), AVERAGE)[0]}
    report("LiteEFG", nodes=num_histories(game), **found)


if __name__ == "__main__":
    main(*sys.argv[1:])
