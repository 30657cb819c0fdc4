"""What a run is going to read, and what it has read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from timeline.model import Document, Origin, Problem, Severity

__all__ = ["Entry", "Loaded", "Reading", "Source", "Survey", "failed"]

Loaded = tuple[tuple[Document, ...], tuple[Problem, ...]]
"""The documents of one file, and what was wrong with it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file to read: small and picklable, so that workers get entries and never texts.

    ``document_id`` is the manifest's id, else the path relative to the source without its suffix. ``origin`` holds what
    the manifest says, with empty fields for what it leaves open: a file's own header or metadata fills those.
    ``fallback`` is the publication day for a document that has none, ``source`` the folder, manifest or file that was
    asked for.
    """

    path: Path
    document_id: str
    origin: Origin
    fallback: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A folder, manifest or file that was asked for, by its whole path, and what was wrong with its listing.

    ``lists`` is whether it names documents, as folders and manifests do.
    """

    name: str
    lists: bool
    problems: tuple[Problem, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether all its documents could be listed: one that is not among them has gone."""
        return self.lists and not self.problems


@dataclass(frozen=True, slots=True)
class Survey:
    """What a run is going to read; ``left_out`` counts, by reason, the files that it is not."""

    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]
    left_out: Mapping[str, int]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the listings."""
        return tuple(problem for source in self.sources for problem in source.problems)


@dataclass(frozen=True, slots=True)
class Reading:
    """The documents of a source, ordered by id, with what went wrong and what was left out.

    Iterating gives the documents, ``len()`` counts them.
    """

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    left_out: Mapping[str, int]

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)


def failed(entry: Entry, problem: str, *, cure: str, place: str = "") -> Loaded:
    """No document, and the error row that says why; ``place`` defaults to the file's name."""
    return (), (Problem(entry.document_id, Severity.ERROR, place or entry.path.name, problem, cure),)
