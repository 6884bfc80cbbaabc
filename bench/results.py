"""The table of results: one row a case and solver."""

import csv
import pathlib
import re
from dataclasses import astuple, dataclass, fields

FOLDER = pathlib.Path(__file__).resolve().parent / "results"


@dataclass
class Row:
    task: str            # what is measured: see bench/README.md
    family: str
    game: str
    nodes: int | None    # of the flat tree, whether or not it is ever made
    infosets: int | None
    solver: str
    version: str = ""
    status: str = "ok"   # ok, short, over limit, not tried, failed, missing, disagrees
    seconds: float | None = None       # processor seconds, the median of the runs; threads: seconds on the clock
    seconds_low: float | None = None   # the least and the most of them
    seconds_high: float | None = None
    runs: int = 0
    wall_seconds: float | None = None  # of the whole process, as the clock has it
    memory_mib: float | None = None    # its largest resident set
    reached: float | None = None       # exploitability, or gain over the payoff range by `demarche certify`
    value: float | None = None         # of the first player, zero-sum games
    difference: float | None = None    # from our answer: strategies, or the value
    note: str = ""


def shown(value):
    return "" if value is None else f"{value:.6g}" if isinstance(value, float) else value


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def machine():
    """The processor's model and family, as Linux has them."""
    text = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    def entry(key):
        found = re.search(rf"^{key}\s*:\s*(.*)$", text, re.M)
        return found[1] if found else "unknown"
    return slug(f"{entry('model name')} family {entry('cpu family')} model {entry('model')}")


class Table:
    def __init__(self, path):
        self.path, self.rows = path, []
        path.parent.mkdir(parents=True, exist_ok=True)

    def add(self, row):
        self.rows.append(row)
        with self.path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(field.name for field in fields(Row))
            writer.writerows([shown(value) for value in astuple(each)] for each in self.rows)


def read(path):
    with open(path, encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
