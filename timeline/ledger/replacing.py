"""Writes the rows of documents, puts new ones in the place of old ones, and lets go of what is reported no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import TypeAdapter
from sqlalchemy import Connection, select, update

from timeline.ledger.intake import AccountRow, TakenDocument, mention_from
from timeline.ledger.schema import ACCOUNT, ACCOUNT_KEY, DOCUMENT, MENTION
from timeline.ledger.sql import batched, fetch_in, insert_all, put, remove
from timeline.ledger.succession import Predecessor, heirs_of
from timeline.ledger.values import Surveyed
from timeline.model import Problem

__all__ = ["FEWEST_SHARING", "Moved", "add", "documents_of", "forget", "predecessors", "withdraw"]

FEWEST_SHARING = 2
"""Accounts that must hold a key for it to bring two together."""
_PROBLEMS = TypeAdapter(tuple[Problem, ...])


@dataclass(slots=True)
class Moved:
    """What taking has changed: the events that lost an account, and how many documents came, changed or went.

    ``readings`` counts files that say something else than before, ``sources`` listings with other problems than before.
    ``keys`` is by how much the number of accounts that hold a key has grown; accounts numbered above
    ``accounts_before`` are new.
    """

    events: set[str] = field(default_factory=set)
    documents: int = 0
    readings: int = 0
    sources: int = 0
    keys: Counter[int] = field(default_factory=Counter)
    accounts_before: int = 0
    last_account: int = 0


def documents_of(connection: Connection, readings: Collection[str]) -> dict[str, list[str]]:
    """Give the ids of the documents that some files have, by the id of the reading."""
    query = select(DOCUMENT.c.reading_id, DOCUMENT.c.id).where(DOCUMENT.c.withdrawn.is_(False))
    found: dict[str, list[str]] = {}
    for row in fetch_in(connection, query, DOCUMENT.c.reading_id, readings):
        found.setdefault(row.reading_id, []).append(row.id)
    return found


def predecessors(connection: Connection, documents: Sequence[str]) -> dict[str, list[Predecessor]]:
    """Give the mentions that some documents have, each with the event it belongs to, by document."""
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


def forget(connection: Connection, documents: Collection[str], moved: Moved) -> None:
    """Let go of the mentions and accounts of some documents."""
    query = select(ACCOUNT.c.number)
    accounts = [row.number for row in fetch_in(connection, query, ACCOUNT.c.document_id, documents)]
    keys = fetch_in(connection, select(ACCOUNT_KEY.c.key), ACCOUNT_KEY.c.account, accounts)
    moved.keys.subtract(row.key for row in keys)
    remove(connection, ACCOUNT_KEY.c.account, accounts)
    for table in (MENTION, ACCOUNT):
        remove(connection, table.c.document_id, documents)


def withdraw(connection: Connection, documents: Sequence[str], run: int) -> None:
    """Mark documents as gone; what they were stays known."""
    for batch in batched(documents):
        connection.execute(update(DOCUMENT).where(DOCUMENT.c.id.in_(batch)).values(withdrawn=True, run=run))


def add(
    connection: Connection,
    fresh: Sequence[tuple[TakenDocument, Surveyed]],
    before: Mapping[str, Sequence[Predecessor]],
    run: int,
    moved: Moved,
) -> None:
    """Put in the rows of documents; ``before`` is what they said until now, by document."""
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
        "address": document.marks.address,
        "text": document.marks.text,
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
        "first_day": account.first_day,
        "last_day": account.last_day,
    }
