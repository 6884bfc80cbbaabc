#!/usr/bin/env python3
"""Looks at the names that `demarche symbols` lists.

    tests/symbols.py PROGRAM

In every example and every golden file without errors each name stands in exactly one definition or use, and what stands
there is the symbol's name. In texts with errors nothing stands in two, and what was understood is still listed.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import broken_variants  # noqa: E402
import golden  # noqa: E402

WORDS = broken_variants.KEYWORDS | {"baseline", "levels", "then", "x"}


def symbols_of(demarche, path):
    """-> (exit code, symbols)"""
    done = subprocess.run([demarche, "symbols", "--json", str(path)], capture_output=True, timeout=600)
    return done.returncode, json.loads(done.stdout)["symbols"]


def span(place):
    return place["begin"]["offset"], place["end"]["offset"]


def places_of(symbols):
    """-> [((begin, end), symbol)] in the order of the text"""
    places = []
    for symbol in symbols:
        for place in ([symbol["definition"]] if symbol["definition"] else []) + symbol["uses"]:
            places.append((span(place), symbol))
    return sorted(places, key=lambda row: row[0])


def names_in(text):
    """The words of a text that are no words of the language, as byte ranges."""
    for token in broken_variants.tokens_of(text):
        if token.is_word() and token.text not in WORDS:
            begin = len(text[:token.begin].encode(errors="surrogateescape"))
            yield token, (begin, begin + len(token.text.encode(errors="surrogateescape")))


def complaints_on(title, text, status, symbols, has_errors):
    places = places_of(symbols)
    data = text.encode(errors="surrogateescape")
    for (one, symbol), (other, _) in zip(places, places[1:]):
        if one[1] > other[0]:
            yield f"{title}: `{symbol['full_name']}` at {one} overlaps {other}"
    for symbol in symbols:
        if symbol["parent"] is not None and not 0 <= symbol["parent"] < len(symbols):
            yield f"{title}: the parent of `{symbol['full_name']}` is no row"
    if has_errors is not None and status != has_errors:
        yield f"{title}: exits with {status}"
    if has_errors is not False:
        return
    for place, symbol in places:
        if unicodedata.normalize("NFC", data[slice(*place)].decode().strip('"')) != symbol["name"]:
            yield f"{title}: `{data[slice(*place)].decode()}` is listed as `{symbol['name']}`"
    covered = {place for place, _ in places}
    for token, place in names_in(text):
        if place not in covered:
            yield f"{title}:{token.line}: `{token.text}` is not listed"


def check_text(demarche, title, text, has_errors):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "model.crisis")
        path.write_text(text, encoding="utf-8", errors="surrogateescape", newline="")
        status, symbols = symbols_of(demarche, path)
    return list(complaints_on(title, text, status, symbols, has_errors))


def texts():
    """-> [(title, text, whether its names or its sentences are wrong; None where something else may be)]"""
    for path in sorted((ROOT / "examples").glob("*.crisis")):
        yield path.name, path.read_text(encoding="utf-8"), False
    for path in sorted(golden.GOLDENS.glob("*.golden")):
        text = golden.read_golden(path)[0]
        fails = dict(golden.read_golden(path)[1]).get("errors", "")
        unfolds = any(f"[{code}]" in fails for code in ("E009", "E012", "E013", "E019", "E020", "E026"))
        if not text.startswith(("EFG", "NFG", "efg")):
            yield path.name, text, None if unfolds else "error[" in fails


# A symbol of an example, and what must be said of it.
EXPECTED = [
    ("april2024", "US.demarche", {"kind": "move", "seen_by": ["US", "Israel"], "revealed_to": ["Iran"]}),
    ("april2024", "US.demarche is restrain", {"kind": "value", "note": "you got a win, take the win"}),
    ("april2024", "Israel.cabinet", {"kind": "trait", "seen_by": ["Israel"]}),
    ("april2024", "US", {"kind": "actor", "note": "United States"}),
    ("april2024", "damage is heavy", {"kind": "level"}),
    ("april2024", "wsj", {"kind": "source"}),
    ("april2024", "US, UK, France, Jordan", {"kind": "layer"}),
    ("april2024", "The call and the podium", {"kind": "stage"}),
]


def check_expected(demarche):
    for example, name, wanted in EXPECTED:
        symbols = symbols_of(demarche, ROOT / "examples" / f"{example}.crisis")[1]
        found = [symbol for symbol in symbols if symbol["full_name"] == name]
        said = {key: found[0].get(key) for key in wanted} if len(found) == 1 else f"{len(found)} symbols"
        if said != wanted:
            yield f"{example}: `{name}` is {said}, not {wanted}"
        if " is " in name and len(found) == 1 and symbols[found[0]["parent"]]["full_name"] != name.split(" is ")[0]:
            yield f"{example}: the parent of `{name}` is `{symbols[found[0]['parent']]['full_name']}`"


EVERY_FORM = """source s: "Where it is from"
actor A "Aland"
actor B
partner C
parameter p = 40%, 20% to 60% "a share" from s
parameter q = p + 10%, 20% to 80%
precision = 2
scale harm: none 0 < some p < much 1, starts none
scale mood: calm < angry
private A.aim: bold p, meek rest
private B.nerve: 3 levels from q to 1
unknown skill: 3 levels around 75% spread 0.1
correlated p, q: 30%
stage "One":
    A tells B word: soft "a note", hard if A.aim is bold
    chance luck if A.word is hard seen by A:
        good p, bad rest if B.nerve is at least level2
        good 50%, bad rest otherwise
    vote accord: passes with 2 of 3
        voters A, B
        others yes 50%
    raid harm if luck is not good:
        salvo 10 drones of which p arrive
        layer "far" by C with magazine 5 for drones: drones q if A.word is hard
        layer "near" if A.word is soft: drones as in "far"
        regime storm 10%: "far" 0.5
        impact none up to 1, some up to 3, much above
stage "Two" if harm is at least some:
    repeat up to 2 times as rounds:
        B secretly chooses turn: on, off if rounds >= 2
    reveal B.turn to A if mood is calm
    mood rises to angry if B.turn is on or accord is failed
    end if A.accord is no
payoff A:
    harm * skill
    B.turn: on -p, off 1 if mood is above calm
payoff B:
    1 if B.turn is on
variant kind:
    p = 30%
    only A.word: soft
    without layer "far"
    public B.nerve
    reveal A.aim to B
    equilibrium where A.word is soft if A.aim is bold
equilibrium where:
    B.turn is on if harm is at least some, P(mood is angry) < p
    E(A) - E(B) >= 0 if luck is good
ask P(B.turn is on) given A.aim is bold forcing A.word to soft
ask belief of B about A.aim given A.word is hard
compare P(mood is angry), E(A) across baseline, kind
sweep p from 20% to 60% in 3 steps: E(harm)
rank parameters for P(accord is passed)
check P(A.word is hard) is between 0 and 1
"""


def check_every_form(demarche):
    yield from check_text(demarche, "every form", EVERY_FORM, False)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "model.crisis")
        path.write_text(EVERY_FORM)
        symbols = symbols_of(demarche, path)[1]
    kinds = {symbol["kind"] for symbol in symbols}
    wanted = set("actor partner source parameter scale level trait unknown move chance vote counter value stage weapon"
                 " layer regime variant".split())
    if kinds != wanted:
        yield f"every form: kinds {sorted(wanted ^ kinds)}"
    brought = {symbol["full_name"] for symbol in symbols if symbol["definition"] is None}
    if brought != {"B.nerve is level2", "accord is failed", "accord is passed", "A.accord", "A.accord is no"}:
        yield f"every form: without a definition are {sorted(brought)}"


def main():
    demarche = str(pathlib.Path(sys.argv[1]).resolve())
    complaints, num = [], 0
    for title, text, has_errors in texts():
        num += 1
        complaints += check_text(demarche, title, text, has_errors)
    complaints += [*check_expected(demarche), *check_every_form(demarche)]
    for complaint in complaints:
        print(f"FAILED  {complaint}")
    print(f"symbols: {num} texts looked at")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
