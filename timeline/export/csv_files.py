"""Tables as CSV that spreadsheets open without harm, and back without loss."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import BinaryIO

import pandas as pd

from timeline.cells import encodable, neutralise, restore
from timeline.errors import SourceError
from timeline.table.columns import Column, Kind

__all__ = ["CsvWriter", "csv_bytes", "read_csv"]

_FLAGS = {"true": True, "false": False}


def csv_bytes(frame: pd.DataFrame) -> bytes:
    r"""The table as the bytes of a CSV file: what a spreadsheet, pandas or a colleague's script can open.

    UTF-8 with a byte-order mark, RFC 4180 (CRLF, quotes only where needed). Days are ISO, flags ``true``/``false``,
    shares have two decimals, what is missing is empty. A text that starts like a formula gets a leading apostrophe
    (see ``neutralise``); a lone surrogate becomes U+FFFD, since UTF-8 cannot carry it.

    >>> csv_bytes(pd.DataFrame({"title": ["=1+1"], "date_start": pd.to_datetime(["2025-07-26"])}))
    b"\xef\xbb\xbftitle,date_start\r\n'=1+1,2025-07-26\r\n"
    """
    buffer = io.BytesIO()
    writer = CsvWriter(buffer, list(frame.columns))
    writer.write(frame)
    return buffer.getvalue()


class CsvWriter:
    """Writes a table as ``csv_bytes`` does, so many rows at a time."""

    def __init__(self, file: BinaryIO, names: Sequence[str]) -> None:
        self._file = file
        file.write(codecs.BOM_UTF8)
        self._append([names])

    def write(self, frame: pd.DataFrame) -> None:
        """Append the rows of a frame that has the columns of the table."""
        self._append(zip(*(_as_text(frame[name]) for name in frame.columns), strict=True))

    def close(self) -> None:
        """Nothing is left to write."""

    def _append(self, rows: Iterable[Sequence[str]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows(rows)
        self._file.write(text.getvalue().encode())


def read_csv(data: bytes, columns: tuple[Column, ...]) -> pd.DataFrame:
    """The table that ``csv_bytes`` wrote, with the dtypes of its columns.

    Raises SourceError where the header is another one or a cell is no day, number or flag.
    """
    frame = pd.read_csv(
        io.BytesIO(data),
        encoding="utf-8-sig",
        dtype=str,
        keep_default_na=False,
        na_filter=False,
        skip_blank_lines=False,
    )
    expected = [column.name for column in columns]
    if list(frame.columns) != expected:
        strange = sorted(set(frame.columns) ^ set(expected)) or ["the same columns in another order"]
        raise SourceError(
            f"the columns are not those of this table: {', '.join(strange)}",
            place="line 1",
            cure="give a CSV file with the columns as they were written",
        )
    return pd.DataFrame({column.name: _from_text(frame[column.name], column) for column in columns})


class _Cells(dict[object, str]):
    """What was written for a value: most columns say few things, and each of them often."""

    def __missing__(self, value: object) -> str:
        self[value] = cell = _cell(value)
        return cell


def _as_text(values: pd.Series) -> list[str]:
    # In a column of mixed values, True, 1 and 1.0 would be one to a dictionary.
    write = _cell if values.dtype == object else _Cells().__getitem__
    return list(map(write, values.tolist()))


def _cell(value: object) -> str:
    if isinstance(value, str):
        return neutralise(encodable(value))
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if pd.api.types.is_bool(value):
        return str(value).lower()
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _from_text(values: pd.Series, column: Column) -> pd.Series:
    try:
        return pd.Series([_READERS[column.kind](cell) for cell in values], dtype=column.kind.dtype)
    except (KeyError, ValueError) as error:
        raise SourceError(
            f"a cell of {column.name} is no {column.kind}: {error}",
            place=f"column {column.name}",
            cure="days are written as 2025-07-26, flags as true or false, numbers with digits",
        ) from error


def _day(cell: str) -> object:
    return pd.Timestamp(date.fromisoformat(cell)) if cell else pd.NaT


def _flag(cell: str) -> object:
    return _FLAGS[cell] if cell else pd.NA


def _count(cell: str) -> object:
    return int(cell) if cell else pd.NA


def _share(cell: str) -> object:
    return float(cell) if cell else pd.NA


_READERS: dict[Kind, Callable[[str], object]] = {
    Kind.TEXT: restore,
    Kind.DAY: _day,
    Kind.FLAG: _flag,
    Kind.COUNT: _count,
    Kind.SHARE: _share,
}
