"""Compares this run's events with what the ledger knows: which are old friends, and what happened to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.ledger.identity import stable_ids
from timeline.ledger.values import Known, KnownEvent, documents_of
from timeline.model import Event

__all__ = ["Change", "Settled", "settle"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to an event since the last run, and the document that brought it about.

    ``change`` is ``new``, ``corroborated``, ``date moved``, ``status changed`` or ``withdrawn``; ``document_id`` is
    empty where no single document did it.
    """

    event_id: str
    change: str
    field: str = ""
    before: str = ""
    after: str = ""
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A run's events under their stable ids, what changed, and what a commit will write.

    ``based_on`` is the number of runs the ledger held when this was computed.
    """

    events: tuple[Event, ...]
    changes: tuple[Change, ...]
    known_events: tuple[KnownEvent, ...]
    known_mentions: tuple[tuple[str, str], ...]
    based_on: int

    @property
    def nothing_new(self) -> bool:
        """Whether every event is as the ledger knows it."""
        return not self.changes


def settle(events: Sequence[Event], known: Known, *, as_of: date, documents: Collection[str]) -> Settled:
    """Give this run's events their stable ids, ``change`` and ``changed_on``, and tell what changed since the last run.

    ``documents`` are the ids of all documents that were read, whether or not they report an event: an event is
    withdrawn only when all its documents were read again and none reports it now. Nothing is written. Events stay in
    the order given, on which nothing else depends.
    """
    ids = stable_ids(events, known.mentions)
    read = frozenset(documents)
    settled: list[Event] = []
    changes: list[Change] = []
    rows: list[KnownEvent] = []
    for minted in events:
        event = replace(minted, id=ids[minted.id])
        before = known.events.get(event.id)
        found = _compare(event, before)
        event = _with_change(event, found, before, as_of)
        settled.append(event)
        changes.extend(found)
        rows.append(_row(event, before, read, as_of))
    owners = {mention.id: event.id for event in settled for mention in event.mentions}
    gone = _withdrawn(known, {event.id for event in settled}, read)
    changes.extend(_withdrawal(row, known.mentions, owners) for row in gone)
    rows.extend(replace(row, withdrawn=True, change="withdrawn", changed_on=as_of) for row in gone)
    return Settled(
        events=tuple(settled),
        changes=tuple(sorted(changes, key=_change_order)),
        known_events=tuple(sorted((row for row in rows if row != known.events.get(row.id)), key=lambda row: row.id)),
        known_mentions=tuple(sorted(pair for pair in owners.items() if known.mentions.get(pair[0]) != pair[1])),
        based_on=known.runs,
    )


def _compare(event: Event, before: KnownEvent | None) -> list[Change]:
    """List the changes of one event, the weightiest first."""
    if before is None or before.withdrawn:
        return [Change(event.id, "new", document_id=event.mentions[0].origin.id)]
    changes = []
    if event.status != before.status:
        source = _latest(event, [mention.origin.id for mention in event.mentions if mention.status == event.status])
        changes.append(Change(event.id, "status changed", "status", before.status, event.status, source))
    if _date(event) != before.edtf:
        source = _latest(event, [mention.origin.id for mention in event.mentions if mention.when == event.when])
        changes.append(Change(event.id, "date moved", "date", before.edtf, _date(event), source))
    changes.extend(
        Change(event.id, "corroborated", "documents", "", document, document)
        for document in documents_of(event)
        if document not in before.documents
    )
    return changes


def _latest(event: Event, documents: list[str]) -> str:
    """Of the documents named, the one whose mention stands last in the event: mentions go by publication day."""
    wanted = set(documents)
    return next((mention.origin.id for mention in reversed(event.mentions) if mention.origin.id in wanted), "")


def _with_change(event: Event, found: list[Change], before: KnownEvent | None, as_of: date) -> Event:
    if found:
        return replace(event, change=found[0].change, changed_on=as_of)
    return replace(event, change=before.change, changed_on=before.changed_on) if before else event


def _date(event: Event) -> str:
    return event.when.edtf if event.when else ""


def _row(event: Event, before: KnownEvent | None, read: frozenset[str], as_of: date) -> KnownEvent:
    """Say what to remember: documents that were not read this time still count, so that they corroborate only once."""
    unread = set(before.documents) - read if before else set[str]()
    return KnownEvent(
        id=event.id,
        category=event.category,
        title=event.title,
        status=event.status,
        edtf=_date(event),
        documents=tuple(sorted(unread | set(documents_of(event)))),
        change=event.change,
        changed_on=event.changed_on or as_of,
    )


def _withdrawn(known: Known, present: set[str], read: frozenset[str]) -> list[KnownEvent]:
    return [
        row
        for row in known.events.values()
        if not row.withdrawn and row.id not in present and read.issuperset(row.documents)
    ]


def _withdrawal(row: KnownEvent, owners: Mapping[str, str], owners_now: Mapping[str, str]) -> Change:
    """Tell why an event is withdrawn: it is reported no more, or was found to be one with another event."""
    heirs = sorted(
        {owners_now[mention] for mention, owner in owners.items() if owner == row.id and mention in owners_now}
    )
    return Change(row.id, "withdrawn", "event_id", row.id, heirs[0] if heirs else "")


def _change_order(change: Change) -> tuple[str, str, str, str]:
    return (change.event_id, change.change, change.document_id, change.after)
