"""Tables as people save them: any of the usual separators and encodings, with a heading somewhere near the top."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Row", "Table", "read_table"]

_SEPARATORS = (",", ";", "\t")
_DECLARATION = "sep="
"""Excel understands a first line such as ``sep=;``, and some programs write it."""
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row without outer blanks, the line on which it begins, and why it cannot be read (else empty)."""

    line: int
    cells: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a file that hold something, and how the file is written.

    ``encoding`` is ``utf-8``, ``utf-16-le``, ``utf-16-be`` or ``cp1252`` (what Excel saves without being asked).
    """

    rows: tuple[Row, ...]
    separator: str
    encoding: str


def read_table(data: bytes) -> Table:
    r"""The rows of a CSV file; the separator is the one that the first line has most of.

    A row that is not closed costs itself and not the ones behind it.

    >>> read_table(b"\xef\xbb\xbftitle;date\r\nForum;2026\r\n;;;\r\n").rows
    (Row(line=1, cells=('title', 'date'), reason=''), Row(line=2, cells=('Forum', '2026'), reason=''))
    """
    text, encoding = _decoded(data)
    lines = io.StringIO(text, newline="").readlines()
    skipped = 0
    separator = ""
    if lines and lines[0].lower().startswith(_DECLARATION):
        separator = lines[0].rstrip("\r\n")[len(_DECLARATION) :]
        skipped = 1
    if len(separator) != 1:
        heading = next((line for line in lines[skipped:] if line.strip()), "")
        separator = max(_SEPARATORS, key=heading.count)
    rows = (row for row in _rows(lines, skipped, separator) if row.reason or any(row.cells))
    return Table(tuple(rows), separator, encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    """The text of a file, and the encoding it is in; a byte-order mark is no part of the text."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"


def _rows(lines: list[str], skipped: int, separator: str) -> Iterator[Row]:
    """Rows from a line on. Behind a row that is not closed, reading begins anew with the next line."""
    while skipped < len(lines):
        reader = csv.reader(iter(lines[skipped:]), delimiter=separator, strict=True)
        before = 0
        try:
            for cells in reader:
                yield Row(skipped + before + 1, tuple(cell.strip() for cell in cells))
                before = reader.line_num
        except csv.Error as error:
            yield Row(skipped + before + 1, (), str(error))
            skipped += before + 1
        else:
            return
