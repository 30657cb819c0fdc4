from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from tests.export.made_events import events
from timeline.cells import encodable
from timeline.errors import SourceError
from timeline.export import csv_bytes, csv_of_rows, read_csv
from timeline.model import Event
from timeline.table import mention_frame, mention_rows
from timeline.table.columns import MENTIONS, TABLES, TIMELINE, Column, Kind

MakeFrame = Callable[..., pd.DataFrame]

_CELLS: dict[Kind, st.SearchStrategy[object]] = {
    Kind.TEXT: st.text(st.characters(exclude_categories=("Cs",))) | st.sampled_from(["=1", "NA", "'", '"', "a\r\nb"]),
    Kind.DAY: st.none() | st.dates().map(pd.Timestamp),
    Kind.FLAG: st.none() | st.booleans(),
    Kind.COUNT: st.none() | st.integers(0, 10**9),
    Kind.SHARE: st.none() | st.integers(0, 100).map(lambda hundredths: hundredths / 100),
}
_SOME_COLUMNS = tuple(c for c in TIMELINE if c.name in {"title", "date_start", "approximate", "confidence", "rank"})


def _table(rows: list[tuple[object, ...]], columns: tuple[Column, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {c.name: pd.Series([row[i] for row in rows], dtype=c.kind.dtype) for i, c in enumerate(columns)}
    )


@given(events())
def test_rows_are_written_as_their_frame_is(made: tuple[Event, ...]) -> None:
    assert csv_of_rows(mention_rows(made), MENTIONS) == csv_bytes(mention_frame(made))


@given(st.lists(st.tuples(*(_CELLS[column.kind] for column in _SOME_COLUMNS)), max_size=6))
def test_reading_reverses_writing(rows: list[tuple[object, ...]]) -> None:
    table = _table(rows, _SOME_COLUMNS)
    assert_frame_equal(read_csv(csv_bytes(table), _SOME_COLUMNS), table)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_comes_back_whole(name: str, tables: dict[str, pd.DataFrame]) -> None:
    assert_frame_equal(read_csv(csv_bytes(tables[name]), TABLES[name]), tables[name])


@pytest.mark.parametrize("name", TABLES)
def test_a_table_without_rows_keeps_its_columns(name: str, tables: dict[str, pd.DataFrame]) -> None:
    empty = tables[name].iloc[:0]
    assert_frame_equal(read_csv(csv_bytes(empty), TABLES[name]), empty)


def test_cells_are_written_as_the_contract_says(frame: MakeFrame) -> None:
    cells = {"title": "A, B\nC", "date_start": "2025-07-26", "approximate": True, "confidence": 0.9, "rank": 1}
    data = csv_bytes(frame(cells))
    assert data.startswith(b"\xef\xbb\xbfevent_id,title,")
    assert data.endswith(b"\r\n")
    [row] = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    shown = {name: row[name] for name in cells}
    assert shown == {
        "title": "A, B\nC",
        "date_start": "2025-07-26",
        "approximate": "true",
        "confidence": "0.90",
        "rank": "1",
    }
    assert row["date_end"] == row["announced_on"] == row["actors"] == ""


def test_a_formula_is_shown_and_not_run(frame: MakeFrame) -> None:
    data = csv_bytes(frame({"title": "=cmd|' /C calc'!A0"}))
    assert b"'=cmd|" in data


def test_a_negative_number_is_no_formula(frame: MakeFrame) -> None:
    assert b",-3," in csv_bytes(frame({"trigger_start": -3}, columns=MENTIONS))


def test_half_a_character_is_shown_as_replaced(frame: MakeFrame) -> None:
    data = csv_bytes(frame({"title": "a\ud83db\0c"}))
    assert read_csv(data, TIMELINE)["title"][0] == encodable("a\ud83db\0c") == "a\ufffdb\0c"


def test_a_foreign_header_is_refused_by_name(frame: MakeFrame) -> None:
    with pytest.raises(SourceError, match="strange"):
        read_csv(csv_bytes(frame({"title": "x"}).rename(columns={"note": "strange"})), TIMELINE)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("date_start", b"26 Juli"),
        ("date_start", b"2025"),
        ("approximate", b"yes"),
        ("rank", b"one"),
        ("confidence", b"high"),
    ],
)
def test_a_cell_that_is_no_value_is_refused_with_its_column(column: str, cell: bytes, frame: MakeFrame) -> None:
    data = csv_bytes(frame({"title": "x"}).astype({column: "object"}).assign(**{column: cell.decode()}))
    with pytest.raises(SourceError, match=column):
        read_csv(data, TIMELINE)
