"""Conditions and formulas that go by a name, in random models: what a line would say is said further up, and the name stands
in its place."""

WORDS = {"event": r"^event e\d+", "number": r"^number g\d+"}
FORMS = {"if an event": r" if (not )?\(?e\d+", "P of an event": r"P\(e\d+", "E of a number": r"E\(g\d+"}


def event(draft, text):
    """The condition, or the name of an event that is declared to be it."""
    if not draft.may("event", 0.1):
        return text
    name = draft.name("e")
    draft.named.append(f"event {name}: {text}")
    return name


def number(draft, text):
    if not draft.may("number", 0.15):
        return text
    name = draft.name("g")
    draft.named.append(f"number {name} = {text}")
    draft.formulas.append(name)
    return name
