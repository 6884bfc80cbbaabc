#!/usr/bin/env python3
"""Counts instructions of a few small runs under valgrind's callgrind and holds them against bench/instructions.json.

    bench/instructions.py [--demarche PATH]            exit code 1 if one is over its baseline by more than 5%
    bench/instructions.py --update [--demarche PATH]   writes the baseline

Seconds are noisy on shared machines; instructions are not. They depend on the compiler, the C library (its exp and memcpy)
and whether the processor has AVX2, which chooses the regret minimisers' kernels: the baseline says which it was made
with, and elsewhere the test is skipped (exit code 77).
"""

import argparse
import json
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BASELINE = ROOT / "bench/instructions.json"
TOLERANCE = 0.05
COUNT = re.compile(r"Collected : (\d+)")

# name -> arguments of the program; a word with `.py` in it is a game that this script of bench/games writes
CASES = {
    "ask April 2024 one question": ["ask", "tests/unit/models/april2024_independent.crisis", "P(escalation is war)"],
    "solve Kuhn poker along the path": ["solve", "example:kuhn"],
    "solve an escalation of 4 moves by 6 types": ["solve", "crises.py escalation 4 6", "--tolerance", "1e-6"],
    "200 iterations of CFR+ on Leduc": ["solve", "write.py leduc", "--method", "cfr+", "--iterations", "200"],
    "read 26,931 nodes of .efg": ["check", "write.py goofspiel5"],
}
REACHED = (0, 3)  # 3: so few iterations do not reach the certificate


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def made_with(demarche):
    cache = (demarche.parent / "CMakeCache.txt").read_text(encoding="utf-8")
    found = {key: re.search(rf"^{key}:\w+=(.*)$", cache, re.M)[1] for key in ("CMAKE_CXX_COMPILER", "CMAKE_BUILD_TYPE")}
    version = subprocess.run([found["CMAKE_CXX_COMPILER"], "--version"], capture_output=True, encoding="utf-8").stdout
    has_avx2 = re.search(r"\bavx2\b", pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return {"compiler": re.sub(r"^\S+ ", "", version.splitlines()[0]), "build": found["CMAKE_BUILD_TYPE"],
            "libc": " ".join(platform.libc_ver()), "processor": platform.machine() + (" with AVX2" if has_avx2 else "")}


def written(words, folder):
    """The game that a script of bench/games writes."""
    script, *arguments = words.split()
    if script == "write.py":
        subprocess.run([ROOT / "bench/games" / script, folder, *arguments], check=True, stdout=subprocess.DEVNULL)
        return folder / f"{arguments[0]}.efg"
    path = folder / "model.crisis"
    with path.open("w", encoding="utf-8") as out:
        subprocess.run([ROOT / "bench/games" / script, *arguments], check=True, stdout=out)
    return path


def count(demarche, arguments, folder):
    arguments = [written(word, folder) if ".py " in word else word for word in arguments]
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", demarche, *arguments]
    done = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode not in REACHED or not COUNT.search(done.stderr):
        sys.exit(f"instructions: {' '.join(map(str, arguments))} exits with {done.returncode}:\n{done.stderr}")
    return int(COUNT.search(done.stderr)[1])


def compare(name, found, wanted):
    """-> a complaint, or nothing"""
    change = found / wanted - 1
    print(f"{name}: {found:,} instructions, {change:+.1%} against the baseline")
    if change < -TOLERANCE:
        print("  fewer: keep that with bench/instructions.py --update")
    return [f"{name}: {change:+.1%}"] if change > TOLERANCE else []


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--demarche", type=pathlib.Path, default=ROOT / "build/release/demarche")
    parser.add_argument("--update", action="store_true", help="write the baseline")
    chosen = parser.parse_args()
    if not shutil.which("valgrind"):
        skip("there is no valgrind (`make test` says why)")
    here = made_with(chosen.demarche.resolve())
    baseline = {} if chosen.update else json.loads(BASELINE.read_text(encoding="utf-8"))
    differing = [key for key in here if baseline.get("made_with", here)[key] != here[key]]
    if differing:
        skip(f"the baseline's {differing[0]} is {baseline['made_with'][differing[0]]}, here it is {here[differing[0]]}")
    with tempfile.TemporaryDirectory() as folder:
        counts = {name: count(chosen.demarche, arguments, pathlib.Path(folder)) for name, arguments in CASES.items()}
    if chosen.update:
        BASELINE.write_text(json.dumps({"made_with": here, "instructions": counts}, indent=2) + "\n", encoding="utf-8")
        print(f"wrote {BASELINE.relative_to(ROOT)}")
        return
    complaints = [text for name in CASES for text in compare(name, counts[name], baseline["instructions"].get(name, 1))]
    for complaint in complaints:
        print(complaint)
    print(f"instructions: {len(CASES)} cases, {len(complaints)} over by more than {TOLERANCE:.0%} "
          "(meant: bench/instructions.py --update)")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
