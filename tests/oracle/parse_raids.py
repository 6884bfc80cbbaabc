"""Reads raids: what is sent, what stands in its way, and what comes of it."""

from language import Engage, Layer, Raid, Salvo
from sentences import condition, expression, if_condition, listed, name

LIMITS = ("cap", "magazine", "shots", "spread")


def read_raid(line):
    line.need("raid")
    raid = Raid(name(line), if_condition(line), [], [], [], [])
    line.need(":")
    for row in line.below:
        word = row.next()
        if word == "salvo":
            raid.salvos.append(Salvo(listed(row, flight), if_condition(row)))
        elif word == "layer":
            raid.layers.append(layer(row))
        elif word == "regime":
            called, odds = name(row), expression(row)
            row.need(":")
            raid.regimes.append((called, odds, dict(listed(row, lambda r: (r.next(), expression(r))))))
        else:
            raid.impact = listed(row, impact)
    return raid


def flight(line):
    number, kind, share = expression(line), name(line), None
    if line.take("of", "which"):
        share = expression(line)
        line.need("arrive")
    return number, kind, share


def layer(line):
    title, owner, twice, shared = line.next(), None, False, None
    if line.take("by"):
        owner = name(line)
    if line.take("looks", "twice"):
        twice = True
    if line.take("with", "magazine"):
        shots, kinds = expression(line), []
        line.need("for")
        while True:
            kinds.append(name(line))
            if not line.take("then"):
                break
        shared = (shots, kinds)
    cond = if_condition(line)
    line.need(":")
    engages = dict(listed(line, engage))
    if line.take("if"):
        late = condition(line)
        cond = late if cond is None else ("and", [cond, late])
    return Layer(title, owner, twice, shared, engages, cond)


def engage(line):
    kind, rate, as_in, limits = name(line), None, None, {}
    if line.take("as", "in"):
        as_in = line.next()
    else:
        rate = expression(line)
    while line.peek() in LIMITS:
        limit = line.next()
        limits[limit] = expression(line)
    return kind, Engage(rate, as_in, limits)


def impact(line):
    level = name(line)
    if line.take("above"):
        return level, None
    line.need("up", "to")
    return level, expression(line)
