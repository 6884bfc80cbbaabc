#!/usr/bin/env python3
"""Checks that the rooms of src/demarche include only whom they may, and that the core stays a pure function.

The table of rooms is the one of ARCHITECTURE.md. The core is everything but cli/, wasm/, store/ and http/: no exceptions, no threads, no clock, no
files, no streams, so that it compiles to WebAssembly and the same input gives the same output everywhere. What solves and what
judges is called through one room. The command line asks the engine, as every front does. Nothing below the fronts prints or knows exit codes: it returns values, errors included.
No two types of one namespace have one name.
tests/layers.py shows that each complaint is made.
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
    "store": "base survey",  # of survey what is kept, and who keeps it
    "draw": "base",
    "game": "base diag",
    "solve": "base game",
    "regret": "base game",
    "certify": "base game",  # and so shares no code with any solver
    "refine": "base game certify",  # of certify its values
    "syntax": "base diag",
    "model": "base diag",
    "check": "base diag raid syntax model",
    "compile": "base diag model raid game",
    "point": "base diag model game compile solve regret certify refine",
    "reasons": "base diag model game compile certify point",
    "seats": "base diag raid model game compile certify point reasons",  # of certify its values
    "study": "base diag raid draw model game compile solve refine point reasons",
    "survey": "base diag raid draw model game compile solve point study",
    "view": "base diag raid draw model game compile solve certify refine point reasons seats study survey",
    "engine": "base diag draw syntax model check game compile refine point seats study survey view",
    "render": "base diag view",  # of view its values only, and so no crisis
    "lsp": "base diag syntax model check game engine render view",
    "wasm": "base diag engine lsp render view",  # the same
    "http": "",  # a web server that knows none of us
    "studio": "base diag game http engine render view",  # of http its values, of game its JSON
}
# function -> rooms that may call it: what solves and what judges is asked for through `point` alone
CALLED_ONLY_IN = {
    "certify": "certify point",
    "solve_aqre": "solve point",
    "find_equilibria": "solve point",
    "continue_aqre": "solve point",
    "continue_equilibrium": "solve point",
    "solve_regret": "regret",
    "solution_by_regret": "regret point",
}
# room -> wing (a folder of it) -> wings it may include, besides itself; the face is what lies in the room's folder itself, and
# all that other rooms may include
WINGS = {
    "solve": {
        "face": "equations linear",
        "linear": "",
        "exact": "",
        "equations": "linear",
        "flat": "equations linear",
        "public": "equations linear",
        "condense": "face equations linear flat",
        "parts": "equations linear flat public condense",
        "path": "face equations linear flat public condense parts",
        "several": "face exact equations linear flat public condense parts path",
    },
}
WINGS_WITHOUT_GAME = ("solve/linear", "solve/exact")  # include no other room but base
# A form of a game is known by its table (solve/equations/form.h): elsewhere as many files name it as make shapes of it.
FORM = "public"
MOST_FILES_THAT_NAME_IT = 4
VALUES_OF_VIEW = ("demarche/view/page.h", "demarche/view/data.h")
SEE_VALUES = {"render", "wasm"}  # and nothing else of view
FRONTS = {"cli", "wasm"}  # they alone print, complain and know exit codes
# What a command may include beside `cli`: rooms, of the engine its face, and single headers with the reason for each.
CLI_ROOMS = "base diag http lsp render store studio"
ENGINE_FACE = "engine compare kept_study kinds_left_out lent play_log provenance request request_json result"
CLI_HEADERS = {
    "demarche/view/page.h": "pages are shown: values",
    "demarche/view/words.h": "progress, options and merges tell numbers as pages do",
    "demarche/view/diagnostics_data.h": "`explain` has no text to open: it shows the list of all diagnostics",
    "demarche/game/foreign_file.h": "a file of another program is told by what it is when it is read, before it is opened",
}
CLI_FREE = {"dump.cpp": "the developer's command: it shows what each arrow made, and so calls each"}
IMPURE_HEADERS = set("fstream iostream thread mutex future chrono filesystem ctime csignal atomic random stdexcept".split())
PRINTING_HEADERS = set("iostream print fmt/ostream.h".split())
PRINTING_WORDS = re.compile(r"\b(fmt::print(ln)?|std::print(ln)?|v?f?printf|f?puts|f?putc|putchar|fwrite|perror|cout|cerr|clog"
                            r"|stdout|stderr|Exit|exit_code|_?exit|quick_exit)\b")
IMPURE_WORDS = re.compile(r"\b(throw|try|catch|getenv|rand|srand|thread_local)\b")
NAMESPACE_OR_TYPE = re.compile(r"^(?:namespace ([\w:]+) \{|(?:struct|class|enum class) (\w+)\b[^;{(]*\{)", re.M)
INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]', re.M)


def room_of(path):
    parts = path.relative_to(SOURCES).parts
    return parts[0] if len(parts) > 1 else parts[0].split(".")[0].split("_")[0]


def wing_of(path):
    parts = path.relative_to(SOURCES).parts
    return parts[1] if len(parts) > 2 else "face"


def wrong_wings(room, wing, text):
    for header in INCLUDE.findall(text):
        target = re.match(r"demarche/(\w+)/(?:(\w+)/)?\w+\.h", header)
        if not target:
            continue
        if f"{room}/{wing}" in WINGS_WITHOUT_GAME and target[1] not in (room, "base"):
            yield f"{room}/{wing}/ may not include {header} (it may include base)"
        if target[1] not in WINGS:
            continue
        other = target[2] or "face"
        if target[1] != room and other != "face":
            yield f"{room}/ may include of {target[1]}/ only what lies in its own folder, not {header}"
        if target[1] == room and other not in {wing, *WINGS[room][wing].split()}:
            yield f"{room}/{wing}/ may not include {header} (it may include {WINGS[room][wing] or 'no other wing'})"


def names_form(path, text):
    return wing_of(path) != FORM and (f'"demarche/solve/{FORM}/' in text or f"{FORM}_form" in text)


def too_many_that_name_form(paths):
    naming = [path for path in paths if room_of(path) == "solve" and names_form(path, path.read_text(encoding="utf-8"))]
    if len(naming) > MOST_FILES_THAT_NAME_IT:
        for path in naming:
            yield path, f"one of {len(naming)} files that name the form `{FORM}`; {MOST_FILES_THAT_NAME_IT} may: ask shape.form"


def without_comments_and_strings(text):
    def blank(match):
        return '""' + "\n" * match[0].count("\n")

    text = re.sub(r'R"(\w*)\(.*?\)\1"', blank, text, flags=re.S)
    return re.sub(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])+'", blank, text, flags=re.S)


def wrong_rooms(room, text):
    allowed = {room, *MAY_INCLUDE[room].split()}
    for header in INCLUDE.findall(text):
        target = re.match(r"demarche/(\w+)", header)
        if room in SEE_VALUES and header.startswith("demarche/view/") and header not in VALUES_OF_VIEW:
            yield f"{room}/ may include of view/ only {' and '.join(VALUES_OF_VIEW)}, not {header}"
        if target and target[1] not in allowed:
            yield f"{room}/ may not include {header} (it may include {', '.join(sorted(allowed))})"


# A command's choice of rooms would be a second order of them, beside the engine's.
def past_the_engine(name, text):
    if name in CLI_FREE:
        return
    for header in INCLUDE.findall(text):
        target = re.match(r"demarche/(\w+)/(\w+)\.h", header)
        if not target or header in CLI_HEADERS or target[1] in ("cli", *CLI_ROOMS.split()):
            continue
        if target[1] != "engine":
            yield f"cli/ may not include {header}: ask the engine (it may include {CLI_ROOMS}, engine, and CLI_HEADERS)"
        elif target[2] not in ENGINE_FACE.split():
            yield f"cli/ may include of engine/ only its face ({ENGINE_FACE}), not {header}"


def calls_past_the_road(room, text):
    bare = without_comments_and_strings(text)
    for name, rooms in CALLED_ONLY_IN.items():
        if room not in rooms.split() and re.search(rf"\b{name}\s*\(", bare):
            yield f"{room}/ may not call {name}: {' and '.join(rooms.split())} alone may (see point/point.h)"


def impurities(text):
    for header in INCLUDE.findall(text):
        if header in IMPURE_HEADERS:
            yield f"the core may not include <{header}>"
    for number, line in enumerate(without_comments_and_strings(text).splitlines(), 1):
        word = IMPURE_WORDS.search(line)
        if word:
            yield f"line {number}: the core may not use `{word[1]}`"


def printing(text):
    for header in INCLUDE.findall(text):
        if header in PRINTING_HEADERS:
            yield f"only fronts may include <{header}>: what lies below them returns what is to be said"
    for number, line in enumerate(without_comments_and_strings(text).splitlines(), 1):
        word = PRINTING_WORDS.search(line)
        if word:
            yield f"line {number}: only fronts print and know exit codes, and this has `{word[1]}`"


def complaints_about(room, text, wing="face", name=""):
    if room not in MAY_INCLUDE and room != "cli":
        return [f"{room} is not in the table of tools/check_layers.py"]
    if room in WINGS and wing not in WINGS[room]:
        return [f"{room}/{wing} is not in the table of tools/check_layers.py"]
    if room == "cli":
        complaints = list(past_the_engine(name, text)) + list(wrong_wings(room, wing, text))
    else:
        complaints = list(wrong_rooms(room, text)) + list(wrong_wings(room, wing, text))
    complaints += calls_past_the_road(room, text)
    if room not in ("cli", "wasm", "store", "http"):
        complaints += impurities(text)
    if room not in FRONTS:
        complaints += printing(text)
    return complaints


# Exceptions that stay behind would hide the next command that goes past the engine.
def unneeded_exceptions(paths):
    commands = {path.name: path.read_text(encoding="utf-8") for path in paths if room_of(path) == "cli"}
    bound = [text for name, text in commands.items() if name not in CLI_FREE]
    yield from (header for header in CLI_HEADERS if not any(f'"{header}"' in text for text in bound))
    yield from (name for name in CLI_FREE if name not in commands or not list(past_the_engine("", commands[name])))


# The linker keeps one copy of each inline function and each template: of two types with one name, either's.
def types_of_one_name(headers):
    """(path, text) of headers -> complaints, as (path, complaint)"""
    first = {}
    for path, text in headers:
        space = ""
        for opened, name in NAMESPACE_OR_TYPE.findall(without_comments_and_strings(text)):
            if opened:
                space = opened
            elif path != first.setdefault((space, name), path):
                yield path, f"{first[space, name].relative_to(ROOT)} has another `{space}::{name}`: the linker would mix them up"


def main():
    paths = sorted(path for path in SOURCES.rglob("*") if path.suffix in (".h", ".cpp"))
    failures = [(path, complaint) for path in paths
                for complaint in complaints_about(room_of(path), path.read_text(encoding="utf-8"), wing_of(path), path.name)]
    failures += too_many_that_name_form(paths)
    failures += types_of_one_name((path, path.read_text(encoding="utf-8")) for path in paths if path.suffix == ".h")
    failures += [(SOURCES / "cli", f"no file needs the exception for {what}") for what in unneeded_exceptions(paths)]
    for path, complaint in failures:
        print(f"{path.relative_to(ROOT)}: {complaint}")
    print(f"layers: {len(paths)} files, {len(failures)} complaints")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
