#!/usr/bin/env python3
"""A file of another program that is given as a model is told from one in a sentence that says what it is.

    tests/foreign_files.py DEMARCHE
"""

import gzip
import io
import pathlib
import subprocess
import sys
import tempfile
import zipfile

from claims import claim, conclude

GOOD = 'crisis "x"\nactor A\nstage "s":\n    A chooses m: a, b\npayoff A:\n    1 if A.m is a\nask P(A.m is a)\n'
EFG = 'EFG 2 R "t" { "A" }\np "" 1 1 "" { "l" "r" } 0\nt "" 1 "" { 1 }\nt "" 2 "" { 0 }\n'
NFG = 'NFG 1 R "t" { "A" "B" } { 2 2 }\n1 2  3 4  0 0  1 1\n'


def zipped():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("model.crisis", GOOD)
    return content.getvalue()


# (file name, content, words that the sentence has)
FOREIGN = [
    ("little.crisis", GOOD.encode("utf-16-le"), "UTF-16"),
    ("big.crisis", GOOD.encode("utf-16-be"), "UTF-16"),
    ("marked.crisis", GOOD.encode("utf-16"), "UTF-16"),
    ("marked_big.efg", b"\xfe\xff" + EFG.encode("utf-16-be"), "UTF-16"),
    ("wide.crisis", b"\xff\xfe\0\0" + GOOD.encode("utf-32-le"), "UTF-32"),
    ("zip.crisis", zipped(), "ZIP archive"),
    ("gz.efg", gzip.compress(EFG.encode()), "gzip"),
    ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"),
    ("rich.crisis", b"{\\rtf1\\ansi crisis}", "rich text"),
    ("study.db", b"SQLite format 3\0" + bytes(100), "demarche results"),
    ("program", b"\x7fELF\x02\x01\x01\0", "program"),
    ("bytes.crisis", bytes(range(256)), "no text"),
    ("answers.json", b'{"schema": 1, "kind": "answers"}\n', "JSON"),
    ("list.json", b'\xef\xbb\xbf  [1, 2]\n', "JSON"),
    ("tree.xml", b'<?xml version="1.0"?>\n<gte version="0.1"><extensiveForm/></gte>\n', "Game Theory Explorer"),
    ("tree_bare.xml", b"<gte>\n</gte>\n", "Game Theory Explorer"),
    ("window.gbt", b'<?xml version="1.0" encoding="UTF-8"?>\n<gambit:document xmlns:gambit="http://gambit.sourceforge.net/">\n',
     "workbook of Gambit"),
    ("other.xml", b'<?xml version="1.0"?>\n<plist/>\n', "XML"),
    ("page.html", b"<!DOCTYPE html>\n<html></html>\n", "web page"),
    ("graph.agg", b"#AGG\n# a comment\n2\n", "action graph game"),
    ("graph.bagg", b"#BAGG\r\n2\r\n", "action graph game"),
    ("kuhn.txt", b"# Kuhn poker\n#\nnode / chance actions 12=0.5 21=0.5\nnode /C:12 player 1 actions k b\n", "LiteEFG"),
    ("raids.csv", b"class,launched,stopped\nx,5,4\n", "table"),
    ("-", b"a;b;c\n1;2;3\n4;5;6\n", "table"),
    ("tabs.txt", b"a\tb\n1\t2\n", "table"),
    ("profile.txt", b"NE,0.5,0.5,1,0\n", "certify"),
]
# (file name, content, words of the error): files of our own kinds that cannot be read
BROKEN = [
    ("empty.efg", b"", "expected `EFG`"),
    ("blank.EFG", b" \r\n\n", "expected `EFG`"),
    ("empty.nfg", b"", "expected `NFG`"),
    ("small.efg", EFG.replace("EFG", "efg").encode(), "expected `EFG` in capitals"),
    ("small.nfg", NFG.replace("NFG", "nfg").encode(), "expected `NFG` in capitals"),
    ("old.efg", EFG.replace("EFG 2", "EFG 1").encode(), "format version `2`"),
    ("model.efg", GOOD.encode(), "expected `EFG`"),
]
READ = [("marked.crisis", b"\xef\xbb\xbf" + GOOD.encode()), ("marked.efg", b"\xef\xbb\xbf" + EFG.encode()),
        ("marked.nfg", b"\xef\xbb\xbf" + NFG.encode()), ("lines.crisis", GOOD.replace("\n", "\r\n").encode()),
        ("lines.nfg", NFG.replace("\n", "\r\n").encode()), ("nameless", NFG.encode()), ("nameless2", EFG.encode()),
        ("aggression.crisis", b"#aggressive\n" + GOOD.encode()), ("latin.crisis", b"# caf\xe9\n" + GOOD.encode())]


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:

        def run(command, name, content):
            if name != "-":
                pathlib.Path(folder, name).write_bytes(content)
            return subprocess.run([program, command, name], cwd=folder, input=content, capture_output=True, timeout=600)

        for name, content, words in FOREIGN:
            for command in ("check", "solve", "ask"):
                done = run(command, name, content)
                said = done.stderr.decode()
                claim(f"{command} says what {name} is", done.returncode == 2 and words in said and said.count("\n") == 1
                      and not done.stdout, f"exit {done.returncode}: {said}")
        for name, content, words in BROKEN:
            for command in ("check", "solve"):
                done = run(command, name, content)
                said = done.stderr.decode()
                claim(f"{command} says what is wrong with {name}", done.returncode == 1 and words in said
                      and "1 error" in said, f"exit {done.returncode}: {said}")
        for name, content in READ:
            done = run("solve", name, content)
            claim(f"{name} is read", done.returncode == 0 and done.stdout, done.stderr)
    conclude("foreign_files")


if __name__ == "__main__":
    main()
