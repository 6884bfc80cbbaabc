"""The files of the games, written once a run into build/bench/games."""

import functools
import pathlib
import subprocess
import sys

from suite import Case

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench/games"))
from tree import read_tree

HERE = ROOT / "build/bench"
GAMES = HERE / "games"
PROGRAM = ROOT / "build/release/demarche"
MOST_NODES = 1_500_000  # of a game that is written as .efg: some 150 MB


class TooLarge(Exception):
    """The flat tree is not written; only a program that never unfolds it can solve the game."""


def stem(case: Case):
    return GAMES / "_".join(map(str, case.words))


def crisis(case):
    path = stem(case).with_suffix(".crisis")
    if not path.exists():
        text = subprocess.run([sys.executable, ROOT / "bench/games/crises.py", *map(str, case.words)], check=True,
                              capture_output=True, encoding="utf-8").stdout
        path.write_text(text, encoding="utf-8")
    return path


def efg(case):
    """As our own writers write it."""
    path = stem(case).with_suffix(".efg")
    if path.exists():
        return path
    if len(case.words) == 1:
        subprocess.run([sys.executable, ROOT / "bench/games/write.py", GAMES, case.words[0]], check=True,
                       stdout=subprocess.DEVNULL)
        return path
    done = subprocess.run([PROGRAM, "export", crisis(case), "--efg", "--max-histories", str(MOST_NODES), "-o", path],
                          capture_output=True, encoding="utf-8")
    if done.returncode:
        path.unlink(missing_ok=True)
        raise TooLarge
    return path


def strict_efg(case):
    """The same so that Gambit reads it."""
    path = stem(case).with_suffix(".strict.efg")
    if not path.exists():
        subprocess.run([sys.executable, ROOT / "bench/games/strict.py", efg(case), path], check=True)
    return path


def ours(case):
    """What our program is given: the crisis where there is one."""
    return efg(case) if len(case.words) == 1 else crisis(case)


@functools.lru_cache(maxsize=1)
def tree(case):
    return read_tree(strict_efg(case))
