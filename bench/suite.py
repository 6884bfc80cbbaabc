"""What is measured: which tasks on which games, and which solver takes part in which."""

from dataclasses import dataclass

EXPLOITABILITY = 1e-3  # in payoffs, the mean of both players' gains
PRECISION = 50         # times the payoff range
GAIN = 1e-6            # over the payoff range
CHECKED_AT = 100       # iterations after which exploitabilities are compared


@dataclass(frozen=True)
class Case:
    task: str      # iteration, exploitability, aqre, gain, load, threads, ask
    family: str
    words: tuple   # what writes the game: (name,) for bench/games/write.py, (kind, numbers..) for bench/games/crises.py
    solvers: tuple

    @property
    def game(self):
        return " ".join(map(str, self.words))

    @property
    def size(self):
        return tuple(word for word in self.words if isinstance(word, int))


def doubled(least, most):
    while least <= most:
        yield least
        least *= 2


def zero_sum(quick):
    names = ("kuhn", "goofspiel4", "leduc") if quick else ("kuhn", "goofspiel4", "leduc", "goofspiel5", "liars_dice")
    for task in ("iteration", "exploitability"):
        for name in names:
            yield Case(task, "zero-sum", (name,), ("demarche", "open_spiel", "LiteEFG"))
    for types in () if quick else (32, 64, 128):  # regret minimisers over vectors of types; not zero-sum
        yield Case("iteration", "escalation", ("escalation", 4, types), ("demarche",))


# Both: a Gambit that is over its limit on a game is not asked for larger ones, so that listing them costs nothing.
WITH_GAMBIT = ("demarche", "pygambit")
OPEN_TO_ALL = ("demarche", "pygambit", "sgamesolver")


def crises(quick):
    """(family, words, solvers), small games first"""
    for types in doubled(2, 16 if quick else 512):
        yield "signalling", ("signalling", types), WITH_GAMBIT
    for moves in range(2, 5 if quick else 13, 2):
        yield "escalation", ("escalation", moves, 1), OPEN_TO_ALL
    for moves in range(2, 5 if quick else 13, 2):
        for types in doubled(2, 4 if quick else 16):
            yield "escalation", ("escalation", moves, types), WITH_GAMBIT
    for moves in (3,) if quick else (3, 6):
        for types in doubled(4, 8 if quick else 64):
            yield "alliance", ("alliance", moves, types), WITH_GAMBIT
    for types in doubled(4, 8 if quick else 64):
        yield "backing", ("backing", 1, types), WITH_GAMBIT
    for kind in ("theatres", "fronts"):  # parts that turn back: seconds are to grow with their number, not with its power
        for copies in doubled(2, 4 if quick else 32):
            yield "words", (kind, copies), ("demarche",)
    if not quick:
        yield from targets()


def targets():
    """The games for which the project has set itself seconds."""
    yield "signalling", ("signalling", 2048), ("demarche",)
    for moves in (8, 10, 12):
        yield "escalation", ("escalation", moves, 20), ("demarche",)
    for moves in (8, 9, 10):
        yield "escalation", ("uneven", moves, 20, 1), ("demarche",)
    for moves in (6, 9):
        yield "alliance", ("alliance", moves, 20), ("demarche",)


def suite(quick):
    yield from zero_sum(quick)
    for task in ("aqre", "gain"):
        for family, words, solvers in crises(quick):
            yield Case(task, family, words, solvers)
    for types in (8, 32) if quick else (8, 32, 128, 378):  # 378: a million nodes
        yield Case("load", "signalling", ("signalling", types), WITH_GAMBIT)
    yield Case("ask", "April 2024", ("april2024",), ("demarche",))
    if not quick:
        yield Case("threads", "zero-sum", ("liars_dice",), ("demarche",))
