"""What actors think of chance beside the model's own odds: what follows at a step that chance decides, and random ones."""

import copy

from world import World


# What follows


def in_force(world, kind, said):
    """{(actor, about): what it thinks}: what a variant says stands in place of what the model says of the same."""
    return {**said, **{(actor, about): what for _, actor, about, what in world.changes_of(kind)}}


def world_of(world, actor, numbers):
    """The model's numbers as an actor thinks they are; its thoughts may read the model's own."""
    own = {about: world.number(expr, {}) for (who, about), expr in numbers.items() if who == actor}
    return World(world.model, world.variant, {**world.given, **own}) if own else world


class Minds:
    """Of all actors: what they think at the steps that chance decides. Empty where all go by the model's own odds."""

    def __init__(self, unfolding):
        world, self.of = unfolding.world, {}
        self.cases = in_force(world, "a thought", world.model.thoughts)
        numbers = in_force(world, "a number thought", world.model.number_thoughts)
        if self.cases or numbers:
            for actor in world.model.actors:
                self.of[actor] = copy.copy(unfolding)
                self.of[actor].world = world_of(world, actor, numbers)

    def thoughts_at(self, step, name, now, odds):
        """{actor: {value: odds}} of what can come of the step; `odds` are the model's own."""
        found = {}
        for actor, mind in self.of.items():
            own = self.own_case(actor, name, mind.world, now) or mind.branches_of(step, now)
            found[actor] = {value: own.get(value, 0.0) for value in odds}
        return found

    def own_case(self, actor, name, world, now):
        for case in self.cases.get((actor, name), []):
            if case.guard == "otherwise" or world.holds(case.guard, now):
                shares = {value: None if expr is None else world.number(expr, now) for value, expr in case.draws}
                rest = max(0.0, 1 - sum(share for share in shares.values() if share is not None))
                return {value: rest if share is None else share for value, share in shares.items()}
        return None


# Random ones


def write_thoughts(draft):
    """Of some things that chance draws, and of some numbers that odds read."""
    drawn = [thing for thing in draft.things if can_differ_about(draft, thing)]
    for _ in range(draft.random.randint(1, 3) if drawn and draft.may("thinks", 0.6) else 0):
        thing, actor = draft.pick(*drawn), draft.pick(*draft.actors)
        if (actor, thing.name) in draft.thought_of or thing.name.startswith(actor + "."):
            continue
        draft.thought_of.add((actor, thing.name))
        for depth, line in thought_lines(draft, actor, thing):
            draft.add(depth, line)
    if has_numbers(draft) and draft.may("thinks a number", 0.2):
        draft.add(0, number_thought(draft))


def changed_thoughts(draft):
    """The lines by which a variant changes what somebody thinks, or nothing."""
    lines = []
    drawn = [thing for thing in draft.things if can_differ_about(draft, thing)]
    if drawn and draft.may("thinks in a variant", 0.15):
        thing = draft.pick(*drawn)
        others = [actor for actor in draft.actors if not thing.name.startswith(actor + ".")]
        if others:
            lines += ["    " * depth + line for depth, line in thought_lines(draft, draft.pick(*others), thing)]
    if has_numbers(draft) and draft.may("thinks a number in a variant", 0.1):
        lines.append(number_thought(draft))
    return lines


def can_differ_about(draft, thing):
    """Where odds are 0 in some cases only, nobody may think otherwise; nor where a number that is 0 makes them so."""
    reads_zero = any(name in row for name in draft.zeros for row in thing.rows)
    return thing.drawn and not reads_zero and len({ruled_out(thing, row) for row in thing.rows}) <= 1


def ruled_out(thing, row):
    """The values that odds as they are written leave out."""
    zero = frozenset(value for value in thing.values if f"{value} 0%" in row)
    return zero | {thing.values[-1]} if "100%" in row else zero


def has_numbers(draft):
    """A number that somebody may think otherwise of."""
    return bool(draft.odds_parameters) and draft.odds_parameters[0] not in draft.zeros


def number_thought(draft):
    name = draft.odds_parameters[0]
    return f"{draft.pick(*draft.actors)} thinks {name} = {draft.pick('25%', f'{name} / 2', f'0.1 + {name} / 3')}"


def thought_lines(draft, actor, thing):
    """(depth, text) of each."""
    begin = f"{actor} thinks {thing.name}"
    earlier = [other for other in draft.things[:draft.things.index(thing)] if other.trait]
    if thing.kind == "unknown" or not earlier or draft.chance(0.6):
        return [(0, f"{begin}: {own_odds(draft, thing)}")]
    trait = draft.pick(*earlier)
    lines = [(0, f"{begin}:"), (1, f"{own_odds(draft, thing)} if {trait.name} is {draft.pick(*trait.values)}")]
    if draft.chance(0.5):
        lines.append((1, f"{own_odds(draft, thing)} otherwise"))
    return lines


def own_odds(draft, thing):
    never = ruled_out(thing, thing.rows[0]) if thing.rows else frozenset()
    values = [value for value in thing.values if value not in never]
    parts = [draft.random.randint(1, 90 // len(values)) for _ in values[:-1]]
    told = [f"{value} {part}%" for value, part in zip(values, parts)] + [f"{values[-1]} rest"]
    told += [f"{value} 0%" for value in sorted(never) if draft.chance(0.5)]
    draft.random.shuffle(told)
    return ", ".join(told)


def seer(draft):
    return f" as {draft.pick(*draft.actors)} sees it" if draft.may("sees it", 0.3) else ""
