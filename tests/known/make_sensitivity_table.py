#!/usr/bin/env python3
"""Writes tests/known/sensitivity.txt: test functions of the field at Saltelli samples, and what SALib says of them.

    tests/known/make_sensitivity_table.py      needs SALib (PyPI); the tests need only the table
"""

import importlib.metadata
import pathlib
import warnings

from SALib.analyze import pawn, sobol
from SALib.sample import saltelli
from SALib.test_functions import Ishigami, Sobol_G

warnings.simplefilter("ignore")  # SALib would rather be called through another module
TABLE = pathlib.Path(__file__).with_name("sensitivity.txt")
CASES = [
    ("ishigami", Ishigami.evaluate, 64, [[-3.141592653589793, 3.141592653589793]] * 3),
    ("sobol_g", Sobol_G.evaluate, 32, [[0, 1]] * 8),
]


def row(word, numbers):
    return " ".join([word, *(repr(float(number)) for number in numbers)])


def case(name, function, num_blocks, bounds):
    names = [f"x{k + 1}" for k in range(len(bounds))]
    problem = {"num_vars": len(bounds), "names": names, "bounds": bounds}
    inputs = saltelli.sample(problem, num_blocks, calc_second_order=False)
    answers = function(inputs)
    shares = sobol.analyze(problem, answers, calc_second_order=False, num_resamples=10)
    moved = pawn.analyze(problem, inputs, answers, S=10)
    yield f"case {name} {len(bounds)} {len(answers)}"
    yield row("first", shares["S1"])
    yield row("total", shares["ST"])
    yield row("pawn_median", moved["median"])
    yield row("pawn_most", moved["maximum"])
    for x, y in zip(inputs, answers):
        yield row("row", [*x, y])


lines = [f"# SALib {importlib.metadata.version('SALib')}; written by {pathlib.Path(__file__).name}"]
for entry in CASES:
    lines += case(*entry)
TABLE.write_text("\n".join(lines) + "\n")
