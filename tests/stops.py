#!/usr/bin/env python3
"""Ctrl-C while numbers are moved, one after the other, to see what would turn a choice or tip an answer: the program ends
with 130, and tells all else and the numbers that it came through.

    tests/stops.py DEMARCHE
"""

import json
import pathlib
import signal
import subprocess
import sys
import tempfile

from exit_codes import let_work

MOST_TRIES = 12


def model(numbers):
    """A crisis of many uncertain numbers, none of which decides much."""
    lines = ['crisis "Many numbers"', "actor A", "actor B", "precision = 2", "private A.mood: bold 40%, calm rest"]
    lines += [f"parameter cost{i} = 1, 0.5 to 2" for i in range(numbers)]
    lines += ['stage "Talks":', "    repeat up to 4 times as talks:", "        A chooses offer: high, low, none",
              "        B chooses reply: take, leave", "        end if B.reply is take",
              "payoff A:", "    2 if A.offer is high and B.reply is take", "    -1 if talks > 1 and A.mood is calm"]
    lines += [f"    - 0.001 * cost{i} if B.reply is leave" for i in range(numbers)]
    lines += ["payoff B:", "    1 if B.reply is take and A.offer is low", "    -2 if A.mood is bold and B.reply is leave"]
    return "\n".join(lines) + "\n"


# How many numbers were moved, how many were left, and whether all else is told.
def turns(said):
    answer = said["answers"][0]
    return len(answer["turns"]), answer["num_turns_left"], answer["rows"] and answer["total"] > 0


def tips(said):
    return len(said["parameters"]), None, said["best_guess"] > 0


CASES = [(["ask", "why A.offer is high over low"], turns), (["tip", "P(A.offer is high) > 20%"], tips)]


def stopped(demarche, folder, words, numbers, seconds):
    """(exit code, what was printed, what was said), or None where the work was done before."""
    path = pathlib.Path(folder, "many.crisis")
    path.write_text(model(numbers))
    command, question = words
    running = subprocess.Popen([demarche, command, str(path), question, "--json"], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    let_work(running, seconds)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=600)
    return None if running.returncode == 0 else (running.returncode, out, err)


def complaint_about(demarche, folder, words, told):
    numbers, seconds = 100, 0.3
    for _ in range(MOST_TRIES):
        seen = stopped(demarche, folder, words, numbers, seconds)
        if seen is None:
            numbers *= 2
            continue
        code, out, err = seen
        if code != 130 or "interrupted" not in err:
            return f"exits with {code}, not 130\n{err[-500:]}"
        moved, left, rest = told(json.loads(out)) if out else (0, None, False)
        if not moved:
            seconds *= 1.5
            continue
        if moved >= numbers or left not in (None, numbers - moved) or not rest:
            return f"tells of {moved} numbers of {numbers}, {left} left, and else {rest}"
        return "" if f"{moved} of {numbers} numbers were moved" in err else f"does not say how many were moved\n{err[-500:]}"
    return "was never seen to be interrupted while numbers were moved"


def main():
    demarche = str(pathlib.Path(sys.argv[1]).resolve())
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for words, told in CASES:
            said = complaint_about(demarche, folder, words, told)
            failures += bool(said)
            print(f"{words[0]}: {said or 'interrupted while numbers were moved, and told those that were'}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
