#!/usr/bin/env python3
"""No two test files define the same name in their unnamed namespaces.

    tools/check_test_names.py

Where code is instrumented, test files are compiled some at a time (CMakeLists.txt, DEMARCHE_TOGETHER): names that are
nobody else's business then meet. Which files go together shifts with every new one, so none may share a name.
"""

import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
UNNAMED = re.compile(r"^namespace \{$(.*?)^\}  // namespace$", re.MULTILINE | re.DOTALL)
DEFINED = re.compile(
    r"^(?:struct|class|enum class|using) (?!namespace)(\w+)"              # types
    r"|^(?!using|return|else|namespace)[\w:<>,&*\[\] ]*?[ &*>](\w+)\((?!\)\s*;)[^;]*\{$"  # functions
    r"|^(?:inline |static )?(?:constexpr|const) [\w:<>,&* ]+?(\w+)(?:\[\])? ?[={(]",  # constants
    re.MULTILINE)


def names_of(path):
    for block in UNNAMED.findall(path.read_text(encoding="utf-8")):
        for types, functions, constants in DEFINED.findall(block):
            yield types or functions or constants


def main():
    files = collections.defaultdict(set)
    for path in sorted((ROOT / "tests").glob("*/*_test.cpp")):
        for name in names_of(path):
            files[name].add(str(path.relative_to(ROOT)))
    shared = {name: where for name, where in files.items() if len(where) > 1}
    for name, where in sorted(shared.items()):
        print(f"{name}: {', '.join(sorted(where))}")
    print(f"test names: {len(files)} in unnamed namespaces, {len(shared)} in more than one file")
    sys.exit(1 if shared else 0)


if __name__ == "__main__":
    main()
