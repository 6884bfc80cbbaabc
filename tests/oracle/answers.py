"""The answers to a model's questions under given strategies."""

import math

from judge import IMPOSSIBLE, NEVER, counts_one_thing, label_of, log_sum, shares, spread_over
from quantities import combined, is_made_of_two
from unfold import Start


class Answer:
    def __init__(self, value, log_condition=None, label="", size=1.0):
        self.value, self.log_condition, self.label, self.size = value, log_condition, label, size


def quantity_at_end(judgement, quantity, node):
    kind, what = quantity
    world = judgement.world
    if kind == "P":
        return 1.0 if world.holds(what, node.now) else 0.0
    if what in world.model.actors:
        return judgement.worth[id(node)][what]
    return world.number_of(what, node.now)


def asked(judgement, quantity, given=None):
    """P or E, or two of them, among the histories that end with the condition met."""
    if is_made_of_two(quantity):
        sign, *parts = quantity
        one, other = (asked(judgement, part, given) for part in parts)
        value, size = combined(sign, one.value, other.value)
        return Answer(value, one.log_condition, size=size)
    ends = [node for node in judgement.unfolding.nodes if node.ends() and judgement.world.holds(given, node.now)]
    log_weights = [judgement.log_reach[id(node)] for node in ends]
    met = log_sum(log_weights)
    if met == IMPOSSIBLE:
        return Answer(None, NEVER)
    weights = shares(log_weights)
    parts = (weight * quantity_at_end(judgement, quantity, node) for weight, node in zip(weights, ends))
    return Answer(math.fsum(parts), None if given is None else float(met))


def forced(judgement, move, value):
    """The actor makes this choice, or chance draws this, wherever it can; all else stays as it is."""
    if not any(infoset.name == move for infoset in judgement.infosets):
        return judgement.drawing(move, value)
    strategy = dict(judgement.strategy)
    for infoset in judgement.infosets:
        if infoset.name == move and value in infoset.values:
            strategy[infoset] = {other: 0.0 if other == value else NEVER for other in infoset.values}
    return judgement.playing(strategy)


def all_forced(judgement, question, value=None):
    """What a question forces, of a comparison in one of its cases."""
    move, values = question.forcing
    judgement = forced(judgement, move, values[0] if value is None else value)
    for other, what in question.also_forced:
        judgement = forced(judgement, other, what)
    return judgement


# Beliefs: what an actor holds when the story comes to its next step after the condition has come true.


def may_happen(unfolding):
    """{node: {name of what happens in some continuation of the history: in which rounds}}."""
    found = {}
    for node in reversed(unfolding.nodes):
        names = {} if node.ends() else {node.name: {tuple(unfolding.story.rounds.get(node.place, {}).items())}}
        for child in node.children.values():
            for name, rounds in found[id(child)].items():
                names[name] = names.get(name, set()) | rounds
        found[id(node)] = names
    return found


def places_where_true(judgement, given):
    """The nodes at which the condition has come true, one for each history; None where it comes true in all that are
    possible at all."""
    unfolding, open_names = judgement.unfolding, may_happen(judgement.unfolding)
    first, state = [], {}
    never = False
    for node in unfolding.nodes:
        if node.parent is not None and state[id(node.parent)]:
            state[id(node)] = True
            continue
        now_true = after_traits(judgement, node) and \
            judgement.world.settled(given, node.now, open_names[id(node)]) is True
        state[id(node)] = now_true
        if now_true:
            first.append(node)
        never = never or (node.ends() and not now_true and judgement.log_reach[id(node)] != IMPOSSIBLE)
    return first if never else None


def after_traits(judgement, node):
    return node.place >= len(judgement.world.model.traits)


def at_the_start(judgement, question):
    """Before the first step, the traits being drawn, each actor knowing its own."""
    alike = {}
    for node in judgement.unfolding.nodes:
        for place, now, seen in node.passed:
            if isinstance(judgement.unfolding.story[place], Start):
                alike.setdefault(seen[question.actor], []).append((judgement.log_reach[id(node)], now))
    weights = shares([log_sum([weight for weight, _ in standing]) for standing in alike.values()])
    return [(label_of("the start", seen, counts_one_thing(judgement.unfolding)), weight,
             spread_over(question.about, zip(shares([reach for reach, _ in standing]), [now for _, now in standing])))
            for (seen, standing), weight in zip(alike.items(), weights) if weight > 0]


def standing_alike(judgement, actor):
    """{(step, what the actor has seen when the story passes it): [(now, node behind), ...]}; at a move of the actor those who
    make it, elsewhere also those whose story passes the step by."""
    found = {}
    for node in judgement.unfolding.nodes:
        for place, now, seen in node.passed + ([(node.place, node.now, node.seen)] if node.ends() else []):
            found.setdefault((place, seen[actor]), []).append((now, node))
    return found


def belief(judgement, question):
    """([(where it is asked, weight, {value or None: probability}), ...], log-probability of the condition)."""
    actor, log_reach = question.actor, judgement.log_reach
    places = places_where_true(judgement, question.given)
    if places is None:
        return at_the_start(judgement, question), 0.0
    alike, asked_at = standing_alike(judgement, actor), {}
    for node in places:
        asked_at.setdefault((node.place, node.seen[actor], node.actor == actor), []).append(node)
    met = log_sum([log_reach[id(node)] for nodes in asked_at.values() for node in nodes])
    if met == IMPOSSIBLE:
        return [], NEVER
    found = []
    weights = shares([log_sum([log_reach[id(node)] for node in nodes]) for nodes in asked_at.values()])
    for ((place, seen, own), nodes), weight in zip(asked_at.items(), weights):
        standing = [(now, node) for now, node in alike[place, seen] if not own or node.place == place]
        held = shares([log_reach[id(node)] for _, node in standing])
        if held is not None and weight > 0:
            where = label_of(nodes[0].name or "the end", seen, counts_one_thing(judgement.unfolding))
            found.append((where, weight, spread_over(question.about, zip(held, [now for now, _ in standing]))))
    return found, float(met)


def averaged(places):
    total = {}
    for _, weight, held in places:
        for value, share in held.items():
            total.setdefault(value, []).append(weight * share)
    return {value: math.fsum(parts) for value, parts in total.items()}
