"""Leduc hold'em (Southey, Bowling, Larson, Piccione, Burch, Billings & Rayner 2005): six cards of three ranks, two rounds
of betting with at most two raises each, of 2 and of 4; 9,457 histories. The first player loses 0.0856 at equilibrium."""


class Leduc:
    title = "Leduc hold'em"
    players = ["P1", "P2"]
    raises = (2, 4)

    def start(self):
        return ((), "", None)  # cards, first round's moves, second round's moves

    def over(self, moves):
        return moves is not None and (moves.endswith("f") or moves.endswith("c") and len(moves) > 1)

    def turn(self, state):
        cards, first, second = state
        if len(cards) < 2:
            return "chance"
        if not self.over(first):
            return len(first) % 2
        if first.endswith("f"):
            return "end"
        if len(cards) == 2:
            return "chance"
        return "end" if self.over(second) else len(second) % 2

    def left(self, state):
        return [card for card in range(6) if card not in state[0]]

    def odds(self, state):
        left = self.left(state)
        return [(card, 1, len(left)) for card in left]

    def round_of(self, state):
        return state[1] if state[2] is None else state[2]

    def letters(self, state):
        moves = self.round_of(state)
        fold = "f" if moves.endswith("r") else ""
        return fold + "c" + ("r" if moves.count("r") < 2 else "")

    def moves(self, state):
        return [{"f": "fold", "c": "call", "r": "raise"}[letter] for letter in self.letters(state)]

    def seen(self, state, mover):
        cards, first, second = state
        return (cards[mover], first) if second is None else (cards[mover], cards[2], first, second)

    def after(self, state, k):
        cards, first, second = state
        turn = self.turn(state)
        if turn == "chance":
            dealt = cards + (self.left(state)[k],)
            return (dealt, first, "" if len(dealt) == 3 else None)
        letter = self.letters(state)[k]
        return (cards, first + letter, None) if second is None else (cards, first, second + letter)

    def stakes(self, state):
        stakes = [1, 1]
        for moves, size in zip(state[1:], self.raises):
            for at, letter in enumerate(moves or ""):
                if letter != "f":
                    stakes[at % 2] = stakes[1 - at % 2] + (size if letter == "r" else 0)
        return stakes

    def payoffs(self, state):
        cards, stakes, last = state[0], self.stakes(state), self.round_of(state)
        if last.endswith("f"):
            loser = (len(last) - 1) % 2
            gain = stakes[loser] if loser == 1 else -stakes[loser]
            return (gain, -gain)
        ranks = [card // 2 for card in cards]
        strength = [10 + rank if rank == ranks[2] else rank for rank in ranks[:2]]
        gain = stakes[0] * ((strength[0] > strength[1]) - (strength[0] < strength[1]))
        return (gain, -gain)
