"""What runs did to events, read from the ledger whenever it is looked through: a first run makes one for each event."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from timeline.ledger.schema import CHANGE, RUN
from timeline.model import Change

__all__ = ["Changes", "changes_from", "changes_since"]

_AT_ONCE = 1_000
"""Changes in memory while they are looked through, some hundred bytes each."""
_FIELDS = tuple(CHANGE.c[name] for name in ("event_id", "change", "field", "before", "after", "document_id"))


class Changes(Collection[Change]):
    """What happened to events in some runs, oldest first.

    While it is looked through, the ledger must stay as it is. Without a ``connection`` there was no run yet.
    """

    def __init__(self, connection: Connection | None, wanted: ColumnElement[bool]) -> None:
        self._connection = connection
        self._wanted = wanted

    def __iter__(self) -> Iterator[Change]:
        if self._connection is None:
            return
        query = select(*_FIELDS).where(self._wanted).order_by(CHANGE.c.run, CHANGE.c.place)
        with self._connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
            for row in rows:
                yield Change(*row)

    def __len__(self) -> int:
        query = select(func.count()).select_from(CHANGE).where(self._wanted)
        return self._connection.execute(query).scalar_one() if self._connection else 0

    def __contains__(self, change: object) -> bool:
        return any(one == change for one in self)

    def counted(self) -> dict[str, int]:
        """How many events each kind of change has happened to."""
        number = func.count(CHANGE.c.event_id.distinct()).label("events")
        query = select(CHANGE.c.change, number).where(self._wanted).group_by(CHANGE.c.change)
        return {row.change: row.events for row in self._connection.execute(query)} if self._connection else {}


def changes_since(connection: Connection | None, run: int) -> Changes:
    """Give what happened to events in the runs after that number."""
    return Changes(connection, CHANGE.c.run > run)


def changes_from(connection: Connection | None, day: date) -> Changes:
    """Give what happened to events in the runs made for that day or a later one."""
    return Changes(connection, CHANGE.c.run.in_(select(RUN.c.number).where(RUN.c.as_of >= day)))
