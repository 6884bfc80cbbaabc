"""Gambit's logit solver through pygambit, on .efg files.

    gambit.py load FILE            seconds to read it
    gambit.py aqre FILE LAMBDA     seconds to the agent quantal response equilibrium; its strategy
    gambit.py gain FILE GAIN       seconds until Gambit says that no regret is over this share of the payoff range

A strategy is a list of probabilities an information set, by player, in the order in which the file first names the sets.
"""

import sys
import time

import pygambit
from report import report


def strategy_of(game, profile):
    return {player: [[float(share) for _, share in choice] for _, choice in profile[player]] for player in game.players}


def main(task, path, number="0"):
    begin = time.process_time()
    game = pygambit.read_efg(path)
    loaded = time.process_time()
    if task == "load":
        report("pygambit", seconds=loaded - begin)
        return
    if task == "aqre":
        point = pygambit.qre.logit_solve_lambda(game, [float(number)])[0]
        profile, note, success = point.profile, f"at lambda {point.lam!r}", abs(point.lam - float(number)) < 1e-6
    else:
        result = pygambit.nash.logit_solve(game, maxregret=float(number))
        profile, note, success = result.equilibrium, f"Gambit says {result.reason}", result.success
    seconds = time.process_time() - loaded
    found = {} if profile is None else {"strategy": strategy_of(game, profile)}
    report("pygambit", seconds=seconds, note=note, success=bool(success), **found)


if __name__ == "__main__":
    main(*sys.argv[1:])
