"""The nodes and weights of Gauss's quadrature for a beta law: the levels of an `unknown`."""

import math


def beta_nodes(count, mean, spread):
    """[(x, weight), ...] for the beta law of this mean and intraclass correlation, which has both between 0 and 1.

    The polynomials that are orthogonal under the law follow from their three-term recurrence; between two zeros of one, and
    beyond the outermost, lies one zero of the next."""
    a, b = mean * (1 - spread) / spread, (1 - mean) * (1 - spread) / spread
    recurrence = [(centre(k, a, b), step(k, a, b)) for k in range(count)]
    zeros = []
    for degree in range(1, count + 1):
        ends = [0.0, *zeros, 1.0]
        zeros = [bisected(recurrence[:degree], low, high) for low, high in zip(ends, ends[1:])]
    return [(x, weight(recurrence, x)) for x in zeros]


def centre(k, a, b):
    """Of the monic Jacobi polynomials on [0, 1] with the weight x^(a-1) (1-x)^(b-1)."""
    if k == 0:
        return a / (a + b)
    s = 2 * k + a + b
    return 0.5 + 0.5 * (a - b) * (a + b - 2) / (s * (s - 2))


def step(k, a, b):
    if k == 0:
        return 1.0
    s = 2 * k + a + b
    if k == 1:
        return a * b / ((a + b) ** 2 * (a + b + 1))
    return k * (k + a - 1) * (k + b - 1) * (k + a + b - 2) / ((s - 1) * (s - 2) ** 2 * (s - 3))


def polynomials(recurrence, x):
    """Their values at x, scaled to norm 1, from degree 0 up; the last one unscaled beyond its sign."""
    values, before = [1.0], 0.0
    for k, (middle, _) in enumerate(recurrence):
        after = math.sqrt(recurrence[k + 1][1]) if k + 1 < len(recurrence) else 1.0
        values.append(((x - middle) * values[-1] - (math.sqrt(recurrence[k][1]) * before if k else 0.0)) / after)
        before = values[-2]
    return values


def bisected(recurrence, low, high):
    sign = polynomials(recurrence, low)[-1] > 0
    while low < (middle := (low + high) / 2) < high:
        if (polynomials(recurrence, middle)[-1] > 0) == sign:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def weight(recurrence, x):
    return 1 / math.fsum(value * value for value in polynomials(recurrence, x)[:-1])
