"""sgamesolver's QRE homotopy, on .efg files in which everybody sees everything.

    sgame.py aqre FILE LAMBDA
    sgame.py gain FILE GAIN      to its own test of convergence, 1e-7 in strategies: it has no tolerance in gains

sgamesolver knows stochastic games, whose states everybody sees: each decision becomes a state, in which whoever does not
move has one action, and what ends the game leads nowhere. Its quantal response equilibrium is then the agent form's.
Games with private types have no such form, so that the benchmark asks it for those with one type only.
"""

import sys
import time
from pathlib import Path

import numpy as np

np.NaN = np.nan  # sgamesolver 1.0.2 uses the name that numpy 2 took away
import sgamesolver
from report import report

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "games"))
from tree import read_tree


def stochastic_game(tree):
    states = [node for node in tree.nodes if node.moves]
    number = {id(node): k for k, node in enumerate(states)}
    payoffs, transitions = [], []
    for node in states:
        shape = [1] * len(tree.players)
        shape[node.mover] = len(node.moves)
        gain, leads = np.zeros((len(tree.players), *shape)), np.zeros((*shape, len(states)))
        for k, after in enumerate(node.children):
            at = tuple(k if player == node.mover else 0 for player in range(len(tree.players)))
            if after.moves:
                leads[at + (number[id(after)],)] = 1
            else:
                gain[(slice(None), *at)] = after.payoffs
        payoffs.append(gain)
        transitions.append(leads)
    return states, sgamesolver.SGame(payoffs, transitions, 1.0)


def main(task, path, number):
    tree = read_tree(path)
    states, game = stochastic_game(tree)
    begin = time.process_time()
    homotopy = sgamesolver.homotopy.QRE(game)
    homotopy.solver_setup(target_lambda=float(number) if task == "aqre" else np.inf)
    homotopy.solver.verbose = 0
    result = homotopy.solver.start()
    seconds = time.process_time() - begin
    strategy = {player: [] for player in tree.players}
    if homotopy.equilibrium is not None:
        for k, node in enumerate(states):
            chosen = homotopy.equilibrium.strategies[k, node.mover][:len(node.moves)]
            strategy[tree.players[node.mover]].append(list(map(float, chosen)))
    report("sgamesolver", seconds=seconds, success=bool(result["success"]), strategy=strategy,
           note=f"{result['steps']} steps" + (f", {result['failure reason']}" if result["failure reason"] else ""))


if __name__ == "__main__":
    main(*sys.argv[1:])
