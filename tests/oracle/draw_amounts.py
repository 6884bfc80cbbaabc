"""Random moves whose options carry numbers, levels with a law, and actors who care for each other, for the models that
generate.py draws."""


def levels_of_move(draft):
    """(values, how they are written, whether their numbers are plain)."""
    count = draft.random.randint(2, 3)
    top = draft.pick("1", "1.5", "2 / 4", "1 + " + draft.parameters[0])
    low = draft.pick("0", "-1", "-0.5")
    return [f"level{i + 1}" for i in range(count)], f"{count} levels from {low} to {top}", "+" not in top


def levels_of_trait(draft, count):
    """(how they are laid out, whether their numbers are plain)."""
    if draft.may("levels with a law", 0.4):
        middle, spread = draft.pick("0", "1", "-0.5"), draft.pick("0.3", "1/2", draft.parameters[0])
        return f"{count} levels around {middle} spread {spread}", spread != draft.parameters[0]
    low, high = draft.pick("0", "-1", "0.5"), draft.pick("1", "1.5", "1 + " + draft.parameters[0])
    return f"{count} levels from {low} to {high}", "+" not in high


def own_precisions(draft):
    """Lines that say how sharply some actors tell payoffs apart, and the names of these numbers."""
    lines, names = [], []
    for actor in draft.actors:
        if draft.may("precision of", 0.25):
            best = round(draft.random.uniform(0, 2), 2)
            ends = draft.pick("", f", {round(best / 2, 3)} to {round(best * 2 + 0.1, 3)}")
            names.append(f"precision of {actor}")
            lines.append(f"{names[-1]} = {best}{ends}" if draft.chance(0.8) else f"{names[-1]} = precision * 2")
    return lines, names


def care_for(draft, actor):
    """A term that cares for an actor declared before, so that there is no circle; None where there is none."""
    others = draft.actors[:draft.actors.index(actor)]
    if not others or not draft.may("payoff of", 0.3):
        return None
    payoff = f"payoff of {draft.pick(*others)}"
    weight = draft.pick("0.5", "1/3", "-1", *draft.parameters)
    return draft.pick(f"{weight} * {payoff}", f"+ {payoff}", f"- ({payoff}) / 4", f"{payoff} * {weight} * 0.5")


def numbers_of_options(draft, values):
    """What stands behind each option, rising; and whether it is plain."""
    if draft.chance(0.3):
        return [" 0", *(f" {i} * {draft.parameters[0]}" for i in range(1, len(values)))], False
    return [f" {draft.pick('-1', '0', '-(1/2)')}", " 0.4", f" {draft.pick('1', '60%', '3/2')}"][:len(values)], True
