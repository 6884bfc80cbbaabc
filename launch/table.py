"""What a study's file holds, checked as it is read: docs/how-to/study-uncertainty.md has its tables."""

import contextlib
import hashlib
import pathlib
import sqlite3
import struct

APPLICATION = 0x44656D61  # "Dema"
VERSION = 2
WITHOUT_CHECKSUMS = 1
ROWS_A_BATCH = 20_000
CENTRE = -1
AGAIN = "take another copy of the file, or solve its rows again"


class NoStudy(OSError):
    """The file is none that can be read."""


def damaged(path, how):
    return NoStudy(f"`{path}` is damaged: {how}\n  = help: {AGAIN}")


def check_head(path, database):
    kind, = database.execute("PRAGMA application_id").fetchone()
    version, = database.execute("PRAGMA user_version").fetchone()
    if kind != APPLICATION:
        raise NoStudy(f"`{path}` is no study of this program")
    if version == WITHOUT_CHECKSUMS:
        raise NoStudy(f"`{path}` was made by an earlier version, without checksums\n"
                      f"  = help: `demarche merge NEW.db {path}` copies its rows into a file that has them")
    if version != VERSION:
        raise NoStudy(f"`{path}` has tables of version {version}, this program reads version {VERSION}")


@contextlib.contextmanager
def opened(path):
    """The database of a study, or NoStudy with a sentence."""
    if not pathlib.Path(path).is_file():
        raise NoStudy(f"there is no file `{path}`")
    try:
        address = f"{pathlib.Path(path).resolve().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, isolation_level=None)) as database:
            check_head(path, database)
            database.execute("BEGIN")  # one moment for all that is read, though a study may be writing
            yield database
    except sqlite3.Error as error:
        raise NoStudy(f"`{path}`: {error}") from error
    except (struct.error, TypeError, ValueError) as error:  # something of another kind stands where there was a number
        raise damaged(path, "it holds what is never written") from error


def field(content):
    return str(len(content)).encode() + b":" + content + b","


def number(value):
    return field(b"" if value is None else struct.pack("<d", value))


def seal(path, database):
    """The seal of what the file says of its study, which must be the one it was given."""
    entries = dict(database.execute("SELECT key, CAST(value AS BLOB) FROM study"))
    columns = database.execute("SELECT CAST(role AS BLOB), CAST(name AS BLOB), CAST(label AS BLOB), CAST(unit AS BLOB), "
                               "CAST(drawn AS BLOB), best, low, high FROM columns ORDER BY role, position")
    written = entries.pop("seal", b"")
    parts = [field(key.encode()) + field(value) for key, value in sorted(entries.items())]
    for *words, best, low, high in columns:
        parts += [*map(field, words), number(best), number(low), number(high)]
    if hashlib.sha256(b"".join(parts)).hexdigest().encode() != written:
        raise damaged(path, "what it says of the study (model, options, columns) was changed")
    return written


def checksum(sealed, row):
    """The first 64 bits of the SHA-256 over all that a row holds, as SQLite keeps them: with a sign."""
    key, parameters, answers, max_gain, payoff_range, precision, flags, note = row
    certificate = struct.pack("<ddd", *(value or 0.0 for value in (max_gain, payoff_range, precision)))
    content = b"".join([sealed, struct.pack("<q", key), field(parameters), field(answers), certificate,
                        struct.pack("<q", flags), field(note)])
    return int.from_bytes(hashlib.sha256(content).digest()[:8], "big", signed=True)


def batches(path, database):
    """All rows in order, the centre first, some thousands at a time; each is held against its checksum, and all of them
    against what was written -> (k, parameters, answers, max_gain, payoff_range, precision, flags, note)"""
    sealed = seal(path, database)
    num_rows, written = database.execute("SELECT num_rows, sum FROM tally").fetchone() or (-1, 0)
    num_seen = total = 0
    last = CENTRE - 1
    rows = database.execute("SELECT k, parameters, answers, max_gain, payoff_range, precision, flags, "
                            "CAST(note AS BLOB), checksum FROM rows ORDER BY k")
    while found := rows.fetchmany(ROWS_A_BATCH):
        for row in found:
            if not all(isinstance(one, bytes) for one in row[1:3]) or checksum(sealed, row[:-1]) != row[-1]:
                raise damaged(path, f"row {row[0]} was changed")
            if row[0] <= last:
                raise damaged(path, f"row {row[0]} stands out of its order")
            last = row[0]
            total += row[-1]
        num_seen += len(found)
        yield [(*row[:7], row[7].decode()) for row in found]
    if num_seen != num_rows:
        raise damaged(path, f"{num_rows} rows were written, and {num_seen} are there")
    if (total - written) % 2**64:
        raise damaged(path, "its rows are not those that were written")


def solved_rows(path, database):
    """All rows but the centre, one after the other."""
    for batch in batches(path, database):
        yield from (row for row in batch if row[0] != CENTRE)


def rows_done(path):
    """A byte for each row of the study: 1 where it is solved."""
    with opened(path) as database:
        done = bytearray(int(database.execute("SELECT value FROM study WHERE key = 'draws'").fetchone()[0]))
        for row in solved_rows(path, database):
            done[row[0]] = 1
    return done


def num_failed(path):
    """How many rows have no certificate or no answer."""
    with opened(path) as database:
        return sum(row[6] & 9 != 0 for row in solved_rows(path, database))


def missing_shards(done, num_shards):
    """The shards k/N that are not whole -> [(k, number of rows that are missing)]"""
    found = []
    for part in range(1, num_shards + 1):
        mine = done[part - 1::num_shards]
        if sum(mine) < len(mine):
            found.append((part, len(mine) - sum(mine)))
    return found
