"""What is held of each event while all are told: in columns of numbers, a hundred bytes an event."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, overload

from timeline.ledger.shelf import Place
from timeline.ledger.values import KnownEvent
from timeline.merge import by_date, salience
from timeline.model import Event, Status

__all__ = ["Brief", "Briefs"]

_UNDATED = "no date in the text"


class Brief(NamedTuple):
    """What is held of an event while all are told: its place on the shelf, and by what it is chosen and ordered.

    ``change`` and ``changed_on`` are what last happened to it; ``undated`` is why it has no date, empty where it has
    one.
    """

    id: str
    place: Place
    rank: int
    status: Status
    end: date | None
    mentions: int
    change: str
    changed_on: date
    undated: str


class _Words:
    """A column of few different words."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._codes: dict[str, int] = {}
        self._column = array("l")

    def append(self, word: str) -> None:
        code = self._codes.setdefault(word, len(self._words))
        if code == len(self._words):
            self._words.append(word)
        self._column.append(code)

    def __getitem__(self, number: int) -> str:
        return self._words[self._column[number]]


class Briefs(Sequence[Brief]):
    """The briefs of many events, each made when it is looked at: in the order of the timeline once it was asked for."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._offsets, self._lengths = array("q"), array("l")
        self._first, self._last = array("l"), array("l")
        self._publishers, self._documents, self._mentions = array("l"), array("l"), array("l")
        self._changed_on = array("l")
        self._statuses, self._changes, self._undated = _Words(), _Words(), _Words()
        self._order, self._ranks = array("l"), array("l")

    def add(self, event: Event, known: KnownEvent, place: Place) -> None:
        """Add an event that lies on the shelf, with what last happened to it."""
        first, last, _ = by_date(event)
        publishers, documents, mentions, _, _ = salience(event)  # the less, the more salient
        self._ids.append(event.id)
        self._offsets.append(place.offset)
        self._lengths.append(place.length)
        self._first.append(first.toordinal())
        self._last.append(last.toordinal())
        self._publishers.append(publishers)
        self._documents.append(documents)
        self._mentions.append(mentions)
        self._changed_on.append(known.changed_on.toordinal())
        self._statuses.append(event.status)
        self._changes.append(known.change)
        self._undated.append("" if event.when else event.date_note or _UNDATED)
        self._order.append(len(self._order))
        self._ranks.append(0)

    def order(self) -> None:
        """Bring them into the order of the timeline, and give them their ranks, once all are there."""
        first, last, ids = self._first, self._last, self._ids
        publishers, documents, mentions, undated = self._publishers, self._documents, self._mentions, self._undated
        numbers = range(len(ids))

        def by_salience(one: int) -> tuple[int, int, int, bool, str]:
            return (publishers[one], documents[one], mentions[one], bool(undated[one]), ids[one])

        for rank, number in enumerate(sorted(numbers, key=by_salience), start=1):
            self._ranks[number] = rank
        self._order = array("l", sorted(numbers, key=lambda one: (first[one], last[one], ids[one])))

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, place: int) -> Brief: ...

    @overload
    def __getitem__(self, place: slice) -> list[Brief]: ...

    def __getitem__(self, place: int | slice) -> Brief | list[Brief]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        number = self._order[place]
        undated = self._undated[number]
        return Brief(
            self._ids[number],
            Place(self._offsets[number], self._lengths[number]),
            self._ranks[number],
            Status(self._statuses[number]),
            None if undated else date.fromordinal(self._last[number]),
            -self._mentions[number],
            self._changes[number],
            date.fromordinal(self._changed_on[number]),
            undated,
        )
