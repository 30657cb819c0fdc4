"""Tables as Parquet: typed columns, each with its meaning in the file."""

from __future__ import annotations

import io
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from timeline.cells import encodable
from timeline.errors import ConfigurationError
from timeline.table.columns import TABLES, Column, Kind

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["has_parquet", "parquet_bytes"]


def has_parquet() -> bool:
    """Whether Parquet can be written here: pyarrow is an extra, since it is as large as half of all the rest."""
    return find_spec("pyarrow") is not None


def parquet_bytes(frame: pd.DataFrame, name: str) -> bytes:
    """The table of that name (``timeline``, ``mentions`` …) as a Parquet file.

    Days are ``date32``, counts ``int64``, shares ``double``, flags ``bool``, all others strings; what is missing is
    null, missing text empty. Each column carries its meaning as ``description``; half a character (a lone surrogate)
    becomes U+FFFD. Raises ConfigurationError without pyarrow.
    """
    if not has_parquet():
        raise ConfigurationError(
            "Parquet needs pyarrow, which is not installed", cure="pip install 'timeline-of-events[parquet]'"
        )
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - the same

    columns = TABLES[name]
    types = {
        Kind.TEXT: pa.string(),
        Kind.DAY: pa.date32(),
        Kind.FLAG: pa.bool_(),
        Kind.COUNT: pa.int64(),
        Kind.SHARE: pa.float64(),
    }
    fields = [pa.field(column.name, types[column.kind], metadata={"description": column.meaning}) for column in columns]
    arrays = [pa.array(_values(frame[column.name], column), types[column.kind]) for column in columns]
    buffer = io.BytesIO()
    pq.write_table(pa.table(arrays, schema=pa.schema(fields, metadata={"table": name})), buffer)
    return buffer.getvalue()


def _values(values: pd.Series[Any], column: Column) -> list[object]:
    missing = values.isna()
    if column.kind is Kind.TEXT:
        return [encodable(value) for value in values]
    if column.kind is Kind.DAY:
        values = values.dt.date
    return [None if gone else value for value, gone in zip(values, missing, strict=True)]
