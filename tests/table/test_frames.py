"""The tables keep what they promise."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from timeline.events import extract_document
from timeline.merge import merge
from timeline.model import Change, Document, Origin, Problem, Severity
from timeline.table import (
    MENTIONS,
    TABLES,
    TIMELINE,
    build,
    change_frame,
    lead_frame,
    mention_frame,
    problem_frame,
    timeline_frame,
    validate,
)

TEXT = "Just days earlier, the U.S. released a strategic blueprint. Washington has imposed export controls on China."
DOCUMENT = Document(Origin("a", publisher="P", published=date(2025, 7, 26), published_basis="given"), TEXT)
EVENTS = merge(extract_document(DOCUMENT).mentions)


def test_a_row_an_event() -> None:
    frame = timeline_frame(EVENTS)
    assert list(frame["date_shown"]) == ["about 19–25 July 2025", "undated"]
    assert list(frame["date_note"]) == ["", "no date in the text"]
    assert list(frame["edtf"]) == ["[2025-07-19..2025-07-25]", ""]
    assert list(frame["approximate"]) == [True, False]
    assert frame["date_start"].tolist() == [pd.Timestamp("2025-07-19"), pd.NaT]
    assert list(frame["publishers"]) == ["P", "P"]


def test_a_row_a_mention_with_places() -> None:
    frame = mention_frame(EVENTS)
    assert set(frame["event_id"]) == set(timeline_frame(EVENTS)["event_id"])
    for row in frame.itertuples():
        assert TEXT[row.trigger_start : row.trigger_end] == row.trigger
        assert TEXT[row.quote_start : row.quote_end] == row.quote


@pytest.mark.parametrize("make", [timeline_frame, mention_frame, change_frame, lead_frame, problem_frame], ids=TABLES)
def test_an_empty_table_has_all_columns_and_types(make: object) -> None:
    frame = make(())  # type: ignore[operator]
    columns = next(columns for columns in TABLES.values() if [column.name for column in columns] == list(frame.columns))
    assert [str(dtype) for dtype in frame.dtypes] == [column.kind.dtype for column in columns]


def test_errors_stand_before_warnings() -> None:
    frame = problem_frame(
        [Problem("a", Severity.WARNING, "", "p", "c"), Problem("b", Severity.ERROR, "", "p", "c")],
    )
    assert list(frame["severity"]) == ["error", "warning"]


def test_build_is_the_short_way() -> None:
    pd.testing.assert_frame_equal(build([DOCUMENT]), timeline_frame(EVENTS))


@pytest.mark.parametrize(
    ("column", "value", "promise"),
    [
        ("date_end", pd.Timestamp("2025-07-01"), "broken date interval"),
        ("edtf", "", "broken date interval"),
        ("event_id", "same", "more than once"),
    ],
)
def test_a_broken_promise_is_refused(column: str, value: object, promise: str) -> None:
    frame = timeline_frame(EVENTS)
    frame[column] = pd.Series(
        [value, value] if column == "event_id" else [value, frame[column].iloc[1]], dtype=frame[column].dtype
    )
    with pytest.raises(ValueError, match=promise):
        validate(frame, TIMELINE)


def test_an_undated_row_needs_a_reason() -> None:
    frame = timeline_frame(EVENTS)
    frame["date_note"] = pd.Series(["", ""], dtype="str")
    with pytest.raises(ValueError, match="no date and no reason"):
        validate(frame, TIMELINE)


def test_a_missing_column_is_refused() -> None:
    with pytest.raises(ValueError, match="expected"):
        validate(mention_frame(EVENTS).drop(columns="quote"), MENTIONS)


def test_a_row_a_lead_by_document_and_place() -> None:
    text = "The mill burnt down in 1940 and again on 3 May 2025."
    leads = [
        lead
        for name in ("b", "a")
        for lead in extract_document(Document(Origin(name, publisher="P", url="https://example.org"), text)).leads
    ]
    frame = lead_frame(reversed(leads))
    assert list(frame["document_id"]) == ["a", "a", "b", "b"]
    assert list(frame["edtf"]) == ["1940", "2025-05-03"] * 2
    for row in frame.itertuples():
        assert text[row.date_text_start : row.date_text_end] == row.date_text
        assert text[row.quote_start : row.quote_end] == row.quote
    assert set(frame["reason"]) == {"no word of an event type"}


def test_an_event_may_have_changed_more_than_once() -> None:
    changes = [Change("e", "status changed", "status", "planned", "occurred", "a"), Change("e", "corroborated")]
    assert list(change_frame(changes)["change"]) == ["status changed", "corroborated"]
