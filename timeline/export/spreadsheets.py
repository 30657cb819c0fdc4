"""Tables as one XLSX workbook: a sheet for each table and one that explains the columns."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from timeline.cells import encodable, starts_like_formula
from timeline.export.archives import fixed_archive
from timeline.export.sheet_rows import SheetRows, Written
from timeline.export.texts import web_link
from timeline.model import Extent
from timeline.table.columns import TABLES

__all__ = ["CELL_LIMIT", "CUT_MARK", "xlsx_bytes"]

CELL_LIMIT = 32_767  # what Excel can hold in one cell, in UTF-16 units
CUT_MARK = "…"
LINK_LIMIT = 65_530  # what Excel can hold in one sheet
_ADDRESS_LIMIT = 2_079  # characters of an address that Excel can follow

# The workbook's day count begins in 1900; earlier days would show as a row of hashes.
_FIRST_DAY = date(1900, 3, 1)
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")

_WIDTHS = {
    "actors": 30,
    "after": 26,
    "before": 26,
    "best_quote": 72,
    "best_url": 36,
    "cure": 60,
    "date_note": 36,
    "date_shown": 26,
    "date_text": 24,
    "edtf": 26,
    "meaning": 90,
    "note": 36,
    "problem": 60,
    "publishers": 30,
    "quote": 72,
    "reason": 60,
    "tags": 24,
    "title": 48,
    "url": 36,
}
_NARROW, _WIDE = 11, 18
_WRAPPED = frozenset(
    ("title", "quote", "best_quote", "meaning", "problem", "cure", "date_note", "actors", "note", "reason")
)
_LINKED = frozenset(("url", "best_url"))
_BOUNDS = frozenset(("date_start", "date_end"))
"""The ends of an interval: days of the text only where it names them, else no more than the edges of what it names."""

_HEADER_FONT = Font(bold=True, color="FFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor="334155")


@dataclass(slots=True)
class _Losses:
    """What did not fit into the workbook; stated on its last sheet."""

    cut: int = 0
    cleaned: int = 0
    unlinked: int = 0


def xlsx_bytes(tables: Mapping[str, pd.DataFrame], *, beyond: int = 0) -> bytes:
    """The tables as an Excel workbook: sheets you can sort and filter, and a sheet that says what each column means.

    Days are real dates where the text has a day; the edges of a month, of "days earlier" or of a hedged date are ISO
    text, and so is what lies before March 1900, which Excel does not know. Addresses of the web are links, no other.
    No cell is ever a formula; control characters, which XLSX cannot hold, are left out, and text beyond 32,767
    characters is cut with an ellipsis: the last sheet counts all of it, and the events ``beyond`` those given. The same
    tables give the same bytes.
    """
    workbook = Workbook(write_only=True)
    losses = _Losses()
    for name, frame in tables.items():
        _fill(workbook.create_sheet(name.capitalize()), frame, losses)
    _explain(workbook.create_sheet("About the columns"), tables, losses, beyond)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return fixed_archive(buffer.getvalue())


def _fill(sheet: Worksheet, frame: pd.DataFrame, losses: _Losses) -> None:
    for column, name in enumerate(frame.columns, start=1):
        usual = _WIDE if name.endswith("_id") else max(_NARROW, len(name) + 4)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, usual)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(1, len(frame.columns)))}{len(frame) + 1}"
    sheet.append(_head(sheet, list(frame.columns)))
    writers = [_Column(sheet, name, losses) for name in frame.columns]
    rows = SheetRows(sheet)
    for *values, named in zip(*(frame[name].tolist() for name in frame.columns), _named_days(frame), strict=True):
        rows.append([writer.cell(value, named) for writer, value in zip(writers, values, strict=True)])


def _named_days(frame: pd.DataFrame) -> Iterator[bool]:
    """Say of each row whether the days of its interval are days of the text."""
    if "extent" not in frame.columns:
        return iter([False] * len(frame))
    return iter((frame["extent"].eq(Extent.LASTS.value) & ~frame["approximate"].fillna(value=True)).tolist())


def _explain(sheet: Worksheet, tables: Mapping[str, pd.DataFrame], losses: _Losses, beyond: int) -> None:
    notes = [
        "date_start and date_end are real dates where the text names these days, else text: edges of a longer time.",
        "Text that begins like a formula is kept as text; nothing in this workbook is calculated.",
        "In the CSV files such text, and text that begins with an apostrophe, has one leading apostrophe more.",
        f"Cells cut at {CELL_LIMIT:,} characters (they end in “{CUT_MARK}”): {losses.cut}",
        f"Cells from which control characters were left out: {losses.cleaned}",
        f"Addresses that are no links, being too long or beyond the {LINK_LIMIT:,} of a sheet: {losses.unlinked}",
    ]
    if beyond:
        notes.append(
            f"Left out with their mentions: {beyond:,} events of less weight; timeline.csv and mentions.csv have them."
        )
    header = ["table", "column", "holds", "meaning"]
    for column, name in enumerate(header, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, _WIDE)
    for note in notes:
        sheet.append([note])
    sheet.append([])
    sheet.append(_head(sheet, header))
    for name in tables:
        for told in TABLES[name]:
            values = (name, told.name, told.kind.value, told.meaning)
            sheet.append([_styled(sheet, value, wrap=value == told.meaning) for value in values])


def _head(sheet: Worksheet, names: list[str]) -> list[Cell]:
    cells = []
    for name in names:
        cell = WriteOnlyCell(sheet, name)
        cell.font, cell.fill = _HEADER_FONT, _HEADER_FILL
        cells.append(cell)
    return cells


def _styled(sheet: Worksheet, value: object = None, *, wrap: bool, number_format: str = "General") -> Cell:
    cell = WriteOnlyCell(sheet, value)
    cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    cell.number_format = number_format
    return cell


class _Column:
    """Writes the cells of one column, each like one that is styled once."""

    def __init__(self, sheet: Worksheet, name: str, losses: _Losses) -> None:
        wrap = name in _WRAPPED
        self._text, self._quoted = _styled(sheet, wrap=wrap), _styled(sheet, wrap=wrap)
        self._quoted.quotePrefix = True
        self._day = _styled(sheet, wrap=False, number_format="yyyy-mm-dd")
        self._number = _styled(sheet, wrap=False)
        self._share = _styled(sheet, wrap=False, number_format="0.00")
        self._linked, self._link = name in _LINKED, _styled(sheet, wrap=wrap)
        self._link.style = "Hyperlink"
        self._bound = name in _BOUNDS
        self._losses = losses
        self._links = 0

    def cell(self, value: object, named: bool) -> Written | None:  # noqa: FBT001 - called for each of a million cells
        """Give the cell of a value; ``named`` is whether the days of its row's interval are days of the text."""
        if isinstance(value, str):
            return self._of_text(value) if value else None
        if pd.isna(value):  # type: ignore[call-overload]
            return None
        if isinstance(value, pd.Timestamp):
            return self._of_day(value.date(), named)
        if isinstance(value, float):
            return Written(self._share, value)
        return Written(self._number, value)  # type: ignore[arg-type]

    def _of_day(self, day: date, named: bool) -> Written:  # noqa: FBT001 - as above
        if day < _FIRST_DAY or (self._bound and not named):
            return Written(self._text, day.isoformat())
        return Written(self._day, day)

    def _of_text(self, value: str) -> Written:
        text = value
        if not value.isprintable():
            text = _NO_CHARACTERS.sub("", ILLEGAL_CHARACTERS_RE.sub("", encodable(value)))
            self._losses.cleaned += text != value
        if len(text) * 2 > CELL_LIMIT and _units(text) > CELL_LIMIT:
            self._losses.cut += 1
            text = _cut(text)
        if self._linked and web_link(text):
            if len(text) <= _ADDRESS_LIMIT and self._links < LINK_LIMIT:
                self._links += 1
                self._link.hyperlink = Hyperlink(ref="", target=text)
                return Written(self._link, text)
            self._losses.unlinked += 1
        return Written(self._quoted if starts_like_formula(text) else self._text, text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str) -> str:
    kept = text.encode("utf-16-le")[: (CELL_LIMIT - 1) * 2]
    return kept.decode("utf-16-le", errors="ignore") + CUT_MARK
