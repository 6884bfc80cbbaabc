#!/usr/bin/env python3
"""Keeps docs/reference/commands.md and docs/reference/diagnostics.md as the program has them.

    tools/reference.py [--update] [--demarche PATH]

Asks the program (`--help` of every command; `explain` of every code) and says which page is stale; with --update the
pages are rewritten. What the program cannot say of itself, an introduction and an example a command, stands below.
"""

import argparse
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
NOTICE = "<!-- Written by tools/reference.py --update; edit that file or the program, not this page. -->\n"

COMMANDS_HEAD = """\
# Commands

{notice}
Without arguments the program says what to type first:

```console
$ demarche
{welcome}```

Where a command takes a model, `-` reads it from standard input and `example:NAME` is one that is built into the program:
`alliance`, `april2024`, `fearon1994`, `kuhn`, `october2024` or `starter`. Answers go to standard output,
diagnostics and progress to standard error. [Exit codes](exit-codes.md) and [JSON](json.md) have pages of their own.
Every command explains itself with `--help`. Colours appear on a terminal only, and not where the environment variable
`NO_COLOR` is set. Whatever names, files and arguments hold, no control character and no mark that turns the text reaches
a terminal: they are shown as `\\x1b` or `<U+202E>`.
"""

DIAGNOSTICS_HEAD = """\
# Diagnostics

{notice}
What `demarche check` and the other commands may say about a model. A diagnostic points at the place, shows the other
end of the conflict where there is one, and says after `help:` what to type. `demarche explain E009` prints one of these
entries. How to read one: [read a diagnostic](../how-to/read-a-diagnostic.md).

| first letter | kind | what it means |
|---|---|---|
| E | error | the model cannot be solved before this is mended; the program ends with exit code 1 |
| W | warning | allowed, and probably not what you meant |
| N | note | nothing is wrong; a reader will ask |
| R | remark | about an answer, not about the model |

"""

# One example a command; `tools/check_docs.py` runs them.
EXAMPLES = {
    "tour": "demarche tour",
    "new": "demarche new my.crisis",
    "check": "demarche check my.crisis",
    "describe": "demarche describe my.crisis",
    "symbols": "demarche symbols my.crisis",
    "study": "demarche study my.crisis --draws 200 --out my.db",
    "tip": "demarche tip my.crisis \"P(A.end is fight) > 20%\"",
    "results": "demarche results my.db --csv my.csv",
    "merge": "demarche merge all.db my.db",
    "compare": "demarche compare example:april2024 example:april2024:silent",
    "raid": "demarche raid example:april2024 --simulate 10000",
    "simulate": "demarche simulate my.crisis --plays 1000",
    "play": "echo quiet | demarche play example:april2024 --as Israel --no-beliefs",
    "studio": "demarche studio --help",
    "ask": "demarche ask my.crisis \"P(B.answer is resist)\" --set war=2 --csv",
    "solve": "demarche solve my.crisis --tolerance 1e-9\n$ demarche solve my.crisis --md > solution.md",
    "certify": "demarche solve my.crisis --json > solution.json\n$ demarche certify my.crisis --strategy solution.json --tolerance 0.1",
    "format": "demarche format my.crisis --write",
    "explain": "demarche explain E009",
    "export": "demarche export my.crisis --efg -o my.efg",
    "lsp": "demarche lsp --help",
    "dump": "demarche dump --stage game my.crisis",
}


def say(demarche, *arguments):
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80"}
    done = subprocess.run([demarche, *arguments], env=environment, capture_output=True, encoding="utf-8", timeout=600)
    if done.returncode:
        sys.exit(f"reference: `demarche {' '.join(arguments)}` exits with {done.returncode}\n{done.stderr}")
    return done.stdout


def entries_of(help_text, section):
    """The rows of one section of a help text -> [(left column, description)], whatever version of CLI11 laid it out."""
    rows = []
    inside = False
    for line in help_text.splitlines():
        if re.match(r"\S.*:$", line):
            inside = line.lower().startswith(section)
        elif inside and re.match(r" {1,4}\S", line):
            rows.append(list(halves_of(line.strip())))
        elif inside and line.strip():
            rows[-1][1] = f"{rows[-1][1]} {line.strip()}".strip()
    return rows


def halves_of(row):
    """A row's left column, such as `--time-limit FLOAT:POSITIVE`, and what follows it."""
    row = re.sub(r"^(-\w), *(--)", r"\1,\2", row)
    excluding = re.match(r"(\S.* Excludes:(?: --\S+)+) +(?!--)(\S.*)", row)
    if excluding:
        return excluding[1], excluding[2]
    left, *right = re.split(r" {2,}|(?<=POSITIVE) (?=[a-z])", row, maxsplit=1)
    return left, right[0].strip() if right else ""


def spelling_of(left):
    """`--precision FLOAT:POSITIVE Excludes: --tolerance` -> `--precision NUMBER`"""
    left = re.sub(r" Excludes:.*| REQUIRED| \.\.\.|:POSITIVE|:\{.*", "", left)
    return left.replace(",", ", ").replace("FLOAT", "NUMBER")


def joined(options):
    *first, last = (f"`{option}`" for option in options)
    return f"{', '.join(first)} or {last}" if first else last


def details_of(left, text):
    """The description of an argument, with what the left column says beyond its spelling."""
    excluded = re.search(r"Excludes: (--\S+(?: --\S+)*)", left)
    text += "; may be given again" if " ..." in left else ""
    text += "; not together with " + joined(excluded[1].split()) if excluded else ""
    return text.replace("|", "\\|")


def command_section(demarche, name, summary):
    help_text = say(demarche, name, "--help")
    entries = entries_of(help_text, "positionals") + entries_of(help_text, "options")
    rows = [f"| `{spelling_of(left)}` | {details_of(left, text)} |\n" for left, text in entries if "--help" not in left]
    table = "| argument or option | what it is |\n|---|---|\n" + "".join(rows) + "\n" if rows else ""
    return f"## `demarche {name}`\n\n{summary[0].upper()}{summary[1:]}.\n\n{table}```console\n$ {EXAMPLES[name]}\n```\n"


def commands_page(demarche):
    commands = entries_of(say(demarche, "--help"), "subcommands")
    missing = sorted({name for name, _ in commands} ^ set(EXAMPLES))
    if missing:
        sys.exit(f"reference: EXAMPLES in tools/reference.py and the program's commands differ: {', '.join(missing)}")
    head = COMMANDS_HEAD.format(notice=NOTICE, welcome=say(demarche))
    return "\n".join([head] + [command_section(demarche, name, summary) for name, summary in commands])


def diagnostics_page(demarche):
    codes = [line.split()[0] for line in say(demarche, "explain").splitlines()]
    text = DIAGNOSTICS_HEAD.format(notice=NOTICE)
    titles = []
    entries = []
    for code in codes:
        page = json.loads(say(demarche, "explain", "--json", code))
        title, body = page["title"], page["explanation"]
        titles.append(f"| [{code}](#{code.lower()}) | {title} |")
        entries.append(f"## {code}\n\n**{title}**\n\n{body.strip()}\n")
    return text + "| code | what it is about |\n|---|---|\n" + "\n".join(titles) + "\n\n" + "\n".join(entries)


def is_stale(path, wanted):
    found = path.read_text(encoding="utf-8") if path.exists() else ""
    if found == wanted:
        return False
    sys.stdout.writelines(difflib.unified_diff(found.splitlines(True), wanted.splitlines(True), str(path.relative_to(ROOT)),
                                               "what the program says"))
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--demarche", default=str(ROOT / "build/release/demarche"), help="the program to ask")
    parser.add_argument("--update", action="store_true", help="rewrite the pages")
    chosen = parser.parse_args()
    demarche = str(pathlib.Path(chosen.demarche).resolve())
    pages = {REFERENCE / "commands.md": commands_page(demarche), REFERENCE / "diagnostics.md": diagnostics_page(demarche)}
    if chosen.update:
        for path, wanted in pages.items():
            path.write_text(wanted, encoding="utf-8")
        return
    stale = [path.name for path, wanted in pages.items() if is_stale(path, wanted)]
    print(f"reference: {len(pages)} pages, {len(stale)} stale")
    if stale:
        sys.exit("reference: `tools/reference.py --update --demarche PATH` rewrites them")


if __name__ == "__main__":
    main()
