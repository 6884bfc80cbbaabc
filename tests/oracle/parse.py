"""Reads the text of a model, after the grammar of docs/reference/language.md."""

import re

import named
import rounds
import parse_thoughts
import quantities
from language import (Case, Chance, End, Engage, Layer, Levels, Model, Move, Question, Raid, Reveal, Rounds, Salvo, Scale,
                      Shift, Stage, Term, Together, Vote)

TOKEN = re.compile(r'\s*(?:(#.*)|("[^"]*")|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?%?)|([^\W\d]\w*)|(<=|>=|[<>=.,:()+\-*/]))')
SHIFTS = (("becomes",), ("rises", "to"), ("rises", "by"), ("falls", "by"))
COMPARISONS = ("<", "<=", "=", ">=", ">")
LIMITS = ("cap", "magazine", "shots", "spread")
DISTRIBUTIONS = ("normal", "lognormal", "uniform", "triangular")


class NotInTheLanguage(Exception):
    """The text is not a model, as far as this reader can tell."""


class Line:
    """The words of one sentence, what is indented below it, and where the reader stands."""

    events = frozenset()  # the names of the text's events

    def __init__(self, words):
        self.words, self.at, self.below = words, 0, []

    def peek(self, ahead=0):
        return self.words[self.at + ahead] if self.at + ahead < len(self.words) else None

    def next(self):
        word = self.peek()
        if word is None:
            raise NotInTheLanguage("the sentence breaks off: " + " ".join(self.words))
        self.at += 1
        return word

    def take(self, *words):
        """Reads these words if they stand here."""
        if tuple(self.words[self.at:self.at + len(words)]) != words:
            return False
        self.at += len(words)
        return True

    def need(self, *words):
        if not self.take(*words):
            raise NotInTheLanguage(f"expected {' '.join(words)} after {' '.join(self.words[:self.at])}")

    def done(self):
        return self.at == len(self.words)

    def finish(self):
        if not self.done():
            raise NotInTheLanguage(f"more than fits: {' '.join(self.words[self.at:])}")


def words_of(text):
    words, at = [], 0
    while at < len(text.rstrip()):
        found = TOKEN.match(text, at)
        if not found:
            raise NotInTheLanguage(f"a strange character in {text!r}")
        at = found.end()
        if not found.group(1):
            words.append(found.group().strip())
    return words


def lines_of(text):
    """The sentences at the left margin, each with those below it."""
    top = Line([])
    open_lines, carried = [(-1, top)], None
    for row in text.split("\n"):
        words = words_of(row)
        if not words:
            continue
        if carried is None:
            indent = len(row) - len(row.lstrip(" "))
            carried = Line([])
            while open_lines[-1][0] >= indent:
                open_lines.pop()
            open_lines[-1][1].below.append(carried)
            open_lines.append((indent, carried))
        carried.words += words
        if words[-1] != ",":
            carried = None
    return top.below


# Names, numbers, formulas


def name(line):
    word = line.next()
    if not re.fullmatch(r"[^\W\d]\w*", word):
        raise NotInTheLanguage(f"expected a name, found {word}")
    return word


def whole(line):
    return int(line.next())


def reference(line):
    first = name(line)
    return first + "." + name(line) if line.take(".") else first


def listed(line, item):
    found = [item(line)]
    while line.take(","):
        found.append(item(line))
    return found


def names_with_and(line):
    found = [name(line)]
    while line.peek() in (",", "and"):
        line.next()
        found.append(name(line))
    return found


def who(line):
    return None if line.take("everyone") else names_with_and(line)


def expression(line):
    left = product(line)
    while line.peek() in ("+", "-"):
        left = (line.next(), left, product(line))
    return left


def product(line):
    left = factor(line)
    while line.peek() in ("*", "/"):
        left = (line.next(), left, factor(line))
    return left


def factor(line):
    if line.take("-"):
        return ("neg", factor(line))
    if line.take("("):
        inside = expression(line)
        line.need(")")
        return inside
    word = line.peek()
    if word and word[0].isdigit():
        line.next()
        return ("num", float(word[:-1]) / 100 if word.endswith("%") else float(word))
    if word in ("min", "max", "exp") and line.peek(1) == "(":
        line.at += 2
        inside = listed(line, expression)
        line.need(")")
        return ("call", word, inside)
    if word == "precision" and line.peek(1) == "of":
        return ("ref", parameter(line))
    if word == "payoff" and line.peek(1) == "of" and re.match(r"[A-Za-z_]", line.peek(2) or ""):
        line.at += 2
        return ("payoff of", name(line))
    return ("ref", reference(line))


def condition(line):
    found = [conjunction(line)]
    while line.take("or"):
        found.append(conjunction(line))
    return found[0] if len(found) == 1 else ("or", found)


def conjunction(line):
    found = [negation(line)]
    while line.take("and"):
        found.append(negation(line))
    return found[0] if len(found) == 1 else ("and", found)


def negation(line):
    if line.peek() == "not" and line.peek(1) not in ("is", ".", *COMPARISONS):
        line.next()
        return ("not", negation(line))
    start = line.at
    if line.take("("):
        try:
            inside = condition(line)
            if line.take(")") and line.peek() not in (*COMPARISONS, "+", "-", "*", "/"):
                return inside
        except NotInTheLanguage:
            pass
        line.at = start
    return atom(line)


def atom(line):
    told_apart = rounds.told_apart(line, reference, statement_about)
    if told_apart:
        return told_apart
    if line.peek() in line.events and line.peek(1) not in (*COMPARISONS, "+", "-", "*", "/"):
        return ("event", name(line))
    left = expression(line)
    if line.peek() not in COMPARISONS:
        raise NotInTheLanguage(f"expected a comparison in {' '.join(line.words)}")
    return (line.next(), left, expression(line))


def statement_about(line, thing):
    for order in (("at", "least"), ("at", "most"), ("above",), ("below",)):
        follows = line.peek(len(order))
        if tuple(line.words[line.at:line.at + len(order)]) == order and follows and re.match(r"[^\W\d]", follows) \
                and follows not in ("or", "and", "if"):
            line.at += len(order)
            return (" ".join(order), thing, name(line))
    negated = line.peek(1) is not None and re.match(r"[^\W\d]", line.peek(1)) and line.peek(1) not in ("or", "and", "if") \
        and line.take("not")
    values = [name(line)]
    while line.peek() == "or" and another_value(line):
        line.next()
        values.append(name(line))
    return ("not", ("is", thing, values)) if negated else ("is", thing, values)


def another_value(line):
    """After `X is a or` comes another value, unless what comes begins a condition of its own."""
    word, follows = line.peek(1), line.peek(2)
    if rounds.begins(line, 1):
        return False
    if not word or not re.match(r"[^\W\d]", word) or follows in (".", "is", "(", "+", "-", "*", "/", *COMPARISONS):
        return False
    if word in line.events:
        return False
    return not (word == "not" and follows and re.match(r"[^\W\d]", follows) and follows not in ("or", "and"))


def if_condition(line):
    return condition(line) if line.take("if") else None


# Statements


def read_model(text):
    model, lines = Model(), lines_of(text)
    Line.events = frozenset(line.peek(1) for line in lines if line.peek() == "event" and line.peek(2) == ":")
    for line in lines:
        if parse_thoughts.is_thought(line):
            parse_thoughts.read_thought(line, model)
            continue
        word = line.peek()
        reader = STATEMENTS.get(word)
        if not reader:
            raise NotInTheLanguage(f"no statement begins with {word}")
        line.next()
        asked = len(model.questions)
        reader(line, model)
        if len(model.questions) > asked:
            model.questions[-1].seen_by = parse_thoughts.read_seer(line)
            line.finish()
    return model


def read_actor(line, model):
    model.actors.append(name(line))


def read_partner(line, model):
    model.partners.append(name(line))


def read_parameter(line, model):
    called = name(line)
    line.need("=")
    model.parameters[called] = value_and_range(line)


def read_precision(line, model):
    line.at -= 1
    called = parameter(line)
    line.need("=")
    model.parameters[called] = value_and_range(line)


def parameter(line):
    """A word, or `precision of A`."""
    if line.peek() == "precision" and line.peek(1) == "of" and re.match(r"[A-Za-z_]", line.peek(2) or ""):
        line.at += 2
        return "precision of " + name(line)
    return name(line)


def value_and_range(line):
    best, ends = expression(line), None
    if line.take(","):
        low = expression(line)
        line.need("to")
        ends = (low, expression(line))
        if line.peek() in DISTRIBUTIONS:
            line.next()
    if line.peek() and line.peek().startswith('"'):
        line.next()
    if line.take("from"):
        name(line)
    line.finish()
    return best, ends


def read_correlated(line, model):
    model.correlated.append(listed(line, parameter))


def read_scale(line, model):
    called, levels, numbers = name(line), [], []
    line.need(":")
    while True:
        levels.append(name(line))
        numbers.append(None if line.peek() in ("<", ",", None) else expression(line))
        if not line.take("<"):
            break
    start = levels[0]
    if line.take(",", "starts"):
        start = name(line)
    line.finish()
    # Levels without a number of their own count from 0.
    numbers = [("num", float(i)) if number is None else number for i, number in enumerate(numbers)]
    model.scales[called] = Scale(levels, numbers, start)


def levels_with_law(line):
    if line.peek(2) != "around":
        return levels_of(line, "from", "to")
    levels = levels_of(line, "around", "spread")
    levels.is_normal = True
    return levels


def levels_of(line, first, second):
    count = whole(line)
    line.need("levels", first)
    low = expression(line)
    line.need(second)
    return Levels(count, low, expression(line))


def read_private(line, model):
    called = reference(line)
    line.need(":")
    if line.peek(1) == "levels":
        model.traits[called] = levels_with_law(line)
    else:
        model.traits[called] = cases(line)


def read_unknown(line, model):
    called = name(line)
    line.need(":")
    model.unknowns[called] = levels_of(line, "around", "spread")


def cases(line):
    return [one_case(row) for row in ([line] if not line.done() else line.below)]


def one_case(line):
    draws = []
    while True:
        value = name(line)
        draws.append((value, None if line.take("rest") else expression(line)))
        if not line.take(","):
            break
    return Case(draws, guard(line))


def guard(line):
    found = "otherwise" if line.take("otherwise") else if_condition(line)
    line.finish()
    return found


def read_event(line, model):
    called = name(line)
    line.need(":")
    model.events[called] = condition(line)
    line.finish()


def read_number(line, model):
    called = name(line)
    line.need("=")
    model.formulas[called] = expression(line)
    line.finish()


def read_stage(line, model):
    title = line.next()
    cond = if_condition(line)
    line.need(":")
    model.stages.append(Stage(title, cond, [read_step(row) for row in line.below]))


def read_payoff(line, model):
    model.payoffs[name(line)] = [term for row in line.below for term in terms(row)]


def terms(line):
    table = table_of(line)
    if table:
        thing, numbers = table
        cond = if_condition(line)
        line.finish()
        return [Term(number, with_value(thing, value, cond)) for value, number in numbers]
    line.take("+")  # a `-` belongs to the first number of the sum
    expr = expression(line)
    cond = if_condition(line)
    line.finish()
    return [Term(expr, cond)]


def table_of(line):
    start = line.at
    try:
        thing = reference(line)
        line.need(":")
        return thing, listed(line, lambda row: (name(row), expression(row)))
    except NotInTheLanguage:
        line.at = start
        return None


def with_value(thing, value, cond):
    here = ("is", thing, [value])
    return here if cond is None else ("and", [here, cond])


def read_variant(line, model):
    model.variants[name(line)] = [change(row) for row in line.below]


def change(line):
    if line.take("without", "layer"):
        return ("without", line.next())
    if line.peek(1) != "=":
        if line.take("only"):
            thing = reference(line)
            line.need(":")
            return ("only", thing, listed(line, name))
        if line.take("public"):
            return ("public", reference(line))
        if line.take("reveal"):
            thing = reference(line)
            line.need("to")
            return ("reveal", thing, who(line))
        if line.take("equilibrium"):
            return ("equilibrium", named.read(line))
    called = parameter(line)
    line.need("=")
    return ("set", called, expression(line))


# Steps


def read_step(line):
    for begins, reader in STEPS:
        if begins(line):
            return reader(line)
    return read_move(line)


def read_move(line):
    actor, told = name(line), []
    if line.take("secretly", "chooses"):
        verb = "secretly chooses"
    else:
        verb = line.next()
        if verb == "tells":
            told = names_with_and(line)
        elif verb not in ("chooses", "declares"):
            raise NotInTheLanguage(f"no verb {verb}")
    called = actor + "." + name(line)
    cond = if_condition(line)
    line.need(":")
    return Move(actor, verb, told, called, cond, *options(line))


def options(line):
    """Those of a move, and the numbers that they carry."""
    if line.peek(1) == "levels":
        levels = levels_of(line, "from", "to")
        return [(f"level{i + 1}", None) for i in range(levels.count)], levels
    found = [option(row) for row in line.below] if line.done() else listed(line, option)
    numbers = {value: number for value, number, _ in found if number is not None}
    return [(value, cond) for value, _, cond in found], numbers or None


def option(line):
    value, number = name(line), None
    if line.peek() and line.peek() not in (",", "if") and not line.peek().startswith('"'):
        number = expression(line)
    if line.peek() and line.peek().startswith('"'):
        line.next()
    return value, number, if_condition(line)


def read_together(line):
    line.need("simultaneously", ":")
    return Together([read_step(row) for row in line.below])


def read_rounds(line):
    line.need("repeat", "up", "to")
    times = whole(line)
    line.need("times", "as")
    called = name(line)
    line.need(":")
    return Rounds(times, called, [read_step(row) for row in line.below])


def read_chance(line):
    line.need("chance")
    called, cond = name(line), if_condition(line)
    seen_by = None
    if line.take("seen", "by"):
        seen_by = who(line)
    line.need(":")
    return Chance(called, cond, seen_by, cases(line))


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


def read_vote(line):
    line.need("vote")
    called, cond = name(line), if_condition(line)
    seen_by = who(line) if line.take("seen", "by") else None
    secret = line.take("in", "secret")
    line.need(":", "passes", "with")
    needed = whole(line)
    line.need("of")
    vote = Vote(called, cond, needed, whole(line), [], [], seen_by=seen_by, secret=bool(secret))
    if line.take(",", "veto"):
        vote.veto = who(line)
    for row in line.below:
        if row.take("voters"):
            read_voters(row, vote)
        else:
            row.need("others", "yes")
            vote.others.append(Case([("yes", expression(row))], guard(row)))
    return vote


def read_voters(row, vote):
    """Actors, each with the number of its votes where it is not one; None among them stands for everyone."""
    listed_here = [None] if row.take("everyone") else []
    while not listed_here or row.peek() in (",", "and"):
        if listed_here:
            row.next()
        listed_here.append(name(row))
        if row.peek() and row.peek().isdigit():
            vote.weight[listed_here[-1]] = whole(row)
    vote.voters += listed_here
    if row.take("may", "abstain"):
        vote.abstain.update(listed_here)


def read_reveal(line):
    line.need("reveal")
    thing = reference(line)
    line.need("to")
    return Reveal(thing, who(line), if_condition(line))


def read_shift(line):
    called = name(line)
    how = next((" ".join(words) for words in SHIFTS if line.take(*words)), None)
    if how is None:
        raise NotInTheLanguage(f"no scale {' '.join(line.words[line.at:])}")
    return Shift(called, how, whole(line) if how.endswith("by") else name(line), if_condition(line))


def read_end(line):
    line.need("end")
    return End(if_condition(line))


# Questions


def plain_quantity(line):
    kind = line.next()
    line.need("(")
    found = (kind, condition(line) if kind == "P" else reference(line))
    line.need(")")
    return found


def quantity(line):
    return quantities.read(line, plain_quantity)


def if_given(line):
    return condition(line) if line.take("given") else None


def read_ask(line, model):
    if line.take("belief", "of"):
        actor = name(line)
        line.need("about")
        about = reference(line)
        model.questions.append(Question("belief", [], if_given(line), actor=actor, about=about))
        return
    asked = quantity(line)
    given = if_given(line)
    forcing = None
    if line.take("forcing"):
        move = reference(line)
        line.need("to")
        forcing = (move, [name(line)])
    model.questions.append(Question("ask", [asked], given, forcing, also_forced(line)))


def also_forced(line):
    found = []
    while line.take("and"):
        move = reference(line)
        line.need("to")
        found.append((move, name(line)))
    return found


def read_compare(line, model):
    asked = listed(line, quantity)
    given = if_given(line)
    if line.take("across"):
        model.questions.append(Question("compare across", asked, given, across=listed(line, name)))
        return
    line.need("forcing")
    move = reference(line)
    line.need("to")
    forcing = (move, listed(line, name))
    model.questions.append(Question("compare forcing", asked, given, forcing, also_forced(line)))


def swept(line):
    called = parameter(line)
    line.need("from")
    low = expression(line)
    line.need("to")
    return called, low, expression(line)


def read_sweep(line, model):
    axes = [swept(line)]
    if line.take("and"):
        axes.append(swept(line))
    line.need("in")
    steps = [whole(line)]
    if len(axes) == 2:
        line.need("x")
        steps.append(whole(line))
    line.need("steps", ":")
    asked = quantity(line)
    model.questions.append(Question("sweep", [asked], if_given(line), sweep=[(*axis, number) for axis, number in zip(axes, steps)]))


def read_rank(line, model):
    line.need("parameters", "for")
    asked = quantity(line)
    model.questions.append(Question("rank", [asked], if_given(line)))


def read_check(line, model):
    question = Question("check", [])
    if line.take("belief", "of"):
        question.actor = name(line)
        line.need("that")
        question.about = reference(line)
        line.need("is")
        question.believed = name(line)
    else:
        question.quantities = [quantity(line)]
    line.need("is", "between")
    low = expression(line)
    line.need("and")
    question.bounds = low, expression(line)
    if line.take("in"):
        question.variant = name(line)
    word = "at"
    while line.take(word):
        called = parameter(line)
        line.need("=")
        question.placed[called], word = expression(line), "and"
    question.given = if_given(line)
    model.questions.append(question)


def read_why(line, model):
    if line.peek() in ("P", "E") and line.peek(1) == "(":
        asked = quantity(line)
        given = if_given(line)
        model.questions.append(read_worlds(line, asked, given))
        return
    move = reference(line)
    line.need("is")
    value = name(line)
    over = name(line) if line.take("over") else None
    model.questions.append(Question("why", [], if_given(line), choice=(move, value, over)))


def read_worlds(line, asked, given):
    """The two worlds of a difference, if two are named."""
    if line.take("in"):
        first = name(line)
        line.need("rather", "than")
        return Question("why difference", [asked], given, across=[first, name(line)])
    if line.take("forcing"):
        move = reference(line)
        line.need("to")
        first = name(line)
        line.need("rather", "than")
        return Question("why difference", [asked], given, forcing=(move, [first, name(line)]))
    if line.take("with"):
        called = parameter(line)
        line.need("=")
        first = expression(line)
        line.need("rather", "than")
        return Question("why difference", [asked], given, setting=(called, first, expression(line)))
    return Question("why probability", [asked], given)


def read_equilibrium(line, model):
    model.named = named.read(line)


STATEMENTS = {
    "crisis": lambda line, model: None, "source": lambda line, model: None, "actor": read_actor, "partner": read_partner,
    "parameter": read_parameter, "precision": read_precision, "correlated": read_correlated, "scale": read_scale,
    "private": read_private, "unknown": read_unknown, "event": read_event, "number": read_number, "stage": read_stage, "payoff": read_payoff,
    "variant": read_variant, "equilibrium": read_equilibrium, "ask": read_ask, "compare": read_compare, "sweep": read_sweep, "rank": read_rank,
    "check": read_check, "why": read_why}

# A step begins with a word of its own only where what follows fits it: an actor may be called `end`.
VERBS = ("chooses", "declares", "secretly", "tells")
STEPS = (
    (lambda line: line.peek(1) in VERBS and line.peek(2) not in ("if", ":"), read_move),
    (lambda line: line.peek(1) in ("rises", "falls", "becomes"), read_shift),
    (lambda line: line.peek() == "simultaneously", read_together),
    (lambda line: line.peek() == "repeat", read_rounds),
    (lambda line: line.peek() == "chance", read_chance),
    (lambda line: line.peek() == "raid", read_raid),
    (lambda line: line.peek() == "vote", read_vote),
    (lambda line: line.peek() == "reveal", read_reveal),
    (lambda line: line.peek() == "end", read_end))
