"""What every peer's script prints: one line of JSON, the last of its output."""

import importlib.metadata
import json
import time

ENOUGH_SECONDS = 1.0  # an iteration is timed over at least so long


def report(package, **found):
    print("\n" + json.dumps({"version": importlib.metadata.version(package), **found}), flush=True)


def seconds_an_iteration(iterate):
    """Processor seconds; the first iterations warm up and are not counted."""
    iterate()
    count, begin = 0, time.process_time()
    while count < 3 or time.process_time() - begin < ENOUGH_SECONDS:
        iterate()
        count += 1
    return (time.process_time() - begin) / count


def seconds_to(target, iterate, exploitability):
    """Processor seconds of the iterations alone, and the exploitability reached; measured at 1, 2, 4 .. iterations and
    then every tenth more, so that at most a tenth is wasted."""
    spent, count, check_at = 0.0, 0, 1
    while True:
        begin = time.process_time()
        while count < check_at:
            iterate()
            count += 1
        spent += time.process_time() - begin
        reached = exploitability()
        if reached <= target:
            return spent, reached, count
        check_at = max(check_at + 1, check_at * 2 if check_at < 64 else check_at * 11 // 10)
