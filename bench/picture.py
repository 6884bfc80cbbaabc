#!/usr/bin/env python3
"""Draws cost against size for every solver: bench/picture.py RESULTS.csv PICTURE.svg|.png (by the Python of build/bench/venv)"""

import math
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import results
from matplotlib.ticker import NullFormatter

COLOURS = {"demarche": "#0072b2", "open_spiel": "#e69f00", "LiteEFG": "#009e73", "pygambit": "#d55e00",
           "sgamesolver": "#cc79a7"}  # Okabe & Ito's, which colour-blind readers can tell apart
SHAPES = {"zero-sum": "o", "signalling": "o", "escalation": "s", "alliance": "D", "backing": "v"}
PANELS = {  # task -> what its axis says
    "iteration": "CFR+: seconds an iteration",
    "exploitability": "seconds to exploitability 0.001",
    "aqre": "seconds to the logit equilibrium at 50 / payoff range",
    "gain": "seconds to a largest gain of 1e-6 of the range",
    "load": "seconds to read an .efg file",
    "memory": "memory at precision 50 / range, MiB",
}
FILLED = {"ok"}
SHOWN = {"ok", "short", "over limit"}


def height(row, panel, limit):
    if row["status"] == "over limit":
        return limit
    return float(row["memory_mib" if panel == "memory" else "seconds"])


def points(rows, panel):
    task = "aqre" if panel == "memory" else panel
    hidden = {"over limit"} if panel == "memory" else set()
    return [row for row in rows if row["task"] == task and row["nodes"] and row["status"] in SHOWN - hidden]


def draw(axes, rows, panel, limit):
    for row in points(rows, panel):
        colour = COLOURS[row["solver"]]
        over = row["status"] == "over limit"
        axes.plot(float(row["nodes"]), height(row, panel, limit), linestyle="none", color=colour, markersize=5,
                  marker="^" if over else SHAPES[row["family"]],
                  markerfacecolor=colour if row["status"] in FILLED else "none")
    axes.set(xscale="log", yscale="log", xlabel="nodes of the flat tree")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_minor_formatter(NullFormatter())
    at_least_a_decade(axes)
    axes.set_title(PANELS[panel], fontsize=9, loc="left")
    axes.grid(True, which="major", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def at_least_a_decade(axes):
    """So that each axis has a labelled power of ten or two."""
    for low, high, put in ((*axes.get_xlim(), axes.set_xlim), (*axes.get_ylim(), axes.set_ylim)):
        put(10 ** math.floor(math.log10(low)), 10 ** math.ceil(math.log10(high)))


def legend(figure, rows):
    def mark(label, **look):
        return plt.Line2D([], [], linestyle="none", label=label, **{"color": "#444444", "marker": "o", **look})
    versions = {row["solver"]: row["version"].split()[0] for row in rows if row["version"]}
    solvers = [mark(f"{name} {versions[name]}", color=colour) for name, colour in COLOURS.items() if name in versions]
    kinds = [mark(family, marker=shape) for family, shape in SHAPES.items() if family not in ("zero-sum", "signalling")]
    kinds = [mark("zero-sum game or signalling"), *kinds]
    states = [mark("open: the certificate finds more to gain", markerfacecolor="none"),
              mark("over the limit, at the limit", marker="^", markerfacecolor="none")]
    figure.legend(handles=solvers, loc="upper left", bbox_to_anchor=(0.04, 0.965), ncols=5, fontsize=8, frameon=False)
    figure.legend(handles=kinds + states, loc="upper left", bbox_to_anchor=(0.04, 0.935), ncols=6, fontsize=8,
                  frameon=False)


def limit_of(rows):
    """Seconds; the note of a row over the limit begins with them."""
    return max((float(row["note"].split()[0]) for row in rows if row["status"] == "over limit"), default=0.0)


def main(table, picture):
    rows = results.read(table)
    figure, grid = plt.subplots(2, 3, figsize=(13, 8))
    for axes, panel in zip(grid.flat, PANELS):
        draw(axes, rows, panel, limit_of(rows))
    figure.suptitle("Cost against size on one core: processor seconds", x=0.045, ha="left", fontsize=12)
    legend(figure, rows)
    figure.tight_layout(rect=(0.02, 0, 1, 0.9))
    figure.savefig(picture, dpi=110, metadata={"Date": None} if picture.endswith(".svg") else None)
    print(f"picture: {picture}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    matplotlib.rcParams["svg.hashsalt"] = "demarche"
    main(*sys.argv[1:])
