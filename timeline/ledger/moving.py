"""Copies a ledger to another database, row by row: from a file to a server, or back."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, func, insert, select

from timeline.errors import ConfigurationError
from timeline.ledger.connecting import Database
from timeline.ledger.migrating import check, upgrade
from timeline.ledger.schema import METADATA, RUN

__all__ = ["copy"]

_AT_ONCE = 1_000


def copy(source: Database, target: Database) -> dict[str, int]:
    """Copy all rows of a ledger to an empty database, wholly or not at all; how many rows each table has.

    Raises ConfigurationError where there is no ledger to copy, or the target holds one already.
    """
    with source.connected() as reading, target.connected() as writing:
        if not (source.is_there and check(reading, source.name)):
            cure = "name the ledger of an earlier run"
            raise ConfigurationError("there is no ledger here", file=source.name, cure=cure)
        upgrade(writing, target.name)
        if writing.execute(select(func.count()).select_from(RUN)).scalar_one():
            cure = "name an empty database"
            raise ConfigurationError("there is a ledger here already", file=target.name, cure=cure)
        counts = {table.name: _copied(reading, writing, table) for table in METADATA.sorted_tables}
        writing.commit()
    return counts


def _copied(reading: Connection, writing: Connection, table: Table) -> int:
    number = 0
    for rows in _batches(reading, table):
        writing.execute(insert(table), rows)
        number += len(rows)
    return number


def _batches(connection: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    streamed = connection.execution_options(stream_results=True, yield_per=_AT_ONCE)
    for rows in streamed.execute(select(table)).mappings().partitions():
        yield [dict(row) for row in rows]
