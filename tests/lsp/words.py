#!/usr/bin/env python3
"""The words of the language are the same in the parser, in the language server and in the editors' grammar.

    tests/lsp/words.py
"""

import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SYNTAX = ROOT / "src" / "demarche" / "syntax"
ASKED = re.compile(r'\b(?:at_word|at_any_word|take_word_if|expect_word|tell)\(cursor,\s*(\{[^}]*\}|[^;]*?"[^;]*?)\)', re.S)
LISTS = re.compile(r"std::array<[^>]*> \w+\{([^;]*)\};")
ONLY_NAMED = {"baseline", *"normal lognormal uniform triangular".split()}  # by other rooms
FIRST_WORDS = ROOT / "src" / "demarche" / "base" / "question_kinds.h"


def words_of_parser():
    words = set(ONLY_NAMED)
    for path in SYNTAX.glob("*.cpp"):
        text = path.read_text(encoding="utf-8")
        for asked in ASKED.findall(text):
            words |= set(re.findall(r'"([A-Za-z]+)"', asked))
        for body in LISTS.findall(text):
            words |= set(re.findall(r'"([A-Za-z]+)"', body))
    return words | set(re.findall(r'return \{"(\w+)",', FIRST_WORDS.read_text(encoding="utf-8")))


def words_of_server():
    text = (ROOT / "src" / "demarche" / "lsp" / "words.cpp").read_text(encoding="utf-8")
    return set(re.findall(r'^    \{"(\w+)",', text, re.M))


def words_of_grammar():
    grammar = json.loads((ROOT / "editor" / "vscode" / "syntaxes" / "crisis.tmLanguage.json").read_text(encoding="utf-8"))
    rules = [rule.get("match", "") for rule in grammar["repository"].values()]
    return {word for rule in rules for group in re.findall(r"\((?:\?:)?([A-Za-z]+(?:\|[A-Za-z]+)*)\)", rule) for word in group.split("|")}


def main():
    parser, complaints = words_of_parser(), []
    for place, words in (("src/demarche/lsp/words.cpp", words_of_server()), ("the editors' grammar", words_of_grammar())):
        complaints += [f"`{word}` is a word of the parser, and not of {place}" for word in sorted(parser - words)]
        complaints += [f"`{word}` is a word of {place}, and not of the parser" for word in sorted(words - parser)]
    for complaint in complaints:
        print(complaint)
    print(f"words: {len(parser)}, {len(complaints)} complaints")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
