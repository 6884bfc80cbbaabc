#!/usr/bin/env python3
"""Names, labels, files and arguments that hold control characters, marks that turn the text around, characters without width
and bytes that are no text never reach a terminal as they are, nor JSON, CSV and pages.

    tests/unseen.py DEMARCHE
"""

import contextlib
import json
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile

from claims import claim, conclude

ESCAPES = "\x1b[31mred\x1b]0;title\x07\x1b[2J\x9b5m\x7f"
TURNS = "\u202eevil\u2066x\u2069\u200f"
HIDDEN = "zero\u200bwidth\u00ad\ufeff\U000e0041"
HOSTILE = ESCAPES + TURNS + HIDDEN

EFG = f"""EFG 2 R "t{HOSTILE}" {{ "A{ESCAPES}" "B{TURNS}" }}
"comment {HOSTILE}"
c "" 1 "" {{ "dear{HIDDEN}" 1/3 "free" 2/3 }} 0
p "" 1 1 "m{HOSTILE}" {{ "l{ESCAPES}" "r{TURNS}" }} 0
t "" 1 "o{ESCAPES}" {{ 1, 0 }}
t "" 2 "=cmd|' /C calc'!A0" {{ 0, 1 }}
p "" 2 1 "n\n{HIDDEN}" {{ "l\r{HIDDEN}" "+r" }} 0
t "" 3 "p" {{ 3, 0 }}
t "" 4 "q" {{ 0, 3 }}
"""
NFG = f"""NFG 1 R "t{HOSTILE}" {{ "A{ESCAPES}" "B{TURNS}" }}
{{ {{ "l{HOSTILE}" "r" }} {{ "u{TURNS}" "d" }} }}
"{HOSTILE}"
1 2  3 4  0 0  1 1
"""
# What the language accepts in texts, and nobody sees.
CRISIS = f"""crisis "Joined {HIDDEN}"
source book: "A book {HIDDEN}"
actor A "long {HIDDEN}"
actor B
parameter cost = 1, 0.5 to 2 "note {HIDDEN}" from book
private B.mood: calm 50%, wild rest
stage "One {HIDDEN}":
    A chooses move: left "said {HIDDEN}", right
    B chooses answer: yes, no
payoff A:
    cost if A.move is left and B.answer is yes
payoff B:
    1 if B.answer is yes and B.mood is calm
variant other:
    cost = 2
ask P(A.move is left)
compare E(A) forcing A.move to left, right
rank parameters for P(B.answer is yes)
check P(A.move is left) is between 0 and 50%
"""
TURNED = f'crisis "a{TURNS}"\nactor A "b"\nstage "s":\n    A chooses m: a, b  # {ESCAPES}\npayoff A:\n    1 if A.m is a\n'
TABLE = f"class,launched,stopped\nx{HOSTILE},5,4\ny,7,2\n"

UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
                    "\ufff0-\uffff\U000e0000-\U000e0fff]")
OWN = re.compile(rb"\x1b\[(?:[012]|1;3[13456])m|\r\x1b\[K")
EXACT = ("export", "format", "results")  # print models and games byte by byte, but for a terminal


def names():
    """File names as other people's programs may make them."""
    return [b"esc\x1b[31m.efg", "turn\u202egfe.efg".encode(), b"no text\xff\x9b.efg", b"two\nlines.efg",
            "hidden\u200b.efg".encode()]


def commands(folder):
    """(what is claimed, arguments)"""
    for file in ("h.efg", "h.nfg"):
        for arguments in (["check"], ["solve"], ["solve", "--json"], ["solve", "--csv"], ["solve", "--all"],
                          ["solve", "--html", "page.html"], ["export", "--efg", "-o", "out.efg"], ["dump", "--stage", "game"],
                          ["dump", "--stage", "stakes"], ["dump", "--stage", "strategy"], ["format"], ["ask"], ["describe"],
                          ["certify", "--strategy", "wrong.json"], ["certify", "--strategy", "right.json", "--csv"],
                          ["solve", "--method", "regret"]):
            yield f"{' '.join(arguments)} {file}", [arguments[0], file, *arguments[1:]]
    for arguments in (["check"], ["describe"], ["describe", "--json"], ["solve"], ["solve", "--json"], ["ask"], ["ask", "--json"],
                      ["ask", "--csv"], ["ask", "--html", "page.html"], ["simulate", "--plays", "3", "--csv"],
                      ["simulate", "--plays", "3"], ["tip", "P(A.move is left) > 10%"], ["study", "--draws", "4", "--out", "s.db",
                      "--resume"], ["dump", "--stage", "model"], ["dump", "--stage", "tree"]):
        yield f"{' '.join(arguments)} joined.crisis", [arguments[0], "joined.crisis", *arguments[1:]]
    for arguments in (["results", "s.db"], ["results", "s.db", "--json"], ["results", "s.db", "--csv", "-"],
                      ["raid", "--calibrate", "h.csv"], ["raid", "--calibrate", "h.csv", "--json"],
                      ["raid", "--calibrate", "h.csv", "--csv"], ["check", "turned.crisis"], ["check", "turned.crisis", "--json"],
                      ["symbols", "turned.crisis"], ["symbols", "joined.crisis", "--json"],
                      ["ask", "turned.crisis"], ["check", "h.csv"]):
        yield " ".join(arguments), arguments
    for name in names():
        for command in ("check", "solve", "results"):
            yield f"{command} of a name {name!r}", [command, name]
        yield f"check of a missing {name!r}", ["check", b"missing" + name]
    bad = [HOSTILE.encode(), b"\xff\x9b\x1b[31m", TURNS.encode()]
    for word in bad:
        for arguments in ([word], ["solve", "joined.crisis", b"--" + word], ["solve", "joined.crisis", "--variant", word],
                          ["solve", "joined.crisis", "--set", word], ["solve", "joined.crisis", "--set", word + b"=1"],
                          ["ask", "joined.crisis", word], ["ask", "joined.crisis", "P(A.move is left)", "--where", word],
                          ["tip", "joined.crisis", word + b" > 1"], ["explain", word], ["new", b"no/such/" + word],
                          ["new", b"new" + word.replace(b"/", b""), "--example", "starter"], ["results", "s.db", "--rank", word],
                          ["results", "s.db", "--box", word + b" > 1"], ["results", "s.db", "--choice", word],
                          ["raid", "example:april2024", "--withdraw", word], ["merge", b"no/such/" + word, "s.db"],
                          ["merge", b"out" + word.replace(b"/", b""), "s.db"], ["dump", "--stage", word, "joined.crisis"],
                          ["study", "joined.crisis", "--draws", "4", "--shard", word], ["solve", b"example:" + word],
                          ["study", "joined.crisis", "--draws", "4", "--out", b"no/such/" + word], ["solve", "--html", b"no/" + word,
                          "joined.crisis"]):
            yield f"an argument {word[:12]!r} of {arguments[0] if isinstance(arguments[0], str) else ''}", arguments


class Bench:
    def __init__(self, program, folder):
        self.program = program
        self.folder = pathlib.Path(folder)

    def command(self, arguments):
        return [os.fsencode(self.program), *(word if isinstance(word, bytes) else word.encode() for word in arguments)]

    def run(self, arguments):
        """-> (exit code, stdout, stderr)"""
        done = subprocess.run(self.command(arguments), cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=600)
        return done.returncode, done.stdout, done.stderr

    def on_terminal(self, arguments):
        """All that a terminal is sent."""
        here, there = pty.openpty()
        running = subprocess.Popen(self.command(arguments), cwd=self.folder, stdin=subprocess.DEVNULL, stdout=there, stderr=there)
        os.close(there)
        sent = b""
        with contextlib.suppress(OSError):  # the other end is closed
            while block := os.read(here, 1 << 16):
                sent += block
        os.close(here)
        running.wait(timeout=600)
        return sent.replace(b"\r\n", b"\n")  # the terminal's own, before each line end


def unseen_in(content):
    """The first thing in some bytes that nobody sees, or an empty string."""
    try:
        text = content.replace(b"\r\n", b"\n").decode()
    except UnicodeDecodeError as error:
        return f"no UTF-8: {error}"
    found = UNSEEN.search(text)
    return f"U+{ord(found.group()):04X} in {text[max(found.start() - 60, 0):found.end() + 20]!r}" if found else ""


def check_commands(bench):
    for what, arguments in commands(bench.folder):
        exit_code, printed, said = bench.run(arguments)
        if isinstance(arguments[0], str) and arguments[0] in EXACT and exit_code == 0 and "--json" not in arguments:
            printed = b""
        found = unseen_in(printed + said)
        claim(f"nothing unseen in what is said: {what!a}", not found and exit_code in (0, 1, 2, 3, 4, 5),
              f"exit {exit_code}: {found}")
        page = bench.folder / "page.html"
        if page.exists():
            found = unseen_in(page.read_bytes().replace(b"\t", b" "))
            claim("nor in its page", not found, found)
            page.unlink()
    for what, arguments in [*commands(bench.folder), ("export", ["export", "h.efg", "--efg"]),
                            ("export", ["export", "h.nfg", "--efg"]), ("format", ["format", "joined.crisis"]),
                            ("results", ["results", "s.db", "--model"]), ("check", ["check", "turned.crisis", "--diff"])]:
        if isinstance(arguments[0], bytes) or "study" in arguments:
            continue
        found = unseen_in(OWN.sub(b"", bench.on_terminal(arguments)))
        claim(f"nor on a terminal, colours aside: {what!a}", not found, found)


def check_exact(bench):
    """What other programs read is exact."""
    text = bench.run(["export", "h.efg", "--efg"])[1].decode()
    claim("an exported game keeps its names", f"l{ESCAPES}" in text and f"r{TURNS}" in text, text)
    found = json.loads(bench.run(["solve", "h.efg", "--json"])[1])
    claim("JSON holds names by its own escapes", found["game"]["actors"] == [f"A{ESCAPES}", f"B{TURNS}"], found["game"])
    table = bench.run(["solve", "h.efg", "--csv"])[1].decode()
    claim("a table escapes what is unseen", "\\x1b[31m" in table and "<U+202E>" in table, table)
    claim("and no field of it is a formula", not re.search(r'(?:^|,)"?[=+@]', table, re.M), table)


def check_places(bench):
    said = bench.run(["check", "turned.crisis"])[2].decode()
    claim("a mark that turns a title is an error with its place", "error[E001]" in said and "turned.crisis:1:10" in said
          and "<U+202E>" in said, said)
    lines = said.splitlines()
    shown = next(line for line in lines if "<U+202E>" in line and line.startswith("1 |"))
    caret = lines[lines.index(shown) + 1]
    claim("its caret stands below it", caret.index("^") == shown.index("<U+202E>") and "^" * 8 in caret, said)


def main():
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(str(pathlib.Path(sys.argv[1]).resolve()), folder)
        for name, text in (("h.efg", EFG), ("h.nfg", NFG), ("joined.crisis", CRISIS), ("turned.crisis", TURNED), ("h.csv", TABLE),
                           ("wrong.json", json.dumps({f"A{ESCAPES}": {f"l{TURNS}": 1}, HOSTILE: 2}))):
            (bench.folder / name).write_text(text, encoding="utf-8", newline="")
        for name in names():
            pathlib.Path(os.fsdecode(os.fsencode(bench.folder) + b"/" + name)).write_text(EFG, encoding="utf-8", newline="")
        (bench.folder / "right.json").write_bytes(bench.run(["solve", "h.efg", "--json"])[1])
        check_places(bench)
        check_exact(bench)
        check_commands(bench)
    conclude("unseen")


if __name__ == "__main__":
    main()
