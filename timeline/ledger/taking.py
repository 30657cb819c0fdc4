"""Takes into the ledger what a run has read: documents come, are replaced, and are withdrawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, select, update

from timeline.ledger.intake import AccountRow, Taken, TakenDocument, TakenReading, mention_from
from timeline.ledger.schema import ACCOUNT, ACCOUNT_KEY, DOCUMENT, KEY_COUNT, MENTION, READING, SOURCE, STAGED
from timeline.ledger.sql import batched, fetch_in, insert_all, put, remove
from timeline.ledger.succession import Predecessor, heirs_of
from timeline.ledger.values import Scope, Surveyed
from timeline.model import Problem, Severity
from timeline.reading import Source

__all__ = ["Moved", "stage", "take", "taken"]

_READING = TypeAdapter(TakenReading)
_PROBLEMS = TypeAdapter(tuple[Problem, ...])
_AT_ONCE = 200
"""Readings in memory at a time, a few kilobytes each."""


@dataclass(slots=True)
class Moved:
    """What taking has changed: the events that lost an account, and how many documents came, changed or went.

    ``keys`` is by how much the number of accounts that hold a key has grown.
    """

    events: set[str] = field(default_factory=set)
    documents: int = 0
    readings: int = 0
    keys: Counter[int] = field(default_factory=Counter)
    last_account: int = 0


def taken(connection: Connection, files: Iterable[Surveyed]) -> dict[str, Taken]:
    """Say what the ledger holds of some files, published or staged, by the id of the reading."""
    wanted = [file.reading_id for file in files]
    documents: dict[str, dict[str, str]] = {}
    query = select(DOCUMENT.c.reading_id, DOCUMENT.c.id, DOCUMENT.c.key).where(DOCUMENT.c.withdrawn.is_(False))
    for row in fetch_in(connection, query, DOCUMENT.c.reading_id, wanted):
        documents.setdefault(row.reading_id, {})[row.id] = row.key
    found = {
        row.id: Taken(row.key, documents.get(row.id, {}))
        for row in fetch_in(connection, select(READING.c.id, READING.c.key), READING.c.id, wanted)
    }
    query = select(STAGED.c.reading_id, STAGED.c.key)
    for row in fetch_in(connection, query, STAGED.c.reading_id, wanted):
        found[row.reading_id] = Taken(row.key, documents.get(row.reading_id, {}))
    return found


def stage(connection: Connection, readings: Sequence[TakenReading]) -> None:
    """Keep what was read where no one sees it, until a run publishes it or the next run goes on from it."""
    rows = [
        {"reading_id": reading.id, "key": reading.key, "payload": _READING.dump_json(reading)} for reading in readings
    ]
    put(connection, STAGED, rows)


def take(connection: Connection, scope: Scope, run: int) -> Moved:
    """Put what is staged of the run's files in the place of what was there, and withdraw what has gone.

    New accounts belong to no event yet, or to the one that the same words of the document belonged to before.
    """
    moved = Moved(last_account=connection.execute(select(func.max(ACCOUNT.c.number))).scalar() or 0)
    there = {file.reading_id for file in scope.files}
    for batch in batched(scope.files, _AT_ONCE):
        _take_batch(connection, batch, there, run, moved)
    _adopt(connection, scope)
    _withdraw_the_missing(connection, scope, there, run, moved)
    _count_keys(connection, moved.keys)
    put(connection, SOURCE, [_source_row(source, run) for source in scope.sources])
    connection.execute(delete(STAGED))
    return moved


def _take_batch(
    connection: Connection, files: Sequence[Surveyed], there: Collection[str], run: int, moved: Moved
) -> None:
    wanted = [file.reading_id for file in files]
    staged = {
        row.reading_id: _READING.validate_json(row.payload)
        for row in fetch_in(connection, select(STAGED), STAGED.c.reading_id, wanted)
    }
    readings = [(file, staged[file.reading_id]) for file in files if file.reading_id in staged]
    claims = _claims(connection, readings, there)
    held = _documents_of(connection, list(staged))
    gone = [name for claim in claims for name in claim.withdrawn(held.get(claim.file.reading_id, ()))]
    fresh = [(document, claim.file) for claim in claims for document in claim.kept if not document.unchanged]
    replaced = [*gone, *(document.id for document, _ in fresh)]
    before = _predecessors(connection, replaced)
    moved.events.update(one.event_id for old in before.values() for one in old)
    moved.documents += len(replaced)
    moved.readings += len(readings)
    _forget(connection, replaced, moved)
    _withdraw(connection, gone, run)
    _add(connection, fresh, before, run, moved)
    put(connection, READING, [claim.row(run) for claim in claims])


@dataclass(frozen=True, slots=True)
class _Claim:
    """One file with the documents that are its own, and what was wrong."""

    file: Surveyed
    reading: TakenReading
    kept: tuple[TakenDocument, ...]
    clashes: tuple[Problem, ...]

    def withdrawn(self, held: Iterable[str]) -> list[str]:
        """Of the documents that the file had, those that it has no more; none where it could not be read."""
        names = {document.id for document in self.kept}
        return [] if self.reading.failed else [name for name in held if name not in names]

    def row(self, run: int) -> dict[str, object]:
        """A file that lost an id to another has no key: it is read again each time, since the other may go."""
        return {
            "id": self.file.reading_id,
            "source": self.file.source,
            "path": self.file.path,
            "key": "" if self.clashes else self.reading.key,
            "problems": _PROBLEMS.dump_python((*self.reading.problems, *self.clashes), mode="json"),
            "run": run,
        }


def _claims(
    connection: Connection, readings: Sequence[tuple[Surveyed, TakenReading]], there: Collection[str]
) -> list[_Claim]:
    """Give each file the documents whose ids are free or its own; the others are problems.

    An id stays with the file that had it first, as long as that file is there.
    """
    query = (
        select(DOCUMENT.c.id, READING.c.id.label("reading_id"), READING.c.path)
        .join(READING, READING.c.id == DOCUMENT.c.reading_id)
        .where(DOCUMENT.c.withdrawn.is_(False))
    )
    names = [document.id for _, reading in readings for document in reading.documents]
    owners = {
        row.id: (row.reading_id, row.path)
        for row in fetch_in(connection, query, DOCUMENT.c.id, names)
        if row.reading_id in there or Path(row.path).exists()
    }
    claims = []
    for file, reading in readings:
        kept: dict[str, TakenDocument] = {}
        clashes: list[Problem] = []
        for document in reading.documents:
            owner, path = owners.setdefault(document.id, (file.reading_id, file.path))
            if document.id in kept or owner != file.reading_id:
                clashes.append(_clash(document.id, file.path, path))
            else:
                kept[document.id] = document
        claims.append(_Claim(file, reading, tuple(kept.values()), tuple(clashes)))
    return claims


def _clash(document_id: str, path: str, other: str) -> Problem:
    place = Path(path).name
    same = path == other
    problem = f"another document{' of this file' if same else f' ({Path(other).name})'} already has this id"
    cure = "give each document an id of its own" if same else "rename one of the files, or give ids in a manifest"
    return Problem(document_id, Severity.ERROR, place, problem, cure)


def _documents_of(connection: Connection, readings: Collection[str]) -> dict[str, list[str]]:
    query = select(DOCUMENT.c.reading_id, DOCUMENT.c.id).where(DOCUMENT.c.withdrawn.is_(False))
    found: dict[str, list[str]] = {}
    for row in fetch_in(connection, query, DOCUMENT.c.reading_id, readings):
        found.setdefault(row.reading_id, []).append(row.id)
    return found


def _predecessors(connection: Connection, documents: Sequence[str]) -> dict[str, list[Predecessor]]:
    query = select(MENTION.c.document_id, MENTION.c.data, ACCOUNT.c.event_id).join(
        ACCOUNT,
        (ACCOUNT.c.document_id == MENTION.c.document_id) & (ACCOUNT.c.coreference == MENTION.c.coreference),
    )
    found: dict[str, list[Predecessor]] = {}
    for row in fetch_in(connection, query, MENTION.c.document_id, documents):
        mention = mention_from(row.data)
        old = Predecessor(mention.id, row.event_id, mention.category, mention.quote)
        found.setdefault(row.document_id, []).append(old)
    return found


def _forget(connection: Connection, documents: Collection[str], moved: Moved) -> None:
    query = select(ACCOUNT.c.number)
    accounts = [row.number for row in fetch_in(connection, query, ACCOUNT.c.document_id, documents)]
    keys = fetch_in(connection, select(ACCOUNT_KEY.c.key), ACCOUNT_KEY.c.account, accounts)
    moved.keys.subtract(row.key for row in keys)
    remove(connection, ACCOUNT_KEY.c.account, accounts)
    for table in (MENTION, ACCOUNT):
        remove(connection, table.c.document_id, documents)


def _withdraw(connection: Connection, documents: Sequence[str], run: int) -> None:
    for batch in batched(documents):
        connection.execute(update(DOCUMENT).where(DOCUMENT.c.id.in_(batch)).values(withdrawn=True, run=run))


def _add(
    connection: Connection,
    fresh: Sequence[tuple[TakenDocument, Surveyed]],
    before: Mapping[str, Sequence[Predecessor]],
    run: int,
    moved: Moved,
) -> None:
    names = [document.id for document, _ in fresh]
    query = select(DOCUMENT.c.id, DOCUMENT.c.first_run)
    first = {row.id: row.first_run for row in fetch_in(connection, query, DOCUMENT.c.id, names)}
    put(connection, DOCUMENT, [_document_row(one, file, first.get(one.id, run), run) for one, file in fresh])
    documents = [document for document, _ in fresh]
    insert_all(connection, MENTION, [row for document in documents for row in _mention_rows(document)])
    accounts = list(enumerate(((one, each) for one in documents for each in one.accounts), moved.last_account + 1))
    heirs = {one.id: _heirs(one, before.get(one.id, ())) for one in documents}
    insert_all(
        connection, ACCOUNT, [_account_row(number, one.id, each, heirs[one.id]) for number, (one, each) in accounts]
    )
    keys = [{"key": key, "account": number} for number, (_, each) in accounts for key in each.keys]
    insert_all(connection, ACCOUNT_KEY, keys)
    moved.keys.update(key for _, (_, each) in accounts for key in each.keys)
    moved.last_account += len(accounts)


def _document_row(document: TakenDocument, file: Surveyed, first_run: int, run: int) -> dict[str, object]:
    return {
        "id": document.id,
        "reading_id": file.reading_id,
        "key": document.key,
        "origin": document.origin,
        "anchorless": document.anchorless,
        "problems": _PROBLEMS.dump_python(document.problems, mode="json"),
        "leads": list(document.leads),
        "first_run": first_run,
        "run": run,
        "withdrawn": False,
    }


def _mention_rows(document: TakenDocument) -> Iterator[dict[str, object]]:
    for one in document.mentions:
        yield {"id": one.id, "document_id": document.id, "coreference": one.coreference, "data": one.data}


def _heirs(document: TakenDocument, before: Sequence[Predecessor]) -> dict[int, str]:
    """An account goes on belonging to the event that the same words of the document belonged to."""
    return heirs_of(before, [mention_from(one.data) for one in document.mentions]) if before else {}


def _account_row(number: int, document_id: str, account: AccountRow, heirs: Mapping[int, str]) -> dict[str, object]:
    return {
        "number": number,
        "document_id": document_id,
        "coreference": account.coreference,
        "category": account.category,
        "event_id": heirs.get(account.coreference, ""),
        "data": account.data,
    }


def _count_keys(connection: Connection, grown: Counter[int]) -> None:
    changed = [key for key, number in grown.items() if number]
    query = select(KEY_COUNT.c.key, KEY_COUNT.c.accounts)
    counts = {row.key: row.accounts for row in fetch_in(connection, query, KEY_COUNT.c.key, changed)}
    put(connection, KEY_COUNT, [{"key": key, "accounts": counts.get(key, 0) + grown[key]} for key in changed])


def _adopt(connection: Connection, scope: Scope) -> None:
    """A file that was once named by itself belongs to the folder or manifest that lists it now."""
    for source in scope.sources:
        mine = [file.reading_id for file in scope.files if file.source == source.name]
        for batch in batched(mine if source.lists else ()):
            others = (READING.c.id.in_(batch)) & (READING.c.source != source.name)
            connection.execute(update(READING).where(others).values(source=source.name))


def _source_row(source: Source, run: int) -> dict[str, object]:
    problems = _PROBLEMS.dump_python(source.problems, mode="json")
    return {"name": source.name, "lists": source.lists, "problems": problems, "run": run}


def _withdraw_the_missing(connection: Connection, scope: Scope, there: Collection[str], run: int, moved: Moved) -> None:
    query = select(READING.c.id)
    whole = [source.name for source in scope.sources if source.whole]
    missing = [row.id for row in fetch_in(connection, query, READING.c.source, whole) if row.id not in there]
    documents = [
        row.id
        for row in fetch_in(
            connection, select(DOCUMENT.c.id).where(DOCUMENT.c.withdrawn.is_(False)), DOCUMENT.c.reading_id, missing
        )
    ]
    for old in _predecessors(connection, documents).values():
        moved.events.update(one.event_id for one in old)
    _forget(connection, documents, moved)
    _withdraw(connection, documents, run)
    remove(connection, READING.c.id, missing)
    moved.documents += len(documents)
    moved.readings += len(missing)
