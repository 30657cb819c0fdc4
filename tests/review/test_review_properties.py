"""What holds for any decisions on any events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.review.review_factories import event, lead, mention
from timeline.model import Event, Extent, Granularity, When
from timeline.review import Action, Decision, Reviewed, apply_review
from timeline.review.days import read_when
from timeline.review.decisions import EDITED_FIELDS

EVENTS = (
    event("a", mention("m1"), mention("m2", title="Tallinn Digital Forum")),
    event("b", mention("m3", day=None), mention("m4")),
    event("c", mention("m5", title="Chips Summit")),
    event("d", mention("m6")),
)
IDS = st.sampled_from(["a", "b", "c", "d", "old", "new-1", "new-2", "nowhere"])
VALUES = {
    Action.EDIT: st.sampled_from(["2025-07-27", "undated", "occurred", "meeting", "Title", "US; CN", ""]),
    Action.ADD: st.sampled_from(["meeting", "A title", "2025"]),
    Action.PROMOTE: st.sampled_from(["paper@120", "paper@7", "meeting"]),
    Action.MERGE: IDS,
    Action.SPLIT: st.sampled_from(["m1", "m2; m3", "m2", "m4", "m9", "m5; m6"]),
    Action.TAG: st.sampled_from(["chips", "-chips", "summit; chips"]),
}


@st.composite
def decisions(draw: st.DrawFn, **fixed: Action) -> Decision:
    action = fixed.get("action") or draw(st.sampled_from(Action))
    field = draw(st.sampled_from(EDITED_FIELDS)) if action in (Action.EDIT, Action.ADD) else ""
    return Decision(draw(IDS), action, field, draw(VALUES.get(action, st.just("x"))), line=draw(st.integers(2, 99)))


some = st.lists(decisions(), max_size=8)


def applied(rows: list[Decision], events: tuple[Event, ...] = EVENTS) -> Reviewed:
    return apply_review(events, rows, forwards={"old": "a"}, leads=(lead(),))


@given(some)
def test_no_mention_is_lost_and_each_is_in_one_event(rows: list[Decision]) -> None:
    result = applied(rows)
    kept = [found.id for one in (*result.events, *result.rejected) for found in one.mentions]
    assert len(kept) == len(set(kept))
    assert {found.id for one in EVENTS for found in one.mentions} <= set(kept)
    assert len({one.id for one in result.events}) == len(result.events)
    assert sorted(one.rank for one in result.events) == list(range(1, len(result.events) + 1))


@given(some, st.randoms(use_true_random=False))
def test_the_order_of_events_and_leads_does_not_matter(rows: list[Decision], random: Random) -> None:
    assert applied(rows, tuple(random.sample(EVENTS, len(EVENTS)))) == applied(rows)


def is_lasting(row: Decision) -> bool:
    """Whether a decision still means the same where it was carried out: a split then speaks of its own event only."""
    own = {found.id for one in EVENTS if one.id == row.event_id for found in one.mentions}
    foreign = row.action is Action.SPLIT and not own.issuperset(row.value.split("; "))
    return row.action not in (Action.UNDO, Action.REJECT) and not foreign


@given(some)
def test_what_was_applied_once_is_the_same_when_applied_again(rows: list[Decision]) -> None:
    lasting = [row for row in rows if is_lasting(row)]
    once = applied(lasting)
    twice = apply_review(once.events, lasting, forwards=once.forwards, leads=(lead(),))
    assert twice.events == once.events
    assert twice.accepted == once.accepted


@given(some.filter(lambda rows: not any(row.action in (Action.ADD, Action.PROMOTE) for row in rows)), decisions())
def test_the_undo_of_the_last_decision_is_a_file_without_it(rows: list[Decision], last: Decision) -> None:
    if last.action is Action.UNDO:
        return
    undo = replace(last, action=Action.UNDO, line=100)
    assert applied([*rows, last, undo]) == applied(rows)


@given(st.dates(), st.dates(), st.sampled_from(["day", "month", "quarter", "year", "span", "set"]), st.booleans())
def test_every_date_can_be_written_and_read(one: date, other: date, kind: str, about: bool) -> None:  # noqa: FBT001
    start, end = sorted((one, other))
    when = {
        "day": When.day(start, approximate=about),
        "month": When.month(start.year, start.month, approximate=about),
        "quarter": When.quarter(start.year, 1 + (start.month - 1) // 3, approximate=about),
        "year": When.year(start.year, approximate=about),
        "span": When(start, end, Extent.LASTS, Granularity.RANGE, about),
        "set": When(start, end, Extent.WITHIN, Granularity.RANGE, about),
    }[kind]
    again = read_when(when.edtf)
    assert (again.start, again.end, again.edtf) == (when.start, when.end, when.edtf)
