"""What a reader says of an event beside its fields: right, wrong, noted, tagged, taken back."""

from __future__ import annotations

import pytest

from tests.review.review_factories import (
    ADDED,
    one,
    problem,
    reviewed,
)


def test_accept_leaves_the_event_and_names_it() -> None:
    result = reviewed("a | accept")

    assert result.accepted == {"a"}
    assert {found.id for found in result.events} == {"a", "b", "c"}


def test_reject_takes_the_event_out_and_ranks_close_up() -> None:
    result = reviewed("a | reject")

    assert [found.id for found in result.rejected] == ["a"]
    assert sorted(found.rank for found in result.events) == [1, 2]


def test_accept_and_reject_contradict_each_other_and_the_later_one_counts() -> None:
    result = reviewed("a | reject", "a | accept")

    assert result.accepted == {"a"}
    assert problem(result) == ("line 2", "reject: line 3 says accept; the later row counts")


def test_a_decision_on_an_old_id_holds_and_a_rejection_of_more_than_was_meant_is_told() -> None:
    result = reviewed("old | edit | title | X", forwards={"old": "older", "older": "a"})
    assert (one(result, "a").title, result.problems) == ("X", ())

    whole = reviewed("old | reject", forwards={"old": "a"})
    assert problem(whole) == ("line 2", "reject: old is part of a now, which is rejected as a whole")
    assert [found.id for found in whole.rejected] == ["a"]


def test_the_later_note_replaces_the_earlier_and_tags_add_up() -> None:
    result = reviewed("a | note | | first", "a | note | | second", "a | tag | | chips; summit", "a | tag | | -chips")

    assert (one(result, "a").note, one(result, "a").tags) == ("second", ("summit",))


UNDONE = {
    "an edit": (("a | edit | title | X", "a | undo"), 0),
    "a rejection": (("a | reject", "a | undo"), 0),
    "a merge, by the one": (("a | merge | | b", "a | undo"), 0),
    "a merge, by the other": (("a | merge | | b", "b | undo"), 0),
    "an event that was added": ((*ADDED, "new-1 | undo"), 0),
    "two decisions": (("a | edit | title | X", "a | tag | | t", "a | undo", "a | undo"), 0),
    "only the last": (("a | edit | title | X", "a | tag | | t", "a | undo"), 1),
    "not that of another event": (("a | edit | title | X", "b | tag | | t", "b | undo"), 1),
}


@pytest.mark.parametrize(("lines", "standing"), UNDONE.values(), ids=UNDONE)
def test_undo_takes_the_last_decision_on_the_event_back(lines: tuple[str, ...], standing: int) -> None:
    assert reviewed(*lines) == reviewed(*lines[:standing])


def test_an_undo_that_finds_nothing_is_told() -> None:
    assert problem(reviewed("a | undo")) == ("line 2", "undo: nothing is left to take back on a")
