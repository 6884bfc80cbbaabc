#!/usr/bin/env python3
"""Damages models one token at a time and checks that `demarche check` points at the damage: the examples, and the models
of the documentation and of golden files. Half of the damage is done to words of the language, all of them alike.

    tools/broken_variants.py [--demarche PATH] [--number 400] [--seed 1] [--verbose]

A token is dropped, doubled, swapped with its right neighbour, or misspelt. A diagnostic that the whole example does not
have must then stand on the damaged line or the line of code before or after it, or name the damaged word; nothing may
crash or take long. Damage that leaves a model with a meaning of its own (see `keeps_a_meaning`) is drawn again.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass

from kept_models import kept_models

ROOT = pathlib.Path(__file__).resolve().parent.parent
TIMEOUT_SECONDS = 600  # only what hangs takes so long, on a busy machine, too
KEYWORDS = set("""crisis source actor parameter precision scale starts private stage payoff variant ask compare sweep rank check why over rather than
    correlated normal lognormal uniform triangular
    chooses secretly declares tells if or and not otherwise rest is at least most above below simultaneously repeat up to times
    as chance seen by everyone raid salvo layer regime impact partner unknown thinks sees it around looks twice magazine then cap shots spread which arrive vote passes with of voters others yes reveal rises becomes end from
    event number ever never first round falls nobody that veto may abstain secret equilibrium where
    given forcing across belief about parameters for in steps between without only public min max exp P E""".split())
LEAVES_A_MEANING = set("not secretly + - ever never first above below normal lognormal uniform triangular".split())  # dropped
TOKEN = re.compile(r'"[^"\n]*"|#[^\n]*|[^\W\d][\w\u0300-\u036f]*|\d+(?:\.\d+)?%?|<=|>=|[^\s\w]')


@dataclass(frozen=True)
class Token:
    text: str
    begin: int
    end: int
    line: int  # from 1

    def is_word(self):
        return self.text[0].isalpha() or self.text[0] == "_"


@dataclass(frozen=True)
class Variant:
    example: str
    damage: str  # dropped | doubled | swapped | misspelt
    token: Token
    neighbour: Token  # the next token of the line, or the token itself
    text: str

    def title(self):
        return f"{self.example}:{self.token.line}: `{self.token.text}` {self.damage}"


def tokens_of(text):
    found = [Token(m[0], m.start(), m.end(), text.count("\n", 0, m.start()) + 1) for m in TOKEN.finditer(text)]
    return [token for token in found if not token.text.startswith("#")]


def misspelt(word, rng):
    if len(word) < 3:
        return word
    place = rng.randrange(1, len(word))
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    return rng.choice([word[:place] + word[place + 1:], word[:place] + letter + word[place:], word[:place] + word[place - 1:]])


def damaged(text, damage, token, neighbour, rng):
    before, after = text[:token.begin], text[token.end:]
    if damage == "dropped":
        return before + after
    if damage == "doubled":
        return f"{before}{token.text} {token.text}{after}"
    if damage == "misspelt":
        return before + misspelt(token.text, rng) + after
    between = text[token.end:neighbour.begin] or " "
    if re.search(r"\w$", before) and neighbour.is_word():  # two words stay two
        before += " "
    return before + neighbour.text + between + token.text + text[neighbour.end:]


def places_of_words(examples):
    """[(row of an example, place among its tokens)] by word of the language."""
    found = {}
    for row, (_, _, tokens) in enumerate(examples):
        for place, token in enumerate(tokens):
            if token.text in KEYWORDS:
                found.setdefault(token.text, []).append((row, place))
    return found


def draw_variant(examples, places, rng):
    if rng.random() < 0.5:
        row, place = rng.choice(places[rng.choice(list(places))])
    else:
        row = rng.randrange(len(examples))
        place = rng.randrange(len(examples[row][2]))
    name, text, tokens = examples[row]
    token = tokens[place]
    follower = tokens[min(place + 1, len(tokens) - 1)]
    neighbour = follower if follower.line == token.line else token
    damage = rng.choice(["dropped", "doubled", "swapped", "misspelt"])
    return Variant(name, damage, token, neighbour, damaged(text, damage, token, neighbour, rng))


def makes_no_difference(variant, original):
    """Nothing was damaged, or only prose was."""
    words = [variant.token] if variant.damage != "swapped" else [variant.token, variant.neighbour]
    if all(word.text.startswith('"') for word in words) and variant.damage in ("misspelt", "dropped"):
        return True
    if variant.damage == "misspelt" and not variant.token.is_word():
        return True
    if variant.damage == "swapped" and variant.neighbour.text == variant.token.text:
        return True
    return variant.text.split() == original.split()


def is_read(word, tokens):
    """Whether a condition, a question or a change names the word, and not only the list of options that it is one of."""
    readers = ("is", "or", "not", "least", "most", "above", "below", "to", ".")
    return any(token.text == word and before.text in readers for before, token in zip(tokens, tokens[1:]))


def keeps_a_meaning(variant, tokens):
    """Damage after which the text may well say something else that is right: no diagnostic can be asked for."""
    text, damage = variant.token.text, variant.damage
    if damage == "dropped":
        leaves_a_sign = variant.neighbour.text in ("+", "-")  # `rounds - 1` becomes `- 1`
        # `accept, refuse` becomes `accept,`, which goes on with `end if ...` of the next line: a name, and its condition.
        leaves_a_comma = variant.text.splitlines()[variant.token.line - 1].split("#")[0].rstrip().endswith(",")
        return text in LEAVES_A_MEANING or text[0].isdigit() or leaves_a_sign or leaves_a_comma
    if damage == "doubled":
        return text in ("not", "-", "+")
    if damage == "misspelt":
        return text not in KEYWORDS and not is_read(text, tokens)
    return False


def diagnose(demarche, text):
    """-> (exit code or None where it took too long, diagnostics)"""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "model.crisis")
        path.write_text(text, encoding="utf-8")
        try:
            done = subprocess.run([demarche, "check", "--json", str(path)], capture_output=True, text=True,
                                  timeout=TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            return None, []
    return done.returncode, json.loads(done.stdout)["diagnostics"] if done.returncode in (0, 1) else []


def lines_near(text, line):
    """The line and the nearest lines of code before and after it."""
    code = [number for number, content in enumerate(text.splitlines(), 1) if content.split("#")[0].strip()]
    before = max((number for number in code if number < line), default=line)
    after = min((number for number in code if number > line), default=line)
    return set(range(before, after + 1))


def points_at(diagnostic, variant):
    near = lines_near(variant.text, variant.token.line)
    places = [diagnostic, *diagnostic["others"]]
    if any(not near.isdisjoint(range(place["line"], place["end_line"] + 1)) for place in places):
        return True
    said = " ".join([diagnostic["message"], diagnostic["help"], *(place["label"] for place in places)])
    return variant.damage == "misspelt" and f"{variant.token.text}`" in said


def judge(demarche, variant, tokens, known):
    """-> a complaint, an empty string where all is well, or None where another variant must be drawn"""
    status, diagnostics = diagnose(demarche, variant.text)
    if status is None:
        return f"took more than {TIMEOUT_SECONDS} s"
    if status not in (0, 1):
        return f"exits with {status}"
    fresh = [entry for entry in diagnostics if (entry["code"], entry["message"]) not in known]
    if any(points_at(entry, variant) for entry in fresh):
        return ""
    if fresh:
        return "points elsewhere: " + "; ".join(f"{entry['line']}: {entry['message']}" for entry in fresh[:3])
    return None if keeps_a_meaning(variant, tokens) else "says nothing"


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--demarche", default=str(ROOT / "build/release/demarche"), help="the program to test")
    parser.add_argument("--number", type=int, default=400, help="how many variants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="print every variant and its verdict")
    return parser.parse_args()


def draw_all(examples, number, seed):
    """More variants than needed, in a fixed order, each different."""
    rng = random.Random(seed)
    originals = {name: text for name, text, _ in examples}
    places, drawn = places_of_words(examples), {}
    while len(drawn) < 2 * number:
        variant = draw_variant(examples, places, rng)
        if not makes_no_difference(variant, originals[variant.example]):
            drawn.setdefault(variant.text, variant)
    return list(drawn.values())


def main():
    chosen = options()
    demarche = str(pathlib.Path(chosen.demarche).resolve())
    examples = [(name, text, tokens_of(text)) for name, text in kept_models()]
    known = {name: {(entry["code"], entry["message"]) for entry in diagnose(demarche, text)[1]} for name, text, _ in examples}
    tokens = {name: found for name, _, found in examples}

    def verdict(variant):
        return judge(demarche, variant, tokens[variant.example], known[variant.example])

    variants = draw_all(examples, chosen.number, chosen.seed)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        judged = [(variant, said) for variant, said in zip(variants, pool.map(verdict, variants)) if said is not None]
    judged = judged[:chosen.number]
    failures = 0
    for variant, said in judged:
        failures += bool(said)
        if said or chosen.verbose:
            print(f"{variant.title()}: {said or 'pointed at'}")
    print(f"broken variants: {len(judged) - failures} of {len(judged)} pointed at")
    sys.exit(1 if failures or len(judged) < chosen.number else 0)


if __name__ == "__main__":
    main()
