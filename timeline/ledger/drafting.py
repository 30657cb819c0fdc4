"""One run's new state of the ledger, seen by nobody else until it is committed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, Select, func, insert, select, update

from timeline.ledger.loading import known_events
from timeline.ledger.regrouping import regroup
from timeline.ledger.replacing import Moved
from timeline.ledger.schema import CHANGE, DOCUMENT, EVENT, FORWARD, MENTION, RUN
from timeline.ledger.settle import in_order, settle, withdraw
from timeline.ledger.sql import fetch_in, insert_all, put
from timeline.ledger.taking import take
from timeline.ledger.values import KnownEvent, Run, Scope, Seen
from timeline.model import Change, Join

__all__ = ["Drafted", "draft"]

_JOINS = TypeAdapter(tuple[Join, ...])


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a run has done to the ledger: its number, what was taken in, and what happened to events."""

    run: int
    moved: Moved
    changes: tuple[Change, ...]

    @property
    def nothing_new(self) -> bool:
        """Whether the ledger says the same as before the run."""
        return not (self.moved.readings or self.moved.sources or self.changes)


@dataclass(slots=True)
class _Settling:
    """The events that a run has touched, on their way to their new state."""

    run: Run
    number: int
    rows: list[KnownEvent] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    forwards: dict[str, str] = field(default_factory=dict)

    def settle(self, events: Mapping[str, Seen], known: Mapping[str, KnownEvent]) -> None:
        for event_id in sorted(events):
            row, changes = settle(event_id, events[event_id], known.get(event_id), as_of=self.run.as_of)
            self.rows.append(row)
            self.changes.extend(changes)

    def withdraw(self, emptied: Iterable[str], heirs: Mapping[str, str], known: Mapping[str, KnownEvent]) -> None:
        for event_id in sorted(emptied):
            if event_id in known and not known[event_id].withdrawn:
                row, change = withdraw(known[event_id], heirs.get(event_id, ""), as_of=self.run.as_of)
                self.rows.append(row)
                self.changes.append(change)
                if event_id in heirs:
                    self.forwards[event_id] = heirs[event_id]


def draft(connection: Connection, scope: Scope, run: Run) -> Drafted:
    """Take in what was read and settle what it changes; nothing is committed."""
    number = (connection.execute(select(func.max(RUN.c.number))).scalar() or 0) + 1
    moved = take(connection, scope, number)
    settling = _Settling(run, number)
    for regrouped in regroup(connection, moved):
        known = known_events(connection, {*regrouped.events, *regrouped.emptied})
        settling.settle(regrouped.events, known)
        settling.withdraw(regrouped.emptied, regrouped.heirs, known)
    changes = in_order(settling.changes)
    _write(connection, settling, changes)
    drafted = Drafted(number, moved, changes)
    connection.execute(insert(RUN), _run_row(connection, run, drafted))
    return drafted


def _write(connection: Connection, settling: _Settling, changes: Iterable[Change]) -> None:
    first = {row.id: row.first_run for row in _first_runs(connection, [row.id for row in settling.rows])}
    put(connection, EVENT, [_event_row(row, first.get(row.id, settling.number)) for row in settling.rows])
    rows = [{"run": settling.number, "place": place} | asdict(change) for place, change in enumerate(changes, start=1)]
    insert_all(connection, CHANGE, rows)
    _forward(connection, settling.forwards, settling.number)


def _first_runs(connection: Connection, ids: Sequence[str]) -> Iterator[Row[tuple[str, int]]]:
    return fetch_in(connection, select(EVENT.c.id, EVENT.c.first_run), EVENT.c.id, ids)


def _event_row(event: KnownEvent, first_run: int) -> dict[str, object]:
    row = asdict(event) | {"documents": list(event.documents), "edited": dict(event.edited), "first_run": first_run}
    return row | {"joins": _JOINS.dump_python(event.joins, mode="json")}


def _forward(connection: Connection, heirs: Mapping[str, str], run: int) -> None:
    """Let the ids of events that are one with another lead to it, also those that led to them before."""
    for old, heir in sorted(heirs.items()):
        connection.execute(update(FORWARD).where(FORWARD.c.heir_id == old).values(heir_id=heir))
    put(connection, FORWARD, [{"event_id": old, "heir_id": heir, "run": run} for old, heir in sorted(heirs.items())])


def _run_row(connection: Connection, run: Run, drafted: Drafted) -> dict[str, object]:
    def count(query: Select[tuple[int]]) -> int:
        return connection.execute(query).scalar_one()

    return {
        "number": drafted.run,
        "started": run.started,
        "as_of": run.as_of,
        "documents": count(select(func.count()).select_from(DOCUMENT).where(DOCUMENT.c.withdrawn.is_(False))),
        "mentions": count(select(func.count()).select_from(MENTION)),
        "events": count(select(func.count()).select_from(EVENT).where(EVENT.c.withdrawn.is_(False))),
        "changed": not drafted.nothing_new,
        "review": "",
    }
