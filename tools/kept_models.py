#!/usr/bin/env python3
"""The models that this project keeps besides tests of errors: the examples, the whole models of the documentation, and those
of golden files that are content. Every word of the language stands in them. As a program it writes them into a folder, a file
each.

    tools/kept_models.py FOLDER
"""

import pathlib
import re
import sys

from check_docs import blocks_of

ROOT = pathlib.Path(__file__).resolve().parent.parent
DISCONTENT = re.compile(r"^(fail|[A-Z]\d+|tree|format|certify|words|nobody)_")  # of errors, notes, odd texts


def kept_models():
    """[(name, text)], in a fixed order."""
    found = [(path.name, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "examples").glob("*.crisis"))]
    for page in sorted((ROOT / "docs").rglob("*.md")):
        found += [(f"{page.stem}_{block.line}.crisis", block.body) for block in blocks_of(page)
                  if block.words[:1] == ["crisis"] and not {"fragment", "fail"} & set(block.words)]
    for path in sorted((ROOT / "tests" / "golden").glob("*.golden")):
        text = re.split(r"^---- ", path.read_text(encoding="utf-8"), flags=re.M)[0]
        if not DISCONTENT.match(path.name) and re.search("^actor", text, re.M):
            found.append((f"{path.stem}.crisis", text))
    return found


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in kept_models():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
