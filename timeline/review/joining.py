"""Events that the reader makes one, and events that the reader takes apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from timeline.merge import event_of
from timeline.model import Event, Join, Mention
from timeline.review.decisions import Decision
from timeline.review.desk import Desk
from timeline.review.fields import listed

__all__ = ["join", "rebuilt", "take_apart"]

_EVIDENCE = "merged by the reader"


def rebuilt(event: Event, mentions: Sequence[Mention], joins: Sequence[Join]) -> Event:
    """The same event told by other mentions: what they say is new, and what we know of it stays."""
    return replace(
        event_of(mentions, joins),
        id=event.id,
        category=event.category,
        change=event.change,
        changed_on=event.changed_on,
        related=event.related,
        note=event.note,
        tags=event.tags,
    )


def join(desk: Desk, decision: Decision) -> tuple[str, str] | None:
    """Merge an event into another one on the desk; the ids of the one that is gone and of its heir, or None.

    Of two merges that go round in a circle the later one says under which id the events go on.
    """
    if decision.event_id == decision.value:
        desk.complain(decision, f"merge: {decision.value} cannot be merged into itself", "name another event as value")
        return None
    source, target = desk.id_of(decision.event_id), desk.id_of(decision.value)
    for name, event_id in ((decision.event_id, source), (decision.value, target)):
        if event_id not in desk.events:
            desk.unknown(decision, name)
            return None
    if source == target:
        return _turned(desk, decision, source)
    gone, heir = desk.events.pop(source), desk.events[target]
    mentions = {mention.id: mention for mention in (*heir.mentions, *gone.mentions)}
    reason = Join(gone.mentions[0].id, heir.mentions[0].id, _EVIDENCE)
    joins = tuple(dict.fromkeys((*heir.joins, *gone.joins, reason)))
    related = tuple(dict.fromkeys((*heir.related, *gone.related)))
    one = rebuilt(heir, tuple(mentions.values()), joins)
    most = heir.publisher_count + gone.publisher_count
    desk.events[target] = replace(one, related=related, publisher_count=min(one.publisher_count, most))
    desk.forwards[source] = target
    desk.merged[source] = decision
    return source, target


def _turned(desk: Desk, decision: Decision, present: str) -> tuple[str, str] | None:
    """Two ids that are one event already: nothing to do, unless an earlier row said it the other way round."""
    earlier = desk.merged.pop(decision.value, None)
    if earlier is None:
        return None
    desk.complain(
        earlier,
        f"merge: {decision.value} was merged away here, and line {decision.line} merges into it; the later row counts",
        "delete the row that does not hold, or take it back with undo",
    )
    event = desk.events.pop(present)
    del desk.forwards[decision.value]
    desk.events[decision.value] = replace(event, id=decision.value)
    desk.forwards[present] = decision.value
    desk.merged[present] = decision
    return present, decision.value


def take_apart(desk: Desk, decision: Decision) -> None:
    """Make the mentions that a decision names an event of their own, under an id that they alone decide.

    What lies in other events is apart already; what is nowhere any more is a problem.
    """
    wanted = listed(decision.value)
    source = desk.id_of(decision.event_id)
    lost = _lost(wanted, desk, source)
    if lost:
        desk.complain(
            decision,
            f"split: there is no mention {', '.join(lost)} any more",
            "compare mentions.csv; its document may have changed, or not be read this time",
        )
    if source not in desk.events:
        if lost or not wanted:
            return
        desk.unknown(decision, decision.event_id)
        return
    event = desk.events[source]
    own = [mention for mention in event.mentions if mention.id in wanted]
    rest = [mention for mention in event.mentions if mention.id not in wanted]
    if own and not rest:
        desk.complain(
            decision, f"split: nothing would be left of {source}", "leave at least one mention with the event"
        )
    elif own:
        part = event_of(own, _joins(event, own))
        part_id = _free(part.id, desk)
        part = replace(part, id=part_id, change=event.change, changed_on=event.changed_on)
        desk.events[source] = _no_more_told(rebuilt(event, rest, _joins(event, rest)), event)
        desk.events[part_id] = _no_more_told(part, event)


def _no_more_told(part: Event, whole: Event) -> Event:
    """A part by no more publishers than the whole: copies were told while their texts were at hand."""
    return replace(part, publisher_count=min(part.publisher_count, whole.publisher_count))


def _lost(wanted: Sequence[str], desk: Desk, source: str) -> list[str]:
    """The mentions that are in no event; all of them are looked through only where the event itself lacks one."""
    own = {mention.id for mention in desk.events[source].mentions} if source in desk.events else set[str]()
    if own.issuperset(wanted):
        return []
    there = own.union(mention.id for event in desk.events.values() for mention in event.mentions)
    return [mention for mention in wanted if mention not in there]


def _joins(event: Event, mentions: Sequence[Mention]) -> tuple[Join, ...]:
    ids = {mention.id for mention in mentions}
    return tuple(join for join in event.joins if join.mention_id in ids and join.with_id in ids)


def _free(minted: str, desk: Desk) -> str:
    """The minted id, or one derived from it where the event that was split holds it."""
    while minted in desk.events:
        minted = sha256(minted.encode()).hexdigest()[: len(minted)]
    return minted
