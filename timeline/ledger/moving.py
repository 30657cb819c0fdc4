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
    missing = ConfigurationError("there is no ledger here", file=source.name, cure="name the ledger of an earlier run")
    if not source.is_there:
        raise missing
    with source.connected() as reading:
        if not check(reading, source.name):
            raise missing
        # One state of the old one is read whatever a run does meanwhile; nobody may write to the new one.
        with target.claimed(), target.connected() as writing:
            return _filled(reading, writing, target.name)


def _filled(reading: Connection, writing: Connection, name: str) -> dict[str, int]:
    upgrade(writing, name)
    if writing.execute(select(func.count()).select_from(RUN)).scalar_one():
        raise ConfigurationError("there is a ledger here already", file=name, cure="name an empty database")
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
