"""Who is paid the same whatever it chooses: in a text for good, and by numbers that happen to cancel."""

import math
import random
import re

from answers import asked
from judge import NEVER, Judgement
from quantities import is_made_of_two
from rounds import PAST

TIED, STILL_TIED = 1e-13, 1e-10  # of the payoff range: to rounding, and once everybody plays otherwise
NEARLY = 100  # what lies within this factor of a limit is judged by nobody
MET_FROM = 1e-6  # how often a set is reached that an answer may rest on
MOST_EVALUATIONS = 60  # of a question
SHAKES = 3


def spread(judgement, infoset, values=None):
    """How much more the best of these options is worth than the worst."""
    worth = judgement.move_values(infoset)
    numbers = [worth[value] for value in values or worth]
    return max(numbers) - min(numbers)


def shaken_strategy(judgement, draw, place_of, least=-30.0):
    """Everybody's odds moved at random, from `least` up: alike wherever `place_of` is the same."""
    moved, strategy = {}, {}
    for infoset in judgement.infosets:
        logs = {}
        for value, lot in judgement.strategy[infoset].items():
            logs[value] = max(lot, least) + moved.setdefault((place_of(infoset), value), draw.uniform(-2, 2))
        total = math.log(math.fsum(math.exp(lot) for lot in logs.values()))
        strategy[infoset] = {value: lot - total for value, lot in logs.items()}
    return strategy


def shaken_alike(judgement, draw):
    """The same value of the same move gets the same weight wherever it is chosen, so that nobody starts to answer."""
    strategy = shaken_strategy(judgement, draw, lambda infoset: infoset.name)
    return Judgement(judgement.world, judgement.unfolding, judgement.infosets, strategy)


class WithOtherNumbers(Judgement):
    """Every line of every payoff gives some other number for whatever there is to what it reads, and everybody answers all that
    it sees: what is worth the same even so depends on nothing that anybody is paid for, as far as the text goes."""

    def __init__(self, judgement, draw):
        model, self.seed, self.numbers = judgement.world.model, draw.random(), {}
        self.read = {actor: [names_read([term.expr, term.cond], model) for term in terms]
                     for actor, terms in model.payoffs.items()}
        super().__init__(judgement.world, judgement.unfolding, judgement.infosets,
                         shaken_strategy(judgement, draw, lambda infoset: infoset, least=-1.0))

    def as_seen_by(self, actor):
        return self  # with whatever odds: what is alike in each history is so on average

    def payoff(self, actor, now):
        return math.fsum(self.number_for(actor, row, names, now) for row, names in enumerate(self.read.get(actor, [])))

    def number_for(self, actor, row, names, now):
        """One number for each combination of what the names have been."""
        past = [(name, value) for name, value, _ in now.get(PAST, ()) if name in names]
        key = repr((self.seed, actor, row, [now.get(name) for name in sorted(names)], past))
        if key not in self.numbers:
            self.numbers[key] = random.Random(key).uniform(0.5, 2)
        return self.numbers[key]

    def values(self):
        worth = {}
        for node in reversed(self.unfolding.nodes):
            if node.ends():
                worth[id(node)] = {actor: self.payoff(actor, node.now) for actor in self.actors}
                continue
            odds = {value: math.exp(self.log_odds(node, value)) for value in node.children}
            worth[id(node)] = {actor: math.fsum(odds[value] * worth[id(child)][actor]
                                                for value, child in node.children.items()) for actor in self.actors}
        return worth


def names_told(diagnostics, code, pattern):
    found = (re.search(pattern, row["message"] + "\n" + (row["help"] or "")) for row in diagnostics if row["code"] == code)
    return {match[1] for match in found if match}


def names_read(parts, model):
    """Names that some condition or expression reads, also within what goes by a name and in the payoff of another."""
    open_parts, found, cared_for = [parts], set(), set()
    while open_parts:
        text = repr(open_parts.pop())
        others = set(re.findall(r"\('payoff of', '([^']+)'", text)) - cared_for
        cared_for |= others
        open_parts += [model.payoffs.get(other, []) for other in others]
        for name in re.findall(r"\('(?:is|at least|at most|above|below|ref|event)', '([^']+)'", text):
            if name not in found:
                found.add(name)
                open_parts += [named[name] for named in (model.events, model.formulas) if name in named]
    return found


def may_matter(model, name, actor, happens):
    """Whether, as far as the text goes, the rules or the actor's payoff read a move, or what the move may lead to; `happens`: all
    that ever does."""
    if not names_read(model.payoffs.get(actor, []), model) <= happens | {*model.parameters, *model.events, *model.formulas}:
        return True
    # The program takes a later round to answer an earlier one, and a vote to hang on its ballots, whatever its numbers are.
    if any(word in repr(model.stages) for word in ("Rounds(", "Vote(")):
        return True
    return (name in names_read(model.payoffs.get(actor, []), model) or
            name in names_read([model.stages, model.traits, model.scales], model))


def hold_indifference(comparison, judged):
    """W108: who is said to be indifferent is; and of a move that neither the rules nor its mover's payoff read, it is said where
    nothing hangs on it however others answer."""
    diagnostics = comparison.program.json("check", comparison.program.file)["diagnostics"]
    told = names_told(diagnostics, "W108", r"read `(\S+)` or what follows")
    cheap = names_told(diagnostics, "W102", r"^`(\S+)` never enters")
    draw = random.Random(len(judged.unfolding.nodes))
    scale = max(1.0, judged.payoff_range)
    for infoset in judged.infosets:
        if infoset.name in told and judged.can_be(infoset):
            comparison.same(f"{infoset.name} is told to be indifferent: at {infoset.label()}", 0.0, spread(judged, infoset), scale)
    others = [WithOtherNumbers(judged, draw) for _ in range(SHAKES)]
    places, happens = {}, {name for node in judged.unfolding.nodes for name in node.now}
    for infoset in judged.infosets:
        if judged.can_be(infoset) and len(infoset.values) > 1:
            places.setdefault(infoset.name, []).append(infoset)
    for name, sets in places.items():
        actor = sets[0].actor
        paid = [others[0].worth[id(node)][actor] for node in judged.unfolding.nodes
                if node.ends() and not judged.blocked[id(node)]]
        if name in told | cheap or may_matter(judged.world.model, name, actor, happens) or max(paid) - min(paid) < 1e-9:
            continue
        if all(spread(other, infoset) <= 1e-12 * max(1.0, other.payoff_range) for other in others for infoset in sets):
            comparison.equal(f"{name}, on which nothing hangs for {actor}", "no word", "W108")


def at_stake(judged):
    return judged.payoff_range or 1.0


def tied_at(judged, infoset):
    """(the options that are worth most, whether rounding leaves that open)."""
    worth, best = judged.move_values(infoset), max(judged.move_values(infoset).values())
    below = {value: (best - number) / at_stake(judged) for value, number in worth.items()}
    tied = [value for value, far in below.items() if far <= TIED]
    return tied, any(TIED / NEARLY < far < TIED * NEARLY for far in below.values())


def ties_of(judged):
    """{infoset: options} where a tie is one of numbers; None where rounding or odds leave it open."""
    found, other = {}, shaken_alike(judged, random.Random(len(judged.infosets)))
    for infoset in judged.infosets:
        reach = float(judged.log_reach_of(infoset))
        if reach == NEVER or reach < math.log(MET_FROM / NEARLY):
            continue
        tied, open_by_rounding = tied_at(judged, infoset)
        if open_by_rounding:
            return None
        if len(tied) < 2:
            continue
        still = spread(other, infoset, tied) / at_stake(judged)
        if STILL_TIED / NEARLY < still < STILL_TIED * NEARLY or reach < math.log(MET_FROM * NEARLY):
            return None
        if still <= STILL_TIED:
            found[infoset] = tied
    return found


def change_by(judged, infoset, options, quantity, value):
    """How far the answer moves when these options are taken for certain there, one after the other."""
    found = [0.0]
    for option in options:
        strategy = dict(judged.strategy)
        strategy[infoset] = {other: 0.0 if other == option else NEVER for other in infoset.values}
        played = Judgement(judged.world, judged.unfolding, judged.infosets, strategy)
        found.append(asked(played, quantity).value - value)
    return max(found) - min(found)


def hold_ties(comparison, question, answer, what, judged):
    """R302: the answer hangs on a tie, by a part in 200 of all there is or in 20 of itself, where it is said to and only there."""
    ties = ties_of(judged)
    if question.forcing or question.given is not None or ties is None:
        return
    if sum(map(len, ties.values())) > MOST_EVALUATIONS:
        return
    value = asked(judged, question.quantities[0]).value
    if value is None or is_made_of_two(question.quantities[0]):
        return
    whole = 1.0 if question.quantities[0][0] == "P" else judged.payoff_range
    enough = min(whole / 200, abs(value) / 20)
    changes = {}
    for infoset, options in ties.items():
        changes[infoset.name] = changes.get(infoset.name, 0.0) + change_by(judged, infoset, options, question.quantities[0], value)
    told = names_told([{**remark, "help": ""} for remark in answer["remarks"]], "R302", r" at `(\S+)`, so that")
    for name in told - set(changes):
        comparison.equal(f"{what}: a tie at {name}", "R302", "none")
    for name, change in changes.items():
        if change > 2 * max(enough, 1e-4 * whole, 1e-9):
            comparison.equal(f"{what}: a tie at {name} moves it by {change}", name in told, True)
        elif change < enough / 2:
            comparison.equal(f"{what}: a tie at {name} moves it by {change}", name in told, False)
