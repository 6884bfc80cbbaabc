"""Holds what the program says of a model against what the language says of it."""

import itertools
import math
import random

import named
from answers import Answer, all_forced, asked, averaged, belief, forced
from in_public import hold_in_public
from indifference import hold_indifference, hold_ties
from judge import NEVER, Judgement, infosets_of, log
from language import Raid
from parse import read_model
from raids import flights_of, kinds_of, law_of_raid, layers_there, levels_of_raid, reads_only_what_happened
from reasons import added_by, history_shares, places_of, played_as_in, preference, slope
from unfold import Unfolding
from world import World

TOLERANCE = 1e-9
LIMIT_TO = 1e-6  # the largest gain of what is called a limit, as a share of the payoff range
MOST_PLACES = 100  # that an answer shows
MOST_SIZE = 1e8  # of what a number is worked out from: beyond it rounding is all that is left
SOLVED_TO = 1e-7  # how well a solver's strategy meets the logit equations, in choice probabilities


class Disagreement(Exception):
    def __init__(self, what, program, oracle):
        super().__init__(f"{what}: the program says {program}, the language {oracle}")
        self.what = what


class Comparison:
    """Of one model. Games are unfolded once for each variant and point that a question asks for."""

    def __init__(self, program, text, limit):
        self.program, self.model, self.limit = program, read_model(text), limit
        self.count, self.solved = 0, {}
        self.own_precisions = any(name.startswith("precision of ") for name in self.model.parameters)
        program.write(text)

    def same(self, what, program, oracle, scale=1.0):
        """Numbers that agree to rounding; what is not known is None on both sides."""
        self.count += 1
        if scale > MOST_SIZE:
            return
        if program is None or oracle is None:
            good = program is None and oracle is None
        else:
            good = abs(program - oracle) <= TOLERANCE * max(scale, abs(oracle)) or program == oracle
        if not good:
            raise Disagreement(what, program, oracle)

    def equal(self, what, program, oracle):
        self.count += 1
        if program != oracle:
            raise Disagreement(what, program, oracle)

    def all(self):
        world = World(self.model)
        unfolding = Unfolding(world, self.limit)
        infosets = infosets_of(unfolding)
        self.tree(unfolding, infosets)
        solution = self.program.solve()
        hold_indifference(self, self.solution(world, unfolding, infosets, solution))
        hold_in_public(self, world, unfolding, infosets)
        self.certificate(world, unfolding, infosets)
        self.answers()
        self.raids(world, unfolding)
        return self.count

    # The tree

    def tree(self, unfolding, infosets, variant=None):
        sets, histories, odds, payoffs = self.program.tree(variant)
        actors = unfolding.world.model.actors
        nodes, ends = len(unfolding.nodes), sum(node.ends() for node in unfolding.nodes)
        self.equal("histories, counted", (len(histories), len(sets)), (nodes, len(infosets)))
        judged = Judgement(unfolding.world, unfolding, infosets,
                           {infoset: {value: 0.0 for value in infoset.values} for infoset in infosets})
        stack = [(unfolding.nodes[0], 0, "the start")]
        while stack:
            node, number, way = stack.pop()
            history = histories[number]
            if node.ends():
                self.equal(f"the end after {way}", history["kind"], "outcome")
                for actor, said in zip(actors, payoffs[history["what"]]):
                    self.same(f"payoff of {actor} after {way}", said, judged.worth[id(node)][actor])
                continue
            if node.actor is None:
                self.equal(f"what follows {way}", history["kind"], "chance")
                for place, (value, share) in enumerate(node.odds.items()):
                    self.same(f"odds of {node.name}={value} after {way}", odds[history["what"] + place], share)
            else:
                self.equal(f"who stands after {way}", sets.get(history["what"]), node.infoset.label())
            self.equal(f"branches of {node.name} after {way}", list(history["ways"]), list(node.children))
            stack += [(child, history["ways"][value], f"{way}, {node.name}={value}")
                      for value, child in node.children.items()]
        self.equal("ends, counted", sum(history["kind"] == "outcome" for history in histories), ends)

    # Strategies, values, beliefs, gains

    def strategy(self, infosets, rows):
        by_label = {row["label"]: row for row in rows}
        self.equal("information sets", sorted(by_label), sorted(infoset.label() for infoset in infosets))
        strategy = {}
        for infoset in infosets:
            actions = by_label[infoset.label()]["actions"]
            self.equal(f"moves at {infoset.label()}", [action["name"] for action in actions], infoset.values)
            strategy[infoset] = {action["name"]: NEVER if action["log_probability"] is None else action["log_probability"]
                                 for action in actions}
        return strategy

    def solution(self, world, unfolding, infosets, said):
        game, solution = said["game"], said["solution"]
        self.equal("nodes", game["nodes"], len(unfolding.nodes))
        self.equal("outcomes", game["outcomes"], sum(node.ends() for node in unfolding.nodes))
        self.equal("moves", game["actions"], sum(len(infoset.values) for infoset in infosets))
        judged = Judgement(world, unfolding, infosets, self.strategy(infosets, said["infosets"]))
        self.judged(judged, said["infosets"], solution, game["actors"])
        named.hold(self, judged, said)
        if "precision" in self.model.parameters:
            self.equal("precision reached", solution["stop_reason"], "reached_precision")
            self.same("precision", solution["precision"], max(map(world.precision_of, world.model.actors)))
            own = {actor: world.precision_of(actor) for actor in world.model.actors}
            if self.own_precisions:
                self.equal("actors with precisions", sorted(solution["precisions"]), sorted(own))
                for actor, precision in own.items():
                    self.same(f"precision of {actor}", solution["precisions"][actor], precision)
            self.logit_equations(judged, own)
        elif solution["stop_reason"] == "reached_tolerance" and solution["max_gain"] > LIMIT_TO * judged.payoff_range:
            raise Disagreement("the limit's gain", solution["max_gain"], LIMIT_TO * judged.payoff_range)
        return judged

    def logit_equations(self, judged, precisions):
        """At a precision, moves are chosen with log-odds of precision times the difference of their values. Where nothing is
        at stake in any play that can be, sets that cannot be reached may keep even odds."""
        for infoset in judged.infosets:
            if judged.payoff_range == 0 and not judged.can_be(infoset):
                continue
            values, precision = judged.move_values(infoset), precisions[infoset.actor]
            top = max(values.values())
            weights = {value: math.exp(precision * (worth - top)) for value, worth in values.items()}
            total = math.fsum(weights.values())
            for value, weight in weights.items():
                said = math.exp(judged.strategy[infoset][value])
                self.count += 1
                if abs(said - weight / total) > SOLVED_TO:
                    raise Disagreement(f"logit response {value} at {infoset.label()}", said, weight / total)

    def judged(self, judged, rows, summary, actors):
        scale = max(1.0, judged.payoff_range)
        by_label = {row["label"]: row for row in rows}
        gains = []
        for infoset in judged.infosets:
            row, label = by_label[infoset.label()], infoset.label()
            gain, log_reach = judged.gain(infoset), float(judged.log_reach_of(infoset))
            self.same(f"reach of {label}", row["reach"], math.exp(log_reach))
            self.same(f"log-reach of {label}", row["log_reach"], None if log_reach == NEVER else log_reach)
            self.equal(f"{label} can be reached", row.get("within_reach", True), judged.can_be(infoset))
            if judged.can_be(infoset):
                gains.append((gain, log_reach))
            self.same(f"gain at {label}", row["gain"], gain, scale)
            for action, worth in zip(row["actions"], judged.move_values(infoset).values()):
                self.same(f"value of {action['name']} at {label}", action["value"], worth, scale)
            for name, held in row.get("beliefs", {}).items():
                mine = judged.beliefs_about(infoset, name)
                self.same(f"{name} has not happened, believed at {label}", held["not_happened"], mine.pop(None, 0.0))
                for value, share in held["shares"].items():
                    self.same(f"belief of {name}={value} at {label}", share, mine.pop(value, 0.0))
                self.same(f"other beliefs about {name} at {label}", 0.0, math.fsum(mine.values()))
        self.same("largest gain", summary["max_gain"], max([gain for gain, _ in gains], default=0.0), scale)
        self.same("largest gain on the path", summary["max_gain_on_path"],
                  max([gain for gain, log_reach in gains if log_reach > math.log(1e-9)], default=0.0), scale)
        self.same("payoff range", summary["payoff_range"], judged.payoff_range, scale)
        for actor in actors:
            self.same(f"value of {actor}", summary["values"][actor], judged.root_values()[actor], scale)
            self.same(f"Nash gap of {actor}", summary["nash_gap"][actor], judged.nash_gap(actor), scale)

    def certificate(self, world, unfolding, infosets):
        """Of random strategies, which no solver found: one that plays every move, and one that does not."""
        draw = random.Random(len(unfolding.nodes))
        for zeros in (0.0, 0.3) if infosets else ():
            strategy = {}
            for infoset in infosets:
                weights = [draw.uniform(0.05, 1) ** 2 * (draw.random() >= zeros) for _ in infoset.values]
                weights = weights if sum(weights) else [1.0] * len(weights)
                strategy[infoset] = {value: weight / sum(weights) for value, weight in zip(infoset.values, weights)}
            self.certified(world, unfolding, infosets, strategy)

    def certified(self, world, unfolding, infosets, strategy):
        said = self.program.certify({infoset.label(): odds for infoset, odds in strategy.items()})
        logs = {infoset: {value: log(share) for value, share in odds.items()} for infoset, odds in strategy.items()}
        judged = Judgement(world, unfolding, infosets, logs)
        self.judged(judged, said["infosets"], said["certificate"], said["game"]["actors"])

    # Questions

    def at(self, variant=None, **settings):
        """The model solved elsewhere, by the program, and judged here."""
        key = (variant, *sorted(settings.items()))
        if key not in self.solved:
            world = World(self.model, variant, settings)
            unfolding = Unfolding(world, self.limit)
            infosets = infosets_of(unfolding)
            if variant not in (None, "baseline") and not settings:
                self.tree(unfolding, infosets, variant)
            said = self.program.solve(variant, settings, self.own_precisions)
            judged = Judgement(world, unfolding, infosets, self.strategy(infosets, said["infosets"]))
            self.judged(judged, said["infosets"], said["solution"], said["game"]["actors"])
            named.hold(self, judged, said)
            self.solved[key] = judged
        return self.solved[key]

    def seen(self, question):
        """The model as it is, by the odds that a question is asked by."""
        return self.at().as_seen_by(question.seen_by)

    def answers(self):
        if not self.model.questions:
            return
        said = self.program.json("ask", self.program.file, fine=(0, 3, 4))
        self.equal("answers", len(said["answers"]), len(self.model.questions))
        for question, answer in zip(self.model.questions, said["answers"]):
            HOLD[question.kind](self, question, answer, answer["question"])
            whose = question.actor or question.seen_by or (question.choice and question.choice[0].split(".")[0])
            self.equal(f"{answer['question']}: whose odds", answer["odds_of"], whose if self.may_disagree(question) else None)

    def may_disagree(self, question):
        """Whether actors think otherwise of chance where a question is asked, or in variants that it asks about."""
        in_variants = any(change[0] in ("a thought", "a number thought") for changes in self.model.variants.values() for change in changes)
        return bool(self.at().unfolding.minds.of) or (in_variants and bool(question.across or question.variant))

    def row(self, what, row, answer, judged):
        """`judged` is the equilibrium that the answer was read from."""
        scale = max(1.0, judged.payoff_range)
        self.same(f"{what} [{row['label']}]", row["value"], answer.value, scale * answer.size)
        self.same(f"gain beside {what}", row["max_gain"], judged.largest_gain, scale)
        self.same(f"payoff range beside {what}", row["payoff_range"], judged.payoff_range, scale)
        if answer.log_condition is not None:
            self.same(f"condition of {what}", row["condition_probability"], math.exp(answer.log_condition))
            if answer.log_condition > NEVER:
                self.same(f"log of the condition of {what}", row["log_condition"], answer.log_condition)

    def ask(self, question, answer, what):
        judged = self.seen(question)
        if question.forcing:
            judged = all_forced(judged, question)
        mine = asked(judged, question.quantities[0], question.given)
        self.row(what, answer["rows"][0], mine, self.at())
        hold_ties(self, question, answer, what, self.at())

    def belief(self, question, answer, what):
        places, met = belief(self.at().as_seen_by(question.actor), question)
        if question.given is not None:
            self.same(f"condition of {what}", answer["rows"][0]["condition_probability"], math.exp(met))
        held = averaged(places)
        for row in answer["rows"]:
            value = None if row["label"] == "not yet" else row["label"]
            self.same(f"{what} [{row['label']}]", row["value"], held.pop(value, 0.0) if places else None)
        self.same(f"{what}, values that are not shown", 0.0, math.fsum(held.values()))
        self.equal(f"{what}: where it is asked", answer["num_asked_at"], len(places))
        if len(places) > MOST_PLACES:
            return
        said = sorted((place["infoset"], place["weight"], place["belief"]) for place in answer["asked_at"])
        for (where, weight, believed), (mine, share, held) in zip(said, sorted(places, key=lambda one: one[:2])):
            self.equal(f"{what}: where it is asked", where, mine)
            self.same(f"{what}: how often it is asked at {where}", weight, share)
            for value, part in believed.items():
                self.same(f"{what}: belief in {value} at {where}", part, held.get(None if value == "not yet" else value, 0.0))

    def compare_forcing(self, question, answer, what):
        move, values = question.forcing
        for (value, quantity), row in zip(itertools.product(values, question.quantities), answer["rows"], strict=True):
            self.equal(f"{what}: row", row["label"], value)
            self.row(what, row, asked(all_forced(self.seen(question), question, value), quantity, question.given), self.at())

    def compare_across(self, question, answer, what):
        cells = itertools.product(question.across, question.quantities)
        for (variant, quantity), row in zip(cells, answer["rows"], strict=True):
            self.equal(f"{what}: row", row["label"], variant)
            judged = self.at(variant)
            self.row(what, row, asked(judged.as_seen_by(question.seen_by), quantity, question.given), judged)

    def sweep(self, question, answer, what):
        if len(question.sweep) == 2:
            return self.map(question, answer, what)
        name, first, last, steps = question.sweep[0]
        world = self.at().world
        low, high = world.number(first, {}), world.number(last, {})
        best = asked(self.seen(question), question.quantities[0], question.given)
        self.same(f"{what}: baseline", answer["baseline"], best.value, self.scale_of(best))
        self.equal(f"{what}: points", len(answer["rows"]), steps)
        for place, row in enumerate(answer["rows"]):
            at = low + (high - low) * place / (steps - 1)
            self.same(f"{what}: point", row["at"], at)
            judged = self.at(None, **{name: row["at"]})
            self.row(what, row, asked(judged.as_seen_by(question.seen_by), question.quantities[0], question.given), judged)

    def map(self, question, answer, what):
        """Two numbers: the second takes all its values at each of the first."""
        world = self.at().world
        stops = []
        for name, first, last, steps in question.sweep:
            low, high = world.number(first, {}), world.number(last, {})
            stops.append([low + (high - low) * place / (steps - 1) for place in range(steps)])
        names = [axis[0] for axis in question.sweep]
        self.equal(f"{what}: numbers", answer["map_of"], names)
        for stop, row in zip(itertools.product(*stops), answer["rows"], strict=True):
            for mine, said in zip(stop, row["at"], strict=True):
                self.same(f"{what}: point", said, mine)
            judged = self.at(None, **dict(zip(names, row["at"])))
            self.row(what, row, asked(judged.as_seen_by(question.seen_by), question.quantities[0], question.given), judged)

    def rank(self, question, answer, what):
        best = asked(self.seen(question), question.quantities[0], question.given)
        self.same(f"{what}: baseline", answer["baseline"], best.value, self.scale_of(best))
        if question.given is not None:
            self.same(f"{what}: condition at the baseline", answer["baseline_condition"], math.exp(best.log_condition))
        ranged = {name: ends for name, (_, ends) in self.model.parameters.items() if ends and not self.no_range(ends)}
        self.equal(f"{what}: parameters", sorted(row["label"] for row in answer["rows"]), sorted(ranged))
        swings = []
        for row in answer["rows"]:
            name = row["label"]
            low, high = (self.at().world.number(end, {}) for end in ranged[name])
            points = [("low end", low, row["low_at"], row["low"]), ("high end", high, row["high_at"], row["high"])]
            for place, inside in enumerate(row["inside"]):
                at = low + (high - low) * (place + 1) / 4
                # What is counted is looked at where it is whole.
                counted = all(number == round(number) for number in (low, high, inside["at"])) and low < inside["at"] < high
                points.append(("look inside", inside["at"] if counted else at, inside["at"], inside["value"]))
            found = [best]
            ends = []
            # What does not vary beyond what a limit is known to is told as what it is at the best guesses.
            rough = 1.0 if row["varies"] or "precision" in self.model.parameters else LIMIT_TO / TOLERANCE
            for which, at, said_at, said in points:
                self.same(f"{what}: {which} of {name}", said_at, at)
                judged = self.at(None, **{name: said_at})
                found.append(asked(judged.as_seen_by(question.seen_by), question.quantities[0], question.given))
                self.same(f"{what}: at the {which} of {name}", said, found[-1].value, rough * self.scale_of(found[-1], judged))
                ends += [found[-1].value] if which != "look inside" else []
            self.least_condition(f"{what}: condition of {name}", row, found[1:])
            values = [one.value for one in found if one.value is not None]
            swing = None if None in ends else max(values) - min(values)
            scale = rough * max(self.scale_of(one) for one in found)
            self.same(f"{what}: swing of {name}", row["value"], swing, scale)
            swings.append((-1.0 if swing is None else swing, scale))
        self.equal(f"{what}: order", all(a >= b - TOLERANCE * max(one, other)
                                         for (a, one), (b, other) in zip(swings, swings[1:])), True)

    def least_condition(self, what, row, found):
        logs = [one.log_condition for one in found if one.log_condition is not None]
        if logs:
            self.same(what, row["condition_probability"], math.exp(min(logs)))

    def scale_of(self, answer, judged=None):
        return max(1.0, (judged or self.at()).payoff_range) * answer.size

    def no_range(self, ends):
        low, high = (self.at().world.number(end, {}) for end in ends)
        return low == high

    def check(self, question, answer, what):
        world = self.at().world
        judged = self.at(question.variant, **{name: world.number(number, {}) for name, number in question.placed.items()})
        if question.believed:
            places, met = belief(judged.as_seen_by(question.actor), question)
            share = averaged(places).get(question.believed, 0.0) if places else None
            value = Answer(share, None if question.given is None else float(met))
        else:
            value = asked(judged.as_seen_by(question.seen_by), question.quantities[0], question.given)
        self.row(what, answer["rows"][0], value, judged)
        is_asked_here = question.variant in (None, "baseline") and not question.placed and not question.believed
        if is_asked_here:
            hold_ties(self, question, answer, what, self.at())
        low, high = (self.at().world.number(bound, {}) for bound in question.bounds)
        self.same(f"{what}: from", answer["from"], low)
        self.same(f"{what}: to", answer["to"], high)
        if value.value is None:
            self.equal(f"{what}: passed", answer["passed"], False)
        elif min(abs(value.value - low), abs(value.value - high)) > TOLERANCE * self.scale_of(value):
            self.equal(f"{what}: passed", answer["passed"], low <= value.value <= high)

    # Raids

    def raids(self, world, unfolding):
        steps = [step for step in unfolding.story if isinstance(step, Raid)]
        if not steps:
            return
        said = self.program.json("raid", self.program.file)
        for step in {id(step): step for step in steps}.values():
            self.raid(world, unfolding, step, said)

    def raid(self, world, unfolding, step, said):
        """Every course of the story that comes to this raid has a case of the page with the same law, owners withdrawn too."""
        cases = [case for raid in said["raids"] if raid["scale"] == step.name for case in raid["cases"]]
        courses = {str(sorted(node.now.items())): node.now for node in unfolding.nodes
                   if node.place < len(unfolding.story) and unfolding.story[node.place] is step}
        known = {}
        launched = {key: sum(number for number, _, _ in flights_of(step, world, now)) for key, now in courses.items()}
        for key, now in courses.items():
            if not launched[key] and any(launched.values()) or not reads_only_what_happened(step, now):
                continue  # the page leaves such courses out
            law = law_of_raid(step, world, now)[0]
            known[repr(sorted(law.items()))] = (now, law)
        for now, law in known.values():
            if not any(self.is_case(world, step, now, case) for case in cases):
                raise Disagreement(f"raid {step.name} at {now}", [case["coalitions"][0]["leakers"] for case in cases], law)
            self.count += 1

    def is_case(self, world, step, now, case):
        """A case stands for a course where all its coalitions do; or where the course is the same as one with owners gone."""
        gone = [same["withdrawn"] for same in case["same_as"]]
        if len(case["layers"]) == len(layers_there(step, world, now)) and \
                self.agree(world, step, now, [(coalition, coalition["withdrawn"]) for coalition in case["coalitions"]]):
            return True
        return any(self.agree(world, step, now, [(coalition, [])]) for coalition in case["coalitions"]
                   if coalition["withdrawn"] in gone)

    def agree(self, world, step, now, coalitions):
        try:
            for coalition, withdrawn in coalitions:
                self.coalition(world, step, now, coalition, withdrawn)
            return True
        except Disagreement:
            return False

    def coalition(self, world, step, now, said, withdrawn):
        law, shots = law_of_raid(step, world, now, withdrawn)
        kinds = kinds_of(step)
        totals = {}
        for counts, chance in law.items():
            totals[sum(counts)] = totals.get(sum(counts), 0.0) + chance
        mean = math.fsum(total * chance for total, chance in totals.items())
        for total, chance in enumerate(said["leakers"]):
            self.same("leakers", chance, totals.pop(total, 0.0))
        self.same("more leakers", 0.0, math.fsum(totals.values()))
        self.same("mean", said["mean"], mean)
        for kind, by_class in said["by_class"].items():
            for number, chance in enumerate(by_class):
                self.same("leakers by kind", chance, math.fsum(
                    share for counts, share in law.items() if counts[kinds.index(kind)] == number))
        for level, chance in levels_of_raid(step, world, now, law).items():
            self.same("levels", said["levels"].get(level, 0.0), chance)
        if withdrawn != said["withdrawn"]:  # held against a course that lacks layers by itself
            return
        for place, by_kind in zip(layers_there(step, world, now), said["shots"], strict=True):
            for kind, spent in by_kind.items():
                self.same("shots", spent, shots.get((place, kind), 0.0))


    # Reasons

    def why(self, question, answer, what):
        judged = self.at()
        move, value, over = question.choice
        other = over or answer["over"]
        places = places_of(judged, move, (value, other), question.given)
        self.equal(f"{what}: information sets", answer["num_sets"], len(places))
        if not places:
            self.equal(f"{what}: rows", answer["rows"], [])
            return
        scale = max(1.0, judged.payoff_range)
        total = preference(judged, places, value, other)
        self.same(f"{what}: total", answer["total"], total, scale)
        self.same(f"{what}: sum of what lines add", math.fsum(row["contribution"] for row in answer["rows"]), total, scale)
        mine = sorted(added_by(judged, places, value, other, term)
                      for term in judged.world.model.payoffs.get(answer["actor"], []))
        said = sorted(row["contribution"] for row in answer["rows"])
        self.equal(f"{what}: lines", len(said), len(mine))
        for number, adds in zip(said, mine):
            self.same(f"{what}: what a line adds", number, adds, scale)
        odds = math.fsum(weight * (judged.strategy[infoset][value] - judged.strategy[infoset][other])
                         for weight, infoset in places)
        if math.isfinite(odds):
            self.same(f"{what}: log-odds", answer["log_odds"], odds, max(1.0, abs(odds)))
        self.best_other(what, judged, question, other, total, scale)
        self.further_reasons(what, answer, total, scale)
        for turn in answer["turns"][:2]:
            if turn["value"] is not None:
                self.turned(what, question, other, turn, scale)

    def best_other(self, what, judged, question, other, total, scale):
        """Without one that is named, none that is offered is worth more."""
        move, value, over = question.choice
        everywhere = {way for infoset in judged.infosets if infoset.name == move for way in infoset.values}
        for way in everywhere - {value, other} if over is None else ():
            places = places_of(judged, move, (value, way), question.given)
            if places and preference(judged, places, value, way) < total - TOLERANCE * scale:
                raise Disagreement(f"{what}: the best other option", other, way)

    def further_reasons(self, what, answer, total, scale):
        self.same(f"{what}: what comes next", math.fsum(event["by_chance"] + event["by_worth"] for event in answer["next"]),
                  total, scale)
        for held in answer["beliefs"]:
            mixed = held["belief"] * held["if_so"] + (1 - held["belief"]) * held["if_not"]
            self.same(f"{what}: by the belief in {held['value']}", mixed, total, scale)

    def turned(self, what, question, other, turn, scale):
        """On the two sides of the value that turns it, the model is solved again and judged: the preference differs in sign,
        or is no more on one of them than it is known to, which counts as lost."""
        move, value, _ = question.choice
        low, high, at = turn["low"], turn["high"], turn["value"]
        is_between_whole_numbers = low == round(low) and high == round(high) and at - math.floor(at) == 0.5
        step = 0.5 if is_between_whole_numbers else 4e-6 * (high - low)
        found = []
        for beside in (max(low, at - step), min(high, at + step)):
            judged = self.at(None, **{turn["parameter"]: beside})
            places = places_of(judged, move, (value, other), question.given)
            found.append(preference(judged, places, value, other))
        self.count += 1
        known_to = SOLVED_TO if "precision" in self.model.parameters else LIMIT_TO
        if found[0] * found[1] > 0 and min(map(abs, found)) > known_to * scale:
            raise Disagreement(f"{what}: turned by {turn['parameter']} at {at}", (turn["before"], turn["after"]), found)

    def why_probability(self, question, answer, what):
        judged, quantity = self.seen(question), question.quantities[0]
        mine = asked(judged, quantity, question.given)
        self.row(what, answer["rows"][0], mine, self.at())
        if mine.value is None:
            return
        scale = max(1.0, judged.payoff_range)
        for move in answer["moves"][:3]:
            steep = slope(judged, quantity, question.given, move["move"], move["value"])
            if steep is not None and abs(move["derivative"] - steep) > 1e-5 * scale:
                raise Disagreement(f"{what}: hangs on {move['move']} being {move['value']}", move["derivative"], steep)
        if quantity[0] == "P":
            found = history_shares(judged, quantity[1], question.given)
            self.equal(f"{what}: histories", answer["num_histories"], len(found))
            for told, share in zip(answer["histories"], found):
                self.same(f"{what}: share of a history", told["share"], share)

    def why_difference(self, question, answer, what):
        first, second = self.worlds_of(question)
        quantity, given = question.quantities[0], question.given
        held = {tuple(actors): asked(played_as_in(first, second, actors), quantity, given).value
                for actors in [[], *([actor] for actor in first.actors), list(first.actors)]}
        values = held[()], asked(second, quantity, given).value
        if None in values or None in held.values():
            return
        scale = max(1.0, first.payoff_range, second.payoff_range)
        for row, value in zip(answer["rows"], values, strict=True):
            self.same(f"{what} [{row['label']}]", row["value"], value, scale)
        self.same(f"{what}: difference", answer["difference"], values[0] - values[1], scale)
        for one in answer["actors"]:
            self.same(f"{what}: with {one['actor']} held", one["held"], held[one["actor"],], scale)
        told = {one["actor"] for one in answer["actors"]}
        for actor in set(first.actors) - told:
            self.same(f"{what}: {actor} plays alike", held[actor,], values[0], scale)
        self.same(f"{what}: by everybody", answer["by_everybody"], values[0] - held[tuple(first.actors)], scale)

    def worlds_of(self, question):
        if question.forcing:
            move, values = question.forcing
            return [forced(self.seen(question), move, value) for value in values]
        if question.setting:
            name, *numbers = question.setting
            there = [self.at(None, **{name: self.at().world.number(number, {})}) for number in numbers]
        else:
            there = [self.at(variant) for variant in question.across]
        return [judged.as_seen_by(question.seen_by) for judged in there]


HOLD = {"ask": Comparison.ask, "belief": Comparison.belief, "compare forcing": Comparison.compare_forcing,
        "compare across": Comparison.compare_across, "sweep": Comparison.sweep, "rank": Comparison.rank,
        "why": Comparison.why, "why probability": Comparison.why_probability,
        "why difference": Comparison.why_difference,
        "check": Comparison.check}
