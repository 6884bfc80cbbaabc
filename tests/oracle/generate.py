"""Random models that use every word of the language, small enough to be unfolded in Python.

A model is drawn from a seed as a list of lines; `Draft` knows what has happened by the line that is being written, so that
conditions read what they may read. Some models may use all words, some one
alone of those in ALONE, some a few of them."""

import random

from draw_amounts import care_for, levels_of_move, levels_of_trait, numbers_of_options, own_precisions
import draw_questions
import generate_names
import quantities
import rounds as told_apart
from thoughts import seer, write_thoughts
from words import ALONE, uses

KINDS = ("drones", "cruise")
BY_A_NUMBER = "min(1, max(0, "  # begins odds that read a number
ROOM_FOR_WORDS = 100  # histories
DRAWN_AGAIN = 40  # times, for a model that uses what it is meant to use
FEW = 6  # words together, in models that may use no others of ALONE


class Thing:
    """Something that conditions may read. Its levels may have plain numbers (True), numbers that hang on parameters (False),
    or none (None)."""

    def __init__(self, name, values, seen_by, kind="event", numbers=None):
        self.name, self.values, self.seen_by, self.kind, self.numbers = name, values, seen_by, kind, numbers
        self.told, self.around = list(seen_by), []  # who sees it each time; (counter, rounds) of the repeats around it
        self.trait = "." in name and name.split(".")[1].startswith("t")
        self.drawn = self.trait or kind == "unknown" or name.startswith("c")


class Draft:
    def __init__(self, drawn, size, words=None):
        self.random = drawn
        self.size = size
        self.words = words  # of ALONE, those that the model may use; None where all
        self.actors = ["A", "B", "C"][:self.random.choice((1, 2, 2, 2, 3))]
        self.things = []  # that have happened
        self.parameters, self.whole, self.odds_parameters = [], [], []
        self.lines, self.changes = [], []
        self.named, self.formulas = [], []  # lines of events and numbers, and the names of the numbers
        self.moves = []  # (actor, name, values) that may be forced
        self.titles = []
        self.budget = size
        self.story_told = False  # what follows may compare numbers that read parameters
        self.around, self.reader = [], None  # repeats that are open; whose option reads the condition that is being written
        self.raids = self.names = 0
        self.partners = []
        self.thought_of = set()  # (actor, what it thinks of)

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, share):
        return self.random.random() < share

    def may(self, word, share):
        """Whether to write it, if it is for this model; more often where there are few."""
        if self.words is None:
            return self.chance(share)
        return word in self.words and self.chance(max(share, 0.5))

    def wants(self, *parts):
        """Whether a word that the model is meant to use is about this."""
        return any(part in word for word in self.words or () for part in parts)

    def name(self, stem):
        self.names += 1
        return f"{stem}{self.names}{self.pick('ü', 'я', '和') if self.chance(0.05) else ''}"

    def settled(self, thing):
        thing.around = list(self.around)
        return thing

    def add(self, depth, text):
        self.lines.append("    " * depth + text)


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


def formula(draft, names):
    def atom():
        return draft.pick(*names, str(round(draft.random.uniform(0, 2), 2)), "40%", "1/3")
    return draft.pick(
        atom, lambda: f"{atom()} * {atom()}", lambda: f"{atom()} + {atom()} / 2", lambda: f"({atom()} - {atom()}) * 0.5",
        lambda: f"min({atom()}, {atom()})", lambda: f"max({atom()}, {atom()}, 0.1)", lambda: f"exp(-{atom()} / 2)",
        lambda: f"2 * -{atom()} - -1")()


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
        write_cases(draft, 0, f"private {name}", values, None)
        draft.things.append(Thing(name, values, [owner]))
        draft.budget //= len(values)
    if draft.chance(0.25):
        name, count = draft.name("u"), draft.random.randint(2, 3)
        law = f"around {draft.random.randint(20, 80)}% spread {draft.pick('0.2', '50%', '0.05')}"
        draft.add(0, f"unknown {name}: {count} levels {law}")
        draft.things.append(Thing(name, [f"level{i + 1}" for i in range(count)], [], "unknown", True))
        draft.budget //= count


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
    readable = things
    if things is None:
        readable = [thing for thing in draft.things if thing.kind not in ("scale", "unknown")]
    if not readable or draft.chance(0.6):
        if draft.chance(0.7):
            draft.add(depth, f"{begin}: {odds(draft, values, numbers)}")
        else:
            draft.add(depth, f"{begin}:")
            draft.add(depth + 1, odds(draft, values, numbers))
        return
    draft.add(depth, f"{begin}:")
    for _ in range(draft.random.randint(1, 2)):
        draft.add(depth + 1, f"{odds(draft, values, numbers)} if {condition(draft, readable)}")
    draft.add(depth + 1, f"{odds(draft, values, numbers)} otherwise")


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


# Steps


def shape_things(draft):
    """What decides which moves exist."""
    return [thing for thing in draft.things if thing.kind != "unknown" or draft.chance(0.1)]


def stage(draft, number):
    cond = maybe_if(draft, 0.25, shape_things(draft))
    draft.add(0, f'stage "S{number}"{cond}:')
    steps(draft, 1, draft.random.randint(1, 4), "stage")


def steps(draft, depth, count, where):
    begun = len(draft.lines)
    for _ in range(count):
        makers = [move, move, move, chance_step, reveal, shift]
        if where != "together":
            makers += [together, raid, raid, vote, end] + [together] * 4 * (where == "rounds")
            makers += [vote] * 4 * draft.wants("vote", "veto", "weights", "abstain", "secret")
            makers += [raid] * 4 * draft.wants("raid")
        makers += [chance_step] * 4 * draft.wants("draw", "nobody") + [shift] * 3 * draft.wants("rises", "falls")
        if where == "stage" or where == "rounds" and draft.chance(0.2):
            makers += [rounds] + [rounds] * 4 * draft.wants("round")
        draft.pick(*makers)(draft, depth)
    if len(draft.lines) == begun or all(row.startswith("    " * depth + "    ") for row in draft.lines[begun:]):
        move(draft, depth, forced=True)


def spend(draft, factor, times=1):
    if draft.budget < factor:
        return False
    draft.budget //= factor
    return True


def visible_to(draft, actor):
    return [thing for thing in draft.things if actor in thing.seen_by]


def move(draft, depth, forced=False, within=None):
    values = ["a", "b", "c"][:draft.random.choice((2, 2, 2, 3))]
    if not spend(draft, len(values)) and not forced:
        return None
    actor = draft.pick(*draft.actors)
    name = draft.name("m")
    others = [other for other in draft.actors if other != actor]
    verb, seen_by = draft.pick(("chooses", draft.actors), ("declares", draft.actors), ("secretly chooses", [actor]),
                               ("tells", None))
    if verb == "tells":
        if not others:
            verb, seen_by = "chooses", draft.actors
        else:
            told = draft.random.sample(others, draft.random.randint(1, len(others)))
            verb, seen_by = "tells " + draft.pick(", ", " and ").join(told), [actor, *told]
    cond = maybe_if(draft, 0.2, shape_things(draft))
    earlier = told_apart.of_earlier_rounds(draft, actor, within)
    visible = visible_to(draft, actor) + 4 * earlier
    carried, plain = [""] * len(values), None
    if draft.may("levels of a move", 0.15):
        values, written, plain = levels_of_move(draft)
        draft.add(depth, f"{actor} {verb} {name}{cond}: {written}")
        return keep_move(draft, Thing(f"{actor}.{name}", values, list(seen_by), "levels", plain), values, within)
    if draft.may("numbers of options", 0.2):
        carried, plain = numbers_of_options(draft, values)
    draft.reader = actor
    share = 0.6 if earlier else 0.2
    options = [value + carried[place] + (maybe_if(draft, share, visible) if place else "") for place, value in enumerate(values)]
    draft.reader = None
    if earlier or draft.chance(0.7):
        if any(" if " in option for option in options[:-1]) or draft.chance(0.2):
            draft.add(depth, f"{actor} {verb} {name}{cond}:")
            for option in options:
                note = ' "said"' if draft.chance(0.2) else ""
                draft.add(depth + 1, option.replace(" if ", note + " if ", 1) if " if " in option else option + note)
        else:
            draft.add(depth, f"{actor} {verb} {name}{cond}: {', '.join(options)}")
    else:
        options = [value + carried[place] for place, value in enumerate(values)]
        draft.add(depth, f"{actor} {verb} {name}{cond}: {', '.join(options)}")
    always = [option.split()[0] for option in options if " if " not in option]
    kind = "event" if plain is None else "levels"
    return keep_move(draft, Thing(f"{actor}.{name}", values, list(seen_by), kind, plain), always, within)


def keep_move(draft, thing, always, within):
    draft.settled(thing)
    draft.moves.append((thing.name.split(".")[0], thing.name, thing.values, always))
    (draft.things if within is None else within).append(thing)
    return thing


def numbers_at_hand(draft):
    """What odds may read besides parameters: moves with numbers, and formulas over them."""
    moves = [thing.name for thing in draft.things if thing.kind == "levels" and "m" in thing.name]
    return moves + [generate_names.number(draft, formula(draft, draft.parameters + moves))]


def chance_step(draft, depth):
    values = ["x", "y", "z"][:draft.random.choice((2, 2, 3))]
    if not spend(draft, len(values)):
        return
    name = draft.name("c")
    seen_by = draft.pick(None, None, [], draft.random.sample(draft.actors, draft.random.randint(1, len(draft.actors))))
    seen_by = ["nobody"] if draft.may("seen by nobody", 0.2) else seen_by
    words = "" if seen_by is None else " seen by everyone" if seen_by == [] else \
        " seen by " + draft.pick(", ", " and ").join(seen_by)
    cond = maybe_if(draft, 0.25, shape_things(draft))
    begun = len(draft.lines)
    write_cases(draft, depth, f"chance {name}{cond}{words}", values, shape_things(draft), numbers_at_hand(draft))
    hidden = seen_by == ["nobody"]
    thing = draft.settled(Thing(name, values, [] if hidden else seen_by or list(draft.actors)))
    # Where the odds may be 0 somewhere, nobody may think otherwise.
    thing.drawn = not any(BY_A_NUMBER in line for line in draft.lines[begun:])
    draft.things.append(thing)


def reveal(draft, depth):
    able = [thing for thing in draft.things if thing.kind != "counter"]
    if not able:
        return
    thing = draft.pick(*able)
    who = draft.random.sample(draft.actors, draft.random.randint(1, len(draft.actors)))
    cond = maybe_if(draft, 0.4, shape_things(draft))
    words = "everyone" if draft.chance(0.3) else draft.pick(", ", " and ").join(who)
    draft.add(depth, f"reveal {thing.name} to {words}{cond}")
    if not cond and thing.kind != "scale":
        thing.seen_by = list(draft.actors) if words == "everyone" else sorted(set(thing.seen_by) | set(who))


def shift(draft, depth):
    able = [thing for thing in draft.things if thing.kind == "scale"]
    if able:
        thing = draft.pick(*able)
        levels = draft.random.randint(1, len(thing.values) - 1)
        how = f"{draft.pick('rises to', 'becomes')} {draft.pick(*thing.values)}"
        for way in ("rises by", "falls by"):
            how = f"{way} {levels}" if draft.may(way, 0.18) else how
        draft.add(depth, f"{thing.name} {how}" + maybe_if(draft, 0.6, shape_things(draft)))
        thing.around = thing.around or list(draft.around)


def end(draft, depth):
    if draft.chance(0.05):
        draft.add(depth, "end")
    elif draft.chance(0.7):
        draft.add(depth, f"end if {condition(draft, shape_things(draft))}")


def together(draft, depth):
    if draft.budget < 4:
        return
    draft.add(depth, "simultaneously:")
    fresh = []
    for _ in range(2 if draft.chance(0.8) else 3):
        move(draft, depth + 1, forced=not fresh, within=fresh)
    draft.things += fresh


def rounds(draft, depth):
    times = draft.random.randint(1, 3)
    before, budget = len(draft.things), draft.budget
    if budget < 4 ** times:
        times = 1
    name = draft.name("r")
    draft.add(depth, f"repeat up to {times} times as {name}:")
    draft.things.append(Thing(name, [], list(draft.actors), "counter"))
    draft.budget = int(draft.budget ** (1 / times))
    draft.around.append((name, times))
    steps(draft, depth + 1, draft.random.randint(1, 3), "rounds")
    draft.around.pop()
    draft.budget = max(1, budget // max(1, int(budget ** (1 / times) / max(1, draft.budget))) ** times)


def whole(draft, low, high):
    return draft.pick(*draft.whole) if draft.whole and draft.chance(0.3) else str(draft.random.randint(low, high))


def rate(draft):
    unknowns = [thing.name for thing in draft.things if thing.kind == "unknown"]
    if unknowns and draft.chance(0.5):
        return draft.pick(unknowns[0], f"{unknowns[0]} * 0.9")
    if draft.odds_parameters and draft.chance(0.3):
        return draft.odds_parameters[0]
    return draft.pick("0%", "100%") if draft.chance(0.1) else f"{draft.random.randint(5, 95)}%"


def raid(draft, depth):
    scales = [thing for thing in draft.things if thing.kind == "scale"]
    if not scales or draft.raids >= 2:
        return
    scale = draft.pick(*scales)
    if not spend(draft, len(scale.values)):
        return
    draft.raids += 1
    things = shape_things(draft)
    draft.add(depth, f"raid {scale.name}{maybe_if(draft, 0.3, things)}:")
    kinds = list(KINDS[:draft.random.choice((1, 2, 2))])
    arrive = {kind: f" of which {rate(draft)} arrive" if draft.chance(0.3) else "" for kind in kinds}
    flights = ", ".join(f"{whole(draft, 1, 3)} {kind}{arrive[kind]}" for kind in kinds)
    draft.add(depth + 1, f"salvo {flights}")
    if things and draft.chance(0.3):
        draft.add(depth + 1, f"salvo {draft.random.randint(0, 2)} {kinds[0]}{arrive[kinds[0]]} if {condition(draft, things)}")
    titles = layers(draft, depth + 1, kinds, things)
    if titles and draft.chance(0.4):
        regimes(draft, depth + 1, titles)
    bounds, levels = sorted(draft.random.sample(range(0, 4), len(scale.values) - 1)), scale.values
    draft.add(depth + 1, "impact " + ", ".join(
        f"{level} up to {bound}" for level, bound in zip(levels, bounds)) + f", {levels[-1]} above")
    scale.seen_by = []
    scale.around = scale.around or list(draft.around)


def layers(draft, depth, kinds, things):
    titles, stopped = [], {}
    for number in range(draft.pick(0, 1, 2, 2, 3)):
        title = titles[-1] if titles and draft.chance(0.15) else f"L{draft.raids}{number}"
        owner = f" by {draft.pick(*draft.actors, *draft.partners)}" if draft.chance(0.5) else ""
        twice = " looks twice" if draft.chance(0.3) else ""
        here = draft.random.sample(kinds, draft.random.randint(1, len(kinds)))
        shared = " with magazine {} for {}".format(whole(draft, 2, 5), " then ".join(here)) \
            if draft.chance(0.5) and len(here) > 1 else ""
        front, late = draft.pick((0.2, 0), (0, 0.2))
        engages = ", ".join(engage(draft, kind, title, stopped, shared) for kind in here)
        begins = f'layer "{title}"{owner}{twice}{shared}{maybe_if(draft, front, things)}'
        draft.add(depth, f"{begins}: {engages}{maybe_if(draft, late, things)}")
        for kind in set(stopped) - set(here):  # what is as in a layer is as in the last one of that name
            stopped[kind] = [other for other in stopped[kind] if other != title]
        titles.append(title)
    draft.titles += titles
    return titles


def engage(draft, kind, title, stopped, shared):
    r = draft.random
    if stopped.get(kind) and draft.chance(0.4):
        words = f'{kind} as in "{draft.pick(*stopped[kind])}"'
    else:
        words = f"{kind} {rate(draft)}"
        words += f" shots {r.randint(1, 2)}" if draft.chance(0.3) else ""
        words += f" spread {draft.pick('0.1', '30%', '0.02')}" if draft.chance(0.3) else ""
    words += f" cap {whole(draft, 0, 3)}" if draft.chance(0.3) else ""
    words += f" magazine {r.randint(2, 5)}" if draft.chance(0.2) and not shared else ""
    stopped.setdefault(kind, []).append(title)
    return words


def regimes(draft, depth, titles):
    shares = f"{draft.random.randint(10, 95)}%"
    for number in range(draft.random.randint(1, 2)):
        hit = titles if draft.chance(0.7) else titles[:1]
        left = ", ".join(f'"{title}" {shares}' for title in dict.fromkeys(hit))
        draft.add(depth, f"regime g{number} {draft.random.randint(5, 45)}%: {left}")


def vote(draft, depth):
    members = draft.random.randint(1, 4)
    voters = draft.random.sample(draft.actors, draft.random.randint(0, min(members, len(draft.actors))))
    if not spend(draft, 2 ** (len(voters) + 1)):
        return
    name, things = draft.name("v"), shape_things(draft)
    weights = {voter: draft.random.randint(2, 3) for voter in voters if draft.may("weights", 0.2)}
    votes = sum(weights.get(voter, 1) for voter in voters)
    members = max(members, votes)
    quorum = f"passes with {draft.random.randint(1, members)} of {members}"
    if voters and draft.may("veto", 0.3):
        holders = draft.random.sample(voters, draft.random.randint(1, len(voters)))
        quorum += ", veto " + draft.pick("everyone", ", ".join(holders))
    watchers = draft.random.sample(draft.actors, draft.random.randint(1, len(draft.actors))) \
        if draft.may("vote seen by", 0.2) else draft.actors
    sight = "" if watchers is draft.actors else " seen by " + ", ".join(watchers)
    secret = draft.may("in secret", 0.2)
    sight += " in secret" if secret else ""
    draft.add(depth, f"vote {name}{maybe_if(draft, 0.2, things)}{sight}: {quorum}")
    able = set(draft.random.sample(voters, len(voters) // 2 + 1)) if voters and draft.may("may abstain", 0.3) else set()
    if able and not spend(draft, 2 ** len(able)):
        able = set()
    for row in (sorted(set(voters) - able), sorted(able)):
        listing = draft.pick(", ", " and ").join(f"{voter} {weights[voter]}" if voter in weights else voter for voter in row)
        if row:
            draft.add(depth + 1, f"voters {listing}" + (" may abstain" if row[0] in able else ""))
    if members > votes:
        rates = (rate(draft), rate(draft))
        if things and draft.chance(0.4):
            draft.add(depth + 1, f"others yes {rates[0]} if {condition(draft, things)}")
            draft.add(depth + 1, f"others yes {rates[1]} otherwise")
        else:
            draft.add(depth + 1, f"others yes {rates[0]}")
    elif not voters:
        return
    draft.things.append(draft.settled(Thing(name, ["passed", "failed"], list(watchers), "vote")))
    for voter in voters:
        values = ["yes", "no", "abstain"] if voter in able else ["yes", "no"]
        seen_by = [voter] if secret else [voter, *(other for other in watchers if other != voter)]
        draft.things.append(draft.settled(Thing(f"{voter}.{name}", values, seen_by)))
        draft.moves.append((voter, f"{voter}.{name}", values, values))


# Payoffs, variants, questions


def countable(things):
    return [thing.name for thing in things if thing.kind == "counter" or thing.numbers is not None]


def named_formula(draft, names):
    return generate_names.number(draft, formula(draft, names + draft.formulas))


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
        if changes:
            draft.add(0, f"variant v{number}:")
            for change in dict.fromkeys(changes):
                draft.add(1, change)
            draft.changes.append(f"v{number}")


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
    kinds += [kind for word, kind in draw_questions.KINDS.items() if draft.wants(word) for _ in range(3)]
    for _ in range(draft.random.randint(3, 7)):
        kind = draft.pick(*kinds)
        word = draw_questions.GIVEN.get(kind)
        given = f" given {condition(draft, things)}" if (draft.may(word, 0.5) if word else draft.chance(0.5)) else ""
        targets = draw_questions.believed(draft)
        if kind == "ask":
            draft.add(0, f"ask {quantity(draft)}{given}{seer(draft)}")
        elif kind == "belief" and targets:
            draft.add(0, f"ask belief of {draft.pick(*draft.actors)} about {draft.pick(*targets).name}{given}")
        elif kind == "forcing" and (forcible := draw_questions.may_be_forced(draft)):
            name, values = draft.pick(*forcible)
            also = draw_questions.also_forced(draft, name)
            draft.add(0, f"ask {quantity(draft)}{given} forcing {name} to {draft.pick(*values)}{also}{seer(draft)}")
        elif kind == "compare" and (forcible := draw_questions.may_be_forced(draft)):
            name, values = draft.pick(*forcible)
            forcing = f"forcing {name} to {', '.join(values)}{draw_questions.also_forced(draft, name)}"
            draft.add(0, f"compare {quantity(draft)}, {quantity(draft)}{given} {forcing}{seer(draft)}")
        elif kind == "across" and draft.changes:
            across = draft.pick("baseline, ", "") + ", ".join(draft.changes)
            draft.add(0, f"compare {quantity(draft)}, {quantity(draft)}{given} across {across}{seer(draft)}")
        elif kind == "sweep":
            draft.add(0, f"sweep {draw_questions.swept(draft)}: {quantity(draft)}{given}{seer(draft)}")
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
            place = draw_questions.place_of_check(draft)
            if targets and draft.may("check of a belief", 0.3):
                believed = draw_questions.checked_belief(draft, targets)
                draft.add(0, f"check {believed} is between {' and '.join(bounds)}{place}{given}")
            else:
                draft.add(0, f"check {quantity(draft)} is between {' and '.join(bounds)}{place}{given}{seer(draft)}")
