"""What is settled several times, told apart: `ever X is a`, `never X is a`, `first X is a`, `X is a in round 2 of talks`.

A history keeps all that was settled on it, under PAST, in order: (name, value, {counter: number of the round}). What a scale had
at the end of a round it has had in that round: a level that no step moves is listed again as the round begins."""

import copy
import re

PAST = "#past"
WORDS = {"ever": r"\bever [A-Zcdv]", "never": r"\bnever [A-Zcdv]", "first": r"\bfirst [A-Zcv]", "in round": r" in round \d",
         "in an earlier round":
         r"^( +)simultaneously:\n\1    (\w)\b.* (m\d+\w?).*\n(\1    .*\n)*\1    (?!\2)\w .* if .*\2\.\3 is"}
FORMS = {"in round of": r" in round \d of r"}


def begins(line, ahead=0):
    """Whether a condition on a thing stands here: its name, and `is`, perhaps behind `ever`."""
    at = ahead + (line.peek(ahead) in ("ever", "never", "first") and line.peek(ahead + 1) != "is")
    if not re.match(r"[^\W\d]", line.peek(at) or ""):
        return False
    return line.peek(at + 1) == "is" or (line.peek(at + 1) == "." and line.peek(at + 3) == "is")


def told_apart(line, reference, statement_about):
    if not begins(line):
        return None
    times = line.next() if line.peek() in ("ever", "never", "first") and line.peek(1) != "is" else None
    thing = reference(line)
    line.need("is")
    said = statement_about(line, thing)
    if times == "never":
        return ("not", ("ever", said))
    if times:
        return (times, said)
    if line.peek() == "in" and line.peek(1) == "round" and line.peek(2).isdigit():
        line.at += 2
        number, counter = int(line.next()), line.next() if line.take("of") else None
        return ("round", said, number, counter)
    return said


def thing_of(cond):
    return thing_of(cond[1]) if cond[0] == "not" else cond[1]


def settled(world, cond, now, open_names):
    """Whether it is true; None where that hangs on what may still happen. A scale has what it has had so far."""
    said, name = cond[1], thing_of(cond[1])
    past = [(value, numbers) for thing, value, numbers in now.get(PAST, ()) if thing == name]
    may_come = () if name in world.model.scales or name not in open_names else open_names[name]
    if cond[0] == "ever":
        return any(world.holds(said, {**now, name: value}) for value, _ in past) or (None if may_come else False)
    if cond[0] == "round":
        past = [(value, numbers) for value, numbers in reversed(past) if in_round(numbers, cond)]
        may_come = [numbers for numbers in may_come if in_round(dict(numbers), cond)]
    if not past:
        return None if may_come else said[0] == "not"
    return world.holds(said, {**now, name: past[0][0]})


def in_round(numbers, cond):
    """Of the counter that is named, or of the innermost one."""
    if cond[3] is None:
        return bool(numbers) and list(numbers.values())[-1] == cond[2]
    return numbers.get(cond[3]) == cond[2]


def kept(now, name, value, numbers):
    return {**now, name: value, PAST: (*now.get(PAST, ()), (name, value, numbers))}


def as_a_round_begins(world, now, numbers):
    for name in world.model.scales:
        now = kept(now, name, now[name], numbers)
    return now


# Random models


def of_earlier_rounds(draft, actor, block):
    """What others do in the same block, for whom it was seen in an earlier round: alone, as nothing else is kept of it."""
    if not block or not draft.around or not draft.may("in an earlier round", 0.9):
        return []
    shown = [copy.copy(thing) for thing in block if actor in thing.seen_by and not thing.name.startswith(f"{actor}.")]
    for thing in shown:
        thing.told, thing.around, thing.numbers = [], [], None
    return shown


def maybe(draft, thing, plain):
    """The condition, or the same about one time of several."""
    once = thing.trait or thing.kind in ("levels", "unknown", "counter") or not plain.startswith(f"{thing.name} is ")
    if once or draft.reader and draft.reader not in thing.told:
        return plain
    scale = thing.kind == "scale"
    if thing.around and draft.may("in round", 0.15):
        name, times = draft.pick(*thing.around)
        of = f" of {name}" if scale or name != thing.around[-1][0] or draft.chance(0.5) else ""
        return f"{plain} in round {draft.random.randint(1, times)}{of}"
    for word in ("ever", "never") if scale else ("ever", "never", "first"):
        if draft.may(word, 0.05):
            return f"{word} {plain}"
    return plain
