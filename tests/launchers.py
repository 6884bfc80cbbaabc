#!/usr/bin/env python3
"""A study on a Ray cluster gives the table of one machine to the last bit, also where workers are killed; Parquet holds what
the CSV does.

    tests/launchers.py DEMARCHE        (run by a Python that has ray and pyarrow: tools/setup peers)
"""

import contextlib
import csv
import math
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import pyarrow.parquet as parquet
from claims import claim, conclude

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "launch"))
import worker

LAUNCHER = ROOT / "launch" / "ray_study.py"
MODEL = ROOT / "examples" / "fearon1994.crisis"
DRAWS = 100
WORKERS = 3
SOLVED = (0, 3)  # 3: some rows near a cost of 0 have no certificate


class Bench:
    def __init__(self, program, folder):
        self.program = program
        self.folder = pathlib.Path(folder)
        # A name of its own, so that only workers of this test are killed.
        self.model = self.folder / f"crisis{os.getpid()}.crisis"
        self.model.write_bytes(MODEL.read_bytes())

    def run(self, *arguments):
        return subprocess.run(list(map(str, arguments)), cwd=self.folder, capture_output=True, text=True)

    def command(self, out, *more):
        return list(map(str, [sys.executable, LAUNCHER, self.model, "--draws", DRAWS, "--out", out, "--demarche",
                              self.program, "--workers", WORKERS, *more]))

    def start(self, out, *more):
        return subprocess.Popen(self.command(out, *more), cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True)

    def table(self, name):
        with contextlib.closing(sqlite3.connect(self.folder / name)) as database:
            return list(database.execute("SELECT * FROM rows ORDER BY k"))

    def workers(self):
        """Processes of Ray that solve a shard of this test's model just now."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            with contextlib.suppress(OSError):
                words = (entry / "cmdline").read_bytes().decode().split("\0")
                if "--shard" not in words or self.model.name not in words:
                    continue
                parent = (entry / "stat").read_text().rsplit(")", 1)[1].split()[1]
                if pathlib.Path("/proc", parent, "cmdline").read_text().startswith("ray::"):
                    found.append(int(parent))
        return found

    def wait_for_worker(self, launcher):
        while launcher.poll() is None:
            found = self.workers()
            if found:
                return found[0]
            time.sleep(0.01)
        return None


def check_killed_worker(bench, whole):
    launcher = bench.start("killed.db", "--tasks", 12)
    killed = bench.wait_for_worker(launcher)
    claim("a worker is at work", killed is not None)
    if killed:
        os.kill(killed, signal.SIGKILL)
    printed, said = launcher.communicate()
    claim("a study is solved though one of its workers is killed", launcher.returncode in SOLVED, said)
    claim("and that is said", "is started again" in said and "1 task started again" in said, said)
    claim("its table is that of one machine, to the last bit", bench.table("killed.db") == whole, said)
    claim("the program's summary is printed, and nothing else", printed.startswith(f"{DRAWS} rows of 2 drawn numbers"),
          printed)
    claim("one file is left", not list(bench.folder.glob("killed.db?*")))


def check_interrupt(bench, whole):
    launcher = bench.start("stopped.db", "--tasks", 30)
    bench.wait_for_worker(launcher)
    while launcher.poll() is None and len(bench.table("stopped.db")) < DRAWS // 10:
        time.sleep(0.02)
    launcher.send_signal(signal.SIGINT)
    said = launcher.communicate()[1]
    claim("Ctrl-C ends with 130", launcher.returncode == 130, said)
    claim("and says how to go on, without a traceback", "to go on:" in said and "Traceback" not in said, said)
    kept = bench.table("stopped.db")
    claim("rows of finished tasks are kept", DRAWS // 10 <= len(kept) < len(whole), len(kept))
    claim("no program is left at work", not bench.workers())
    done = bench.run(*bench.command("stopped.db"))
    claim("the same command goes on", done.returncode in SOLVED and bench.table("stopped.db") == whole, done.stderr)
    claim("with the rows that are missing", f"{len(whole) - len(kept):,} rows in" in done.stderr, done.stderr)


def check_errors(bench):
    bench.model.write_text(MODEL.read_text() + "# another thought\n")
    done = bench.run(*bench.command("killed.db"))
    claim("rows of another model are refused as the program does",
          done.returncode == 2 and "are of another study" in done.stderr, done.stderr)
    bench.model.write_text(MODEL.read_text() + "payoff Nobody:\n    1\n")
    done = bench.run(*bench.command("wrong.db"))
    own = bench.run(bench.program, "study", bench.model, "--draws", DRAWS, "--out", "own.db")
    claim("a model with an error ends with 1 and what the program says", done.returncode == 1 and done.stderr == own.stderr,
          done.stderr)
    done = bench.run(*bench.command("x.db", "--shard", "1/2"))
    claim("an option that the launcher has no use for is told", done.returncode == 2 and "--shard" in done.stderr, done.stderr)


def check_sent_program(bench):
    content = pathlib.Path(bench.program).read_bytes()
    path = worker.installed(bench.folder, content)
    claim("a program that was sent to a machine runs there", bench.run(path, "--version").returncode == 0, path)
    claim("and is written once", worker.installed(bench.folder, content) == path)


def csv_value(text, kind):
    if kind == "string":
        return text
    return None if text == "" else float(text)


def check_parquet(bench):
    done = bench.run(sys.executable, ROOT / "launch" / "to_parquet.py", "killed.db", "killed.parquet")
    claim("a study is exported", done.returncode == 0 and f"{DRAWS:,} rows" in done.stdout, done.stderr)
    bench.run(bench.program, "results", "killed.db", "--csv", "killed.csv")
    with open(bench.folder / "killed.csv", newline="", encoding="utf-8") as file:
        head, *lines = csv.reader(file)
    found = parquet.read_table(bench.folder / "killed.parquet")
    claim("its columns are those of the CSV", found.column_names == head, found.column_names)
    same = len(lines) == found.num_rows
    for place, column in enumerate(found.columns):
        wanted = [csv_value(line[place], str(column.type)) for line in lines]
        same = same and column.to_pylist() == wanted
    claim("and every number is the CSV's", same)
    cost = found.schema.field("cost_A").metadata
    claim("a drawn number's range is in its metadata", {b"best", b"low", b"high"} <= set(cost)
          and math.isfinite(float(cost[b"low"])), cost)
    claim("the model is in the file's", found.schema.metadata[b"model_text"] == MODEL.read_bytes())
    missing = bench.run(sys.executable, ROOT / "launch" / "to_parquet.py", "nothing.db", "x.parquet")
    claim("a missing study is told", missing.returncode == 2 and "there is no file" in missing.stderr, missing.stderr)


def main():
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(str(pathlib.Path(sys.argv[1]).resolve()), folder)
        done = bench.run(bench.program, "study", bench.model, "--draws", DRAWS, "--out", "whole.db")
        claim("a study is solved on one machine", done.returncode in SOLVED, done.stderr)
        whole = bench.table("whole.db")
        check_killed_worker(bench, whole)
        check_interrupt(bench, whole)
        check_parquet(bench)
        check_sent_program(bench)
        check_errors(bench)
    conclude("launchers")


if __name__ == "__main__":
    main()
