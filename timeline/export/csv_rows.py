"""Rows as CSV, cell by cell: the bytes of ``csv_bytes`` for those who need no pandas and would wait for it to load."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from timeline.cells import encodable, neutralise
from timeline.table.columns import Column, Kind

__all__ = ["csv_of_rows"]


def csv_of_rows(rows: Iterable[Mapping[str, object]], columns: Sequence[Column]) -> bytes:
    r"""The rows as the bytes of the CSV file that ``csv_bytes`` makes of their frame; what a row lacks is empty.

    >>> title, day = Column("title", Kind.TEXT, ""), Column("date_start", Kind.DAY, "")
    >>> csv_of_rows([{"title": "=1+1", "date_start": datetime(2025, 7, 26)}, {"title": "a"}], [title, day])
    b"\xef\xbb\xbftitle,date_start\r\n'=1+1,2025-07-26\r\na,\r\n"
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in columns)
    writer.writerows([_cell(row.get(column.name), column.kind) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object, kind: Kind) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.2f}" if kind is Kind.SHARE else neutralise(encodable(str(value)))
