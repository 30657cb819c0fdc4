"""Writes the rows of a worksheet, whole rows at a time: openpyxl goes cell by cell, which takes half as long again."""

# ruff: noqa: SLF001 - a write-only sheet has no public door for a row that is made already; a test compares the bytes

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from lxml.etree import fromstring
from openpyxl.cell.cell import Cell
from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["SheetRows"]

_RETURN = {"\r": "&#13;"}
"""What a reader of XML would take for the end of a line."""


class SheetRows:
    """Takes the rows of a write-only sheet behind its header, which must be written: the bytes are openpyxl's own."""

    def __init__(self, sheet: Worksheet, written: int = 1) -> None:
        self._sheet = sheet
        self._number = written
        self._letters: list[str] = []
        self._styles: dict[int, str] = {}
        # What openpyxl does with a row is done here already.
        sheet._values_to_row = lambda row, _: row
        sheet._writer.write_row = lambda file, row, _: file.write(row)

    def append(self, cells: Iterable[Cell | None]) -> None:
        """Write a row; a cell may be given again, with another value, in the next one."""
        self._number += 1
        number = str(self._number)
        written = (
            self._cell(cell, f"{self._letter(column)}{number}") for column, cell in enumerate(cells) if cell is not None
        )
        self._sheet._rows.send(fromstring(f'<row r="{number}">{"".join(written)}</row>'))

    def _letter(self, column: int) -> str:
        while len(self._letters) <= column:
            self._letters.append(get_column_letter(len(self._letters) + 1))
        return self._letters[column]

    def _cell(self, cell: Cell, place: str) -> str:
        style = self._styles.get(id(cell)) or self._styles.setdefault(id(cell), str(cell.style_id))
        if cell.hyperlink is not None:
            cell.hyperlink.ref = place
            self._sheet._hyperlinks.append(cell.hyperlink)
        if cell.data_type == "s":
            value = str(cell.value)
            space = "" if value == value.strip() else ' xml:space="preserve"'
            text = escape(value, _RETURN)
            return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{space}>{text}</t></is></c>'
        told, kind = cell.value, cell.data_type
        if kind == "d":
            told, kind = to_excel(told), "n"
        return f'<c r="{place}" s="{style}" t="{kind}"><v>{safe_string(told)}</v></c>'
