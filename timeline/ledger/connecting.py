"""Opens the ledger's database, keeps it to one run at a time, and says in plain words what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import to_json
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from timeline.errors import ConfigurationError
from timeline.ledger.holding import Hold, claimed_file, claimed_server, unclaimed

__all__ = ["Database", "open_database"]

_SECRETS = {"password", "passfile", "sslpassword"}
_DRIVERS = {"sqlite": "sqlite", "sqlite+pysqlite": "sqlite", "postgresql": "postgresql+psycopg"}
"""What may be left out of an address; other drivers than these two are not tried with a ledger."""
BUSY_MILLISECONDS = 30_000
"""How long a file is waited for that another program holds: longer than a backup of a large one takes."""
_CURE = "check that it is a ledger and may be written, or name another one with --ledger"
_CURES = (
    ("disk is full", "make room on the disk, and run again: nothing was lost"),
    ("disk I/O error", "make room on the disk, or mend it, and run again: nothing was lost"),
    ("No space left", "make room on the server's disk, and run again: nothing was lost"),
    ("is locked", "end the program that holds it (a backup, a database browser), and run again: nothing was lost"),
    ("readonly", "let this user write the file and its folder, or name another one with --ledger"),
    ("terminating connection", "wait until the server is there again, and run again: nothing was lost"),
    ("server closed the connection", "wait until the server is there again, and run again: nothing was lost"),
    ("connection to server", "start the server, or correct the address that --ledger names"),
    ("Connection refused", "start the server, or correct the address that --ledger names"),
    ("connection failed", "start the server, or correct the address that --ledger names"),
)
"""What databases say, and what helps; what else they say is helped by looking at them."""


@dataclass(frozen=True, slots=True)
class Database:
    """A database that holds a ledger, or will; ``file`` is None where it is a server's or in memory."""

    engine: Engine
    name: str
    file: Path | None

    @property
    def is_there(self) -> bool:
        """Whether there is a database to look into: a file comes into being with the first run."""
        return self.file is None or self.file.exists()

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """Look into it in one state of it, or change it: what is not committed by the end is rolled back.

        Raises ConfigurationError where the database cannot be used.
        """
        with self.explained(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def claimed(self) -> Iterator[Hold]:
        """Keep other runs out until the end; the system lets go of the claim even when the run is killed.

        Raises ConfigurationError where another run holds it.
        """
        if self.file is not None:
            with claimed_file(self.file) as hold:
                yield hold
        elif self.engine.dialect.name == "postgresql":
            with self.explained(), claimed_server(self.engine, self.name) as hold:
                yield hold
        else:
            yield unclaimed

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Databases fail for many reasons; to a reader each is a file at fault and a next step."""
        try:
            yield
        except DBAPIError as error:
            said = str(error.orig).strip()
            cure = next((cure for words, cure in _CURES if words in said), _CURE)
            raise ConfigurationError(f"the ledger cannot be used: {said}", file=self.name, cure=cure) from error


def open_database(where: Path | str) -> Database:
    """Open a file (SQLite), or a database URL such as ``postgresql+psycopg://...``; nothing is read or written yet.

    Raises ConfigurationError when the folder of the file does not exist, or the URL names no usable database.
    """
    if isinstance(where, str) and "://" in where:
        return _by_url(where)
    file = Path(where)
    if not file.parent.is_dir():
        raise ConfigurationError(
            "its folder does not exist", file=str(file), cure="make the folder, or name another file"
        )
    return Database(_engine(URL.create("sqlite", database=str(file))), name=str(file), file=file)


def _by_url(where: str) -> Database:
    try:
        url = make_url(where)
        name = _shown(url)
        url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
        if url.drivername not in _DRIVERS.values():
            raise ConfigurationError(
                f"{url.drivername} is no database for a ledger",
                file=name,
                cure="name a file (SQLite), or a server such as postgresql+psycopg://user@host/name",
            )
        in_memory = url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}
        return Database(_engine(url), name=name, file=None if in_memory else Path(str(url.database)))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
        cure = "name a file, or an address such as postgresql+psycopg://user@host/name"
        raise ConfigurationError(f"no usable ledger: {error}", file="--ledger", cure=cure) from error


def _shown(url: URL) -> str:
    """Name the place without the secrets that an address may hold, before the host or behind the question mark."""
    bare = url.difference_update_query([key for key in url.query if key.lower() in _SECRETS])
    return bare.render_as_string(hide_password=True)


def _engine(url: URL) -> Engine:
    # Each state of the ledger is seen whole, whatever others commit meanwhile (SQLite has no other way).
    level = {} if url.get_backend_name() == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    # A server that was restarted between two steps of a run is connected to anew.
    engine = create_engine(url, pool_pre_ping=True, json_serializer=_as_json, **level)
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _prepare_server)
    return engine


def _as_json(value: object) -> str:
    """Small lists and tables by the hundred thousand, for each of which Python's own would set up an encoder."""
    return to_json(value).decode()


def _prepare_sqlite(connection: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's own types
    """Python's driver begins transactions late and ends them early by itself; here SQLAlchemy says when.

    With a write-ahead log readers see the last committed state while a run writes.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


def _prepare_server(connection: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's own types
    """What is committed survives a crash of the server at once: files are published, and read no more, on its word."""
    connection.autocommit = True
    connection.execute("SET synchronous_commit TO on")
    connection.autocommit = False


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
