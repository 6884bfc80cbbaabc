#!/usr/bin/env python3
"""Breaks the rules of tools/check_layers.py, one after the other, and claims that each is noticed.

    tests/layers.py
"""

import pathlib
import sys

from claims import claim, conclude

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tools"))
import check_layers

# (what is claimed, room, a line of code in it, a part of the complaint; none where there is to be none)
CASES = [
    ("a room that is not in the table is noticed", "attic", "", "not in the table"),
    ("fronts in other languages go through the engine", "wasm", '#include "demarche/point/point.h"', "may not include demarche/point"),
    ("and show what they are given", "wasm", '#include "demarche/view/solution.h"', "only demarche/view/page.h"),
    *((f"a command asks the engine, and not {room}", "cli", f'#include "demarche/{room}/{header}.h"', "ask the engine")
      for room, header in (("solve", "aqre"), ("point", "point"), ("compile", "compile"), ("check", "check"),
                           ("study", "answers"), ("survey", "findings"), ("syntax", "parse"), ("model", "model"),
                           ("certify", "certify"), ("view", "answers"))),
    ("nor what the engine is made of", "cli", '#include "demarche/engine/solving.h"', "only its face"),
    ("it has the engine's face", "cli", '#include "demarche/engine/engine.h"', None),
    ("and pages, files and bytes", "cli",
     '#include "demarche/view/page.h"\n#include "demarche/store/write_file.h"\n#include "demarche/render/csv.h"', None),
    ("but for the command that shows each arrow", "cli/dump.cpp", '#include "demarche/point/point.h"', None),
    ("the engine sees no bytes", "engine", '#include "demarche/render/json.h"', "may not include demarche/render"),
    ("the solver's linear algebra knows no game", "solve/linear", '#include "demarche/game/game.h"', "may include"),
    ("a path is of no wing that it is part of", "solve/flat", '#include "demarche/solve/path/aqre.h"', "may not include"),
    ("a solver may not see crises", "solve", '#include "demarche/model/model.h"', "may not include demarche/model"),
    ("surveys see questions, and no words", "survey", '#include "demarche/view/words.h"', "may not include demarche/view"),
    ("surveys see no files", "survey", '#include "demarche/store/study_store.h"', "may not include demarche/store"),
    ("whoever keeps rows may see what is kept", "store", '#include "demarche/survey/keeper.h"', None),
    ("the core has no threads", "survey", "#include <mutex>", "may not include <mutex>"),
    ("the core has no exceptions", "survey", "throw 1;", "may not use `throw`"),
    ("the core has no clock", "survey", "#include <chrono>", "may not include <chrono>"),
    ("nothing below the fronts prints by fmt", "survey", 'fmt::print("{}", 1);', "`fmt::print`"),
    ("nor by the C library", "view", 'std::puts("done");', "`puts`"),
    ("nor to a stream", "study", "std::fwrite(text, 1, 4, stderr);", "`fwrite`"),
    ("nor where files are written", "store", 'fprintf(stderr, "full");', "`fprintf`"),
    ("nor on the road", "engine", "std::cout << 1;", "`cout`"),
    ("nor returns exit codes", "survey", "return Exit::Usage;", "`Exit`"),
    ("nor hands one out", "survey", "void look(int& exit_code);", "`exit_code`"),
    ("nor ends the program", "survey", "std::exit(2);", "`exit`"),
    ("fronts do", "cli", "std::fwrite(text, 1, 4, stdout); return code(Exit::Ok);", None),
    ("what stands in comments and strings is no code", "survey", 'auto a = "puts";  // throw, stdout', None),
    ("words in words are no words", "survey", "int exits = outputs(exit_of_layer);", None),
]


def room_and_text(room, line):
    room, _, inner = room.partition("/")
    if inner.endswith(".cpp"):
        return room, line + "\n", "face", inner
    return room, line + "\n", inner or "face"


def check_types():
    here, there = (check_layers.SOURCES / room / "x.h" for room in ("solve", "view"))
    def complaints(one, other):
        return list(check_layers.types_of_one_name([(here, one), (there, other)]))
    one = "namespace demarche {\nstruct Part {\n};\n}\n"
    found = complaints(one, one.replace("struct Part", "class Part final : public Whole"))
    claim("two types of one name are noticed", len(found) == 1 and found[0][0] == there and "demarche::Part" in found[0][1], found)
    found = complaints(one, one.replace("demarche", "demarche::view"))
    claim("not where their namespaces differ", not found, found)
    found = complaints(one, "namespace demarche {\nstruct Part;\nstruct Page {\n  struct Part {};\n};\n}\n")
    claim("nor where one is announced, or stands within another type", not found, found)


def main():
    for sentence, room, line, part in CASES:
        complaints = check_layers.complaints_about(*room_and_text(room, line))
        noticed = any(part in complaint for complaint in complaints) if part else not complaints
        claim(sentence, noticed, complaints)
    check_types()
    commands = [check_layers.SOURCES / "cli" / "dump.cpp"]
    unneeded = list(check_layers.unneeded_exceptions(commands))
    claim("an exception that no command needs is noticed", "demarche/view/words.h" in unneeded, unneeded)
    claim("one that is needed stays", "dump.cpp" not in unneeded, unneeded)
    conclude("layers")


if __name__ == "__main__":
    main()
