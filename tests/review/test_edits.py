"""A field that the reader sets, and what documents come to say against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.review.review_factories import (
    A,
    event,
    mention,
    one,
    problem,
    reviewed,
    rows,
)
from timeline.model import DateBasis, Event, Status, When
from timeline.review import apply_review

EDITS = {
    "title": ("Geneva forum", {"title": "Geneva forum"}),
    "category": ("meeting", {"category": "meeting", "confidence": None}),
    "status": ("Cancelled", {"status": Status.CANCELLED}),
    "announced_on": ("2025-05-01", {"announced_on": date(2025, 5, 1)}),
    "actors": ("United Nations; ITU", {"actors": ("United Nations", "ITU")}),
    "countries": ("ch; China", {"countries": ("CH", "CN")}),
    "place": ("", {"place": ""}),
}


@pytest.mark.parametrize(("field", "value", "expected"), [(name, *rest) for name, rest in EDITS.items()], ids=EDITS)
def test_edit_sets_a_field_and_keeps_the_evidence(field: str, value: str, expected: dict[str, object]) -> None:
    result = reviewed(f"a | edit | {field} | {value}")

    assert replace(one(result, "a"), rank=1) == replace(A, **expected)  # type: ignore[arg-type]
    assert result.problems == ()


DATES = {
    "a day": ("2025-07-27", "2025-07-27"),
    "a month": ("2025-07", "2025-07"),
    "a year": ("2025", "2025"),
    "an interval": ("2025-07-26/2025-07-28", "2025-07-26/2025-07-28"),
    "months": ("2025-07/2025-09", "2025-07-01/2025-09-30"),
    "some day of several": ("[2025-07-19..2025-07-25]", "[2025-07-19..2025-07-25]"),
    "a quarter": ("2025-35", "2025-35"),
    "about a day": ("2025-07-27~", "2025-07-27~"),
}


@pytest.mark.parametrize(("value", "edtf"), DATES.values(), ids=DATES)
def test_edit_sets_the_date_as_exactly_as_the_reader_says(value: str, edtf: str) -> None:
    found = one(reviewed(f"a | edit | date | {value}"), "a")

    assert found.when is not None
    assert found.when.edtf == edtf
    assert (found.date_note, found.date_text, found.confidence) == ("set by the reader", "26 July 2025", None)
    assert found.mentions == A.mentions


def test_edit_can_say_that_there_is_no_date() -> None:
    found = one(reviewed("a | edit | date | undated"), "a")

    assert (found.when, found.date_basis, found.date_note) == (None, DateBasis.NONE, "set by the reader")


def test_of_two_edits_of_a_field_the_later_one_wins() -> None:
    result = reviewed("a | edit | title | First", "a | edit | title | Second")

    assert (one(result, "a").title, result.problems) == ("Second", ())


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("date", "soon", "'soon' is no date"),
        ("date", "2025-07-28/2025-07-26", "ends before it starts"),
        ("date", "2025-13", "2025-13 does not exist"),
        ("announced_on", "2025-07", "'2025-07' is no day"),
        ("status", "finished", "'finished' is no status"),
        ("category", "party", "'party' is no category"),
        ("countries", "Ruritania", "'Ruritania' is no country"),
        ("title", "", "the title is empty"),
    ],
)
def test_an_edit_that_cannot_be_meant_changes_nothing(field: str, value: str, says: str) -> None:
    result = reviewed("b | accept", f"a | edit | {field} | {value}")

    line, told = problem(result)
    assert (line, says in told) == ("line 3", True)
    assert replace(one(result, "a"), rank=1) == A


def told_on(day: date) -> tuple[Event, ...]:
    return (event("a", mention("m-a", day=day)),)


def test_an_edit_keeps_what_the_documents_say_for_the_next_run() -> None:
    result = reviewed("a | edit | date | 2025-07-27", "a | edit | place | Bern")

    assert result.overridden == {("a", "date"): ("2025-07-27", "2025-07-26"), ("a", "place"): ("Bern", "Geneva")}


def test_documents_that_say_something_new_where_the_reader_decided_are_a_conflict() -> None:
    decisions = rows("a | edit | date | 2025-07-27")
    before = apply_review(told_on(date(2025, 7, 26)), decisions).overridden

    quiet = apply_review(told_on(date(2025, 7, 26)), decisions, overridden_before=before)
    moved = apply_review(told_on(date(2025, 7, 28)), decisions, overridden_before=before)

    assert quiet.problems == ()
    line, told = problem(moved)
    assert line == "line 2"
    assert "set 27 July 2025; the documents said 26 July 2025 when that was decided, and now say 28 July 2025" in told
    assert one(moved, "a").when == When.day(date(2025, 7, 27))
    assert moved.overridden == before


def test_a_conflict_ends_when_the_reader_decides_anew() -> None:
    before = apply_review(told_on(date(2025, 7, 26)), rows("a | edit | date | 2025-07-27")).overridden

    anew = rows("a | edit | date | 2025-07-27", "a | edit | date | 2025-07-29")
    result = apply_review(told_on(date(2025, 7, 28)), anew, overridden_before=before)

    assert result.problems == ()
    assert result.overridden == {("a", "date"): ("2025-07-29", "2025-07-28")}


def test_documents_that_come_to_say_what_the_reader_said_are_no_conflict() -> None:
    decisions = rows("a | edit | date | 2025-07-27")

    agreed = apply_review(
        told_on(date(2025, 7, 27)), decisions, overridden_before={("a", "date"): ("2025-07-27", "2025-07-26")}
    )

    assert agreed.problems == ()
    assert agreed.overridden == {("a", "date"): ("2025-07-27", "2025-07-26")}
