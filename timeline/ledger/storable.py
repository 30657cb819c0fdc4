"""Text as every database takes it: without NUL and halves of characters, and ids short enough for an index."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from timeline.ledger.intake import TakenDocument, TakenReading
from timeline.model import Document, Problem

__all__ = ["storable", "storable_problems", "storable_reading", "storable_text"]

# PostgreSQL refuses NUL, and UTF-8 cannot carry half a surrogate pair.
_REFUSED = re.compile("[\x00\ud800-\udfff]")
_SHOWN = "\ufffd"
_LONGEST_ID = 500
"""Characters of an id: PostgreSQL indexes at most 2,704 bytes, which a character of UTF-8 fills by four at most."""
_DIGEST = 16


def storable(document: Document) -> Document:
    r"""The document as a ledger can keep it; what cannot be kept is shown as U+FFFD, so that places stay what they are.

    >>> from timeline.model import Origin
    >>> storable(Document(Origin("a"), "NUL\x00 here")).text
    'NUL� here'
    """
    origin = document.origin
    clean = replace(
        origin,
        id=_storable_id(origin.id),
        title=storable_text(origin.title),
        publisher=storable_text(origin.publisher),
        url=storable_text(origin.url),
        language=storable_text(origin.language),
    )
    text = storable_text(document.text)
    return document if (clean, text) == (origin, document.text) else replace(document, origin=clean, text=text)


def storable_text(text: str) -> str:
    """The text with NUL and lone surrogates shown as U+FFFD, character for character."""
    return _REFUSED.sub(_SHOWN, text)


def _storable_id(name: str) -> str:
    """The id, or where it is too long for an index, its beginning and a hash of all of it."""
    clean = storable_text(name)
    if len(clean) <= _LONGEST_ID:
        return clean
    digest = sha256(clean.encode("utf-8")).hexdigest()[:_DIGEST]
    return f"{clean[: _LONGEST_ID - _DIGEST - 1]}…{digest}"


def storable_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems with texts that can be kept."""
    return tuple(
        replace(
            one,
            document_id=_storable_id(one.document_id),
            place=storable_text(one.place),
            problem=storable_text(one.problem),
            cure=storable_text(one.cure),
        )
        for one in problems
    )


def storable_reading(reading: TakenReading) -> TakenReading:
    """The reading with ids and problems that can be kept; its rows are made of a storable document already."""
    return replace(
        reading,
        documents=tuple(_document(one) for one in reading.documents),
        problems=storable_problems(reading.problems),
    )


def _document(document: TakenDocument) -> TakenDocument:
    return replace(document, id=_storable_id(document.id), problems=storable_problems(document.problems))
