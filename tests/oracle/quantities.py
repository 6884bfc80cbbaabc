"""Differences and ratios of what is asked for, `P(x) - P(y)` and `P(x) / P(y)`: how they are read, drawn and worked out."""

import math
import re

SIGNS = ("-", "/")
NOTHING = 1e-14  # what means of numbers of a size of 1 lose to rounding
WORDS = {"a difference": r"[PE]\(.*\) - [PE]\(", "a ratio": r"[PE]\(.*\) / [PE]\("}


def read(line, plain):
    first = plain(line)
    for sign in SIGNS:
        if line.take(sign):
            return (sign, first, plain(line))
    return first


def draw(draft, plain):
    """A probability less a mean is nothing; their ratio is a number."""
    first = plain(draft)
    sign = "-" if draft.may("a difference", 0.13) else "/" if draft.may("a ratio", 0.13) else None
    if not sign:
        return first
    other = plain(draft)
    while sign == "-" and other[0] != first[0]:
        other = plain(draft)
    return f"{first} {sign} {other}"


def is_plain(text):
    return not any(re.search(pattern, text) for pattern in WORDS.values())


def is_made_of_two(quantity):
    return quantity[0] in SIGNS


def combined(sign, one, other):
    """The value, None where there is nothing to divide by; and by how much an error of the parts moves it."""
    if one is None or other is None:
        return None, 1.0
    if sign == "/" and abs(other) <= NOTHING:
        return None, math.inf
    if sign == "-":
        return one - other, 2.0
    return one / other, (1.0 + abs(one / other)) / abs(other)
