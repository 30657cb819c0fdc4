"""Reads for the ledger what it does not hold yet: changed files, and of these the changed documents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from flows.executor import Work
from flows.records import extracted, failure
from timeline.ledger import (
    Scope,
    Surveyed,
    Taken,
    TakenDocument,
    TakenReading,
    document_key,
    reading_key,
    storable,
    taken_document,
)
from timeline.model import Document, Severity
from timeline.reading import Entry, Survey, fetch, marks_of, parse
from timeline.rulebook import Rulebook, load_rulebook, rule_set_version

if TYPE_CHECKING:
    from timeline.ledger import Ledger

__all__ = ["TAKING", "Order", "orders", "scope_of"]


@dataclass(frozen=True, slots=True)
class Order:
    """One file to look at, with what the ledger holds of it: small, so that workers get orders and never texts."""

    entry: Entry
    reading_id: str
    held: Taken


def scope_of(survey: Survey) -> Scope:
    """Name the files of a survey as the ledger knows them."""
    return Scope(
        tuple(Surveyed(_reading_id(entry), entry.source, _path(entry)) for entry in survey.entries), survey.sources
    )


def orders(chunk: Iterable[Entry], ledger: Ledger) -> tuple[Order, ...]:
    """Give some files to look at, in their order, by paths that hold in any working folder.

    The ledger is asked what it has of these: what it has of all files of a run takes more memory than their names.
    """
    named = [(entry, _reading_id(entry)) for entry in chunk]
    held: Mapping[str, Taken] = ledger.taken(name for _, name in named)
    nothing = Taken()
    return tuple(
        Order(replace(entry, path=entry.path.absolute()), name, held.get(name, nothing)) for entry, name in named
    )


def _path(entry: Entry) -> str:
    """Where a document is: what was fetched is at its address, wherever its content is kept."""
    if entry.fetched_alone:
        return entry.address
    return os.fsencode(os.path.realpath(entry.path)).decode("utf-8", "replace")


def _reading_id(entry: Entry) -> str:
    """Name a reading by its file and the id it is read under: the same whichever source names it."""
    return sha256(f"{_path(entry)}\x1f{entry.document_id}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _take(chunk: Sequence[Order], types: Path | None) -> tuple[TakenReading | None, ...]:
    rulebook = load_rulebook(types)
    rules = rule_set_version(rulebook)
    return tuple(_guarded(order, rulebook, rules) for order in chunk)


def _guarded(order: Order, rulebook: Rulebook, rules: str) -> TakenReading | None:
    try:
        return _taken(order, rulebook, rules)
    except Exception as error:  # noqa: BLE001 - one document must never cost the others, whatever its text sets off
        what = f"the document could not be processed ({type(error).__name__}: {error})"
        return TakenReading(order.reading_id, "", problems=(failure(order.entry, what),), failed=True)


def _taken(order: Order, rulebook: Rulebook, rules: str) -> TakenReading | None:
    """Read a file; None where the ledger holds it as it is."""
    entry = order.entry
    data, (_, problems) = fetch(entry)
    if data is None:
        return TakenReading(order.reading_id, "", problems=problems, failed=True)
    key = reading_key(data, entry.stated, rules)
    if key == order.held.key:
        return None
    documents, problems = parse(data, entry)
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    taken = tuple(_document(storable(document), order.held.documents, rulebook, rules) for document in documents)
    return TakenReading(order.reading_id, key, taken, problems, failed)


def _document(document: Document, held: Mapping[str, str], rulebook: Rulebook, rules: str) -> TakenDocument:
    key = document_key(document, rules)
    if held.get(document.id) == key:
        return TakenDocument(document.id, key, unchanged=True, marks=marks_of(document))
    extraction, problems = extracted(document, rulebook)
    return taken_document(document, key, extraction, problems)


def _lost(order: Order) -> TakenReading:
    problem = failure(order.entry, "the document ended the process that read it")
    return TakenReading(order.reading_id, "", problems=(problem,), failed=True)


TAKING: Work[Order, TakenReading | None] = Work(_take, _lost)
"""Reads files for the ledger; a file that fails is a problem of that file, and the others go on."""
