"""What the ledger knows and tells: runs, events as they were last published, and what happened to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from timeline.model import Event, Join
from timeline.reading import Source

__all__ = ["KnownEvent", "KnownSource", "Run", "Scope", "Seen", "Surveyed", "Tally", "dated", "seen"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run as the ledger records it; ``started`` is the caller's stamp, such as ``20260101T060000Z``."""

    started: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One file that a run was asked to read: where the ledger keeps its reading, and which source named it."""

    reading_id: str
    source: str
    path: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run set out to read, in its order.

    Of the sources that were listed completely, what the ledger has and the run did not find is withdrawn; of others
    nothing is.
    """

    files: tuple[Surveyed, ...]
    sources: tuple[Source, ...] = ()

    @property
    def listing(self) -> frozenset[str]:
        """The folders and manifests among its sources, by name."""
        return frozenset(source.name for source in self.sources if source.lists)


@dataclass(frozen=True, slots=True)
class Tally:
    """How much the ledger holds: runs, documents, those without a publication day, relative dates undated for it."""

    runs: int = 0
    documents: int = 0
    anchorless_documents: int = 0
    anchorless_dates: int = 0


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A folder, manifest or file that was read: how many documents of it there are, and the day of its last run."""

    name: str
    documents: int
    as_of: date


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event as the last run that changed it left it: what the next run is compared with.

    ``edtf`` is its date, empty where undated; ``documents`` are the ids of all documents that ever reported it, sorted;
    ``joins`` are those of merging. ``edited`` holds the reader's own values by field, ``overridden`` what documents
    said there when the reader set it.
    """

    id: str
    category: str
    title: str
    status: str
    edtf: str
    documents: tuple[str, ...]
    joins: tuple[Join, ...] = ()
    edited: Mapping[str, str] = field(default_factory=dict)
    overridden: Mapping[str, str] = field(default_factory=dict)
    change: str = ""
    changed_on: date = date.min
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """An event as this run sees it, without its mentions: small enough to hold all of them.

    ``status_from`` and ``date_from`` name the documents that give its status and its date.
    """

    minted: str
    category: str
    title: str
    status: str
    edtf: str
    documents: tuple[str, ...]
    joins: tuple[Join, ...]
    first_document: str
    status_from: str
    date_from: str
    edited: Mapping[str, str] = field(default_factory=dict)
    overridden: Mapping[str, str] = field(default_factory=dict)


def seen(event: Event) -> Seen:
    """Say of an event what the ledger compares and keeps."""
    latest = list(reversed(event.mentions))
    return Seen(
        minted=event.id,
        category=event.category,
        title=event.title,
        status=event.status.value,
        edtf=dated(event),
        documents=tuple(sorted({mention.origin.id for mention in event.mentions})),
        joins=event.joins,
        first_document=event.mentions[0].origin.id,
        status_from=next((mention.origin.id for mention in latest if mention.status == event.status), ""),
        date_from=next((mention.origin.id for mention in latest if mention.when == event.when), ""),
    )


def dated(event: Event) -> str:
    """Its date in EDTF, empty where it has none."""
    return event.when.edtf if event.when else ""
