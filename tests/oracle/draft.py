"""A random model that is being written, and what conditions in it may read."""


class Thing:
    """Something that conditions may read. Its levels may have plain numbers (True), numbers that hang on parameters (False),
    or none (None)."""

    def __init__(self, name, values, seen_by, kind="event", numbers=None):
        self.name, self.values, self.seen_by, self.kind, self.numbers = name, values, seen_by, kind, numbers
        self.told, self.around = list(seen_by), []  # who sees it each time; (counter, rounds) of the repeats around it
        self.trait = "." in name and name.split(".")[1].startswith("t")
        self.drawn = self.trait or kind == "unknown" or name.startswith("c")
        self.rows = []  # of what is drawn: its odds as they are written, case by case


class Draft:
    def __init__(self, drawn, size, words=None):
        self.random = drawn
        self.size = size
        self.words = words  # of ALONE, those that the model may use; None where all
        self.actors = ["A", "B", "C"][:self.random.choice((1, 2, 2, 2, 3))]
        self.things = []  # that have happened
        self.parameters, self.whole, self.odds_parameters = [], [], []
        self.zeros = []  # of the parameters that odds read those that are 0
        self.lines, self.changes = [], []
        self.named, self.formulas = [], []  # lines of events and numbers, and the names of the numbers
        self.moves = []  # (actor, name, values) that may be forced
        self.titles = []
        self.budget = size
        self.story_told = False  # what follows may compare numbers that read parameters
        self.around, self.reader = [], None  # repeats that are open; whose option reads the condition that is being written
        self.raids = self.names = 0
        self.partners = []
        self.thought_of = set()  # (actor, what it thinks of)

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, share):
        return self.random.random() < share

    def may(self, word, share):
        """Whether to write it, if it is for this model; more often where there are few."""
        if self.words is None:
            return self.chance(share)
        return word in self.words and self.chance(max(share, 0.5))

    def wants(self, *parts):
        """Whether a word that the model is meant to use is about this."""
        return any(part in word for word in self.words or () for part in parts)

    def name(self, stem):
        self.names += 1
        return f"{stem}{self.names}{self.pick('ü', 'я', '和') if self.chance(0.05) else ''}"

    def settled(self, thing):
        thing.around = list(self.around)
        return thing

    def add(self, depth, text):
        self.lines.append("    " * depth + text)


def spend(draft, factor, times=1):
    if draft.budget < factor:
        return False
    draft.budget //= factor
    return True
