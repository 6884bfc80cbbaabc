#!/usr/bin/env python3
"""Solves a study on many processors or machines through Ray, into one ordinary study file.

    launch/ray_study.py MODEL --draws N --out STUDY.db [options of `demarche study`]

The rows are cut into many short tasks, each a `demarche study --shard k/N` of some seconds. A task whose worker dies is
started again; rows go into STUDY.db as tasks end. Ctrl-C keeps them; the same command goes on. Options that are not
named below go to `demarche study`, as `--design lhs`, `--seed 7` or `--set war=2`.

Exit codes are those of `demarche study`; 5 also where tasks failed for good.
"""

import argparse
import contextlib
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import program
import table
import tasks
from progress import counted
from shown import shown

USAGE, LIMIT, INTERRUPTED = 2, 5, 130
NOT_HERE = {"--shard": "the launcher makes the shards itself",
            "--resume": "the launcher always goes on with the study that is there",
            "--threads": "a task has one thread; `--workers` says how many run at a time",
            "--time-limit": "Ctrl-C stops it, and the same command goes on"}


def say(text):
    print(f"ray_study: {shown(text)}", file=sys.stderr, flush=True)


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
                                     allow_abbrev=False)
    parser.add_argument("model", metavar="MODEL", help="a .crisis model, or example:NAME")
    parser.add_argument("--draws", type=int, required=True, metavar="N", help="solve at so many points")
    parser.add_argument("--out", required=True, metavar="STUDY.db", help="the study's file, on a disk of this machine")
    parser.add_argument("--address", default="local", help="a Ray cluster: auto, ray://HOST:PORT, or local, which starts "
                        "one on this machine (local)")
    parser.add_argument("--workers", type=int, metavar="K", help="at most so many tasks at a time (all processors)")
    parser.add_argument("--tasks", type=int, metavar="N", help="into how many shards to cut the rows (so many that a task "
                        "takes some seconds)")
    parser.add_argument("--retries", type=int, default=5, metavar="K", help="how often a task is started again (5)")
    parser.add_argument("--demarche", metavar="PATH", help="the program on this machine (build/release/demarche, or that "
                        "on the PATH)")
    parser.add_argument("--demarche-there", metavar="PATH", help="the program on the workers' machines; without it, this "
                        "machine's is sent to them")
    known, rest = parser.parse_known_args()
    for word in rest:
        reason = NOT_HERE.get(word.split("=")[0])
        if reason:
            parser.error(f"{word} is not for the launcher: {reason}")
    for name in ("draws", "workers", "tasks"):
        if getattr(known, name) is not None and getattr(known, name) < 1:
            parser.error(f"--{name} is at least 1")
    if known.model == "-":
        parser.error("the model must be a file: the workers need its text, too")
    return known, rest


def pilot(study, chosen, folder):
    """Solves a few rows here: errors come before any work is sent out, and the pace of rows says how to cut them.

    -> (seconds until a program is ready, seconds a row)
    """
    start = time.monotonic()
    study.solve_here(chosen.draws)
    ready = time.monotonic() - start
    if ready > 1 or chosen.draws < 100:
        return ready, ready / 2
    start = time.monotonic()
    few = str(folder / "pilot.db")
    study.solve_here(chosen.draws // 33, few)
    study.take([few])
    return ready, max((time.monotonic() - start - ready) / 32, 1e-5)


def num_tasks(chosen, num_missing, num_workers, ready, a_row):
    """So many that a task takes about five seconds, all workers have some, and getting ready takes no fifth of it."""
    if chosen.tasks:
        return min(chosen.tasks, chosen.draws)
    work = num_missing * a_row
    most = work / (4 * ready)
    wanted = min(max(work / 5, 4 * num_workers), max(most, num_workers))
    return max(1, min(round(wanted), chosen.draws))


def resume_words():
    words = [sys.executable, *sys.argv]
    return " ".join(f"'{word}'" if " " in word else word for word in words)


def solve(study, chosen, folder):
    """-> how many tasks failed for good"""
    ready, a_row = pilot(study, chosen, folder)
    done = table.rows_done(chosen.out)
    num_missing = len(done) - sum(done)
    if num_missing == 0:
        return 0
    cluster = tasks.connect(chosen.address, chosen.workers)
    try:
        num_workers = cluster.num_workers()
        num_shards = num_tasks(chosen, num_missing, num_workers, ready, a_row)
        shards = table.missing_shards(done, num_shards)
        say(f"{counted(num_missing, 'row')} in {counted(len(shards), 'task')} for {counted(num_workers, 'worker')}")
        return tasks.run(cluster, study, shards, num_shards, chosen, folder)
    finally:
        cluster.leave()


def run():
    chosen, rest = options()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="ray_study."))
    try:
        study = program.Study(program.find(chosen.demarche), chosen, rest)
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):  # Ray writes there, too
            num_failed = solve(study, chosen, folder)
        if num_failed == 0:
            return study.summary()
        say(f"{counted(num_failed, 'task')} failed; all other rows are in `{chosen.out}`\n  = help: to go on: "
            f"{resume_words()}")
        return LIMIT
    except KeyboardInterrupt:
        say(f"stopped; all rows of finished tasks are in `{chosen.out}`\n  = help: to go on: {resume_words()}")
        return INTERRUPTED
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(run())
    except program.Ended as ended:
        sys.stderr.write(ended.said)
        sys.exit(ended.code)
    except KeyboardInterrupt:  # a second time
        sys.exit(INTERRUPTED)
    except (OSError, tasks.Failure) as error:
        say(error)
        sys.exit(USAGE)


if __name__ == "__main__":
    main()
