"""Writes the rows of a worksheet, whole rows at a time: openpyxl goes cell by cell, which takes half as long again."""

# ruff: noqa: SLF001 - a write-only sheet has no public door for a row that is made already; a test compares the bytes

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape

from lxml.etree import fromstring
from openpyxl.cell.cell import Cell
from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["SheetRows", "Written"]

_RETURN = {"\r": "&#13;"}
"""What a reader of XML would take for the end of a line."""


class Written(NamedTuple):
    """What is written into a cell (a text, a day, a number or a flag), and a cell in whose style it is written.

    The same cell serves a whole column: openpyxl would look at each value of a million, which takes longer than all the
    rest.
    """

    like: Cell
    value: str | date | float | bool


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

    def append(self, cells: Iterable[Written | None]) -> None:
        """Write a row."""
        self._number += 1
        number = str(self._number)
        written = (
            self._cell(*cell, f"{self._letter(column)}{number}")
            for column, cell in enumerate(cells)
            if cell is not None
        )
        self._sheet._rows.send(fromstring(f'<row r="{number}">{"".join(written)}</row>'))

    def _letter(self, column: int) -> str:
        while len(self._letters) <= column:
            self._letters.append(get_column_letter(len(self._letters) + 1))
        return self._letters[column]

    def _cell(self, like: Cell, value: object, place: str) -> str:
        style = self._styles.get(id(like)) or self._styles.setdefault(id(like), str(like.style_id))
        if like.hyperlink is not None:
            like.hyperlink.ref = place
            self._sheet._hyperlinks.append(like.hyperlink)
        if isinstance(value, str):
            space = "" if value == value.strip() else ' xml:space="preserve"'
            text = escape(value, _RETURN)
            return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{space}>{text}</t></is></c>'
        kind = "b" if isinstance(value, bool) else "n"
        told = to_excel(value) if isinstance(value, date) else value
        return f'<c r="{place}" s="{style}" t="{kind}"><v>{safe_string(told)}</v></c>'
