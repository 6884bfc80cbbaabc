"""What sentences of all kinds are made of: words, names, formulas, conditions and cases, after the grammar of
docs/reference/language.md."""

import re

from language import Case, Levels
import rounds

TOKEN = re.compile(r'\s*(?:(#.*)|("[^"]*")|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?%?)|([^\W\d]\w*)|(<=|>=|[<>=.,:()+\-*/]))')
COMPARISONS = ("<", "<=", "=", ">=", ">")


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


# Words and lines


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


def parameter(line):
    """A word, or `precision of A`."""
    if line.peek() == "precision" and line.peek(1) == "of" and re.match(r"[A-Za-z_]", line.peek(2) or ""):
        line.at += 2
        return "precision of " + name(line)
    return name(line)


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


# Conditions


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


# Levels and cases


def levels_of(line, first, second):
    count = whole(line)
    line.need("levels", first)
    low = expression(line)
    line.need(second)
    return Levels(count, low, expression(line))


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
