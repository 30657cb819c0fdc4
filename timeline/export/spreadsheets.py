"""Tables as one XLSX workbook: a sheet for each table and one that explains the columns."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from timeline.cells import encodable, starts_like_formula
from timeline.export.archives import fixed_archive
from timeline.table.columns import TABLES

__all__ = ["CELL_LIMIT", "CUT_MARK", "xlsx_bytes"]

CELL_LIMIT = 32_767  # what Excel can hold in one cell, in UTF-16 units
CUT_MARK = "…"

# The workbook's day count begins in 1900; earlier days would show as a row of hashes.
_FIRST_DAY = date(1900, 3, 1)
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")

_WIDTHS = {"title": 48, "quote": 72, "best_quote": 72, "meaning": 90, "problem": 60, "cure": 60, "date_shown": 26}
_WIDTHS |= {
    "date_note": 36,
    "actors": 30,
    "publishers": 30,
    "date_text": 24,
    "url": 36,
    "reason": 60,
    "best_url": 36,
    "edtf": 26,
}
_NARROW, _WIDE = 11, 18
_WRAPPED = frozenset(
    ("title", "quote", "best_quote", "meaning", "problem", "cure", "date_note", "actors", "note", "reason")
)
_HEADER_FONT = Font(bold=True, color="FFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor="334155")


@dataclass(slots=True)
class _Losses:
    """What did not fit into the workbook; stated on its last sheet."""

    cut: int = 0
    cleaned: int = 0


def xlsx_bytes(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """The tables as an Excel workbook: sheets you can sort and filter, and a sheet that says what each column means.

    Days are real dates (before March 1900, which Excel does not know, ISO text); no cell is ever a formula; control
    characters, which XLSX cannot hold, are left out, and text beyond 32,767 characters is cut with an ellipsis: the
    last sheet counts both. The same tables give the same bytes.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    losses = _Losses()
    for name, frame in tables.items():
        _fill(workbook.create_sheet(name.capitalize()), frame, losses)
    _explain(workbook.create_sheet("About the columns"), tables, losses)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return fixed_archive(buffer.getvalue())


def _fill(sheet: Worksheet, frame: pd.DataFrame, losses: _Losses) -> None:
    _head(sheet, 1, list(frame.columns))
    for column, name in enumerate(frame.columns, start=1):
        for row, value in enumerate(frame[name], start=2):
            _put(sheet.cell(row, column), value, losses, wrap=name in _WRAPPED)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(frame.columns))}{len(frame) + 1}"


def _explain(sheet: Worksheet, tables: Mapping[str, pd.DataFrame], losses: _Losses) -> None:
    notes = (
        "Text that begins like a formula is kept as text; nothing in this workbook is calculated.",
        "In the CSV files such text, and text that begins with an apostrophe, has one leading apostrophe more.",
        f"Cells cut at {CELL_LIMIT:,} characters (they end in “{CUT_MARK}”): {losses.cut}",
        f"Cells from which control characters were left out: {losses.cleaned}",
    )
    for row, note in enumerate(notes, start=1):
        sheet.cell(row, 1, note)
    start = len(notes) + 2
    _head(sheet, start, ["table", "column", "holds", "meaning"])
    rows = ((name, c.name, c.kind.value, c.meaning) for name in tables for c in TABLES[name])
    for row, values in enumerate(rows, start=start + 1):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column, value).alignment = Alignment(vertical="top", wrap_text=column == len(values))


def _head(sheet: Worksheet, row: int, names: list[str]) -> None:
    for column, name in enumerate(names, start=1):
        cell = sheet.cell(row, column, name)
        cell.font, cell.fill = _HEADER_FONT, _HEADER_FILL
        usual = _WIDE if name.endswith("_id") else max(_NARROW, len(name) + 4)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, usual)


def _put(cell: Cell, value: object, losses: _Losses, *, wrap: bool) -> None:
    cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    if isinstance(value, str):
        _put_text(cell, value, losses)
    elif pd.isna(value):  # type: ignore[call-overload]
        return
    elif isinstance(value, pd.Timestamp):
        _put_day(cell, value.date())
    else:
        cell.value = value
        cell.number_format = "0.00" if isinstance(value, float) else "General"


def _put_day(cell: Cell, day: date) -> None:
    if day < _FIRST_DAY:
        cell.value, cell.data_type = day.isoformat(), "s"
    else:
        cell.value, cell.number_format = day, "yyyy-mm-dd"


def _put_text(cell: Cell, value: str, losses: _Losses) -> None:
    text = _NO_CHARACTERS.sub("", ILLEGAL_CHARACTERS_RE.sub("", encodable(value)))
    losses.cleaned += text != value
    if _units(text) > CELL_LIMIT:
        losses.cut += 1
        text = _cut(text)
    if not text:
        return
    cell.value = text
    # Set after the value: openpyxl takes "=..." for a formula and "#N/A" for an error.
    cell.data_type = "s"
    cell.quotePrefix = starts_like_formula(text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str) -> str:
    kept = text.encode("utf-16-le")[: (CELL_LIMIT - 1) * 2]
    return kept.decode("utf-16-le", errors="ignore") + CUT_MARK
