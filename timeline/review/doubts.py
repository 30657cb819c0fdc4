"""Which events a reviewer should look at first, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from timeline.model import Event, When
from timeline.review.fields import READER_NOTE
from timeline.review.making import is_readers

__all__ = ["Doubt", "doubtful"]

_UNSURE = 0.7
"""Category and date of an event are right three times in four; what is clearly below that is looked at first."""
_LONG_TITLE = 70
"""Titles are cut at 90 characters: one that comes near is a clause, and hardly a name."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An event with the reasons to look at it, the weightiest first; none where nothing speaks against it."""

    event: Event
    reasons: tuple[str, ...]


def doubtful(events: Iterable[Event], *, accepted: Collection[str] = frozenset()) -> tuple[Doubt, ...]:
    """All events, in the order in which a reviewer should look at them; what was accepted (by id) comes last.

    First those of low confidence, then those on whose day documents disagree, undated ones, those of one publisher,
    those with a long title; among equals the less sure, then the more salient first. What the reader set is no doubt.
    """
    doubts = [Doubt(event, () if event.id in accepted else _reasons(event)) for event in events]
    return tuple(sorted(doubts, key=lambda doubt: _order(doubt, accepted)))


def _order(doubt: Doubt, accepted: Collection[str]) -> tuple[bool, tuple[bool, ...], float, int, str]:
    event = doubt.event
    sure = 1.0 if event.confidence is None else event.confidence
    weights = tuple(not told for told in _doubts(event).values())
    return (event.id in accepted, weights, sure, event.rank, event.id)


def _reasons(event: Event) -> tuple[str, ...]:
    return tuple(reason for reason in _doubts(event).values() if reason)


def _doubts(event: Event) -> dict[str, str]:
    """Every kind of doubt in the order of its weight, with its reason or nothing."""
    if all(map(is_readers, event.mentions)):
        return dict.fromkeys(("confidence", "dates", "undated", "publisher", "title"), "")
    by_reader = event.date_note == READER_NOTE
    unsure = event.confidence is not None and event.confidence < _UNSURE
    return {
        "confidence": f"confidence {event.confidence:.2f}" if unsure else "",
        "dates": "" if by_reader else _disagreement(event),
        "undated": f"undated: {event.date_note}" if event.when is None and not by_reader else "",
        "publisher": "one publisher only" if _publishers(event) == 1 else "",
        "title": "long title" if len(event.title) > _LONG_TITLE else "",
    }


def _disagreement(event: Event) -> str:
    """What documents say of the day, where some say another one than the event has."""
    when = event.when
    if when is None or all(mention.when is None or _holds(mention.when, when) for mention in event.mentions):
        return ""
    return event.date_note or "documents give other dates"


def _holds(outer: When, inner: When) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _publishers(event: Event) -> int:
    return event.publisher_count or len({mention.origin.publisher or mention.origin.id for mention in event.mentions})
