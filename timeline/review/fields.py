"""The fields of an event that a reader can set: what a value in ``review.csv`` means, and what the documents say."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date

from timeline.model import DateBasis, Event, Status, When
from timeline.review.days import read_day, read_when
from timeline.rulebook import shipped_words

__all__ = ["READER_NOTE", "UNDATED", "cure_of", "edited", "listed", "said", "shown"]

READER_NOTE = "set by the reader"
UNDATED = "undated"

_CODE = re.compile(r"[A-Z]{2}")
_CURES = {
    "date": "write it like 2026-03-31, 2026-03, 2026, 2026-03-30/2026-03-31 or undated",
    "announced_on": "write it like 2026-03-31, or leave it empty",
    "status": f"use one of {', '.join(Status)}",
    "countries": "use codes of two letters, such as US; CN",
    "title": "write a title",
}


def edited(event: Event, field: str, value: str, categories: Collection[str]) -> Event:
    """The event with a field as the reader set it; evidence and mentions stay.

    The confidence counts how often category and date are right as found, so that it ends where the reader sets another.
    Raises ValueError, with what is wrong, where the value cannot be meant.
    """
    new = _SETTERS[field](event, value, categories)
    if (new.when, new.category) != (event.when, event.category):
        return replace(new, confidence=None)
    return new


def cure_of(field: str, categories: Collection[str]) -> str:
    """What to write into a field instead of a value that cannot be meant."""
    return f"use one of {', '.join(sorted(categories))}" if field == "category" else _CURES.get(field, "")


def said(event: Event, field: str) -> str:
    """What an event says in a field, in the form in which a reader would write it."""
    return _SAID[field](event)


def shown(field: str, value: str) -> str:
    """A value for people: dates in words.

    >>> shown("date", "2025-07-26"), shown("place", "")
    ('26 July 2025', 'nothing')
    """
    if field == "date" and value != UNDATED:
        return read_when(value).shown
    if field == "announced_on" and value:
        return When.day(date.fromisoformat(value)).shown
    return value or "nothing"


def listed(value: str) -> tuple[str, ...]:
    """The parts of a value that holds several, each once.

    >>> listed("US; CN;US; ")
    ('US', 'CN')
    """
    return tuple(dict.fromkeys(part.strip() for part in value.split(";") if part.strip()))


def _read_date(value: str) -> When | None:
    """The date that a reader means, None for ``undated``; ValueError where it is none."""
    return None if value.casefold() == UNDATED else read_when(value)


def _countries_in(value: str) -> tuple[str, ...]:
    """Codes of countries, sorted; names that the word files know are taken as well.

    >>> _countries_in("us; China")
    ('CN', 'US')
    """
    names: Mapping[str, object] = shipped_words().maps["country_names"]
    codes = [str(names.get(part.casefold(), part.upper())) for part in listed(value)]
    strange = [part for part, code in zip(listed(value), codes, strict=True) if not _CODE.fullmatch(code)]
    if strange:
        raise ValueError(f"{strange[0]!r} is no country")
    return tuple(sorted(set(codes)))


def _titled(event: Event, value: str, _: Collection[str]) -> Event:
    if not value:
        raise ValueError("the title is empty")
    return replace(event, title=value)


def _sorted_in(event: Event, value: str, categories: Collection[str]) -> Event:
    if value not in categories:
        raise ValueError(f"{value!r} is no category")
    return replace(event, category=value)


def _with_status(event: Event, value: str, _: Collection[str]) -> Event:
    if value.casefold() not in list(Status):
        raise ValueError(f"{value!r} is no status")
    return replace(event, status=Status(value.casefold()))


def _dated(event: Event, value: str, _: Collection[str]) -> Event:
    when = _read_date(value)
    basis = event.date_basis if when else DateBasis.NONE
    return replace(event, when=when, date_basis=basis, date_note=READER_NOTE)


_SETTERS: dict[str, Callable[[Event, str, Collection[str]], Event]] = {
    "title": _titled,
    "category": _sorted_in,
    "status": _with_status,
    "date": _dated,
    "announced_on": lambda event, value, _: replace(event, announced_on=read_day(value) if value else None),
    "actors": lambda event, value, _: replace(event, actors=listed(value)),
    "countries": lambda event, value, _: replace(event, countries=_countries_in(value)),
    "place": lambda event, value, _: replace(event, place=value),
}
_SAID: dict[str, Callable[[Event], str]] = {
    "title": lambda event: event.title,
    "category": lambda event: event.category,
    "status": lambda event: event.status.value,
    "date": lambda event: event.when.edtf if event.when else UNDATED,
    "announced_on": lambda event: event.announced_on.isoformat() if event.announced_on else "",
    "actors": lambda event: "; ".join(event.actors),
    "countries": lambda event: "; ".join(event.countries),
    "place": lambda event: event.place,
}
