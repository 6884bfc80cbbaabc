#!/usr/bin/env python3
"""Holds `demarche solve` to what is at stake in each decision, beside payoffs that dwarf it.

    tests/catastrophes.py PROGRAM [--games N] [--seed S] [--size COST]...

Random games with stakes of 5 in which some plays cost everybody a catastrophe: two or three who choose at once, signals,
trees in which some moves are seen and some are not. Beside the payoff range no wrong move is worth a word there. What is said
to be an equilibrium (exit code 0) must leave none all the same: gains and beliefs are worked out here again, from the
probabilities alone, and compared with what speaks for and against each move that is made. A catastrophe that leaves a mistake
must be told of (exit code 3, a note), and is counted.
"""

import argparse
import itertools
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass

SIZES = (100.0, 10_000.0, 1_000_000.0)
MOST = 1e-3        # of what is at stake: larger mistakes are told of
UNLIKELY = 1e-7    # moves and beliefs up to this die out in the limit
FEW = 0.03         # at most so many games may end short of a limit
KINDS = ("2 2", "3 3", "2 2 2", "3 2 2", "signals", "tree")


@dataclass(frozen=True)
class Layer:
    """Everybody who moves at one depth: an actor (chance: -1), how many moves, and the depths whose moves are seen."""
    mover: int
    num_moves: int
    seen: tuple


@dataclass(frozen=True)
class Drawn:
    layers: list
    num_actors: int
    odds: list      # of chance's moves, at depth 0 alone
    payoffs: dict   # by play


def draw_layers(kind, dice):
    """-> layers, number of actors"""
    if kind == "signals":
        types, signals, replies = (dice.choice([2, 3]) for _ in range(3))
        return [Layer(-1, types, ()), Layer(0, signals, (0,)), Layer(1, replies, (1,))], 2
    if kind != "tree":
        numbers = [int(word) for word in kind.split()]
        return [Layer(actor, number, ()) for actor, number in enumerate(numbers)], len(numbers)
    num_actors = dice.choice([2, 2, 3])
    seen = [set() for _ in range(num_actors)]
    layers = []
    if dice.random() < 0.6:
        layers.append(Layer(-1, dice.choice([2, 3]), ()))
        seen[dice.randrange(num_actors)].add(0)
    for _ in range(dice.choice([3, 4])):
        mover = dice.randrange(num_actors)
        layers.append(Layer(mover, dice.choice([2, 2, 3]), tuple(sorted(seen[mover]))))
        for actor in range(num_actors):
            if actor == mover or dice.random() < 0.6:
                seen[actor].add(len(layers) - 1)
    return layers, num_actors


def plays(layers):
    return itertools.product(*(range(layer.num_moves) for layer in layers))


def draw_game(kind, size, dice):
    layers, num_actors = draw_layers(kind, dice)
    weights = [dice.randrange(1, 10) for _ in range(layers[0].num_moves)] if layers[0].mover < 0 else []
    payoffs = {play: [dice.randrange(5001) / 1000 for _ in range(num_actors)] for play in plays(layers)}
    for _ in range(dice.choice([1, 1, 2, 3])):
        payoffs[dice.choice(sorted(payoffs))] = [-size] * num_actors
    return Drawn(layers, num_actors, [weight / sum(weights) for weight in weights], payoffs)


def seen_at(layer, history):
    return tuple(history[depth] for depth in layer.seen)


def label(depth, seen):
    return "_".join(map(str, (depth, *seen)))


def efg(game):
    lines = ['EFG 2 R "drawn" { ' + " ".join(f'"{chr(65 + actor)}"' for actor in range(game.num_actors)) + " }"]
    numbers = [{} for _ in range(game.num_actors)]
    ends = itertools.count(1)
    chances = itertools.count(1)

    def write(history):
        if len(history) == len(game.layers):
            amounts = ", ".join(repr(amount) for amount in game.payoffs[history])
            lines.append(f't "" {next(ends)} "" {{ {amounts} }}')
            return
        layer = game.layers[len(history)]
        if layer.mover < 0:
            moves = " ".join(f'"{k}" {odds!r}' for k, odds in enumerate(game.odds))
            lines.append(f'c "" {next(chances)} "" {{ {moves} }} 0')
        else:
            name = label(len(history), seen_at(layer, history))
            number = numbers[layer.mover].setdefault(name, len(numbers[layer.mover]) + 1)
            moves = " ".join(f'"{k}"' for k in range(layer.num_moves))
            lines.append(f'p "" {layer.mover + 1} {number} "{name}" {{ {moves} }} 0')
        for move in range(layer.num_moves):
            write((*history, move))

    write(())
    return "\n".join(lines) + "\n"


def without_unlikely(shares):
    likely = [share if share > UNLIKELY else 0.0 for share in shares]
    return [share / math.fsum(likely) for share in likely]


class Judge:
    """A strategy {label: log-probabilities}, with or without what is unlikely in it."""

    def __init__(self, game, strategy, trim):
        self.game, self.strategy, self.trim = game, strategy, trim
        self.worth, self.turning = dict(game.payoffs), {play: [0.0] * game.num_actors for play in game.payoffs}
        self.log_reach = {(): 0.0}
        for depth in range(len(game.layers)):
            for history in plays(game.layers[:depth]):
                for move, log in enumerate(self.logs(depth, history)):
                    self.log_reach[*history, move] = self.log_reach[history] + log
        for depth in reversed(range(len(game.layers))):
            for history in plays(game.layers[:depth]):
                self.look_back(depth, history)

    def logs(self, depth, history):
        layer = self.game.layers[depth]
        if layer.mover < 0:
            return [math.log(odds) for odds in self.game.odds]
        return self.strategy[label(depth, seen_at(layer, history))]

    def look_back(self, depth, history):
        layer = self.game.layers[depth]
        shares = [math.exp(log) for log in self.logs(depth, history)]
        shares = self.trim(shares) if layer.mover >= 0 else shares
        after = [(share, (*history, move)) for move, share in enumerate(shares)]
        actors = range(self.game.num_actors)
        worth = [math.fsum(share * self.worth[next_one][actor] for share, next_one in after) for actor in actors]
        surprise = [0.0 if layer.mover in (-1, actor) else
                    math.fsum(share * abs(self.worth[next_one][actor] - worth[actor]) for share, next_one in after)
                    for actor in actors]
        self.worth[history] = worth
        self.turning[history] = [surprise[actor] + math.fsum(share * self.turning[next_one][actor]
                                                             for share, next_one in after) for actor in actors]

    def mistake(self, depth, histories):
        """-> gain, mistakes as a share of what is at stake"""
        actor = self.game.layers[depth].mover
        top = max(self.log_reach[history] for history in histories)
        beliefs = [math.exp(self.log_reach[history] - top) for history in histories]
        beliefs = self.trim([belief / math.fsum(beliefs) for belief in beliefs])
        choice = [math.exp(log) for log in self.logs(depth, histories[0])]

        def mean(of):
            return math.fsum(belief * of(history) for belief, history in zip(beliefs, histories))

        worth = [mean(lambda history: self.worth[*history, move][actor]) for move in range(len(choice))]
        best = worth.index(max(worth))
        gain = math.fsum(share * (worth[best] - own) for share, own in zip(choice, worth))
        mistake = 0.0
        for move, share in enumerate(choice):
            edge = worth[best] - worth[move]
            if edge <= 1e-12 * max(1.0, abs(worth[best])):
                continue
            mistake += share * edge / mean(
                lambda history: abs(self.worth[*history, best][actor] - self.worth[*history, move][actor])
                + self.turning[*history, best][actor] + self.turning[*history, move][actor])
        return gain, mistake


def worst_mistake(game, strategy):
    """-> share, label, gain there"""
    as_it_is = Judge(game, strategy, lambda shares: shares)
    likely = Judge(game, strategy, without_unlikely)
    worst = (0.0, "", 0.0)
    for depth, layer in enumerate(game.layers):
        sets = {}
        for history in plays(game.layers[:depth]):
            sets.setdefault(seen_at(layer, history), []).append(history)
        for seen, histories in sets.items() if layer.mover >= 0 else ():
            gain, mistake = as_it_is.mistake(depth, histories)
            mistake = min(mistake, likely.mistake(depth, histories)[1])
            worst = max(worst, (mistake, label(depth, seen), gain))
    return worst


def strategy_of(page):
    return {infoset["label"]: [move["log_probability"] for move in infoset["actions"]] for infoset in page["infosets"]}


def try_game(program, game, folder):
    """-> what is wrong with what the program says of a game, whether it says that it came short"""
    path = pathlib.Path(folder) / "drawn.efg"
    path.write_text(efg(game), encoding="utf-8")
    done = subprocess.run([program, "solve", str(path), "--json"], capture_output=True, encoding="utf-8")
    if done.returncode not in (0, 3):
        return f"exit code {done.returncode}: {done.stderr}", False
    page = json.loads(done.stdout)
    share, where, gain = worst_mistake(game, strategy_of(page))
    if done.returncode == 3:
        return ("" if page["solution"]["notes"] else "exit code 3 without a note"), True
    return (f"{share:.2g} of what is at stake at {where}, a gain of {gain:.2g}, is left in what is said to be an equilibrium"
            if share > 1.1 * MOST else ""), False


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--games", type=int, default=12, help="of a kind and size (12)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=float, action="append", help="what a catastrophe costs")
    options = parser.parse_args()
    wrong = short = total = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind, size in itertools.product(KINDS, options.size or SIZES):
            dice = random.Random(f"{options.seed} {kind} {size}")
            for number in range(options.games):
                game = draw_game(kind, size, dice)
                complaint, came_short = try_game(options.program, game, folder)
                total, short = total + 1, short + came_short
                if complaint:
                    wrong += 1
                    print(f"FAILED     {kind}, {size:,.0f}, game {number}: {complaint}\n{efg(game)}")
    print(f"catastrophes: {total - wrong} of {total} games as they should be; {short} said to have come short of a limit")
    return 1 if wrong or short > max(2, FEW * total) else 0


if __name__ == "__main__":
    sys.exit(main())
