"""Claims of a test script: each is told as it is checked, and those that do not hold are counted."""

import sys

failures = []


def claim(sentence, holds, said=""):
    print(f"{'ok' if holds else 'FAILED'}: {sentence}", flush=True)
    if not holds:
        failures.append(sentence)
        print(said)


def conclude(name):
    print(f"{name}: {len(failures)} claims failed")
    sys.exit(1 if failures else 0)
