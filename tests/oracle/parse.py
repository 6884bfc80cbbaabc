"""Reads the text of a model, after the grammar of docs/reference/language.md."""

from language import Model, Scale, Stage, Term
import named
from parse_questions import read_ask, read_check, read_compare, read_rank, read_sweep, read_why
from parse_steps import read_step
import parse_thoughts
from sentences import (Line, NotInTheLanguage, cases, condition, expression, if_condition, levels_of, lines_of, listed,
                       name, parameter, reference, who)

DISTRIBUTIONS = ("normal", "lognormal", "uniform", "triangular")


def read_model(text):
    model, lines = Model(), lines_of(text)
    Line.events = frozenset(line.peek(1) for line in lines if line.peek() == "event" and line.peek(2) == ":")
    for line in lines:
        if parse_thoughts.is_thought(line):
            parse_thoughts.read_thought(line, model)
            continue
        word = line.peek()
        reader = STATEMENTS.get(word)
        if not reader:
            raise NotInTheLanguage(f"no statement begins with {word}")
        line.next()
        asked = len(model.questions)
        reader(line, model)
        if len(model.questions) > asked:
            model.questions[-1].seen_by = parse_thoughts.read_seer(line)
            line.finish()
    return model


def read_actor(line, model):
    model.actors.append(name(line))


def read_partner(line, model):
    model.partners.append(name(line))


def read_parameter(line, model):
    called = name(line)
    line.need("=")
    model.parameters[called] = value_and_range(line)


def read_precision(line, model):
    line.at -= 1
    called = parameter(line)
    line.need("=")
    model.parameters[called] = value_and_range(line)


def value_and_range(line):
    best, ends = expression(line), None
    if line.take(","):
        low = expression(line)
        line.need("to")
        ends = (low, expression(line))
        if line.peek() in DISTRIBUTIONS:
            line.next()
    if line.peek() and line.peek().startswith('"'):
        line.next()
    if line.take("from"):
        name(line)
    line.finish()
    return best, ends


def read_correlated(line, model):
    model.correlated.append(listed(line, parameter))


def read_scale(line, model):
    called, levels, numbers = name(line), [], []
    line.need(":")
    while True:
        levels.append(name(line))
        numbers.append(None if line.peek() in ("<", ",", None) else expression(line))
        if not line.take("<"):
            break
    start = levels[0]
    if line.take(",", "starts"):
        start = name(line)
    line.finish()
    # Levels without a number of their own count from 0.
    numbers = [("num", float(i)) if number is None else number for i, number in enumerate(numbers)]
    model.scales[called] = Scale(levels, numbers, start)


def levels_with_law(line):
    if line.peek(2) != "around":
        return levels_of(line, "from", "to")
    levels = levels_of(line, "around", "spread")
    levels.is_normal = True
    return levels


def read_private(line, model):
    called = reference(line)
    line.need(":")
    if line.peek(1) == "levels":
        model.traits[called] = levels_with_law(line)
    else:
        model.traits[called] = cases(line)


def read_unknown(line, model):
    called = name(line)
    line.need(":")
    model.unknowns[called] = levels_of(line, "around", "spread")


def read_event(line, model):
    called = name(line)
    line.need(":")
    model.events[called] = condition(line)
    line.finish()


def read_number(line, model):
    called = name(line)
    line.need("=")
    model.formulas[called] = expression(line)
    line.finish()


def read_stage(line, model):
    title = line.next()
    cond = if_condition(line)
    line.need(":")
    model.stages.append(Stage(title, cond, [read_step(row) for row in line.below]))


def read_payoff(line, model):
    model.payoffs[name(line)] = [term for row in line.below for term in terms(row)]


def terms(line):
    table = table_of(line)
    if table:
        thing, numbers = table
        cond = if_condition(line)
        line.finish()
        return [Term(number, with_value(thing, value, cond)) for value, number in numbers]
    line.take("+")  # a `-` belongs to the first number of the sum
    expr = expression(line)
    cond = if_condition(line)
    line.finish()
    return [Term(expr, cond)]


def table_of(line):
    start = line.at
    try:
        thing = reference(line)
        line.need(":")
        return thing, listed(line, lambda row: (name(row), expression(row)))
    except NotInTheLanguage:
        line.at = start
        return None


def with_value(thing, value, cond):
    here = ("is", thing, [value])
    return here if cond is None else ("and", [here, cond])


def read_variant(line, model):
    model.variants[name(line)] = [change(row) for row in line.below]


def change(line):
    if parse_thoughts.is_thought(line):
        return parse_thoughts.thought(line)
    if line.take("without", "layer"):
        return ("without", line.next())
    if line.peek(1) != "=":
        if line.take("only"):
            thing = reference(line)
            line.need(":")
            return ("only", thing, listed(line, name))
        if line.take("public"):
            return ("public", reference(line))
        if line.take("reveal"):
            thing = reference(line)
            line.need("to")
            return ("reveal", thing, who(line))
        if line.take("equilibrium"):
            return ("equilibrium", named.read(line))
    called = parameter(line)
    line.need("=")
    return ("set", called, expression(line))


def read_equilibrium(line, model):
    model.named = named.read(line)


STATEMENTS = {
    "crisis": lambda line, model: None, "source": lambda line, model: None, "actor": read_actor, "partner": read_partner,
    "parameter": read_parameter, "precision": read_precision, "correlated": read_correlated, "scale": read_scale,
    "private": read_private, "unknown": read_unknown, "event": read_event, "number": read_number, "stage": read_stage,
    "payoff": read_payoff, "variant": read_variant, "equilibrium": read_equilibrium, "ask": read_ask,
    "compare": read_compare, "sweep": read_sweep, "rank": read_rank, "check": read_check, "why": read_why}
