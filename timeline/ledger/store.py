"""The ledger: what all runs have found, in a database; read as values, written in one transaction a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, func, select

from timeline.ledger.changes import Changes, changes_from, changes_since
from timeline.ledger.connecting import Database, open_database
from timeline.ledger.drafting import Drafted, draft, next_number
from timeline.ledger.fetches import keep_fetched, recall_fetched
from timeline.ledger.history import History, history, ids_like
from timeline.ledger.holding import Hold, unclaimed
from timeline.ledger.intake import Taken, TakenReading
from timeline.ledger.loading import (
    day_of,
    forwards,
    found_events,
    known_events,
    known_sources,
    last_run,
    leads,
    problems,
    tally,
)
from timeline.ledger.migrating import check, check_for_run, upgrade
from timeline.ledger.moving import copy
from timeline.ledger.reviewing import Decided, kept
from timeline.ledger.schema import RUN, SOURCE
from timeline.ledger.shelf import Shelf
from timeline.ledger.sql import remove
from timeline.ledger.taking import stage, take, taken
from timeline.ledger.telling import Telling, telling
from timeline.ledger.values import KnownSource, Run, Scope, Tally
from timeline.model import Event, Lead, Problem
from timeline.reading import FetchRecord

__all__ = ["Draft", "Ledger", "View", "open_ledger"]


class View:
    """The ledger in one state of it: as it was last committed, or as a run is about to leave it."""

    def __init__(self, connection: Connection | None) -> None:
        self._connection = connection

    def events(self) -> tuple[Event, ...]:
        """All events, by date, with their ranks, relations and last changes; withdrawn ones are not among them."""
        with self.telling() as told:
            return tuple(told)

    @contextmanager
    def telling(self) -> Iterator[Telling]:
        """Tell the same events one after the other, for as many as there are.

        While they are told, the ledger must stay as it is.
        """
        if self._connection is None:
            yield Telling()
            return
        with Shelf() as shelf:
            yield telling(self._connection, shelf)

    def found(self) -> tuple[Event, ...]:
        """All events as documents report them, before the reader's decisions, by id."""
        return found_events(self._connection) if self._connection else ()

    def leads(self) -> tuple[Lead, ...]:
        """The dated sentences that no event covers, by document and place in it."""
        return tuple(leads(self._connection)) if self._connection else ()

    def each_lead(self) -> Iterator[Lead]:
        """The same, one after the other."""
        return leads(self._connection) if self._connection else iter(())

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with sources, files and documents, as of the last reading of each."""
        return tuple(problems(self._connection)) if self._connection else ()

    def forwards(self) -> Mapping[str, str]:
        """The ids of events that were found to be one with another, each with the id of that one."""
        return forwards(self._connection) if self._connection else {}

    def changes_since(self, run: int) -> Changes:
        """What happened to events in the runs after that number, oldest first."""
        return changes_since(self._connection, run)

    def history(self, event_id: str) -> History | None:
        """Everything that is known about how an event came about; None where the ledger never had that id."""
        return history(self._connection, event_id) if self._connection else None

    def ids_like(self, beginning: str) -> tuple[str, ...]:
        """The ids of events that begin so, at most a dozen; the exact one alone where there is one."""
        return ids_like(self._connection, beginning) if self._connection else ()

    def sources(self) -> tuple[KnownSource, ...]:
        """The folders, manifests and files that were read, by name."""
        return known_sources(self._connection) if self._connection else ()

    def changes_from(self, day: date) -> Changes:
        """What happened to events in the runs made for that day or a later one, oldest first."""
        return changes_from(self._connection, day)

    def day_of(self, state: int) -> date | None:
        """The day for which the ledger was in a state, named as ``state`` names it; None before the first run."""
        return day_of(self._connection, state) if self._connection else None

    def titles(self, events: Collection[str]) -> Mapping[str, str]:
        """The titles under which events were last published, by id, those of withdrawn ones included."""
        known = known_events(self._connection, events) if self._connection else {}
        return {name: event.title for name, event in known.items()}

    def last_run(self) -> Run | None:
        """The newest run, whether it changed anything or not; None before the first."""
        return last_run(self._connection) if self._connection else None

    def tally(self) -> Tally:
        """How much the ledger holds."""
        return tally(self._connection) if self._connection else Tally()

    @property
    def state(self) -> int:
        """The number of the last run that changed what the ledger says; 0 before the first."""
        if self._connection is None:
            return 0
        query = select(func.max(RUN.c.number)).where(RUN.c.changed)
        return self._connection.execute(query).scalar() or 0


class Draft(View):
    """The ledger as a run is about to leave it, seen by nobody else until ``commit``.

    ``run`` is the run itself, ``moved`` says what it has taken in.
    """

    def __init__(self, connection: Connection, run: Run, drafted: Drafted, shelf: Shelf, hold: Hold) -> None:
        super().__init__(connection)
        self.run = run
        self._open = connection
        self._shelf = shelf
        self._hold = hold
        self.moved = drafted.moved
        self._number = drafted.run

    @property
    def changes(self) -> Changes:
        """What the run did to events."""
        return self.changes_since(self._number - 1)

    @contextmanager
    def telling(self) -> Iterator[Telling]:
        """Tell the events as they will be, one after the other; those that the run has built are not built again."""
        yield telling(self._open, self._shelf)

    def forget(self, source: str) -> None:
        """Take a source off the list; its documents go when it is in the run's scope and none of them is found."""
        remove(self._open, SOURCE.c.name, [source])

    def commit(self) -> None:
        """Make it the state that everybody sees.

        Raises ConfigurationError where another run has taken the ledger meanwhile.
        """
        self._hold()
        self._open.commit()


class Ledger:
    """The memory of all runs, in a database.

    Opening reads and writes nothing: the database comes into being with the first run.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._hold: Hold = unclaimed

    @property
    def name(self) -> str:
        """What it is called in messages: its file or address, without a password."""
        return self._database.name

    @contextmanager
    def view(self) -> Iterator[View]:
        """Look at the ledger as it was last committed; an empty view where there was no run yet.

        Raises ConfigurationError when the database cannot be read or comes from another version of the project.
        """
        if not self._database.is_there:
            yield View(None)
            return
        with self._database.connected() as connection:
            yield View(connection if check(connection, self._database.name) else None)

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Keep other runs out until the end; ConfigurationError where another one is under way.

        A claim on a server can be lost with its connection: what is written meanwhile is written only where no other
        run has come between, else it is a ConfigurationError.
        """
        with self._database.claimed() as hold:
            self._hold = hold
            try:
                yield
            finally:
                self._hold = unclaimed

    def taken(self, readings: Iterable[str]) -> dict[str, Taken]:
        """Say what the ledger holds of some files, published or staged, by the ids of their readings."""
        if not self._database.is_there:
            return {}
        with self._database.connected() as connection:
            return taken(connection, readings) if check(connection, self._database.name) else {}

    def check(self) -> None:
        """Raise ConfigurationError where a run could not use it: an older form is no hindrance, a newer one is."""
        if self._database.is_there:
            with self._database.connected() as connection:
                check_for_run(connection, self._database.name)

    def prepare(self) -> None:
        """Make the tables, or bring those of an earlier version up to date. The ledger must be claimed."""
        with self._database.connected() as connection:
            upgrade(connection, self._database.name)
            connection.commit()

    def stage(self, readings: Sequence[TakenReading]) -> None:
        """Keep what was read, seen by nobody, until a run publishes it or the next one goes on from it."""
        self._make_sure()
        with self._database.connected() as connection:
            stage(connection, readings)
            connection.commit()

    def recall_fetched(self, addresses: Iterable[str]) -> dict[str, FetchRecord]:
        """Say what is remembered of some addresses, by address."""
        if not self._database.is_there:
            return {}
        with self._database.connected() as connection:
            return recall_fetched(connection, addresses) if check(connection, self._database.name) else {}

    def keep_fetched(self, records: Sequence[FetchRecord]) -> None:
        """Remember what was fetched: a run that is killed leaves it to the next."""
        with self._database.connected() as connection:
            keep_fetched(connection, records)
            connection.commit()

    @property
    def file(self) -> Path | None:
        """The file it is in; None where it is on a server or in memory."""
        return self._database.file

    @contextmanager
    def draft(
        self, scope: Scope, run: Run, decided: Decided | None = None, *, folder: Path | None = None
    ) -> Iterator[Draft]:
        """Take in what was staged of the files of a run, and apply what a reader decided (None: as in the last run).

        What is not committed by the end is as if it had not been. Meanwhile the events that it builds are laid into
        ``folder`` (see ``Shelf``).

        Raises ConfigurationError where the database cannot be used.
        """
        self._make_sure()
        with self._database.connected() as connection, Shelf(folder) as shelf:
            moved = take(connection, scope, next_number(connection))
            del scope  # it names each file of the run, and the rest of a run is long
            drafted = draft(connection, moved, run, decided or Decided(kept(connection)), shelf)
            yield Draft(connection, run, drafted, shelf, self._hold)

    def _make_sure(self) -> None:
        """Make sure that no other run has taken the ledger from this one."""
        with self._database.explained():
            self._hold()

    def copy_to(self, target: Ledger) -> dict[str, int]:
        """Copy all of it to an empty database; how many rows each table has.

        Raises ConfigurationError where there is no ledger to copy, or the target holds one already.
        """
        return copy(self._database, target._database)

    def close(self) -> None:
        """Let go of the database."""
        self._database.engine.dispose()


def open_ledger(where: Path | str) -> Ledger:
    """Open the ledger in a file (SQLite), or at a database URL such as ``postgresql+psycopg://...``.

    Raises ConfigurationError when the folder of the file does not exist, or the URL names no usable database.
    """
    return Ledger(open_database(where))
