"""Random moves whose options carry numbers, for the models that generate.py draws."""


def levels_of_move(draft):
    """(values, how they are written, whether their numbers are plain)."""
    count = draft.random.randint(2, 3)
    top = draft.pick("1", "1.5", "2 / 4", "1 + " + draft.parameters[0])
    low = draft.pick("0", "-1", "-0.5")
    return [f"level{i + 1}" for i in range(count)], f"{count} levels from {low} to {top}", "+" not in top


def numbers_of_options(draft, values):
    """What stands behind each option, rising; and whether it is plain."""
    if draft.chance(0.3):
        return [" 0", *(f" {i} * {draft.parameters[0]}" for i in range(1, len(values)))], False
    return [f" {draft.pick('-1', '0', '-(1/2)')}", " 0.4", f" {draft.pick('1', '60%', '3/2')}"][:len(values)], True
