"""Tables with a column of texts: CSV with any common separator, and Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from timeline.model import Problem, Severity
from timeline.reading.decoding import decode_text
from timeline.reading.entries import Entry, Loaded, failed
from timeline.reading.records import Record, read_records

__all__ = ["read_csv", "read_parquet"]

_CURE = "name the columns in the first line, one of them text, and quote cells that hold separators or line ends"
_PARQUET_EXTRA = "install it: pip install 'timeline-of-events[parquet]'"
_PARQUET_CURE = "write it again with a column of texts, for example with pandas' to_parquet"
_SEPARATORS = ",;\t|"
_LARGEST_CELL = 100_000_000
"""Characters of one cell; the module's own limit of 131,072 is less than a long report."""
_SURPLUS = "\0surplus"
_ROWS_AT_ONCE = 1000
_LARGEST_TABLE = 2_000_000_000
"""Bytes of a Parquet file's columns unpacked; it packs a repeated text a thousandfold."""


def read_csv(data: bytes, entry: Entry) -> Loaded:
    """Give a document for every row of a CSV file; a row without text is an error row, and the others go on."""
    content, damage = decode_text(data)
    if not content.strip():
        return failed(entry, "the file holds no table", cure=_CURE)
    if "\0" in content:
        return failed(entry, "the file is no text: it holds bytes of other kinds", cure=_CURE)
    csv.field_size_limit(_LARGEST_CELL)
    heading = content.lstrip().split("\n", 1)[0]
    separator = max(_SEPARATORS, key=heading.count)
    source = io.StringIO(content.lstrip(), newline="")
    reader = csv.DictReader(source, delimiter=separator, strict=True, restkey=_SURPLUS)
    records: list[Record] = []
    problems: list[Problem] = []
    try:
        for number, row in enumerate(reader, start=1):
            place = f"{entry.name} line {reader.line_num}"
            if row.pop(_SURPLUS, None):
                what = "more cells than columns"
                problems.append(Problem(f"{entry.document_id}#{number}", Severity.ERROR, place, what, _CURE))
            else:
                records.append(Record(number, place, {name or "": value for name, value in row.items()}))
    except csv.Error as error:
        place = f"{entry.name} line {reader.line_num}"
        problems.append(Problem(entry.document_id, Severity.ERROR, place, f"not CSV: {error}", _CURE))
    if damage:
        place = f"{entry.name}, character set"
        problems.append(Problem(entry.document_id, Severity.WARNING, place, damage, "save the file as UTF-8"))
    if not records and not any(problem.severity is Severity.ERROR for problem in problems):
        return (), (*problems, *failed(entry, "the table has no rows", cure=_CURE)[1])
    documents, wrong = read_records(records, entry, _CURE)
    return documents, (*problems, *wrong)


def read_parquet(data: bytes, entry: Entry) -> Loaded:
    """Give a document for every row of a Parquet file; pyarrow, which reads it, is the extra ``parquet``."""
    try:
        from pyarrow import BufferReader, parquet  # noqa: PLC0415 - large, and optional
    except ImportError:
        return failed(entry, "reading Parquet needs pyarrow", cure=_PARQUET_EXTRA)
    try:
        table = parquet.ParquetFile(BufferReader(data))
        size = sum(table.metadata.row_group(group).total_byte_size for group in range(table.metadata.num_row_groups))
        if size > _LARGEST_TABLE:
            return failed(entry, f"the table unpacks to {size:,} bytes", cure="split it into smaller files")
        records = list(_rows(table, entry))
    except Exception as error:  # noqa: BLE001 - a parser of hostile bytes may fail in any way, and the run goes on
        return failed(entry, f"the Parquet file is damaged: {type(error).__name__}", cure=_PARQUET_CURE)
    if not records:
        return failed(entry, "the table has no rows", cure=_PARQUET_CURE)
    return read_records(records, entry, _PARQUET_CURE)


def _rows(table: Any, entry: Entry) -> Iterator[Record]:  # noqa: ANN401 - pyarrow is untyped
    number = 0
    for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE):
        for row in batch.to_pylist():
            number += 1
            yield Record(number, f"{entry.name} row {number}", {name: _plain(value) for name, value in row.items()})


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
