#!/usr/bin/env python3
"""What a command prints in Markdown says all that it says on a terminal, in tables that hold together.

    tests/markdown.py DEMARCHE
"""

import pathlib
import re
import subprocess
import sys
import tempfile

from claims import claim, conclude

CRISIS = """crisis "A | B, *once* more"
actor A
actor B
scale damage: none < heavy
private A.resolve: high strong, low rest
parameter strong = 40%, 30% to 60% "a guess | of ours"
parameter cost = 1, 0.5 to 2
precision = 3
stage "One":
    A chooses move: left, right
    repeat up to 2 times as rounds:
        B chooses answer: yes, no
        end if B.answer is yes
stage "Two" if A.move is left:
    raid damage:
        salvo 12 drones of which 90% arrive
        layer "near" by B: drones 70%
        impact none up to 3, heavy above
payoff A:
    1 if damage is heavy
    - cost if A.resolve is low and A.move is left
payoff B:
    - 1 if damage is heavy
    - 0.6 if B.answer is yes
ask P(damage is heavy)
ask P(A.move is left) given A.resolve is low
compare P(damage is heavy), E(A) forcing A.move to left, right
"""
PAST = "class,launched,stopped\ndrones,10,8\ndrones,20,18\ndrones,12,4\nmissiles,5,5\nmissiles,9,7\n"
COMMANDS = [
    ["describe", "model.crisis"],
    ["raid", "model.crisis"],
    ["raid", "model.crisis", "--simulate", "500"],
    ["raid", "--calibrate", "past.csv"],
    ["simulate", "model.crisis", "--plays", "2000"],
    ["tip", "model.crisis", "P(damage is heavy) > 20%"],
    ["study", "model.crisis", "--draws", "16", "--out", "again.db"],
    ["results", "model.db"],
    ["results", "model.db", "--rank", "P(damage is heavy)"],
    ["results", "model.db", "--box", "P(damage is heavy) > 30%"],
    ["results", "model.db", "--choice", "E(A)"],
]


def said(demarche, folder, arguments):
    (folder / "again.db").unlink(missing_ok=True)
    return subprocess.run([demarche, *arguments], cwd=folder, capture_output=True, encoding="utf-8", timeout=600)


def words_with_digits(text):
    return sorted(word for word in re.findall(r"\S+", text) if any(letter.isdigit() for letter in word))


def without_marks(markdown):
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\|", " ", markdown).replace("`", " "))


def tables(markdown):
    lines = markdown.split("\n")
    for at, line in enumerate(lines):
        if re.fullmatch(r"\|( -+:? \|)+", line):
            rows = [lines[at - 1]]
            for row in lines[at:]:
                if not row.startswith("|"):
                    break
                rows.append(row)
            yield rows


def num_cells(row):
    return len(re.findall(r"(?<!\\)\|", row)) - 1


def check_command(demarche, folder, arguments):
    name = " ".join(arguments)
    text, markdown = (said(demarche, folder, [*arguments, *more]) for more in ([], ["--md"]))
    claim(f"`{name}` exits alike with and without --md", text.returncode == markdown.returncode, markdown.stderr)
    claim(f"`{name} --md` begins with a title", re.match(r"# \S", markdown.stdout), markdown.stdout)
    missing = words_with_digits(text.stdout.replace("`", " "))
    for word in words_with_digits(without_marks(markdown.stdout)):
        if word in missing:
            missing.remove(word)
    claim(f"`{name} --md` holds every number that the terminal shows", not missing, f"{missing}\n{markdown.stdout}")
    crooked = [rows for rows in tables(markdown.stdout) if len({num_cells(row) for row in rows}) > 1]
    claim(f"`{name} --md` has rows as long as their heads", not crooked, f"{crooked}")


def main():
    demarche = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "model.crisis").write_text(CRISIS, encoding="utf-8")
        (folder / "past.csv").write_text(PAST, encoding="utf-8")
        made = said(demarche, folder, ["study", "model.crisis", "--draws", "64", "--out", "model.db"])
        claim("a study is made", made.returncode == 0, made.stderr)
        for arguments in COMMANDS:
            check_command(demarche, folder, arguments)
        both = said(demarche, folder, ["describe", "model.crisis", "--md", "--json"])
        claim("--md and --json exclude each other", both.returncode == 2, both.stdout)
    conclude("markdown")


if __name__ == "__main__":
    main()
