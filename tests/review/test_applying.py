"""Decisions on the whole: those that change nothing, those that cannot be carried out, and what comes out of all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.review.review_factories import (
    ADDED,
    BOTH,
    THREE,
    lead,
    problem,
    reviewed,
)
from timeline.table import mention_frame, timeline_frame


def test_without_decisions_events_stay_as_they_are() -> None:
    result = reviewed()

    assert {replace(found, rank=1) for found in result.events} == set(THREE)
    assert (result.rejected, dict(result.forwards), result.problems) == ((), {}, ())


@pytest.mark.parametrize("action", ["accept", "reject", "note | | x", "tag | | x", "edit | title | x", "merge | | a"])
def test_a_decision_on_an_unknown_event_is_told(action: str) -> None:
    result = reviewed(f"zz | {action}")

    line, told = problem(result)
    assert (line, "there is no event zz" in told) == ("line 2", True)


def test_what_comes_out_keeps_the_promises_of_the_tables() -> None:
    result = reviewed(
        *ADDED,
        "new-2 | promote | | paper@120",
        "new-2 | promote | category | product_release",
        "a | edit | date | undated",
        "b | merge | | c",
        events=(*THREE, BOTH),
        leads=(lead(),),
    )

    frame = timeline_frame(result.events)
    assert sorted(frame["event_id"]) == ["a", "c", "e", "new-1", "new-2"]
    assert len(mention_frame(result.events)) == 8
    assert list(frame.loc[frame["event_id"] == "a", "date_note"]) == ["set by the reader"]
