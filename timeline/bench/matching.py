"""Holds the mentions found in an article against its gold events, one to one.

A mention matches an event when its sentence touches one of the event's and, where categories count, they agree. The
gold does not list every mention of an event, so what is left over is matched by category and date anywhere in the
article. A further mention of an event that is matched already is neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.bench.gold import Article, Days, GoldEvent, overlap
from timeline.model import Mention

__all__ = ["Judged", "Matching", "dates_of", "judged", "match"]


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs of an article, and the mentions that report no event it has."""

    pairs: tuple[tuple[Mention, GoldEvent], ...]
    wrong: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention and whether its category and its date are right."""

    mention: Mention
    right: bool


def dates_of(mention: Mention) -> Days | None:
    """The days a mention gives its event."""
    return (mention.when.start, mention.when.end) if mention.when is not None else None


def match(article: Article, found: Sequence[Mention], *, by_category: bool) -> Matching:
    """Pair the mentions with the events, the closest first."""
    near = [[event for event in article.events if _touches(mention, event)] for mention in found]
    pairs = [
        (0, -_closeness(found[index], event), index, event)
        for index, events in enumerate(near)
        for event in events
        if not by_category or _agrees(found[index], event)
    ]
    pairs += [
        (1, -_closeness(mention, event), index, event)
        for index, mention in enumerate(found)
        for event in article.events
        if event.scored and _agrees(mention, event) and event.has_date(dates_of(mention))
    ]
    taken: dict[int, GoldEvent] = {}
    used: set[str] = set()
    for _, _, index, event in sorted(pairs, key=lambda pair: (*pair[:3], pair[3].id)):
        if index not in taken and event.id not in used:
            taken[index] = event
            used.add(event.id)
    reported = [event for event in article.events if event.id in used and event.scored]
    wrong = tuple(
        mention
        for index, mention in enumerate(found)
        if index not in taken and not _is_spare(mention, near[index], reported, by_category=by_category)
    )
    return Matching(tuple((found[index], event) for index, event in sorted(taken.items()) if event.scored), wrong)


def _touches(mention: Mention, event: GoldEvent) -> bool:
    return any(mention.quote_span.overlaps(sentence) for sentence in event.sentences)


def _agrees(mention: Mention, event: GoldEvent) -> bool:
    return mention.category in event.categories


def _closeness(mention: Mention, event: GoldEvent) -> int:
    """Which of several pairs to prefer: by category, then date, then the trigger itself."""
    got = dates_of(mention)
    value = 16 * _agrees(mention, event) + 8 * event.has_date(got) + 2 * event.scored
    if event.dates is None:
        value += 6 * (not event.makes_false(got))
    elif got is not None:
        value += 4 * overlap(got, event.dates)
    return value + any(mention.quote_span.overlaps(trigger) for trigger in event.triggers)


def _is_spare(mention: Mention, near: Sequence[GoldEvent], reported: Sequence[GoldEvent], *, by_category: bool) -> bool:
    """A second mention of an event that is matched, or one of an event that is not asked for."""
    same = [event for event in reported if not by_category or _agrees(mention, event)]
    if any(event in near or event.has_date(dates_of(mention)) for event in same):
        return True
    return any(event.unsure or (not by_category and not event.scored) for event in near)


def judged(article: Article, found: Sequence[Mention]) -> tuple[Judged, ...]:
    """Which mentions have the right category and date; an undated one is right where the event is undated too.

    Left out are mentions of events that are not asked for, and dates that are tolerated: nobody knows of those.
    """
    matching = match(article, found, by_category=True)
    paired = {mention.id: event for mention, event in matching.pairs}
    wrong = {mention.id for mention in matching.wrong}
    verdicts = []
    for mention in found:
        events = [paired[mention.id]] if mention.id in paired else _reported_again(article, mention)
        if mention.id in wrong:
            verdicts.append(Judged(mention, right=False))
        elif events and not _is_tolerated(mention, events):
            verdicts.append(Judged(mention, any(_is_right(mention, event) for event in events)))
    return tuple(verdicts)


def _reported_again(article: Article, mention: Mention) -> list[GoldEvent]:
    events = [event for event in article.events if event.scored and _agrees(mention, event)]
    return [event for event in events if _touches(mention, event) or event.has_date(dates_of(mention))]


def _is_right(mention: Mention, event: GoldEvent) -> bool:
    return event.has_date(dates_of(mention)) or (event.dates is None and mention.when is None)


def _is_tolerated(mention: Mention, events: Sequence[GoldEvent]) -> bool:
    got = dates_of(mention)
    return got is not None and all(event.dates is None and not event.makes_false(got) for event in events)
