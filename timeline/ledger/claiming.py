"""Says which file a document id belongs to where several files give it: the one that had it first keeps it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Row, select

from timeline.ledger.schema import DOCUMENT, READING, STAGED
from timeline.ledger.sql import fetch_in
from timeline.ledger.values import Surveyed

__all__ = ["Holder", "Listed", "holders", "listed"]


@dataclass(frozen=True, slots=True)
class Listed:
    """The ids of the documents that a staged file has; ``failed`` where it may have more that could not be read."""

    documents: tuple[str, ...]
    failed: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """The file that an id belongs to."""

    reading_id: str
    path: str


def listed(connection: Connection, files: Collection[Surveyed]) -> dict[str, Listed]:
    """Give what is staged of some files, by the id of the reading, without what was extracted."""
    query = select(STAGED.c.reading_id, STAGED.c.documents, STAGED.c.failed)
    rows = fetch_in(connection, query, STAGED.c.reading_id, [file.reading_id for file in files])
    return {row.reading_id: Listed(tuple(row.documents), row.failed) for row in rows}


def holders(
    connection: Connection, files: Sequence[Surveyed], staged: Mapping[str, Listed], missing: Collection[str]
) -> dict[str, Holder]:
    """Give the file to which each id of a staged document belongs.

    An id stays with the file that had it first, as long as that is there and has it; else it falls to the first of
    ``files`` that has it. ``missing`` are the readings that this run withdraws.
    """
    names = {name for one in staged.values() for name in one.documents}
    query = (
        select(DOCUMENT.c.id, DOCUMENT.c.reading_id, READING.c.path)
        .join(READING, READING.c.id == DOCUMENT.c.reading_id)
        .where(DOCUMENT.c.withdrawn.is_(False))
    )
    there = {file.reading_id for file in files} - set(missing)
    paths = {file.path for file in files}
    found = {
        row.id: Holder(row.reading_id, row.path)
        for row in fetch_in(connection, query, DOCUMENT.c.id, names)
        if row.reading_id not in missing and _keeps(row, staged.get(row.reading_id), there, paths)
    }
    for file in files:
        for name in staged[file.reading_id].documents if file.reading_id in staged else ():
            found.setdefault(name, Holder(file.reading_id, file.path))
    return found


def _keeps(row: Row[tuple[str, str, str]], now: Listed | None, there: Collection[str], paths: Collection[str]) -> bool:
    """Whether a file still has a document; one that this run reads under another name has it under that name."""
    if now is not None and not now.failed:
        return row.id in now.documents
    return row.reading_id in there or (row.path not in paths and Path(row.path).exists())
