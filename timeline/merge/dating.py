"""The date of an event of which several documents tell: the most exact one they agree on, and who says otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from timeline.merge.accounts import moves_date
from timeline.model import DateBasis, Extent, Mention, Status, When

__all__ = ["best_date", "note_on_date"]

_BASES = (
    DateBasis.EXPLICIT,
    DateBasis.RELATIVE,
    DateBasis.EVENT_RELATIVE,
    DateBasis.DURATION,
    DateBasis.DCT,
    DateBasis.NONE,
)
_WHOLE_SPAN = 31
"""A gathering lasts up to a month: a span of so many days that holds another document's day is the whole of it."""


def best_date(mentions: Sequence[Mention]) -> Mention:
    """The mention that dates the event best; ``mentions`` by publication.

    A date that a later report says was moved yields to the new one. A span in which another report's date lies yields
    to that. Of the others, the one wins that most documents can agree with, then the more exact.
    """
    moved = _moved(mentions)
    if moved is not None:
        return moved
    told = _told(mentions)
    support = {
        when: sum(any(_overlap(when, other) for other in whens) for whens in told.values()) for when in _whens(told)
    }
    votes = Counter(when for whens in told.values() for when in whens)

    def rank(mention: Mention) -> tuple[bool, bool, bool, int, bool, int, int, int, int, date, str, int]:
        when, published = mention.when, mention.origin.published or date.max
        place = (published, mention.origin.id, mention.trigger_span.start)
        if when is None:
            return (True, False, False, 0, False, 0, 0, 0, len(_BASES), *place)
        within = when.extent is Extent.WITHIN
        return (
            False,
            _is_vaguer(when, support),
            when.approximate,
            -support[when],
            within,
            when.days if within or when.days > _WHOLE_SPAN else 0,
            -_agreeing(when, votes),
            -when.days,
            _BASES.index(mention.date_basis),
            *place,
        )

    return min(mentions, key=rank)


def _is_vaguer(when: When, whens: Iterable[When]) -> bool:
    """Whether it only says in which span a date lies that another report gives."""
    return when.extent is Extent.WITHIN and any(_holds(when, other) and other.days < when.days for other in whens)


def _agreeing(when: When, votes: Counter[When]) -> int:
    """How many say just this, or name a day of this span."""
    return sum(count for other, count in votes.items() if when.start <= other.start and other.end <= when.end)


def _told(mentions: Sequence[Mention]) -> dict[str, set[When]]:
    """The dates that each document gives."""
    told: dict[str, set[When]] = {}
    for mention in mentions:
        if mention.when is not None:
            told.setdefault(mention.origin.id, set()).add(mention.when)
    return told


def _whens(told: dict[str, set[When]]) -> set[When]:
    return {when for whens in told.values() for when in whens}


def _overlap(one: When, other: When) -> bool:
    return one.start <= other.end and other.start <= one.end


def _moved(mentions: Sequence[Mention]) -> Mention | None:
    """The latest mention that gives a plan of earlier reports another date, if its words say that it was moved."""
    plans = {
        (mention.when, mention.origin.published or date.max)
        for mention in mentions
        if mention.when is not None and mention.status in (Status.PLANNED, Status.PROPOSED)
    }
    for later in reversed(mentions) if plans else ():
        when, published = later.when, later.origin.published or date.min
        if when is None or not moves_date(later.quote):
            continue
        if any(told < published and not _overlap(plan, when) for plan, told in plans):
            return later
    return None


def note_on_date(mentions: Sequence[Mention], dated: Mention) -> str:
    """Why the event has no date, or which documents give another one; empty where all agree."""
    when = dated.when
    if when is None:
        return dated.date_note
    told = _told(mentions)
    others = Counter(
        other.shown for whens in told.values() for other in whens if not _holds(other, when) and not _holds(when, other)
    )
    if not others:
        return ""
    same = sum(when in whens for whens in told.values())
    parts = [f"{same} {'document says' if same == 1 else 'documents say'} {when.shown}"]
    parts += [f"{count} {'says' if count == 1 else 'say'} {shown}" for shown, count in sorted(others.items())]
    return ", ".join(parts)


def _holds(outer: When, inner: When) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
