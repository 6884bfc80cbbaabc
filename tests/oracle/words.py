"""The words of the language as they stand in a model, and how many models used each: alone, and two together."""

import itertools
import re

import draw_questions
import generate_names
import named
import quantities
import rounds

STATEMENTS = ("crisis", "source", "actor", "partner", "parameter", "precision", "correlated", "scale", "private", "unknown",
              "stage", "payoff", "variant", "ask", "compare", "sweep", "check", "why")
ROWS = ("chance", "raid", "salvo", "layer", "regime", "impact", "vote", "voters", "others yes", "reveal", "without layer",
        "only", "public", "simultaneously:", "repeat up to", "end if")
PHRASES = ("levels from", "spread", "starts", "chooses", "declares", "secretly chooses", "tells", "times as",
           "of which", "by", "looks twice", "with magazine", "then", "as in", "cap", "shots", "passes with", "rises to",
           "becomes", "belief of", "given", "about", "is not", "is at least", "is at most", "is above", "is below",
           "rank parameters for", "is between", "across", "across baseline", "seen by everyone", "to everyone",
           "over", "rather than")
LAST_WORDS = ("normal", "lognormal", "uniform", "triangular", "otherwise", "rest", "arrive", "and", "or", "not", "min", "max",
              "exp")
SIGNS = ("<", "<=", "=", ">=", ">", "+", "-", "*", "/")
FORMS = {
    "P": r"P\(", "E": r"E\(", "percent": "%", "brackets": r"\(.* or .*\)", "from a source": " from s$", "end": "^ +end$",
    "a magazine of its own": r"[%0-9a-z] magazine \d", "seen by some": "seen by [A-C]", "up to a number": r"up to \d+[,$]",
    "above": " above$", "forcing": "forcing .* to [a-z]", "forcing to several": "forcing .* to .*,", "steps": r"in \d steps: ",
    "why a choice": r"^why [A-C]\.\w+ is", "why a probability": r"^why P\([^)]*\)( as [A-C] sees it)?$",
    "in another world": r"^why .* in \w+ rather than",
    "forcing rather than": "^why .* forcing .* rather than", "with rather than": r"^why .* with p\d+ = .* rather than",
    "a table": r"^    [A-Z]?\.?\w+: \w+ ", "stage if": r'stage "S\d" if', "step if": " if .*:$", "option if": "^ +[a-c].* if ",
    "case if": "(%|rest) if", "salvo if": "salvo .* if", "layer if": "layer .* if .*:", "layer if, last": "layer .*: .* if",
    "reveal if": "reveal .* if", "scale if": "(rises to|becomes|by) .* if", "raid if": "raid .* if", "vote if": "vote .* if",
    "chance if": "chance .* if", "a note": '"a note"', "an option's note": '"said"', "a variant's number": r"^    p\d+ = ",
    "a variant's reveal": r"(?s)^variant .*?reveal", "sweep precision": "^sweep precision", "rounds in rounds": "^        repeat",
    "odds by a number": r"min\(1, max\(0, (g\d|[A-C]\.m)", "a number compared": r"\bg\d+ [<>]",
    "thoughts if": r"(?s)^[A-C] thinks .*? if", "sweep precision of": r"^sweep precision of",
    **generate_names.FORMS, **named.FORMS, **rounds.FORMS,
    "a letter beyond ASCII": "[üя和]", "cases in one row": "^private .*: x", "cases in rows": "^private .*:$"}

# What a model can be asked to use alone: with none of the others here. `Draft.may` is asked before one is written.
ALONE = {
    **generate_names.WORDS, **rounds.WORDS, **named.WORDS, **quantities.WORDS, **draw_questions.WORDS,
    "rises by": r"\brises by \d", "falls by": r"\bfalls by \d", "seen by nobody": "seen by nobody",
    "numbers of options": r"^ +[A-C] .*: a -?[\d(].*, b ", "levels of a move": r" (chooses|declares|tells .*) \w+.*: \d levels from",
    "levels with a law": r"^private .* levels around", "payoff of": r"payoff of [A-C]", "precision of": r"^precision of [A-C] =",
    "thinks": r"^[A-C] thinks [A-C]?\.?\w+:", "thinks a number": r"^[A-C] thinks q\w+ = ",
    "thinks in a variant": r"^    [A-C] thinks [A-C]?\.?\w+:", "thinks a number in a variant": r"^    [A-C] thinks q\w+ = ", "sees it": "as [A-C] sees it$",
    "veto": r"of \d, veto", "weights": r"^ +voters .*[A-C] \d", "may abstain": "may abstain$",
    "vote seen by": r"^ +vote .* seen by", "in secret": "^ +vote .* in secret:"}
WORDS = {word: re.compile(pattern, re.MULTILINE) for word, pattern in [
    *((word, rf"^{word}\b") for word in STATEMENTS), *((word, rf"^ +{word}") for word in ROWS),
    *((word, rf"\b{word}\b.") for word in PHRASES), *((word, rf"\b{word}\b") for word in LAST_WORDS),
    *((sign, rf" {re.escape(sign)} ") for sign in SIGNS), *FORMS.items(), *ALONE.items()]}


def uses(text, word):
    return bool(WORDS[word].search(text))


class Table:
    """How many models used each of the words that can stand alone: at all, alone, and beside each other one."""

    def __init__(self):
        self.used, self.alone, self.pairs = dict.fromkeys(ALONE, 0), dict.fromkeys(ALONE, 0), {}

    def add(self, text):
        used = [word for word in ALONE if uses(text, word)]
        for word in used:
            self.used[word] += 1
            self.alone[word] += len(used) == 1
        for pair in itertools.combinations(used, 2):
            self.pairs[pair] = self.pairs.get(pair, 0) + 1

    def beside(self, word):
        return {other: self.pairs.get((word, other), 0) + self.pairs.get((other, word), 0) for other in ALONE if other != word}

    def text(self):
        lines = [f"{'word':24} {'models':>6} {'alone':>6} {'least beside another':>21}"]
        for word in ALONE:
            other, least = min(self.beside(word).items(), key=lambda one: one[1])
            lines.append(f"{word:24} {self.used[word]:6} {self.alone[word]:6} {least:6} {other}")
        apart = [f"{one} + {other}" for one, other in itertools.combinations(ALONE, 2) if not self.pairs.get((one, other))]
        lines.append(f"pairs: {len(self.pairs)} used together" + (f"; never: {', '.join(apart)}" if apart else ""))
        return "\n".join(lines)
