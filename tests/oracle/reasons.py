"""Why a choice is made and what an answer hangs on, under given strategies."""

import math

from answers import asked, may_happen
from judge import IMPOSSIBLE, NEVER, log, shares

NUDGE = 1e-4  # of log-odds


def places_of(judgement, move, values, given):
    """[(weight, infoset)] of a move that offers these values, where the condition is certain when it is made."""
    open_names = may_happen(judgement.unfolding)
    found = []
    for infoset in judgement.infosets:
        if infoset.name != move or not judgement.can_be(infoset) or not set(values) <= set(infoset.values):
            continue
        certain = [belief for belief, node in zip(judgement.beliefs(infoset), infoset.nodes) if given is None or
                   judgement.world.settled(given, node.now, open_names[id(node)]) is True]
        share = math.fsum(certain)
        if share > 0:
            found.append((share, infoset))
    reaches = [judgement.log_reach_of(infoset) for _, infoset in found]
    reaches = [reach if reach == IMPOSSIBLE else reach.plus(log(share)) for reach, (share, _) in zip(reaches, found)]
    total = math.fsum(share for share, _ in found)
    weights = shares(reaches) or [share / total for share, _ in found]
    return [(weight, infoset) for weight, (_, infoset) in zip(weights, found) if weight > 0]


def preference(judgement, places, value, other):
    parts = []
    for weight, infoset in places:
        worth = judgement.move_values(infoset)
        parts.append(weight * (worth[value] - worth[other]))
    return math.fsum(parts)


def added_by(judgement, places, value, other, term):
    """What one line of the payoff adds to a preference, as who chooses expects it."""
    judgement = judgement.as_seen_by(places[0][1].actor)
    world, expected = judgement.world, {}
    for node in reversed(judgement.unfolding.nodes):
        if node.ends():
            expected[id(node)] = world.number(term.expr, node.now) if world.holds(term.cond, node.now) else 0.0
        else:
            expected[id(node)] = math.fsum(math.exp(judgement.log_odds(node, way)) * expected[id(child)]
                                           for way, child in node.children.items())
    return math.fsum(weight * belief * (expected[id(node.children[value])] - expected[id(node.children[other])])
                     for weight, infoset in places
                     for belief, node in zip(judgement.beliefs(infoset), infoset.nodes))


def nudged(judgement, move, value, by):
    """The odds of one option a little larger, wherever the move is made."""
    strategy = dict(judgement.strategy)
    for infoset in judgement.infosets:
        if infoset.name != move or value not in infoset.values:
            continue
        logs = {way: lot + (by if way == value else 0.0) for way, lot in strategy[infoset].items()}
        total = math.log(math.fsum(math.exp(lot) for lot in logs.values()))
        strategy[infoset] = {way: lot - total for way, lot in logs.items()}
    return judgement.playing(strategy)


def slope(judgement, quantity, given, move, value):
    up, down = (asked(nudged(judgement, move, value, by), quantity, given).value for by in (NUDGE, -NUDGE))
    return None if up is None or down is None else (up - down) / (2 * NUDGE)


def history_shares(judgement, event, given):
    """Of the probability of an event, the largest first."""
    holds = judgement.world.holds
    ends = [node for node in judgement.unfolding.nodes if node.ends() and judgement.log_reach[id(node)] != IMPOSSIBLE
            and holds(given, node.now) and holds(event, node.now)]
    return sorted(shares([judgement.log_reach[id(node)] for node in ends]) or [], reverse=True)


def played_as_in(first, second, actors):
    """The first world, these actors playing as they do in the second where it has the same information sets."""
    there = {infoset.label(): infoset for infoset in second.infosets}
    strategy = dict(first.strategy)
    for infoset in first.infosets:
        other = there.get(infoset.label())
        if other is None or infoset.actor not in actors:
            continue
        logs = {value: second.strategy[other].get(value, NEVER) for value in infoset.values}
        total = math.fsum(math.exp(lot) for lot in logs.values())
        if total > 0:
            strategy[infoset] = {value: lot - math.log(total) for value, lot in logs.items()}
    return first.playing(strategy)
