"""What a run is going to read, and what it has read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from timeline.model import Document, Evidence, Origin, Problem, Severity
from timeline.reading.characters import whole

__all__ = ["NOTHING", "Entry", "Loaded", "Manner", "Reading", "Source", "Survey", "failed"]

NOTHING = Origin("", language="")
"""An origin that states nothing."""

Loaded = tuple[tuple[Document, ...], tuple[Problem, ...]]
"""The documents of one file, and what was wrong with it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file to read: small and picklable, so that workers get entries and never texts.

    ``document_id`` is the manifest's id, else the path relative to the source without its suffix. ``origin`` holds what
    the manifest says, with empty fields for what it leaves open: a file's own header or metadata fills those.
    ``fallback`` is the publication day for a document that has none, ``source`` the folder, manifest or file that was
    asked for.

    ``fetched`` is the day on which the document was saved, where known: no document appeared after it. ``address`` is
    where it was fetched from, and ``charset`` what the server declared. ``columns`` pairs a field with the column of a
    table that holds it. ``member`` names a part of an archive; it is shown, and never used as a path. ``evidence`` is
    what a feed says of the day of the page it leads to, ``publishers`` pairs a site or a publisher with the name that
    the user gives it.
    """

    path: Path
    document_id: str
    origin: Origin
    fallback: date | None = None
    source: str = ""
    fetched: date | None = None
    address: str = ""
    charset: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    member: str = ""
    evidence: tuple[Evidence, ...] = ()
    publishers: tuple[tuple[str, str], ...] = ()

    @property
    def fetched_alone(self) -> bool:
        """Whether it was fetched by itself: its file bears no name but that of its content."""
        return bool(self.address) and not self.member

    @property
    def name(self) -> str:
        """The file's name as problems show it, with the part of the archive; the address of what was fetched."""
        if self.fetched_alone:
            return whole(self.address)
        return f"{whole(self.path.name)}, {self.member}" if self.member else whole(self.path.name)

    @property
    def suffix(self) -> str:
        """The suffix in lower case."""
        return (PurePosixPath(self.member).suffix if self.member else self.path.suffix).lower()

    @property
    def stem(self) -> str:
        """The file's own name without its suffix; empty where it was fetched."""
        if self.fetched_alone:
            return ""
        return PurePosixPath(self.member).stem if self.member else whole(self.path.stem)

    @property
    def stated(self) -> str:
        """All that decides how the same bytes are read, in one line."""
        parts = (
            self.document_id,
            self.origin,
            self.fallback,
            self.path.suffix,
            self.fetched,
            self.address,
            self.charset,
        )
        more = (self.evidence, self.publishers)
        return " ".join(map(repr, (*parts, self.columns, *filter(None, more))))


@dataclass(frozen=True, slots=True)
class Manner:
    """What a run says of all its files: the day of those that have none, the day of saving, columns, publishers."""

    fallback: date | None = None
    fetched: date | None = None
    columns: tuple[tuple[str, str], ...] = ()
    publishers: tuple[tuple[str, str], ...] = ()

    def entry(self, path: Path, document_id: str, origin: Origin) -> Entry:
        """One file of the run."""
        return Entry(
            path,
            document_id,
            origin,
            self.fallback,
            fetched=self.fetched,
            columns=self.columns,
            publishers=self.publishers,
        )


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
    """What a run is going to read; ``left_out`` counts, by reason, the files that it is not.

    Of most of the ``entries`` a name is held until they are asked for (``Listed``).
    """

    entries: Sequence[Entry]
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
    return (), (Problem(entry.document_id, Severity.ERROR, place or entry.name, problem, cure),)
