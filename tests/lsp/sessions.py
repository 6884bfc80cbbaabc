#!/usr/bin/env python3
"""Holds sessions with `demarche lsp`, as editors do, and some as no editor should.

    tests/lsp/sessions.py PROGRAM [NAME...]
"""

import sys
import time

import protocol
import known
import lenses
import hostile
import every_text

PARTS = (protocol, known, lenses, hostile, every_text)


def main():
    names = sys.argv[2:]
    tests = {name: test for part in PARTS for name, test in vars(part).items() if getattr(test, "is_session", False)}
    for name in names or tests:
        begin = time.monotonic()
        try:
            tests[name]()
        except Exception as failure:
            print(f"FAILED  {name}: {type(failure).__name__}: {failure}")
            raise
        if names:
            print(f"{name}: {time.monotonic() - begin:.1f} s")
    print(f"lsp: {len(names or tests)} sessions")


if __name__ == "__main__":
    main()
