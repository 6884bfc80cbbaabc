#!/usr/bin/env python3
"""Writes src/demarche/diag/letter_tables.inc from the files of the Unicode Character Database and of UTS #39.

    tools/unicode_tables.py FOLDER

FOLDER holds UnicodeData.txt, DerivedCoreProperties.txt, DerivedNormalizationProps.txt, CompositionExclusions.txt, Scripts.txt
(unicode.org/Public/UCD) and confusables.txt (unicode.org/Public/security). What a name may not hold is left out. The data
are Unicode's, under the Unicode licence (unicode.org/license.txt).
"""

import argparse
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLES = ROOT / "src" / "demarche" / "diag" / "letter_tables.inc"
HEAD = """// Written by tools/unicode_tables.py from the Unicode Character Database {version} and the confusables of UTS #39; not to be
// edited. Copyright (c) 1991-2022 Unicode, Inc., under the Unicode licence (https://www.unicode.org/license.txt).
"""
# Scripts that people write names of crises in each get a number; all others share one each in order of appearance.
NO_SCRIPT = ("Common", "Inherited")


def rows_of(path):
    """(first, last, fields) of each line."""
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if fields[0]:
            ends = fields[0].split("..")
            yield int(ends[0], 16), int(ends[-1], 16), fields[1:]


def codes_with(path, wanted):
    return {code for first, last, fields in rows_of(path) if fields[: len(wanted)] == wanted for code in range(first, last + 1)}


def ranges_of(values):
    """{code: value} as (first, last, value)."""
    ranges = []
    for code in sorted(values):
        if ranges and ranges[-1][1] == code - 1 and ranges[-1][2] == values[code]:
            ranges[-1][1] = code
        else:
            ranges.append([code, code, values[code]])
    return ranges


def table(kind, name, rows):
    """Rows of numbers, as many a line as fit."""
    lines, line = [], "   "
    for row in rows:
        cell = " {" + ", ".join(f"0x{number:X}" for number in row) + "},"
        if len(line) + len(cell) > 120:
            lines.append(line)
            line = "   "
        line += cell
    return f"constexpr std::array<{kind}, {len(rows)}> {name}{{{{\n" + "\n".join([*lines, line]) + "\n}};\n"


def characters(folder):
    """Combining classes, and canonical decompositions into two."""
    classes, pairs = {}, {}
    for line in (folder / "UnicodeData.txt").read_text().splitlines():
        fields = line.split(";")
        code = int(fields[0], 16)
        if int(fields[3]):
            classes[code] = int(fields[3])
        parts = fields[5].split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            pairs[code] = tuple(int(part, 16) for part in parts)
    return classes, pairs


def lookalikes(path, allowed):
    """{code: the characters it is taken for}, as far as both may stand in names."""
    found = {}
    for first, _, fields in rows_of(path):
        instead = [int(part, 16) for part in fields[0].split()]
        if first in allowed and all(code in allowed for code in instead):
            found[first] = instead
    return found


def tables_of(folder):
    core = folder / "DerivedCoreProperties.txt"
    unsettled = codes_with(folder / "DerivedNormalizationProps.txt", ["NFC_QC", "N"])
    ignorable = codes_with(core, ["Default_Ignorable_Code_Point"])
    goes_on = codes_with(core, ["XID_Continue"]) - unsettled - ignorable
    begins = codes_with(core, ["XID_Start"]) & goes_on
    classes, pairs = characters(folder)
    excluded = {first for first, _, _ in rows_of(folder / "CompositionExclusions.txt")}
    composed = sorted((first, second, code) for code, (first, second) in pairs.items()
                      if code not in excluded and code in goes_on and code not in unsettled and not classes.get(first))
    names = {code: fields[0] for first, last, fields in rows_of(folder / "Scripts.txt") for code in range(first, last + 1)}
    numbers, order = {}, []
    for code in sorted(goes_on):
        script = names.get(code, "Common")
        if script in NO_SCRIPT:
            continue
        if script not in order:
            order.append(script)
        numbers[code] = order.index(script)
    alike = sorted(lookalikes(folder / "confusables.txt", goes_on | {0x2E}).items())
    pool = [code for _, instead in alike for code in instead]
    places, at = [], 0
    for code, instead in alike:
        places.append((code, at, len(instead)))
        at += len(instead)
    flat = lambda values: [tuple(row) for row in ranges_of(values)]
    return "\n".join([
        table("CodeRange", "name_begins", [row[:2] for row in flat(dict.fromkeys(begins, 0))]),
        table("CodeRange", "name_goes_on", [row[:2] for row in flat(dict.fromkeys(goes_on - begins, 0))]),
        table("ClassRange", "combining_classes", flat({code: value for code, value in classes.items() if code in goes_on})),
        table("Pair", "composed_pairs", composed),
        table("ScriptRange", "scripts", flat(numbers)),
        table("Lookalike", "lookalikes", places),
        table_of_codes("looks_like", pool),
        f"constexpr std::array<std::string_view, {len(order)}> script_names{{\n    "
        + wrapped([f'"{name.replace("_", " ")}"' for name in order]) + "};\n",
    ])


def wrapped(words):
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) + 2 > 112:
            lines.append(line.rstrip())
            line = ""
        line += word + ", "
    return "\n    ".join([*lines, line.rstrip(", ")])


def table_of_codes(name, codes):
    return f"constexpr std::array<char32_t, {len(codes)}> {name}{{\n    " + wrapped([f"0x{code:X}" for code in codes]) + "};\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    folder = parser.parse_args().folder
    version = re.search(r"DerivedCoreProperties-([\d.]+)\.txt", (folder / "DerivedCoreProperties.txt").read_text()).group(1)
    TABLES.write_text(HEAD.format(version=version) + "\n" + tables_of(folder))


if __name__ == "__main__":
    main()
