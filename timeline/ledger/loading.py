"""Puts events together again from what the ledger keeps: mentions with their documents, and what joined them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, func, select

from timeline.ledger.intake import lead_from, mention_from, origin_from
from timeline.ledger.schema import ACCOUNT, DOCUMENT, DOUBLE, EVENT, FORWARD, MENTION, READING, RUN, SOURCE
from timeline.ledger.sql import batched, fetch_in
from timeline.ledger.values import KnownEvent, KnownSource, Run, Tally
from timeline.merge import event_of
from timeline.model import Event, Join, Lead, Mention, Origin, Problem
from timeline.reading import Repeat, told_once_more

__all__ = [
    "day_of",
    "events_of",
    "forwards",
    "found_events",
    "known_events",
    "known_sources",
    "last_run",
    "leads",
    "origins",
    "problems",
    "reported",
    "tally",
    "with_mentions",
]

_JOINS = TypeAdapter(tuple[Join, ...])
_PROBLEMS = TypeAdapter(tuple[Problem, ...])
_EVENTS_AT_ONCE = 500
_DOCUMENTS_AT_ONCE = 500


def events_of(
    connection: Connection, ids: Sequence[str], joins: Mapping[str, tuple[Join, ...]] | None = None
) -> Iterator[Event]:
    """Build the events of some ids from their accounts, in the order of the ids; one without accounts is left out.

    They are as documents report them. ``joins`` goes before what the ledger holds of how events were joined.
    """
    return (event for event, _ in _built(connection, ids, joins or {}))


def reported(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[Event, KnownEvent]]:
    """Build the published events of some ids as ``events_of`` does, each with what was last published of it."""
    return ((event, known) for event, known in _built(connection, ids, {}) if known)


def _built(
    connection: Connection, ids: Sequence[str], joins: Mapping[str, tuple[Join, ...]]
) -> Iterator[tuple[Event, KnownEvent | None]]:
    for batch in batched(ids, _EVENTS_AT_ONCE):
        mentions = _mentions_of(connection, batch)
        known = known_events(connection, batch)
        for name in batch:
            if name in mentions:
                joined = joins[name] if name in joins else known[name].joins
                yield event_of(mentions[name], joined, event_id=name), known.get(name)


def found_events(connection: Connection) -> tuple[Event, ...]:
    """Give all events as documents report them, before the reader's decisions, by id.

    What it takes to tell copies of one report is dropped once their publishers are counted: it is as large as all
    the rest.
    """
    ids = list(connection.execute(select(ACCOUNT.c.event_id).distinct().order_by(ACCOUNT.c.event_id)).scalars())
    bare: dict[str, Origin] = {}
    return tuple(_lightened(event, bare) for event in events_of(connection, ids))


def _lightened(event: Event, bare: dict[str, Origin]) -> Event:
    for mention in event.mentions:
        if mention.origin.id not in bare:
            bare[mention.origin.id] = replace(mention.origin, sketch=())
    return replace(
        event, mentions=tuple(replace(mention, origin=bare[mention.origin.id]) for mention in event.mentions)
    )


def _mentions_of(connection: Connection, events: Collection[str]) -> dict[str, list[Mention]]:
    """Give the mentions of some events, by the id of the event."""
    query = with_mentions(select(ACCOUNT.c.event_id, MENTION.c.document_id, MENTION.c.data))
    rows = list(fetch_in(connection, query, ACCOUNT.c.event_id, events))
    known = origins(connection, {row.document_id for row in rows})
    found: dict[str, list[Mention]] = {}
    for row in rows:
        found.setdefault(row.event_id, []).append(mention_from(row.data, known[row.document_id]))
    return found


def with_mentions(query: Select[Any]) -> Select[Any]:
    """Join the mentions of the accounts that a query is about."""
    return query.join(
        MENTION,
        (ACCOUNT.c.document_id == MENTION.c.document_id) & (ACCOUNT.c.coreference == MENTION.c.coreference),
    )


def origins(connection: Connection, documents: Collection[str]) -> dict[str, Origin]:
    """Give what is known of some documents, by id."""
    query = select(DOCUMENT.c.id, DOCUMENT.c.origin)
    return {row.id: origin_from(row.origin) for row in fetch_in(connection, query, DOCUMENT.c.id, documents)}


def known_events(connection: Connection, ids: Collection[str]) -> dict[str, KnownEvent]:
    """Give events as they were last published, by id."""
    return {row.id: _known(row._asdict()) for row in fetch_in(connection, select(EVENT), EVENT.c.id, ids)}


def _known(row: dict[str, Any]) -> KnownEvent:
    del row["first_run"]
    return KnownEvent(**row | {"documents": tuple(row["documents"]), "joins": _JOINS.validate_python(row["joins"])})


def leads(connection: Connection) -> Iterator[Lead]:
    """Give the dated sentences that no event covers, by document and place in it."""
    there = sorted(connection.execute(select(DOCUMENT.c.id).where(DOCUMENT.c.withdrawn.is_(False))).scalars())
    query = select(DOCUMENT.c.id, DOCUMENT.c.origin, DOCUMENT.c.leads)
    for batch in batched(there, _DOCUMENTS_AT_ONCE):
        rows = {row.id: row for row in fetch_in(connection, query, DOCUMENT.c.id, batch)}
        for row in (rows[name] for name in batch if rows[name].leads):
            origin = replace(origin_from(row.origin), sketch=())
            yield from sorted((lead_from(data, origin) for data in row.leads), key=lambda lead: lead.date_text_span)


def problems(connection: Connection) -> Iterator[Problem]:
    """Give what is wrong with sources, files, documents and decisions, as of the last run that looked at each."""
    of_review = select(RUN.c.problems).order_by(RUN.c.number.desc()).limit(1)
    of_documents = select(DOCUMENT.c.problems).where(DOCUMENT.c.withdrawn.is_(False)).order_by(DOCUMENT.c.id)
    of_files = select(READING.c.problems).order_by(READING.c.id)
    for query in (select(SOURCE.c.problems).order_by(SOURCE.c.name), of_files, of_documents, of_review):
        for found in connection.execute(query).scalars():
            yield from _PROBLEMS.validate_python(found)
    for row in connection.execute(select(DOUBLE.c.id, DOUBLE.c.original, DOUBLE.c.what).order_by(DOUBLE.c.id)):
        yield told_once_more(row.id, Repeat(row.original, row.what))


def forwards(connection: Connection) -> dict[str, str]:
    """Give the ids that lead to another event, with the id of that one."""
    return {row.event_id: row.heir_id for row in connection.execute(select(FORWARD.c.event_id, FORWARD.c.heir_id))}


def known_sources(connection: Connection) -> tuple[KnownSource, ...]:
    """Give the sources that were read, by name."""
    documents = (
        select(READING.c.source, func.count().label("number"))
        .join(DOCUMENT, DOCUMENT.c.reading_id == READING.c.id)
        .where(DOCUMENT.c.withdrawn.is_(False))
        .group_by(READING.c.source)
    )
    counts = {row.source: row.number for row in connection.execute(documents)}
    query = select(SOURCE.c.name, RUN.c.as_of).join(RUN, RUN.c.number == SOURCE.c.run).order_by(SOURCE.c.name)
    return tuple(KnownSource(row.name, counts.get(row.name, 0), row.as_of) for row in connection.execute(query))


def day_of(connection: Connection, state: int) -> date | None:
    """Give the as-of day of the newest run up to that number that changed what the ledger says."""
    query = select(RUN.c.as_of).where(RUN.c.number <= state, RUN.c.changed).order_by(RUN.c.number.desc()).limit(1)
    return connection.execute(query).scalar()


def last_run(connection: Connection) -> Run | None:
    """Give the newest run, or None where there was none."""
    query = select(RUN.c.started, RUN.c.as_of).order_by(RUN.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    return Run(**row._asdict()) if row else None


def tally(connection: Connection) -> Tally:
    """Count what the ledger holds."""
    there = DOCUMENT.c.withdrawn.is_(False)
    dates = func.coalesce(func.sum(DOCUMENT.c.anchorless), 0)
    documents, anchorless_dates = connection.execute(select(func.count(), dates).where(there)).one()
    # The day stands before the long sketch in the JSON of an origin; only what has none of it need be read.
    undated = select(DOCUMENT.c.origin).where(there, DOCUMENT.c.origin.contains('"published":null'))
    without = sum(origin_from(row).published is None for row in connection.execute(undated).scalars())
    runs = connection.execute(select(func.count()).select_from(RUN)).scalar_one()
    return Tally(runs, documents, without, anchorless_dates)
