"""What actors think of chance beside the model's own odds: what follows at a step that chance decides, and random ones."""

import copy

from world import World


# What follows


def world_of(world, actor):
    """The model's numbers as an actor thinks they are; its thoughts may read the model's own."""
    own = {about: world.number(expr, {}) for (who, about), expr in world.model.number_thoughts.items() if who == actor}
    return World(world.model, world.variant, {**world.given, **own}) if own else world


class Minds:
    """Of all actors: what they think at the steps that chance decides. Empty where all go by the model's own odds."""

    def __init__(self, unfolding):
        self.model = unfolding.world.model
        self.of = {}
        if self.model.thoughts or self.model.number_thoughts:
            for actor in self.model.actors:
                self.of[actor] = copy.copy(unfolding)
                self.of[actor].world = world_of(unfolding.world, actor)

    def thoughts_at(self, step, name, now, odds):
        """{actor: {value: odds}} of what can come of the step; `odds` are the model's own."""
        found = {}
        for actor, mind in self.of.items():
            own = self.own_case(actor, name, mind.world, now) or mind.branches_of(step, now)
            found[actor] = {value: own.get(value, 0.0) for value in odds}
        return found

    def own_case(self, actor, name, world, now):
        for case in self.model.thoughts.get((actor, name), []):
            if case.guard == "otherwise" or world.holds(case.guard, now):
                shares = {value: None if expr is None else world.number(expr, now) for value, expr in case.draws}
                rest = max(0.0, 1 - sum(share for share in shares.values() if share is not None))
                return {value: rest if share is None else share for value, share in shares.items()}
        return None


# Random ones


def write_thoughts(draft):
    """Of some things that chance draws, and of some numbers that odds read."""
    drawn = [thing for thing in draft.things if thing.drawn]
    for _ in range(draft.random.randint(1, 3) if drawn and draft.may("thinks", 0.6) else 0):
        thing, actor = draft.pick(*drawn), draft.pick(*draft.actors)
        if (actor, thing.name) in draft.thought_of or thing.name.startswith(actor + "."):
            continue
        draft.thought_of.add((actor, thing.name))
        write_thought(draft, actor, thing)
    if draft.odds_parameters and draft.may("thinks a number", 0.2):
        name = draft.odds_parameters[0]
        draft.add(0, f"{draft.pick(*draft.actors)} thinks {name} = {draft.pick('25%', f'{name} / 2', f'0.1 + {name} / 3')}")


def write_thought(draft, actor, thing):
    begin = f"{actor} thinks {thing.name}"
    earlier = [other for other in draft.things[:draft.things.index(thing)] if other.trait]
    if thing.kind == "unknown" or not earlier or draft.chance(0.6):
        draft.add(0, f"{begin}: {own_odds(draft, thing.values)}")
        return
    draft.add(0, f"{begin}:")
    trait = draft.pick(*earlier)
    draft.add(1, f"{own_odds(draft, thing.values)} if {trait.name} is {draft.pick(*trait.values)}")
    if draft.chance(0.5):
        draft.add(1, f"{own_odds(draft, thing.values)} otherwise")


def own_odds(draft, values):
    parts = [draft.random.randint(1, 90 // len(values)) for _ in values[:-1]]
    told = [f"{value} {part}%" for value, part in zip(values, parts)] + [f"{values[-1]} rest"]
    draft.random.shuffle(told)
    return ", ".join(told)


def seer(draft):
    return f" as {draft.pick(*draft.actors)} sees it" if draft.may("sees it", 0.3) else ""


