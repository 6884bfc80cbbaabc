"""Reads the steps of a stage."""

from language import Case, Chance, End, Move, Reveal, Rounds, Shift, Together, Vote
from parse_raids import read_raid
from sentences import (NotInTheLanguage, cases, expression, guard, if_condition, levels_of, listed, name,
                       names_with_and, reference, who, whole)

SHIFTS = (("becomes",), ("rises", "to"), ("rises", "by"), ("falls", "by"))


def read_step(line):
    for begins, reader in STEPS:
        if begins(line):
            return reader(line)
    return read_move(line)


def read_move(line):
    actor, told = name(line), []
    if line.take("secretly", "chooses"):
        verb = "secretly chooses"
    else:
        verb = line.next()
        if verb == "tells":
            told = names_with_and(line)
        elif verb not in ("chooses", "declares"):
            raise NotInTheLanguage(f"no verb {verb}")
    called = actor + "." + name(line)
    cond = if_condition(line)
    line.need(":")
    return Move(actor, verb, told, called, cond, *options(line))


def options(line):
    """Those of a move, and the numbers that they carry."""
    if line.peek(1) == "levels":
        levels = levels_of(line, "from", "to")
        return [(f"level{i + 1}", None) for i in range(levels.count)], levels
    found = [option(row) for row in line.below] if line.done() else listed(line, option)
    numbers = {value: number for value, number, _ in found if number is not None}
    return [(value, cond) for value, _, cond in found], numbers or None


def option(line):
    value, number = name(line), None
    if line.peek() and line.peek() not in (",", "if") and not line.peek().startswith('"'):
        number = expression(line)
    if line.peek() and line.peek().startswith('"'):
        line.next()
    return value, number, if_condition(line)


def read_together(line):
    line.need("simultaneously", ":")
    return Together([read_step(row) for row in line.below])


def read_rounds(line):
    line.need("repeat", "up", "to")
    times = whole(line)
    line.need("times", "as")
    called = name(line)
    line.need(":")
    return Rounds(times, called, [read_step(row) for row in line.below])


def read_chance(line):
    line.need("chance")
    called, cond = name(line), if_condition(line)
    seen_by = None
    if line.take("seen", "by"):
        seen_by = who(line)
    line.need(":")
    return Chance(called, cond, seen_by, cases(line))


def read_vote(line):
    line.need("vote")
    called, cond = name(line), if_condition(line)
    seen_by = who(line) if line.take("seen", "by") else None
    secret = line.take("in", "secret")
    line.need(":", "passes", "with")
    needed = whole(line)
    line.need("of")
    vote = Vote(called, cond, needed, whole(line), [], [], seen_by=seen_by, secret=bool(secret))
    if line.take(",", "veto"):
        vote.veto = who(line)
    for row in line.below:
        if row.take("voters"):
            read_voters(row, vote)
        else:
            row.need("others", "yes")
            vote.others.append(Case([("yes", expression(row))], guard(row)))
    return vote


def read_voters(row, vote):
    """Actors, each with the number of its votes where it is not one; None among them stands for everyone."""
    listed_here = [None] if row.take("everyone") else []
    while not listed_here or row.peek() in (",", "and"):
        if listed_here:
            row.next()
        listed_here.append(name(row))
        if row.peek() and row.peek().isdigit():
            vote.weight[listed_here[-1]] = whole(row)
    vote.voters += listed_here
    if row.take("may", "abstain"):
        vote.abstain.update(listed_here)


def read_reveal(line):
    line.need("reveal")
    thing = reference(line)
    line.need("to")
    return Reveal(thing, who(line), if_condition(line))


def read_shift(line):
    called = name(line)
    how = next((" ".join(words) for words in SHIFTS if line.take(*words)), None)
    if how is None:
        raise NotInTheLanguage(f"no scale {' '.join(line.words[line.at:])}")
    return Shift(called, how, whole(line) if how.endswith("by") else name(line), if_condition(line))


def read_end(line):
    line.need("end")
    return End(if_condition(line))


# A step begins with a word of its own only where what follows fits it: an actor may be called `end`.
VERBS = ("chooses", "declares", "secretly", "tells")
STEPS = (
    (lambda line: line.peek(1) in VERBS and line.peek(2) not in ("if", ":"), read_move),
    (lambda line: line.peek(1) in ("rises", "falls", "becomes"), read_shift),
    (lambda line: line.peek() == "simultaneously", read_together),
    (lambda line: line.peek() == "repeat", read_rounds),
    (lambda line: line.peek() == "chance", read_chance),
    (lambda line: line.peek() == "raid", read_raid),
    (lambda line: line.peek() == "vote", read_vote),
    (lambda line: line.peek() == "reveal", read_reveal),
    (lambda line: line.peek() == "end", read_end))
