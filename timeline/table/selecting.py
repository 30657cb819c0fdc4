"""A part of the timeline: some days, some words, some types, the events that matter most; and what lies ahead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

from timeline.model import Event, Status, When

__all__ = ["Selection", "chosen", "coming", "overdue", "select"]

_WHOLE_WORD = 3
"""Words of up to so many letters must stand alone: "AI" is not meant to find "aid". Longer ones find their forms."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which events: those to which all of this applies; what is empty or None asks for nothing.

    ``first``..``last`` (both included) overlap the days of the event, so undated events are none of them. ``since`` is
    the day on or after which it last changed. Each word of ``about`` stands in its title, quotes, actors, place, note,
    tags or the titles of its documents. ``actors`` are words of a name, ``countries`` ISO 3166-1 codes; of several
    categories, statuses, actors, countries or tags one is enough. ``top`` keeps so many by ``rank`` of what is left.

    >>> print(Selection(first=date(2025, 1, 1), about="export controls", top=20))
    from 2025-01-01; about “export controls”; the 20 of highest rank
    """

    first: date | None = None
    last: date | None = None
    since: date | None = None
    about: str = ""
    categories: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    actors: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    top: int | None = None

    def __str__(self) -> str:
        return "; ".join(self._parts()) or "everything"

    def _parts(self) -> Iterator[str]:
        if self.first:
            yield f"from {self.first}"
        if self.last:
            yield f"to {self.last}"
        if self.since:
            yield f"changed since {self.since}"
        if self.about:
            yield f"about “{self.about}”"
        for name, wanted in self._wanted():
            yield f"{name} {' or '.join(wanted)}"
        if self.top is not None:
            yield f"the {self.top} of highest rank"

    def _wanted(self) -> Iterator[tuple[str, list[str]]]:
        named = {"categories": "only", "statuses": "status", "actors": "actor", "countries": "country", "tags": "tag"}
        for name, said in named.items():
            if wanted := getattr(self, name):
                yield said, sorted(wanted)

    @property
    def is_everything(self) -> bool:
        """Whether nothing is asked for."""
        return all(getattr(self, field.name) == field.default for field in fields(self))

    def covers(self, when: When | None) -> bool:
        """Whether a date has a day in common with ``first``..``last``.

        >>> Selection(first=date(2025, 7, 26)).covers(When.month(2025, 7))
        True
        """
        if self.first is None and self.last is None:
            return True
        return (
            when is not None
            and (self.first is None or when.end >= self.first)
            and (self.last is None or when.start <= self.last)
        )


def select(events: Sequence[Event], selection: Selection) -> tuple[Event, ...]:
    """The events of a selection, in the order given and with the ranks they have in the whole timeline.

    The words asked for are compared without case and accents; a word of four letters or more also finds what begins
    with it ("tariff": tariffs).
    """
    kept = chosen(events, selection)
    return tuple(event for event in events if event.id in kept)


def chosen(events: Iterable[Event], selection: Selection) -> frozenset[str]:
    """The ids of the events of a selection; each event is looked at once and let go."""
    about = _finder(selection.about) if selection.about else None
    names = [_finder(name) for name in sorted(selection.actors)]
    kept = [
        (event.rank, event.id) for event in events if _is_asked_for(event, selection) and _told_of(event, about, names)
    ]
    return frozenset(name for _, name in (kept if selection.top is None else sorted(kept)[: selection.top]))


def coming(events: Iterable[Event], as_of: date) -> tuple[Event, ...]:
    """The planned events whose date is not over on a day, in the order given."""
    return tuple(event for event in _planned(events) if event.when is not None and event.when.end >= as_of)


def overdue(events: Iterable[Event], as_of: date) -> tuple[Event, ...]:
    """The planned events whose date has passed while no document tells that they took place, in the order given."""
    return tuple(event for event in _planned(events) if event.when is not None and event.when.end < as_of)


def _planned(events: Iterable[Event]) -> Iterator[Event]:
    return (event for event in events if event.status is Status.PLANNED)


def _is_asked_for(event: Event, selection: Selection) -> bool:
    return (
        selection.covers(event.when)
        and (selection.since is None or (event.changed_on is not None and event.changed_on >= selection.since))
        and (not selection.categories or event.category in selection.categories)
        and (not selection.statuses or event.status in selection.statuses)
        and (not selection.countries or not selection.countries.isdisjoint(event.countries))
        and (not selection.tags or not selection.tags.isdisjoint(event.tags))
    )


def _told_of(event: Event, about: Callable[[str], bool] | None, names: Sequence[Callable[[str], bool]]) -> bool:
    return (about is None or about(_folded("\n".join(_words(event))))) and (
        not names or any(name(_folded(actor)) for actor in event.actors for name in names)
    )


def _words(event: Event) -> Iterator[str]:
    yield from (event.title, event.place, event.note, *event.actors, *event.tags)
    for mention in event.mentions:
        yield from (mention.title, mention.quote, mention.origin.title)


def _finder(words: str) -> Callable[[str], bool]:
    """A test whether all of some words stand in a folded text."""
    patterns = [
        re.compile(rf"(?<!\w){re.escape(word)}" + (r"(?!\w)" if len(word) <= _WHOLE_WORD else ""))
        for word in _folded(words).split()
    ]
    return lambda text: all(pattern.search(text) for pattern in patterns)


def _folded(text: str) -> str:
    """The text without case, accents and widths."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
