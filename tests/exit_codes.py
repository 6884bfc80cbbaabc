#!/usr/bin/env python3
"""Checks that every exit code is what docs/reference says, and that no command ends in silence.

    tests/exit_codes.py DEMARCHE
"""

import pathlib
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent

GOOD = """crisis "Two ways"
actor A
actor B
stage "Moves":
  A chooses first: left, right
  B chooses second: left, right
payoff A:
  1 if A.first is left
payoff B:
  1 if B.second is left
ask P(A.first is left)
"""
BROKEN = GOOD.replace("A.first is left\npayoff", "A.first is lefft\npayoff")
FAILING = GOOD + "check P(A.first is left) is between 0 and 10%\n"

HALF_ANSWERED = GOOD.replace("stage", "parameter cost = 1, 0 to 2\nstage", 1).replace("1 if A", "1/cost if A")
HALF_ANSWERED += "rank parameters for P(A.first is left)\n"
ENDLESS = GOOD.replace("stage", "parameter cost = 1, 0.5 to exp(1000)\nstage", 1).replace("1 if A", "cost if A")

# (what is claimed, arguments, expected exit code); {name} stands for a file made below
CASES = [
    ("no arguments say what to type first", [], 0),
    ("a good model checks", ["check", "{good}"], 0),
    ("a good model is described", ["describe", "{good}"], 0),
    ("a good model is formatted", ["format", "{good}"], 0),
    ("a good model is solved", ["solve", "{good}"], 0),
    ("a good model is solved to JSON", ["solve", "{good}", "--json"], 0),
    ("a good model answers", ["ask", "{good}"], 0),
    ("a question can be typed", ["ask", "{good}", "P(B.second is left)"], 0),
    ("what gets through a raid is told", ["raid", "example:april2024"], 0),
    ("simulated raids agree", ["raid", "example:april2024", "--simulate", "2000", "--csv"], 0),
    ("a number tips an answer", ["tip", "example:starter", "P(A.end is fight) > 20%"], 0),
    ("a broken model is not studied", ["study", "{broken}", "--draws", "4"], 1),
    ("a model without ranges cannot be studied", ["study", "{good}", "--draws", "4"], 2),
    ("no draws are wrong usage", ["study", "{good}", "--draws", "0"], 2),
    ("a shard that is none is wrong usage", ["study", "example:starter", "--draws", "4", "--shard", "3/2"], 2),
    ("starting from the centre in the limit is wrong usage",
     ["study", "example:fearon1994", "--draws", "4", "--start", "centre"], 2),
    ("a condition without a number is wrong usage", ["tip", "{good}", "P(A.first is left)"], 2),
    ("a missing study is wrong usage", ["results", "{missing}"], 2),
    ("a model is no study", ["merge", "{missing}", "{good}"], 2),
    ("a code is explained", ["explain", "E009"], 0),
    ("the version is told", ["--version"], 0),
    ("help is told", ["--help"], 0),
    ("a broken model does not check", ["check", "{broken}"], 1),
    ("a broken model is not solved", ["solve", "{broken}"], 1),
    ("a broken model does not answer", ["ask", "{broken}"], 1),
    ("a broken question is an error of the model", ["ask", "{good}", "P(A.frist is left)"], 1),
    ("a question whose numbers blow up is an error of the model", ["ask", "{half}"], 1),
    ("an unknown command is wrong usage", ["slove", "{good}"], 2),
    ("an unknown option is wrong usage", ["solve", "{good}", "--precison", "3"], 2),
    ("a missing file is wrong usage", ["solve", "{missing}"], 2),
    ("a range without an end is an error of the model", ["study", "{endless}", "--draws", "4"], 1),
    ("a precision without bounds is wrong usage", ["solve", "{good}", "--precision", "inf"], 2),
    ("a limit that is no number is wrong usage", ["describe", "{good}", "--max-histories", "nan"], 2),
    ("a number in hexadecimal is wrong usage", ["raid", "example:april2024", "--simulate", "0x10"], 2),
    ("a bound without bounds is wrong usage", ["tip", "example:starter", "P(A.end is fight) >= 1e999"], 2),
    ("an .efg game is solved", ["solve", "{efg}"], 0),
    ("an .efg game is dumped", ["dump", "--stage", "strategy", "{efg}"], 0),
    ("the laying out of an .efg game is wrong usage", ["format", "{efg}"], 2),
    ("a question to an .efg game is wrong usage", ["ask", "{efg}", "E(A)"], 2),
    ("a table of raids that cannot be is wrong usage", ["raid", "--calibrate", "{good}"], 2),
    ("a raid of nothing is wrong usage", ["raid"], 2),
    ("a model without a raid has nothing to tell of one", ["raid", "{good}"], 2),
    ("an owner without a layer cannot withdraw", ["raid", "example:april2024", "--withdraw", "Iran"], 2),
    ("an unknown code is wrong usage", ["explain", "E999"], 2),
    ("an unknown stage of the road is wrong usage", ["dump", "--stage", "moon", "{good}"], 2),
    ("a solution certifies", ["certify", "{good}", "--strategy", "{solution}"], 0),
    ("a strategy that gains by a move is told apart", ["certify", "{good}", "--strategy", "{poor}"], 3),
    ("a strategy for another game is wrong usage", ["certify", "{good}", "--strategy", "{partial}"], 2),
    ("a strategy that is no JSON is wrong usage", ["certify", "{good}", "--strategy", "{good}"], 2),
    ("a missing strategy is wrong usage", ["certify", "{good}", "--strategy", "{missing}"], 2),
    ("certifying needs a strategy", ["certify", "{good}"], 2),
    ("derivatives are told", ["ask", "{good}", "--sensitivity", "--precision", "2"], 0),
    ("a limit has no derivatives", ["ask", "{good}", "--sensitivity"], 2),
    ("several equilibria are looked for", ["solve", "{good}", "--all", "--starts", "3"], 0),
    ("several equilibria are told as JSON", ["solve", "{good}", "--all", "--json"], 0),
    ("the first equilibrium answers without a search", ["ask", "{good}", "--equilibrium", "1"], 0),
    ("an equilibrium that was not found is wrong usage", ["ask", "{good}", "--equilibrium", "2"], 2),
    ("equilibria are counted from 1", ["ask", "{good}", "--equilibrium", "0"], 2),
    ("starts belong to a search", ["solve", "{good}", "--starts", "3"], 2),
    ("regret minimisers look for one profile", ["solve", "{good}", "--all", "--method", "cfr+"], 2),
    ("a search that a limit of time stops tells what it has", ["solve", "{april}", "--all", "--time-limit", "2"], 5),
    ("a path is written", ["solve", "{good}", "--trace", "{path}"], 0),
    ("a path that cannot be written is wrong usage", ["solve", "{good}", "--trace", "{missing}/path.csv"], 2),
    ("a failed check is told apart", ["ask", "{failing}"], 4),
    ("too many histories are a limit", ["solve", "{good}", "--max-histories", "2"], 5),
]


STRATEGIES = {
    "solution": '{"A.first": {"left": 1}, "B.second | A.first=left": {"left": 1}, "B.second | A.first=right": {"left": 1}}',
    "poor": '{"A.first": {"left": 0.5, "right": 0.5}, "B.second | A.first=left": {"left": 1}, "B.second | A.first=right": {"left": 1}}',
    "partial": '{"A.first": {"left": 1}}',
}


def write_models(folder):
    files = {"good": GOOD, "broken": BROKEN, "failing": FAILING, "half": HALF_ANSWERED, "endless": ENDLESS}
    for name, text in files.items():
        pathlib.Path(folder, f"{name}.crisis").write_text(text)
    for name, text in STRATEGIES.items():
        pathlib.Path(folder, f"{name}.json").write_text(text)
    places = {name: str(pathlib.Path(folder, f"{name}.crisis")) for name in (*files, "missing")}
    places |= {name: str(pathlib.Path(folder, f"{name}.json")) for name in STRATEGIES}
    pathlib.Path(folder, "game.efg").write_text('\ufeffEFG 2 R "A game" { "A" }\nt "" 1 "" { 1 }\n', encoding="utf-8")
    places["april"] = str(ROOT / "examples" / "april2024.crisis")
    return {**places, "path": str(pathlib.Path(folder, "path.csv")), "efg": str(pathlib.Path(folder, "game.efg"))}


def complaint_about(demarche, claim, arguments, expected, models):
    command = [demarche] + [word.format(**models) for word in arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    if done.returncode != expected:
        return f"{claim}: exits with {done.returncode}, not {expected}\n{done.stdout[-500:]}{done.stderr[-500:]}"
    if not done.stdout and not done.stderr:
        return f"{claim}: says nothing"
    if expected in (1, 2, 5) and not done.stderr:
        return f"{claim}: the reason is not on stderr"
    return None


INTERRUPTED = [  # options of a long `solve`, and the seconds after which it is interrupted
    (["--tolerance", "1e-30"], 0.6),
    (["--all", "--starts", "1000"], 2.0),
]


def complaint_about_interrupt(demarche, options, seconds):
    """Ctrl-C in a long solve leaves what was found so far, and exit code 130."""
    april = ROOT / "examples" / "april2024.crisis"
    command = [demarche, "solve", str(april), *options]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(seconds)
    if running.poll() is not None:
        return None  # this machine is too fast to be interrupted
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    if running.returncode != 130 or not out or not err:
        return f"an interrupted {' '.join(options)}: exits with {running.returncode}, not 130, or says nothing\n{err[-500:]}"
    return None


def main():
    demarche = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        models = write_models(folder)
        complaints = [complaint_about(demarche, *case, models) for case in CASES]
    complaints += [complaint_about_interrupt(demarche, *case) for case in INTERRUPTED]
    complaints = [text for text in complaints if text]
    num_cases = len(CASES) + len(INTERRUPTED)
    print("\n".join(complaints))
    print(f"exit codes: {num_cases - len(complaints)} of {num_cases} as documented")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
