"""Liar's dice, one die of six sides each: bids rise in quantity, then face, a six is any face; 294,883 histories. Who
is called a liar loses if fewer dice show the face than were bid."""


class LiarsDice:
    title = "Liar's dice, one die each"
    players = ["P1", "P2"]
    sides = 6

    def start(self):
        return ((), ())  # dice, bids: 0..11, and 12 to call

    @property
    def call(self):
        return 2 * self.sides

    def turn(self, state):
        dice, bids = state
        if len(dice) < 2:
            return "chance"
        return "end" if bids and bids[-1] == self.call else len(bids) % 2

    def odds(self, state):
        return [(face, 1, self.sides) for face in range(1, self.sides + 1)]

    def options(self, state):
        bids = state[1]
        return list(range(bids[-1] + 1 if bids else 0, self.call + (1 if bids else 0)))

    def moves(self, state):
        return [self.name(bid) for bid in self.options(state)]

    def name(self, bid):
        return "call" if bid == self.call else f"{bid // self.sides + 1}x{bid % self.sides + 1}"

    def seen(self, state, mover):
        return (state[0][mover], *map(self.name, state[1]))

    def after(self, state, k):
        dice, bids = state
        if len(dice) < 2:
            return (dice + (k + 1,), bids)
        return (dice, bids + (self.options(state)[k],))

    def payoffs(self, state):
        dice, bids = state
        bid = bids[-2]
        face = bid % self.sides + 1
        shown = sum(die in (face, self.sides) for die in dice)
        caller = (len(bids) - 1) % 2
        winner = caller if shown < bid // self.sides + 1 else 1 - caller
        return (1, -1) if winner == 0 else (-1, 1)
