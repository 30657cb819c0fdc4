"""Statements over many rows, in SQL that SQLite and PostgreSQL both have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, Table, delete, insert

__all__ = ["batched", "fetch_in", "insert_all", "pick", "put", "remove"]

Value = TypeVar("Value")

_AT_ONCE = 1_000
"""Values bound to one statement, and rows taken from a cursor: SQLite binds up to 32,766 and PostgreSQL 65,535; more
than a thousand gains nothing."""


def batched(values: Iterable[Value], size: int = _AT_ONCE) -> Iterator[tuple[Value, ...]]:
    """Cut a stream into tuples of at most ``size``."""
    stream = iter(values)
    while batch := tuple(islice(stream, size)):
        yield batch


def fetch_in(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], values: Collection[object]
) -> Iterator[Row[Any]]:
    """Give the rows of a query whose ``column`` has one of the values; ordered within, not between, batches."""
    for batch in batched(values):
        for rows in connection.execute(query.where(column.in_(batch))).partitions(_AT_ONCE):
            yield from rows


def pick(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], values: Collection[object]
) -> Iterator[Row[Any]]:
    """Give the rows that ``fetch_in`` gives, from a table that mostly has fewer rows than there are values.

    It is looked through once: to ask for a hundred thousand values takes longer.
    """
    wanted = frozenset(values)
    for row in connection.execute(query.add_columns(column.label("picked"))):
        if row.picked in wanted:
            yield row


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows, if there are any."""
    if rows:
        connection.execute(insert(table), [dict(row) for row in rows])


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows, in place of those with the same primary key (of one column)."""
    [key] = table.primary_key
    remove(connection, key, [row[key.name] for row in rows])
    insert_all(connection, table, rows)


def remove(connection: Connection, column: Column[Any], values: Collection[object]) -> None:
    """Delete the rows of a table whose ``column`` has one of the values."""
    for batch in batched(values):
        connection.execute(delete(column.table).where(column.in_(batch)))
