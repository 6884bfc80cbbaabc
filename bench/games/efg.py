"""Writes a game in extensive form as Gambit's .efg, version 2, so that any program can read it.

A game is an object with
    title, players         names
    start()                the first state
    turn(state)            "end", "chance" or the mover's index from 0
    payoffs(state)         at an end: one number a player
    odds(state)            at chance: [(label, numerator, denominator)]
    moves(state)           at a mover's turn: labels
    seen(state, mover)     at a mover's turn: what it knows, hashable; it names the information set
    after(state, k)        the state after the k-th move
"""

import fractions
import sys


def quoted(text):
    return '"' + str(text).replace('"', '\\"') + '"'


class Writer:
    def __init__(self, game, out):
        self.game, self.out = game, out
        self.sets = [{} for _ in game.players]
        self.num_chance = 0
        self.outcomes = {}
        self.num_nodes = 0

    def end(self, state):
        payoffs = tuple(self.game.payoffs(state))
        number = self.outcomes.setdefault(payoffs, len(self.outcomes) + 1)
        self.out.write(f't "" {number} "" {{ {", ".join(map(str, payoffs))} }}\n')

    def chance(self, state):
        odds = self.game.odds(state)
        self.num_chance += 1
        shares = " ".join(f"{quoted(label)} {fractions.Fraction(n, d)}" for label, n, d in odds)
        self.out.write(f'c "" {self.num_chance} "" {{ {shares} }} 0\n')
        return len(odds)

    def decision(self, state, mover):
        moves, seen = self.game.moves(state), self.game.seen(state, mover)
        number = self.sets[mover].setdefault(seen, len(self.sets[mover]) + 1)
        label = seen if isinstance(seen, str) else " ".join(map(str, seen))
        listed = " ".join(map(quoted, moves))
        self.out.write(f'p "" {mover + 1} {number} {quoted(label)} {{ {listed} }} 0\n')
        return len(moves)

    def node(self, state):
        self.num_nodes += 1
        turn = self.game.turn(state)
        if turn == "end":
            self.end(state)
            return
        num = self.chance(state) if turn == "chance" else self.decision(state, turn)
        for k in range(num):
            self.node(self.game.after(state, k))


def write(game, out=sys.stdout):
    """The number of nodes."""
    players = " ".join(map(quoted, game.players))
    out.write(f"EFG 2 R {quoted(game.title)} {{ {players} }}\n")
    writer = Writer(game, out)
    writer.node(game.start())
    return writer.num_nodes
