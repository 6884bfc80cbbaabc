"""Random questions at other places: what chance is made to draw, checks of beliefs, in variants and at other numbers."""

WORDS = {"forcing and": r"forcing .* and [A-C]?\.?\w+ to", "forcing a draw": r"(forcing|and) c\w* to", "check in": r"^check .* in \w+",
         "check at": r"^check .* at p\d+ = ", "check of a belief": "^check belief of [A-C] that"}


def may_be_forced(draft):
    """Moves, draws of chance, and levels of raids."""
    found = [(name, values) for _, name, values, _ in draft.moves]
    written = "\n".join(draft.lines)
    for thing in draft.things:
        if thing.kind == "event" and thing.name.startswith("c") or thing.kind == "scale" and f"raid {thing.name}" in written:
            found.append((thing.name, thing.values))
    return found


def also_forced(draft, taken):
    others = [one for one in may_be_forced(draft) if one[0] != taken]
    if not others or not draft.chance(0.4):
        return ""
    name, values = draft.pick(*others)
    return f" and {name} to {draft.pick(*values)}"


def place_of_check(draft):
    inside = f" in {draft.pick('baseline', *draft.changes)}" if draft.changes and draft.chance(0.3) else ""
    return inside + (f" at {draft.parameters[0]} = {draft.pick('0.75', '1/2', '1.25')}" if draft.chance(0.3) else "")


def checked_belief(draft, targets):
    thing = draft.pick(*targets)
    return f"belief of {draft.pick(*draft.actors)} that {thing.name} is {draft.pick(*thing.values)}"
