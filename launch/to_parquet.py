#!/usr/bin/env python3
"""Writes the rows of a study as a Parquet file: the columns of `demarche results STUDY --csv`, with types.

    launch/to_parquet.py STUDY.db FILE.parquet

A column's metadata tell its role, unit and question, or best guess and range; the file's, all that makes the study the
one it is, the model's text among it. Where the CSV has an empty field for a number, there is null. Rows are read and
written some thousands at a time, so that a study may be larger than memory.
"""

import argparse
import array
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import table
from shown import shown

USAGE = 2
FLAGS = ["not_certified", "jump_suspected", "left_branch", "without_answer", "folded", "not_found"]  # bit by bit
FLAG_WORDS = [" ".join(word for bit, word in enumerate(FLAGS) if flags >> bit & 1) for flags in range(1 << len(FLAGS))]


def column_of(pa, role, name, label, unit, drawn, best, low, high):
    known = {"role": role, "unit": unit, "question": name if label else "", "label": label, "drawn": drawn,
             "best": best, "low": low, "high": high}
    metadata = {key: str(value) for key, value in known.items() if value not in ("", None)}
    return pa.field(f"{name}: {label}" if label else name, pa.float64(), metadata=metadata)


def schema_of(pa, database):
    columns = [pa.field("row.number", pa.int64(), nullable=False, metadata={"role": "row"})]
    for role in ("parameter", "answer"):
        found = database.execute("SELECT role, name, label, unit, drawn, best, low, high FROM columns WHERE role = ? "
                                 "ORDER BY position", (role,))
        columns += [column_of(pa, *row) for row in found]
    columns += [pa.field(f"row.{name}", pa.float64(), metadata={"role": "certificate"})
                for name in ("max_gain", "payoff_range", "precision")]
    columns += [pa.field(f"row.{name}", pa.string(), nullable=False, metadata={"role": "certificate"})
                for name in ("flags", "note")]
    return pa.schema(columns, metadata=dict(database.execute("SELECT key, value FROM study ORDER BY key")))


def numbers(pa, values):
    """Doubles as a column; null where one is not finite."""
    import pyarrow.compute as compute
    column = pa.Array.from_buffers(pa.float64(), len(values), [None, pa.py_buffer(values)])
    return compute.if_else(compute.is_finite(column), column, None)


def columns_of_blobs(pa, blobs, width):
    """Rows of doubles, each row a blob -> columns."""
    joined = array.array("d")
    joined.frombytes(b"".join(blobs))
    if sys.byteorder == "big":
        joined.byteswap()
    if len(joined) != width * len(blobs):
        raise table.NoStudy("the study is damaged: a row has not as many numbers as it has columns")
    return [numbers(pa, joined[place::width]) for place in range(width)]


def batch_of(pa, schema, rows):
    keys, parameters, answers, *certificate, flags, notes = zip(*rows)
    widths = [sum(field.metadata[b"role"] == role for field in schema) for role in (b"parameter", b"answer")]
    columns = [pa.array(keys, pa.int64())]
    columns += columns_of_blobs(pa, parameters, widths[0]) + columns_of_blobs(pa, answers, widths[1])
    columns += [numbers(pa, array.array("d", (0.0 if value is None else value for value in one))) for one in certificate]
    columns += [pa.array([FLAG_WORDS[value & (1 << len(FLAGS)) - 1] for value in flags]), pa.array(notes, pa.string())]
    return pa.record_batch(columns, schema=schema)


def write(study, path):
    import pyarrow as pa
    import pyarrow.parquet as parquet
    num_rows = 0
    with table.opened(study) as database:
        schema = schema_of(pa, database)
        with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            for batch in table.batches(study, database):
                solved = [row for row in batch if row[0] != table.CENTRE]
                if solved:
                    writer.write_batch(batch_of(pa, schema, solved))
                num_rows += len(solved)
    return num_rows


def export(study, path):
    """The file gets its name when it is whole."""
    unfinished = path + ".new"
    try:
        num_rows = write(study, unfinished)
        os.replace(unfinished, path)
        return num_rows
    finally:
        pathlib.Path(unfinished).unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("study", metavar="STUDY.db", help="the file of a study")
    parser.add_argument("file", metavar="FILE.parquet", help="the file to write")
    chosen = parser.parse_args()
    try:
        print(f"{shown(chosen.file)}: {export(chosen.study, chosen.file):,} rows")
    except ImportError:
        sys.stderr.write("to_parquet: pyarrow is not installed\n  = help: pip install -r launch/requirements.txt\n")
        sys.exit(USAGE)
    except OSError as error:
        sys.stderr.write(f"to_parquet: {shown(error)}\n")
        sys.exit(USAGE)


if __name__ == "__main__":
    main()
