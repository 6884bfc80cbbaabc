"""Random formulas, odds and conditions, which stand in sentences of all kinds."""

import generate_names
import rounds as told_apart

BY_A_NUMBER = "min(1, max(0, "  # begins odds that read a number


def formula(draft, names):
    def atom():
        return draft.pick(*names, str(round(draft.random.uniform(0, 2), 2)), "40%", "1/3")
    return draft.pick(
        atom, lambda: f"{atom()} * {atom()}", lambda: f"{atom()} + {atom()} / 2", lambda: f"({atom()} - {atom()}) * 0.5",
        lambda: f"min({atom()}, {atom()})", lambda: f"max({atom()}, {atom()}, 0.1)", lambda: f"exp(-{atom()} / 2)",
        lambda: f"2 * -{atom()} - -1")()


def odds(draft, values, numbers=()):
    left, drawn = 95, []
    for value in values[:-1]:
        part = draft.random.randint(1, max(1, left // len(values) * 2 - 1))
        part = min(part, left - 1)
        left -= part
        drawn.append(f"{value} {part}%")
    if draft.odds_parameters and draft.chance(0.3):
        drawn = [f"{value} {draft.odds_parameters[0]} / {len(values)}" for value in values[:-1]]
    if numbers and draft.chance(0.3):
        share = f"{BY_A_NUMBER}{draft.pick(*numbers)})) / {len(values)}"
        drawn = [f"{value} {share}" for value in values[:-1]]
    if draft.chance(0.05):  # what cannot be
        drawn[0] = f"{values[0]} 0%"
    if draft.chance(0.03):
        drawn = [f"{values[0]} 100%", *(f"{value} 0%" for value in values[1:-1])]
    return ", ".join(drawn + [f"{values[-1]} rest"])


def write_cases(draft, depth, begin, values, things, numbers=()):
    """The odds of each case as they are written."""
    readable = things
    if things is None:
        readable = [thing for thing in draft.things if thing.kind not in ("scale", "unknown")]
    if not readable or draft.chance(0.6):
        in_one_row, row = draft.chance(0.7), odds(draft, values, numbers)
        for number, line in enumerate([f"{begin}: {row}"] if in_one_row else [f"{begin}:", row]):
            draft.add(depth + number, line)
        return [row]
    draft.add(depth, f"{begin}:")
    rows = []
    for _ in range(draft.random.randint(1, 2)):
        rows.append(odds(draft, values, numbers))
        draft.add(depth + 1, f"{rows[-1]} if {condition(draft, readable)}")
    rows.append(odds(draft, values, numbers))
    draft.add(depth + 1, f"{rows[-1]} otherwise")
    return rows


# Conditions


def condition(draft, things, depth=0):
    return generate_names.event(draft, plain_condition(draft, things, depth))


def plain_condition(draft, things, depth):
    if depth < 2 and draft.chance(0.35):
        left, right = condition(draft, things, depth + 1), condition(draft, things, depth + 1)
        return draft.pick(f"{left} and {right}", f"{left} or {right}", f"not ({left} and {right})",
                          f"({left} or {right}) and {left}", f"not ({left}) or {right}")
    if draft.formulas and draft.story_told and draft.chance(0.1):
        return f"{draft.pick(*draft.formulas)} {draft.pick('<', '<=', '>=', '>')} {draft.pick('0.37', '1.21', '-0.11')}"
    return atom(draft, draft.pick(*things)) if things else draft.pick("1 < 2", "2 <= 1", "1/2 = 50%")


def atom(draft, thing):
    return told_apart.maybe(draft, thing, atom_of_now(draft, thing))


def atom_of_now(draft, thing):
    value = draft.pick(*thing.values) if thing.values else None
    if thing.kind == "counter":
        return f"{thing.name} {draft.pick('<', '<=', '=', '>=', '>')} {draft.random.randint(0, 2)}"
    ordered = thing.kind in ("scale", "levels")
    if ordered and draft.chance(0.5):
        return f"{thing.name} is {draft.pick('at least', 'at most', 'above', 'below')} {value}"
    if ordered and thing.numbers and draft.chance(0.4):
        return f"{thing.name} {draft.pick('<', '<=', '=', '>=', '>')} {draft.pick('0', '1', '0.5 + 1 / 2')}"
    if draft.chance(0.3):
        return f"{thing.name} is not {value}"
    if draft.chance(0.25) and len(thing.values) > 2:
        return f"{thing.name} is " + " or ".join(draft.random.sample(thing.values, 2))
    return f"{thing.name} is {value}"


def maybe_if(draft, share, things):
    return f" if {condition(draft, things)}" if things and draft.chance(share) else ""


def shape_things(draft):
    """What decides which moves exist."""
    return [thing for thing in draft.things if thing.kind != "unknown" or draft.chance(0.1)]


# Numbers


def countable(things):
    return [thing.name for thing in things if thing.kind == "counter" or thing.numbers is not None]


def named_formula(draft, names):
    return generate_names.number(draft, formula(draft, names + draft.formulas))


def whole(draft, low, high):
    return draft.pick(*draft.whole) if draft.whole and draft.chance(0.3) else str(draft.random.randint(low, high))


def rate(draft):
    unknowns = [thing.name for thing in draft.things if thing.kind == "unknown"]
    if unknowns and draft.chance(0.5):
        return draft.pick(unknowns[0], f"{unknowns[0]} * 0.9")
    if draft.odds_parameters and draft.chance(0.3):
        return draft.odds_parameters[0]
    return draft.pick("0%", "100%") if draft.chance(0.1) else f"{draft.random.randint(5, 95)}%"
