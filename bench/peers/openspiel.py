"""OpenSpiel's C++ CFR+ through its Python module, on its own games.

    openspiel.py iteration GAME ITERATIONS       seconds an iteration; exploitability and value after ITERATIONS
    openspiel.py exploitability GAME TARGET      seconds to an exploitability
"""

import sys

import pyspiel
from report import report, seconds_an_iteration, seconds_to

GOOFSPIEL = "goofspiel(num_cards={},imp_info=True,points_order=descending,returns_type=win_loss)"
NAMES = {
    "kuhn": "kuhn_poker",
    "leduc": "leduc_poker",
    "goofspiel4": GOOFSPIEL.format(4),
    "goofspiel5": GOOFSPIEL.format(5),
    "liars_dice": "liars_dice",
}


def load(name):
    game = pyspiel.load_game(NAMES[name])
    simultaneous = game.get_type().dynamics == pyspiel.GameType.Dynamics.SIMULTANEOUS
    return pyspiel.convert_to_turn_based(game) if simultaneous else game


def num_histories(game):
    """OpenSpiel counts the forced last bids of goofspiel as it plays them: by itself, as we do."""
    count, stack = 0, [game.new_initial_state()]
    while stack:
        state = stack.pop()
        count += 1
        if not state.is_terminal():
            stack += [state.child(action) for action in state.legal_actions()]
    return count


def value_of(game, policy):
    return pyspiel.expected_returns(game.new_initial_state(), policy, -1, True)[0]


def main(task, name, number):
    game = load(name)
    nodes = num_histories(game)
    solver = pyspiel.CFRPlusSolver(game)
    if task == "iteration":
        for _ in range(int(number)):
            solver.evaluate_and_update_policy()
        policy = solver.tabular_average_policy()
        reached, value = pyspiel.exploitability(game, policy), value_of(game, policy)
        seconds = seconds_an_iteration(solver.evaluate_and_update_policy)
        report("open_spiel", nodes=nodes, seconds=seconds, reached=reached, value=value)
    else:
        seconds, reached, count = seconds_to(float(number), solver.evaluate_and_update_policy,
                                             lambda: pyspiel.exploitability(game, solver.average_policy()))
        report("open_spiel", nodes=nodes, seconds=seconds, reached=reached, note=f"{count} iterations of CFR+",
               value=value_of(game, solver.tabular_average_policy()))


if __name__ == "__main__":
    main(*sys.argv[1:])
