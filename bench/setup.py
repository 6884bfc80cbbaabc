#!/usr/bin/env python3
"""Makes build/bench/venv and installs the peers of bench/requirements.txt into it, one by one: a peer that cannot be had is
said to be missing, and the others still run. Nothing is done where nothing is missing."""

import pathlib
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
HERE = ROOT / "build/bench"
PYTHON = HERE / "venv/bin/python"
# What has no wheel is compiled; sgamesolver's setup imports these two instead of asking for them.
BUILD_TOOLS = ["setuptools<81", "wheel", "Cython", "numpy"]
OWN_TOOLS = {"sgamesolver": ["--no-build-isolation"]}


def requirements():
    lines = (ROOT / "bench/requirements.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]


def pip(*arguments):
    with (HERE / "setup.log").open("a", encoding="utf-8") as log:
        return subprocess.run([PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", *arguments],
                              stdout=log, stderr=log).returncode == 0


def installed():
    """name==version of what is there, with names as PyPI compares them"""
    done = subprocess.run([PYTHON, "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"],
                          capture_output=True, encoding="utf-8")
    return {line.lower().replace("_", "-") for line in done.stdout.splitlines()}


def main():
    HERE.mkdir(parents=True, exist_ok=True)
    if not PYTHON.exists():
        venv.create(PYTHON.parent.parent, with_pip=True)
    there = installed()
    for requirement in requirements():
        if requirement.lower().replace("_", "-") in there:
            continue
        print(f"bench: pip install {requirement} (some compile for minutes)", flush=True)
        name = requirement.split("==")[0]
        if name in OWN_TOOLS:
            pip(*BUILD_TOOLS)
        if not pip(*OWN_TOOLS.get(name, []), requirement):
            print(f"bench: {requirement} cannot be had (build/bench/setup.log says why); it is reported as missing")


if __name__ == "__main__":
    sys.exit(main())
