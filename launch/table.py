"""What a study's file holds: docs/how-to/study-uncertainty.md has its tables."""

import contextlib
import pathlib
import sqlite3

APPLICATION = 0x44656D61  # "Dema"
VERSION = 1


class NoStudy(OSError):
    """The file is none that can be read."""


@contextlib.contextmanager
def opened(path):
    """The database of a study, or NoStudy with a sentence."""
    if not pathlib.Path(path).is_file():
        raise NoStudy(f"there is no file `{path}`")
    try:
        with contextlib.closing(sqlite3.connect(f"{pathlib.Path(path).resolve().as_uri()}?mode=ro", uri=True)) as database:
            kind, = database.execute("PRAGMA application_id").fetchone()
            version, = database.execute("PRAGMA user_version").fetchone()
            if kind != APPLICATION:
                raise NoStudy(f"`{path}` is no study of this program")
            if version != VERSION:
                raise NoStudy(f"`{path}` has tables of version {version}, this program reads version {VERSION}")
            yield database
    except sqlite3.Error as error:
        raise NoStudy(f"`{path}`: {error}") from error


def num_rows(path):
    """How many rows the whole study has."""
    with opened(path) as database:
        return int(database.execute("SELECT value FROM study WHERE key = 'draws'").fetchone()[0])


def rows_done(path):
    """A byte for each row of the study: 1 where it is solved."""
    done = bytearray(num_rows(path))
    with opened(path) as database:
        for number, in database.execute("SELECT k FROM rows WHERE k >= 0"):
            done[number] = 1
    return done


def num_failed(path):
    """How many rows have no certificate or no answer."""
    with opened(path) as database:
        return database.execute("SELECT count(*) FROM rows WHERE k >= 0 AND flags & 9").fetchone()[0]


def missing_shards(done, num_shards):
    """The shards k/N that are not whole -> [(k, number of rows that are missing)]"""
    found = []
    for part in range(1, num_shards + 1):
        mine = done[part - 1::num_shards]
        if sum(mine) < len(mine):
            found.append((part, len(mine) - sum(mine)))
    return found
