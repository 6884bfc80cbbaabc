#!/usr/bin/env python3
"""Damages the file of a study in many ways and claims that no damage is silent: whoever reads the file either ends with a
sentence, or says exactly what the whole file says.

    tests/corruptions.py DEMARCHE [TRIALS] [--seed N]
"""

import argparse
import collections
import contextlib
import pathlib
import random
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from claims import claim, conclude

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "launch"))
import table

PAGE = 4096
DRAWS = 60
SOLVED = (0, 3)
REFUSED = (1, 2)
MODEL = """crisis "Two numbers that are drawn together, and two others"
actor A
actor B
parameter war = 1.5, 1 to 3
parameter prize = 1, 0.5 to 2 lognormal
parameter shame = 0.3, 0 to 1 uniform
parameter idle = 5, 1 to 9 triangular
correlated war, prize: 50%
precision = 8
private A.resolve: high 40%, low rest
stage "Demand":
    A chooses demand: stay_quiet, challenge
    end if A.demand is stay_quiet
stage "Answer":
    B chooses answer: concede, resist
    end if B.answer is concede
stage "Last word":
    A chooses end: back_down, fight
payoff A:
    + prize   if B.answer is concede
    - shame   if A.end is back_down
    - war     if A.end is fight and A.resolve is low
    + 0.1     if A.end is fight and A.resolve is high
    + idle - idle if A.end is fight
payoff B:
    - prize   if B.answer is concede
    - war     if A.end is fight
ask P(A.end is fight)
compare E(B) forcing B.answer to concede, resist
"""
COMMANDS = {
    "results": ["results", "FILE"],
    "results --json": ["results", "FILE", "--json"],
    "results --csv": ["results", "FILE", "--csv", "-"],
    "results --model": ["results", "FILE", "--model"],
    "results --rank": ["results", "FILE", "--rank", "P(A.end is fight)"],
    "results --box": ["results", "FILE", "--box", "P(A.end is fight) > 20%"],
    "results --choice": ["results", "FILE", "--choice", "E(B)"],
    "ask --study": ["ask", "m.crisis", "--study", "FILE"],
    "study --resume": ["study", "m.crisis", "--draws", DRAWS, "--out", "FILE", "--resume", "--threads", 1],
    "merge": ["merge", "merged.db", "FILE"],
}


class Bench:
    def __init__(self, program, folder):
        self.program = program
        self.folder = pathlib.Path(folder)

    def run(self, *arguments):
        return subprocess.run([self.program, *map(str, arguments)], cwd=self.folder, capture_output=True, timeout=600)

    def rows(self, name):
        with contextlib.closing(sqlite3.connect(self.folder / name)) as database:
            return list(database.execute("SELECT k, parameters, answers, CAST(max_gain AS REAL), CAST(payoff_range AS REAL), "
                                         "CAST(precision AS REAL), CAST(flags AS INTEGER), CAST(note AS TEXT) FROM rows "
                                         "ORDER BY k"))

    def outcome(self, command, name):
        """-> (exit code, what was said on either channel, rows that a file written by it has)"""
        for left in self.folder.glob("merged.db*"):
            left.unlink()
        done = self.run(*(name if word == "FILE" else word for word in COMMANDS[command]))
        file = {"merge": "merged.db", "study --resume": name}.get(command)
        rows = self.rows(file) if file and done.returncode in SOLVED else None
        return done, rows


def one_byte(content, dice):
    place = dice.randrange(len(content))
    content[place] ^= dice.randrange(1, 256)


def one_bit(content, dice):
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def page(content, dice):
    start = dice.randrange(len(content) // PAGE) * PAGE
    return slice(start, start + PAGE)


def zeroed_page(content, dice):
    content[page(content, dice)] = bytes(PAGE)


def zeroed_stretch(content, dice):
    start = dice.randrange(len(content))
    end = min(start + dice.randrange(1, 600), len(content))
    content[start:end] = bytes(end - start)


def truncated(content, dice):
    del content[dice.randrange(len(content)):]


def truncated_to_pages(content, dice):
    del content[dice.randrange(len(content) // PAGE) * PAGE:]


def copied_page(content, dice):
    content[page(content, dice)] = content[page(content, dice)]


def swapped_pages(content, dice):
    one, other = page(content, dice), page(content, dice)
    content[one], content[other] = content[other], content[one]


def swapped_bytes(content, dice):
    one, other = dice.randrange(len(content)), dice.randrange(len(content))
    content[one], content[other] = content[other], content[one]


def moved_stretch(content, dice):
    size = dice.choice((8, 64, 400))
    one, other = (dice.randrange(len(content) - size) for _ in range(2))
    content[one:one + size] = content[other:other + size]


DAMAGES = [one_byte, one_byte, one_bit, zeroed_page, zeroed_stretch, truncated, truncated_to_pages, copied_page, swapped_pages,
           swapped_bytes, moved_stretch]


def is_sentence(said):
    return said.startswith(b"demarche: ") or b"\ndemarche: " in said


def launchers_read(path):
    """What the launchers find in a file, or None where they refuse it with a sentence."""
    try:
        return bytes(table.rows_done(path)), table.num_failed(path)
    except table.NoStudy as error:
        return None if str(error) else "no sentence"


class Trial:
    def __init__(self, bench, whole, truths):
        self.bench = bench
        self.whole = whole
        self.truths = truths
        self.tally = collections.Counter()

    def fault(self, command, name):
        """What is wrong with how a command took a damaged file; empty where all is well."""
        done, rows = self.bench.outcome(command, name)
        truth, truth_rows = self.truths[command]
        if done.returncode in SOLVED:
            self.tally["read all the same"] += 1
            said = done.stdout.replace(name.encode(), b"whole.db")
            if done.returncode == truth.returncode and said == truth.stdout and rows == truth_rows:
                return ""
            others = [row for row in rows or [] if row not in truth_rows]
            return f"{command}: silent, rows that differ: {others}\n{said.decode('utf-8', 'replace')}"
        self.tally["told"] += 1
        told = done.returncode in REFUSED and is_sentence(done.stderr)
        return "" if told else f"{command}: exit {done.returncode}, {done.stderr[:500]}"

    def run(self, dice):
        content = bytearray(self.whole)
        damage = dice.choice(DAMAGES)
        damage(content, dice)
        if content == self.whole:
            return ""
        path = self.bench.folder / "hurt0.db"
        path.write_bytes(content)
        seen = launchers_read(path)
        faults = [] if seen in (None, self.truths["launchers"]) else [f"launchers: {seen}"]
        for command in dice.sample(sorted(COMMANDS), 2):
            path.write_bytes(content)
            faults.append(self.fault(command, "hurt0.db"))
        for left in self.bench.folder.glob("hurt0.db-*"):
            left.unlink()
        found = "; ".join(filter(None, faults))
        return f"{damage.__name__}: {found}" if found else ""


def truths_of(bench):
    """What every command says of the whole file."""
    truths = {}
    for command in COMMANDS:
        shutil.copy(bench.folder / "whole.db", bench.folder / "copy0.db")
        done, rows = bench.outcome(command, "copy0.db")
        claim(f"`{command}` reads the whole file", done.returncode in SOLVED, done.stderr)
        done.stdout = done.stdout.replace(b"copy0.db", b"whole.db")
        truths[command] = done, rows
    truths["launchers"] = launchers_read(bench.folder / "whole.db")
    return truths


def check_trials(bench, num_trials, seed):
    whole = (bench.folder / "whole.db").read_bytes()
    trial = Trial(bench, whole, truths_of(bench))
    faults = []
    for number in range(num_trials):
        fault = trial.run(random.Random(f"{seed}.{number}"))
        if fault:
            faults.append(f"trial {number}: {fault}")
            print(faults[-1])
    print(f"{num_trials} damaged files, seed {seed}: {dict(trial.tally)}")
    claim("no damage is silent, and none goes without a sentence", not faults, f"{len(faults)} faults")


def edited(bench, name, *statements):
    """A copy of a study that another program has changed."""
    shutil.copy(bench.folder / "whole.db", bench.folder / name)
    with contextlib.closing(sqlite3.connect(bench.folder / name, isolation_level=None)) as database:
        for statement in statements:
            database.execute(statement)
    return name


def check_edits(bench):
    """Files that are whole for SQLite, and hold other numbers than were written."""
    bench.run("study", "m.crisis", "--draws", DRAWS, "--seed", 7, "--out", "seven.db")

    def told(sentence, words, *statements):
        name = edited(bench, "edited.db", *statements)
        for command in ("results", "study --resume", "merge"):
            done, _ = bench.outcome(command, name)
            said = done.stderr.decode()
            claim(f"{sentence}: {command}", done.returncode == 2 and words in said and "help:" in said, said)
        claim(f"{sentence}: launchers", launchers_read(bench.folder / name) is None)

    told("a changed certificate is told", "row 3 was changed", "UPDATE rows SET max_gain = 0 WHERE k = 3")
    told("a missing row is told", "61 rows were written, and 60 are there", "DELETE FROM rows WHERE k = 9")
    told("exchanged numbers of rows are told", "was changed", "UPDATE rows SET k = 1000 WHERE k = 4",
         "UPDATE rows SET k = 4 WHERE k = 5", "UPDATE rows SET k = 5 WHERE k = 1000")
    told("rows of another study are told", "row 8 was changed",
         f"ATTACH '{bench.folder / 'seven.db'}' AS other", "DELETE FROM rows WHERE k = 8",
         "INSERT INTO rows SELECT * FROM other.rows WHERE k = 8")
    told("another seed is told", "what it says of the study", "UPDATE study SET value = '2' WHERE key = 'seed'")
    told("another name of a column is told", "what it says of the study",
         "UPDATE columns SET name = 'peace' WHERE name = 'war'")
    told("another range is told", "what it says of the study", "UPDATE columns SET low = low + 0.001 WHERE name = 'war'")
    told("a lost tally is told", "does not say how many rows", "DELETE FROM tally")


def check_draws(bench):
    """A file whose checksums are right, and whose numbers are not those that its seed draws."""
    name = edited(bench, "drawn.db", "UPDATE study SET value = '2' WHERE key = 'seed'")
    with contextlib.closing(sqlite3.connect(bench.folder / name, isolation_level=None)) as database:
        with contextlib.suppress(table.NoStudy):
            table.seal(name, database)
        seal_again(database)
    done = bench.run("results", name)
    said = done.stderr.decode()
    claim("numbers that the seed does not draw are told", done.returncode == 2 and "seed 2 draws" in said, said)


def seal_again(database):
    """Writes seal, checksums and tally anew, as somebody who means to deceive would."""
    content = []
    entries = dict(database.execute("SELECT key, CAST(value AS BLOB) FROM study WHERE key <> 'seal'"))
    content += [table.field(key.encode()) + table.field(value) for key, value in sorted(entries.items())]
    for *words, best, low, high in database.execute("SELECT role, name, label, unit, drawn, best, low, high FROM columns "
                                                    "ORDER BY role, position"):
        content += [table.field(word.encode()) for word in words] + [table.number(one) for one in (best, low, high)]
    seal = table.hashlib.sha256(b"".join(content)).hexdigest().encode()
    database.execute("UPDATE study SET value = ? WHERE key = 'seal'", (seal.decode(),))
    total = 0
    for row in database.execute("SELECT k, parameters, answers, max_gain, payoff_range, precision, flags, CAST(note AS BLOB) "
                                "FROM rows").fetchall():
        found = table.checksum(seal, row)
        total += found
        database.execute("UPDATE rows SET checksum = ? WHERE k = ?", (found, row[0]))
    total = (total + 2**63) % 2**64 - 2**63
    database.execute("UPDATE tally SET sum = ?", (total,))


FIRST_TABLES = """
PRAGMA application_id = 1147497825;
PRAGMA user_version = 1;
CREATE TABLE study (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE columns (role TEXT, position INTEGER, name TEXT NOT NULL, label TEXT NOT NULL, unit TEXT NOT NULL,
                      best REAL, low REAL, high REAL, PRIMARY KEY (role, position)) WITHOUT ROWID;
CREATE TABLE rows (k INTEGER PRIMARY KEY, parameters BLOB NOT NULL, answers BLOB NOT NULL, max_gain REAL,
                   payoff_range REAL, precision REAL, flags INTEGER NOT NULL, note TEXT NOT NULL);
ATTACH '{new}' AS new;
INSERT INTO study SELECT * FROM new.study WHERE key <> 'seal';
INSERT INTO columns SELECT role, position, name, label, unit, best, low, high FROM new.columns;
INSERT INTO rows SELECT k, parameters, answers, max_gain, payoff_range, precision, flags, note FROM new.rows;
"""


def check_old_file(bench):
    """A file of the first version of the tables: read with a sentence, copied with checksums, never written to."""
    with contextlib.closing(sqlite3.connect(bench.folder / "old.db")) as database:
        database.executescript(FIRST_TABLES.format(new=bench.folder / "whole.db"))
    read = bench.run("results", "old.db")
    whole = bench.run("results", "whole.db")
    claim("a file without checksums is read, and that is said",
          read.returncode == whole.returncode and read.stdout.replace(b"old.db", b"whole.db") == whole.stdout
          and b"without checksums" in read.stderr, read.stderr)
    resumed = bench.run("study", "m.crisis", "--draws", DRAWS, "--out", "old.db", "--resume")
    claim("no rows are added to it, and help says how to go on",
          resumed.returncode == 2 and b"demarche merge NEW.db old.db" in resumed.stderr, resumed.stderr)
    copied = bench.run("merge", "new.db", "old.db")
    claim("its rows are copied into a file that has them",
          copied.returncode == 0 and bench.rows("new.db") == bench.rows("whole.db"), copied.stderr)
    again = bench.run("study", "m.crisis", "--draws", DRAWS, "--out", "new.db", "--resume")
    claim("which the study goes on with", again.returncode in SOLVED, again.stderr)
    claim("launchers refuse it with the same help", launchers_read(bench.folder / "old.db") is None)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("demarche")
    parser.add_argument("trials", type=int, nargs="?", default=150)
    parser.add_argument("--seed", default=None)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(str(pathlib.Path(chosen.demarche).resolve()), folder)
        (bench.folder / "m.crisis").write_text(MODEL)
        done = bench.run("study", "m.crisis", "--draws", DRAWS, "--out", "solved.db")
        claim("a study is solved", done.returncode in SOLVED, done.stderr)
        with contextlib.closing(sqlite3.connect(bench.folder / "solved.db")) as database:
            database.execute("VACUUM INTO ?", (str(bench.folder / "whole.db"),))  # the same bytes for the same seed
        check_edits(bench)
        check_draws(bench)
        check_old_file(bench)
        check_trials(bench, chosen.trials, chosen.seed or secrets.token_hex(4))
    conclude("corruptions")


if __name__ == "__main__":
    main()
