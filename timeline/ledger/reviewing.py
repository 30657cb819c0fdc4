"""Applies the reader's decisions on top of what merging found, so that taking one back restores what was there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, select

from timeline.ledger.intake import lead_from, origin_from
from timeline.ledger.schema import DECISION, DOCUMENT, EVENT
from timeline.ledger.sql import fetch_in, insert_all
from timeline.model import Event, Lead, Problem
from timeline.review import Action, Decision, Reviewed, apply_review
from timeline.rulebook import load_rulebook

__all__ = ["Decided", "carry_out", "kept", "replace_kept", "spoken_of"]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a reader decided, as a run is given it.

    ``categories`` are those an event may have besides the built-in ones; ``problems`` are rows that hold no decision.
    """

    decisions: tuple[Decision, ...] = ()
    categories: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


def kept(connection: Connection) -> tuple[Decision, ...]:
    """Give the decisions that the last run applied, in the order of their rows."""
    return tuple(
        Decision(
            event_id=row.event_id,
            action=Action(row.action),
            field=row.field,
            value=row.value,
            note=row.note,
            by=row.by,
            on=date.fromisoformat(row.on) if row.on else None,
            line=row.line,
        )
        for row in connection.execute(select(DECISION).order_by(DECISION.c.place))
    )


def replace_kept(connection: Connection, decisions: Iterable[Decision], run: int) -> None:
    """Keep these decisions as those that were applied last."""
    connection.execute(delete(DECISION))
    rows = [
        {
            "place": place,
            "event_id": one.event_id,
            "action": one.action.value,
            "field": one.field,
            "value": one.value,
            "note": one.note,
            "by": one.by,
            "on": one.on.isoformat() if one.on else "",
            "line": one.line,
            "run": run,
        }
        for place, one in enumerate(decisions, start=1)
    ]
    insert_all(connection, DECISION, rows)


def spoken_of(decisions: Iterable[Decision], forwards: Mapping[str, str]) -> set[str]:
    """Name the events that decisions speak of, and those they have become."""
    named = {one.event_id for one in decisions}
    named |= {one.value for one in decisions if one.action is Action.MERGE}
    return named | {forwards[name] for name in named if name in forwards}


def carry_out(
    connection: Connection,
    events: Collection[Event],
    decisions: tuple[Decision, ...],
    *,
    forwards: Mapping[str, str],
    categories: Collection[str] = (),
) -> Reviewed:
    """Apply decisions to the events they speak of, or to all; what is not spoken of comes out as it went in."""
    builtin = {kind.name for kind in load_rulebook().types}
    published = set(connection.execute(select(EVENT.c.category).distinct()).scalars())
    return apply_review(
        events,
        decisions,
        forwards=forwards,
        leads=_leads_for(connection, decisions),
        overridden_before=_overridden(
            connection, {*(event.id for event in events), *(one.event_id for one in decisions)}
        ),
        categories={*builtin, *published, *categories},
    )


def _leads_for(connection: Connection, decisions: Iterable[Decision]) -> list[Lead]:
    """Give the leads of those documents from which a reader took one: an archive has very many."""
    documents = {one.value.rpartition("@")[0] for one in decisions if one.action is Action.PROMOTE}
    query = select(DOCUMENT.c.origin, DOCUMENT.c.leads).where(DOCUMENT.c.withdrawn.is_(False))
    found: list[Lead] = []
    for row in fetch_in(connection, query, DOCUMENT.c.id, documents):
        origin = origin_from(row.origin)
        found.extend(lead_from(data, origin) for data in row.leads)
    return found


def _overridden(connection: Connection, ids: Collection[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """What the reader said and what documents said, in each field that the reader set, as of the last run."""
    query = select(EVENT.c.id, EVENT.c.edited, EVENT.c.overridden)
    return {
        (row.id, field): (row.edited.get(field, ""), theirs)
        for row in fetch_in(connection, query, EVENT.c.id, ids)
        for field, theirs in row.overridden.items()
    }
