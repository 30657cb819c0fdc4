"""What the ledger says of events between runs: which are the same, and what happened to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.ledger_factories import event, mention
from timeline.ledger.changing import in_order, settle, withdraw
from timeline.ledger.identity import stable_ids
from timeline.ledger.values import KnownEvent, seen
from timeline.model import Change, Event, Status, When

MONDAY, TUESDAY = date(2025, 8, 4), date(2025, 8, 5)
CONFERENCE = event("e1", mention("m1", document="a"))
WITHOUT_OWNER = ""


def known_after(found: Event, before: KnownEvent | None = None) -> KnownEvent:
    return settle("e1", seen(found), before, as_of=MONDAY)[0]


def changes(found: Event, before: KnownEvent, edited: Mapping[str, str] | None = None) -> list[Change]:
    return settle("e1", replace(seen(found), edited=edited or {}), before, as_of=TUESDAY)[1]


def test_what_was_not_known_is_new_on_the_day_of_the_run() -> None:
    known, told = settle("e1", seen(CONFERENCE), None, as_of=MONDAY)

    assert told == [Change("e1", "new", document_id="a")]
    assert (known.change, known.changed_on, known.documents) == ("new", MONDAY, ("a",))


def test_the_same_again_is_no_change_and_keeps_the_last_one() -> None:
    known, told = settle("e1", seen(CONFERENCE), known_after(CONFERENCE), as_of=TUESDAY)

    assert (told, known) == ([], known_after(CONFERENCE))


def test_a_second_mention_in_a_known_document_corroborates_nothing() -> None:
    again = event("e1", mention("m1", document="a"), mention("m2", document="a"))

    assert changes(again, known_after(CONFERENCE)) == []


def test_each_new_document_corroborates_once_even_if_it_was_gone_in_between() -> None:
    both = event("e1", mention("m1", document="a"), mention("m2", document="b"))
    known = known_after(CONFERENCE)

    assert changes(both, known) == [Change("e1", "corroborated", "documents", "", "b", "b")]
    known = known_after(CONFERENCE, known_after(both, known))
    assert changes(both, known) == []


@pytest.mark.parametrize(
    ("when", "after"), [(When.day(date(2025, 7, 27)), "2025-07-27"), (None, "")], ids=["another day", "no day"]
)
def test_a_date_that_moves_says_from_where_to_where_and_by_which_document(when: When | None, after: str) -> None:
    moved = event("e1", mention("m1", document="a", when=when))

    assert changes(moved, known_after(CONFERENCE)) == [Change("e1", "date moved", "date", "2025-07-26", after, "a")]


def test_the_weightiest_of_several_changes_stands_in_the_timeline() -> None:
    planned = event("e1", mention("m1", document="a", status=Status.PLANNED))
    cancelled = event("e1", *planned.mentions, mention("m2", document="b", status=Status.CANCELLED))

    known, told = settle("e1", seen(cancelled), known_after(planned), as_of=TUESDAY)

    assert told[0] == Change("e1", "status changed", "status", "planned", "cancelled", "b")
    assert [change.change for change in told] == ["status changed", "corroborated"]
    assert (known.change, known.changed_on) == ("status changed", TUESDAY)


def test_what_a_reader_edits_is_told_as_an_edit_and_hides_what_documents_say() -> None:
    cancelled = event("e1", mention("m1", document="a", status=Status.CANCELLED))
    edited = {"status": "occurred", "title": "Our title"}

    assert changes(cancelled, known_after(CONFERENCE), edited) == [
        Change("e1", "edited", "status", "", "occurred"),
        Change("e1", "edited", "title", "", "Our title"),
    ]


def test_a_withdrawn_event_that_is_reported_again_is_new() -> None:
    gone, told = withdraw(known_after(CONFERENCE), "", as_of=TUESDAY)

    assert told == Change("e1", "withdrawn", "event_id", "e1", "")
    assert changes(CONFERENCE, gone) == [Change("e1", "new", document_id="a")]


@given(st.randoms(use_true_random=False))
def test_the_order_of_changes_depends_on_nothing_but_themselves(random: Random) -> None:
    told = [Change(f"e{number % 3}", kind, "", "", str(number)) for number, kind in enumerate(("new", "edited") * 4)]

    assert in_order(random.sample(told, len(told))) == in_order(told)


@pytest.mark.parametrize(
    ("owners", "kept"),
    [
        ({"m": [WITHOUT_OWNER]}, {"m": "m"}),
        ({"m": ["old", WITHOUT_OWNER]}, {"m": "old"}),
        ({"m": ["small", "large", "large"]}, {"m": "large"}),
        ({"m": ["old"], "n": ["old", "old"]}, {"n": "old"}),
        ({"m": ["b"], "n": ["a", "b"]}, {"m": "b", "n": "a"}),
    ],
    ids=["new", "one more report", "two found to be one", "one found to be two", "both find an owner"],
)
def test_an_event_keeps_the_id_that_most_of_its_accounts_had(
    owners: Mapping[str, Sequence[str]], kept: Mapping[str, str]
) -> None:
    assert stable_ids(owners).items() >= kept.items()


def test_a_minted_id_that_another_event_has_is_not_given_twice() -> None:
    ids = stable_ids({"m": [WITHOUT_OWNER], "n": ["m"]})

    assert ids["n"] == "m"
    assert ids["m"] not in {"m", "n"}
    assert stable_ids({"m": [WITHOUT_OWNER]}, taken={"m"})["m"] == ids["m"]


@given(
    st.dictionaries(st.sampled_from("klmnop"), st.lists(st.sampled_from(["", "a", "b", "k", "l"]), min_size=1)),
    st.randoms(use_true_random=False),
)
def test_ids_are_distinct_in_any_order(owners: dict[str, list[str]], random: Random) -> None:
    shuffled = {
        name: random.sample(owners[name], len(owners[name])) for name in random.sample(list(owners), len(owners))
    }

    ids = stable_ids(owners)

    assert len(set(ids.values())) == len(owners)
    assert stable_ids(shuffled) == ids
