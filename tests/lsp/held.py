"""What the sessions hold on to: the program, two models, and how one is opened."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT / "tools"))  # golden.py

from client import Client  # noqa: E402

DEMARCHE = str(pathlib.Path(sys.argv[1]).resolve())

SMALL = """crisis "A threat"
actor A "Aland"
actor B
source s: "Letters of 1910"
parameter war = 1.5, 1 to 2 "what a war costs" from s
scale harm: none 0 < some 1
private A.resolve: high 40%, low rest
stage "The demand":
    A tells B demand: wait, challenge "or else"
    end if A.demand is wait
stage "The answer":
    B chooses answer: concede, resist
    vote blame: passes with 2 of 2
        voters A, B
    harm rises to some if B.answer is resist
payoff A:
    1 if B.answer is concede
    - war if harm is some
payoff B:
    - 1 if B.answer is concede and A.blame is yes
    - war * harm
variant dear:
    war = 2
ask P(B.answer is resist)
compare P(harm is some), E(A) forcing B.answer to concede, resist
precision = 2
"""

# Letters beyond ASCII, beyond the 65,536 that UTF-16 has one unit for, and lines as on Windows.
LETTERS = SMALL.replace("Aland", "Åland 🏝️ 𝔄").replace("actor B", 'actor 日本 "🗾"').replace("B.", "日本.") \
    .replace("tells B", "tells 日本").replace("B chooses", "日本 chooses").replace("A, B", "A, 日本").replace("payoff B", "payoff 日本")


def session(test):
    test.is_session = True
    return test


def expect(found, wanted, what=""):
    assert found == wanted, f"{what or 'it'} is {found!r}, not {wanted!r}"


def opened(text=SMALL, capabilities=None, options=None):
    client = Client(DEMARCHE)
    client.initialize(capabilities, options)
    return client, client.open(text)


def labels(items):
    return [item["label"] for item in items]


def within(inner, outer):
    key = lambda position: (position["line"], position["character"])  # noqa: E731
    return key(outer["start"]) <= key(inner["start"]) and key(inner["end"]) <= key(outer["end"])
