"""Random questions: what is asked, under which conditions, what chance is made to draw, and where else."""

from draw_conditions import condition, countable
import quantities
from thoughts import seer

WORDS = {"forcing given": r"^ask [^b].* given .* forcing", "compare given": r"^compare .* given .* (forcing|across)",
         "sweep given": r"^sweep .* given", "rank given": r"^rank .* given", "check given": r"^check .* given",
         "forcing and": r"forcing .* and [A-C]?\.?\w+ to", "forcing a draw": r"(forcing|and) c\w* to",
         "forcing a raid": r"(forcing|and) d\w* to", "belief of a move": r"^ask belief of [A-C] about [A-C]\.m",
         "belief of a draw": r"^ask belief of [A-C] about c", "belief of a vote": r"^ask belief of [A-C] about ([A-C]\.)?v",
         "a map": r"^sweep .* and .* in \d x \d steps", "check in": r"^check .* in \w+", "check at": r"^check .* at p\d+ = ",
         "check of a belief": r"^check belief of [A-C] that"}
GIVEN = {"forcing": "forcing given", "compare": "compare given", "across": "compare given", "sweep": "sweep given",
         "rank": "rank given", "check": "check given"}
KINDS = {"forcing": "forcing", "compare": "across", "sweep": "sweep", "map": "sweep", "rank": "rank", "check": "check",
         "belief of": "belief"}


def may_be_forced(draft):
    """Moves, draws of chance, and levels of raids."""
    written = "\n".join(draft.lines)
    draws, raids = draft.may("forcing a draw", 0.4), draft.may("forcing a raid", 0.4)
    nature = [(thing.name, thing.values) for thing in draft.things
              if draws and thing.kind == "event" and thing.name.startswith("c") or
              raids and thing.kind == "scale" and f"raid {thing.name}" in written]
    moves = [(name, values) for _, name, values, _ in draft.moves]
    return nature if nature and draft.chance(0.5) else moves + nature


def also_forced(draft, taken):
    others = [one for one in may_be_forced(draft) if one[0] != taken]
    if not others or not draft.may("forcing and", 0.4):
        return ""
    name, values = draft.pick(*others)
    return f" and {name} to {draft.pick(*values)}"


def believed(draft):
    """What beliefs are asked about: traits and unknowns, moves, draws, votes."""
    moves, draws, votes = (draft.may(f"belief of a {what}", 0.7) for what in ("move", "draw", "vote"))
    wanted = {"c": draws, "v": votes, "m": moves, "u": True, "t": True}
    return [thing for thing in draft.things if thing.kind not in ("counter", "scale") and wanted[thing.name.split(".")[-1][0]]]


def swept(draft):
    if len(draft.parameters) > 1 and draft.may("a map", 0.3):
        return f"{draft.parameters[0]} from 0.5 to 1 and {draft.parameters[-1]} from 1/4 to 0.75 in 2 x 2 steps"
    name = draft.pick("precision", *draft.precisions) if draft.precise and draft.chance(0.4) else draft.parameters[0]
    return f"{name} from {draft.pick('0.5', '1/2', '0.1')} to 1.5 in {draft.random.randint(2, 3)} steps"


def place_of_check(draft):
    inside = f" in {draft.pick('baseline', *draft.changes)}" if draft.changes and draft.may("check in", 0.3) else ""
    return inside + (f" at {draft.parameters[0]} = {draft.pick('0.75', '1/2', '1.25')}" if draft.may("check at", 0.3) else "")


def checked_belief(draft, targets):
    thing = draft.pick(*targets)
    return f"belief of {draft.pick(*draft.actors)} that {thing.name} is {draft.pick(*thing.values)}"


def quantity(draft):
    return quantities.draw(draft, plain_quantity)


def plain_quantity(draft):
    able = countable(draft.things) + draft.formulas
    if draft.chance(0.5):
        return f"E({draft.pick(*draft.actors, *able)})"
    return f"P({condition(draft, draft.things)})"


def worlds(draft):
    kind = draft.pick("in", "forcing", "with")
    moves = [(name, values) for _, name, values, _ in draft.moves if len(values) > 1]
    if kind == "in" and draft.changes:
        variant = draft.pick(*draft.changes)
        return draft.pick(f"in {variant} rather than baseline", f"in baseline rather than {variant}")
    if kind == "forcing" and moves:
        name, values = draft.pick(*moves)
        return f"forcing {name} to {' rather than '.join(draft.random.sample(values, 2))}"
    return f"with {draft.parameters[0]} = {draft.pick('0.5', '1/2')} rather than {draft.pick('1.5', '1 + 0.25')}"


def questions(draft):
    things = draft.things
    kinds = ["ask", "ask", "ask", "belief", "belief", "forcing", "compare", "across", "sweep", "rank", "check", "why", "why",
             "carried", "worlds"]
    kinds += [kind for word, kind in KINDS.items() if draft.wants(word) for _ in range(3)]
    for _ in range(draft.random.randint(3, 7)):
        kind = draft.pick(*kinds)
        word = GIVEN.get(kind)
        given = f" given {condition(draft, things)}" if (draft.may(word, 0.5) if word else draft.chance(0.5)) else ""
        targets = believed(draft)
        if kind == "ask":
            draft.add(0, f"ask {quantity(draft)}{given}{seer(draft)}")
        elif kind == "belief" and targets:
            draft.add(0, f"ask belief of {draft.pick(*draft.actors)} about {draft.pick(*targets).name}{given}")
        elif kind == "forcing" and (forcible := may_be_forced(draft)):
            name, values = draft.pick(*forcible)
            also = also_forced(draft, name)
            draft.add(0, f"ask {quantity(draft)}{given} forcing {name} to {draft.pick(*values)}{also}{seer(draft)}")
        elif kind == "compare" and (forcible := may_be_forced(draft)):
            name, values = draft.pick(*forcible)
            forcing = f"forcing {name} to {', '.join(values)}{also_forced(draft, name)}"
            draft.add(0, f"compare {quantity(draft)}, {quantity(draft)}{given} {forcing}{seer(draft)}")
        elif kind == "across" and draft.changes:
            across = draft.pick("baseline, ", "") + ", ".join(draft.changes)
            draft.add(0, f"compare {quantity(draft)}, {quantity(draft)}{given} across {across}{seer(draft)}")
        elif kind == "sweep":
            draft.add(0, f"sweep {swept(draft)}: {quantity(draft)}{given}{seer(draft)}")
        elif kind == "rank":
            draft.add(0, f"rank parameters for {quantity(draft)}{given}{seer(draft)}")
        elif kind == "why" and draft.moves:
            _, name, values, _ = draft.pick(*draft.moves)
            value = draft.pick(*values)
            others = [other for other in values if other != value]
            over = f" over {draft.pick(*others)}" if others and draft.chance(0.6) else ""
            draft.add(0, f"why {name} is {value}{over}{given}")
        elif kind == "carried":
            draft.add(0, f"why {plain_quantity(draft)}{given}{seer(draft)}")
        elif kind == "worlds":
            draft.add(0, f"why {plain_quantity(draft)}{given} {worlds(draft)}{seer(draft)}")
        elif kind == "check":
            bounds = draft.pick("-0.5", "20%", "-" + draft.parameters[0]), draft.pick("0.5", "1", "2")
            place = place_of_check(draft)
            if targets and draft.may("check of a belief", 0.3):
                belief = checked_belief(draft, targets)
                draft.add(0, f"check {belief} is between {' and '.join(bounds)}{place}{given}")
            else:
                draft.add(0, f"check {quantity(draft)} is between {' and '.join(bounds)}{place}{given}{seer(draft)}")
