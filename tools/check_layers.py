#!/usr/bin/env python3
"""Checks that the rooms of src/demarche include only whom they may, and that the core stays a pure function.

The table is the one of ARCHITECTURE.md. The core is everything but cli/, wasm/ and store/: no exceptions, no threads, no clock, no
files, no streams, so that it compiles to WebAssembly and the same input gives the same output everywhere.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "demarche"

# room -> rooms it may include, besides itself
MAY_INCLUDE = {
    "base": "",
    "diag": "base",
    "raid": "base",
    "store": "base",
    "draw": "base",
    "game": "base diag",
    "solve": "base game",
    "regret": "base game",
    "certify": "base game",  # and so shares no code with any solver
    "syntax": "base diag",
    "model": "base diag",
    "check": "base diag raid syntax model",
    "compile": "base diag model raid game",
    "study": "base diag raid draw model game compile solve certify",
    "view": "base diag raid draw model game compile solve certify study",
    "render": "base diag view",  # of view its values only, and so no crisis
    "report": "base diag raid draw model game compile solve certify study view render",
}
VALUES_OF_VIEW = ("demarche/view/page.h", "demarche/view/data.h")
SHELLS = {"pipeline", "cli", "wasm"}  # these may include every room; only cli may do input and output
IMPURE_HEADERS = set("fstream iostream thread mutex future chrono filesystem ctime csignal atomic random stdexcept".split())
IMPURE_WORDS = re.compile(r"\b(throw|try|catch|getenv|rand|srand|thread_local)\b")
INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]', re.M)


def room_of(path):
    parts = path.relative_to(SOURCES).parts
    return parts[0] if len(parts) > 1 else parts[0].split(".")[0].split("_")[0]


def without_comments_and_strings(text):
    def blank(match):
        return '""' + "\n" * match[0].count("\n")

    text = re.sub(r'R"(\w*)\(.*?\)\1"', blank, text, flags=re.S)
    return re.sub(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])+'", blank, text, flags=re.S)


def wrong_rooms(room, text):
    allowed = {room, *MAY_INCLUDE[room].split()}
    for header in INCLUDE.findall(text):
        target = re.match(r"demarche/(\w+)", header)
        if room == "render" and header.startswith("demarche/view/") and header not in VALUES_OF_VIEW:
            yield f"render/ may include of view/ only {' and '.join(VALUES_OF_VIEW)}, not {header}"
        if target and target[1] not in allowed:
            yield f"{room}/ may not include {header} (it may include {', '.join(sorted(allowed))})"


def impurities(text):
    for header in INCLUDE.findall(text):
        if header in IMPURE_HEADERS:
            yield f"the core may not include <{header}>"
    for number, line in enumerate(without_comments_and_strings(text).splitlines(), 1):
        word = IMPURE_WORDS.search(line)
        if word:
            yield f"line {number}: the core may not use `{word[1]}`"


def complaints_about(path):
    room = room_of(path)
    text = path.read_text(encoding="utf-8")
    if room not in MAY_INCLUDE and room not in SHELLS:
        return [f"{room} is not in the table of tools/check_layers.py"]
    complaints = [] if room in SHELLS else list(wrong_rooms(room, text))
    if room not in ("cli", "wasm", "store"):
        complaints += impurities(text)
    return complaints


def main():
    paths = sorted(path for path in SOURCES.rglob("*") if path.suffix in (".h", ".cpp"))
    failures = [(path, complaint) for path in paths for complaint in complaints_about(path)]
    for path, complaint in failures:
        print(f"{path.relative_to(ROOT)}: {complaint}")
    print(f"layers: {len(paths)} files, {len(failures)} complaints")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
