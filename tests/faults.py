#!/usr/bin/env python3
"""Lets every open, read, write, sync, rename and allocation of each command fail in turn, by a library that is loaded
before the program (tests/faults/inject.c), and checks after each run that

- no signal ended the program, and it said something wherever it did not end well;
- where it ended well, everything it was to write is there, to the last byte;
- a file that was there is the old one or the new one, byte for byte; a study opens and has what was committed;
- nothing else lies in the folder.

    tests/faults.py DEMARCHE [--only WORD] [--kind KIND]
"""

import argparse
import concurrent.futures
import contextlib
import errno
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
LIMIT_S = 600  # only what hangs takes so long, on a busy machine, too

MODEL = """crisis "Two ways"
actor A
actor B
parameter cost = 1, 0.5 to 2
precision = 5
stage "Moves":
  A chooses first: left, right
  B chooses second: left, right
payoff A:
  1 if A.first is left
  - cost if B.second is right
payoff B:
  1 if B.second is left
  cost if A.first is right
ask P(A.first is left)
"""
BROKEN = MODEL.replace("chooses first", "choses first")
RAID = """crisis "A raid"
actor A
actor B
scale damage: none < heavy
stage "Raid":
    raid damage:
        salvo 6 drones
        layer "guns" by B: drones 60%
        impact none up to 2, heavy above
payoff A:
    1 if damage is heavy
payoff B:
    -1 if damage is heavy
ask P(damage is heavy)
"""
STRATEGY = """{"A.first": {"left": 1}, "B.second | A.first=left": {"left": 1},
"B.second | A.first=right": {"left": 1}}"""
PAST = "class,launched,stopped\ndrone,10,8\ndrone,12,9\n"
OLD = "an old text that somebody may need\n" * 40
STUDY = ["study", "model.crisis", "--draws", "5", "--threads", "1", "--out"]


class Command:
    """A command, the files it may write and what is there before it."""

    def __init__(self, name, arguments, writes=(), old=(), study=None, begun=(), only_names=False):
        self.name = name
        self.arguments = arguments
        self.writes = set(writes)  # files, not studies
        self.old = set(old)  # those of them that are there before
        self.study = study  # the study's file that is written
        self.begun = begun  # studies that are there before
        self.only_names = only_names  # on a file system that knows no files without a name


COMMANDS = [
    Command("format --write", ["format", "--write", "model.crisis"], writes=["model.crisis"], old=["model.crisis"]),
    Command("format --write without nameless files", ["format", "--write", "model.crisis"], writes=["model.crisis"],
            old=["model.crisis"], only_names=True),
    Command("check --fix", ["check", "--fix", "broken.crisis"], writes=["broken.crisis"], old=["broken.crisis"]),
    Command("new without nameless files", ["new", "fresh.crisis"], writes=["fresh.crisis"], only_names=True),
    Command("new", ["new", "fresh.crisis"], writes=["fresh.crisis"]),
    Command("solve --html over an old page", ["solve", "model.crisis", "--html", "page.html"], writes=["page.html"],
            old=["page.html"]),
    Command("solve --trace", ["solve", "model.crisis", "--trace", "path.csv"], writes=["path.csv"]),
    Command("ask --html", ["ask", "model.crisis", "--html", "page.html"], writes=["page.html"]),
    Command("export over an old game", ["export", "model.crisis", "--efg", "-o", "game.efg"], writes=["game.efg"],
            old=["game.efg"]),
    Command("a study that is begun", [*STUDY, "s.db"], study="s.db"),
    Command("a study that goes on", [*STUDY, "part.db", "--resume"], study="part.db", begun=["part.db"]),
    Command("results --csv over an old table", ["results", "whole.db", "--csv", "rows.csv"], writes=["rows.csv"],
            old=["rows.csv"], begun=["whole.db"]),
    Command("results", ["results", "whole.db"], begun=["whole.db"]),
    Command("merge into a new file", ["merge", "all.db", "part.db", "whole.db"], study="all.db",
            begun=["part.db", "whole.db"]),
    Command("merge into a file that is there", ["merge", "part.db", "whole.db"], study="part.db",
            begun=["part.db", "whole.db"]),
    Command("simulate --csv", ["simulate", "model.crisis", "--plays", "50", "--csv"]),
    Command("ask over a study's draws", ["ask", "model.crisis", "--study", "whole.db", "--json"], begun=["whole.db"]),
    Command("results of one answer", ["results", "whole.db", "--rank", "P(A.first is left)"], begun=["whole.db"]),
    Command("solve --all", ["solve", "model.crisis", "--all", "--starts", "3", "--json"]),
    Command("certify", ["certify", "model.crisis", "--strategy", "strategy.json"]),
    Command("dump", ["dump", "model.crisis"]),
    Command("explain", ["explain", "E009"]),
    Command("check", ["check", "model.crisis"]),
    Command("describe", ["describe", "model.crisis"]),
    Command("tip", ["tip", "model.crisis", "P(A.first is left) > 20%", "--threads", "1"]),
    Command("raid", ["raid", "raid.crisis", "--json"]),
    Command("raid --simulate", ["raid", "raid.crisis", "--simulate", "300"]),
    Command("raid --calibrate", ["raid", "--calibrate", "past.csv"]),
]

# kind of call -> errors it fails with: (number, whether it goes on failing)
FAULTS = {
    "open": [(errno.EACCES, False), (errno.ENOSPC, True)],
    "read": [(errno.EIO, False)],
    "write": [(errno.ENOSPC, True), (errno.EIO, False)],
    "sync": [(errno.EIO, False), (errno.EDQUOT, True)],
    "rename": [(errno.EIO, False), (errno.EACCES, True)],
    "unlink": [(errno.EIO, False)],
    "truncate": [(errno.ENOSPC, True)],
    "close": [(errno.EIO, False)],
    "mode": [(errno.EPERM, False), (errno.EIO, True)],
    "stdout": [(errno.ENOSPC, True)],
    "alloc": [(errno.ENOMEM, False), (errno.ENOMEM, True)],
}


def table(path):
    """The rows of a study, by number; none where there is no study."""
    if not path.exists() or path.stat().st_size == 0:
        return {}
    with contextlib.closing(sqlite3.connect(path)) as database:
        if database.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the integrity check fails")
        return {row[0]: row for row in database.execute("SELECT * FROM rows ORDER BY k")}


class Place:
    """A folder in which a command is run again and again, each time from the same files."""

    def __init__(self, program, library, folder, studies):
        self.program, self.library, self.studies = program, library, studies
        self.folder = pathlib.Path(folder)
        self.met = self.folder.parent / f"{self.folder.name}.met"

    def make_ready(self, command):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        texts = {"model.crisis": MODEL, "broken.crisis": BROKEN, "raid.crisis": RAID, "past.csv": PAST, "strategy.json": STRATEGY}
        texts |= {name: OLD for name in command.old if name not in texts}
        for name, text in texts.items():
            (self.folder / name).write_text(text)
        for name in command.begun:
            shutil.copy(self.studies / name, self.folder / name)

    def run(self, command, plan=None):
        self.make_ready(command)
        self.met.unlink(missing_ok=True)
        environment = dict(os.environ)
        if plan:
            kind, number, error, lasts = plan
            environment |= {"LD_PRELOAD": str(self.library), "FAULT_KIND": kind, "FAULT_AT": str(number),
                            "FAULT_ERROR": str(error), "FAULT_UNDER": str(self.folder), "FAULT_MET": str(self.met)}
            if lasts:
                environment["FAULT_LASTS"] = "1"
            if command.only_names:
                environment["FAULT_NAMES"] = "1"
        return subprocess.run([self.program, *command.arguments], cwd=self.folder, env=environment, timeout=LIMIT_S,
                              capture_output=True, stdin=subprocess.DEVNULL)

    def texts(self):
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if not re.search(r"\.db\b", path.name)}


class Clean:
    """What a command does where nothing fails."""

    def __init__(self, place, command):
        place.make_ready(command)
        self.before = place.texts()
        self.rows_before = table(place.folder / command.study) if command.study else {}
        done = place.run(command)
        if done.returncode != 0:
            raise SystemExit(f"{command.name}: exits with {done.returncode}\n{done.stderr.decode()}")
        self.stdout = done.stdout
        self.after = place.texts()
        self.rows_after = table(place.folder / command.study) if command.study else {}


def complaints_about_study(place, command, clean, ended_well, kind):
    name = command.study
    left = {path.name for path in place.folder.iterdir() if ".db" in path.name} - {name, *command.begun}
    logs = {f"{name}-wal", f"{name}-shm", f"{name}-journal"}
    index = {f"{name}-shm"} if kind == "unlink" else set()  # holds nothing; only SQLite may remove it
    if left - (index if ended_well else logs):
        yield f"left behind: {sorted(left)}"
    try:
        rows = table(place.folder / name)
    except sqlite3.Error as error:
        yield f"the study is damaged: {error}"
        return
    if any(clean.rows_after.get(number) != row for number, row in rows.items()):
        yield "the study has rows of its own"
    if not clean.rows_before.keys() <= rows.keys():
        yield "rows that were committed are lost"
    if ended_well and rows != clean.rows_after:
        yield "rows are missing"


def complaints_about(place, command, clean, done, kind):
    """What is wrong after a run in which something failed."""
    ended_well = done.returncode == 0
    if done.returncode < 0:
        yield f"ended by signal {-done.returncode}"
    if not ended_well and not done.stderr.strip():
        yield "says nothing"
    if ended_well and done.stdout != clean.stdout:
        yield "prints something else and says that all is well"
    after = place.texts()
    for name in clean.before.keys() | clean.after.keys() | after.keys():
        found = after.get(name, b"")
        is_new = name in command.writes and found == clean.after.get(name)
        is_old = name not in command.writes or not ended_well
        if name not in clean.before and name not in clean.after:
            yield f"left behind: {name}"
        elif not is_new and not (is_old and after.get(name) == clean.before.get(name)):
            yield f"{name} is neither the old one nor the new one"
    if command.study:
        yield from complaints_about_study(place, command, clean, ended_well, kind)


def numbers_of(kind):
    """Which calls fail: the first ones each, then further and further apart."""
    number = 1
    while True:
        yield number
        number += 1 if kind != "alloc" and number < 12 else max(1, number // 5)


def try_faults(place, command, kinds):
    clean = Clean(place, command)
    num_runs = 0
    found = []
    for kind in kinds:
        for error, lasts in FAULTS[kind]:
            for number in numbers_of(kind):
                done = place.run(command, (kind, number, error, lasts))
                num_runs += 1
                if not place.met.exists():
                    break
                said = (done.stderr.decode(errors="replace").strip().splitlines() or [""])[-1]
                found += [f"{command.name}: {kind} {number} fails with {errno.errorcode[error]}"
                          f"{' from then on' if lasts else ''}: {what} (exit {done.returncode}: {said})"
                          for what in complaints_about(place, command, clean, done, kind)]
    return num_runs, found


def build_library(folder):
    library = pathlib.Path(folder) / "inject.so"
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if not compiler or not sys.platform.startswith("linux"):
        return None
    made = subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", library, HERE / "faults" / "inject.c", "-ldl"],
                          capture_output=True, text=True)
    return library if made.returncode == 0 else None


def make_studies(program, folder):
    folder.mkdir()
    (folder / "model.crisis").write_text(MODEL)
    for name, more in (("whole.db", []), ("part.db", ["--shard", "1/2"])):
        subprocess.run([program, *STUDY, name, *more], cwd=folder, check=True, capture_output=True)
    return folder


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("demarche")
    parser.add_argument("--only", default="", help="commands with this word")
    parser.add_argument("--kind", choices=FAULTS, help="this kind of fault")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.demarche).resolve())
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        library = build_library(folder)
        if not library:
            print("skipped: no library can be compiled here that is loaded before a program")
            sys.exit(77)
        studies = make_studies(program, pathlib.Path(folder) / "studies")
        kinds = [arguments.kind] if arguments.kind else list(FAULTS)

        def trial(numbered):
            number, command = numbered
            return try_faults(Place(program, library, pathlib.Path(folder) / f"place{number}", studies), command, kinds)

        chosen = [command for command in COMMANDS if arguments.only in command.name]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            results = list(pool.map(trial, enumerate(chosen)))
    complaints = [text for _, found in results for text in found]
    print("\n".join(complaints))
    print(f"faults: {sum(num for num, _ in results)} runs of {len(chosen)} commands in {time.monotonic() - start:.0f} s, "
          f"{len(complaints)} complaints")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
