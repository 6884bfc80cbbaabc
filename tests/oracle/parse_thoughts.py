"""Reads what actors think of chance, and by whose odds a question is asked."""

from sentences import cases, expression, name, reference


def is_thought(line):
    """An actor may be called as a statement begins; what `sweep` and `why` ask about may be called `thinks`."""
    follows = line.peek(2)
    return line.peek(1) == "thinks" and line.peek() not in ("sweep", "why") and follows is not None and \
        (follows[0].isalpha() or follows[0] == "_")


def thought(line):
    """("a number thought" or "a thought", actor, about, what it thinks)."""
    actor = name(line)
    line.need("thinks")
    about = reference(line)
    if line.take("="):
        return "a number thought", actor, about, expression(line)
    line.need(":")
    return "a thought", actor, about, cases(line)


def read_thought(line, model):
    kind, actor, about, what = thought(line)
    (model.number_thoughts if kind == "a number thought" else model.thoughts)[actor, about] = what
    line.finish()


def read_seer(line):
    """`as A sees it`, behind a question."""
    if not line.take("as"):
        return None
    actor = name(line)
    line.need("sees", "it")
    return actor
