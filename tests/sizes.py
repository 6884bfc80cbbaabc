#!/usr/bin/env python3
"""Hostile texts: however large a game a small text asks for, every command ends soon, in little memory, with a sentence.

    tests/sizes.py DEMARCHE [--all] [FILTER...]

Each text is under 100 KB. A command may refuse it (exit 1, 2 or 5) or take it (0, 3, 4); it may not crash, run on, or
take memory that grows faster than the text. Bounds are on CPU seconds, so that a busy machine fails nothing. Then the
memory of some commands is taken away while they work (`ulimit -v`): they end in a sentence, with exit code 5.
"""

import argparse
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import threading

CPU_SECONDS = 2.5      # of a refusal or a check; see the decision 0020
MEGABYTES = 260
OUTPUT_BYTES = 400_000
MAY_END_WITH = (0, 1, 2, 3, 4, 5)
HEAD = "actor A\nactor B\n"
TAIL = "payoff A:\n    0\npayoff B:\n    0\n"
STAGE = 'stage "S":\n'


def many(line, number):
    return "".join(line.format(i=i, j=i + 1) for i in range(number))


def joined(item, number, by=", "):
    return by.join(item.format(i=i) for i in range(number))


def story(steps, head="", tail=TAIL):
    return HEAD + head + STAGE + steps + tail


TEXTS = {}


def text(make):
    TEXTS[make.__name__] = make
    return make


@text
def traits_of_one(): return HEAD + many("private A.t{i}: x 50%, y rest\n", 30) + STAGE + "    A chooses m: a, b\n" + TAIL
@text
def many_traits(): return HEAD + many("private A.t{i}: x 50%, y rest\n", 2500) + STAGE + "    A chooses m: a, b\n" + TAIL
@text
def linked_traits():
    return (HEAD + "private A.t0: x 50%, y rest\n" + many(
        "private A.t{j}:\n    x 50%, y rest if A.t{i} is x\n    x 10%, y rest otherwise\n", 1200) + STAGE +
        "    A chooses m: a, b\n" + TAIL)
@text
def traits_read_late():
    return (HEAD + many("private A.t{i}: x 50%, y rest\n", 30) + "private A.last:\n    u 50%, v rest if " +
            joined("A.t{i} is x", 30, " and ") + "\n    u 10%, v rest otherwise\n" + STAGE + "    A chooses m: a, b\n" + TAIL)
@text
def level_traits(): return HEAD + many("private A.t{i}: 10000 levels from 0 to 1\n", 1500) + STAGE + "    A chooses m: a, b\n" + TAIL
@text
def level_traits_of_two():
    return (HEAD + many("private A.t{i}: 10000 levels from 0 to 1\nprivate B.t{i}: 10000 levels from 0 to 1\n", 2) +
            STAGE + "    A chooses m: a, b\n" + TAIL)
@text
def unknowns(): return HEAD + many("unknown u{i}: 50 levels around 50% spread 0.3\n", 1500) + STAGE + "    A chooses m: a, b\n" + TAIL
@text
def moves_of_four(): return story(many("    A chooses m{i}: a, b, c, d\n", 40))
@text
def moves_read_at_the_end():
    return story(many("    A chooses m{i}: a, b, c, d\n", 40) + "    B chooses z if " +
                 joined("A.m{i} is a", 40, " and ") + ": p, q\n")
@text
def moves_that_may_end():
    return story(many("    A chooses m{i}: a, b, c\n    end if A.m{i} is c\n", 300) + "    B chooses z if " +
                 joined("A.m{i} is a", 300, " and ") + ": p, q\n")
@text
def many_moves(): return story(many("    A chooses m{i}: a, b\n", 3500))
@text
def many_stages(): return HEAD + many('stage "s{i}":\n    A chooses m{i}: a\n', 2500) + TAIL
@text
def many_guarded_stages():
    return HEAD + 'stage "s":\n    A chooses m0: a, b\n' + many('stage "s{j}" if A.m{i} is a:\n    A chooses m{j}: a, b\n', 1500) + TAIL
@text
def rounds(): return story("    repeat up to 1000000 times as r:\n        A chooses m: a, b\n")
@text
def rounds_of_nothing(): return story("    repeat up to 1000000 times as r:\n        end if r is 7\n")
@text
def nested_rounds():
    return story("    repeat up to 200 times as r:\n        repeat up to 200 times as s:\n            A chooses m: a, b\n")
@text
def many_options(): return story("    A chooses m: " + joined("o{i}", 12000) + "\n")
@text
def moves_of_250():
    options = ", ".join(f"o{i}" for i in range(250))
    return story("".join(f"    A chooses m{k}: {options}\n" for k in range(60)))
@text
def many_parameters(): return HEAD + many("parameter p{i} = 1, 0 to 2\n", 3500) + STAGE + "    A chooses m: a, b\n" + TAIL
@text
def chained_parameters():
    return HEAD + "parameter p0 = 1\n" + many("parameter p{j} = p{i} + p{i}, 0 to p{i}\n", 2300) + STAGE + "    A chooses m: a, b\n" + TAIL
@text
def odds_of_chained_parameters():
    return (HEAD + "parameter p0 = 1%\n" + many("parameter p{j} = p{i}, 0 to p{i}\n", 1200) + STAGE +
            many("    chance c{i}: x p1200, y rest\n", 1200) + "    A chooses m: a, b\n" + TAIL)
@text
def many_terms(): return story("    A chooses m: a, b\n", tail="payoff A:\n" + "    1 if A.m is a\n" * 5000 + "payoff B:\n    0\n")
@text
def one_long_sum(): return story("    A chooses m: a, b\n", tail="payoff A:\n    1" + " + 1" * 24000 + "\npayoff B:\n    0\n")
@text
def long_condition():
    return story("    A chooses m: a, b\n", tail="payoff A:\n    1 if " + joined("A.m is a", 7000, " or ") + "\npayoff B:\n    0\n")
@text
def deep_brackets(): return story("    A chooses m: a, b\n", tail="payoff A:\n    " + "(" * 40000 + "1" + ")" * 40000 + "\n")
@text
def deep_negation(): return story("    A chooses m if " + "not " * 20000 + "(A.q is a): a, b\n")
@text
def deep_blocks(): return story("".join("    " * (d + 1) + f"repeat up to 2 times as r{d}:\n" for d in range(150)))
@text
def many_variants(): return story("    A chooses m: a, b\n", tail=TAIL + many("variant v{i}:\n    only A.m: a\n", 2600))
@text
def many_questions(): return story("    A chooses m: a, b\n", tail=TAIL + "ask P(A.m is a)\n" * 4000)
@text
def compared_quantities(): return story("    A chooses m: a, b\n", tail=TAIL + "compare " + joined("P(A.m is a)", 6000) + " forcing A.m to a, b\n")
@text
def steps_of_a_sweep(): return story("    A chooses m: a, b\n", "parameter p = 1, 0 to 2\n", TAIL + "sweep p from 0 to 1 in 1000000000 steps: P(A.m is a)\n")
@text
def correlated(): return HEAD + many("parameter p{i} = 1, 0 to 2\n", 1500) + "correlated " + joined("p{i}", 1500) + ": 10%\n" + STAGE + "    A chooses m: a, b\n" + TAIL
@text
def sources(): return HEAD + many('source s{i}: "x"\n', 4500) + STAGE + "    A chooses m: a, b\n" + TAIL
@text
def scales(): return HEAD + many("scale x{i}: a < b\n", 4500) + STAGE + "    A chooses m: a, b\n" + TAIL
@text
def layers():
    return story("    raid harm:\n        salvo 5 drones\n" + many('        layer "l{i}": drones 50%\n', 3000) +
                 "        impact none up to 0, some above\n", "scale harm: none < some\n")
@text
def salvos():
    return story("    raid harm:\n" + "        salvo 5 drones\n" * 4000 + '        layer "l": drones 50%\n'
                 "        impact none up to 0, some above\n", "scale harm: none < some\n")
@text
def regimes():
    return story("    raid harm:\n        salvo 5 drones\n        layer \"l\": drones 50%\n" +
                 many('        regime r{i} 0.01%: "l" 50%\n', 2500) +
                 "        impact none up to 0, some above\n", "scale harm: none < some\n")
@text
def raids(): return story(many("    raid x{i}:\n        salvo 900 drones\n        layer \"l\": drones 50% spread 1%\n"
                               "        impact none up to 0, some above\n", 600), many("scale x{i}: none < some\n", 600))
@text
def weapons():
    return story("    raid harm:\n        salvo " + joined("1 w{i}", 2500) + "\n        layer \"l\" with magazine 900 for " +
                 joined("w{i}", 2500, " then ") + ": " + joined("w{i} 50%", 2500) + "\n        impact none up to 0, some above\n",
                 "scale harm: none < some\n")
@text
def huge_vote(): return story("    vote v: passes with 1000000 of 1000000\n        others yes 50%\n")
@text
def votes(): return story(many("    vote v{i}: passes with 2 of 3\n        voters A, B\n        others yes 50%\n", 900))
@text
def many_actors(): return many("actor X{i}\n", 6000) + STAGE + "    X1 chooses m: a, b\n"
@text
def all_move_at_once():
    return ("".join(f"actor X{i}\n" for i in range(64)) + STAGE + "    simultaneously:\n" +
            many("        X{i} chooses m: a, b\n", 64) + many("payoff X{i}:\n    1 if X{i}.m is a\n", 64))
@text
def one_name_of_50_kilobytes():
    name = "n" * 50_000
    return HEAD + f"private A.{name}: x 50%, y rest\n" + STAGE + many("    A chooses m{i}: a\n", 1500) + TAIL
@text
def unknown_name_of_90_kilobytes(): return story("    A chooses m: a, b\n", tail="payoff A:\n    " + "q" * 90_000 + "\n")
@text
def equal_slips(): return story("    A chooses m: a, b\n", tail="payoff A:\n" + "    1 if A.m is c\n" * 4500)
@text
def different_slips(): return story("    A chooses m: a, b\n", tail="payoff A:\n" + many("    1 if A.m{i} is a\n", 4000))
@text
def wrong_odds(): return story(many("    chance c{i}: x 60%, y 60%\n", 2500) + "    A chooses m: a, b\n")
@text
def one_line_of_slips(): return "? " * 48_000
@text
def declared_twice(): return HEAD + "parameter p = 1\n" * 6000 + STAGE + "    A chooses m: a, b\n" + TAIL
@text
def comments(): return HEAD + "# x\n" * 20_000 + STAGE + "    A chooses m: a, b\n" + TAIL
@text
def reveals(): return story("    A secretly chooses m: a, b\n" + "    reveal A.m to B\n" * 4000 + "    B chooses n: a if A.m is a, b\n")
@text
def scale_steps(): return story("    A chooses m: a, b\n" + "    x rises to b if A.m is a\n" * 2500 + "    B chooses n: a if x is b, c\n", "scale x: a < b\n")


@text
def unknown_names(): return HEAD + many("parameter known{i} = 1\n", 1800) + STAGE + "    A chooses m: a, b\n" + "payoff A:\n" + many("    knowm{i}x\n", 3000) + "payoff B:\n    0\n"
@text
def or_after_many_ends():
    return story("    A chooses m: a, b\n" + "    end if A.m is b\n" * 1500 + "    B chooses z if " + joined("A.m is a", 250, " or ") +
                 ": p, q\n" + many("    B chooses y{i} if " + joined("A.m is a", 60, " or ").replace("{", "{{").replace("}", "}}") + ": p\n", 60))
@text
def levels_between_long_ends():
    return HEAD + "private A.t: 10000 levels from 0 to " + joined("1", 900, " + ") + "\nparameter q = 1\nprivate A.u: 10000 levels from 0 to " + joined("q", 900, " + ") + "\n" + STAGE + "    A chooses m: a, b\n" + TAIL
@text
def one_scale_that_rises(): return story("    A chooses m: a, b\n" + "    x rises to b if A.m is a and x is a\n" * 1800, "scale x: a < b\n")
@text
def tells(): return story(many("    A tells B m{i}: a, b\n", 3000))
@text
def cases(): return story("    A chooses m: a, b\n    chance c:\n" + "        x 50%, y rest if A.m is a\n" * 2800 + "        x 1%, y rest otherwise\n")
@text
def odds_by_state(): return story(many("    A chooses m{i}: a, b\n", 14) + "    chance c: x min(1, " + joined("z", 60, " * ") + "), y rest\n", "scale z: u 0 < v 1\n")
@text
def comparisons_across(): return story("    A chooses m: a, b\n", tail=TAIL + "variant w:\n    only A.m: a\ncompare P(A.m is a) across " + joined("w", 12000) + "\n")


def efg_head(players="\"A\" \"B\""):
    return f'EFG 2 R "hostile" {{ {players} }}\n'


@text
def efg_chain(): return efg_head() + "".join(f'p "" 1 {i + 1} "" {{ "a" }} 0\n' for i in range(3500)) + 't "" 1 "" { 0 0 }\n'
@text
def efg_wide(): return efg_head() + 'p "" 1 1 "" { ' + " ".join('"a"' for _ in range(4000)) + " } 0\n" + 't "" 1 "" { 0 0 }\n' * 4000
@text
def efg_players(): return efg_head(" ".join('"A"' for _ in range(20_000))) + 't "" 1 "" { 0 }\n'
@text
def efg_moves_without_end(): return efg_head() + 'p "" 1 1 "" { "a" "b" } 0\n' * 3500
@text
def efg_numbers(): return efg_head() + 'p "" 1 4294967295 "" { "a" "b" } 0\nt "" 4294967294 "" { 0 0 }\nt "" 4294967293 "" { 1e308 -1e308 }\n'
@text
def efg_long_number(): return efg_head() + 't "" 1 "" { ' + "9" * 90_000 + " 0 }\n"
@text
def efg_inner_outcomes(): return efg_head() + "".join(f'p "" 1 {i + 1} "" {{ "a" }} {i + 1} "" {{ 1 1 }}\n' for i in range(2200)) + 't "" 9999 "" { 0 0 }\n'


COMMANDS = {
    "check": ["check", "FILE"],
    "check --json": ["check", "FILE", "--json"],
    "describe": ["describe", "FILE"],
    "format": ["format", "FILE"],
}
# These do what they are asked where the game is small enough; here they are tried only on what `check` refuses.
ON_REFUSAL = {
    "ask": ["ask", "FILE"],
    "solve": ["solve", "FILE"],
    "solve --all": ["solve", "FILE", "--all", "--starts", "1"],
    "solve --form public": ["solve", "FILE", "--form", "public"],
    "simulate": ["simulate", "FILE"],
    "export": ["export", "FILE", "--efg"],
    "raid": ["raid", "FILE"],
    "dump": ["dump", "--stage", "stakes", "FILE"],
    "tip": ["tip", "FILE", "p", "--where", "P(A.m is a) > 20%"],
    "study": ["study", "FILE", "--draws", "10", "--out", "OUT"],
}


class Run:
    """One command, its exit code, CPU seconds, peak memory in MB and how much it printed."""

    def __init__(self, command, limit_bytes=None, seconds=60):
        def limits():
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            if limit_bytes:
                resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   preexec_fn=limits)
        streams = [b"", b""]
        def drain(which, pipe):
            streams[which] = pipe.read()
        threads = [threading.Thread(target=drain, args=(k, pipe)) for k, pipe in enumerate((process.stdout, process.stderr))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.code = process.returncode
        self.seconds = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024
        self.out, self.err = streams


def words_of(words, file, folder):
    return [str(file) if word == "FILE" else str(folder / "out.study") if word == "OUT" else word for word in words]


def complaints(run, bounded):
    if run.code not in MAY_END_WITH:
        yield f"ended with {run.code}: {run.err[-200:].decode(errors='replace')}"
    if b"Assertion" in run.err or b"terminate called" in run.err:
        yield "crashed"
    if run.code == 5 and b"memory has run out" in run.err:
        yield "found out by an allocation that failed"
    if not run.err and run.code not in (0,):
        yield "said nothing"
    if not bounded:
        return
    if run.seconds > CPU_SECONDS:
        yield f"took {run.seconds:.1f} s of CPU"
    if run.megabytes > MEGABYTES:
        yield f"took {run.megabytes:.0f} MB"
    if len(run.err) > OUTPUT_BYTES:
        yield f"printed {len(run.err):,} bytes of diagnostics"


def try_text(demarche, name, folder, slowest):
    file = folder / f"{name}{'.efg' if name.startswith('efg') else '.crisis'}"
    file.write_text(TEXTS[name]())
    assert file.stat().st_size < 110_000, f"{name} is {file.stat().st_size} bytes"
    failures = []
    refused = False
    for commands in (COMMANDS, ON_REFUSAL):
        if commands is ON_REFUSAL and not refused:
            continue
        for label, words in commands.items():
            run = Run([demarche, *words_of(words, file, folder)])
            (folder / "out.study").unlink(missing_ok=True)
            refused = refused or (label == "check" and run.code != 0)
            slowest.append((run.seconds, run.megabytes, len(run.out) + len(run.err), f"{name}: {label} ({run.code})"))
            failures += [f"{name}: {label} {what}" for what in complaints(run, bounded=True)]
    return failures


# A game that is taken and grows while it is worked on.
GROWING = HEAD + "parameter p = 1, 0.5 to 2\n" + many("private A.t{i}: x 50%, y rest\n", 9) + many("private B.t{i}: x 50%, y rest\n", 9) + STAGE + \
    "    A tells B m: a, b\n    B chooses n: a, b\n" + "payoff A:\n    1 if A.m is a and B.n is a and B.t1 is x\npayoff B:\n    1 if B.n is b and A.t1 is x\n    p if A.m is b\nask P(A.m is a)\n"


def try_without_memory(demarche, folder):
    file = folder / "growing.crisis"
    file.write_text(GROWING)
    failures = []
    for label, words in {"solve": ["solve", "FILE"], "export": ["export", "FILE", "--efg"],
                         "study": ["study", "FILE", "--draws", "10", "--out", "OUT"]}.items():
        ended_so = 0
        for megabytes in (85, 100, 130, 200):
            run = Run([demarche, *words_of(words, file, folder)], megabytes << 20, seconds=20)
            (folder / "out.study").unlink(missing_ok=True)
            if run.code == 5 and (b"memory has run out" in run.err or b"the system refuses" in run.err):
                ended_so += 1
            elif run.code not in (0, 3, -9, -24):
                failures.append(f"{label} with {megabytes} MB ended with {run.code}: {run.err[-300:].decode(errors='replace')}")
        if ended_so == 0:
            failures.append(f"{label} never ran out of memory: the test tries nothing")
    return failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("demarche")
    parser.add_argument("--slowest", type=int, default=5, help="show so many of the slowest runs")
    parser.add_argument("filters", nargs="*")
    arguments = parser.parse_args()
    demarche = str(pathlib.Path(arguments.demarche).resolve())
    names = [name for name in TEXTS if not arguments.filters or any(word in name for word in arguments.filters)]
    failures, slowest = [], []
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            failures += try_text(demarche, name, pathlib.Path(folder), slowest)
        if not arguments.filters or "memory" in arguments.filters:
            failures += try_without_memory(demarche, pathlib.Path(folder))
    for seconds, megabytes, size, label in sorted(slowest, reverse=True)[:arguments.slowest]:
        print(f"{seconds:6.2f} s {megabytes:6.0f} MB {size:9,} bytes  {label}")
    for failure in failures:
        print("FAILED", failure)
    print(f"{len(names)} texts, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
