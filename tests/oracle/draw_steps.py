"""Random steps of stages."""

from draft import Thing, spend
from draw_amounts import levels_of_move, numbers_of_options
from draw_conditions import BY_A_NUMBER, condition, formula, maybe_if, rate, shape_things, write_cases
from draw_raids import raid
import generate_names
import rounds as told_apart


def stage(draft, number):
    cond = maybe_if(draft, 0.25, shape_things(draft))
    draft.add(0, f'stage "S{number}"{cond}:')
    steps(draft, 1, draft.random.randint(1, 4), "stage")


def steps(draft, depth, count, where):
    begun = len(draft.lines)
    for _ in range(count):
        makers = [move, move, move, chance_step, reveal, shift]
        if where != "together":
            makers += [together, raid, raid, vote, end] + [together] * 4 * (where == "rounds")
            makers += [vote] * 4 * draft.wants("vote", "veto", "weights", "abstain", "secret")
            makers += [raid] * 4 * draft.wants("raid")
        makers += [chance_step] * 4 * draft.wants("draw", "nobody") + [shift] * 3 * draft.wants("rises", "falls")
        if where == "stage" or where == "rounds" and draft.chance(0.2):
            makers += [rounds] + [rounds] * 4 * draft.wants("round")
        draft.pick(*makers)(draft, depth)
    if len(draft.lines) == begun or all(row.startswith("    " * depth + "    ") for row in draft.lines[begun:]):
        move(draft, depth, forced=True)


def visible_to(draft, actor):
    return [thing for thing in draft.things if actor in thing.seen_by]


def move(draft, depth, forced=False, within=None):
    values = ["a", "b", "c"][:draft.random.choice((2, 2, 2, 3))]
    if not spend(draft, len(values)) and not forced:
        return None
    actor = draft.pick(*draft.actors)
    name = draft.name("m")
    others = [other for other in draft.actors if other != actor]
    verb, seen_by = draft.pick(("chooses", draft.actors), ("declares", draft.actors), ("secretly chooses", [actor]),
                               ("tells", None))
    if verb == "tells":
        if not others:
            verb, seen_by = "chooses", draft.actors
        else:
            told = draft.random.sample(others, draft.random.randint(1, len(others)))
            verb, seen_by = "tells " + draft.pick(", ", " and ").join(told), [actor, *told]
    cond = maybe_if(draft, 0.2, shape_things(draft))
    earlier = told_apart.of_earlier_rounds(draft, actor, within)
    visible = visible_to(draft, actor) + 4 * earlier
    carried, plain = [""] * len(values), None
    if draft.may("levels of a move", 0.15):
        values, written, plain = levels_of_move(draft)
        draft.add(depth, f"{actor} {verb} {name}{cond}: {written}")
        return keep_move(draft, Thing(f"{actor}.{name}", values, list(seen_by), "levels", plain), values, within)
    if draft.may("numbers of options", 0.2):
        carried, plain = numbers_of_options(draft, values)
    draft.reader = actor
    share = 0.6 if earlier else 0.2
    options = [value + carried[place] + (maybe_if(draft, share, visible) if place else "") for place, value in enumerate(values)]
    draft.reader = None
    if earlier or draft.chance(0.7):
        if any(" if " in option for option in options[:-1]) or draft.chance(0.2):
            draft.add(depth, f"{actor} {verb} {name}{cond}:")
            for option in options:
                note = ' "said"' if draft.chance(0.2) else ""
                draft.add(depth + 1, option.replace(" if ", note + " if ", 1) if " if " in option else option + note)
        else:
            draft.add(depth, f"{actor} {verb} {name}{cond}: {', '.join(options)}")
    else:
        options = [value + carried[place] for place, value in enumerate(values)]
        draft.add(depth, f"{actor} {verb} {name}{cond}: {', '.join(options)}")
    always = [option.split()[0] for option in options if " if " not in option]
    kind = "event" if plain is None else "levels"
    return keep_move(draft, Thing(f"{actor}.{name}", values, list(seen_by), kind, plain), always, within)


def keep_move(draft, thing, always, within):
    draft.settled(thing)
    draft.moves.append((thing.name.split(".")[0], thing.name, thing.values, always))
    (draft.things if within is None else within).append(thing)
    return thing


def numbers_at_hand(draft):
    """What odds may read besides parameters: moves with numbers, and formulas over them."""
    moves = [thing.name for thing in draft.things if thing.kind == "levels" and "m" in thing.name]
    return moves + [generate_names.number(draft, formula(draft, draft.parameters + moves))]


def chance_step(draft, depth):
    values = ["x", "y", "z"][:draft.random.choice((2, 2, 3))]
    if not spend(draft, len(values)):
        return
    name = draft.name("c")
    seen_by = draft.pick(None, None, [], draft.random.sample(draft.actors, draft.random.randint(1, len(draft.actors))))
    seen_by = ["nobody"] if draft.may("seen by nobody", 0.2) else seen_by
    words = "" if seen_by is None else " seen by everyone" if seen_by == [] else \
        " seen by " + draft.pick(", ", " and ").join(seen_by)
    cond = maybe_if(draft, 0.25, shape_things(draft))
    rows = write_cases(draft, depth, f"chance {name}{cond}{words}", values, shape_things(draft), numbers_at_hand(draft))
    hidden = seen_by == ["nobody"]
    thing = draft.settled(Thing(name, values, [] if hidden else seen_by or list(draft.actors)))
    # Where the odds may be 0 somewhere, nobody may think otherwise.
    thing.drawn = not any(BY_A_NUMBER in row for row in rows)
    thing.rows = rows
    draft.things.append(thing)


def reveal(draft, depth):
    able = [thing for thing in draft.things if thing.kind != "counter"]
    if not able:
        return
    thing = draft.pick(*able)
    who = draft.random.sample(draft.actors, draft.random.randint(1, len(draft.actors)))
    cond = maybe_if(draft, 0.4, shape_things(draft))
    words = "everyone" if draft.chance(0.3) else draft.pick(", ", " and ").join(who)
    draft.add(depth, f"reveal {thing.name} to {words}{cond}")
    if not cond and thing.kind != "scale":
        thing.seen_by = list(draft.actors) if words == "everyone" else sorted(set(thing.seen_by) | set(who))


def shift(draft, depth):
    able = [thing for thing in draft.things if thing.kind == "scale"]
    if able:
        thing = draft.pick(*able)
        levels = draft.random.randint(1, len(thing.values) - 1)
        how = f"{draft.pick('rises to', 'becomes')} {draft.pick(*thing.values)}"
        for way in ("rises by", "falls by"):
            how = f"{way} {levels}" if draft.may(way, 0.18) else how
        draft.add(depth, f"{thing.name} {how}" + maybe_if(draft, 0.6, shape_things(draft)))
        thing.around = thing.around or list(draft.around)


def end(draft, depth):
    if draft.chance(0.05):
        draft.add(depth, "end")
    elif draft.chance(0.7):
        draft.add(depth, f"end if {condition(draft, shape_things(draft))}")


def together(draft, depth):
    if draft.budget < 4:
        return
    draft.add(depth, "simultaneously:")
    fresh = []
    for _ in range(2 if draft.chance(0.8) else 3):
        move(draft, depth + 1, forced=not fresh, within=fresh)
    draft.things += fresh


def rounds(draft, depth):
    times = draft.random.randint(1, 3)
    before, budget = len(draft.things), draft.budget
    if budget < 4 ** times:
        times = 1
    name = draft.name("r")
    draft.add(depth, f"repeat up to {times} times as {name}:")
    draft.things.append(Thing(name, [], list(draft.actors), "counter"))
    draft.budget = int(draft.budget ** (1 / times))
    draft.around.append((name, times))
    steps(draft, depth + 1, draft.random.randint(1, 3), "rounds")
    draft.around.pop()
    draft.budget = max(1, budget // max(1, int(budget ** (1 / times) / max(1, draft.budget))) ** times)


def vote(draft, depth):
    members = draft.random.randint(1, 4)
    voters = draft.random.sample(draft.actors, draft.random.randint(0, min(members, len(draft.actors))))
    if not spend(draft, 2 ** (len(voters) + 1)):
        return
    name, things = draft.name("v"), shape_things(draft)
    weights = {voter: draft.random.randint(2, 3) for voter in voters if draft.may("weights", 0.2)}
    votes = sum(weights.get(voter, 1) for voter in voters)
    members = max(members, votes)
    quorum = f"passes with {draft.random.randint(1, members)} of {members}"
    if voters and draft.may("veto", 0.3):
        holders = draft.random.sample(voters, draft.random.randint(1, len(voters)))
        quorum += ", veto " + draft.pick("everyone", ", ".join(holders))
    watchers = draft.random.sample(draft.actors, draft.random.randint(1, len(draft.actors))) \
        if draft.may("vote seen by", 0.2) else draft.actors
    sight = "" if watchers is draft.actors else " seen by " + ", ".join(watchers)
    secret = draft.may("in secret", 0.2)
    sight += " in secret" if secret else ""
    draft.add(depth, f"vote {name}{maybe_if(draft, 0.2, things)}{sight}: {quorum}")
    able = set(draft.random.sample(voters, len(voters) // 2 + 1)) if voters and draft.may("may abstain", 0.3) else set()
    if able and not spend(draft, 2 ** len(able)):
        able = set()
    for row in (sorted(set(voters) - able), sorted(able)):
        listing = draft.pick(", ", " and ").join(f"{voter} {weights[voter]}" if voter in weights else voter for voter in row)
        if row:
            draft.add(depth + 1, f"voters {listing}" + (" may abstain" if row[0] in able else ""))
    if members > votes:
        rates = (rate(draft), rate(draft))
        if things and draft.chance(0.4):
            draft.add(depth + 1, f"others yes {rates[0]} if {condition(draft, things)}")
            draft.add(depth + 1, f"others yes {rates[1]} otherwise")
        else:
            draft.add(depth + 1, f"others yes {rates[0]}")
    elif not voters:
        return
    draft.things.append(draft.settled(Thing(name, ["passed", "failed"], list(watchers), "vote")))
    for voter in voters:
        values = ["yes", "no", "abstain"] if voter in able else ["yes", "no"]
        seen_by = [voter] if secret else [voter, *(other for other in watchers if other != voter)]
        draft.things.append(draft.settled(Thing(f"{voter}.{name}", values, seen_by)))
        draft.moves.append((voter, f"{voter}.{name}", values, values))
