#!/usr/bin/env python3
"""Writes benchmark games as .efg files: bench/games/write.py FOLDER [NAME ...]

Names: kuhn leduc goofspiel4 goofspiel5 liars_dice; all of them without one.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import efg
from goofspiel import Goofspiel
from kuhn import Kuhn
from leduc import Leduc
from liars_dice import LiarsDice

# name -> the game, how many histories it has
GAMES = {
    "kuhn": (Kuhn(), 58),
    "leduc": (Leduc(), 9_457),
    "goofspiel4": (Goofspiel(4), 1_077),
    "goofspiel5": (Goofspiel(5), 26_931),
    "liars_dice": (LiarsDice(), 294_883),
}


def main(folder, names):
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    for name in names or GAMES:
        game, expected = GAMES[name]
        path = pathlib.Path(folder) / f"{name}.efg"
        with path.open("w", encoding="utf-8") as out:
            num_nodes = efg.write(game, out)
        if num_nodes != expected:
            sys.exit(f"write.py: {path} has {num_nodes} histories, not {expected}")
        print(f"{path}: {num_nodes:,} histories")


if __name__ == "__main__":
    if len(sys.argv) < 2 or any(name not in GAMES for name in sys.argv[2:]):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
