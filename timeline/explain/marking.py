"""A text cut into pieces at the borders of what was found in it: the same for a page and for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.events import Extraction
from timeline.model import Document, Mention, Span

__all__ = ["Piece", "marked", "marked_quote"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``event`` numbers from 1 the event it reports, ``date`` the date expression it belongs to.

    ``lost`` is whether the words looked like an event and are none; ``opens`` whether an event's or a date's first
    character is the first of the piece.
    """

    text: str
    start: int
    event: int = 0
    date: int = 0
    lost: bool = False
    opens: bool = False


def marked(document: Document, extraction: Extraction) -> tuple[Piece, ...]:
    """The pieces of a text; put together they are the text, character for character.

    >>> from datetime import date
    >>> from timeline.events import extract_document
    >>> from timeline.model import Origin
    >>> document = Document(Origin("a", published=date(2025, 7, 28)), "China opened the World AI Forum on Saturday.")
    >>> [(piece.text, piece.event, piece.date) for piece in marked(document, extract_document(document))]
    [('China opened the ', 0, 0), ('World AI Forum', 1, 0), (' on ', 0, 0), ('Saturday', 0, 1), ('.', 0, 0)]
    """
    order = list(dict.fromkeys(mention.coreference for mention in extraction.mentions))
    events = [(mention.trigger_span, order.index(mention.coreference) + 1) for mention in extraction.mentions]
    dates = [(timex.span, number) for number, timex in enumerate(extraction.timexes, start=1)]
    lost = [(rejected.span, 1) for rejected in extraction.rejected]
    return tuple(_pieces(document.text, events, dates, lost))


def marked_quote(mention: Mention) -> tuple[Piece, ...]:
    """The pieces of the sentence of a mention, its trigger and the date in it marked."""
    offset = -mention.quote_span.start
    in_quote = mention.date_text_span is not None and mention.quote_span.covers(mention.date_text_span)
    dates = [(mention.date_text_span.shift(offset), 1)] if mention.date_text_span and in_quote else []
    return tuple(_pieces(mention.quote, [(mention.trigger_span.shift(offset), 1)], dates, []))


Placed = list[tuple[Span, int]]


def _pieces(text: str, events: Placed, dates: Placed, lost: Placed) -> Iterator[Piece]:
    spans = [span for span, _ in (*events, *dates, *lost)]
    borders = sorted({0, len(text), *(border for span in spans for border in span)})
    opening = {span.start for span, _ in (*events, *dates)}
    numbers = [_covering(borders, placed) for placed in (events, dates, lost)]
    for start, end, event, date, loser in zip(borders, borders[1:], *numbers, strict=False):
        yield Piece(text[start:end], start, event, date, loser > 0 and not event, start in opening)


def _covering(borders: list[int], placed: Iterable[tuple[Span, int]]) -> list[int]:
    """The number of what covers the stretch behind each border: of those that do, the one that begins first."""
    found = [0] * len(borders)
    place = {border: index for index, border in enumerate(borders)}
    for span, number in sorted(placed):
        for index in range(place[span.start], place[span.end]):
            found[index] = found[index] or number
    return found
