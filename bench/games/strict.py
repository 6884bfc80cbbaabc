#!/usr/bin/env python3
"""Writes an .efg file so that Gambit 17 reads it: bench/games/strict.py FROM TO

The same tree with the same numbers, but
    every chance node has a number of its own (one number at two nodes means to Gambit that nobody learns which it was),
    odds are fractions that sum to exactly one (1/3 as a decimal number does not),
    labels have no blanks at their ends.
"""

import re
import sys
from fractions import Fraction

CHANCE = re.compile(r'c "" \d+ "" \{ (.*) \} 0$')
SHARE = re.compile(r'("(?:[^"\\]|\\.)*") (\S+)')
BLANKS = re.compile(r'" *((?:[^"\\]|\\.)*?) *"')


def exact(odds):
    """Fractions with small denominators; the last one takes what rounding left."""
    shares = [Fraction(text).limit_denominator(10**6) for text in odds]
    return shares[:-1] + [1 - sum(shares[:-1])]


def strict(lines):
    number = 0
    for line in lines:
        chance = CHANCE.match(line.rstrip("\n"))
        if chance:
            number += 1
            names, odds = zip(*SHARE.findall(chance[1]))
            shown = " ".join(f"{name} {share}" for name, share in zip(names, exact(odds)))
            line = f'c "" {number} "" {{ {shown} }} 0\n'
        elif line.startswith("p "):
            line = BLANKS.sub(r'"\1"', line)
        yield line


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as source, open(sys.argv[2], "w", encoding="utf-8") as target:
        target.writelines(strict(source))
