"""Kuhn poker (Kuhn 1950): three cards, one bet; 58 histories. The first player loses 1/18 at equilibrium."""


class Kuhn:
    title = "Kuhn poker"
    players = ["P1", "P2"]
    ends = {"bb", "bp", "pp", "pbb", "pbp"}

    def start(self):
        return ((), "")  # cards, moves

    def turn(self, state):
        cards, moves = state
        if len(cards) < 2:
            return "chance"
        return "end" if moves in self.ends else len(moves) % 2

    def odds(self, state):
        left = self.left(state)
        return [(card, 1, len(left)) for card in left]

    def left(self, state):
        return [card for card in range(3) if card not in state[0]]

    def moves(self, state):
        return ["pass", "bet"]

    def seen(self, state, mover):
        return (state[0][mover], state[1])

    def after(self, state, k):
        cards, moves = state
        if len(cards) < 2:
            return (cards + (self.left(state)[k],), moves)
        return (cards, moves + "pb"[k])

    def payoffs(self, state):
        (first, second), moves = state
        stake = 2 if moves.endswith("bb") else 1
        if moves.endswith("bp"):
            win = len(moves) % 2 == 0  # who bet last takes the pot
        else:
            win = first > second
        return (stake, -stake) if win else (-stake, stake)
