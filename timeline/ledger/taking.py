"""Takes into the ledger what a run has read: documents come, are replaced, and are withdrawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, select, update

from timeline.ledger.claiming import Holder, holders, listed, listing
from timeline.ledger.doubles import Doubles, doubles_in, doubles_of, drop_doubles, freed, keep_doubles, stored
from timeline.ledger.intake import Taken, TakenDocument, TakenReading
from timeline.ledger.replacing import FEWEST_SHARING, Moved, add, documents_of, forget, predecessors, withdraw
from timeline.ledger.schema import ACCOUNT, DOCUMENT, DOUBLE, KEY_COUNT, READING, SOURCE, STAGED
from timeline.ledger.sql import batched, fetch_in, put, remove
from timeline.ledger.storable import storable_problems, storable_reading
from timeline.ledger.values import Scope, Surveyed
from timeline.model import Problem, Severity
from timeline.reading import Source

__all__ = ["stage", "take", "taken"]

_READING = TypeAdapter(TakenReading)
_PROBLEMS = TypeAdapter(tuple[Problem, ...])
_AT_ONCE = 200
"""Readings in memory at a time, a few kilobytes each."""


def taken(connection: Connection, readings: Iterable[str]) -> dict[str, Taken]:
    """Say what the ledger holds of some files, published or staged, by the ids of their readings."""
    wanted = list(readings)
    documents: dict[str, dict[str, str]] = {}
    speaking = select(DOCUMENT.c.reading_id, DOCUMENT.c.id, DOCUMENT.c.key).where(DOCUMENT.c.withdrawn.is_(False))
    silent = select(DOUBLE.c.reading_id, DOUBLE.c.id, DOUBLE.c.key)
    said = fetch_in(connection, speaking, DOCUMENT.c.reading_id, wanted)
    for row in chain(said, fetch_in(connection, silent, DOUBLE.c.reading_id, wanted)):
        documents.setdefault(row.reading_id, {})[row.id] = row.key
    found = {
        row.id: Taken(row.key, documents.get(row.id, {}))
        for row in fetch_in(connection, select(READING.c.id, READING.c.key), READING.c.id, wanted)
    }
    staged = select(STAGED.c.reading_id, STAGED.c.key)
    for row in fetch_in(connection, staged, STAGED.c.reading_id, wanted):
        found[row.reading_id] = Taken(row.key, documents.get(row.reading_id, {}))
    return found


def stage(connection: Connection, readings: Sequence[TakenReading]) -> None:
    """Keep what was read where no one sees it, until a run publishes it or the next run goes on from it."""
    put(connection, STAGED, [_staged_row(storable_reading(reading)) for reading in readings])


def _staged_row(reading: TakenReading) -> dict[str, object]:
    return {
        "reading_id": reading.id,
        "key": reading.key,
        "documents": listing(reading.documents),
        "failed": reading.failed,
        "payload": _READING.dump_json(reading),
    }


def take(connection: Connection, scope: Scope, run: int) -> Moved:
    """Put what is staged of the run's files in the place of what was there, and withdraw what has gone.

    New accounts belong to no event yet, or to the one that the same words of the document belonged to before. The
    order of the files does not matter.
    """
    last = connection.execute(select(func.max(ACCOUNT.c.number))).scalar() or 0
    moved = Moved(accounts_before=last, last_account=last)
    files = sorted(scope.files, key=lambda file: (file.path, file.reading_id))
    missing = _missing(connection, scope)
    staged = listed(connection, files)
    owners = holders(connection, files, staged, missing)
    doubles = doubles_of(connection, files, staged, owners, missing)
    taking = _Taking(connection, run, moved, owners, doubles, _settled_sources(connection))
    for batch in batched((file for file in files if file.reading_id in staged), _AT_ONCE):
        taking.take(batch, scope)
    _adopt(connection, scope)
    _withdraw_the_missing(connection, missing, run, moved)
    taking.speak(freed(connection, doubles))
    _count_keys(connection, moved)
    _keep_sources(connection, scope, run, moved)
    connection.execute(delete(STAGED))
    return moved


@dataclass(frozen=True, slots=True)
class _Claim:
    """One file with the documents that are its own, those of them that are others once more, and what was wrong."""

    file: Surveyed
    reading: TakenReading
    kept: tuple[TakenDocument, ...]
    doubles: tuple[TakenDocument, ...]
    clashes: tuple[Problem, ...]

    def withdrawn(self, held: Iterable[str], owners: Mapping[str, Holder]) -> list[str]:
        """Of the documents that the file had, those that nobody has any more; none where it could not be read.

        One that is another once more has fallen silent, and is withdrawn as well.
        """
        names = {document.id for document in self.kept}
        silent = {document.id for document in self.doubles}
        gone = [name for name in held if name not in names and name not in owners and name not in silent]
        return [*(() if self.reading.failed else gone), *(name for name in held if name in silent)]

    def row(self, source: str, run: int) -> dict[str, object]:
        """A file that lost an id to another has no key: it is read again each time, since the other may go."""
        return {
            "id": self.file.reading_id,
            "source": source,
            "path": self.file.path,
            "key": "" if self.clashes else self.reading.key,
            "problems": _PROBLEMS.dump_python((*self.reading.problems, *self.clashes), mode="json"),
            "run": run,
        }


@dataclass(frozen=True, slots=True)
class _Taking:
    """What all batches of one run share: whose each id is, which documents are doubles, which sources list files."""

    connection: Connection
    run: int
    moved: Moved
    owners: Mapping[str, Holder]
    doubles: Doubles
    listing: Collection[str]

    def take(self, files: Sequence[Surveyed], scope: Scope) -> None:
        """Put some files in the place of what was there of them."""
        wanted = [file.reading_id for file in files]
        query = select(STAGED.c.reading_id, STAGED.c.payload)
        rows = fetch_in(self.connection, query, STAGED.c.reading_id, wanted)
        readings = {row.reading_id: _READING.validate_json(row.payload) for row in rows}
        claims = [self._claim(file, readings[file.reading_id]) for file in files]
        held = documents_of(self.connection, wanted)
        gone = [name for one in claims for name in one.withdrawn(held.get(one.file.reading_id, ()), self.owners)]
        fresh = [(document, one.file) for one in claims for document in one.kept if not document.unchanged]
        self._replace(gone, [*self._silent_until_now(claims), *fresh])
        self._record(claims, {*scope.listing, *self.listing})

    def speak(self, freed: Iterable[tuple[TakenDocument, Surveyed]]) -> None:
        """Put in documents that were others once more, now that those have gone."""
        for batch in batched(freed, _AT_ONCE):
            drop_doubles(self.connection, [document.id for document, _ in batch])
            self._replace((), batch)

    def _silent_until_now(self, claims: Sequence[_Claim]) -> list[tuple[TakenDocument, Surveyed]]:
        """Keep the doubles among the documents of some files; give those that were doubles, are none, and unchanged."""
        silent = [(document, one.file) for one in claims for document in one.doubles]
        told = [(document, one.file) for one in claims for document in one.kept]
        before = stored(self.connection, {document.id for document, _ in (*silent, *told)})
        listed = doubles_in(self.connection, [one.file.reading_id for one in claims if not one.reading.failed])
        drop_doubles(self.connection, [*listed, *(document.id for document, _ in told if document.id in before)])
        now = [(before[one.id] if one.unchanged else one, file) for one, file in silent]
        keep_doubles(self.connection, now, self.doubles.repeats)
        return [(before[one.id], file) for one, file in told if one.unchanged and one.id in before]

    def _claim(self, file: Surveyed, reading: TakenReading) -> _Claim:
        own: dict[str, TakenDocument] = {}
        clashes: list[Problem] = []
        for document in reading.documents:
            owner = self.owners[document.id]
            if document.id in own or owner.reading_id != file.reading_id:
                clashes.append(_clash(document.id, file.path, owner.path))
            else:
                own[document.id] = document
        kept = tuple(one for one in own.values() if one.id not in self.doubles.repeats)
        doubles = tuple(one for one in own.values() if one.id in self.doubles.repeats)
        return _Claim(file, reading, kept, doubles, tuple(clashes))

    def _replace(self, gone: Sequence[str], fresh: Sequence[tuple[TakenDocument, Surveyed]]) -> None:
        replaced = [*gone, *(document.id for document, _ in fresh)]
        before = self.doubles.before | predecessors(self.connection, replaced)
        self.moved.events.update(one.event_id for name in replaced for one in before.get(name, ()))
        self.moved.documents += len(replaced)
        forget(self.connection, replaced, self.moved)
        withdraw(self.connection, gone, self.run)
        add(self.connection, fresh, before, self.run, self.moved)

    def _record(self, claims: Sequence[_Claim], listing: Collection[str]) -> None:
        """Keep what was read of files, and count those that say something else than before.

        A file that a folder listed once stays with the folder when it is named by itself.
        """
        rows = fetch_in(self.connection, select(READING), READING.c.id, [one.file.reading_id for one in claims])
        before = {row.id: row._asdict() for row in rows}
        changed = []
        for claim in claims:
            old = before.get(claim.file.reading_id)
            stays = old is not None and old["source"] in listing and claim.file.source not in listing
            row = claim.row(old["source"] if old and stays else claim.file.source, self.run)
            if (
                old is None
                or old | {"run": self.run} != row
                or any(not one.unchanged for one in (*claim.kept, *claim.doubles))
            ):
                changed.append(row)
        put(self.connection, READING, changed)
        self.moved.readings += len(changed)


def _settled_sources(connection: Connection) -> frozenset[str]:
    """Give the folders and manifests that earlier runs were given."""
    return frozenset(connection.execute(select(SOURCE.c.name).where(SOURCE.c.lists)).scalars())


def _clash(document_id: str, path: str, other: str) -> Problem:
    place = Path(path).name
    same = path == other
    problem = f"another document{' of this file' if same else f' ({Path(other).name})'} already has this id"
    cure = "give each document an id of its own" if same else "rename one of the files, or give ids in a manifest"
    return Problem(document_id, Severity.ERROR, place, problem, cure)


def _count_keys(connection: Connection, moved: Moved) -> None:
    """Count who holds each key, and keep in mind only those that several accounts held before.

    The weight of no other can have changed (``regrouping``), and in a first run there are millions of the others.
    """
    query = select(KEY_COUNT.c.key, KEY_COUNT.c.accounts)
    telling: Counter[int] = Counter()
    for batch in batched(key for key, number in moved.keys.items() if number):
        counts = {row.key: row.accounts for row in fetch_in(connection, query, KEY_COUNT.c.key, batch)}
        grown = {key: moved.keys[key] for key in batch}
        put(connection, KEY_COUNT, [{"key": key, "accounts": counts.get(key, 0) + grown[key]} for key in batch])
        telling.update({key: number for key, number in grown.items() if counts.get(key, 0) >= FEWEST_SHARING})
    moved.keys = telling


def _adopt(connection: Connection, scope: Scope) -> None:
    """A file that was once named by itself belongs to the folder or manifest that lists it now."""
    for source in scope.sources:
        mine = [file.reading_id for file in scope.files if file.source == source.name]
        for batch in batched(mine if source.lists else ()):
            others = (READING.c.id.in_(batch)) & (READING.c.source != source.name)
            connection.execute(update(READING).where(others).values(source=source.name))


def _keep_sources(connection: Connection, scope: Scope, run: int, moved: Moved) -> None:
    rows = [_source_row(source, run) for source in scope.sources]
    query = select(SOURCE.c.name, SOURCE.c.problems)
    before = {
        row.name: row.problems for row in fetch_in(connection, query, SOURCE.c.name, [row["name"] for row in rows])
    }
    moved.sources += sum(row["problems"] != before.get(str(row["name"]), []) for row in rows)
    put(connection, SOURCE, rows)


def _source_row(source: Source, run: int) -> dict[str, object]:
    problems = _PROBLEMS.dump_python(storable_problems(source.problems), mode="json")
    return {"name": source.name, "lists": source.lists, "problems": problems, "run": run}


def _missing(connection: Connection, scope: Scope) -> list[str]:
    """Give the readings that belong to a completely listed source of the run, and are none of its files any more."""
    there = {file.reading_id for file in scope.files}
    whole = [source.name for source in scope.sources if source.whole]
    rows = fetch_in(connection, select(READING.c.id), READING.c.source, whole)
    return sorted(row.id for row in rows if row.id not in there)


def _withdraw_the_missing(connection: Connection, missing: Sequence[str], run: int, moved: Moved) -> None:
    documents = [name for names in documents_of(connection, missing).values() for name in names]
    for old in predecessors(connection, documents).values():
        moved.events.update(one.event_id for one in old)
    forget(connection, documents, moved)
    withdraw(connection, documents, run)
    remove(connection, DOUBLE.c.reading_id, missing)
    remove(connection, READING.c.id, missing)
    moved.documents += len(documents)
    moved.readings += len(missing)
