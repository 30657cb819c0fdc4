"""The ledger's database: read as one value, written in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Table,
    bindparam,
    create_engine,
    delete,
    func,
    insert,
    inspect,
    make_url,
    select,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from timeline.errors import ConfigurationError
from timeline.ledger.schema import EVENT, LEDGER, MENTION, METADATA, RUN, VERSION
from timeline.ledger.settle import Settled
from timeline.ledger.values import Known, KnownEvent, Run

__all__ = ["Ledger", "open_ledger"]


class Ledger:
    """The memory of earlier runs, in a database.

    Opening reads and writes nothing: the database comes into being with the first commit.
    """

    def __init__(self, engine: Engine, *, name: str, file: Path | None) -> None:
        self._engine = engine
        self._name = name
        self._file = file

    def known(self) -> Known:
        """Read all events and mentions that earlier runs committed; nothing where there was no run yet.

        Raises ConfigurationError when the database cannot be read or comes from another version of the project.
        """
        if self._file is not None and not self._file.exists():
            return Known()
        with self._explained(), self._engine.connect() as connection:
            if not inspect(connection).has_table("ledger"):
                return Known()
            self._check_version(connection)
            events = (_known_event(dict(row)) for row in connection.execute(select(EVENT)).mappings())
            mentions = connection.execute(select(MENTION.c.id, MENTION.c.event_id))
            return Known(
                events={event.id: event for event in events},
                mentions={row.id: row.event_id for row in mentions},
                runs=_run_count(connection),
            )

    def commit(self, settled: Settled, run: Run) -> None:
        """Remember a run and what it changed, wholly or not at all.

        Raises ConfigurationError when another run was committed since ``settled`` was computed, or the database
        cannot be written.
        """
        with self._explained(), self._engine.begin() as connection:
            METADATA.create_all(connection)
            if _is_empty(connection, LEDGER):
                connection.execute(insert(LEDGER), {"version": VERSION})
            self._check_version(connection)
            if _run_count(connection) != settled.based_on:
                raise ConfigurationError("another run wrote to the ledger meanwhile", file=self._name, cure="run again")
            connection.execute(insert(RUN), {"number": settled.based_on + 1} | asdict(run))
            events = [asdict(row) | {"documents": list(row.documents)} for row in settled.known_events]
            _put(connection, EVENT, events)
            _put(connection, MENTION, [{"id": mention, "event_id": event} for mention, event in settled.known_mentions])

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _check_version(self, connection: Connection) -> None:
        found = connection.execute(select(LEDGER.c.version)).scalar()
        if found != VERSION:
            raise ConfigurationError(
                f"the ledger has version {found}, and this program reads version {VERSION}",
                file=self._name,
                cure="use the program that wrote it, or name a new file with --ledger",
            )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Databases fail for many reasons; to a reader each is a file at fault and a next step."""
        try:
            yield
        except DBAPIError as error:
            raise ConfigurationError(
                f"the ledger cannot be used: {error.orig}",
                file=self._name,
                cure="check that it is a ledger and may be written, or name another file with --ledger",
            ) from error


def open_ledger(where: Path | str) -> Ledger:
    """Open the ledger in a file (SQLite), or at a database URL such as ``postgresql://...``.

    Raises ConfigurationError when the folder of the file does not exist, or the URL names no usable database.
    """
    if isinstance(where, str) and "://" in where:
        try:
            url = make_url(where)
            name = url.render_as_string(hide_password=True)
            return Ledger(create_engine(url), name=name, file=None)
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
            cure = "name a file, or install the database's driver"
            raise ConfigurationError(f"no usable ledger: {error}", file="--ledger", cure=cure) from error
    file = Path(where)
    if not file.parent.is_dir():
        raise ConfigurationError(
            "its folder does not exist", file=str(file), cure="make the folder, or name another file"
        )
    return Ledger(create_engine(URL.create("sqlite", database=str(file))), name=str(file), file=file)


def _known_event(row: dict[str, Any]) -> KnownEvent:
    return KnownEvent(**(row | {"documents": tuple(row["documents"])}))


def _run_count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(RUN)).scalar_one()


def _is_empty(connection: Connection, table: Table) -> bool:
    return connection.execute(select(table).limit(1)).first() is None


def _put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert or replace by id, in SQL that every database has."""
    if rows:
        connection.execute(delete(table).where(table.c.id == bindparam("key")), [{"key": row["id"]} for row in rows])
        connection.execute(insert(table), list(rows))
