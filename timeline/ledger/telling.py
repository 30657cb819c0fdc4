"""All events as they are published, told one after the other, so that memory hardly grows with their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import Connection, select

from timeline.ledger.briefs import Brief, Briefs
from timeline.ledger.intake import mention_from
from timeline.ledger.loading import forwards, known_events, origins, reported, with_mentions
from timeline.ledger.reviewing import carry_out, kept, spoken_of
from timeline.ledger.schema import ACCOUNT, DOCUMENT, MENTION
from timeline.ledger.shelf import Place, Shelf
from timeline.ledger.sql import batched, fetch_in
from timeline.ledger.values import KnownEvent
from timeline.merge import MeasureStep, measure_step, relations_of
from timeline.model import Event, Mention, Relation

__all__ = ["Telling", "telling"]

_AT_ONCE = 500
"""Events, or documents, for which the ledger is asked at once."""


class Telling(Iterable[Event]):
    """Events in the order of the timeline, with their ranks, relations and last changes; it can be told again.

    An event is in memory while it is told.
    """

    def __init__(
        self,
        shelf: Shelf | None = None,
        told: _Mentions | None = None,
        relations: Mapping[str, tuple[Relation, ...]] | None = None,
        briefs: Sequence[Brief] = (),
    ) -> None:
        self._shelf = shelf
        self._told = told
        self._relations = relations or {}
        self.briefs = briefs

    def __len__(self) -> int:
        return len(self.briefs)

    def __iter__(self) -> Iterator[Event]:
        return self.these(self.briefs)

    @property
    def undated(self) -> Mapping[str, int]:
        """How many have no date, by the reason for it."""
        return Counter(brief.undated for brief in self.briefs if brief.undated)

    @cached_property
    def mention_count(self) -> int:
        """How many mentions the events have together."""
        return sum(brief.mentions for brief in self.briefs)

    def these(self, briefs: Iterable[Brief]) -> Iterator[Event]:
        """Some of the events, in the order given."""
        for brief in briefs:
            assert self._shelf is not None
            yield replace(
                self._shelf.take(brief.place),
                id=brief.id,
                rank=brief.rank,
                change=brief.change,
                changed_on=brief.changed_on,
                related=self._relations.get(brief.id, ()),
            )

    def only(self, ids: Collection[str]) -> Telling:
        """The same with some of the events only."""
        return Telling(self._shelf, self._told, self._relations, [one for one in self.briefs if one.id in ids])

    def mentions(self) -> Iterator[tuple[Mention, str]]:
        """All mentions of these events, by document and place in it, each with the id of its event."""
        return self._told.of({brief.id for brief in self.briefs}) if self._told else iter(())


@dataclass(frozen=True, slots=True)
class _Mentions:
    """Where the mentions are read from: the ledger, but for events that a reader spoke of, whose mentions are here."""

    connection: Connection
    spoken: Collection[str]
    reviewed: tuple[tuple[Mention, str], ...]

    def of(self, events: Collection[str]) -> Iterator[tuple[Mention, str]]:
        """The mentions of some events."""
        own: dict[str, list[tuple[Mention, str]]] = {}
        for mention, event_id in self.reviewed:
            own.setdefault(mention.origin.id, []).append((mention, event_id))
        there = select(DOCUMENT.c.id).where(DOCUMENT.c.withdrawn.is_(False))
        documents = sorted({*self.connection.execute(there).scalars(), *own})
        for batch in batched(documents, _AT_ONCE):
            found = [*self._read(batch), *(pair for name in batch for pair in own.get(name, ()))]
            yield from sorted((pair for pair in found if pair[1] in events), key=_place)

    def _read(self, documents: Sequence[str]) -> Iterator[tuple[Mention, str]]:
        known = {name: replace(one, sketch=()) for name, one in origins(self.connection, documents).items()}
        for row in fetch_in(self.connection, _OF_DOCUMENTS, MENTION.c.document_id, documents):
            if row.event_id not in self.spoken:
                yield mention_from(row.data, known[row.document_id]), row.event_id


_OF_DOCUMENTS = with_mentions(select(ACCOUNT.c.event_id, MENTION.c.document_id, MENTION.c.data))


def _place(pair: tuple[Mention, str]) -> tuple[str, tuple[int, int], str, str]:
    mention = pair[0]
    return (mention.origin.id, mention.trigger_span, mention.category, mention.id)


def telling(connection: Connection, shelf: Shelf) -> Telling:
    """Tell all events as they are published, withdrawn ones aside, with the reader's decisions carried out.

    Those that this run has built lie on the ``shelf`` already, the others are built and laid there.
    """
    briefs = Briefs()
    decisions = kept(connection)
    known_heirs = forwards(connection)
    spoken = spoken_of(decisions, known_heirs) if decisions else set[str]()
    reviewed = _reviewed(connection, spoken, known_heirs)
    related = _brief_all(connection, shelf, briefs, spoken, reviewed)
    held = tuple((mention, event.id) for event, _ in reviewed for mention in event.mentions)
    briefs.order()
    return Telling(shelf, _Mentions(connection, spoken, held), related, briefs)


def _reviewed(
    connection: Connection, spoken: Collection[str], heirs: Mapping[str, str]
) -> list[tuple[Event, KnownEvent]]:
    """The events that come of those that a reader spoke of, each with what was last published of it."""
    decisions = kept(connection)
    if not decisions:
        return []
    machine = [event for event, _ in reported(connection, sorted(spoken))]
    found = carry_out(connection, machine, decisions, forwards=heirs).events
    known = known_events(connection, [event.id for event in found])
    return [(event, known[event.id]) for event in found]


def _brief_all(
    connection: Connection,
    shelf: Shelf,
    briefs: Briefs,
    spoken: Collection[str],
    reviewed: Sequence[tuple[Event, KnownEvent]],
) -> dict[str, tuple[Relation, ...]]:
    """Note what is held of all events, and say how they are related: only those of a category must be seen at once."""
    waiting: dict[str, list[MeasureStep]] = {}
    for event, known in reviewed:
        briefs.add(event, known, shelf.lay(event))
        if step := measure_step(len(briefs), event):
            waiting.setdefault(step.account.category, []).append(step)
    related: dict[str, tuple[Relation, ...]] = {}
    categories = connection.execute(select(ACCOUNT.c.category).distinct()).scalars()
    for category in sorted({*categories, *waiting}):
        steps = waiting.get(category, [])
        query = select(ACCOUNT.c.event_id).where(ACCOUNT.c.category == category).distinct()
        ids = set(connection.execute(query).scalars()) - set(spoken)
        for event, known, place in _published(connection, shelf, category, ids):
            briefs.add(event, known, place or shelf.lay(event))
            if step := measure_step(len(briefs), event):
                steps.append(step)
        names = {step.number: step.event_id for step in steps}
        related |= {names[number]: relations for number, relations in relations_of(steps).items()}
    return related


def _published(
    connection: Connection, shelf: Shelf, category: str, ids: set[str]
) -> Iterator[tuple[Event, KnownEvent, Place | None]]:
    """The published events of a category, each with what was last published of it, and its place if it has one."""
    missing = set(ids)
    for batch in batched(shelf.built(category), _AT_ONCE):
        there = [(event, place) for event, place in batch if event.id in ids]
        known = known_events(connection, [event.id for event, _ in there])
        yield from ((event, known[event.id], place) for event, place in there if event.id in known)
        missing.difference_update(event.id for event, _ in there)
    yield from ((event, known_event, None) for event, known_event in reported(connection, sorted(missing)))
