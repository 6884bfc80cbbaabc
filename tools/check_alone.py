#!/usr/bin/env python3
"""Checks that sources compile each by itself, as `make fast` builds them: what `make run` and `make test` build compiles each
room as one, where a file may lean on what another included.

    tools/check_alone.py [--all] [FILE...]

Parses with clang 19 and all warnings as errors; nothing is generated. Without --all: what the last commits changed, and of
the other files a twelfth, another one with every commit. A header that a file includes by whatever way may be parsed for it
beforehand, with all that the header includes, and once for all files that do. Exit code 77 where there is no clang 19.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "demarche"
CLANG = "clang++-19"
COMMITS = 3
PARTS = 12
# Parsed once for all files; what the core uses of them without saying so shows in `make check`, which compiles everything.
COMMON = ("algorithm", "cmath", "expected", "functional", "memory", "numeric", "optional", "ranges", "span", "string", "variant",
          "vector", "fmt/format.h", "fmt/ranges.h")
WITH_EXCEPTIONS = ("cli", "http")
COMMON_OF_CLI = ("CLI/CLI.hpp",)  # costs most of what one of its files does
INCLUDE = re.compile(r'^#include "(demarche/[^"]+)"', re.M)
WORTH = 2  # a header parsed beforehand costs what twice its lines cost, and is worth what it spares


def room_of(path):
    return path.relative_to(SOURCES).parts[0]


def flags_for(path):
    flags = ["-std=c++23", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-Isrc", "-isystem",
             "/usr/include/eigen3", '-DDEMARCHE_VERSION="0"']
    return flags + ([] if room_of(path) in WITH_EXCEPTIONS else ["-fno-exceptions"])


def git(*words):
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.split() if done.returncode == 0 else []


def chosen(paths, take_all):
    if take_all or os.environ.get("DEMARCHE_THOROUGH"):
        return paths
    changed = set(git("log", f"-{COMMITS}", "--name-only", "--format="))
    part = int((git("rev-parse", "HEAD") or ["0"])[0][:8], 16) % PARTS
    return [path for k, path in enumerate(paths) if k % PARTS == part or str(path.relative_to(ROOT)) in changed]


def headers_of(path, known={}):
    """The project's headers that a file includes, and those they include."""
    if path not in known:
        known[path] = found = set()
        for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            found |= {SOURCES.parent / name} | headers_of(SOURCES.parent / name)
    return known[path]


def num_lines(headers):
    return sum(header.read_text(encoding="utf-8").count("\n") for header in headers)


def spared(paths, starts):
    """Lines that need not be parsed again where each file begins with the largest of these headers that it includes."""
    return sum(max((size for header, size in starts.items() if header in headers_of(path)), default=0) for path in paths)


def starts_for(paths):
    """Headers worth parsing beforehand -> lines of them and of what they include."""
    offered = {header: num_lines({header} | headers_of(header)) for path in paths for header in headers_of(path)}
    taken = {}
    while offered:
        best = max(offered, key=lambda header: (spared(paths, {**taken, header: offered[header]}), str(header)))
        gain = spared(paths, {**taken, best: offered[best]}) - spared(paths, taken)
        if gain < WORTH * offered[best]:
            return taken
        taken[best] = offered.pop(best)
    return taken


def precompiled(folder, kind, start=None):
    header = pathlib.Path(folder, f"common_{kind.name}_{start.stem if start else ''}.h")
    names = COMMON + (COMMON_OF_CLI if kind.name in WITH_EXCEPTIONS else ())
    header.write_text("".join(f"#include <{name}>\n" for name in names) + (f'#include "{start}"\n' if start else ""))
    out = header.with_suffix(".pch")
    subprocess.run([CLANG, *flags_for(kind / "x.cpp"), "-fpch-instantiate-templates", "-x", "c++-header", header,
                    "-o", out], cwd=ROOT, check=True)
    return out


def in_groups(paths):
    """(exceptions or none, header to begin with or None) -> files"""
    groups = {}
    for with_exceptions in (True, False):
        of_kind = [path for path in paths if (room_of(path) in WITH_EXCEPTIONS) == with_exceptions]
        starts = starts_for(of_kind)
        for path in of_kind:
            at_hand = [header for header in starts if header in headers_of(path)]
            start = max(at_hand, key=lambda header: (starts[header], str(header)), default=None)
            groups.setdefault((with_exceptions, start), []).append(path)
    return groups


def complaint_about(path, common):
    done = subprocess.run([CLANG, *flags_for(path), "-include-pch", common, "-fsyntax-only", path], cwd=ROOT, capture_output=True,
                          text=True)
    return done.stderr if done.returncode else None


def complaints_of_group(folder, kind, paths):
    with_exceptions, start = kind
    common = precompiled(folder, SOURCES / ("cli" if with_exceptions else "core"), start)
    return [(path, complaint_about(path, common)) for path in paths]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args()
    if shutil.which(CLANG) is None:
        print(f"skipped: there is no {CLANG}")
        sys.exit(77)
    rooms = [path for path in SOURCES.rglob("*.cpp") if room_of(path) != "wasm"]
    paths = [path.resolve() for path in asked.files] or chosen(sorted(rooms), asked.all)
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(asked.jobs) as pool:
        groups = in_groups(paths)
        done = pool.map(lambda kind: complaints_of_group(folder, kind, groups[kind]), groups)
        complaints = sorted((path, complaint) for group in done for path, complaint in group if complaint)
    for path, complaint in complaints:
        print(f"{path.relative_to(ROOT)} does not compile by itself:\n{complaint}")
    print(f"alone: {len(paths)} of {len(rooms)} files, {len(complaints)} complaints")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
