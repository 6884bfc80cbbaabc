"""Runs a command under a limit of processor seconds, on one core, and says what it cost."""

import os
import re
import resource
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass

WALL_OVER_CPU = 6  # a machine shared with others may give us a sixth of a core before we give up


@dataclass
class Cost:
    status: int      # exit code; negative: ended by that signal
    over_limit: bool
    cpu_seconds: float
    wall_seconds: float
    memory_mib: float  # largest resident set
    output: str
    errors: str


def run(command, limit_seconds, cores=None, environment=None):
    """cores: a set of processors, or None for all."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as out, \
            tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as err:
        begin = time.perf_counter()
        child = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                 env=environment, preexec_fn=lambda: os.sched_setaffinity(0, cores or range(os.cpu_count())))
        status, usage, over_limit, seen_kib = wait(child.pid, limit_seconds)
        child.returncode = status
        wall = time.perf_counter() - begin
        cpu = usage.ru_utime + usage.ru_stime
        for stream in (out, err):
            stream.seek(0)
        return Cost(status, over_limit, cpu, wall, largest_kib(usage, seen_kib) / 1024, out.read(), err.read())


def wait(process, limit_seconds):
    """-> (exit code or minus the signal, what it used, whether it was ended for being over the limit, memory seen)"""
    begin, over_limit, seen_kib = time.perf_counter(), False, 0
    while True:
        pid, status, usage = os.wait4(process, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status), usage, over_limit, seen_kib
        seen_kib = max(seen_kib, memory_kib(process))
        elapsed = time.perf_counter() - begin
        if processor_seconds(process) > limit_seconds or elapsed > WALL_OVER_CPU * limit_seconds:
            over_limit = True
            os.kill(process, signal.SIGKILL)
        time.sleep(min(0.02, 0.0005 + elapsed / 100))


def processor_seconds(process):
    """So far, by Linux's account of it."""
    with open(f"/proc/{process}/stat", encoding="utf-8") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_kib(process):
    with open(f"/proc/{process}/status", encoding="utf-8") as status:
        found = re.search(r"VmHWM:\s+(\d+)", status.read())
    return int(found[1]) if found else 0


def largest_kib(usage, seen_kib):
    """A child begins as a copy of this script, and its account begins with that: below it, what was seen on the way."""
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return usage.ru_maxrss if usage.ru_maxrss > ours or not seen_kib else min(seen_kib, usage.ru_maxrss)
