"""The events that a run touches, on their way to their new state: those of documents, and those of the reader."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from pydantic import TypeAdapter
from sqlalchemy import Connection, select, update

from timeline.ledger.changing import in_order, settle, withdraw
from timeline.ledger.loading import events_of, forwards, known_events
from timeline.ledger.regrouping import Regrouped
from timeline.ledger.reviewing import Decided, carry_out, spoken_of
from timeline.ledger.schema import ACCOUNT, CHANGE, EVENT, FORWARD
from timeline.ledger.sql import batched, fetch_in, insert_all, put
from timeline.ledger.values import KnownEvent, Run, Seen, seen
from timeline.model import Change, Event, Join, Problem
from timeline.review import Decision, Reviewed

__all__ = ["ReviewedEvents", "Settling"]

_JOINS = TypeAdapter(tuple[Join, ...])


@dataclass(slots=True)
class Settling:
    """What this run will write of events: their rows, their changes, and the ids that lead to others from now on."""

    connection: Connection
    run: Run
    number: int
    rows: list[KnownEvent] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    forwards: dict[str, str] = field(default_factory=dict)

    def settle(self, events: Mapping[str, Seen], joins: Mapping[str, tuple[Join, ...]] | None = None) -> None:
        """Give events their new state; ``joins`` goes before what the events themselves say of it."""
        known = known_events(self.connection, events)
        for event_id in sorted(events):
            row, changes = settle(event_id, events[event_id], known.get(event_id), as_of=self.run.as_of)
            self.rows.append(replace(row, joins=joins[event_id]) if joins and event_id in joins else row)
            self.changes.extend(changes)

    def withdraw(self, emptied: Iterable[str], heirs: Mapping[str, str]) -> None:
        """Take events out that are reported no more, and let those that are another event now lead to it."""
        gone = sorted(emptied)
        known = known_events(self.connection, gone)
        for event_id in gone:
            if event_id in known and not known[event_id].withdrawn:
                row, change = withdraw(known[event_id], heirs.get(event_id, ""), as_of=self.run.as_of)
                self.rows.append(row)
                self.changes.append(change)
            if event_id in known and event_id in heirs:
                self.forwards[event_id] = heirs[event_id]

    def write_events(self) -> None:
        """Write down the events that wait for it, so that those of a whole archive never wait together."""
        query = select(EVENT.c.id, EVENT.c.first_run)
        for rows in batched(self.rows):
            ids = [row.id for row in rows]
            first = {row.id: row.first_run for row in fetch_in(self.connection, query, EVENT.c.id, ids)}
            put(self.connection, EVENT, [_event_row(row, first.get(row.id, self.number)) for row in rows])
        self.rows.clear()

    def write(self) -> int:
        """Write down all that is not written yet, and give the number of changes."""
        self.write_events()
        changes = in_order(self.changes)
        for batch in batched(enumerate(changes, start=1)):
            rows = [{"run": self.number, "place": place} | _row(change) for place, change in batch]
            insert_all(self.connection, CHANGE, rows)
        self._forward()
        return len(changes)

    def _forward(self) -> None:
        """Let the ids of events that are one with another lead to it, also those that led to them before."""
        heirs = sorted(self.forwards.items())
        for old, heir in heirs:
            self.connection.execute(update(FORWARD).where(FORWARD.c.heir_id == old).values(heir_id=heir))
        put(self.connection, FORWARD, [{"event_id": old, "heir_id": heir, "run": self.number} for old, heir in heirs])


def _event_row(event: KnownEvent, first_run: int) -> dict[str, object]:
    row = _row(event) | {"documents": list(event.documents), "first_run": first_run}
    row |= {"edited": dict(event.edited), "overridden": dict(event.overridden)}
    return row | {"joins": _JOINS.dump_python(event.joins, mode="json")}


def _row(one: KnownEvent | Change) -> dict[str, object]:
    """Its fields as they are: ``dataclasses.asdict`` copies each value of each, which takes ten times as long."""
    return {field.name: getattr(one, field.name) for field in fields(one)}


class ReviewedEvents:
    """The events that a reader spoke of, now or in the last run: they are settled when all others are."""

    def __init__(self, settling: Settling, decisions: Sequence[Decision]) -> None:
        self._settling = settling
        self._forwards = forwards(settling.connection)
        self._spoken = spoken_of(decisions, self._forwards) if decisions else set[str]()
        self._joins: dict[str, tuple[Join, ...]] = {}
        self._decisions = decisions

    def hold_back(self, regrouped: Regrouped) -> None:
        """Take out of a category's events those that a reader spoke of, and those they have become."""
        if not self._decisions:
            return
        self._forwards |= regrouped.heirs
        self._spoken |= {heir for old, heir in regrouped.heirs.items() if old in self._spoken}
        for event_id in self._spoken & regrouped.events.keys():
            self._joins[event_id] = regrouped.events.pop(event_id).joins

    def settle(self, decided: Decided) -> tuple[Problem, ...]:
        """Carry the decisions out, settle what comes of it, and tell what could not be done."""
        if not self._decisions:
            return ()
        connection = self._settling.connection
        there = select(ACCOUNT.c.event_id).distinct()
        ids = sorted({row.event_id for row in fetch_in(connection, there, ACCOUNT.c.event_id, self._spoken)})
        machine = {event.id: event for event in events_of(connection, ids, self._joins)}
        reviewed = carry_out(
            connection,
            machine.values(),
            decided.decisions,
            forwards=self._forwards,
            categories=decided.categories,
        )
        final = {event.id: _seen(event, reviewed) for event in reviewed.events}
        joins = {event_id: event.joins for event_id, event in machine.items()}
        self._settling.settle(final, joins)
        self._take_out(machine, reviewed)
        return reviewed.problems

    def _take_out(self, machine: Mapping[str, Event], reviewed: Reviewed) -> None:
        """Withdraw what the reader rejected or merged away, and what a reader made once and is no more."""
        settling = self._settling
        final = {event.id for event in reviewed.events}
        known = known_events(settling.connection, {*machine, *self._made_by_readers(final)})
        rejected = {event.id for event in reviewed.rejected}
        for event_id in sorted((known.keys() | machine.keys()) - final):
            heir = "" if event_id in rejected else reviewed.forwards.get(event_id, "")
            joins = machine[event_id].joins if event_id in machine else ()
            before = known.get(event_id)
            if before is None or before.withdrawn:
                row = before or settle(event_id, seen(machine[event_id]), None, as_of=settling.run.as_of)[0]
                settling.rows.append(replace(row, joins=joins, withdrawn=True))
                continue
            row, change = withdraw(before, heir, as_of=settling.run.as_of)
            settling.rows.append(replace(row, joins=joins))
            verdict = replace(change, field="review", before="", after="rejected")
            settling.changes.append(verdict if event_id in rejected else change)

    def _made_by_readers(self, final: Collection[str]) -> set[str]:
        """The events that are published and have no account, as those do that a reader added or split off."""
        owned = select(ACCOUNT.c.event_id)
        query = select(EVENT.c.id).where(EVENT.c.withdrawn.is_(False), EVENT.c.id.not_in(owned))
        return set(self._settling.connection.execute(query).scalars()) - set(final)


def _seen(event: Event, reviewed: Reviewed) -> Seen:
    """An event with what the reader set in it, and what documents said there."""
    set_here = {field: pair for (event_id, field), pair in reviewed.overridden.items() if event_id == event.id}
    edited = {field: ours for field, (ours, _) in set_here.items()}
    if event.note:
        edited["note"] = event.note
    if event.tags:
        edited["tags"] = "; ".join(event.tags)
    return replace(seen(event), edited=edited, overridden={field: theirs for field, (_, theirs) in set_here.items()})
