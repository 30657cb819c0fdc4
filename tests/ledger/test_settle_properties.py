"""What holds for any two runs: ids stay, order does not matter, nothing is new twice."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.ledger_factories import event, mention
from timeline.ledger import Known, settle
from timeline.model import Event

DOCUMENTS = ("a", "b", "c", "d")
AS_OF = date(2025, 8, 4)

# Which event (by number) each mention (by place) belongs to; a mention belongs to one event only.
groupings = st.lists(st.integers(0, 4), min_size=1, max_size=10)


def events_of(grouping: list[int]) -> list[Event]:
    groups: dict[int, list[int]] = {}
    for place, number in enumerate(grouping):
        groups.setdefault(number, []).append(place)
    return [
        event(f"minted at {places[0]}", *(mention(f"m{place}", document=DOCUMENTS[place % 4]) for place in places))
        for places in groups.values()
    ]


def known_after(events: list[Event], known: Known) -> Known:
    settled = settle(events, known, as_of=AS_OF, documents=DOCUMENTS)
    return Known(
        events={**known.events, **{row.id: row for row in settled.known_events}},
        mentions={**known.mentions, **dict(settled.known_mentions)},
        runs=known.runs + 1,
    )


@given(groupings, groupings, st.randoms(use_true_random=False))
def test_the_order_of_events_changes_nothing(before: list[int], now: list[int], random: Random) -> None:
    known = known_after(events_of(before), Known())
    events = events_of(now)
    shuffled = random.sample(events, len(events))

    one = settle(events, known, as_of=AS_OF, documents=DOCUMENTS)
    other = settle(shuffled, known, as_of=AS_OF, documents=DOCUMENTS)

    assert one.changes == other.changes
    assert one.known_events == other.known_events
    assert set(one.events) == set(other.events)


@given(groupings, groupings)
def test_ids_are_distinct_and_a_second_look_finds_nothing_new(before: list[int], now: list[int]) -> None:
    known = known_after(events_of(before), Known())
    known_now = known_after(events_of(now), known)

    again = settle(events_of(now), known_now, as_of=AS_OF, documents=DOCUMENTS)

    ids = [found.id for found in again.events]
    assert len(set(ids)) == len(ids)
    assert again.nothing_new
    assert again.known_events == ()


@given(groupings, st.integers(0, 4))
def test_ids_stay_when_one_more_mention_turns_up(grouping: list[int], number: int) -> None:
    before = settle(events_of(grouping), Known(), as_of=AS_OF, documents=DOCUMENTS)
    known = known_after(events_of(grouping), Known())

    after = settle(events_of([*grouping, number]), known, as_of=AS_OF, documents=DOCUMENTS)

    owners = {mention.id: found.id for found in after.events for mention in found.mentions}
    for found in before.events:
        assert {owners[mention.id] for mention in found.mentions} == {found.id}
