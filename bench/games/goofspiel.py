"""Goofspiel with imperfect information (Ross 1971; Lanctot, Lisy & Bowling 2014): N cards each, prizes N, N-1, .. 1 in this
order, bids unseen; both learn who won each prize, ties win nothing, and whoever has more points wins 1. The last bids
are forced and not counted as moves: 1,077 histories with 4 cards, 26,931 with 5. Its value is 0 by symmetry."""


class Goofspiel:
    players = ["P1", "P2"]

    def __init__(self, num_cards):
        self.num_cards = num_cards
        self.title = f"Goofspiel, {num_cards} cards, bids unseen"

    def start(self):
        return ((), ())  # bids of each

    def turn(self, state):
        first, second = state
        if len(second) == self.num_cards - 1:
            return "end"
        return 0 if len(first) == len(second) else 1

    def left(self, bids):
        return [card for card in range(1, self.num_cards + 1) if card not in bids]

    def moves(self, state):
        return self.left(state[self.turn(state)])

    def results(self, state):
        return "".join("+-="[0 if a > b else 1 if a < b else 2] for a, b in zip(*state))

    def seen(self, state, mover):
        return (*state[mover], self.results(state))

    def after(self, state, k):
        first, second = state
        if self.turn(state) == 0:
            return (first + (self.left(first)[k],), second)
        return (first, second + (self.left(second)[k],))

    def payoffs(self, state):
        bids = [of + tuple(self.left(of)) for of in state]
        points = 0
        for at, (a, b) in enumerate(zip(*bids)):
            points += (self.num_cards - at) * ((a > b) - (a < b))
        win = (points > 0) - (points < 0)
        return (win, -win)
