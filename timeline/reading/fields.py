"""What a manifest, a header or a record says of a document: its fields, read into an origin."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from timeline.model import Origin, Problem, Severity
from timeline.reading.characters import whole
from timeline.reading.limits import listed_names
from timeline.reading.published import DAY_CURE, read_day

__all__ = ["FIELDS", "NOTES", "clean", "column_order", "dated", "fill", "settle", "stated", "unknown_fields"]

FIELDS = ("id", "file", "published", "title", "url", "publisher", "language")
"""The fields of a manifest; ``source`` is read as ``publisher``."""

NOTES = ("published_basis", "sure", "others", "fetched", "columns")
"""What a manifest holds beside the fields: notes on its days, the day of saving, the columns of a table."""

_FIGURES = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}\b")
_MONTHS = 12
_ALIASES = {"source": "publisher"}
_DEFAULT_LANGUAGE = "en"


def clean(record: Mapping[str, object]) -> dict[str, str]:
    """Give the fields of a record as texts: names in lower case, values without outer blanks, empty ones left out.

    >>> clean({"ID ": 17, "source": " Wire ", "url": None})
    {'id': '17', 'publisher': 'Wire'}
    """
    fields: dict[str, str] = {}
    for name, value in record.items():
        text = "" if value is None else whole(str(value)).strip()
        key = whole(name).strip().casefold()
        if not text:
            continue
        if key in _ALIASES:
            fields.setdefault(_ALIASES[key], text)
        else:
            fields[key] = text
    return fields


def stated(
    fields: Mapping[str, str], *, document_id: str, place: str, order: str = ""
) -> tuple[Origin, tuple[Problem, ...]]:
    """Give the origin that cleaned fields state, empty where they are silent; a date that is no day is a warning.

    ``place`` says where the fields stand ("manifest.jsonl line 3"); ``document_id`` names the document in the warning.
    ``order`` settles days in figures, where it is known.
    """
    origin = Origin(
        id=fields.get("id", ""),
        title=fields.get("title", ""),
        publisher=fields.get("publisher", ""),
        url=fields.get("url", ""),
        language=fields.get("language", ""),
    )
    if "published" not in fields:
        return origin, ()
    day, reason = read_day(fields["published"], order)
    if day is None:
        problem = Problem(document_id, Severity.WARNING, f"{place}, published", reason, DAY_CURE)
        return origin, (problem,)
    return dated(origin, day, "given"), ()


def dated(origin: Origin, day: date | None, basis: str) -> Origin:
    """Give the same origin with a publication day, where it has none and one is known."""
    if origin.published is not None or day is None:
        return origin
    return replace(origin, published=day, published_basis=basis)


def fill(first: Origin, second: Origin) -> Origin:
    """Say what the first states, and what the second states where the first is silent.

    >>> both = fill(Origin("a", title="A"), Origin("b", title="B", url="https://b.example"))
    >>> both.id, both.title, both.url
    ('a', 'A', 'https://b.example')
    """
    ruling = first if first.published is not None else second
    return Origin(
        id=first.id or second.id,
        title=first.title or second.title,
        publisher=first.publisher or second.publisher,
        url=first.url or second.url,
        published=ruling.published,
        published_basis=ruling.published_basis,
        language=first.language or second.language,
    )


def settle(origin: Origin, *, document_id: str) -> Origin:
    """Give an origin with an id and a language, where it states none."""
    return replace(origin, id=origin.id or document_id, language=origin.language or _DEFAULT_LANGUAGE)


def unknown_fields(
    names: Collection[str], *, known: Collection[str], document_id: str, place: str
) -> tuple[Problem, ...]:
    """One warning that names all fields nobody reads, or nothing."""
    unknown = sorted({name for name in names if name not in known and name not in _ALIASES})
    if not unknown:
        return ()
    problem = f"not read: {listed_names(unknown)}"
    cure = f"use the fields {', '.join(known)}, or ignore this"
    return (Problem(document_id, Severity.WARNING, place, problem, cure),)


def column_order(values: Iterable[object]) -> str:
    """The order of day and month in a column of figures: what one of its days can only mean, all of them do.

    >>> column_order(["03/04/2025", "26/07/2025"]), column_order(["03/04/2025"])
    ('DMY', '')
    """
    orders = set(_orders(values))
    return orders.pop() if len(orders) == 1 else ""


def _orders(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        match = _FIGURES.match(value) if isinstance(value, str) else None
        if match and int(match[1]) > _MONTHS:
            yield "DMY"
        elif match and int(match[2]) > _MONTHS:
            yield "MDY"
