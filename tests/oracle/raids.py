"""What gets through a raid: every target at every layer is followed, and the chances of all that can happen are added up. A
spread is Polya's urn: each engagement that stops its target makes the next one likelier to do so, by just as much as a rate
that is drawn from a beta law would. What the spread is around is what the shots of an engagement achieve together, in the
regime of the day."""

import math
from collections import defaultdict, namedtuple
from functools import lru_cache

from language import TooLarge

MOST_WEAPONS = 12

# How a layer meets one kind of weapon: the urn it draws from, with the rate and spread of that; shots an engagement; the
# kind's own cap and magazine (None: no bound).
Aim = namedtuple("Aim", "urn rate spread shots cap magazine")
Watch = namedtuple("Watch", "aims sharing spent")  # of a layer: how it meets each kind, which share its magazine; its shots


def law_of_raid(raid, world, now, without=()):
    """({leakers by kind, in the order of `kinds_of`: probability}, {(layer's place, kind): expected shots}) of the layers
    that are there, whose owners are not among those `without`."""
    kinds = kinds_of(raid)
    there = layers_there(raid, world, now, without)
    law, shots = defaultdict(float), defaultdict(float)
    for odds, shares in regimes_of(raid, world, now):
        states = arrivals(raid, world, now, kinds)
        for place in there:
            states = cross(raid, world, now, place, shares, states, kinds, odds, shots)
        for (counts, _), chance in states.items():
            law[counts] += odds * chance
    return dict(law), dict(shots)


def kinds_of(raid):
    return sorted({kind for salvo in raid.salvos for _, kind, _ in salvo.flights})


def reads_only_what_happened(raid, now):
    """Whether all moves, draws and votes that the raid's conditions name have happened."""
    conditions = [salvo.cond for salvo in raid.salvos] + [layer.cond for layer in raid.layers]
    return all(name in now for cond in conditions for name in named_in(cond))


def named_in(cond):
    if not isinstance(cond, (tuple, list)):
        return
    if cond and cond[0] in ("is", "at least", "at most", "above", "below"):
        yield cond[1]
        return
    for part in cond:
        yield from named_in(part)


def layers_there(raid, world, now, without=()):
    gone = {change[1] for change in world.changes_of("without")}
    return [place for place, layer in enumerate(raid.layers)
            if layer.title not in gone and layer.owner not in without and world.holds(layer.cond, now)]


def flights_of(raid, world, now):
    """(number, kind, share that arrives) of all salvos that are flown."""
    for salvo in raid.salvos:
        if world.holds(salvo.cond, now):
            for number, kind, share in salvo.flights:
                yield round(world.number(number, now)), kind, 1.0 if share is None else world.number(share, now)


def arrivals(raid, world, now, kinds):
    """{(numbers by kind, urns): probability} before the first layer."""
    flown = list(flights_of(raid, world, now))
    if sum(number for number, _, _ in flown) > MOST_WEAPONS:
        raise TooLarge()
    states = {(tuple(0 for _ in kinds), ()): 1.0}
    for number, kind, share in flown:
        for _ in range(number):
            grown = defaultdict(float)
            for (counts, urns), chance in states.items():
                at = kinds.index(kind)
                grown[counts[:at] + (counts[at] + 1,) + counts[at + 1:], urns] += chance * share
                grown[counts, urns] += chance * (1 - share)
            states = grown
    return {state: chance for state, chance in states.items() if chance > 0}


def regimes_of(raid, world, now):
    regimes = [(world.number(odds, now), {title: world.number(share, now) for title, share in shares.items()})
               for _, odds, shares in raid.regimes]
    return regimes + [(1 - sum(odds for odds, _ in regimes), {})]


def source_of(raid, place, kind):
    """The layer whose rate, shots and spread hold here: this one, or that which it is as in."""
    engage = raid.layers[place].engages[kind]
    while engage.as_in is not None:
        place = max(before for before in range(place) if raid.layers[before].title == engage.as_in)
        engage = raid.layers[place].engages[kind]
    return place


def share_of_system(raid, source, kind, shares):
    """A regime that names one of the layers that are one system leaves the same of all."""
    return next((shares[layer.title] for place, layer in enumerate(raid.layers) if layer.title in shares
                 and kind in layer.engages and source_of(raid, place, kind) == source), 1.0)


def aim_at(raid, world, now, place, kind, shares):
    source = source_of(raid, place, kind)
    origin, limits = raid.layers[source].engages[kind], raid.layers[place].engages[kind].limits

    def limit(name, where, otherwise):
        return world.number(where[name], now) if name in where else otherwise

    return Aim((source, kind), world.number(origin.rate, now) * share_of_system(raid, source, kind, shares),
               limit("spread", origin.limits, 0.0), round(limit("shots", origin.limits, 1)),
               limit("cap", limits, None), limit("magazine", limits, None))


def cross(raid, world, now, place, shares, states, kinds, odds, shots):
    """The states behind a layer; adds its expected shots."""
    layer = raid.layers[place]
    aims = {kind: aim_at(raid, world, now, place, kind, shares) for kind in kinds if kind in layer.engages}
    sharing = [kind for kind in layer.shared[1] if kind in aims] if layer.shared else []
    order = sharing + [kind for kind in aims if kind not in sharing]
    watch = Watch(aims, sharing, defaultdict(float))
    left = {}  # of caps and magazines, the one that is shared called None
    for kind, aim in aims.items():
        left.update({(kind, what): getattr(aim, what) for what in ("cap", "magazine") if getattr(aim, what) is not None})
    if sharing:
        left[None] = world.number(layer.shared[0], now)
    after = defaultdict(float)
    for (counts, urns), chance in states.items():
        for counts_after, urns_after, share in looked(watch, order * (2 if layer.looks_twice else 1),
                                                      dict(zip(kinds, counts)), left, dict(urns), chance):
            after[tuple(counts_after[kind] for kind in kinds), tuple(sorted(urns_after.items()))] += share
    for kind, spent in watch.spent.items():
        shots[place, kind] += odds * spent
    return after


def looked(watch, looks, counts, left, urns, chance):
    """(numbers left, urns, probability) after the looks that a layer still has, one kind after the other."""
    if not looks:
        yield counts, urns, chance
        return
    kind, aim = looks[0], watch.aims[looks[0]]
    costs = {(kind, "cap"): 1, (kind, "magazine"): aim.shots}
    if kind in watch.sharing:
        costs[None] = aim.shots
    costs = {name: cost for name, cost in costs.items() if name in left}
    engaged = min([counts[kind], *(int(left[name] // cost) for name, cost in costs.items())])
    watch.spent[kind] += chance * engaged * aim.shots
    left = {name: number - engaged * costs.get(name, 0) for name, number in left.items()}
    for (stopped, urn), share in engagements(engaged, stops(aim), aim.spread, urns.get(aim.urn, (0, 0))):
        yield from looked(watch, looks[1:], {**counts, kind: counts[kind] - stopped}, left,
                          {**urns, aim.urn: urn} if aim.spread > 0 else urns, chance * share)


@lru_cache(maxsize=4096)
def engagements(targets, chance_each, spread, urn):
    """((targets stopped, urn), probability) of so many engagements; an urn is (engagements that stopped, that did not)."""
    states = {(0, urn): 1.0}
    for _ in range(targets):
        behind = defaultdict(float)
        for (stopped, (good, bad)), chance in states.items():
            stops = (chance_each * (1 - spread) + spread * good) / ((1 - spread) + spread * (good + bad))
            behind[stopped + 1, (good + 1, bad) if spread > 0 else urn] += chance * stops
            behind[stopped, (good, bad + 1) if spread > 0 else urn] += chance * (1 - stops)
        states = {state: chance for state, chance in behind.items() if chance > 0}
    return tuple(states.items())


def stops(aim):
    """The chance that one engagement stops its target, before it is known how well the system does today."""
    return 1 - (1 - aim.rate) ** aim.shots


def levels_of_raid(raid, world, now, law):
    """{level: probability}; a level is left out that no number of leakers comes to, whatever the parameters are."""
    bounds = [(level, None if bound is None else world.number(bound, now)) for level, bound in raid.impact]
    levels = {level: 0.0 for level, _ in bounds}
    for counts, chance in law.items():
        levels[next(level for level, bound in bounds if bound is None or sum(counts) <= bound)] += chance
    ranges = possible_leakers(raid, world, now)
    found, below = {}, -1
    for level, bound in bounds:
        bound = math.inf if bound is None else bound
        if any(low <= bound and high > below for low, high in ranges):
            found[level] = levels[level]
        below = bound
    if any(layer.shared for layer in raid.layers) and 0.0 in found.values():
        raise TooLarge()  # where kinds share a magazine, ranges say too little about what can be
    return found


def possible_leakers(raid, world, now):
    """[(fewest, most), ...] for each regime that can be. What a parameter moves may come to anything."""
    def known(expr):
        return world.number(expr, now) if world.fixed(expr, now) else None

    odds = [known(odds) for _, odds, _ in raid.regimes]
    regimes = [{title: known(share) for title, share in shares.items()}
               for (_, _, shares), chance in zip(raid.regimes, odds) if chance != 0]
    if None in odds or math.fsum(odds) < 1 - 1e-12:
        regimes.append({})
    return [leakers_in(raid, world, now, shares, known) for shares in regimes]


def leakers_in(raid, world, now, shares, known):
    fewest = most = 0
    for kind in kinds_of(raid):
        low = high = 0
        for salvo in raid.salvos:
            for number, of_kind, share in salvo.flights if world.holds(salvo.cond, now) else []:
                if of_kind == kind:
                    number, share = known(number), 1.0 if share is None else known(share)
                    low += number if number is not None and share == 1 else 0
                    high += 0 if share == 0 else math.inf if number is None else number
        for place in layers_there(raid, world, now):
            if kind in raid.layers[place].engages:
                low, high = behind(raid, place, kind, shares, known, low, high)
        fewest, most = fewest + low, most + high
    return fewest, most


def behind(raid, place, kind, shares, known, low, high):
    """The fewest and the most of a kind behind a layer, from those before it."""
    layer, source = raid.layers[place], source_of(raid, place, kind)
    origin = raid.layers[source].engages[kind]
    rate, share = known(origin.rate), share_of_system(raid, source, kind, shares)
    shots = known(origin.limits["shots"]) if "shots" in origin.limits else 1
    most, least = [math.inf], [math.inf]  # engagements
    limits = [(layer.engages[kind].limits[name], 1 if name == "cap" else shots) for name in ("cap", "magazine")
              if name in layer.engages[kind].limits]
    if layer.shared and kind in layer.shared[1]:
        limits.append((layer.shared[0], shots))
        least.append(0)
    for expr, each in limits:
        number = known(expr)
        most.append(math.inf if number is None or each is None else number // each)
        least.append(0 if number is None or each is None else number // each)
    stops_none, stops_all = rate == 0 or share == 0, rate == 1 and share == 1
    # A second look engages again what the first one left, within the same limits.
    return (low if stops_none else max(0, low - min(most))), (max(0, high - min(least)) if stops_all else high)
