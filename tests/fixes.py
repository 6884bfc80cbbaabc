#!/usr/bin/env python3
"""Damages the examples, lets `demarche check --fix` mend them, and looks at what came of it.

    tests/fixes.py PROGRAM [--number 150] [--seed 1] [--verbose]

Whatever the damage, there are never more errors than before, the file is whole, and exit codes say what is left. Of names
misspelt by one letter, of which one other name only can have been meant, nearly all come back as they were, byte for
byte. Every certain fix of the golden files takes its diagnostic away. And files are left alone that cannot be written
whole: see `FILE_CASES`.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import broken_variants  # noqa: E402
import golden  # noqa: E402

TIMEOUT_SECONDS = 600  # only what hangs takes so long, on a busy machine, too
LEAST_SHARE_RESTORED = 0.9  # of misspelt names with a certain fix
LEAST_SHARE_OFFERED = 0.9  # of misspelt names that have one
LEAST_SHARE_REPAIRED = 0.4  # of all damage


def run(demarche, *arguments, text=None):
    return subprocess.run([demarche, *map(str, arguments)], input=text, capture_output=True, timeout=TIMEOUT_SECONDS)


def diagnostics_of(demarche, path):
    return json.loads(run(demarche, "check", "--json", path).stdout)["diagnostics"]


def errors_in(diagnostics):
    return [entry for entry in diagnostics if entry["severity"] == "error"]


def has_certain_fix(diagnostics):
    return any(fix["certain"] for entry in diagnostics for fix in entry["fixes"])


# ---- damage

def drop_letter(text, token, rng):
    place = rng.randrange(1, len(token.text))
    return text[:token.begin + place] + text[token.begin + place + 1:]


def names_worth_a_typo(tokens):
    return [token for token in tokens
            if token.is_word() and len(token.text) >= 5 and token.text not in broken_variants.KEYWORDS]


def damaged_at_random(examples, places, rng):
    while True:
        variant = broken_variants.draw_variant(examples, places, rng)
        original = next(text for name, text, _ in examples if name == variant.example)
        if variant.text != original:
            return variant.title(), variant.text


def without_a_quote(examples, rng):
    name, text, _ = rng.choice(examples)
    places = [match.start() for match in re.finditer('"', text)]
    place = rng.choice(places)
    line = text.count("\n", 0, place) + 1
    return f"{name}:{line}: quote dropped", text[:place] + text[place + 1:]


def mend(demarche, text):
    """-> (errors before, errors after, a fix was certain, the text that came of it, what is wrong)"""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "model.crisis")
        path.write_bytes(text)
        before = diagnostics_of(demarche, path)
        done = run(demarche, "check", "--fix", path)
        after = errors_in(diagnostics_of(demarche, path))
        wrong = []
        if len(after) > len(errors_in(before)):
            wrong.append(f"{len(errors_in(before))} errors before, {len(after)} after")
        if done.returncode != (1 if after else 0):
            wrong.append(f"exits with {done.returncode} where {len(after)} errors are left")
        if os.listdir(folder) != ["model.crisis"]:
            wrong.append(f"leaves {os.listdir(folder)}")
        return len(errors_in(before)), len(after), has_certain_fix(before), path.read_bytes(), "; ".join(wrong)


def check_damage(demarche, examples, number, rng, verbose):
    places = broken_variants.places_of_words(examples)
    drawn = [damaged_at_random(examples, places, rng) for _ in range(number * 2 // 3)]
    drawn += [without_a_quote(examples, rng) for _ in range(number // 3)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda pair: mend(demarche, pair[1].encode()), drawn))
    complaints, broken, repaired = [], 0, 0
    for (title, _), (before, after, certain, _, wrong) in zip(drawn, results):
        broken += before > 0
        repaired += before > 0 and after == 0
        if wrong:
            complaints.append(f"{title}: {wrong}")
        if verbose and before:
            print(f"{title}: {before} -> {after}{' (a fix was certain)' if certain else ''}")
    print(f"damage: {repaired} of {broken} with errors repaired")
    if repaired < LEAST_SHARE_REPAIRED * broken:
        complaints.append(f"only {repaired} of {broken} damaged texts are repaired")
    return complaints


def check_typos(demarche, examples, number, rng, verbose):
    drawn = []
    for _ in range(number):
        name, text, tokens = rng.choice(examples)
        token = rng.choice(names_worth_a_typo(tokens))
        drawn.append((f"{name}:{token.line}: `{token.text}`", text, drop_letter(text, token, rng)))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda row: mend(demarche, row[2].encode()), drawn))
    complaints, broken, offered, restored = [], 0, 0, 0
    for (title, text, _), (before, after, certain, mended, wrong) in zip(drawn, results):
        broken += before > 0
        offered += before > 0 and certain
        same = mended == text.encode()
        restored += before > 0 and certain and same
        if wrong:
            complaints.append(f"{title}: {wrong}")
        if verbose and before and not same:
            print(f"{title}: {'not restored' if certain else 'nothing certain'}, {before} -> {after}")
    print(f"typos: {restored} of {offered} restored, of {broken} that are errors")
    if restored < LEAST_SHARE_RESTORED * offered or offered < LEAST_SHARE_OFFERED * broken:
        complaints.append(f"of {broken} misspelt names {offered} have a certain fix and {restored} come back")
    return complaints


# ---- golden files

def applied(text, fix):
    for edit in reversed(fix["edits"]):
        text = text[:edit["begin"]["offset"]] + edit["text"].encode() + text[edit["end"]["offset"]:]
    return text


def key_of(entry):
    return entry["code"], entry["message"], entry["line"], entry["column"]


def check_golden(demarche, path):
    """Each certain fix by itself takes its diagnostic away."""
    source = golden.read_golden(path)[0]
    complaints, num = [], 0
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "model.crisis")
        file.write_text(source, encoding="utf-8", errors="surrogateescape", newline="")
        before = file.read_bytes()
        for entry in diagnostics_of(demarche, file):
            if sum(fix["certain"] for fix in entry["fixes"]) > 1:
                complaints.append(f"{path.name}: {key_of(entry)} has two certain fixes")
            for fix in entry["fixes"]:
                edits = fix["edits"]
                if any(one["end"]["offset"] > other["begin"]["offset"] for one, other in zip(edits, edits[1:])):
                    complaints.append(f"{path.name}: edits of {key_of(entry)} overlap")
                if not fix["certain"]:
                    continue
                num += 1
                file.write_bytes(applied(before, fix))
                if key_of(entry) in map(key_of, diagnostics_of(demarche, file)):
                    complaints.append(f"{path.name}: {key_of(entry)} is still said after its fix")
    return num, complaints


def check_goldens(demarche):
    paths = [path for path in sorted(golden.GOLDENS.glob("*.golden"))
             if not golden.read_golden(path)[0].startswith(("EFG", "NFG"))]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda path: check_golden(demarche, path), paths))
    print(f"golden files: {sum(num for num, _ in results)} certain fixes take their diagnostics away")
    return [complaint for _, complaints in results for complaint in complaints]


# ---- files

BROKEN = b"actor Iran\nstage \"Talks\"\n    Iran choses reply: absorb, retaliate\npayoff Iran:\n    1 if Iran.reply is absorb\n"
MENDED = BROKEN.replace(b'"Talks"', b'"Talks":').replace(b"choses", b"chooses")


def case_plain(demarche, folder):
    path = folder / "a.crisis"
    path.write_bytes(BROKEN)
    path.chmod(0o640)
    done = run(demarche, "check", "--fix", path)
    lines = done.stdout.decode().splitlines()
    assert path.read_bytes() == MENDED and done.returncode == 0
    assert lines[0].startswith("--- ") and lines[-1].endswith("2 fixes, no errors left"), lines
    assert path.stat().st_mode & 0o777 == 0o640
    again = run(demarche, "check", "--fix", path)
    assert again.stdout.decode().splitlines() == [f"{path}: 0 fixes, no errors left"] and path.read_bytes() == MENDED


def case_patch(demarche, folder):
    """The diff is one that `patch` reads."""
    path = folder / "a.crisis"
    path.write_bytes(BROKEN)
    shown = run(demarche, "check", "--diff", path)
    assert shown.returncode == 1 and path.read_bytes() == BROKEN
    subprocess.run(["patch", "-s", str(path)], input=shown.stdout, check=True, capture_output=True)
    assert path.read_bytes() == MENDED


def case_returns_and_letters(demarche, folder):
    path = folder / "a.crisis"
    text = "# São Tomé, Ísafjörður\n".encode() + BROKEN + "# 危機\n".encode()
    path.write_bytes(text.replace(b"\n", b"\r\n"))
    run(demarche, "check", "--fix", path)
    wanted = "# São Tomé, Ísafjörður\n".encode() + MENDED + "# 危機\n".encode()
    assert path.read_bytes() == wanted.replace(b"\n", b"\r\n")


def case_no_last_newline(demarche, folder):
    path = folder / "a.crisis"
    path.write_bytes(BROKEN.rstrip(b"\n"))
    done = run(demarche, "check", "--fix", path)
    assert path.read_bytes() == MENDED.rstrip(b"\n") and b"\\ No newline at end of file" in done.stdout


def case_link(demarche, folder):
    (folder / "real.crisis").write_bytes(BROKEN)
    (folder / "link.crisis").symlink_to("real.crisis")
    run(demarche, "check", "--fix", folder / "link.crisis")
    assert (folder / "link.crisis").is_symlink() and (folder / "real.crisis").read_bytes() == MENDED


def case_read_only(demarche, folder):
    path = folder / "a.crisis"
    path.write_bytes(BROKEN)
    path.chmod(0o444)
    if os.access(path, os.W_OK):
        return  # nothing is read-only to root
    done = run(demarche, "check", "--fix", path)
    assert done.returncode == 2 and path.read_bytes() == BROKEN and not done.stdout
    assert run(demarche, "check", "--diff", path).returncode == 1


def case_closed_folder(demarche, folder):
    inner = folder / "closed"
    inner.mkdir()
    path = inner / "a.crisis"
    path.write_bytes(BROKEN)
    inner.chmod(0o555)
    if not os.access(inner, os.W_OK):
        done = run(demarche, "check", "--fix", path)
        assert done.returncode == 2 and path.read_bytes() == BROKEN and not done.stdout
    inner.chmod(0o755)


def case_standard_input(demarche, folder):
    done = run(demarche, "check", "--fix", "-", text=BROKEN)
    assert done.stdout == MENDED and done.returncode == 0


def case_pipe(demarche, folder):
    done = subprocess.run(["bash", "-c", f'"{demarche}" check --fix <(cat)'], input=BROKEN, capture_output=True)
    assert done.returncode == 2 and not done.stdout and b"no file that can be mended" in done.stderr


def case_built_in(demarche, folder):
    done = run(demarche, "check", "--fix", "example:starter")
    assert done.returncode == 0 and done.stdout == b"example:starter: 0 fixes, no errors left\n"


def case_options_apart(demarche, folder):
    path = folder / "a.crisis"
    path.write_bytes(BROKEN)
    for pair in (("--fix", "--json"), ("--diff", "--json"), ("--fix", "--diff")):
        assert run(demarche, "check", *pair, path).returncode == 2
    assert path.read_bytes() == BROKEN


FILE_CASES = [case_plain, case_patch, case_returns_and_letters, case_no_last_newline, case_link, case_read_only,
              case_closed_folder, case_standard_input, case_pipe, case_built_in, case_options_apart]


def check_files(demarche):
    complaints = []
    for case in FILE_CASES:
        with tempfile.TemporaryDirectory() as folder:
            try:
                case(demarche, pathlib.Path(folder))
            except AssertionError as failure:
                complaints.append(f"{case.__name__}: line {failure.__traceback__.tb_next.tb_lineno} {failure}")
    print(f"files: {len(FILE_CASES) - len(complaints)} of {len(FILE_CASES)} cases as they should be")
    return complaints


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("demarche", help="the program to test")
    parser.add_argument("--number", type=int, default=150, help="how many damaged texts of each sort")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    return parser.parse_args()


def main():
    chosen = options()
    demarche = str(pathlib.Path(chosen.demarche).resolve())
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "examples").glob("*.crisis"))]
    examples = [(name, text, broken_variants.tokens_of(text)) for name, text in texts]
    rng = random.Random(chosen.seed)
    complaints = check_files(demarche) + check_goldens(demarche)
    complaints += check_typos(demarche, examples, chosen.number, rng, chosen.verbose)
    complaints += check_damage(demarche, examples, chosen.number, rng, chosen.verbose)
    for complaint in complaints:
        print(f"FAILED  {complaint}")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
