"""Tables as Parquet: typed columns, each with its meaning in the file."""

from __future__ import annotations

import io
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, BinaryIO

from timeline.cells import encodable
from timeline.errors import ConfigurationError
from timeline.table.columns import TABLES, Column, Kind

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ROW_GROUP", "ParquetWriter", "has_parquet", "parquet_bytes"]

ROW_GROUP = 50_000
"""Rows of mentions that are held at a time, some 20 MB packed: enough that a reader loses nothing by the groups."""


def has_parquet() -> bool:
    """Whether Parquet can be written here: pyarrow is an extra, since it is as large as half of all the rest."""
    return find_spec("pyarrow") is not None


def parquet_bytes(frame: pd.DataFrame, name: str) -> bytes:
    """The table of that name (``timeline``, ``mentions`` …) as a Parquet file.

    Days are ``date32``, counts ``int64``, shares ``double``, flags ``bool``, all others strings; what is missing is
    null, missing text empty. Each column carries its meaning as ``description``; half a character (a lone surrogate)
    becomes U+FFFD. Raises ConfigurationError without pyarrow.
    """
    buffer = io.BytesIO()
    writer = ParquetWriter(buffer, name)
    writer.write(frame)
    writer.close()
    return buffer.getvalue()


class ParquetWriter:
    """Writes a table as ``parquet_bytes`` does, so many rows at a time.

    Rows wait, packed, until they fill a row group; what the file is made of depends on its rows, not on how many come
    at a time.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        if not has_parquet():
            raise ConfigurationError(
                "Parquet needs pyarrow, which is not installed", cure="pip install 'timeline-of-events[parquet]'"
            )
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415 - the same

        self._pa = pa
        self._columns = TABLES[name]
        self._types = {
            Kind.TEXT: pa.string(),
            Kind.DAY: pa.date32(),
            Kind.FLAG: pa.bool_(),
            Kind.COUNT: pa.int64(),
            Kind.SHARE: pa.float64(),
        }
        fields = [
            pa.field(column.name, self._types[column.kind], metadata={"description": column.meaning})
            for column in self._columns
        ]
        self._schema = pa.schema(fields, metadata={"table": name})
        self._writer = pq.ParquetWriter(file, self._schema)
        self._waiting: list[Any] = []
        self._written = False

    def write(self, frame: pd.DataFrame) -> None:
        """Append the rows of a frame that has the columns of the table."""
        arrays = [
            self._pa.array(_values(frame[column.name], column), self._types[column.kind]) for column in self._columns
        ]
        self._waiting.append(self._pa.table(arrays, schema=self._schema))
        while sum(len(table) for table in self._waiting) > ROW_GROUP:
            self._put(ROW_GROUP)

    def close(self) -> None:
        """Write what still waits, and the end of the file."""
        if self._waiting or not self._written:
            self._put(ROW_GROUP)
        self._writer.close()

    def _put(self, rows: int) -> None:
        waiting = self._pa.concat_tables([self._schema.empty_table(), *self._waiting])
        self._writer.write_table(waiting.slice(0, rows).combine_chunks(), row_group_size=ROW_GROUP)
        self._waiting = [waiting.slice(rows)] if len(waiting) > rows else []
        self._written = True


def _values(values: pd.Series[Any], column: Column) -> list[object]:
    if column.kind is Kind.TEXT:
        return [encodable(value) for value in values.tolist()]
    missing = values.isna()
    if column.kind is Kind.DAY:
        values = values.dt.date
    return [None if gone else value for value, gone in zip(values.tolist(), missing.tolist(), strict=True)]
