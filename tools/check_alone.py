#!/usr/bin/env python3
"""Checks that sources compile each by itself, as `make fast` builds them: what `make run` and `make test` build compiles each
room as one, where a file may lean on what another included.

    tools/check_alone.py [--all] [FILE...]

Parses with clang 19 and all warnings as errors; nothing is generated. Without --all: what the last commits changed, and of
the other files an eighth, another one with every commit. Exit code 77 where there is no clang 19.
"""

import argparse
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "demarche"
CLANG = "clang++-19"
COMMITS = 3
PARTS = 8
# Parsed once for all files; what the core uses of them without saying so shows in `make check`, which compiles everything.
COMMON = ("algorithm", "cmath", "expected", "functional", "memory", "numeric", "optional", "ranges", "span", "string", "variant",
          "vector", "fmt/format.h", "fmt/ranges.h")
WITH_EXCEPTIONS = ("cli", "http")
COMMON_OF_CLI = ("CLI/CLI.hpp",)  # costs most of what one of its files does


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


def precompiled(folder, kind):
    header = pathlib.Path(folder, f"common_{kind.name}.h")
    names = COMMON + (COMMON_OF_CLI if kind.name in WITH_EXCEPTIONS else ())
    header.write_text("".join(f"#include <{name}>\n" for name in names))
    out = header.with_suffix(".pch")
    subprocess.run([CLANG, *flags_for(kind / "x.cpp"), "-fpch-instantiate-templates", "-x", "c++-header", header,
                    "-o", out], cwd=ROOT, check=True)
    return out


def complaint_about(path, common):
    done = subprocess.run([CLANG, *flags_for(path), "-include-pch", common, "-fsyntax-only", path], cwd=ROOT, capture_output=True,
                          text=True)
    return done.stderr if done.returncode else None


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
        common = {True: precompiled(folder, SOURCES / "cli"), False: precompiled(folder, SOURCES / "core")}
        complaints = list(pool.map(lambda path: complaint_about(path, common[room_of(path) in WITH_EXCEPTIONS]), paths))
    for path, complaint in zip(paths, complaints):
        if complaint:
            print(f"{path.relative_to(ROOT)} does not compile by itself:\n{complaint}")
    num_bad = sum(complaint is not None for complaint in complaints)
    print(f"alone: {len(paths)} of {len(rooms)} files, {num_bad} complaints")
    sys.exit(1 if num_bad else 0)


if __name__ == "__main__":
    main()
