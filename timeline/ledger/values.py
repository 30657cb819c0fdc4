"""What the ledger knows: one value an event, and the event each mention belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from timeline.model import Event

__all__ = ["Known", "KnownEvent", "Run", "documents_of"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run as the ledger records it; ``started`` is the caller's stamp, such as ``20260101T060000Z``."""

    started: str
    as_of: date
    documents: int
    events: int


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event as the last run that saw it left it: what the next run is compared with.

    ``edtf`` is its date, empty where undated; ``documents`` are the ids of the documents that report it, sorted.
    """

    id: str
    category: str
    title: str
    status: str
    edtf: str
    documents: tuple[str, ...]
    change: str
    changed_on: date
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """All that earlier runs left: events by id, event ids by mention id, and how many runs there were."""

    events: Mapping[str, KnownEvent] = field(default_factory=dict)
    mentions: Mapping[str, str] = field(default_factory=dict)
    runs: int = 0


def documents_of(event: Event) -> tuple[str, ...]:
    """Name the documents that report an event, sorted."""
    return tuple(sorted({mention.origin.id for mention in event.mentions}))
