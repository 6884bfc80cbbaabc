"""An equilibrium that goes by what happens in it: how its name is read and drawn, and whether what was found is so called."""

import math

import parse_questions
import quantities
import sentences
from answers import asked

LEEWAY = 1e-3  # in the limit, as a share of what a number is a number of
UNSETTLED = 1e-3  # at most, how far a profile that is called a limit is from one
WORDS = {"equilibrium where": "^equilibrium where", "a variant's equilibrium": "^    equilibrium where"}
FORMS = {"a claim's if": "^ *equilibrium where .* if ", "a claim of a number": r"equilibrium where .*[PE]\(.*\) (<|<=|=|>=|>) ",
         "claims and": r"equilibrium where .* and [PE]\(", "claims in a block": "^ *equilibrium where:"}


# Reading


def read(line):
    """[((quantity, sign, bound) or condition, condition of `if` or None), ...]."""
    line.need("where")
    rows = line.below if line.take(":") else [line]
    claims = []
    for row in rows:
        for words in split(row.words[row.at:], lambda words, at: words[at] == ","):
            claims += claims_of(words)
        row.at = len(row.words)
    return claims


def split(words, is_between):
    """The parts between the words that part them, outside of brackets."""
    parts, depth, begin = [], 0, 0
    for at, word in enumerate(words):
        depth += (word == "(") - (word == ")")
        if depth == 0 and is_between(words, at):
            parts.append(words[begin:at])
            begin = at + 1
    return parts + [words[begin:]]


def is_number(words):
    return len(words) > 1 and words[0] in ("P", "E") and words[1] == "("


def claims_of(words):
    said, *conds = split(words, lambda words, at: words[at] == "if" and at > 0)
    cond = parsed(conds[0], sentences.condition) if conds else None
    return [(one, cond) for one in said_in(said)]


def said_in(words):
    """An `and` joins conditions, unless one of its sides is a number that is compared."""
    parts, conditions = split(words, lambda words, at: words[at] == "and"), []
    found = []
    for part in parts + [None]:
        if conditions and (part is None or is_number(part)):
            found.append(parsed([word for one in conditions for word in ("and", *one)][1:], sentences.condition))
            conditions = []
        if part is not None and is_number(part):
            found.append(parsed(part, compared))
        elif part is not None:
            conditions.append(part)
    return found


def parsed(words, reader):
    line = sentences.Line(words)
    found = reader(line)
    line.finish()
    return found


def compared(line):
    number = parse_questions.quantity(line)
    sign = line.next()
    if sign not in sentences.COMPARISONS:
        raise sentences.NotInTheLanguage(f"no comparison {sign}")
    return "compared", number, sign, sentences.expression(line)


# Drawing


def draw(draft, condition, plain_quantity):
    """What is said is seldom much, so that an equilibrium does it."""
    moves = [(name, values) for _, name, values, _ in draft.moves if len(values) > 1]
    if not moves:
        return []
    rows = [claim(draft, moves, condition, plain_quantity) for _ in range(draft.random.randint(1, 2))]
    if len(rows) > 1 and draft.chance(0.5):
        return ["equilibrium where:", *("    " + row for row in rows)]
    return ["equilibrium where " + ", ".join(rows)]


def claim(draft, moves, condition, plain_quantity):
    name, values = draft.pick(*moves)
    event = f"{name} is {' or '.join(draft.random.sample(values, len(values) - 1))}"
    number = quantities.draw(draft, plain_quantity)
    is_share = number.startswith("P(") and quantities.is_plain(number)
    bounds = ("> 1%", "<= 99%", "< 100%") if is_share else ("> -50", "<= 50", "< 40")
    loose = f"P({name} is {draft.pick(*values)}) {draft.pick('<= 98%', '< 100%', '>= 0', '> 1%')}"
    said = draft.pick(loose, loose, loose, f"{number} {draft.pick(*bounds)}", f"{event} or not {event}",
                      f"{loose} and E({draft.pick(*draft.actors)}) >= -60")
    return said + (f" if {condition(draft, draft.things)}" if draft.chance(0.3) else "")


# Holding


def claims_in_force(world):
    changed = world.changes_of("equilibrium")
    return changed[0][1] if changed else world.model.named


def hold(comparison, judged, said):
    """That what the program found does what it is named by, and that the numbers that it tells of that are right."""
    claims = claims_in_force(judged.world)
    if claims is None:
        return
    at_precision = "precision" in judged.world.model.parameters
    told = said["naming"]["claims"]
    comparison.equal("claims", len(told), len(claims))
    for (what, cond), row in zip(claims, told):
        is_number = what[0] == "compared"
        mine = asked(judged, what[1] if is_number else ("P", what), cond)
        comparison.same(f"claim {row['claim']}", row["value"], mine.value, max(1.0, judged.payoff_range) * mine.size)
        if not fits(judged, what, mine.value, at_precision):
            comparison.equal(f"claim {row['claim']} with {mine.value}", "true", "false")


def fits(judged, what, value, at_precision):
    """Leaves as much room as the language does, and as a limit that is not settled takes."""
    if value is None or math.isnan(value):
        return False
    if what[0] != "compared":
        return value > 0.5 - 1e-9 if at_precision else value >= 1 - LEEWAY - UNSETTLED
    _, number, sign, expression = what
    bound = judged.world.number(expression, {})
    size = 1.0 if number[0] == "P" else max(1.0, abs(bound), judged.payoff_range)
    room = 1e-9 * size if at_precision and sign != "=" else (LEEWAY + UNSETTLED) * size
    return {"<": value < bound + room, "<=": value <= bound + room, "=": abs(value - bound) <= room,
            ">=": value >= bound - room, ">": value > bound - room}[sign]
