#!/usr/bin/env python3
"""Checks that every exit code is what docs/reference says, and that no command ends in silence.

    tests/exit_codes.py DEMARCHE
"""

import concurrent.futures
import functools
import os
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

NAMED = GOOD + "equilibrium where A.first is left if B.second is left\n"
NOT_FOUND = GOOD + "equilibrium where A.first is right, B.second is left\n"

HALF_ANSWERED = GOOD.replace("stage", "parameter cost = 1, 0 to 2\nstage", 1).replace("1 if A", "1/cost if A")
HALF_ANSWERED += "rank parameters for P(A.first is left)\n"
ENDLESS = GOOD.replace("stage", "parameter cost = 1, 0.5 to exp(1000)\nstage", 1).replace("1 if A", "cost if A")

# (what is claimed, arguments, expected exit code); {name} stands for a file made below
CASES = [
    ("no arguments say what to type first", [], 0),
    ("a good model checks", ["check", "{good}"], 0),
    ("a good model has nothing to fix", ["check", "--fix", "{good}"], 0),
    ("names of a good model are listed", ["symbols", "{good}"], 0),
    ("names of a broken model are listed", ["symbols", "{broken}"], 1),
    ("what could be fixed is broken yet", ["check", "--diff", "{broken}"], 1),
    ("what is fixed is printed or written, not both", ["check", "--fix", "--json", "{broken}"], 2),
    ("an editor that goes away without a word is told of", ["lsp"], 1),
    ("a game of Gambit has no names", ["symbols", "{efg}"], 2),
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
    ("a play in which nobody has a seat is wrong usage", ["play", "example:starter"], 2),
    ("a seat of nobody is wrong usage", ["play", "example:starter", "--as", "C"], 2),
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
    ("a tolerance of more than the payoff range is wrong usage", ["solve", "{good}", "--tolerance", "1.5"], 2),
    ("a tolerance that no doubles hold is wrong usage", ["solve", "{good}", "--tolerance", "1e-17"], 2),
    ("the same where a strategy is judged",
     ["certify", "{good}", "--strategy", "{solution}", "--tolerance", "1e-17"], 2),
    ("all of the range is a tolerance", ["solve", "{good}", "--tolerance", "1"], 0),
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
    ("answers under each equilibrium", ["ask", "{good}", "--equilibria", "--starts", "3"], 0),
    ("starts of questions belong to a search, too", ["ask", "{good}", "--starts", "3"], 2),
    ("one equilibrium or each", ["ask", "{good}", "--equilibria", "--equilibrium", "2"], 2),
    ("starts belong to a search", ["solve", "{good}", "--starts", "3"], 2),
    ("an equilibrium that is named is searched for", ["ask", "{named}", "--starts", "3"], 0),
    ("an equilibrium that is named is solved for", ["solve", "{named}", "--starts", "3"], 0),
    ("an equilibrium that is named and not found is an error", ["ask", "{not_found}"], 1),
    ("and one of solve", ["solve", "{not_found}", "--json"], 1),
    ("those that were found are listed, and it is an error", ["solve", "{not_found}", "--all"], 1),
    ("and answered under, and it is an error", ["ask", "{not_found}", "--equilibria"], 1),
    ("plays need the equilibrium that is named", ["simulate", "{not_found}"], 1),
    ("regret minimisers find no equilibrium by its name", ["solve", "{named}", "--method", "cfr+"], 2),
    ("regret minimisers look for one profile", ["solve", "{good}", "--all", "--method", "cfr+"], 2),
    ("a regret minimiser answers questions", ["ask", "example:kuhn", "--method", "cfr+", "--tolerance", "1e-3"], 0),
    ("a regret minimiser is studied",
     ["study", "example:starter", "--draws", "2", "--method", "cfr+", "--tolerance", "1e-2", "--out", "{study}"], 0),
    ("a regret minimiser tips", ["tip", "example:starter", "P(A.end is fight) > 20%", "--method", "cfr+", "--tolerance", "1e-2"], 0),
    ("a regret minimiser is played out", ["simulate", "example:starter", "--plays", "100", "--method", "dcfr", "--tolerance", "1e-2"], 0),
    ("a public tree answers", ["ask", "{good}", "--form", "public"], 0),
    ("a public tree has a page", ["solve", "{good}", "--form", "public", "--html", "{page}"], 0),
    ("a regret minimiser has a page", ["solve", "{good}", "--method", "cfr+", "--html", "{page}"], 0),
    ("a crisis with hidden moves has no public tree", ["ask", "example:fearon1994", "--form", "public"], 2),
    ("nor is it studied over one", ["study", "example:fearon1994", "--draws", "2", "--form", "public", "--out", "{other}"], 2),
    ("a game from a file has no public tree", ["solve", "{efg}", "--form", "public"], 2),
    ("regret minimisers know no public tree", ["ask", "{good}", "--form", "public", "--method", "cfr+"], 2),
    ("regret minimisers know no precision", ["ask", "{good}", "--precision", "2", "--method", "cfr+"], 2),
    ("regret minimisers have no derivatives", ["ask", "{good}", "--sensitivity", "--method", "cfr+"], 2),
    ("regret minimisers do not list equilibria", ["ask", "{good}", "--equilibrium", "2", "--method", "cfr+"], 2),
    ("regret minimisers follow nothing", ["study", "example:starter", "--draws", "2", "--start", "centre", "--method", "cfr+"], 2),
    ("regret minimisers have no path", ["solve", "{good}", "--trace", "{path}", "--method", "cfr+"], 2),
    ("a public tree's path is over no histories", ["solve", "{good}", "--trace", "{path}", "--form", "public"], 2),
    ("an unknown method is wrong usage", ["ask", "{good}", "--method", "simplex"], 2),
    ("a search that a limit of time stops tells what it has", ["solve", "{april}", "--all", "--time-limit", "2"], 5),
    ("a path is written", ["solve", "{good}", "--trace", "{path}"], 0),
    ("a path that cannot be written is wrong usage", ["solve", "{good}", "--trace", "{missing}/path.csv"], 2),
    ("a search for what turns a choice that a limit of time stops tells the rest",
     ["ask", "{april}", "why Iran.raid is telegraphed", "--time-limit", "1.5"], 5),
    ("a game from a file has no parameters to be compared with", ["compare", "{efg}", "{efg}", "--set", "x=1"], 2),
    ("a failed check is told apart", ["ask", "{failing}"], 4),
    ("too many histories are a limit", ["solve", "{good}", "--max-histories", "2"], 5),
]


STRATEGIES = {
    "solution": '{"A.first": {"left": 1}, "B.second | A.first=left": {"left": 1}, "B.second | A.first=right": {"left": 1}}',
    "poor": '{"A.first": {"left": 0.5, "right": 0.5}, "B.second | A.first=left": {"left": 1}, "B.second | A.first=right": {"left": 1}}',
    "partial": '{"A.first": {"left": 1}}',
}


def write_models(folder):
    files = {"good": GOOD, "broken": BROKEN, "failing": FAILING, "half": HALF_ANSWERED, "endless": ENDLESS, "named": NAMED,
             "not_found": NOT_FOUND}
    for name, text in files.items():
        pathlib.Path(folder, f"{name}.crisis").write_text(text)
    for name, text in STRATEGIES.items():
        pathlib.Path(folder, f"{name}.json").write_text(text)
    places = {name: str(pathlib.Path(folder, f"{name}.crisis")) for name in (*files, "missing")}
    places |= {name: str(pathlib.Path(folder, f"{name}.json")) for name in STRATEGIES}
    pathlib.Path(folder, "game.efg").write_text('\ufeffEFG 2 R "A game" { "A" }\nt "" 1 "" { 1 }\n', encoding="utf-8")
    places["april"] = str(ROOT / "examples" / "april2024.crisis")
    new = {"path": "path.csv", "page": "page.html", "study": "new.study.db", "other": "other.study.db"}
    places |= {name: str(pathlib.Path(folder, file)) for name, file in new.items()}
    return {**places, "efg": str(pathlib.Path(folder, "game.efg"))}


def complaint_about(demarche, claim, arguments, expected, models):
    command = [demarche] + [word.format(**models) for word in arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, stdin=subprocess.DEVNULL)
    if done.returncode != expected:
        return f"{claim}: exits with {done.returncode}, not {expected}\n{done.stdout[-500:]}{done.stderr[-500:]}"
    if not done.stdout and not done.stderr:
        return f"{claim}: says nothing"
    if expected in (1, 2, 5) and not done.stderr:
        return f"{claim}: the reason is not on stderr"
    return None


APRIL = str(ROOT / "examples" / "april2024.crisis")
SOLVE = ["solve", APRIL, "--method", "cfr+", "--tolerance", "1e-14"]
RAIDS = ["raid", "example:april2024", "--simulate", "1000000000"]
PLAYS = ["simulate", "example:starter", "--plays", "1000000000"]
STUDY = ["study", str(ROOT / "examples" / "fearon1994.crisis"), "--draws", "10000000", "--out", "{study}"]

# (arguments of long work, seconds of processor time after which it is stopped, what it says then)
STOPPED = [
    (SOLVE, 1.0, "best profile so far"),
    (["solve", APRIL, "--all", "--starts", "1000"], 2.0, "found until then"),
    (["ask", APRIL, "why Iran.raid is telegraphed"], 2.0, "numbers were moved"),
    (PLAYS, 1.0, "plays were played"),
    (RAIDS, 1.0, "simulated raids"),
    (["tip", APRIL, "P(escalation is war) > 20%", "--steps", "1000"], 2.0, "of"),
    (STUDY, 3.0, "--resume"),
]
SIGNALS = [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "ended by SIGTERM"),
           (signal.SIGHUP, 129, "ended by SIGHUP")]


def started(demarche, arguments, folder, **options):
    words = [word.format(study=pathlib.Path(folder, f"{time.monotonic_ns()}.db")) for word in arguments]
    return subprocess.Popen([demarche, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def processor_seconds(pid):
    """What a process and its threads have had; nothing where the system does not tell."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def let_work(running, seconds):
    """Until the process has worked so long, which takes longer on a busy machine, or has ended."""
    time.sleep(seconds)
    while running.poll() is None and (worked := processor_seconds(running.pid)) is not None and worked < 0.8 * seconds:
        time.sleep(0.05)


def complaint_about_stop(demarche, folder, work, how):
    """A signal ends long work with a sentence, what was found so far, and an exit code of its own."""
    arguments, seconds, sentence = work
    number, expected, why = how
    running = started(demarche, arguments, folder)
    let_work(running, seconds)
    if running.poll() is not None:
        return None  # this machine is too fast for it to be stopped
    running.send_signal(number)
    out, err = running.communicate(timeout=600)
    asked = f"`{' '.join(arguments[:2])}` stopped by {number.name}"
    if running.returncode != expected:
        return f"{asked}: exits with {running.returncode}, not {expected}\n{err[-500:]}"
    if why not in err or sentence not in err:
        return f"{asked}: does not say `{why}` and `{sentence}`\n{err[-500:]}"
    if not out and arguments[0] not in ("study", "tip"):  # which may not have come through one number yet
        return f"{asked}: does not print what it had by then"
    return None


def complaint_about_second(demarche, folder):
    """A second signal does not wait for the work."""
    slow = ["study", APRIL, "--draws", "100000", "--out", "{study}", "--threads", "1"]
    running = started(demarche, slow, folder)
    let_work(running, 1.0)
    running.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    running.send_signal(signal.SIGTERM)
    _, err = running.communicate(timeout=600)
    return None if running.returncode == 143 else f"a second SIGTERM: exits with {running.returncode}\n{err[-500:]}"


def complaint_about_nohup(demarche, folder):
    """What is ignored from the start stays ignored."""
    running = started(demarche, PLAYS, folder, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    let_work(running, 1.0)
    running.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    went_on = running.poll() is None
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=600)
    return None if went_on and running.returncode == 130 else f"nohup: ends with {running.returncode}\n{err[-500:]}"


def complaint_about_time_limit(demarche, folder):
    done = subprocess.run([demarche, *SOLVE, "--time-limit", "0.5"], text=True,
                          capture_output=True, timeout=600)
    said = done.stdout + done.stderr
    good = done.returncode == 5 and "the time limit was reached" in said and "interrupted" not in said
    return None if good else f"a time limit: exits with {done.returncode}\n{said[-800:]}"


# (what is claimed, the shell's line, expected exit code, what must stand on stderr, what may not)
OUTPUTS = [
    ("a full disk behind standard output is told", "{demarche} ask {good} > /dev/full", 2, "No space left", ""),
    ("so it is of help", "{demarche} --help > /dev/full", 2, "No space left", ""),
    ("a closed standard output is told", "{demarche} ask {good} >&-", 2, "standard output", ""),
    ("a page is written although standard output is full",
     "{demarche} solve {good} --html {folder}/page.html > /dev/full; code=$?; test -s {folder}/page.html && exit $code", 2,
     "No space left", ""),
    ("no file is opened in the place of a closed standard output",
     "{demarche} solve {good} --html {folder}/closed.html >&- 2>/dev/null; head -c 15 {folder}/closed.html >&2", 0,
     "<!doctype html>", "first"),
    ("whoever stops reading is not told", "set -o pipefail; {demarche} simulate {good} --csv --plays 1000000 | head -1",
     141, "", "demarche"),
    ("unless broken pipes are ignored",
     "trap '' PIPE; set -o pipefail; {demarche} simulate {good} --csv --plays 1000000 | head -1", 2, "Broken pipe", ""),
    ("a page goes to a pipe as it is", "set -o pipefail; {demarche} solve {good} --html /dev/stdout | grep -q '</html>'",
     0, "", ""),
    ("what is written to /dev/null is gone", "{demarche} solve {good} --html /dev/null; test -c /dev/null", 0, "", ""),
]


def complaint_about_output(demarche, folder, models, case):
    claim, line, expected, said, unsaid = case
    done = subprocess.run(["bash", "-c", line.format(demarche=demarche, folder=folder, **models)], capture_output=True,
                          text=True, timeout=600, stdin=subprocess.DEVNULL)
    heard = said.lower() in done.stderr.lower() and not (unsaid and unsaid in done.stderr)
    return None if done.returncode == expected and heard else f"{claim}: exits with {done.returncode}\n{done.stderr[-500:]}"


def main():
    demarche = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        models = write_models(folder)
        complaints = [complaint_about(demarche, *case, models) for case in CASES]
        complaints += [complaint_about_output(demarche, folder, models, case) for case in OUTPUTS]
        # Every kind of work is stopped once, by one signal after the other.
        stops = [(work, SIGNALS[k % len(SIGNALS)]) for k, work in enumerate(STOPPED)]
        asked = [functools.partial(complaint_about_stop, demarche, folder, *stop) for stop in stops]
        asked += [functools.partial(ask, demarche, folder)
                  for ask in (complaint_about_second, complaint_about_nohup, complaint_about_time_limit)]
        with concurrent.futures.ThreadPoolExecutor(3) as pool:  # most of the time they wait
            complaints += list(pool.map(lambda ask: ask(), asked))
    num_cases = len(complaints)
    complaints = [text for text in complaints if text]
    print("\n".join(complaints))
    print(f"exit codes: {num_cases - len(complaints)} of {num_cases} as documented")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
