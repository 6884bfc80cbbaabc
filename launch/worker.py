"""What runs on a worker's machine: one shard of a study, in a folder of its own. Sent there by value."""

import fcntl
import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile


def private_folder():
    """Where this user's tasks live on this machine; nobody else may have made it."""
    folder = pathlib.Path(tempfile.gettempdir(), f"demarche-tasks-{os.getuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else")
    return folder


def installed(home, program):
    """The path of a program that was sent as bytes; written once a machine."""
    path = home / hashlib.sha256(program).hexdigest()[:16]
    if not path.exists():
        with tempfile.NamedTemporaryFile(dir=home, delete=False) as file:
            file.write(program)
        os.chmod(file.name, 0o700)
        os.replace(file.name, path)
    return path


def solve_shard(task, model, program):
    """-> (exit code, what the program said, the shard's file as bytes or None)

    A worker that was killed leaves its program behind, which goes on; the lock, which that one holds too, lets the next
    attempt wait for its end and find its rows.
    """
    home = private_folder()
    path = program if isinstance(program, str) else installed(home, program)
    folder = home / task["key"]
    folder.mkdir(exist_ok=True)
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if model is not None:
            (folder / task["model"]).write_bytes(model)
        command = [path, "study", task["model"], *task["options"], "--out", "shard.db", "--resume"]
        with open(folder / "said", "w+b") as said:
            done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said,
                                  pass_fds=[lock.fileno()])
            said.seek(0)
            words = said.read().decode("utf-8", "replace")
        if done.returncode < 0:
            raise RuntimeError(f"the program was killed by signal {-done.returncode}")
        shard = folder / "shard.db"
        rows = shard.read_bytes() if shard.exists() else None
    shutil.rmtree(folder, ignore_errors=True)
    return done.returncode, words, rows
