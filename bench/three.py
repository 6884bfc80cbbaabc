"""All Nash equilibria of games of three who choose at once, the second and third between two moves, in fractions.

Support by support: what an actor is indifferent between is a polynomial in the others' shares. With two moves each for the
second and third it has at most degree two once one share is put into the others. For games in general position: a continuum
has no isolated solution, and is passed over.
"""

import itertools
from decimal import Decimal, getcontext

getcontext().prec = 60
SAME, NO_GAIN = Decimal("1e-12"), Decimal("1e-35")


def decimal(number):
    return Decimal(number.numerator) / Decimal(number.denominator) if hasattr(number, "numerator") else number


def roots(square, linear, constant):
    """Of a polynomial, those strictly between 0 and 1."""
    if square == 0:
        found = [] if linear == 0 else [decimal(-constant) / decimal(linear)]
    else:
        inside = linear * linear - 4 * square * constant
        root = decimal(inside).sqrt() if inside >= 0 else None
        found = [] if root is None else [(-decimal(linear) + sign * root) / (2 * decimal(square)) for sign in (1, -1)]
    return [x for x in found if 0 < x < 1]


def share(at_one, at_zero):
    """The share of a first move at which a difference that is linear in it vanishes; None unless strictly between 0 and 1."""
    if at_one == at_zero:
        return None
    found = -decimal(at_zero) / (decimal(at_one) - decimal(at_zero))
    return found if 0 < found < 1 else None


def over(moves, shares, number):
    mix = [Decimal(0)] * number
    for move, own in zip(moves, shares):
        mix[move] = own
    return mix


class Three:
    def __init__(self, num_first, payoffs):
        self.sizes, self.payoffs, self.found = (num_first, 2, 2), payoffs, []

    def edge(self, actor, play, other):
        """What the actor's move in one play is worth more than in another."""
        return self.payoffs[play][actor] - self.payoffs[other][actor]

    def worth(self, actor, move, mixes):
        total = Decimal(0)
        for play in itertools.product(*map(range, self.sizes)):
            if play[actor] == move:
                weight = Decimal(1)
                for other in range(3):
                    weight *= mixes[other][play[other]] if other != actor else 1
                total += weight * decimal(self.payoffs[play][actor])
        return total

    def keep(self, *mixes):
        for actor in range(3):
            worth = [self.worth(actor, move, mixes) for move in range(self.sizes[actor])]
            if any(own > 0 and max(worth) - amount > NO_GAIN for own, amount in zip(mixes[actor], worth)):
                return
        if not any(all(abs(a - b) < SAME for own, known in zip(mixes, others) for a, b in zip(own, known))
                   for others in self.found):
            self.found.append(mixes)

    def pure(self):
        for play in itertools.product(*map(range, self.sizes)):
            self.keep(*(over([move], [Decimal(1)], size) for move, size in zip(play, self.sizes)))

    def two_mix(self):
        """One is held to a move, the others mix over two each."""
        for held in range(3):
            one, two = [actor for actor in range(3) if actor != held]
            pairs = itertools.combinations(range(self.sizes[one]), 2)
            for move, (a, b) in itertools.product(range(self.sizes[held]), pairs):
                def play(first, second):
                    return tuple(move if actor == held else first if actor == one else second for actor in range(3))
                of_two = share(self.edge(one, play(a, 0), play(b, 0)), self.edge(one, play(a, 1), play(b, 1)))
                of_one = share(self.edge(two, play(a, 0), play(a, 1)), self.edge(two, play(b, 0), play(b, 1)))
                if of_one is None or of_two is None:
                    continue
                mixes = [None] * 3
                mixes[held] = over([move], [Decimal(1)], self.sizes[held])
                mixes[one] = over([a, b], [of_one, 1 - of_one], self.sizes[one])
                mixes[two] = [of_two, 1 - of_two]
                self.keep(*mixes)

    def bilinear(self, a, b):
        """The first's edge of a over b, by shares q and r of the others' first moves: A + B q + C r + D q r."""
        at = {(j, k): self.edge(0, (a, j, k), (b, j, k)) for j in (0, 1) for k in (0, 1)}
        return at[1, 1], at[0, 1] - at[1, 1], at[1, 0] - at[1, 1], at[0, 0] - at[0, 1] - at[1, 0] + at[1, 1]

    def all_mix_over_two(self):
        """q and r follow from the first's share p, as quotients: a quadratic equation in p is left."""
        def times(one, other):
            return one[0] * other[0], one[0] * other[1] + one[1] * other[0], one[1] * other[1]

        for a, b in itertools.combinations(range(self.sizes[0]), 2):
            second = [[self.edge(1, (i, 0, k), (i, 1, k)) for k in (0, 1)] for i in (a, b)]
            third = [[self.edge(2, (i, j, 0), (i, j, 1)) for j in (0, 1)] for i in (a, b)]

            def line(rows, pick):
                return pick(rows[1]), pick(rows[0]) - pick(rows[1])
            above_r, below_r = line(second, lambda row: row[1]), line(second, lambda row: row[0] - row[1])
            above_q, below_q = line(third, lambda row: row[1]), line(third, lambda row: row[0] - row[1])
            parts = (times(below_q, below_r), times(above_q, below_r), times(above_r, below_q), times(above_q, above_r))
            signs = [sign * factor for sign, factor in zip((1, -1, -1, 1), self.bilinear(a, b))]
            constant, linear, square = (sum(factor * part[k] for factor, part in zip(signs, parts)) for k in range(3))
            for p in roots(square, linear, constant):
                q = share(*(decimal(third[0][j]) * p + decimal(third[1][j]) * (1 - p) for j in (0, 1)))
                r = share(*(decimal(second[0][k]) * p + decimal(second[1][k]) * (1 - p) for k in (0, 1)))
                if q is not None and r is not None:
                    self.keep(over([a, b], [p, 1 - p], self.sizes[0]), [q, 1 - q], [r, 1 - r])

    def all_mix_over_three(self):
        """The first is indifferent between three moves at single pairs q, r; what makes the others so is linear then."""
        for moves in itertools.combinations(range(self.sizes[0]), 3):
            (a, b, c, d), (e, f, g, h) = self.bilinear(*moves[:2]), self.bilinear(moves[0], moves[2])
            for r in roots(c * h - g * d, a * h + c * f - e * d - g * b, a * f - e * b):
                if decimal(b) + decimal(d) * r == 0:
                    continue
                q = -(decimal(a) + decimal(c) * r) / (decimal(b) + decimal(d) * r)
                mix = self.mix_of_three(moves, q, r) if 0 < q < 1 else None
                if mix:
                    self.keep(over(moves, mix, self.sizes[0]), [q, 1 - q], [r, 1 - r])

    def mix_of_three(self, moves, q, r):
        second = [decimal(self.edge(1, (i, 0, 0), (i, 1, 0))) * r + decimal(self.edge(1, (i, 0, 1), (i, 1, 1))) * (1 - r)
                  for i in moves]
        third = [decimal(self.edge(2, (i, 0, 0), (i, 0, 1))) * q + decimal(self.edge(2, (i, 1, 0), (i, 1, 1))) * (1 - q)
                 for i in moves]
        mix = [second[i - 2] * third[i - 1] - second[i - 1] * third[i - 2] for i in range(3)]  # orthogonal to both
        total = sum(mix)
        return [own / total for own in mix] if total != 0 and all(own / total > 0 for own in mix) else None


def equilibria_of_three(num_first, payoffs):
    """payoffs: {play: amounts}, in fractions. -> mixes of the three, in decimals"""
    three = Three(num_first, payoffs)
    three.pure()
    three.two_mix()
    three.all_mix_over_two()
    three.all_mix_over_three()
    return three.found
