#!/usr/bin/env python3
"""Says where two builds of the program differ in what they print: for changes that are meant to change no answer.

    tools/compare_programs.py BEFORE AFTER [--files FILE...] [--filter WORD] [--jobs N]

Every command, in every format, on the examples and on the sources of all golden files (or on the files that are named):
exit code, standard output and standard error, byte for byte. In JSON new keys are told apart from other differences, and
fail nothing. The exit code is 1 where anything else differs.
"""

import argparse
import collections
import concurrent.futures
import difflib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import golden

ROOT = pathlib.Path(__file__).resolve().parent.parent
SECONDS = 120

# name -> commands, run one after the other in a folder of their own; FILE stands for the model
CRISES = {
    "check": ["check FILE"], "check.json": ["check FILE --json"],
    "describe": ["describe FILE"], "describe.json": ["describe FILE --json"],
    "ask": ["ask FILE"], "ask.json": ["ask FILE --json"], "ask.csv": ["ask FILE --csv"],
    "ask.precise": ["ask FILE --precision 4 --sensitivity"],
    "ask.precise.json": ["ask FILE --precision 4 --sensitivity --json"],
    "ask.second.json": ["ask FILE --equilibrium 2 --json"],
    "raid": ["raid FILE"], "raid.json": ["raid FILE --json"], "raid.csv": ["raid FILE --csv"],
    "simulate": ["simulate FILE --plays 200"], "simulate.json": ["simulate FILE --plays 200 --json"],
    "study": ["study FILE --draws 16 --out s.db", "results s.db", "results s.db --csv", "results s.db --json"],
    "study.saltelli": ["study FILE --draws 4 --design saltelli --out s.db --json", "results s.db --rank 1",
                       "ask FILE --study s.db", "ask FILE --study s.db --json"],
    "format": ["format FILE"], "export": ["export FILE"],
    **{f"dump.{stage}": [f"dump --stage {stage} FILE"] for stage in ("tree", "model", "game", "stakes", "strategy")},
}
GAMES = {
    "solve": ["solve FILE"], "solve.json": ["solve FILE --json"], "solve.csv": ["solve FILE --csv"],
    "solve.path": ["solve FILE --trace path.csv", "cat path.csv"],
    "solve.all": ["solve FILE --all --starts 5"], "solve.all.json": ["solve FILE --all --starts 5 --json"],
    "solve.all.csv": ["solve FILE --all --starts 5 --csv"],
    "solve.precise.json": ["solve FILE --precision 2 --json"],
    "solve.regret.json": ["solve FILE --method regret --iterations 200 --json"],
    "solve.public": ["solve FILE --form public"], "solve.public.json": ["solve FILE --form public --json"],
}

Said = collections.namedtuple("Said", "code out err")


def say(program, commands, file):
    """What the commands print, one after the other, in a folder that holds nothing but the file."""
    said = []
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80"}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, file.name)
        path.write_bytes(file.text)
        for command in commands:
            words = [path.name if word == "FILE" else word for word in command.split()]
            if words[0] != "cat":
                words.insert(0, str(program))
            try:
                done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, timeout=SECONDS)
                said.append(Said(done.returncode, done.stdout.decode(errors="surrogateescape"),
                                 timeless(done.stderr.decode(errors="surrogateescape"))))
            except subprocess.TimeoutExpired:
                said.append(Said("timeout", "", ""))
    return said


def timeless(said):
    """Without lines about time: rows a second, time left."""
    return "\n".join(line for line in said.split("\n") if " a second" not in line and "time left" not in line)


def without_new_keys(after, before, path=""):
    """`after` with only the keys that `before` has, and the paths of the others."""
    if isinstance(after, dict) and isinstance(before, dict):
        new = [f"{path}.{key}" for key in after if key not in before]
        kept = {}
        for key in after:
            if key in before:
                kept[key], more = without_new_keys(after[key], before[key], f"{path}.{key}")
                new += more
        return kept, new
    if isinstance(after, list) and isinstance(before, list) and len(after) == len(before):
        pairs = [without_new_keys(a, b, path + "[]") for a, b in zip(after, before)]
        return [kept for kept, _ in pairs], [key for _, more in pairs for key in more]
    return after, []


def compared(before, after):
    """-> (what differs as a text or None, keys that are new)"""
    if before == after:
        return None, []
    if before.code == after.code and before.err == after.err and before.out.startswith("{"):
        try:
            old = json.loads(before.out)
            kept, new = without_new_keys(json.loads(after.out), old)
        except ValueError:
            kept, old, new = 0, 1, []
        if json.dumps(kept) == json.dumps(old):
            return None, new
    lines = []
    for stream, old, new in (("code", str(before.code), str(after.code)), ("out", before.out, after.out), ("err", before.err, after.err)):
        lines += list(difflib.unified_diff(old.split("\n"), new.split("\n"), f"before {stream}", f"after {stream}", lineterm="", n=1))
    return "\n".join(line[:200] for line in lines[:24]), []


File = collections.namedtuple("File", "name text")


def all_files():
    for path in sorted((ROOT / "examples").glob("*.crisis")):
        yield File(path.name, path.read_bytes())
    for path in sorted((ROOT / "tests" / "golden").glob("*.golden")):
        source, _ = golden.read_golden(path)
        is_game = source.lstrip().startswith(("EFG", "NFG"))
        yield File(path.stem + (".efg" if is_game else ".crisis"), source.encode(errors="surrogateescape"))


def tasks_for(files):
    for file in files:
        is_game = file.name.endswith((".efg", ".nfg"))
        for name, commands in {**({} if is_game else CRISES), **GAMES}.items():
            yield file, name, commands


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=pathlib.Path)
    parser.add_argument("after", type=pathlib.Path)
    parser.add_argument("--files", type=pathlib.Path, nargs="+")
    parser.add_argument("--filter", default="", help="only commands or files with this word in their names")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    asked = parser.parse_args()
    before, after = asked.before.resolve(), asked.after.resolve()
    files = [File(path.name, path.read_bytes()) for path in asked.files] if asked.files else list(all_files())
    tasks = [task for task in tasks_for(files) if asked.filter in f"{task[0].name} {task[1]}"]

    def run(task):
        file, _, commands = task
        return [compared(*pair) for pair in zip(say(before, commands, file), say(after, commands, file))]

    num_different = 0
    new_keys = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(asked.jobs) as pool:
        for (file, name, commands), results in zip(tasks, pool.map(run, tasks)):
            for command, (difference, new) in zip(commands, results):
                new_keys.update((name, key) for key in new)
                if difference is not None:
                    num_different += 1
                    print(f"{file.name}: {command}\n{difference}\n")
    for (name, key), count in sorted(new_keys.items()):
        print(f"new key: {name} {key} ({count})")
    print(f"compare: {len(tasks)} tasks on {len(files)} files, {num_different} differ")
    sys.exit(1 if num_different else 0)


if __name__ == "__main__":
    main()
