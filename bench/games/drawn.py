"""Random games in which chance deals traits, players move in turn, and each move is heard by some; with perfect recall."""

import random


class Drawn:
    def __init__(self, seed):
        draw = random.Random(seed)
        num_players = draw.choice((2, 2, 3))
        self.title = f"Drawn with seed {seed}"
        self.players = [f"P{k + 1}" for k in range(num_players)]
        self.seed = seed
        self.num_traits = [draw.choice((1, 2, 3)) for _ in self.players]
        self.num_traits[0] = max(2, self.num_traits[0])
        num_turns = draw.choice((2, 3, 4))
        self.movers = [draw.randrange(num_players) for _ in range(num_turns)]
        self.widths = [draw.choice((2, 2, 3)) for _ in range(num_turns)]
        self.heard = [[draw.random() < 0.6 for _ in self.players] for _ in range(num_turns)]
        self.may_end = [draw.random() < 0.4 for _ in range(num_turns)]

    def start(self):
        return ((), ())  # traits, moves

    def turn(self, state):
        traits, moves = state
        if len(traits) < len(self.players):
            return "chance"
        over = bool(moves) and moves[-1] == 0 and self.may_end[len(moves) - 1]
        return "end" if over or len(moves) == len(self.movers) else self.movers[len(moves)]

    def odds(self, state):
        num = self.num_traits[len(state[0])]
        weights = list(range(1, num + 1))
        return [(f"t{k}", weight, sum(weights)) for k, weight in enumerate(weights)]

    def moves(self, state):
        return [f"m{k}" for k in range(self.widths[len(state[1])])]

    def seen(self, state, mover):
        traits, moves = state
        known = [f"{k}:{move}" for k, move in enumerate(moves) if self.heard[k][mover] or self.movers[k] == mover]
        return (f"turn{len(moves)}", f"t{traits[mover]}", *known)

    def after(self, state, k):
        traits, moves = state
        return (traits + (k,), moves) if self.turn(state) == "chance" else (traits, moves + (k,))

    def payoffs(self, state):
        draw = random.Random(f"{self.seed} {state}")
        return [draw.randint(-100, 100) / 50 for _ in self.players]
