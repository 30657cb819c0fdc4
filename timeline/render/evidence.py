"""What the page says of each event, and the sentences it rests on, with the words that count marked."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from timeline.cells import encodable
from timeline.export.texts import web_link
from timeline.model import When
from timeline.render.palette import STATUS_NAMES, category_colour, category_name

__all__ = ["BASES", "Entry", "Evidence", "Piece", "entries", "marked"]

BASES = {
    "explicit": "the text states it",
    "relative": "counted from another day",
    "event-relative": "counted from another event",
    "duration": "from a length of time",
    "dct": "publication day of a report of the act itself",
    "none": "no date",
}
_Record = dict[Hashable, object]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote; ``role`` is empty, ``trigger``, ``date`` or ``trigger date``."""

    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One mention: its sentence in pieces, how its date was derived, and where it stands.

    ``facts`` are label and value; ``address`` is empty where the document has none that may become a link.
    """

    pieces: tuple[Piece, ...]
    facts: tuple[tuple[str, str], ...]
    source: str
    published: str
    document_id: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as a line of the page, which opens to its evidence."""

    id: str
    title: str
    shown: str
    category: str
    category_name: str
    colour: str
    status: str
    status_name: str
    sources: int
    change: str
    note: str
    start: date | None
    end: date | None
    is_exact: bool
    facts: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]


def entries(timeline: pd.DataFrame, mentions: pd.DataFrame) -> list[Entry]:
    """The events of a timeline by date, undated ones last, each with all its mentions."""
    found: dict[str, list[Evidence]] = {}
    for mention in mentions.to_dict("records"):
        found.setdefault(str(mention["event_id"]), []).append(_evidence_of(mention))
    ordered = timeline.sort_values(["date_start", "date_end", "rank", "event_id"], na_position="last")
    return [_entry(event, tuple(found.get(str(event["event_id"]), ()))) for event in ordered.to_dict("records")]


def _evidence_of(mention: _Record) -> Evidence:
    """What a row of the mentions table shows to a reader."""
    published, page = _day(mention["published"]), mention["page"]
    facts = (
        ("Words", f"“{_text(mention, 'date_text')}”" if mention["date_text"] else ""),
        ("Read as", _text(mention, "date_shown")),
        ("Because", BASES.get(_text(mention, "date_basis"), _text(mention, "date_basis"))),
        ("Rule", _text(mention, "date_rule")),
        ("Status here", STATUS_NAMES.get(_text(mention, "status"), _text(mention, "status"))),
        ("Note", _text(mention, "date_note")),
        ("Page", str(page) if isinstance(page, int) else ""),
    )
    return Evidence(
        pieces=marked(mention),
        facts=tuple(fact for fact in facts if fact[1]),
        source=_text(mention, "publisher") or "unknown publisher",
        published=When.day(published).shown if published else "no publication date",
        document_id=_text(mention, "document_id"),
        address=web_link(_text(mention, "url")),
    )


def marked(mention: _Record) -> tuple[Piece, ...]:
    """The quote of a mention cut where its trigger and its date words begin and end.

    Words that stand outside the quote are not marked; pieces joined give back the quote.
    """
    quote = _text(mention, "quote")
    roles = [""] * len(quote)
    for name in ("trigger", "date_text"):
        for place in _places(mention, name, len(quote)):
            roles[place] = f"{roles[place]} {name.removesuffix('_text')}".strip()
    pieces: list[Piece] = []
    for character, role in zip(quote, roles, strict=True):
        if pieces and pieces[-1].role == role:
            pieces[-1] = Piece(pieces[-1].text + character, role)
        else:
            pieces.append(Piece(character, role))
    return tuple(pieces)


def _places(mention: _Record, name: str, length: int) -> range:
    base, start, end = mention["quote_start"], mention[f"{name}_start"], mention[f"{name}_end"]
    if not (isinstance(base, int) and isinstance(start, int) and isinstance(end, int)):
        return range(0)
    return range(start - base, end - base) if base <= start and end - base <= length else range(0)


def _entry(event: _Record, evidence: tuple[Evidence, ...]) -> Entry:
    status, category = _text(event, "status"), _text(event, "category")
    sources, announced = event["document_count"], _day(event["announced_on"])
    facts = (
        ("Who", _text(event, "actors")),
        ("Countries", _text(event, "countries")),
        ("Where", _text(event, "place")),
        ("Announced on", When.day(announced).shown if announced else ""),
        ("Publishers", _text(event, "publishers")),
        ("Confidence", f"{event['confidence']:.2f}" if isinstance(event["confidence"], float) else ""),
        ("Note", _text(event, "note")),
        ("Tags", _text(event, "tags")),
        ("EDTF", _text(event, "edtf")),
    )
    return Entry(
        id=_text(event, "event_id"),
        title=_text(event, "title"),
        shown=_text(event, "date_shown"),
        category=category,
        category_name=category_name(category),
        colour=category_colour(category),
        status=status,
        status_name=STATUS_NAMES.get(status, status),
        sources=sources if isinstance(sources, int) else len({e.document_id for e in evidence}),
        change=_text(event, "change"),
        note=_text(event, "date_note"),
        start=_day(event["date_start"]),
        end=_day(event["date_end"]),
        is_exact=event["extent"] == "lasts" and event["approximate"] is not True,
        facts=tuple(fact for fact in facts if fact[1]),
        evidence=evidence,
    )


def _text(record: _Record, name: str) -> str:
    return encodable(str(record[name]))


def _day(value: object) -> date | None:
    return value.date() if isinstance(value, datetime) and not pd.isna(value) else None
