"""What a strategy is worth, and what is believed under it, at every information set of an unfolded model."""

import math
from collections import defaultdict, namedtuple
from functools import cached_property

from language import TooLarge
from unfold import Begin

NEVER = -math.inf
MOST_PAYOFF = 1e6  # beyond it, doubles lose what 1e-9 would show


def log(x):
    return math.log(x) if x > 0 else NEVER


class LogReach(namedtuple("LogReach", "high low")):
    """A sum of logarithms with what it lost to rounding: at a high precision some are so large that what chance adds to them
    would drown, and beliefs with it."""

    def plus(self, x):
        high = self.high + x
        if math.isinf(high):
            return LogReach(high, 0.0)
        part = high - self.high
        return LogReach(high, self.low + ((self.high - (high - part)) + (x - part)))

    def over(self, other):
        """The ratio of what they are the logarithms of."""
        return math.exp((self.high - other.high) + (self.low - other.low)) if self.high > NEVER else 0.0

    def __float__(self):
        return self.high + self.low


CERTAIN, IMPOSSIBLE = LogReach(0.0, 0.0), LogReach(NEVER, 0.0)


def shares(log_reaches):
    """What they are the logarithms of, scaled to add up to 1; they may be far too small to be added as they are."""
    top = max(log_reaches, default=IMPOSSIBLE)
    if top == IMPOSSIBLE:
        return None
    weights = [one.over(top) for one in log_reaches]
    total = math.fsum(weights)
    return [weight / total for weight in weights]


def log_sum(log_reaches):
    top = max(log_reaches, default=IMPOSSIBLE)
    return top if top == IMPOSSIBLE else top.plus(math.log(math.fsum(one.over(top) for one in log_reaches)))


class Infoset:
    def __init__(self, node, one_counter):
        self.actor, self.name, self.seen = node.actor, node.name, node.seen[node.actor]
        self.values, self.nodes, self.one_counter = list(node.children), [], one_counter

    def label(self):
        return label_of(self.name, self.seen, self.one_counter)


def label_of(name, seen, one_counter):
    """As the program prints it: the rounds of a model that counts one thing only are called so."""
    sight = ", ".join(f"{thing}={value}" if isinstance(value, str) else f"{'round' if one_counter else thing} {value}"
                      for thing, value in seen)
    return f"{name} | {sight}" if sight else name


def counts_one_thing(unfolding):
    return len({step.name for step in unfolding.story if isinstance(step, Begin)}) == 1


def infosets_of(unfolding):
    """The decision points that their actors cannot tell apart: the same move, and the same things seen in the same order."""
    found, one_counter = {}, counts_one_thing(unfolding)
    for node in unfolding.nodes:
        if node.actor is not None:
            infoset = found.setdefault((node.name, node.seen[node.actor]), None)
            if infoset is None:
                infoset = found[node.name, node.seen[node.actor]] = Infoset(node, one_counter)
            assert infoset.values == list(node.children), f"options tell {infoset.label()} something hidden"
            infoset.nodes.append(node)
            node.infoset = infoset
    return list(found.values())


def payoffs_of(world, now):
    found = {actor: world.payoff(actor, now) for actor in world.model.actors}
    if any(abs(payoff) > MOST_PAYOFF for payoff in found.values()):
        raise TooLarge()
    return found


class Judgement:
    """A strategy is {infoset: {value: log-probability}}. Chance is as `seer` thinks, or as the model says where that is None."""

    def __init__(self, world, unfolding, infosets, strategy, seer=None, drawn=None):
        self.drawn = drawn or {}  # {name: value} of what chance is made to draw, wherever it can
        self.world, self.unfolding, self.infosets, self.strategy, self.seer = world, unfolding, infosets, strategy, seer
        self.seen = {}
        self.actors = world.model.actors
        # Of a history: how many moves of chance and of actors on it have probability 0, and its log-reach by all others.
        self.blocked, self.mistakes, self.possible = {}, {}, {}
        self.log_reach = self.reach()
        self.worth = self.values()

    def as_seen_by(self, actor):
        """The same play, and chance as the actor thinks it is."""
        if actor is None or actor == self.seer or not self.unfolding.minds.of:
            return self
        if actor not in self.seen:
            self.seen[actor] = Judgement(self.world, self.unfolding, self.infosets, self.strategy, actor,
                                         self.drawn)
        return self.seen[actor]

    def playing(self, strategy):
        return Judgement(self.world, self.unfolding, self.infosets, strategy, self.seer, self.drawn)

    def drawing(self, name, value):
        return Judgement(self.world, self.unfolding, self.infosets, self.strategy, self.seer, {**self.drawn, name: value})

    def log_odds(self, node, value):
        if node.actor is not None:
            return self.strategy[node.infoset][value]
        if self.drawn.get(node.name) in node.children:
            return 0.0 if self.drawn[node.name] == value else NEVER
        return log(node.thoughts.get(self.seer, node.odds)[value])

    def reach(self):
        for node in self.unfolding.nodes:
            if node.parent is None:
                self.blocked[id(node)], self.mistakes[id(node)], self.possible[id(node)] = 0, 0, CERTAIN
                continue
            odds, before, by_chance = self.log_odds(node.parent, node.via), id(node.parent), node.parent.actor is None
            self.blocked[id(node)] = self.blocked[before] + (odds == NEVER and by_chance)
            self.mistakes[id(node)] = self.mistakes[before] + (odds == NEVER and not by_chance)
            self.possible[id(node)] = self.possible[before].plus(0.0 if odds == NEVER else odds)
        return {node: IMPOSSIBLE if self.blocked[node] or self.mistakes[node] else self.possible[node]
                for node in self.possible}

    def can_be(self, infoset):
        """Whether some history of it needs no move of chance that has odds of 0."""
        return any(not self.blocked[id(node)] for node in infoset.nodes)

    def values(self):
        worth = {}
        for node in reversed(self.unfolding.nodes):
            if node.ends():
                worth[id(node)] = payoffs_of(self.world, node.now)
                continue
            odds = {value: math.exp(self.log_odds(node, value)) for value in node.children}
            worth[id(node)] = {actor: math.fsum(odds[value] * worth[id(child)][actor]
                                                for value, child in node.children.items()) for actor in self.actors}
        return worth

    def root_values(self):
        return self.worth[id(self.unfolding.nodes[0])]

    @cached_property
    def largest_gain(self):
        return max((self.gain(infoset) for infoset in self.infosets if self.can_be(infoset)), default=0.0)

    @cached_property
    def payoff_range(self):
        ends = [self.worth[id(node)] for node in self.unfolding.nodes if node.ends() and not self.blocked[id(node)]]
        return max(max(end[actor] for end in ends) - min(end[actor] for end in ends) for actor in self.actors)

    def log_reach_of(self, infoset):
        return log_sum([self.log_reach[id(node)] for node in infoset.nodes])

    def beliefs(self, infoset):
        """The probability of each of its nodes for who stands there. Actors make mistakes, all as likely, and chance makes none:
        of the histories that need the fewest moves that chance cannot make, none where there are such, those with the fewest
        mistakes."""
        errors = {id(node): (self.blocked[id(node)], self.mistakes[id(node)]) for node in infoset.nodes}
        fewest = min(errors.values())
        possible = self.as_seen_by(infoset.actor).possible
        return shares([possible[id(node)] if errors[id(node)] == fewest else IMPOSSIBLE for node in infoset.nodes])

    def move_values(self, infoset):
        beliefs, worth = self.beliefs(infoset), self.as_seen_by(infoset.actor).worth
        return {
            value: math.fsum(belief * worth[id(node.children[value])][infoset.actor]
                             for belief, node in zip(beliefs, infoset.nodes)) for value in infoset.values}

    def gain(self, infoset):
        """Of the best one-shot deviation: what each move loses beside the best one, so that shares which add up to 1 only to
        rounding leave nothing of what all moves are worth."""
        values = self.move_values(infoset)
        best = max(values.values())
        return math.fsum(math.exp(self.strategy[infoset][value]) * (best - worth) for value, worth in values.items())

    def beliefs_about(self, infoset, name):
        """{value: probability} of something, None being that it has not happened."""
        return spread_over(name, [(belief, node.now) for belief, node in
                                  zip(self.beliefs(infoset), infoset.nodes)])

    def nash_gap(self, actor):
        """What the actor could gain at most by another strategy, as it sees it."""
        if self.as_seen_by(actor) is not self:
            return self.as_seen_by(actor).nash_gap(actor)
        apart = {}  # log-reach by everybody but the actor
        for node in self.unfolding.nodes:
            apart[id(node)] = CERTAIN if node.parent is None else apart[id(node.parent)].plus(
                0.0 if node.parent.actor == actor else self.log_odds(node.parent, node.via))
        chosen = {}

        def best(node):
            if node.ends():
                return self.worth[id(node)][actor]
            if node.actor != actor:
                return math.fsum(math.exp(self.log_odds(node, value)) * best(child)
                                 for value, child in node.children.items())
            return best(node.children[choice(node.infoset)])

        def choice(infoset):
            if infoset not in chosen:
                weights = shares([apart[id(node)] for node in infoset.nodes]) or [0.0] * len(infoset.nodes)
                chosen[infoset] = max(infoset.values, key=lambda value: math.fsum(
                    weight * best(node.children[value]) for weight, node in zip(weights, infoset.nodes)))
            return chosen[infoset]

        return best(self.unfolding.nodes[0]) - self.root_values()[actor]


def spread_over(name, weighted):
    found = defaultdict(list)
    for weight, now in weighted:
        found[now.get(name)].append(weight)
    return {value: math.fsum(weights) for value, weights in found.items()}
