"""Documents that are another one once more, whichever files and runs they came with: kept, but silent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, select

from timeline.ledger.claiming import Holder, Listed
from timeline.ledger.intake import TakenDocument, origin_from
from timeline.ledger.replacing import predecessors
from timeline.ledger.schema import DOCUMENT, DOUBLE, READING
from timeline.ledger.sql import fetch_in, put, remove
from timeline.ledger.succession import Predecessor
from timeline.ledger.values import Surveyed
from timeline.reading import Marks, Repeat, repeats

__all__ = ["Doubles", "doubles_in", "doubles_of", "drop_doubles", "freed", "keep_doubles", "stored"]

_DOCUMENT = TypeAdapter(TakenDocument)


@dataclass(frozen=True, slots=True)
class Doubles:
    """What a run finds: ``repeats`` are documents that are another one once more, by id.

    ``waiting`` are doubles of earlier runs, in files that this run leaves as they are, whose original it replaces: each
    is a double of another now, or speaks for itself. One that speaks goes on telling of the events that its original
    told of: ``before`` is what that said.
    """

    repeats: Mapping[str, Repeat] = field(default_factory=dict)
    waiting: Mapping[str, Surveyed] = field(default_factory=dict)
    before: dict[str, list[Predecessor]] = field(default_factory=dict)


def doubles_of(
    connection: Connection,
    files: Sequence[Surveyed],
    staged: Mapping[str, Listed],
    owners: Mapping[str, Holder],
    missing: Collection[str],
) -> Doubles:
    """Find the documents that are others once more, among all that the ledger will have after this run.

    Of two the one stays that the ledger had first; of two new ones that whose file comes first.
    """
    if not (staged or missing):
        return Doubles()
    own = {
        marks.document_id: marks
        for file in files
        if file.reading_id in staged
        for marks in staged[file.reading_id].marks
        if owners[marks.document_id].reading_id == file.reading_id
    }
    unchanged = {name for one in staged.values() for name in one.unchanged}
    rows = _touched(connection, staged, missing)
    waiting = {row.id: _known(row) for row in rows if row.reading_id not in staged and row.reading_id not in missing}
    first_run = _first_runs(connection, own)
    settled = {**_settled(connection, own.values(), waiting, staged, missing)}
    settled |= {name: own[name] for name in sorted(own) if name in first_run and name in unchanged}
    moving = sorted(
        (name for name in own if name in first_run and name not in settled), key=lambda name: (first_run[name], name)
    )
    places = {name: (owners[name].path, number) for number, name in enumerate(own)}
    places |= {name: (file.path, 0) for name, (_, file) in waiting.items()}
    new = sorted((name for name in places if name not in first_run), key=lambda name: (*places[name], name))
    known = own | {name: marks for name, (marks, _) in waiting.items()}
    order = [*settled.values(), *(known[name] for name in (*moving, *new))]
    found = {order[number].document_id: repeat for number, repeat in repeats(order).items()}
    said = predecessors(connection, sorted({row.original for row in rows if row.id not in found}))
    before = {row.id: said[row.original] for row in rows if row.original in said}
    return Doubles(found, {name: file for name, (_, file) in waiting.items()}, before)


def stored(connection: Connection, names: Collection[str]) -> dict[str, TakenDocument]:
    """Give the rows of doubles, as they were taken, by id."""
    query = select(DOUBLE.c.id, DOUBLE.c.payload)
    return {row.id: _DOCUMENT.validate_json(row.payload) for row in fetch_in(connection, query, DOUBLE.c.id, names)}


def doubles_in(connection: Connection, readings: Collection[str]) -> list[str]:
    """Give the ids of the doubles in some files."""
    query = select(DOUBLE.c.id)
    return [row.id for row in fetch_in(connection, query, DOUBLE.c.reading_id, readings)]


def keep_doubles(
    connection: Connection, fresh: Iterable[tuple[TakenDocument, Surveyed]], found: Mapping[str, Repeat]
) -> None:
    """Keep documents that are others once more, until they are not."""
    rows = [
        {
            "id": document.id,
            "reading_id": file.reading_id,
            "key": document.key,
            "original": found[document.id].first,
            "what": found[document.id].what,
            "payload": _DOCUMENT.dump_json(document),
        }
        for document, file in fresh
    ]
    put(connection, DOUBLE, rows)


def drop_doubles(connection: Connection, names: Collection[str]) -> None:
    """Let go of doubles: they have gone, or speak for themselves."""
    remove(connection, DOUBLE.c.id, names)


def freed(connection: Connection, doubles: Doubles) -> Iterator[tuple[TakenDocument, Surveyed]]:
    """Give the waiting doubles that are none any more, and let the others name their new original."""
    documents = stored(connection, doubles.waiting)
    still = [(documents[name], doubles.waiting[name]) for name in documents if name in doubles.repeats]
    keep_doubles(connection, still, doubles.repeats)
    yield from ((documents[name], doubles.waiting[name]) for name in documents if name not in doubles.repeats)


def _touched(
    connection: Connection, staged: Mapping[str, Listed], missing: Collection[str]
) -> list[Row[tuple[object, ...]]]:
    """The doubles of documents in files that are not what they were."""
    query = (
        select(DOUBLE, READING.c.path, READING.c.source)
        .join(READING, READING.c.id == DOUBLE.c.reading_id)
        .join(DOCUMENT, DOCUMENT.c.id == DOUBLE.c.original)
    )
    return list(fetch_in(connection, query, DOCUMENT.c.reading_id, {*staged, *missing}))


def _known(row: Row[tuple[object, ...]]) -> tuple[Marks, Surveyed]:
    marks = replace(_DOCUMENT.validate_json(row.payload).marks, document_id=row.id)
    return marks, Surveyed(row.reading_id, row.source, row.path)


def _first_runs(connection: Connection, names: Collection[str]) -> dict[str, int]:
    query = select(DOCUMENT.c.id, DOCUMENT.c.first_run).where(DOCUMENT.c.withdrawn.is_(False))
    return {row.id: row.first_run for row in fetch_in(connection, query, DOCUMENT.c.id, names)}


def _settled(
    connection: Connection,
    own: Iterable[Marks],
    waiting: Mapping[str, tuple[Marks, Surveyed]],
    staged: Mapping[str, Listed],
    missing: Collection[str],
) -> dict[str, Marks]:
    """The documents in files that stay as they are, of those that have an address or a text in common with others."""
    marks = {one.document_id: one for one in own}
    sought = [*marks.values(), *(one for one, _ in waiting.values())]
    query = select(DOCUMENT).where(DOCUMENT.c.withdrawn.is_(False))
    rows: list[Row[tuple[object, ...]]] = []
    for column, wanted in (
        (DOCUMENT.c.address, {one.address for one in sought}),
        (DOCUMENT.c.text, {one.text for one in sought}),
    ):
        rows += fetch_in(connection, query, column, wanted - {""})
    found = {
        row.id: row
        for row in rows
        if row.id not in marks
        and row.reading_id not in missing
        and (row.reading_id not in staged or staged[row.reading_id].failed)
    }
    return {name: _marks(found[name]) for name in sorted(found)}


def _marks(row: Row[tuple[object, ...]]) -> Marks:
    origin = origin_from(row.origin)
    return Marks(row.id, row.address, row.text, origin.publisher.casefold(), origin.published)
