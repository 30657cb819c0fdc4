"""Each of the reader's decisions does what it says, and whatever it cannot do is told with line and cure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.review.review_factories import event, lead, mention, rows
from timeline.merge import event_of
from timeline.model import DateBasis, Event, Join, Lead, Relation, Status, When
from timeline.review import Reviewed, apply_review
from timeline.table import mention_frame, timeline_frame

A, B, C = (event(name) for name in "abc")
THREE = (A, B, C)


def reviewed(
    *lines: str, events: tuple[Event, ...] = THREE, forwards: dict[str, str] | None = None, leads: tuple[Lead, ...] = ()
) -> Reviewed:
    return apply_review(events, rows(*lines), forwards=forwards or {}, leads=leads)


def one(result: Reviewed, name: str) -> Event:
    [found] = [found for found in result.events if found.id == name]
    return found


def problem(result: Reviewed) -> tuple[str, str]:
    """The one problem: its line and what it says."""
    [found] = result.problems
    assert found.cure
    assert found.document_id == "review.csv"
    return found.place, found.problem


def test_without_decisions_events_stay_as_they_are() -> None:
    result = reviewed()

    assert {replace(found, rank=1) for found in result.events} == set(THREE)
    assert (result.rejected, dict(result.forwards), result.problems) == ((), {}, ())


def test_accept_leaves_the_event_and_names_it() -> None:
    result = reviewed("a | accept")

    assert result.accepted == {"a"}
    assert {found.id for found in result.events} == {"a", "b", "c"}


def test_reject_takes_the_event_out_and_ranks_close_up() -> None:
    result = reviewed("a | reject")

    assert [found.id for found in result.rejected] == ["a"]
    assert sorted(found.rank for found in result.events) == [1, 2]


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


ADDED = ("new-1 | add | title | Ban on exports", "new-1 | add | category | export_control")


def test_add_makes_an_event_whose_evidence_is_the_review() -> None:
    result = reviewed(
        *ADDED,
        "new-1 | add | date | 2025-08-15",
        "new-1 | add | countries | NL",
        "new-1 | add | source | https://example.org/ban",
    )

    found = one(result, "new-1")
    [evidence] = found.mentions
    assert (found.title, found.category, found.countries) == ("Ban on exports", "export_control", ("NL",))
    assert (found.when, found.status) == (When.day(date(2025, 8, 15)), Status.PLANNED)
    assert (evidence.rule, evidence.quote, evidence.quote_span) == ("reader", "Ban on exports", (0, 14))
    assert (evidence.origin.id, evidence.origin.published) == ("review.csv", date(2025, 8, 1))
    assert evidence.origin.url == "https://example.org/ban"
    assert result.problems == ()


def test_what_is_added_without_a_date_says_so() -> None:
    found = one(reviewed(*ADDED), "new-1")

    assert (found.when, found.date_note) == (None, "the reader gave no date")


def test_an_added_event_needs_a_category() -> None:
    result = reviewed(ADDED[0], "new-1 | note | | look again")

    assert problem(result) == ("line 2", "add: new-1 has no category")
    assert {found.id for found in result.events} == {"a", "b", "c"}


def test_what_is_added_may_not_take_the_id_of_an_event() -> None:
    result = reviewed("a | add | title | Other", "a | add | category | meeting")

    assert "a is an event that documents report" in problem(result)[1]
    assert one(result, "a").title == A.title


PROMOTED = ("new-1 | promote | | paper@120", "new-1 | promote | category | product_release")


def test_promote_makes_an_event_of_a_lead_with_its_quote_and_date() -> None:
    result = reviewed(*PROMOTED, leads=(lead(),))

    found = one(result, "new-1")
    [evidence] = found.mentions
    assert found.title == "The observatory saw first light on 3 May 2025."
    assert (found.category, found.when) == ("product_release", When.day(date(2025, 5, 3)))
    assert (evidence.origin, evidence.quote_span, evidence.date_text) == (
        lead().origin,
        lead().quote_span,
        "3 May 2025",
    )
    assert (evidence.date_basis, evidence.trigger, evidence.status) == (
        DateBasis.EXPLICIT,
        "3 May 2025",
        Status.OCCURRED,
    )
    assert result.problems == ()


def test_a_promoted_lead_takes_the_reader_s_title_and_date() -> None:
    more = ("new-1 | promote | title | First light", "new-1 | promote | date | 2025-05-04")
    found = one(reviewed(*PROMOTED, *more, leads=(lead(),)), "new-1")

    assert (found.title, found.when, found.date_note) == (
        "First light",
        When.day(date(2025, 5, 4)),
        "set by the reader",
    )


def test_a_sentence_that_is_found_as_an_event_meanwhile_is_not_doubled() -> None:
    reported = replace(mention("m-d", document="paper"), quote_span=lead().quote_span)

    result = reviewed(*PROMOTED, "new-1 | accept", events=(*THREE, event("d", reported)))

    assert result.forwards == {"new-1": "d"}
    assert (one(result, "d").category, result.accepted, len(result.events)) == ("product_release", {"d"}, 4)


def test_a_lead_that_is_gone_is_told() -> None:
    assert problem(reviewed(*PROMOTED)) == ("line 2", "promote: there is no lead paper@120")


def test_of_two_dates_in_a_promoted_sentence_the_first_is_taken_and_said_so() -> None:
    second = replace(lead(), date_text_span=lead().date_text_span.shift(20), when=When.month(2025, 6))

    result = reviewed(*PROMOTED, leads=(second, lead()))

    assert one(result, "new-1").when == lead().when
    assert "several dates; 3 May 2025 was taken" in problem(result)[1]


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


BOTH = event("e", mention("m1"), mention("m2"), mention("m3"))


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


@pytest.mark.parametrize("action", ["accept", "reject", "note | | x", "tag | | x", "edit | title | x", "merge | | a"])
def test_a_decision_on_an_unknown_event_is_told(action: str) -> None:
    result = reviewed(f"zz | {action}")

    line, told = problem(result)
    assert (line, "there is no event zz" in told) == ("line 2", True)


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


def test_a_rule_of_that_name_is_no_reader() -> None:
    by_rule = event("a", replace(mention("m-a"), rule="reader"))

    assert [found.id for found in reviewed(events=(by_rule,)).events] == ["a"]


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
