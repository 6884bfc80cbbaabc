#!/usr/bin/env python3
"""Runs every block of README.md, bench/README.md and docs/**/*.md, and follows every link between them.

    tools/check_docs.py [--demarche PATH] [FILE...]

What the word after the three backticks means:
    console           `$ command` lines and what they print (both streams). A line `...` stands for any lines, `...` within
                      a line for any text. `$ make TARGET` is not run; the target must exist. Every page has a scratch
                      folder of its own with examples/ in it, and its blocks run in order. What pages ask alike about
                      built-in examples, in a block of its own, is run once.
    console ray       the same with the Python of build/ray first on the PATH; skipped, and said, where there is none.
    crisis            a whole model: `demarche check` must be content, and what is claimed by a `check` in it must hold.      crisis NAME.crisis: also written to that file.
    crisis fragment   statements out of a model: must parse (other names may be missing).
    crisis fail       a model with errors: `demarche check` must exit with 1.
    json              must be JSON.
    text, ebnf, cpp, c, python, mermaid, efg      is not run.
Commands named in running text, such as `demarche check`, must exist.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^( *)```([^\n`]*)\n(.*?)^\1```[ \t]*$", re.M | re.S)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
MENTION = re.compile(r"`demarche ([a-z]+)")
NOT_RUN = {"text", "ebnf", "cpp", "c", "python", "mermaid", "efg"}
SYNTAX_ERROR = re.compile(r"^error\[E(001|002|003|004|010)\]", re.M)
# Reads and writes no file, so that it prints the same on every page.
SHARED = re.compile(r"""demarche (ask|compare|raid|solve)( example:[a-z0-9:_]+)+( "[^"$`\\]*"| --simulate \d+| --json| --md| --csv| --equilibria)*""")
END_OF_COMMAND = "@@end-of-command@@"
TIMEOUT_SECONDS = 600  # only what hangs takes so long, on a busy machine, too
RAY = ROOT / "build" / "ray"
outputs_shared = {}  # (script, PATH): what it printed


@dataclass
class Block:
    page: pathlib.Path
    line: int
    words: list
    body: str


def blocks_of(page):
    text = page.read_text(encoding="utf-8")
    for match in BLOCK.finditer(text):
        indent = len(match[1])
        body = "".join(line[indent:] if line[:indent].isspace() else line for line in match[3].splitlines(keepends=True))
        yield Block(page, text.count("\n", 0, match.start()) + 1, match[2].split(), body)


def commands_of(body):
    """A console block -> [(command, expected output)]"""
    found = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append([line[2:], []])
        elif found and line.startswith("> ") and found[-1][0].endswith("\\"):
            found[-1][0] += "\n" + line[2:]
        elif found:
            found[-1][1].append(line)
    return [(command, "\n".join(expected)) for command, expected in found]


def pattern_of(expected):
    """A regular expression for an expected output with its `...`."""
    parts = []
    for line in expected.rstrip().splitlines():
        if line.strip() == "...":
            parts.append(r"(?:[^\n]*\n)*?")
        else:
            parts.append(r"[^\n]*".join(re.escape(piece.rstrip()) for piece in line.split("...")) + r"[ \t]*\n")
    return "".join(parts) + r"\s*"


def run(arguments, folder, environment, text=None):
    done = subprocess.run(arguments, cwd=folder, env=environment, input=text, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", timeout=TIMEOUT_SECONDS)
    return done.returncode, done.stdout


def targets():
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))


def is_for_people(command):
    """Commands that install, build or fetch: a page shows them, a test does not repeat them."""
    return command.split()[0] in ("make", "git", "cd", "sudo", "apt-get", "cmake", "open", "xdg-open")


def complaints_about_people_command(command):
    words = command.split()
    if words[0] != "make":
        return []
    return [f"there is no target `{word}`" for word in words[1:] if re.fullmatch("[a-z-]+", word) and word not in targets()]


def run_console(block, folder, environment):
    script, shown = [], []
    complaints = []
    for command, expected in commands_of(block.body):
        if is_for_people(command):
            complaints += complaints_about_people_command(command)
            continue
        script.append(f"{command}\n(exit_code=$?; printf '\\n%s%s\\n' '{END_OF_COMMAND}' $exit_code; exit $exit_code)\n")
        shown.append((command, expected))
    output = output_of("".join(script), [command for command, _ in shown], folder, environment)
    results = re.findall(rf"(.*?)\n?{END_OF_COMMAND}(\d+)\n", output, re.S)
    for (command, expected), (said, status) in zip(shown, results):
        complaints += complaints_about_command(command, expected, said.rstrip("\n"), int(status))
    if len(results) < len(shown):
        complaints.append(f"`{shown[len(results)][0]}` did not come to an end")
    return complaints


def output_of(script, commands, folder, environment):
    if len(commands) != 1 or not SHARED.fullmatch(commands[0]):
        return run(["bash", "-s"], folder, environment, script)[1]
    asked = (script, environment["PATH"])
    if asked not in outputs_shared:
        outputs_shared[asked] = run(["bash", "-s"], folder, environment, script)[1]
    return outputs_shared[asked]


def complaints_about_command(command, expected, said, status):
    if status >= 126 and status != 130:
        return [f"`{command}` exits with {status}:\n{said}"]
    if not expected.strip():
        return [f"`{command}` exits with {status}:\n{said}"] if status else []
    if not re.fullmatch(pattern_of(expected), said + "\n"):
        return [f"`{command}` is shown to print\n{expected.rstrip()}\nbut prints\n{said}"]
    return []


def is_skipped(block):
    return block.words[:2] == ["console", "ray"] and not (RAY / "installed").exists()


def environment_of(block, environment):
    if block.words[1:] != ["ray"]:
        return environment
    return {**environment, "PATH": f"{RAY / 'bin'}:{environment['PATH']}"}


def run_crisis(block, folder, environment):
    kind = block.words[1] if len(block.words) > 1 else ""
    name = kind if kind.endswith(".crisis") else "block.crisis"
    pathlib.Path(folder, name).write_text(block.body, encoding="utf-8")
    status, said = run(["demarche", "check", name], folder, environment)
    if kind == "fragment":
        return [said] if SYNTAX_ERROR.search(said) or status not in (0, 1) else []
    wanted = 1 if kind == "fail" else 0
    if status != wanted:
        return [f"`demarche check` exits with {status}, not {wanted}:\n{said}"]
    if kind == "fail" or not re.search("^check ", block.body, re.MULTILINE):
        return []
    status, said = run(["demarche", "ask", name], folder, environment)
    return [f"`demarche ask` exits with {status}:\n{said}"] if status else []


def run_json(block):
    try:
        json.loads(block.body)
    except ValueError as error:
        return [f"is not JSON: {error}"]
    return []


def complaints_about_block(block, folder, environment):
    language = block.words[0] if block.words else ""
    if language == "console":
        return run_console(block, folder, environment_of(block, environment))
    if language == "crisis":
        return run_crisis(block, folder, environment)
    if language == "json":
        return run_json(block)
    if language in NOT_RUN:
        return []
    return [f"a block of `{language}` is not known; see the head of tools/check_docs.py"]


def complaints_about_text(page, known_commands):
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for target in LINK.findall(text):
        path = target.split("#")[0]
        if path and "://" not in path and not path.startswith("mailto:") and not (page.parent / path).exists():
            yield f"links to {target}, which does not exist"
    for command in sorted(set(MENTION.findall(text)) - known_commands):
        yield f"mentions `demarche {command}`, which is not a command"


def commands_known(demarche):
    _, said = run([demarche, "--help"], ROOT, dict(os.environ))
    return set(re.findall(r"^  ([a-z]+)  ", said, re.M))


def scratch(folder):
    for name in ("examples", "tests", "docs", "launch"):
        pathlib.Path(folder, name).symlink_to(ROOT / name)
    pathlib.Path(folder, "build").mkdir()
    return folder


def check_page(page, demarche, known_commands):
    """-> (number of blocks, complaints)"""
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80", "PATH": f"{demarche.parent}:{os.environ['PATH']}"}
    complaints = [(1, text) for text in complaints_about_text(page, known_commands)]
    num_blocks = 0
    with tempfile.TemporaryDirectory() as folder:
        scratch(folder)
        for block in blocks_of(page):
            num_blocks += 1
            if is_skipped(block):
                print(f"{page.relative_to(ROOT)}:{block.line}: skipped: there is no build/ray (`make test` says why)")
                continue
            complaints += [(block.line, text) for text in complaints_about_block(block, folder, environment)]
    return num_blocks, complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--demarche", default=str(ROOT / "build/release/demarche"), help="the program to run")
    parser.add_argument("files", nargs="*", help="only these pages")
    chosen = parser.parse_args()
    demarche = pathlib.Path(chosen.demarche).resolve()
    pages = [pathlib.Path(name).resolve() for name in chosen.files] or sorted(
        [*ROOT.glob("*.md"), *(ROOT / "bench").glob("*.md"), *(ROOT / "docs").rglob("*.md")])
    known_commands = commands_known(demarche)
    num_blocks = num_complaints = 0
    for page in pages:
        blocks, complaints = check_page(page, demarche, known_commands)
        num_blocks += blocks
        num_complaints += len(complaints)
        for line, text in complaints:
            print(f"{page.relative_to(ROOT)}:{line}: {text}")
    print(f"docs: {len(pages)} pages, {num_blocks} blocks, {num_complaints} complaints")
    sys.exit(1 if num_complaints else 0)


if __name__ == "__main__":
    main()
