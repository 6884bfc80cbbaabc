"""Moves whose options carry numbers."""

from statistics import NormalDist

from language import Levels, Move, Rounds, Together


def numbered_moves(steps):
    """(name, {value: expression} or Levels) of each such step."""
    for step in steps:
        if isinstance(step, (Rounds, Together)):
            yield from numbered_moves(step.steps)
        elif isinstance(step, Move) and step.numbers:
            yield step.name, step.numbers


def numbers_of_moves(model, number):
    """{move: {value: number}}; a move in several steps has the options of all of them."""
    found = {}
    for stage in model.stages:
        for name, numbers in numbered_moves(stage.steps):
            known = found.setdefault(name, {})
            if isinstance(numbers, Levels):
                known.update(evenly(numbers.count, number(numbers.first), number(numbers.second)))
            else:
                known.update({value: number(expr) for value, expr in numbers.items()})
    return found


def expressions_of_moves(model):
    """{move: {value: the expressions that its number is worked out from}}."""
    found = {}
    for stage in model.stages:
        for name, numbers in numbered_moves(stage.steps):
            found.setdefault(name, {}).update(expressions_of_levels(numbers) if isinstance(numbers, Levels) else
                                              {value: [expr] for value, expr in numbers.items()})
    return found


def expressions_of_levels(levels):
    """The first of those that lie evenly has the number that they begin at."""
    found = {f"level{i + 1}": [levels.first, levels.second] for i in range(levels.count)}
    return found if levels.is_normal else {**found, "level1": [levels.first]}


def names_in(expr):
    """What an expression reads."""
    if expr[0] == "ref":
        return {expr[1]}
    parts = expr[2] if expr[0] == "call" else expr[1:]
    return set().union(*(names_in(part) for part in parts if isinstance(part, tuple)))


def laid_out(levels, first, second):
    return normally(levels.count, first, second) if levels.is_normal else evenly(levels.count, first, second)


def normally(count, around, spread):
    """Equal shares of the normal law, each at its mean: with density f and quantiles z of the standard law, the mean between two
    of them is count x (f(z below) - f(z above))."""
    law = NormalDist()
    densities = [0.0, *(law.pdf(law.inv_cdf(i / count)) for i in range(1, count)), 0.0]
    return {f"level{i + 1}": around + spread * count * (densities[i] - densities[i + 1]) for i in range(count)}


def evenly(count, first, last):
    return {f"level{i + 1}": first + (last - first) * i / (count - 1) for i in range(count)}
