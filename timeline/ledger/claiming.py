"""Says which file a document id belongs to where several files give it: the one that had it first keeps it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, select

from timeline.ledger.intake import TakenDocument
from timeline.ledger.schema import DOCUMENT, DOUBLE, READING, STAGED
from timeline.ledger.sql import fetch_in, pick
from timeline.ledger.values import Surveyed
from timeline.reading import Marks

__all__ = ["Holder", "Listed", "holders", "listed", "listing"]

_MARKS = TypeAdapter(Marks)


@dataclass(frozen=True, slots=True)
class Listed:
    """The documents that a staged file has, by their marks; ``failed`` where it may have more that could not be read.

    ``unchanged`` are the ids of those that the ledger holds already.
    """

    marks: tuple[Marks, ...]
    unchanged: frozenset[str]
    failed: bool

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids, in the order of the file."""
        return tuple(marks.document_id for marks in self.marks)


@dataclass(frozen=True, slots=True)
class Holder:
    """The file that an id belongs to."""

    reading_id: str
    path: str


def listed(connection: Connection, files: Collection[Surveyed]) -> dict[str, Listed]:
    """Give what is staged of some files, by the id of the reading, without what was extracted."""
    query = select(STAGED.c.reading_id, STAGED.c.documents, STAGED.c.failed)
    rows = pick(connection, query, STAGED.c.reading_id, [file.reading_id for file in files])
    return {row.reading_id: _listed(row.documents, failed=row.failed) for row in rows}


def listing(documents: Iterable[TakenDocument]) -> list[list[object]]:
    """Give what ``listed`` reads back of some documents, as JSON has it."""
    dumped = ((_MARKS.dump_python(replace(one.marks, document_id=one.id), mode="json"), one) for one in documents)
    return [[marks, one.unchanged] for marks, one in dumped]


def _listed(documents: Sequence[tuple[object, bool]], *, failed: bool) -> Listed:
    known = [(_MARKS.validate_python(marks), unchanged) for marks, unchanged in documents]
    held = frozenset(marks.document_id for marks, unchanged in known if unchanged)
    return Listed(tuple(marks for marks, _ in known), held, failed)


def holders(
    connection: Connection, files: Sequence[Surveyed], staged: Mapping[str, Listed], missing: Collection[str]
) -> dict[str, Holder]:
    """Give the file to which each id of a staged document belongs.

    An id stays with the file that had it first, as long as that is there and has it; else it falls to the first of
    ``files`` that has it. ``missing`` are the readings that this run withdraws.
    """
    names = {name for one in staged.values() for name in one.documents}
    there = {file.reading_id for file in files} - set(missing)
    paths = {file.path for file in files}
    found = {
        row.id: Holder(row.reading_id, row.path)
        for row in _known(connection, names)
        if row.reading_id not in missing and _keeps(row, staged.get(row.reading_id), there, paths)
    }
    for file in files:
        for name in staged[file.reading_id].documents if file.reading_id in staged else ():
            found.setdefault(name, Holder(file.reading_id, file.path))
    return found


def _known(connection: Connection, names: Collection[str]) -> Iterator[Row[tuple[str, str, str]]]:
    """The documents of some ids, those included that are others once more."""
    speaking = select(DOCUMENT.c.id, DOCUMENT.c.reading_id, READING.c.path).where(DOCUMENT.c.withdrawn.is_(False))
    silent = select(DOUBLE.c.id, DOUBLE.c.reading_id, READING.c.path)
    for table, query in ((DOCUMENT, speaking), (DOUBLE, silent)):
        joined = query.join(READING, READING.c.id == table.c.reading_id)
        yield from fetch_in(connection, joined, table.c.id, names)


def _keeps(row: Row[tuple[str, str, str]], now: Listed | None, there: Collection[str], paths: Collection[str]) -> bool:
    """Whether a file still has a document; one that this run reads under another name has it under that name."""
    if now is not None and not now.failed:
        return row.id in now.documents
    return row.reading_id in there or (row.path not in paths and Path(row.path).exists())
