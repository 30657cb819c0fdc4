"""Makes one event of the mentions that report it, and says what they say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from timeline.merge.accounts import accounts_of, document_event
from timeline.merge.actors import canonical_actors
from timeline.merge.copies import independent
from timeline.merge.dating import best_date, note_on_date
from timeline.merge.grouping import group
from timeline.merge.relating import related
from timeline.model import Event, Join, Mention, Status

__all__ = ["by_date", "event_of", "merge", "ranked", "salience"]

_STATUS_ORDER = tuple(Status)
_LONGEST_TITLE = 40
"""Characters up to which a longer title says more."""


def merge(mentions: Iterable[Mention]) -> tuple[Event, ...]:
    """The events that the mentions of all documents report, by date (undated last) and id.

    The order of the mentions does not matter; each mention ends in exactly one event.
    """
    told: dict[tuple[str, int], list[Mention]] = {}
    for mention in mentions:
        told.setdefault(document_event(mention), []).append(mention)
    groups = group(accounts_of(mention for each in told.values() for mention in each))
    events = (event_of([one for key in each.accounts for one in told[key]], each.joins) for each in groups)
    return ranked(related(tuple(events)))


def event_of(mentions: Sequence[Mention], joins: Sequence[Join] = (), *, event_id: str = "") -> Event:
    """The event that some mentions report together; their order does not matter.

    Its date is the most exact one they agree on, its status that of the latest publication, its actors and countries
    under one name each, its id that of its first mention unless it is known by another. Rank is 0 until ``ranked``
    gives one. ValueError without mentions.
    """
    if not mentions:
        raise ValueError("an event has at least one mention")
    ordered = sorted(mentions, key=_told)
    dated = best_date(ordered)
    latest = _latest(ordered)
    first = ordered[0]
    return Event(
        id=event_id or _minted(first),
        title=min(ordered, key=lambda mention: _title_rank(mention, dated)).title,
        category=first.category,
        status=latest.status,
        status_as_of=latest.origin.published,
        when=dated.when,
        date_basis=dated.date_basis,
        date_text=dated.date_text,
        date_note=note_on_date(ordered, dated),
        announced_on=min((mention.announced_on for mention in ordered if mention.announced_on), default=None),
        actors=canonical_actors(actor for mention in ordered for actor in mention.actors),
        countries=tuple(sorted({code for mention in ordered for code in mention.countries})),
        place=_place(ordered),
        confidence=_confidence(ordered, dated),
        rank=0,
        mentions=tuple(ordered),
        publisher_count=independent(ordered),
        joins=tuple(joins),
    )


def ranked(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events with their ranks (1 = reported by most publishers, documents, mentions), by date and id."""
    listed = list(events)
    salient = sorted(listed, key=salience)
    ranks = {event.id: rank for rank, event in enumerate(salient, start=1)}
    return tuple(replace(event, rank=ranks[event.id]) for event in sorted(listed, key=by_date))


def _told(mention: Mention) -> tuple[date, str, int, str]:
    return (mention.origin.published or date.max, mention.origin.id, mention.trigger_span.start, mention.id)


def _minted(first: Mention) -> str:
    minted = "\x1f".join(
        (str(first.origin.published or ""), first.origin.id, str(first.trigger_span.start), first.category)
    )
    return sha256(minted.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _latest(mentions: Sequence[Mention]) -> Mention:
    """The mention whose status counts: of the latest day; on a tie in the order of the statuses."""
    return min(
        mentions,
        key=lambda mention: (
            -(mention.origin.published or date.min).toordinal(),
            _STATUS_ORDER.index(mention.status),
            _told(mention),
        ),
    )


def _title_rank(mention: Mention, dated: Mention) -> tuple[bool, bool, int, tuple[date, str, int, str]]:
    """Titles with an actor or a name say most; very short ones say little."""
    named = any(word[:1].isupper() for word in mention.title.split()[1:])
    return (not named, mention.origin.id != dated.origin.id, -min(len(mention.title), _LONGEST_TITLE), _told(mention))


def _place(mentions: Sequence[Mention]) -> str:
    """The place that most documents name; of equals the one named first."""
    named = {(mention.origin.id, mention.place): mention for mention in reversed(mentions) if mention.place}
    votes = Counter(place for _, place in named)
    return min(votes, key=lambda place: (-votes[place], _told(named_first(mentions, place))), default="")


def named_first(mentions: Sequence[Mention], place: str) -> Mention:
    """The first mention that names a place."""
    return next(mention for mention in mentions if mention.place == place)


def _confidence(mentions: Sequence[Mention], dated: Mention) -> float | None:
    """That of the surest of the mentions that give the event its date: what the others say bears on another date."""
    known = [
        mention.confidence for mention in mentions if mention.when == dated.when and mention.confidence is not None
    ]
    return max(known, default=None)


def salience(event: Event) -> tuple[int, int, int, bool, str]:
    """The order of ranks: most publishers, documents and mentions first, dated before undated."""
    publishers = {mention.origin.publisher or mention.origin.id for mention in event.mentions}
    documents = {mention.origin.id for mention in event.mentions}
    return (-len(publishers), -len(documents), -len(event.mentions), event.when is None, event.id)


def by_date(event: Event) -> tuple[date, date, str]:
    """The order of the timeline: by first and last day, undated events last, then by id."""
    if event.when is None:
        return (date.max, date.max, event.id)
    return (event.when.start, event.when.end, event.id)
