#!/usr/bin/env python3
"""How many rows a second a study solves, on one thread and on all, and against running the program once a row.

    bench/study.py [--demarche PATH] [--model FILE] [--draws N] [--start path|centre]

The program run once a row answers the same questions: sweeps and rankings, which studies leave out, are taken out.
"""

import argparse
import os
import pathlib
import re
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def seconds_of(command, folder):
    start = time.monotonic()
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, text=True)
    if done.returncode not in (0, 3, 4):
        raise SystemExit(f"{command}: {done.stderr}")
    return time.monotonic() - start, done.stderr


def rows_a_second(program, model, folder, draws, threads, start):
    out = f"{threads}.db"
    said = seconds_of([program, "study", model, "--draws", draws, "--threads", threads, "--start", start, "--out", out],
                      folder)[1]
    return float(re.search(r"rows, ([0-9.,e+-]+) a second", said.splitlines()[-1])[1].replace(",", ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--demarche", default=ROOT / "build/release/demarche", type=pathlib.Path)
    parser.add_argument("--model", default=ROOT / "examples/april2024.crisis", type=pathlib.Path)
    parser.add_argument("--draws", default=64, type=int)
    parser.add_argument("--start", default="path")
    chosen = parser.parse_args()
    program = chosen.demarche.resolve()
    with tempfile.TemporaryDirectory() as folder:
        model = pathlib.Path(folder) / "model.crisis"
        kept = [line for line in chosen.model.read_text().splitlines() if not re.match(r"(sweep|rank) ", line)]
        model.write_text("\n".join(kept) + "\n")
        once = min(seconds_of([program, "ask", model], folder)[0] for _ in range(3))
        print(f"once a row: {once:.3f} s, {1 / once:.3g} rows a second")
        for threads in sorted({1, os.cpu_count()}):
            rate = rows_a_second(program, model, folder, chosen.draws, threads, chosen.start)
            print(f"study on {threads} threads: {rate:.3g} rows a second, {rate * once:.3g} times as many")


if __name__ == "__main__":
    main()
