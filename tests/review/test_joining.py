"""Two events that the reader makes one, and one that the reader makes two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.review.review_factories import (
    BOTH,
    A,
    B,
    C,
    event,
    mention,
    one,
    problem,
    reviewed,
    rows,
)
from timeline.merge import event_of
from timeline.model import Join, Relation
from timeline.review import apply_review


def test_merge_puts_the_mentions_of_both_under_the_target_s_id() -> None:
    result = reviewed("a | merge | | b")

    found = one(result, "b")
    assert {mention.id for mention in found.mentions} == {"m-a", "m-b"}
    assert found.joins == (Join("m-a", "m-b", "merged by the reader"),)
    assert result.forwards == {"a": "b"}
    assert result.problems == ()


def test_a_decision_on_the_id_that_was_merged_away_holds_for_the_heir() -> None:
    result = reviewed("a | merge | | b", "a | edit | title | Both", "a | tag | | watch")

    assert (one(result, "b").title, one(result, "b").tags) == ("Both", ("watch",))


@pytest.mark.parametrize("lines", [("a | merge | | b", "b | merge | | c"), ("b | merge | | c", "a | merge | | b")])
def test_a_chain_of_merges_ends_at_its_last_link(lines: tuple[str, ...]) -> None:
    result = reviewed(*lines)

    assert [found.id for found in result.events] == ["c"]
    assert result.forwards == {"a": "c", "b": "c"}
    assert result.problems == ()


def test_merges_in_a_circle_end_under_the_id_of_the_later_row_and_are_told() -> None:
    result = reviewed("a | merge | | b", "b | merge | | a")

    assert {found.id for found in result.events} == {"a", "c"}
    assert {mention.id for mention in one(result, "a").mentions} == {"m-a", "m-b"}
    assert result.forwards == {"b": "a"}
    line, told = problem(result)
    assert (line, "line 3 merges into it" in told) == ("line 2", True)


def test_a_merge_into_itself_is_told() -> None:
    assert problem(reviewed("a | merge | | a")) == ("line 2", "merge: a cannot be merged into itself")


def test_a_merge_that_the_ledger_knows_already_is_no_news() -> None:
    merged = reviewed("a | merge | | b")

    again = apply_review(merged.events, rows("a | merge | | b"), forwards=merged.forwards)

    assert (again.events, again.forwards, again.problems) == (merged.events, merged.forwards, ())


def test_a_merge_keeps_relations_and_leads_them_to_where_events_are_now() -> None:
    announced = replace(A, related=(Relation("b", "announces"), Relation("c", "ends")))
    follows = replace(C, related=(Relation("a", "changes"),))

    result = reviewed("a | merge | | b", events=(announced, B, follows))

    assert one(result, "b").related == (Relation("c", "ends"),)
    assert one(result, "c").related == (Relation("b", "changes"),)


def test_a_rejected_event_that_is_merged_later_does_not_take_the_other_with_it() -> None:
    result = reviewed("a | reject", "a | merge | | b")

    assert {found.id for found in result.events} == {"b", "c"}
    assert problem(result) == ("line 2", "reject: line 3 merges a into b; the later row counts")


def test_an_event_that_is_merged_or_split_keeps_what_the_ledger_knows_of_it() -> None:
    known = {"change": "date moved", "changed_on": date(2025, 8, 1)}
    events = (A, replace(B, **known), replace(BOTH, **known))  # type: ignore[arg-type]

    result = reviewed("a | merge | | b", "e | split | | m2", events=events)

    assert {(found.change, found.changed_on) for found in result.events} == {("date moved", date(2025, 8, 1))}


def test_publishers_that_were_counted_as_copies_stay_one() -> None:
    copies = [replace(event(name, mention(f"{name}1"), mention(f"{name}2")), publisher_count=1) for name in "xyz"]

    merged = reviewed("x | merge | | y", events=tuple(copies[:2]))
    split = reviewed("z | split | | z1", events=(copies[2],))

    assert [found.publisher_count for found in merged.events] == [2]
    assert [found.publisher_count for found in split.events] == [1, 1]


def test_split_makes_mentions_an_event_of_their_own() -> None:
    result = reviewed("e | split | | m2; m3", events=(BOTH,))

    whole, part = sorted(result.events, key=lambda found: found.id != "e")
    assert [mention.id for mention in whole.mentions] == ["m1"]
    assert [mention.id for mention in part.mentions] == ["m2", "m3"]
    turned = reviewed("e | split | | m3; m2", events=(BOTH,))
    assert {found.id for found in turned.events} == {"e", part.id}
    assert result.problems == ()


def test_the_id_of_a_part_is_that_of_its_first_mention_and_never_that_of_the_whole() -> None:
    minted = event_of([mention("m1")]).id

    apart = reviewed("e | split | | m1", events=(BOTH,))
    taken = reviewed(f"{minted} | split | | m1", events=(replace(BOTH, id=minted),))

    assert {found.id for found in apart.events} == {"e", minted}
    assert [mention.id for mention in one(taken, minted).mentions] == ["m2", "m3"]
    assert len(taken.events) == 2


def test_a_split_of_mentions_that_are_gone_is_told_and_the_others_are_split() -> None:
    result = reviewed("e | split | | m2; m9", events=(BOTH,))

    assert len(result.events) == 2
    assert problem(result) == ("line 2", "split: there is no mention m9 any more")


def test_a_split_leaves_something() -> None:
    assert problem(reviewed("e | split | | m1; m2; m3", events=(BOTH,)))[1] == "split: nothing would be left of e"


def test_a_split_that_was_done_before_is_no_news() -> None:
    split = reviewed("e | split | | m2", events=(BOTH,))

    assert reviewed("e | split | | m2", events=split.events) == split
