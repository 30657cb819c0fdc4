"""Everything that is known about how a row of the timeline came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from timeline.ledger.loading import events_of, forwards, known_events
from timeline.ledger.reviewing import kept
from timeline.ledger.schema import CHANGE, EVENT, RUN
from timeline.ledger.values import KnownEvent
from timeline.model import Change, Event
from timeline.review import Decision

__all__ = ["History", "Step", "history", "ids_like"]

_SHOWN = 12
"""Ids that are named where a beginning fits more than one."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an event, with the run that told it and the day that run was made for."""

    run: int
    as_of: date
    change: Change


@dataclass(frozen=True, slots=True)
class History:
    """One event from its first report to now.

    ``asked`` is the id that was asked for, which may lead to another event; ``formerly`` are all ids that lead here.
    ``event`` is as documents report it, None where none does any more; ``known`` is what was last published of it, with
    what the reader set. ``decisions`` are the reader's on this event.
    """

    asked: str
    known: KnownEvent
    event: Event | None
    formerly: tuple[str, ...]
    steps: tuple[Step, ...]
    decisions: tuple[Decision, ...] = ()


def history(connection: Connection, event_id: str) -> History | None:
    """Give the history of an event; None where the ledger never had that id."""
    heirs = forwards(connection)
    here = heirs.get(event_id, event_id)
    known = known_events(connection, [here]).get(here)
    if known is None:
        return None
    formerly = tuple(sorted(old for old, heir in heirs.items() if heir == here))
    return History(
        asked=event_id,
        known=known,
        event=next(events_of(connection, [here]), None),
        formerly=formerly,
        steps=_steps(connection, (here, *formerly)),
        decisions=tuple(one for one in kept(connection) if not {one.event_id, one.value}.isdisjoint({here, *formerly})),
    )


def _steps(connection: Connection, ids: tuple[str, ...]) -> tuple[Step, ...]:
    query = (
        select(CHANGE, RUN.c.as_of)
        .join(RUN, RUN.c.number == CHANGE.c.run)
        .where(CHANGE.c.event_id.in_(ids))
        .order_by(CHANGE.c.run, CHANGE.c.place)
    )
    return tuple(
        Step(
            row.run,
            row.as_of,
            Change(row.event_id, row.change, row.field, row.before, row.after, row.document_id),
        )
        for row in connection.execute(query)
    )


def ids_like(connection: Connection, beginning: str) -> tuple[str, ...]:
    """The ids that begin so, the exact one alone where there is one; at most a dozen."""
    query = select(EVENT.c.id).where(EVENT.c.id.startswith(beginning, autoescape=True)).order_by(EVENT.c.id)
    found = tuple(connection.execute(query.limit(_SHOWN)).scalars())
    return (beginning,) if beginning in found else found
