"""The reviewer's list begins where a look pays most, and says why in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.review.review_factories import event, mention, rows
from timeline.model import Event
from timeline.review import apply_review, doubtful

SURE = event("sure", mention("m1"), mention("m2"))
DOUBTS = {
    "unsure": (replace(SURE, id="unsure", confidence=0.41), "confidence 0.41"),
    "disputed": (
        event("disputed", mention("m1"), mention("m2"), mention("m3", day=date(2025, 7, 27))),
        "2 documents say 26 July 2025, 1 says 27 July 2025",
    ),
    "undated": (
        event("undated", mention("m1", day=None), mention("m2", day=None)),
        "undated: no date in the text",
    ),
    "single": (event("single", mention("m1")), "one publisher only"),
    "wordy": (replace(SURE, id="wordy", title="x" * 80), "long title"),
}


@pytest.mark.parametrize(("doubted", "reason"), DOUBTS.values(), ids=DOUBTS)
def test_each_doubt_has_its_reason(doubted: Event, reason: str) -> None:
    [doubt] = doubtful([doubted])
    assert doubt.reasons == (reason,)


def test_the_weightier_doubt_comes_first_and_what_is_accepted_last() -> None:
    events = [SURE, *(doubted for doubted, _ in reversed(DOUBTS.values()))]

    order = [doubt.event.id for doubt in doubtful(events)]
    after = [doubt.event.id for doubt in doubtful(events, accepted={"unsure"})]

    assert order == [*DOUBTS, "sure"]
    assert after == [*order[1:], "unsure"]


def test_copies_of_one_report_are_one_publisher() -> None:
    [doubt] = doubtful([replace(SURE, publisher_count=1)])
    assert doubt.reasons == ("one publisher only",)


def test_what_the_reader_set_or_added_is_no_doubt() -> None:
    decisions = rows(
        "undated | edit | date | undated",
        "new-1 | add | title | Talks",
        "new-1 | add | category | meeting",
    )
    result = apply_review([DOUBTS["undated"][0]], decisions)

    assert [doubt.reasons for doubt in doubtful(result.events)] == [(), ()]
