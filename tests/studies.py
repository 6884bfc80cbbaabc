#!/usr/bin/env python3
"""Checks that a study's table is the same to the last bit however it came about, and that nothing damages it.

    tests/studies.py DEMARCHE [--kills N]
"""

import argparse
import contextlib
import csv
import json
import pathlib
import random
import resource
import signal
import sqlite3
import subprocess
import tempfile
import time

from claims import claim, conclude

ROOT = pathlib.Path(__file__).resolve().parent.parent
MODEL = ROOT / "examples" / "fearon1994.crisis"
DRAWS = 120
FOLDED = 16  # among a row's flags
SOLVED = (0, 3)  # 3: some rows near a cost of 0 have no certificate


class Bench:
    def __init__(self, program, folder):
        self.program = program
        self.folder = pathlib.Path(folder)

    def run(self, *arguments, **options):
        command = [self.program, *map(str, arguments)]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, **options)

    def study(self, out, *arguments, **options):
        return self.run("study", MODEL, "--draws", DRAWS, "--out", out, *arguments, **options)

    def start(self, out, *arguments):
        command = [self.program, "study", MODEL, "--draws", DRAWS, "--out", out, *arguments]
        return subprocess.Popen(list(map(str, command)), cwd=self.folder, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, text=True)

    def table(self, name):
        with contextlib.closing(sqlite3.connect(self.folder / name)) as database:
            return list(database.execute("SELECT * FROM rows ORDER BY k"))

    def rows(self, name):
        """How many rows are committed in a file that another process may be writing."""
        try:
            address = f"file:{self.folder / name}?mode=rw"
            with contextlib.closing(sqlite3.connect(address, uri=True, timeout=600)) as database:
                return database.execute("SELECT count(*) FROM rows WHERE k >= 0").fetchone()[0]
        except sqlite3.OperationalError:
            return 0


def check_threads_and_shards(bench, whole):
    bench.study("one.db", "--threads", 1)
    claim("one thread gives the table of several", bench.table("one.db") == whole)
    for part in (1, 2, 3):
        bench.study(f"part{part}.db", "--shard", f"{part}/3", "--threads", 1)
    claim("a shard solves its own rows only", bench.rows("part2.db") == DRAWS // 3)
    done = bench.run("merge", "merged.db", "part3.db", "part1.db", "part2.db")
    claim("three shards merge into the same table", bench.table("merged.db") == whole, done.stderr)
    claim("and that is said", f"{DRAWS} of {DRAWS} rows" in done.stdout, done.stdout)
    again = bench.run("merge", "merged.db", "part1.db", "--json")
    claim("merging twice changes nothing", again.returncode == 0 and bench.table("merged.db") == whole, again.stderr)
    bench.study("lhs1.db", "--design", "lhs", "--threads", 1)
    bench.study("lhs2.db", "--design", "lhs", "--threads", 2)
    claim("a Latin hypercube does not depend on threads", bench.table("lhs1.db") == bench.table("lhs2.db"))


def check_kills(bench, whole, num_kills, seconds):
    random.seed(5)
    rounds = 0
    kills = 0
    while kills < num_kills:
        rounds += 1
        name = f"killed{rounds}.db"
        before = 0
        for _ in range(min(4, num_kills - kills)):
            running = bench.start(name, "--resume", "--threads", 2)
            time.sleep(random.uniform(0.01, seconds))
            running.kill()
            running.communicate()
            kills += 1
            now = bench.rows(name)
            claim(f"kill {kills}: the {before} rows committed before are kept ({now} now)", now >= before)
            before = now
        done = bench.study(name, "--resume")
        claim("after kill -9 and --resume the table is the uninterrupted one",
              done.returncode in SOLVED and bench.table(name) == whole, done.stderr)
        left = [path.name for path in bench.folder.glob(f"{name}-*")]
        claim("one file is left, no log beside it", not left, left)


def check_interrupt(bench, whole):
    running = bench.start("stopped.db", "--threads", 1)
    while bench.rows("stopped.db") == 0 and running.poll() is None:
        time.sleep(0.005)
    running.send_signal(signal.SIGINT)
    said = running.communicate()[1]
    claim("Ctrl-C ends with 130", running.returncode == 130, said)
    claim("and says how to go on", "--out stopped.db --resume" in said, said)
    kept = bench.rows("stopped.db")
    claim("the rows solved by then are kept", 0 < kept < DRAWS, kept)
    bench.study("stopped.db", "--resume")
    claim("and resumed to the same table", bench.table("stopped.db") == whole)
    limited = bench.study("limited.db", "--time-limit", "0.02", "--threads", 1)
    claim("a time limit ends with 5", limited.returncode == 5, limited.stderr)


def check_begun_at_once(bench):
    """Of several runs that begin the same new file at one moment one begins it, and the others say that it does."""
    for moment in range(3):
        name = f"race{moment}.db"
        running = [bench.start(name, "--threads", 1) for _ in range(3)]
        said = [one.communicate()[1] for one in running]
        codes = sorted(one.returncode for one in running)
        told = [text for text in said if f"another run has begun `{name}`" in text or f"`{name}` is there already" in text]
        claim("of three runs begun at once one makes the study", codes in ([0, 2, 2], [2, 2, 3]) and len(told) == 2,
              f"{codes}\n{said}")
        claim("which has all rows", bench.rows(name) == DRAWS)
        left = [path.name for path in bench.folder.iterdir() if name in path.name and path.name != name]
        claim("and nothing lies beside it", not left, left)


def check_refusals(bench):
    def refused(sentence, done, *words):
        ok = done.returncode == 2 and all(word in done.stderr for word in words)
        claim(sentence, ok, f"exit {done.returncode}\n{done.stderr}")

    refused("a file that is there is not overwritten", bench.study("whole.db"), "there already", "--resume")
    refused("another seed is refused, both are told", bench.study("whole.db", "--resume", "--seed", 7),
            "seed: `1` there, `7` here")
    refused("other options are refused", bench.study("whole.db", "--resume", "--tolerance", "1e-4"), "options:")
    refused("another design is refused", bench.study("whole.db", "--resume", "--design", "lhs"), "`sobol` there")
    other = bench.folder / "other.crisis"
    other.write_text(MODEL.read_text() + "# another thought\n")
    refused("another model is refused",
            bench.run("study", other, "--draws", DRAWS, "--out", "whole.db", "--resume"), "model: its text is another")
    bench.run("study", MODEL, "--draws", DRAWS, "--seed", 7, "--out", "seven.db")
    refused("another study is not merged", bench.run("merge", "seven.db", "whole.db"), "seed: `1` there, `7` here")
    refused("nor with others into a new file", bench.run("merge", "new.db", "whole.db", "seven.db"), "seed:")
    claim("of which nothing is left", not (bench.folder / "new.db").exists())
    refused("a seed below 0 is refused", bench.study("minus.db", "--seed", -1), "`-1` is not a whole number")
    refused("more draws are another study",
            bench.run("study", MODEL, "--draws", DRAWS + 1, "--out", "whole.db", "--resume"), "draws, which stay")
    refused("a folder that is not there is told", bench.study("nowhere/x.db"), "there is no folder")
    (bench.folder / "text.db").write_text("no database, but quite a long text\n" * 100)
    refused("a file of another kind is told", bench.run("results", "text.db"), "not a SQLite file")
    with contextlib.closing(sqlite3.connect(bench.folder / "foreign.db")) as database:
        database.execute("CREATE TABLE t (x)")
    refused("another program's database is told", bench.run("results", "foreign.db"), "is no study")
    refused("so is a missing one", bench.run("results", "nothing.db"), "there is no file")


def check_damage(bench, whole):
    content = bytearray((bench.folder / "whole.db").read_bytes())
    for start in range(8192, len(content), 4096):
        content[start:start + 2000] = b"\xff" * 2000
    (bench.folder / "damaged.db").write_bytes(content)
    done = bench.run("results", "damaged.db")
    claim("a damaged file is told", done.returncode == 2 and "damaged" in done.stderr, done.stderr)

    def small_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        most = len(content) * 2 // 3
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    full = bench.study("full.db", preexec_fn=small_files)
    claim("a file that cannot grow ends the study with a sentence",
          full.returncode == 2 and "cannot" in full.stderr and "--resume" in full.stderr, full.stderr)
    done = bench.study("full.db", "--resume")
    claim("and nothing is lost: resumed, the table is the same",
          done.returncode in SOLVED and bench.table("full.db") == whole, done.stderr)


def check_results(bench):
    listed = bench.run("results", "whole.db", "--csv", "-").stdout.splitlines()
    claim("the CSV has a line a row and a head", len(listed) == DRAWS + 1, listed[:2])
    claim("its columns are parameters and answers",
          listed[0].startswith("row.number,cost_A,cost_B,ask P(A.move is quit)"), listed[0])
    model = bench.run("results", "whole.db", "--model")
    claim("the model can be had back", model.stdout == MODEL.read_text())


COMPARE = "compare E(B) forcing B.answer to concede, resist"
THREE = """crisis "Three numbers and an idle one"
actor A
actor B
parameter war = 1.5, 1 to 3
parameter prize = 1, 0.5 to 2
parameter shame = 0.3, 0 to 1
parameter idle = 5, 1 to 9
precision = 8
private A.resolve: high 40%, low rest
stage "Demand":
    A chooses demand: stay_quiet, challenge
    end if A.demand is stay_quiet
stage "Answer":
    B chooses answer: concede, resist
    end if B.answer is concede
stage "Last word":
    A chooses end: back_down, fight
payoff A:
    + prize   if B.answer is concede
    - shame   if A.end is back_down
    - war     if A.end is fight and A.resolve is low
    + 0.1     if A.end is fight and A.resolve is high
    + idle - idle if A.end is fight
payoff B:
    - prize   if B.answer is concede
    - war     if A.end is fight
ask P(A.end is fight)
compare E(B) forcing B.answer to concede, resist
rank parameters for P(B.answer is resist)
check P(A.end is fight) is between 0 and 40%
"""


def check_insights(bench):
    (bench.folder / "three.crisis").write_text(THREE)
    done = bench.run("study", "three.crisis", "--draws", 3000, "--design", "saltelli", "--out", "blocks.db")
    claim("Saltelli's blocks are solved", done.returncode == 0, done.stderr)
    ranking = json.loads(bench.run("results", "blocks.db", "--rank", "P(A.end is fight)", "--json").stdout)
    by_name = {row["name"]: row for row in ranking["parameters"]}
    idle = by_name["idle"]
    claim("a number without meaning is not told from 0, by any measure",
          not idle["first"]["told_from_zero"] and not idle["total"]["told_from_zero"] and not idle["pawn"]["matters"],
          idle)
    claim("no index is negative", all(row[kind][end] >= 0 for row in by_name.values() for kind in ("first", "total")
                                      for end in ("value", "low", "high")), by_name)
    claim("the first is the most important", ranking["parameters"][0]["name"] == "prize", ranking)
    claim("first-order indices sum to at most 1, within their intervals",
          sum(row["first"]["low"] for row in by_name.values()) <= 1, by_name)
    bench.run("study", "three.crisis", "--draws", 2000, "--out", "sobol.db")
    box = json.loads(bench.run("results", "sobol.db", "--box", "P(A.end is fight) < 10%", "--json").stdout)
    sides = {side["parameter"] for side in box["box"]["sides"]}
    claim("a box names numbers that matter, and holds more of the rows than the whole",
          "idle" not in sides and "prize" in sides and box["box"]["density"] > 2 * box["boxes"][0]["density"], box["box"])
    claim("a box has no side that may be chance, and is made of one on the way",
          all(side["quasi_p"] <= 0.05 for side in box["box"]["sides"])
          and sides <= {side["parameter"] for side in box["boxes"][box["chosen"]]["sides"]}, box["box"])
    choice = json.loads(bench.run("results", "sobol.db", "--choice", "E(B)", "--json").stdout)["comparisons"][0]
    claim("a choice is best in expectation, in the worst row and in regret", choice["best_expected"] == "resist"
          and {record["name"] for record in choice["choices"]} == {"concede", "resist"}, choice)
    unknown = bench.run("results", "sobol.db", "--rank", "P(B.end is fight)")
    claim("an answer that the study has not is told with the nearest that it has",
          unknown.returncode == 2 and "did you mean `P(A.end is fight)`" in unknown.stderr, unknown.stderr)
    cases = bench.run("results", "sobol.db", "--rank", "E(B)")
    claim("an answer of several cases is told with them", cases.returncode == 2 and "`resist: E(B)`" in cases.stderr,
          cases.stderr)
    large = bench.run("results", "sobol.db", "--box", "P(A.end is fight) < 20")
    claim("20 is no probability", large.returncode == 2 and "type `20%`" in large.stderr, large.stderr)
    unstudied = bench.run("ask", "three.crisis", "--study", "sobol.db", "--where", "P(A.demand is challenge) > 10%")
    claim("a condition that the study has no answer to is refused", unstudied.returncode == 2
          and "no answer `P(A.demand is challenge)`" in unstudied.stderr, unstudied.stderr)
    tips = json.loads(bench.run("tip", "three.crisis", "P(A.end is fight) < 20%", "--json").stdout)
    crossings = {row["name"]: row["crossings"] for row in tips["parameters"]}
    claim("the idle number tips nothing, the cost of war does", not crossings["idle"] and len(crossings["war"]) == 1, tips)
    at = crossings["war"][0]["at"]
    answer = bench.run("ask", "three.crisis", "P(A.end is fight)", "--set", f"war={at!r}", "--json")
    value = json.loads(answer.stdout)["answers"][0]["rows"][0]["value"]
    claim("at the tipping value the answer is the bound", abs(value - 0.2) < 1e-5, value)
    one = bench.run("tip", "three.crisis", "P(A.end is fight) < 20%", "--json", "--threads", 1).stdout
    claim("tipping values do not depend on threads", json.loads(one) == tips)


def check_correlations(bench):
    (bench.folder / "together.crisis").write_text(THREE + "correlated prize, shame, war: 50%\n")

    def study(out, *arguments):
        return bench.run("study", "together.crisis", "--draws", 200, "--out", out, *arguments)

    done = study("together.db")
    claim("a study of correlated numbers is solved", done.returncode == 0, done.stderr)
    for part in (1, 2):
        study(f"together{part}.db", "--shard", f"{part}/2", "--threads", 1)
    bench.run("merge", "joined.db", "together2.db", "together1.db")
    claim("its rows are the same whoever solves them", bench.table("joined.db") == bench.table("together.db"))
    refused = study("saltelli.db", "--design", "saltelli")
    claim("Sobol indices of correlated numbers are refused",
          refused.returncode == 2 and "independent" in refused.stderr, refused.stderr)
    ranking = json.loads(bench.run("results", "together.db", "--rank", "P(A.end is fight)", "--json").stdout)
    claim("a ranking says which numbers were drawn together", ranking["correlations"] == ["prize, shame and war by 50%"],
          ranking)


def check_ranges(bench):
    asked = json.loads(bench.run("ask", "three.crisis", "--study", "sobol.db", "--json").stdout)
    rows = [row for answer in asked["answers"] if answer["kind"] != "rank" for row in answer["rows"]]
    studied = json.loads(bench.run("results", "sobol.db", "--json").stdout)["answers"]
    summary = [one for one in studied if one["question"] != "ask P(B.answer is resist)"]
    claim("a study answers what a ranking ranks for", len(summary) == len(studied) - 1, studied)
    claim("`ask --study` puts the study's ranges beside its own answers",
          [(row["value"], row["low"], row["high"]) for row in rows]
          == [(one["best_guess"], one["low"], one["high"]) for one in summary], rows)
    table = list(csv.DictReader(bench.run("results", "sobol.db", "--csv", "-").stdout.splitlines()))
    fights = [float(row["ask P(A.end is fight): P(A.end is fight)"]) for row in table]
    more = sorted(float(row[f"{COMPARE}: resist: E(B)"]) - float(row[f"{COMPARE}: concede: E(B)"]) for row in table)
    difference = asked["answers"][1]["rows"][1]["difference"]
    inside = sum(difference["low"] <= one <= difference["high"] for one in more) / len(more)
    claim("90% of the draws' own differences lie within the range of the difference", abs(inside - 0.9) < 0.002, inside)
    claim("a check tells in which share of the draws it passes",
          asked["answers"][3]["share_passed"] == sum(one <= 0.4 for one in fights) / len(fights), asked["answers"][3])
    box = asked["boxes"][0]
    claim("without conditions boxes are of the checks' failures",
          box["condition"] == "P(A.end is fight) > 40%" and box["meeting"] == sum(one > 0.4 for one in fights), box)
    blocks = bench.run("ask", "three.crisis", "--study", "blocks.db", "--json").stdout
    ranking = json.loads(bench.run("results", "blocks.db", "--rank", "P(B.answer is resist)", "--json").stdout)
    claim("`rank` has the indices that `results --rank` has",
          json.loads(blocks)["rankings"][0]["parameters"] == ranking["parameters"], blocks)
    condition = "P(A.end is fight) < 20%"
    tipped = json.loads(bench.run("ask", "three.crisis", "--tip", "--where", condition, "--json").stdout)["tipping"][0]
    alone = json.loads(bench.run("tip", "three.crisis", condition, "--json").stdout)
    claim("`ask --tip` finds what `tip` finds, without a study, too", tipped["parameters"] == alone["parameters"], tipped)
    idle = bench.run("ask", "three.crisis", "--where", condition)
    claim("a condition alone is refused", idle.returncode == 2 and "--study" in idle.stderr, idle.stderr)
    wrong = bench.run("ask", "three.crisis", "--tip", "--where", "P(A.end is fight)")
    claim("what is no condition is told", wrong.returncode == 2 and "is not an answer" in wrong.stderr, wrong.stderr)
    other = bench.run("ask", "three.crisis", "--study", "sobol.db", "--set", "war=2")
    claim("ranges of other numbers are refused, both options are told",
          other.returncode == 2 and "`war = 2;" in other.stderr, other.stderr)
    elsewhere = bench.run("ask", "three.crisis", "P(B.answer is concede)", "--study", "sobol.db")
    claim("a question that was not studied is answered without a range, and that is said",
          elsewhere.returncode == 0 and "none of these questions" in elsewhere.stderr, elsewhere.stderr)


FIXED = """crisis "What chance draws alone, and what does not"
actor A
actor B
parameter gain = 1, 0.5 to 2
parameter stay = 1, 0.5 to 2
parameter still = 3, 3 to 3
parameter edge = 0.2, 0.2 to 3
precision = 8
private A.kind: bold 40%, meek 30%, sly rest
stage "Choice":
    A chooses act: go, rest
    B chooses reply: yes, no
payoff A:
    gain if A.act is go and A.kind is bold
    stay + still - still if A.act is rest
    0.2 if B.reply is yes
payoff B:
    edge if B.reply is yes
    1 if B.reply is no
ask P(A.kind is bold)
ask P(A.act is go)
ask P(B.reply is yes)
compare E(A), E(B) forcing A.act to go, rest
compare E(A) forcing B.reply to yes, no
compare E(A) across baseline, dear
compare E(B) forcing A.act to go, rest
rank parameters for P(A.kind is bold)
check P(A.kind is bold) is between 40% and 40%
check P(B.reply is yes) is between 0 and edge / 3
variant dear:
    stay = 2
"""


def check_what_does_not_vary(bench):
    (bench.folder / "fixed.crisis").write_text(FIXED)
    for design in ("saltelli", "sobol"):
        done = bench.run("study", "fixed.crisis", "--draws", 400, "--design", design, "--out", f"fixed_{design}.db")
        claim(f"a study is solved ({design})", done.returncode == 0, done.stderr)
    claim("an answer that the rules fix is said not to vary", "does not vary" in done.stdout, done.stdout)
    summary = json.loads(bench.run("results", "fixed_sobol.db", "--json").stdout)
    by_question = {one["question"]: one for one in summary["answers"]}
    claim("and only that", [one["question"] for one in summary["answers"] if not one["varies"]]
          == ["ask P(A.kind is bold)", "check P(A.kind is bold) is between 40% and 40%"], summary["answers"])
    claim("a range of width 0 is no drawn number", [one["name"] for one in summary["parameters"]]
          == ["gain", "stay", "edge"], summary["parameters"])
    outside = by_question["ask P(B.reply is yes)"]
    claim("a best guess outside its own 90% of draws is flagged",
          outside["best_guess_outside"] and not by_question["ask P(A.act is go)"]["best_guess_outside"], outside)
    claim("with the number that stands at the edge of its range",
          "outside 90% of its own draws" in done.stdout and "edge stands at the edge" in done.stdout, done.stdout)
    ranking = json.loads(bench.run("results", "fixed_saltelli.db", "--rank", "P(A.kind is bold)", "--json").stdout)
    claim("nothing moves what does not vary", not ranking["varies"] and not any(
        one["pawn"]["matters"] or one["first"]["told_from_zero"] or one["total"]["told_from_zero"]
        for one in ranking["parameters"]), ranking)
    text = bench.run("results", "fixed_saltelli.db", "--rank", "P(A.kind is bold)").stdout
    claim("which is said in place of a table", "40.0% in all 400 rows" in text and "does not vary" in text
          and "alone" not in text, text)
    for sign, share in ((">", 0), (">=", 1), ("<", 0), ("<=", 1)):
        condition = f"P(A.kind is bold) {sign} 40%"
        box = json.loads(bench.run("results", "fixed_sobol.db", "--box", condition, "--json").stdout)
        claim(f"`{condition}` holds in {share:.0%} of the rows, and names no box", box["meeting"] == share * box["rows"]
              and box["condition"] == condition and not box["box"]["sides"] and not box["varies"], box)
        tip = json.loads(bench.run("tip", "fixed.crisis", condition, "--json").stdout)
        claim("and no number tips it", not any(one["crossings"] or one["varies"] for one in tip["parameters"]), tip)
        words = bench.run("tip", "fixed.crisis", condition).stdout
        claim("in words, too", ("always holds" if share else "never holds") in words
              and ("never holds" if share else "always holds") not in words, words)
    asked = bench.run("ask", "fixed.crisis", "--study", "fixed_saltelli.db", "--json")
    answers = {one["question"]: one for one in json.loads(asked.stdout)["answers"]}
    claim("a check whose bounds are the answer passes in all draws",
          answers["check P(A.kind is bold) is between 40% and 40%"]["share_passed"] == 1, answers)
    table = list(csv.DictReader(bench.run("results", "fixed_saltelli.db", "--csv", "-").stdout.splitlines()))
    column = "ask P(B.reply is yes): P(B.reply is yes)"
    share = sum(float(row[column]) <= float(row["edge"]) / 3 for row in table) / len(table)
    claim("bounds that read a drawn number are those of each draw",
          answers["check P(B.reply is yes) is between 0 and edge / 3"]["share_passed"] == share, share)
    words = bench.run("ask", "fixed.crisis", "--study", "fixed_saltelli.db").stdout
    claim("`ask --study` says both", "40.0% (does not vary over the draws)" in words
          and "which leaves the best guess out" in words, words)


def check_own_choices(bench):
    own = json.loads(bench.run("results", "fixed_sobol.db", "--choice", "E(A)", "--json").stdout)["comparisons"]
    claim("an actor's choices are its own moves: neither others' nor variants",
          [one["question"] for one in own] == ["compare E(A), E(B) forcing A.act to go, rest"], own)
    none = bench.run("results", "fixed_sobol.db", "--choice", "E(B)")
    claim("nobody chooses another's moves", none.returncode == 2 and "over choices of that actor" in none.stderr,
          none.stdout + none.stderr)


def check_bounds(bench):
    table = list(csv.DictReader(bench.run("results", "sobol.db", "--csv", "-").stdout.splitlines()))
    fights = [float(row["ask P(A.end is fight): P(A.end is fight)"]) for row in table]
    bound = sorted(fights)[len(fights) // 2]
    signs = {">": lambda one: one > bound, ">=": lambda one: one >= bound, "<": lambda one: one < bound,
             "<=": lambda one: one <= bound}
    for sign, holds in signs.items():
        condition = f"P(A.end is fight) {sign} {bound!r}"
        box = json.loads(bench.run("results", "sobol.db", "--box", condition, "--json").stdout)
        claim(f"`{sign}` means what it says at the bound itself", box["meeting"] == sum(map(holds, fights)), box["meeting"])
        claim("and is told as it was asked", box["condition"] == condition, box["condition"])
    for condition in ("P(A.end is fight) => 0.2", "P(A.end is fight) <> 0.2", "P(A.end is fight) > = 0.2",
                      "P(A.end is fight) > nan", "P(A.end is fight) >= 1e999", "P(A.end is fight) > 0x1"):
        wrong = bench.run("results", "sobol.db", "--box", condition)
        claim(f"`{condition}` is refused", wrong.returncode == 2 and wrong.stderr, wrong.stderr)


UNBOUNDED = """crisis "Ends that other numbers make infinite"
actor A
actor B
parameter cost = 1, 0.5 to 2
parameter prize = 1, 0.5 to 1 / cost
stage "Choice":
    A chooses act: go, rest
payoff A:
    prize if A.act is go
payoff B:
    2 if A.act is rest
precision = 1
ask P(A.act is go)
check P(A.act is go) is between 0 and 1 / cost
rank parameters for P(A.act is go)
"""


def check_numbers_not_finite(bench):
    (bench.folder / "unbounded.crisis").write_text(UNBOUNDED.replace("prize = 1, 0.5 to 1 / cost",
                                                                     "prize = 1, 0.5 to 2 / cost"))
    for arguments in (["study", "unbounded.crisis", "--draws", 4, "--out", "unbounded.db"],
                      ["tip", "unbounded.crisis", "P(A.act is go) > 20%"], ["ask", "unbounded.crisis"]):
        done = bench.run(*arguments, "--set", "cost=0")
        claim(f"`{arguments[0]}` refuses an end that is not finite", done.returncode == 1 and "error[E019]" in done.stderr,
              f"exit {done.returncode}\n{done.stdout}{done.stderr}")
    claim("of which no file is left", not (bench.folder / "unbounded.db").exists())
    for number in ("nan", "inf", "-inf", "1e999", "0x10", "1/0", "0/0", "1e5x", ""):
        done = bench.run("ask", "unbounded.crisis", "--set", f"cost={number}")
        claim(f"`--set cost={number}` is refused", done.returncode == 2 and done.stderr, done.stderr)
        for option in ("--precision", "--tolerance", "--time-limit", "--max-histories"):
            if number in ("1/0", "0/0", ""):
                continue
            done = bench.run("solve", "unbounded.crisis", f"{option}={number}")
            claim(f"`{option} {number}` is refused", done.returncode not in (0, 1, 3) and done.stderr, done.stderr)
    (bench.folder / "holed.crisis").write_text(UNBOUNDED.replace("prize if A", "prize + 0.1 / max(0, cost - 1.2) if A")
                                               .replace("0.5 to 1 / cost", "0.5 to 2").replace("cost = 1,", "cost = 1.5,"))
    done = bench.run("study", "holed.crisis", "--draws", 64, "--out", "holed.db")
    rows = bench.table("holed.db")
    failed = [row for row in rows if row[6] & 8]
    claim("a row whose numbers are not finite has failed, and says why", done.returncode == 0 and 0 < len(failed) < 64
          and all("not a finite number" in row[7] for row in failed), [row[7] for row in failed][:3])
    tip = bench.run("tip", "holed.crisis", "P(A.act is go) > 99%").stdout
    claim("and `tip` says at which places there is no answer", "no answer at 0.5" in tip, tip)


def check_rows_with_folds(bench):
    """Rows of April 2024 whose paths turn: sharply (284: it was taken for going on), two parts of the game that are nearly
    alike at once (502: no step was short enough), one part after the other (3843: thousands of folds)."""
    for row, what in ((284, "turns sharply"), (502, "turns in two parts at once"), (3843, "turns again and again")):
        out = f"row{row}.db"
        done = bench.run("study", ROOT / "examples" / "april2024.crisis", "--draws", 10_000, "--shard",
                         f"{row + 1}/10000", "--threads", 1, "--time-limit", 3600, "--out", out)
        claim(f"a row whose path {what} has a certificate", done.returncode == 0, done.stderr)
        flags = [found[6] for found in bench.table(out) if found[0] == row]
        claim("and is marked as folded", len(flags) == 1 and flags[0] & FOLDED, flags)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("demarche")
    parser.add_argument("--kills", type=int, default=4)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(str(pathlib.Path(arguments.demarche).resolve()), folder)
        start = time.monotonic()
        done = bench.study("whole.db")
        seconds = time.monotonic() - start
        claim("a study is solved", done.returncode in SOLVED, done.stderr)
        whole = bench.table("whole.db")
        claim("its table has all rows and the centre", len(whole) == DRAWS + 1, len(whole))
        check_threads_and_shards(bench, whole)
        check_interrupt(bench, whole)
        check_kills(bench, whole, arguments.kills, 0.8 * seconds)
        check_begun_at_once(bench)
        check_refusals(bench)
        check_damage(bench, whole)
        check_results(bench)
        check_insights(bench)
        check_ranges(bench)
        check_bounds(bench)
        check_what_does_not_vary(bench)
        check_own_choices(bench)
        check_numbers_not_finite(bench)
        check_correlations(bench)
        check_rows_with_folds(bench)
    conclude("studies")


if __name__ == "__main__":
    main()
