"""Keeps a ledger to one run at a time, and a run from going on with a ledger that another one has taken from it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from timeline.errors import ConfigurationError
from timeline.ledger.schema import RUN

__all__ = ["Hold", "claimed_file", "claimed_server", "unclaimed"]

Hold = Callable[[], None]
"""Makes sure of a claim, before anything is written under it; may be called from several threads at once.

Raises ConfigurationError where another run has the ledger, or had it meanwhile.
"""

_NUMBER = 7_469_733_101
"""The number of our lock among the advisory locks of a PostgreSQL database; any number that nobody else takes."""
_BUSY = "wait until it has ended, or name another ledger with --ledger"
_AGAIN = "run again: nothing was lost"


def unclaimed() -> None:
    """Hold what nobody else can reach: a ledger in memory."""


@contextmanager
def claimed_file(file: Path) -> Iterator[Hold]:
    """Claim the ledger in a file; the claim is the system's, which lets go of it when the process ends and not before.

    Raises ConfigurationError where another run holds it.
    """
    path = file.with_name(f"{file.name}.lock")
    try:
        lock = path.open("a+", encoding="utf-8")
    except OSError as error:
        cure = "name another ledger with --ledger"
        raise ConfigurationError(f"cannot be written: {error.strerror}", file=str(path), cure=cure) from error
    with lock:
        try:
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            holder = lock.read() or "another process"
            raise ConfigurationError(
                f"another run is using the ledger ({holder})", file=str(file), cure=_BUSY
            ) from error
        lock.truncate(0)
        lock.write(f"process {os.getpid()}")
        lock.flush()
        yield unclaimed


@contextmanager
def claimed_server(engine: Engine, name: str) -> Iterator[Hold]:
    """Claim the ledger on a server. The claim goes with its connection, which may be lost before the run is at its end.

    Raises ConfigurationError where another run holds it.
    """
    claim = _ServerClaim(engine, name)
    claim.take()
    try:
        yield claim.hold
    finally:
        claim.let_go()


class _ServerClaim:
    """An advisory lock of one connection, and how many runs the ledger knew when it was taken."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name
        self._turn = Lock()
        self._connection: Connection | None = None
        self._runs = 0

    def take(self) -> None:
        """Take it, or say that another run has it."""
        if not self._taken():
            raise ConfigurationError("another run is using the ledger", file=self._name, cure=_BUSY)
        self._runs = self._known()

    def hold(self) -> None:
        """Make sure of it: where its connection was lost it is taken anew, if no other run had the ledger meanwhile."""
        with self._turn:
            if self._lives():
                return
            if not self._taken():
                problem = "the connection to the server was lost, and another run is using the ledger"
                raise ConfigurationError(problem, file=self._name, cure=f"wait until it has ended, and {_AGAIN}")
            if self._known() != self._runs:
                problem = "the connection to the server was lost, and another run has published meanwhile"
                raise ConfigurationError(problem, file=self._name, cure=_AGAIN)

    def let_go(self) -> None:
        """Give it back: the server notices only in its own time that a connection was closed."""
        if self._connection is None:
            return
        with suppress(DBAPIError):
            self._connection.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": _NUMBER})
            self._connection.commit()
        self._connection.close()

    def _lives(self) -> bool:
        if self._connection is None:
            return False
        try:
            self._connection.execute(text("SELECT 1"))
            self._connection.commit()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            self._connection.close()
            self._connection = None
        return self._connection is not None

    def _taken(self) -> bool:
        connection = self._engine.connect()
        taken = bool(connection.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": _NUMBER}).scalar())
        connection.commit()
        if not taken:
            connection.close()
            return False
        # The claim is the session's: it must not live on in the pool when the run has failed.
        connection.detach()
        self._connection = connection
        return True

    def _known(self) -> int:
        """The number of the last run; 0 where there was none, or no table of runs yet."""
        with self._engine.connect() as connection:
            if not inspect(connection).has_table(RUN.name):
                return 0
            return connection.execute(select(func.max(RUN.c.number))).scalar() or 0
