"""Asks the program under test, and reads what it says."""

import collections
import json
import re
import subprocess

NO_PUBLIC_FORM = "the crisis has no public tree"
LIMIT_S = 600  # only what hangs takes so long, on a busy machine, too


class Refused(Exception):
    """The program found errors in the model, or gave it up."""


class Crashed(Exception):
    """The program was ended by a signal."""


class Program:
    def __init__(self, path, folder):
        self.path, self.file = path, f"{folder}/model.crisis"
        self.strategy = f"{folder}/strategy.json"
        self.in_public = collections.Counter()  # crises that were solved so

    def write(self, text):
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(text)

    def run(self, *words):
        try:
            done = subprocess.run([self.path, *words], capture_output=True, text=True, timeout=LIMIT_S)
        except subprocess.TimeoutExpired:
            raise Refused(f"{words[0]} takes longer than {LIMIT_S} s") from None
        return done.returncode, done.stdout, done.stderr

    def json(self, *words, fine=(0, 3)):
        code, out, err = self.run(*words, "--json")
        if code not in fine:
            raise refusal(words[0], code, out, err)
        return json.loads(out)

    def solve(self, variant=None, settings=None, own_precisions=False, limits=()):
        return self.json("solve", self.file, *choices(variant, settings, own_precisions), *limits)

    def solve_in_public(self):
        """None where not everybody sees every move."""
        code, out, err = self.run("solve", self.file, "--form", "public", "--json")
        if code == 2 and NO_PUBLIC_FORM in err:
            return None
        if code not in (0, 3):
            raise refusal("solve --form public", code, out, err)
        return json.loads(out)

    def certify(self, strategy):
        with open(self.strategy, "w", encoding="utf-8") as file:
            json.dump(strategy, file)
        return self.json("certify", self.file, "--strategy", self.strategy)

    def tree(self, variant=None):
        """(label of a set, its moves), and by history what it is, its parent and the way from there; odds; payoffs."""
        return read_tree(*(self.dump(stage, variant) for stage in ("game", "stakes")))

    def dump(self, stage, variant):
        code, out, err = self.run("dump", "--stage", stage, self.file, *choices(variant, None))
        if code != 0:
            raise refusal("dump", code, out, err)
        return out


def refusal(command, code, out, err):
    if code < 0:
        return Crashed(f"{command} is ended by signal {-code}")
    codes = sorted(set(re.findall(r'"code": "(E\d+)"', out)) | set(re.findall(r"error\[(E\d+)\]", err)))
    return Refused(f"{command} ends with {code}: {' '.join(codes) or err.strip()}")


def choices(variant, settings, own_precisions=False):
    words = ["--variant", variant] if variant not in (None, "baseline") else []
    settings = settings or {}
    for name, value in settings.items():
        # Beside actors with precisions of their own, `--precision` is that of the sharpest.
        for_all = name == "precision" and not own_precisions
        words += ["--precision", repr(value)] if for_all else ["--set", f"{name}={value!r}"]
    return words


def read_tree(game, stakes):
    sets = {int(number): label for number, label in re.findall(r"^  (\d+) `\w+` at `(.*?)`: ", game, re.M)}
    # A chance node's odds are listed in the order of its moves, those of the nodes one after the other.
    odds_text, payoffs_text = stakes.split("payoffs\n")
    odds = [float(share) for share in re.findall(r"^  \d+ `.*?` (\S+)$", odds_text, re.M)]
    payoffs = {int(number): [float(x) for x in row.split()]
               for number, row in re.findall(r"^  (\d+) `.*?` ?(.*)$", payoffs_text, re.M)}
    histories = []
    for number, parent, way, kind, what in re.findall(
            r"^  (\d+) (?:= (\d+) `(.*?)` )?-> (chance|set|outcome) (\d+)$", game, re.M):
        assert int(number) == len(histories)
        histories.append({"kind": kind, "what": int(what), "ways": {}})
        if parent:
            histories[int(parent)]["ways"][way] = int(number)
    return sets, histories, odds, payoffs
