"""Reads what a model asks."""

from language import Question
import quantities
from sentences import condition, expression, listed, name, parameter, reference, whole


def plain_quantity(line):
    kind = line.next()
    line.need("(")
    found = (kind, condition(line) if kind == "P" else reference(line))
    line.need(")")
    return found


def quantity(line):
    return quantities.read(line, plain_quantity)


def if_given(line):
    return condition(line) if line.take("given") else None


def read_ask(line, model):
    if line.take("belief", "of"):
        actor = name(line)
        line.need("about")
        about = reference(line)
        model.questions.append(Question("belief", [], if_given(line), actor=actor, about=about))
        return
    asked = quantity(line)
    given = if_given(line)
    forcing = None
    if line.take("forcing"):
        move = reference(line)
        line.need("to")
        forcing = (move, [name(line)])
    model.questions.append(Question("ask", [asked], given, forcing, also_forced(line)))


def also_forced(line):
    found = []
    while line.take("and"):
        move = reference(line)
        line.need("to")
        found.append((move, name(line)))
    return found


def read_compare(line, model):
    asked = listed(line, quantity)
    given = if_given(line)
    if line.take("across"):
        model.questions.append(Question("compare across", asked, given, across=listed(line, name)))
        return
    line.need("forcing")
    move = reference(line)
    line.need("to")
    forcing = (move, listed(line, name))
    model.questions.append(Question("compare forcing", asked, given, forcing, also_forced(line)))


def swept(line):
    called = parameter(line)
    line.need("from")
    low = expression(line)
    line.need("to")
    return called, low, expression(line)


def read_sweep(line, model):
    axes = [swept(line)]
    if line.take("and"):
        axes.append(swept(line))
    line.need("in")
    steps = [whole(line)]
    if len(axes) == 2:
        line.need("x")
        steps.append(whole(line))
    line.need("steps", ":")
    asked = quantity(line)
    model.questions.append(Question("sweep", [asked], if_given(line), sweep=[(*axis, number) for axis, number in zip(axes, steps)]))


def read_rank(line, model):
    line.need("parameters", "for")
    asked = quantity(line)
    model.questions.append(Question("rank", [asked], if_given(line)))


def read_check(line, model):
    question = Question("check", [])
    if line.take("belief", "of"):
        question.actor = name(line)
        line.need("that")
        question.about = reference(line)
        line.need("is")
        question.believed = name(line)
    else:
        question.quantities = [quantity(line)]
    line.need("is", "between")
    low = expression(line)
    line.need("and")
    question.bounds = low, expression(line)
    if line.take("in"):
        question.variant = name(line)
    word = "at"
    while line.take(word):
        called = parameter(line)
        line.need("=")
        question.placed[called], word = expression(line), "and"
    question.given = if_given(line)
    model.questions.append(question)


def read_why(line, model):
    if line.peek() in ("P", "E") and line.peek(1) == "(":
        asked = quantity(line)
        given = if_given(line)
        model.questions.append(read_worlds(line, asked, given))
        return
    move = reference(line)
    line.need("is")
    value = name(line)
    over = name(line) if line.take("over") else None
    model.questions.append(Question("why", [], if_given(line), choice=(move, value, over)))


def read_worlds(line, asked, given):
    """The two worlds of a difference, if two are named."""
    if line.take("in"):
        first = name(line)
        line.need("rather", "than")
        return Question("why difference", [asked], given, across=[first, name(line)])
    if line.take("forcing"):
        move = reference(line)
        line.need("to")
        first = name(line)
        line.need("rather", "than")
        return Question("why difference", [asked], given, forcing=(move, [first, name(line)]))
    if line.take("with"):
        called = parameter(line)
        line.need("=")
        first = expression(line)
        line.need("rather", "than")
        return Question("why difference", [asked], given, setting=(called, first, expression(line)))
    return Question("why probability", [asked], given)
