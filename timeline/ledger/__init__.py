"""Remembers events between runs: stable ids, and what is new, corroborated, moved, changed, edited or withdrawn."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from timeline.ledger.intake import (
    Taken,
    TakenDocument,
    TakenReading,
    document_key,
    reading_key,
    taken_document,
)
from timeline.ledger.storable import storable
from timeline.ledger.values import Run, Scope, Surveyed, Tally

if TYPE_CHECKING:
    from timeline.ledger.briefs import Brief
    from timeline.ledger.changes import Changes
    from timeline.ledger.history import History, Step
    from timeline.ledger.reviewing import Decided
    from timeline.ledger.store import Draft, Ledger, View, open_ledger
    from timeline.ledger.telling import Telling

__all__ = [
    "Brief",
    "Changes",
    "Decided",
    "Draft",
    "History",
    "Ledger",
    "Run",
    "Scope",
    "Step",
    "Surveyed",
    "Taken",
    "TakenDocument",
    "TakenReading",
    "Tally",
    "Telling",
    "View",
    "document_key",
    "open_ledger",
    "reading_key",
    "storable",
    "taken_document",
]

_HOMES = {
    "Brief": "timeline.ledger.briefs",
    "Changes": "timeline.ledger.changes",
    "Telling": "timeline.ledger.telling",
    "Decided": "timeline.ledger.reviewing",
    "Draft": "timeline.ledger.store",
    "History": "timeline.ledger.history",
    "Ledger": "timeline.ledger.store",
    "Step": "timeline.ledger.history",
    "View": "timeline.ledger.store",
    "open_ledger": "timeline.ledger.store",
}
"""What needs the database: a worker that reads documents starts without it."""


def __getattr__(name: str) -> object:
    """Loads what needs the database when it is first asked for."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
