"""All histories of a model, with everything that its actors see on the way."""

import math
from dataclasses import dataclass, field

import rounds
from language import Chance, End, Levels, Move, NoSense, Raid, Reveal, Rounds, Shift, Together, TooLarge, Vote
from raids import law_of_raid, levels_of_raid
from thoughts import Minds
from world import RESULTS, YES_NO


NOTHING = 1e-15  # constant odds of so little are those of what cannot be


@dataclass
class Ballot:
    vote: Vote
    actor: str


@dataclass
class Count:
    vote: Vote


@dataclass
class SkipUnless:
    """A stage or a vote whose condition does not hold is passed over up to `to`."""

    cond: tuple
    to: int = -1


@dataclass
class Begin:
    """A round begins."""

    name: str
    number: int


@dataclass
class Hush:
    """What is seen from here on is seen only at the next Tell."""


@dataclass
class Tell:
    pass


@dataclass
class Draw:
    """A private trait or an unknown is drawn."""

    name: str
    owner: str


@dataclass
class Start:
    """All traits are drawn."""


BEFORE = "#before"  # what was so as the block began that is not over
MAY_BRANCH = (Move, Chance, Raid, Ballot, Count, Draw, Start)


class Story(list):
    def __init__(self, steps):
        super().__init__(steps)
        self.rounds = {}  # of place: {counter: number of the round}, outermost first


def story_of(model):
    """The steps in one row: rounds written out, a vote as its ballots and its count."""
    story = Story(Draw(name, name.split(".")[0]) for name in model.traits)
    story += [Start(), *(Draw(name, None) for name in model.unknowns)]
    for stage in model.stages:
        skip = SkipUnless(stage.cond)
        story.append(skip)
        write_out(stage.steps, story, model.actors)
        skip.to = len(story)
    return story


def write_out(steps, story, actors):
    for step in steps:
        if isinstance(step, Rounds):
            for number in range(step.times):
                begun = len(story)
                story.append(Begin(step.name, number + 1))
                write_out(step.steps, story, actors)
                for place in range(begun, len(story)):
                    story.rounds[place] = {step.name: number + 1, **story.rounds.get(place, {})}
        elif isinstance(step, Together):
            story.append(Hush())
            write_out(step.steps, story, actors)
            story.append(Tell())
        elif isinstance(step, Vote):
            skip = SkipUnless(step.cond)
            # Ballots are unfolded in the order in which the actors are declared.
            voters = voters_of(step, actors)
            story += [skip, Hush(), *(Ballot(step, actor) for actor in voters), Tell(), Count(step)]
            skip.to = len(story)
        else:
            story.append(step)


def voters_of(vote, actors):
    """Who votes by choice, in the order in which the actors are declared."""
    return [actor for actor in actors if None in vote.voters or actor in vote.voters]


@dataclass
class Node:
    """A point of the tree: a step that branches, or the end of a history."""

    place: int  # of the step in the story; len(story) at the end
    now: dict
    seen: dict  # of actor: ((name, value), ...)
    parent: "Node" = None
    via: str = None  # the value by which the parent was left
    actor: str = None  # whose move it is; None for chance and the end
    name: str = None
    children: dict = field(default_factory=dict)  # of value: Node
    odds: dict = None  # of chance, by value
    thoughts: dict = field(default_factory=dict)  # of actor: the odds it goes by; empty where all go by `odds`
    # (place, now, seen) of the start and the steps that may branch, which the story came past since the parent; this one last.
    passed: list = field(default_factory=list)
    infoset: object = None

    def ends(self):
        return not self.children


def as_its_actor_knows(step, now):
    """What a move in a block can hang on: what was so as the block began, and what its actor has done in it."""
    if BEFORE not in now or not isinstance(step, Move):
        return now
    before, own = now[BEFORE], step.name.split(".")[0] + "."
    past = before.get(rounds.PAST, ())
    done = [row for row in now.get(rounds.PAST, ())[len(past):] if row[0].startswith(own)]
    mine = {name: value for name, value in now.items() if name.startswith(own)}
    return {**before, **mine, rounds.PAST: (*past, *done)}


class Unfolding:
    """Unfolds depth first. The nodes are listed with parents before their children."""

    def __init__(self, world, limit):
        self.world, self.limit = world, limit
        self.story = story_of(world.model)
        self.nodes = []
        self.minds = Minds(self)
        now = {}
        for name, scale in world.model.scales.items():
            now = rounds.kept(now, name, scale.start, {})
        self.go_on(0, now, {actor: () for actor in world.model.actors}, None, None, None)

    def see(self, seen, held, name, value, who):
        """Who sees that `name` has `value`: at once, or where `held` says so, at the end of the block."""
        told = tuple(self.world.model.actors if who is None else who)
        if held is not None:
            return seen, held + ((name, value, told),)
        return {actor: sight + ((name, value),) if actor in told else sight for actor, sight in seen.items()}, None

    def go_on(self, place, now, seen, held, parent, via):
        """Walks from `place` to the next step that branches, and makes it a node; then through all its branches."""
        passed = []
        while place < len(self.story):
            step = self.story[place]
            branches = self.branches_of(step, now)
            if isinstance(step, MAY_BRANCH):
                passed.append((place, now, seen))
            if branches is not None:
                break
            if isinstance(step, SkipUnless):
                after = place + 1 if self.world.holds(step.cond, now) else step.to
                passed += [(left_out, now, seen) for left_out in range(place, after)
                           if isinstance(self.story[left_out], MAY_BRANCH)]
                place = after
                continue
            if isinstance(step, End) and self.world.holds(step.cond, now):
                place = len(self.story)
                break
            now, seen, held = self.pass_by(step, now, seen, held, self.story.rounds.get(place, {}))
            place += 1
        self.node(place, now, seen, held, parent, via, passed)

    def pass_by(self, step, now, seen, held, numbers):
        if isinstance(step, Begin):
            seen, held = self.see(seen, held, step.name, step.number, None)
            return rounds.as_a_round_begins(self.world, {**now, step.name: step.number}, numbers), seen, held
        if isinstance(step, Hush):
            return {**now, BEFORE: now}, seen, ()
        if isinstance(step, Tell):
            for name, value, told in held:
                seen, _ = self.see(seen, None, name, value, told)
            return {name: value for name, value in now.items() if name != BEFORE}, seen, None
        if isinstance(step, Shift):
            now = self.shifted(step, now, numbers)
            # Who sees the scale in this variant looks at every step that may move it, whether it moves or not.
            seen, held = self.see(seen, held, step.name, now[step.name], self.seen_by([], step.name))
        if isinstance(step, Reveal) and self.world.holds(step.cond, now) and step.name in now:
            seen, held = self.see(seen, held, step.name, now[step.name], step.who)
        return now, seen, held

    def shifted(self, step, now, numbers):
        if not self.world.holds(step.cond, now):
            return now
        order = list(self.world.numbers[step.name])
        before = order.index(now[step.name])
        if step.how.endswith("by"):
            after = before + (step.level if step.how == "rises by" else -step.level)
            after = min(max(after, 0), len(order) - 1)
        else:
            after = order.index(step.level)
        if step.how == "rises to":
            after = max(before, after)
        return rounds.kept(now, step.name, order[after], numbers)

    def node(self, place, now, seen, held, parent, via, passed):
        node = Node(place, now, seen, parent, via, passed=passed)
        if len(self.nodes) >= self.limit:
            raise TooLarge()
        self.nodes.append(node)
        if parent is not None:
            parent.children[via] = node
        if place == len(self.story):
            return
        step = self.story[place]
        node.name, node.actor = self.name_of(step), step.actor if isinstance(step, (Move, Ballot)) else None
        branches = self.branches_of(step, now)
        node.odds = branches if node.actor is None else None
        if node.actor is None:
            node.thoughts = self.minds.thoughts_at(step, node.name, now, branches)
        for value in branches:
            after, sight, still = self.take(step, node, value, now, seen, held)
            self.go_on(place + 1, after, sight, still, node, value)

    def name_of(self, step):
        return f"{step.actor}.{step.vote.name}" if isinstance(step, Ballot) else \
            step.vote.name if isinstance(step, Count) else step.name

    def take(self, step, node, value, now, seen, held):
        who = self.who_sees(step, node.name)
        if node.actor is not None and held is not None:  # one's own move is seen at once
            seen, _ = self.see(seen, None, node.name, value, [node.actor])
            others = [actor for actor in self.world.model.actors if actor != node.actor and (who is None or actor in who)]
            seen, held = self.see(seen, held, node.name, value, others)
        else:
            seen, held = self.see(seen, held, node.name, value, who)
        return rounds.kept(now, node.name, value, self.story.rounds.get(node.place, {})), seen, held

    def who_sees(self, step, name):
        if isinstance(step, Move):
            who = None if step.verb in ("chooses", "declares") else [step.actor, *step.told]
        elif isinstance(step, Chance):
            hidden = step.seen_by == ["nobody"] and "nobody" not in self.world.model.actors
            who = [] if hidden else step.seen_by
        elif isinstance(step, Draw):
            who = [step.owner] if step.owner else []
        elif isinstance(step, Ballot):
            vote = step.vote
            who = [step.actor] if vote.secret else None if vote.seen_by is None else [step.actor, *vote.seen_by]
        elif isinstance(step, Count):
            who = step.vote.seen_by
        else:
            who = None
        return self.seen_by(who, name)

    def seen_by(self, who, name):
        """With those to whom the variant makes it known: as it happens, each time."""
        told = [change[2] for change in self.world.changes_of("reveal", name)]
        if who is None or None in told or self.world.changes_of("public", name):
            return None
        return [*who, *(actor for more in told for actor in more)]

    def branches_of(self, step, now):
        """{value: odds} of a step that branches here, None for any other."""
        world = self.world
        if isinstance(step, Draw):
            return self.draws_of(step.name, now)
        if isinstance(step, Ballot):
            values = [*YES_NO, "abstain"] if step.vote.abstain & {step.actor, None} else YES_NO
            return self.options_of(self.name_of(step), [(value, None) for value in values], now)
        if isinstance(step, Count):
            return self.results_of(step.vote, now)
        now = as_its_actor_knows(step, now)
        if not isinstance(step, (Move, Chance, Raid)) or not world.holds(step.cond, now):
            return None
        if isinstance(step, Move):
            return self.options_of(step.name, step.options, now)
        if isinstance(step, Chance):
            return self.odds_of(step.cases, now)
        return levels_of_raid(step, world, now, law_of_raid(step, world, now)[0])

    def draws_of(self, name, now):
        if name in self.world.odds_of_unknowns:
            return self.world.odds_of_unknowns[name]
        trait = self.world.model.traits[name]
        if isinstance(trait, Levels):
            return {level: 1 / trait.count for level in self.world.numbers[name]}
        return self.odds_of(trait, now)

    def odds_of(self, cases, now):
        case, world = self.case_of(cases, now), self.world
        odds = {value: 0.0 if expr is None else world.number(expr, now) for value, expr in case.draws}
        left = max(0.0, 1 - math.fsum(odds.values()))
        odds = {value: left if expr is None else odds[value] for value, expr in case.draws}
        known = all(expr is None or world.fixed(expr, now) for _, expr in case.draws)
        return {value: odds[value] for value, expr in case.draws
                if odds[value] > NOTHING or not (known if expr is None else world.fixed(expr, now))}

    def case_of(self, cases, now):
        for case in cases:
            if case.guard == "otherwise" or self.world.holds(case.guard, now):
                return case
        raise NoSense("no case applies")

    def options_of(self, name, options, now):
        only = [change[2] for change in self.world.changes_of("only", name)]
        left = [value for value, cond in options
                if self.world.holds(cond, now) and all(value in values for values in only)]
        if not left:
            raise NoSense(f"no option left at {name}")
        return {value: None for value in left}

    def results_of(self, vote, now):
        """Members who are not actors vote yes or no one by one; what cannot come out is no result."""
        voters = voters_of(vote, self.world.model.actors)
        ballots = {actor: now[f"{actor}.{vote.name}"] for actor in voters}
        yes = sum(vote.weight.get(actor, 1) for actor in voters if ballots[actor] == "yes")
        others, rate, known = vote.members - sum(vote.weight.get(actor, 1) for actor in voters), 0.0, True
        if others:
            expr = self.case_of(vote.others, now).draws[0][1]
            rate, known = self.world.number(expr, now), self.world.fixed(expr, now)
        holders = voters if vote.veto is None else vote.veto
        if any(ballots[actor] == "no" for actor in holders):
            return {"failed": 1.0}
        needed = vote.needed - yes
        passes, fails = (math.fsum(math.comb(others, k) * rate ** k * (1 - rate) ** (others - k) for k in counts)
                         for counts in (range(max(0, needed), others + 1), range(min(needed, others + 1))))
        can_be = {"passed": needed <= others, "failed": needed > 0}
        odds = dict(zip(RESULTS, (passes, fails)))
        return {result: odds[result] for result in RESULTS if can_be[result] and (odds[result] > NOTHING or not known)}
