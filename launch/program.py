"""The program as a child process: finding it, and the calls that a study is made of."""

import functools
import hashlib
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOLVED = (0, 3)  # 3: some rows have no certificate


class Ended(Exception):
    """The program ended the study: its exit code, and what it said."""

    def __init__(self, code, said):
        super().__init__(said)
        self.code = code
        self.said = said


def find(given):
    """The path of the program: the one that was given, one built beside the launcher, or that on the PATH."""
    built = ROOT / "build" / "release" / "demarche"
    path = given or (str(built) if built.exists() else shutil.which("demarche"))
    if path and pathlib.Path(path).is_file() and os.access(path, os.X_OK):
        return str(pathlib.Path(path).resolve())
    raise FileNotFoundError(f"there is no program `{given}`" if given else "there is no program `demarche`; `--demarche "
                            "PATH` says where it is")


class Study:
    """A study of one model, in one file of this machine."""

    def __init__(self, path, chosen, options):
        self.path = path
        self.out = chosen.out
        self.model = chosen.model
        self.options = ["--draws", str(chosen.draws), *(word for word in options if word != "--json")]
        self.shown = ["--json"] if "--json" in options else []

    @functools.cached_property
    def text(self):
        """The model's text, for machines that have not its file; None for a model that is built in."""
        return None if self.model.startswith("example:") else pathlib.Path(self.model).read_bytes()

    def key(self, *more):
        """The same for the same rows: tells the work of this study from that of others."""
        said = [self.text or self.model, self.options, *more]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]

    def solve_here(self, every, out=None):
        """Solves each so many-th row into the study's file or another one."""
        command = [self.path, "study", self.model, *self.options, "--out", out or self.out, "--resume", "--threads", "1",
                   "--shard", f"1/{every}"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace")
        if done.returncode not in SOLVED or not pathlib.Path(out or self.out).exists():
            raise Ended(done.returncode if done.returncode > 0 else 1, done.stderr)

    def take(self, files):
        """Adds the rows of finished parts. Ctrl-C does not reach it: what was solved is not lost."""
        done = subprocess.run([self.path, "merge", self.out, *files], stdin=subprocess.DEVNULL, capture_output=True,
                              encoding="utf-8", errors="replace", start_new_session=True)
        if done.returncode:
            raise Ended(abs(done.returncode), done.stderr)

    def summary(self):
        """What the program says of a study without missing rows, and its exit code."""
        command = [self.path, "study", self.model, *self.options, "--out", self.out, "--resume", *self.shown]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
                              errors="replace")
        if done.returncode not in SOLVED:
            raise Ended(abs(done.returncode), done.stderr)
        return done.returncode
