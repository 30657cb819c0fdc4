"""Joins clusters into events, and says for each event what its mentions say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import groupby

from timeline.merge.similarity import Cluster, alike, cluster_of
from timeline.model import DateBasis, Event, Mention, Status, When

__all__ = ["merge"]

_STATUS_ORDER = tuple(Status)
_BASES = (
    DateBasis.EXPLICIT,
    DateBasis.RELATIVE,
    DateBasis.EVENT_RELATIVE,
    DateBasis.DURATION,
    DateBasis.DCT,
    DateBasis.NONE,
)


def merge(mentions: Iterable[Mention]) -> tuple[Event, ...]:
    """The events that the mentions of all documents report, by date (undated last) and id.

    The order of the mentions does not matter; each mention ends in exactly one event.
    """
    clusters = [cluster_of(tuple(group)) for _, group in groupby(sorted(mentions, key=_place), key=_document_event)]
    joined: list[list[Cluster]] = []
    by_category: dict[str, list[list[Cluster]]] = {}
    for cluster in sorted(clusters, key=_exactness):
        block = by_category.setdefault(cluster.category, [])
        home = next((group for group in block if _fits(cluster, group)), None)
        if home is None:
            home = []
            block.append(home)
            joined.append(home)
        home.append(cluster)
    return _ranked([_event([mention for cluster in group for mention in cluster.mentions]) for group in joined])


def _place(mention: Mention) -> tuple[str, int, int, str]:
    return (mention.origin.id, mention.coreference, mention.trigger_span.start, mention.id)


def _document_event(mention: Mention) -> tuple[str, int]:
    return (mention.origin.id, mention.coreference)


def _exactness(cluster: Cluster) -> tuple[int, str, str, int]:
    """The most exact first, so that vaguer reports join them and not each other."""
    when = cluster.when
    first = cluster.mentions[0]
    return (when.days if when else 10**6, when.start.isoformat() if when else "", first.origin.id, first.coreference)


def _fits(cluster: Cluster, group: Sequence[Cluster]) -> bool:
    """Like one member, and at odds with none: a chain of half-likenesses makes no event."""
    if any(cluster.documents & other.documents for other in group):
        return False
    dates = all(_overlap(cluster.when, other.when) for other in group)
    return dates and any(alike(cluster, other) for other in group)


def _overlap(one: When | None, other: When | None) -> bool:
    return one is None or other is None or (one.start <= other.end and other.start <= one.end)


def _event(mentions: Sequence[Mention]) -> Event:
    ordered = sorted(mentions, key=_told)
    dated = _best_date(ordered)
    latest = _latest(ordered)
    first = ordered[0]
    title = min(ordered, key=lambda mention: _title_rank(mention, dated)).title
    minted = "\x1f".join(
        (str(first.origin.published or ""), first.origin.id, str(first.trigger_span.start), first.category)
    )
    return Event(
        id=sha256(minted.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        title=title,
        category=first.category,
        status=latest.status,
        status_as_of=latest.origin.published,
        when=dated.when,
        date_basis=dated.date_basis,
        date_text=dated.date_text,
        date_note=_note(ordered, dated),
        announced_on=next((mention.announced_on for mention in ordered if mention.announced_on), None),
        actors=_union(mention.actors for mention in ordered),
        countries=tuple(sorted({code for mention in ordered for code in mention.countries})),
        place=next((mention.place for mention in ordered if mention.place), ""),
        confidence=_confidence(ordered, dated),
        rank=0,
        mentions=tuple(ordered),
    )


def _told(mention: Mention) -> tuple[date, str, int, str]:
    return (mention.origin.published or date.max, mention.origin.id, mention.trigger_span.start, mention.id)


def _best_date(mentions: Sequence[Mention]) -> Mention:
    """The date most documents agree on among the most exact; explicit words before counted ones."""
    votes = Counter(mention.when for mention in {(m.origin.id, m.when): m for m in mentions}.values() if mention.when)
    return min(
        mentions,
        key=lambda mention: (
            mention.when is None,
            mention.when.approximate if mention.when else False,
            -votes[mention.when] if mention.when else 0,
            mention.when.days if mention.when else 0,
            _BASES.index(mention.date_basis),
            _told(mention),
        ),
    )


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
    return (not named, mention.origin.id != dated.origin.id, -min(len(mention.title), 40), _told(mention))


def _confidence(mentions: Sequence[Mention], dated: Mention) -> float | None:
    """That of the surest of the mentions that give the event its date: what the others say bears on another date."""
    known = [
        mention.confidence for mention in mentions if mention.when == dated.when and mention.confidence is not None
    ]
    return max(known, default=None)


def _note(mentions: Sequence[Mention], dated: Mention) -> str:
    """Why the event has no date, or which documents give another one."""
    if dated.when is None:
        return dated.date_note
    others = Counter(
        mention.when.shown
        for mention in {(m.origin.id, m.when): m for m in mentions}.values()
        if mention.when is not None and not _contains(mention.when, dated.when)
    )
    if not others:
        return ""
    same = len({mention.origin.id for mention in mentions if mention.when == dated.when})
    parts = [f"{same} {'document says' if same == 1 else 'documents say'} {dated.when.shown}"]
    parts += [
        f"{count} says {shown}" if count == 1 else f"{count} say {shown}" for shown, count in sorted(others.items())
    ]
    return ", ".join(parts)


def _contains(outer: When, inner: When) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _union(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for group in values:
        for value in group:
            seen.setdefault(value.lower().removeprefix("the "), value)
    return tuple(seen.values())


def _ranked(events: Sequence[Event]) -> tuple[Event, ...]:
    """Ranks by publishers, documents and mentions; the order of the result is by date."""
    salient = sorted(events, key=_salience)
    ranks = {event.id: rank for rank, event in enumerate(salient, start=1)}
    return tuple(replace(event, rank=ranks[event.id]) for event in sorted(events, key=_by_date))


def _salience(event: Event) -> tuple[int, int, int, bool, str]:
    publishers = {mention.origin.publisher or mention.origin.id for mention in event.mentions}
    documents = {mention.origin.id for mention in event.mentions}
    return (-len(publishers), -len(documents), -len(event.mentions), event.when is None, event.id)


def _by_date(event: Event) -> tuple[date, date, str]:
    if event.when is None:
        return (date.max, date.max, event.id)
    return (event.when.start, event.when.end, event.id)
