"""Random raids."""

from draft import spend
from draw_conditions import condition, maybe_if, rate, shape_things, whole

KINDS = ("drones", "cruise")


def raid(draft, depth):
    scales = [thing for thing in draft.things if thing.kind == "scale"]
    if not scales or draft.raids >= 2:
        return
    scale = draft.pick(*scales)
    if not spend(draft, len(scale.values)):
        return
    draft.raids += 1
    things = shape_things(draft)
    draft.add(depth, f"raid {scale.name}{maybe_if(draft, 0.3, things)}:")
    kinds = list(KINDS[:draft.random.choice((1, 2, 2))])
    arrive = {kind: f" of which {rate(draft)} arrive" if draft.chance(0.3) else "" for kind in kinds}
    flights = ", ".join(f"{whole(draft, 1, 3)} {kind}{arrive[kind]}" for kind in kinds)
    draft.add(depth + 1, f"salvo {flights}")
    if things and draft.chance(0.3):
        draft.add(depth + 1, f"salvo {draft.random.randint(0, 2)} {kinds[0]}{arrive[kinds[0]]} if {condition(draft, things)}")
    titles = layers(draft, depth + 1, kinds, things)
    if titles and draft.chance(0.4):
        regimes(draft, depth + 1, titles)
    bounds, levels = sorted(draft.random.sample(range(0, 4), len(scale.values) - 1)), scale.values
    draft.add(depth + 1, "impact " + ", ".join(
        f"{level} up to {bound}" for level, bound in zip(levels, bounds)) + f", {levels[-1]} above")
    scale.seen_by = []
    scale.around = scale.around or list(draft.around)


def layers(draft, depth, kinds, things):
    titles, stopped = [], {}
    for number in range(draft.pick(0, 1, 2, 2, 3)):
        title = titles[-1] if titles and draft.chance(0.15) else f"L{draft.raids}{number}"
        owner = f" by {draft.pick(*draft.actors, *draft.partners)}" if draft.chance(0.5) else ""
        twice = " looks twice" if draft.chance(0.3) else ""
        here = draft.random.sample(kinds, draft.random.randint(1, len(kinds)))
        shared = " with magazine {} for {}".format(whole(draft, 2, 5), " then ".join(here)) \
            if draft.chance(0.5) and len(here) > 1 else ""
        front, late = draft.pick((0.2, 0), (0, 0.2))
        engages = ", ".join(engage(draft, kind, title, stopped, shared) for kind in here)
        begins = f'layer "{title}"{owner}{twice}{shared}{maybe_if(draft, front, things)}'
        draft.add(depth, f"{begins}: {engages}{maybe_if(draft, late, things)}")
        for kind in set(stopped) - set(here):  # what is as in a layer is as in the last one of that name
            stopped[kind] = [other for other in stopped[kind] if other != title]
        titles.append(title)
    draft.titles += titles
    return titles


def engage(draft, kind, title, stopped, shared):
    r = draft.random
    if stopped.get(kind) and draft.chance(0.4):
        words = f'{kind} as in "{draft.pick(*stopped[kind])}"'
    else:
        words = f"{kind} {rate(draft)}"
        words += f" shots {r.randint(1, 2)}" if draft.chance(0.3) else ""
        words += f" spread {draft.pick('0.1', '30%', '0.02')}" if draft.chance(0.3) else ""
    words += f" cap {whole(draft, 0, 3)}" if draft.chance(0.3) else ""
    words += f" magazine {r.randint(2, 5)}" if draft.chance(0.2) and not shared else ""
    stopped.setdefault(kind, []).append(title)
    return words


def regimes(draft, depth, titles):
    shares = f"{draft.random.randint(10, 95)}%"
    for number in range(draft.random.randint(1, 2)):
        hit = titles if draft.chance(0.7) else titles[:1]
        left = ", ".join(f'"{title}" {shares}' for title in dict.fromkeys(hit))
        draft.add(depth, f"regime g{number} {draft.random.randint(5, 45)}%: {left}")
