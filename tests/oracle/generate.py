"""Random models that use every word of the language, small enough to be unfolded in Python.

A model is drawn from a seed as a list of lines; `Draft` knows what has happened by the line that is being written, so that
conditions read what they may read. Some models may use all words, some one alone of those in ALONE, some a few of them."""

import random

from draft import Draft, Thing
from draw_amounts import care_for, levels_of_trait, own_precisions
from draw_conditions import condition, countable, formula, maybe_if, named_formula, write_cases
from draw_questions import plain_quantity, questions
from draw_steps import stage
import named
from thoughts import changed_thoughts, write_thoughts
from words import ALONE, uses

ROOM_FOR_WORDS = 100  # histories
DRAWN_AGAIN = 40  # times, for a model that uses what it is meant to use
FEW = 6  # words together, in models that may use no others of ALONE


def draw_model(seed, size):
    """The text of a model of about so many histories."""
    drawn = random.Random(seed)
    count = drawn.choice((None, None, 1, FEW, FEW))
    if count is None:
        return text_of(Draft(drawn, size))
    words, best, used = drawn.sample(list(ALONE), count), None, -1
    for _ in range(DRAWN_AGAIN):
        text = text_of(Draft(drawn, max(size, ROOM_FOR_WORDS), words))
        now = sum(uses(text, word) for word in words)
        best, used = (text, now) if now > used else (best, used)
        if used == count:
            break
    return best


def text_of(draft):
    head(draft)
    top = len(draft.lines)
    for number in range(draft.random.randint(1, 3)):
        stage(draft, number)
    write_thoughts(draft)
    draft.story_told = True
    payoffs(draft)
    if draft.may("equilibrium where", 0.1):
        for row in named.draw(draft, condition, plain_quantity):
            draft.add(0, row)
    variants(draft)
    questions(draft)
    return "\n".join(draft.lines[:top] + draft.named + draft.lines[top:]) + "\n"


# Declarations


def head(draft):
    draft.add(0, 'crisis "random"')
    draft.add(0, 'source s: "drawn"')
    for actor in draft.actors:
        draft.add(0, f"actor {actor}" + draft.pick("", ' "somebody"'))
    if draft.chance(0.4):
        draft.partners = ["X"]
        draft.add(0, "partner X" + draft.pick("", ' "a friend"'))
    numbers(draft)
    scales(draft)
    traits(draft)


def numbers(draft):
    r = draft.random
    for _ in range(r.randint(1, 3)):
        name, best = draft.name("p"), round(r.uniform(0.2, 2), 2)
        ends = f", {round(best * r.uniform(0.3, 0.9), 2)} to {round(best * r.uniform(1.1, 2), 2)}"
        law = draft.pick("", "", " normal", " lognormal", " uniform", " triangular")
        note = draft.pick("", ' "a note"') + draft.pick("", " from s")
        draft.add(0, f"parameter {name} = {best}" + (ends + law + note if draft.chance(0.8) else note))
        draft.parameters.append(name)
    if draft.chance(0.5):
        name = draft.name("f")
        draft.add(0, f"parameter {name} = {formula(draft, list(draft.parameters))}")
        draft.parameters.append(name)
    if draft.chance(0.7):
        name, best = draft.name("q"), r.randint(10, 60)
        if draft.chance(0.1):
            draft.add(0, f"parameter {name} = 0, 0 to {best}%")
            draft.zeros.append(name)
        else:
            draft.add(0, f"parameter {name} = {best}%, {best - r.randint(1, 9)}% to {best + r.randint(1, 9)}%")
        draft.odds_parameters.append(name)
    if draft.chance(0.3):
        pair = [draft.name("c"), draft.name("c")]
        for name in pair:
            draft.add(0, f"parameter {name} = 1, 0.5 to 2")
        draft.add(0, f"correlated {', '.join(pair)}: {r.randint(-50, 50)}%")
        draft.parameters += pair
    if draft.chance(0.3):
        name = draft.name("n")
        draft.add(0, f"parameter {name} = 2, 1 to 3")
        draft.whole.append(name)
    draft.precise, draft.precisions = draft.chance(0.7), []
    if draft.precise:
        best = round(r.uniform(0.2, 1.5), 2)
        ends = f', {round(best / 2, 3)} to {round(best * 2, 3)} "how sharply" from s'
        draft.add(0, f"precision = {best}" + draft.pick("", ends))
        lines, draft.precisions = own_precisions(draft)
        for line in lines:
            draft.add(0, line)


def scales(draft):
    for _ in range(draft.pick(1, 2) if draft.wants("raid", "by") else draft.pick(0, 1, 1, 2)):
        name = draft.name("d")
        levels = [f"l{i}" for i in range(draft.random.randint(2, 3))]
        style = draft.pick("bare", "plain", "parameter")
        number = {"bare": lambda i: "", "plain": lambda i: f" {i * i}",
                  "parameter": lambda i: f" {i} * {draft.pick(*draft.parameters)}" if i else " 0"}[style]
        start = f", starts {draft.pick(*levels)}" if draft.chance(0.4) else ""
        draft.add(0, f"scale {name}: " + " < ".join(level + number(i) for i, level in enumerate(levels)) + start)
        draft.things.append(Thing(name, levels, [], "scale", {"bare": None, "plain": True, "parameter": False}[style]))


def traits(draft):
    for _ in range(draft.random.randint(0, 2)):
        owner = draft.pick(*draft.actors)
        name = f"{owner}.{draft.name('t')}"
        if draft.chance(0.3):
            count = draft.random.randint(2, 3)
            levels, plain = levels_of_trait(draft, count)
            draft.add(0, f"private {name}: {levels}")
            draft.things.append(Thing(name, [f"level{i + 1}" for i in range(count)], [owner], "levels", plain))
            draft.budget //= count
            continue
        values = ["x", "y", "z"][:draft.random.randint(2, 3)]
        rows = write_cases(draft, 0, f"private {name}", values, None)
        draft.things.append(Thing(name, values, [owner]))
        draft.things[-1].rows = rows
        draft.budget //= len(values)
    if draft.chance(0.25):
        name, count = draft.name("u"), draft.random.randint(2, 3)
        law = f"around {draft.random.randint(20, 80)}% spread {draft.pick('0.2', '50%', '0.05')}"
        draft.add(0, f"unknown {name}: {count} levels {law}")
        draft.things.append(Thing(name, [f"level{i + 1}" for i in range(count)], [], "unknown", True))
        draft.budget //= count


# Payoffs and variants


def payoffs(draft):
    readable = draft.things
    numbers_at_hand = draft.parameters + countable(readable)
    for actor in draft.actors:
        draft.add(0, f"payoff {actor}:")
        if care := care_for(draft, actor):
            draft.add(1, care + maybe_if(draft, 0.3, readable))
        for _ in range(draft.random.randint(1, 5)):
            tables = [thing for thing in readable if thing.values]
            if tables and draft.chance(0.3):
                thing = draft.pick(*tables)
                rows = draft.random.sample(thing.values, draft.random.randint(1, len(thing.values)))
                cells = ", ".join(f"{row} {draft.pick('1', '-1', '0.5', named_formula(draft, numbers_at_hand))}" for row in rows)
                draft.add(1, f"{thing.name}: {cells}{maybe_if(draft, 0.3, readable)}")
            else:
                draft.add(1, draft.pick("", "+ ", "- ") + named_formula(draft, numbers_at_hand) + maybe_if(draft, 0.7, readable))


def variants(draft):
    for number in range(draft.random.randint(0, 2)):
        changes = []
        for _ in range(draft.random.randint(1, 3)):
            what = draft.pick("set", "without", "only", "public", "reveal")
            scales = [thing for thing in draft.things if thing.kind == "scale"]
            events = [thing for thing in draft.things if thing.kind not in ("counter", "scale")]
            if what == "set" and not any(change.startswith("p") and " = " in change for change in changes):
                changes.append(f"{draft.parameters[0]} = {draft.pick('1.5', '0.25 * 2', '40%')}")
            elif what == "without" and draft.titles:
                changes.append(f'without layer "{draft.pick(*draft.titles)}"')
            elif what == "only" and draft.moves:
                _, name, values, always = draft.pick(*draft.moves)
                keep = [value for value in values if value == (always or values)[0] or draft.chance(0.4)]
                changes.append(f"only {name}: {', '.join(keep)}")
            elif what == "public" and events:
                changes.append(f"public {draft.pick(*events).name}")
            elif what == "reveal" and events + scales:
                changes.append(f"reveal {draft.pick(*events, *scales).name} to {draft.pick('everyone', *draft.actors)}")
        changes = list(dict.fromkeys(changes))
        if draft.may("a variant's equilibrium", 0.1):
            changes += named.draw(draft, condition, plain_quantity)
        changes += changed_thoughts(draft)
        if changes:
            draft.add(0, f"variant v{number}:")
            for change in changes:
                draft.add(1, change)
            draft.changes.append(f"v{number}")
