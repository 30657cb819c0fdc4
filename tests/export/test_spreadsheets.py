from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime

import openpyxl
import pandas as pd
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.export.made_events import content, many
from timeline.export import spreadsheets, xlsx_bytes
from timeline.export.sheet_rows import Written
from timeline.export.spreadsheets import CELL_LIMIT, CUT_MARK
from timeline.table.columns import TABLES

MakeFrame = Callable[..., pd.DataFrame]


def _sheet(data: bytes, name: str) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data))[name]


def _cell(sheet: Worksheet, column: str) -> openpyxl.cell.cell.Cell:
    names = [cell.value for cell in sheet[1]]
    return sheet.cell(2, names.index(column) + 1)


def test_the_workbook_has_a_sheet_for_each_table_and_the_dictionary(tables: dict[str, pd.DataFrame]) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(tables)))
    assert workbook.sheetnames == ["Timeline", "Mentions", "Changes", "Leads", "Problems", "About the columns"]
    explained = {(row[0], row[1]) for row in workbook["About the columns"].iter_rows(values_only=True)}
    assert {(name, column.name) for name, columns in TABLES.items() for column in columns} <= explained


def test_the_header_is_frozen_and_filtered(tables: dict[str, pd.DataFrame]) -> None:
    sheet = _sheet(xlsx_bytes(tables), "Timeline")
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.dimensions.split(':')[1]}"


def test_days_are_days_and_edtf_is_text(frame: MakeFrame) -> None:
    cells = {"date_start": "2025-07-26", "date_end": "1850-01-02", "edtf": "2025-07", "rank": 3, "approximate": False}
    cells |= {"extent": "lasts"}
    sheet = _sheet(xlsx_bytes({"timeline": frame(cells)}), "Timeline")
    assert _cell(sheet, "date_start").value == datetime(2025, 7, 26)  # noqa: DTZ001 - cells have no zone
    assert _cell(sheet, "date_end").value == "1850-01-02"
    assert (_cell(sheet, "edtf").value, _cell(sheet, "edtf").data_type) == ("2025-07", "s")
    assert (_cell(sheet, "rank").value, _cell(sheet, "approximate").value) == (3, False)
    assert _cell(sheet, "confidence").value is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "2025-07-26"])
def test_text_is_never_calculated(text: str, frame: MakeFrame) -> None:
    cell = _cell(_sheet(xlsx_bytes({"timeline": frame({"title": text})}), "Timeline"), "title")
    assert (cell.value, cell.data_type) == (text, "s")


def test_what_does_not_fit_is_cut_and_counted(frame: MakeFrame) -> None:
    data = xlsx_bytes({"timeline": frame({"title": "😀" * CELL_LIMIT, "note": "a\x00\x0b\ud800b\ufffe"})})
    sheet = _sheet(data, "Timeline")
    title = _cell(sheet, "title").value
    assert title.endswith(CUT_MARK)
    assert CELL_LIMIT - 2 <= len(title.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert _cell(sheet, "note").value == "a\ufffdb"
    notes = [row[0] for row in _sheet(data, "About the columns").iter_rows(max_row=5, values_only=True)]
    assert any(f"end in “{CUT_MARK}”): 1" in note for note in notes if note)
    assert any(note.endswith("left out: 1") for note in notes if note)


def test_no_clock_is_in_the_workbook(tables: dict[str, pd.DataFrame]) -> None:
    data = xlsx_bytes(tables)
    assert data == xlsx_bytes(tables)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert properties.created == properties.modified == datetime(1980, 1, 1)  # noqa: DTZ001 - cells have no zone


class OpenpyxlsOwn:
    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet

    def append(self, cells: Iterable[Written | None]) -> None:
        self._sheet.append([one and self._cell(one) for one in cells])

    def _cell(self, written: Written) -> Cell:
        cell = written.like
        cell.value = written.value
        if isinstance(written.value, str):
            cell.data_type = "s"
        return cell


def test_rows_are_written_as_openpyxl_writes_them(monkeypatch: pytest.MonkeyPatch, frame: MakeFrame) -> None:
    tables = content(many(30)).tables
    tables = {
        **tables,
        "timeline": pd.concat(
            [tables["timeline"], frame({"title": " a\n ", "note": "=1+1", "place": 'a\r\n<b> & "c"\t'})]
        ),
    }
    quick = xlsx_bytes(tables)
    monkeypatch.setattr(spreadsheets, "SheetRows", OpenpyxlsOwn)
    assert quick == xlsx_bytes(tables)


def test_a_workbook_says_how_many_events_it_leaves_out() -> None:
    told = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(content(many(2)).tables, beyond=1_234)))["About the columns"]
    notes = [str(row[0].value) for row in told.iter_rows(max_row=9)]
    assert any("1,234 events of less weight" in note for note in notes)
