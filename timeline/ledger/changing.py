"""What happened to an event since the last run: it is held against what the ledger knows of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from timeline.ledger.values import KnownEvent, Seen
from timeline.model import Change

__all__ = ["in_order", "settle", "withdraw"]


def settle(event_id: str, event: Seen, before: KnownEvent | None, *, as_of: date) -> tuple[KnownEvent, list[Change]]:
    """Give what to remember of an event, and its changes since the last run, the weightiest first.

    A document that reported it once still counts after it was withdrawn, so that it corroborates only once.
    """
    changes = _compare(event_id, event, before)
    earlier = before.documents if before else ()
    known = KnownEvent(
        id=event_id,
        category=event.category,
        title=event.title,
        status=event.status,
        edtf=event.edtf,
        documents=tuple(sorted({*earlier, *event.documents})),
        joins=event.joins,
        edited=event.edited,
        overridden=event.overridden,
        change=before.change if before else "",
        changed_on=before.changed_on if before else as_of,
    )
    return (replace(known, change=changes[0].change, changed_on=as_of) if changes else known), changes


def _compare(event_id: str, event: Seen, before: KnownEvent | None) -> list[Change]:
    if before is None or before.withdrawn:
        return [Change(event_id, "new", document_id=event.first_document)]
    changes = []
    if event.status != before.status and "status" not in event.edited:
        changes.append(Change(event_id, "status changed", "status", before.status, event.status, event.status_from))
    if event.edtf != before.edtf and "date" not in event.edited:
        changes.append(Change(event_id, "date moved", "date", before.edtf, event.edtf, event.date_from))
    changes.extend(_edits(event_id, event.edited, before.edited))
    changes.extend(
        Change(event_id, "corroborated", "documents", "", document, document)
        for document in event.documents
        if document not in before.documents
    )
    return changes


def _edits(event_id: str, edited: Mapping[str, str], before: Mapping[str, str]) -> Iterable[Change]:
    for field in sorted({*edited, *before}):
        old, new = before.get(field, ""), edited.get(field, "")
        if old != new:
            yield Change(event_id, "edited", field, old, new)


def withdraw(event: KnownEvent, heir: str, *, as_of: date) -> tuple[KnownEvent, Change]:
    """Tell that an event is reported no more, or was found to be one with another event, its heir."""
    gone = replace(event, withdrawn=True, change="withdrawn", changed_on=as_of)
    return gone, Change(event.id, "withdrawn", "event_id", event.id, heir)


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes in an order that depends on nothing but themselves."""
    return tuple(
        sorted(
            changes, key=lambda change: (change.event_id, change.change, change.field, change.document_id, change.after)
        )
    )
