"""What was fetched, as the ledger remembers it: so that a run asks for changes only, or needs no network at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from hashlib import sha256

from sqlalchemy import Connection, select

from timeline.ledger.schema import FETCH
from timeline.ledger.sql import fetch_in, put
from timeline.ledger.storable import storable_text
from timeline.reading import FetchRecord

__all__ = ["keep_fetched", "recall_fetched"]


def recall_fetched(connection: Connection, addresses: Iterable[str]) -> dict[str, FetchRecord]:
    """Give what is remembered of some addresses, by address."""
    wanted = [_key(address) for address in addresses]
    rows = fetch_in(connection, select(FETCH), FETCH.c.id, wanted)
    return {
        row.address: FetchRecord(**{name: value for name, value in row._asdict().items() if name != "id"})
        for row in rows
    }


def keep_fetched(connection: Connection, records: Sequence[FetchRecord]) -> None:
    """Remember some addresses, in the place of what was known of them."""
    put(connection, FETCH, [{"id": _key(record.address), **_row(record)} for record in records])


def _row(record: FetchRecord) -> dict[str, object]:
    return {name: storable_text(value) if isinstance(value, str) else value for name, value in asdict(record).items()}


def _key(address: str) -> str:
    """Addresses are longer than what every database can index."""
    return sha256(storable_text(address).encode("utf-8")).hexdigest()
