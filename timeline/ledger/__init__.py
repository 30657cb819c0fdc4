"""Remembers events between runs: stable ids, and what is new, corroborated, moved, changed, edited or withdrawn."""

from timeline.ledger.history import History, Step
from timeline.ledger.intake import (
    Taken,
    TakenDocument,
    TakenReading,
    document_key,
    reading_key,
    taken_document,
)
from timeline.ledger.reviewing import Decided
from timeline.ledger.storable import storable
from timeline.ledger.store import Draft, Ledger, View, open_ledger
from timeline.ledger.values import Run, Scope, Surveyed, Tally

__all__ = [
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
    "View",
    "document_key",
    "open_ledger",
    "reading_key",
    "storable",
    "taken_document",
]
