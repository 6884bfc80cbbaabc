#!/usr/bin/env python3
"""Writes benchmark crises in which resolve is private and, but for the last, everybody sees every move, as .crisis files:

    bench/games/crises.py signalling TYPES         seven public histories, TYPES a side
    bench/games/crises.py escalation MOVES TYPES   two actors in turn concede, hold or escalate, then war may come
    bench/games/crises.py two-type MOVES TYPES     the same, with a war whose worth depends on both actors' types
    bench/games/crises.py uneven MOVES TYPES SEED  escalation, drawn terms breaking ties between public histories
    bench/games/crises.py alliance MOVES TYPES     an adversary against a patron and its client, in rotation
    bench/games/crises.py backing ROUNDS TYPES     the same three, the patron advising its client in private: not public
    bench/games/crises.py theatres COPIES          copies of one game whose path turns back, apart by what chance draws
    bench/games/crises.py fronts FRONTS            the same game, come to by FRONTS moves and an alert, each twice

With one type everybody knows everybody's resolve: 0.5. bench/README.md has the payoffs in words.
"""

import itertools
import random
import sys

SIGNALLING = """crisis "Crisis signalling, {types} types a side"
actor A
actor B
private A.resolve: {types} levels from 0 to 1
private B.resolve: {types} levels from 0 to 1

stage "Crisis":
    A chooses demand: quiet, challenge
    end if A.demand is quiet
    B chooses reply: concede, resist
    end if B.reply is concede
    A chooses answer: back_down, fight

payoff A:
    1                  if B.reply is concede
    - 0.35             if A.answer is back_down
    - 0.7 + A.resolve  if A.answer is fight

payoff B:
    0.6                      if A.demand is quiet
    0.8                      if A.answer is back_down
    - 0.8 + 1.1 * B.resolve  if A.answer is fight
"""


def signalling(types):
    return SIGNALLING.format(types=types)


def grid(types):
    """Middles of equal stretches of 0 to 1."""
    return f"{types} levels from 0.5 / {types} to 1 - 0.5 / {types}"


def traits(actors, types):
    return [f"private {actor}.resolve: {grid(types)}" for actor in actors if types > 1]


def resolve(actor, types):
    return f"{actor}.resolve" if types > 1 else "0.5"


def scale(name, most):
    return f"scale {name}: " + " < ".join(f"n{k} {k}" for k in range(most + 1))


def rises(name, most, moved):
    """One more; the highest first, so that a step raises the scale once."""
    return [f"        {name} rises to n{k} if {name} is n{k - 1} and {moved}" for k in range(most, 0, -1)]


def rounds(actors, moves, steps):
    """Actors move in turn until somebody concedes; the last round ends after the last move."""
    num_rounds = -(-moves // len(actors))
    lines = [f"    repeat up to {num_rounds} times as rounds:"]
    for k, actor in enumerate(actors):
        left_out = k >= moves - (num_rounds - 1) * len(actors)
        unless_over = f"rounds < {num_rounds}" if left_out else ""
        lines.append(f"        {actor} chooses step{' if ' + unless_over if left_out else ''}: concede, hold, escalate")
        lines.append(f"        end if {actor}.step is concede")
        moved = f"{actor}.step is escalate" + (f" and {unless_over}" if left_out else "")
        lines += rises(steps[actor], steps[steps[actor]], moved)
    return lines


def escalation(moves, types, two_type=False):
    actors = ["A", "B"]
    steps = {"A": "A_steps", "B": "B_steps", "A_steps": -(-moves // 2), "B_steps": max(1, moves // 2)}
    lines = [f'crisis "Escalation, {moves} moves, {types} types a side{", worth of war by both" if two_type else ""}"']
    lines += [f"actor {actor}" for actor in actors]
    lines += traits(actors, types)
    lines += [scale(steps[actor], steps[steps[actor]]) for actor in actors]
    lines += ["", 'stage "Crisis":'] + rounds(actors, moves, steps)
    risk = f"min(0.95, 0.15 + 0.75 * (A_steps + B_steps) / {moves})"
    for actor, other, before in (("A", "B", "2 * rounds - 1"), ("B", "A", "2 * rounds - 2")):
        war = "not (A.step is concede or B.step is concede)"
        lines += ["", f"payoff {actor}:",
                  f"    - 0.08 - 0.13 * {actor}_steps  if {actor}.step is concede",
                  f"    1 - 0.02 * ({before})  if {other}.step is concede",
                  f"    (1 - {risk}) * (0.35 + 0.1 * ({other}_steps - {actor}_steps) / {moves})  if {war}",
                  f"    {risk} * (-0.9 + 1.15 * {resolve(actor, types)})  if {war}"]
        if two_type:
            lines.append(f"    {risk} * 1.15 * 0.5 * ({resolve(actor, types)} - {resolve(other, types)})  if {war}")
    return "\n".join(lines) + "\n"


def uneven(moves, types, seed):
    """Escalation with a move of its own name in each round, so that payoffs can read which histories came about."""
    actors = ["A", "B"]
    who = [actors[m % 2] for m in range(moves)]
    most = {"A": -(-moves // 2), "B": max(1, moves // 2)}
    lines = [f'crisis "Escalation without ties, {moves} moves, {types} types a side"']
    lines += [f"actor {actor}" for actor in actors] + traits(actors, types)
    lines += [scale(f"{actor}_steps", most[actor]) for actor in actors] + ["", 'stage "Crisis":']
    for m, actor in enumerate(who):
        lines += [f"    {actor} chooses step{m}: concede, hold, escalate", f"    end if {actor}.step{m} is concede"]
        lines += [line[4:] for line in rises(f"{actor}_steps", most[actor], f"{actor}.step{m} is escalate")]
    risk = f"min(0.95, 0.15 + 0.75 * (A_steps + B_steps) / {moves})"
    war = "not (" + " or ".join(f"{actor}.step{m} is concede" for m, actor in enumerate(who)) + ")"
    draws = random.Random(seed)
    for actor, other in (("A", "B"), ("B", "A")):
        lines += ["", f"payoff {actor}:"]
        lines += [f"    - 0.08 - 0.13 * {actor}_steps  if {actor}.step{m} is concede" if who[m] == actor else
                  f"    {1 - 0.02 * m:.2f}  if {other}.step{m} is concede" for m in range(moves)]
        lines += [f"    (1 - {risk}) * (0.35 + 0.1 * ({other}_steps - {actor}_steps) / {moves})  if {war}",
                  f"    {risk} * (-0.9 + 1.15 * {resolve(actor, types)})  if {war}"]
        lines += tie_breakers(who, draws)
    return "\n".join(lines) + "\n"


def tie_breakers(who, draws):
    """One payoff's terms, for each move and for each pair of moves that follow one another; of 0.02 together."""
    most = 0.02 / len(who) ** 0.5
    moves = [f"{actor}.step{m}" for m, actor in enumerate(who)]
    events = [f"{move} is {option}" for move in moves for option in ("concede", "hold", "escalate")]
    events += [f"{one} is {first} and {other} is {second}" for one, other in zip(moves, moves[1:])
               for first, second in itertools.product(("hold", "escalate"), ("concede", "hold", "escalate"))]
    drawn = [draws.uniform(-most, most) for _ in events]
    return [f"    {'+' if x >= 0 else '-'} {abs(x):.6f}  if {event}" for x, event in zip(drawn, events)]


def alliance(moves, types):
    """Patron and client concede together; their steps are counted together."""
    actors = ["adversary", "patron", "client"]
    num_rounds = -(-moves // 3)
    steps = {"adversary": "threats", "patron": "answers", "client": "answers", "threats": num_rounds,
             "answers": max(1, moves - num_rounds)}
    lines = [f'crisis "An alliance in public, {moves} moves, {types} types each"']
    lines += [f"actor {actor}" for actor in actors]
    lines += traits(actors, types)
    lines += [scale(name, steps[name]) for name in ("threats", "answers")]
    lines += ["", 'stage "Crisis":'] + rounds(actors, moves, steps)
    risk = f"min(0.95, 0.15 + 0.75 * (threats + answers) / {moves})"
    war = "not (" + " or ".join(f"{actor}.step is concede" for actor in actors) + ")"
    for actor in actors:
        own, theirs = ("threats", "answers") if actor == "adversary" else ("answers", "threats")
        allies = "adversary.step is concede" if actor == "adversary" else \
            "(patron.step is concede or client.step is concede)"
        won = "(patron.step is concede or client.step is concede)" if actor == "adversary" else \
            "adversary.step is concede"
        lines += ["", f"payoff {actor}:",
                  f"    - 0.05 - 0.1 * {own}  if {allies}",
                  f"    - 0.05  if {actor}.step is concede",
                  f"    {1 if actor == 'adversary' else 0.75}  if {won}",
                  f"    (1 - {risk}) * (0.35 + 0.1 * ({theirs} - {own}) / {moves})  if {war}",
                  f"    {risk} * (-0.9 + 1.15 * {resolve(actor, types)})  if {war}"]
    return "\n".join(lines) + "\n"


def backing(num_rounds, types):
    """Before each move of the client its patron tells it, unheard by the adversary, whether it would join a war."""
    lines = [f'crisis "A patron\'s private advice, {num_rounds} rounds, {types} types each"']
    lines += [f"actor {actor}" for actor in ("adversary", "patron", "client")]
    lines += traits(("adversary", "patron", "client"), types)
    lines += [scale(name, num_rounds) for name in ("threats", "answers")]
    lines += ["", 'stage "Crisis":', f"    repeat up to {num_rounds} times as rounds:",
              "        adversary chooses step: concede, hold, escalate",
              "        end if adversary.step is concede",
              *rises("threats", num_rounds, "adversary.step is escalate"),
              "        patron tells client advice: join, restrain",
              "        client chooses step: concede, hold, escalate",
              "        end if client.step is concede",
              *rises("answers", num_rounds, "client.step is escalate")]
    risk = f"min(0.95, 0.15 + 0.75 * (threats + answers) / {2 * num_rounds})"
    war = "not (adversary.step is concede or client.step is concede)"
    joined = "patron.advice is join"
    for actor in ("adversary", "patron", "client"):
        own, theirs = ("threats", "answers") if actor == "adversary" else ("answers", "threats")
        loses, wins = ("adversary", "client") if actor == "adversary" else ("client", "adversary")
        lines += ["", f"payoff {actor}:",
                  f"    - 0.05 - 0.1 * {own}  if {loses}.step is concede",
                  f"    {1 if actor == 'adversary' else 0.75}  if {wins}.step is concede",
                  f"    (1 - {risk}) * (0.35 + 0.1 * ({theirs} - {own}) / {2 * num_rounds})  if {war}"]
        worth = f"{risk} * (-0.9 + 1.15 * {resolve(actor, types)})"
        lines += {"adversary": [f"    {worth}  if {war}", f"    - {risk} * 0.4  if {war} and {joined}"],
                  "patron": [f"    {risk} * 1.3 * ({resolve(actor, types)} - 0.5)  if {war} and {joined}",
                             f"    - {risk} * 0.3  if {war} and not {joined}"],
                  "client": [f"    {worth}  if {war}", f"    {risk} * 0.7  if {war} and {joined}"]}[actor]
    return "\n".join(lines) + "\n"


WORDS = """private A.kind: hard 41%, soft rest
{before}
stage "Word":
    A declares word: low, mid, high
stage "Reply":
    B chooses reply: yield, stand, push
stage "Last" if B.reply is push:
    A chooses last: bow, fight

payoff A:
    0.25    if A.kind is hard and A.word is mid
    - 0.47  if A.kind is hard and A.word is high
    - 0.91  if A.kind is soft and A.word is mid
    - 0.29  if A.kind is soft and A.word is high
    1       if B.reply is yield
    - 0.78  if A.last is bow
    0.52    if A.last is fight and A.kind is hard
    - 1.87  if A.last is fight and A.kind is soft
{more_of_a}
payoff B:
    - 0.25  if B.reply is stand and A.kind is hard
    - 0.21  if B.reply is stand and A.kind is soft
    0.34    if A.last is bow
    - 1.97  if A.last is fight
    0.2     if B.reply is yield and A.word is low
    - 0.14  if B.reply is yield and A.word is mid
{more_of_b}"""


def words(title, before, more_of_a, more_of_b=()):
    body = WORDS.format(before="\n".join(before), more_of_a="\n".join(more_of_a), more_of_b="\n".join(more_of_b))
    return f'crisis "{title}"\nactor A\nactor B\n' + body.rstrip("\n") + "\n"


def theatres(copies):
    """Alike but for what yielding is worth, so that their paths turn back one after the other, from precision 12.4 on."""
    odds = [f"t{n} 1 / {copies}" for n in range(copies - 1)] + [f"t{copies - 1} rest"]
    before = ["", 'stage "Where":', "    chance theatre: " + ", ".join(odds)] if copies > 1 else []
    worth = [f"    {0.01 * n:g}  if B.reply is yield and theatre is t{n}" for n in range(1, copies)]
    return words(f"Words in {copies} theatres", before, worth)


def fronts(num_fronts):
    """A story: a type chooses where, the other side whether to be on alert there, and beliefs follow from that."""
    before = ["", 'stage "Open":', "    A chooses front: " + ", ".join(f"f{n}" for n in range(num_fronts)),
              "    B chooses alert: yes, no"]
    worth = [f"    {0.03 * n:g}  if A.front is f{n}" for n in range(1, num_fronts)]
    return words(f"Words on {num_fronts} fronts", before, worth,
                 ("    - 0.05  if B.alert is yes", "    0.04  if B.alert is yes and B.reply is push"))


WRITERS = {
    "signalling": (signalling, 1),
    "escalation": (escalation, 2),
    "two-type": (lambda moves, types: escalation(moves, types, two_type=True), 2),
    "uneven": (uneven, 3),
    "alliance": (alliance, 2),
    "backing": (backing, 2),
    "theatres": (theatres, 1),
    "fronts": (fronts, 1),
}

if __name__ == "__main__":
    writer, num_arguments = WRITERS.get(sys.argv[1] if len(sys.argv) > 1 else "", (None, 0))
    if writer is None or len(sys.argv) != 2 + num_arguments:
        sys.exit(__doc__)
    sys.stdout.write(writer(*map(int, sys.argv[2:])))
