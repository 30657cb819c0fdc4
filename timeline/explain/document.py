"""The explanation of one document as plain text, in the order of the text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from timeline.events import Extraction, Rejected, extract_document
from timeline.explain.expressions import explain_expressions
from timeline.model import Document, Mention, Span
from timeline.rulebook import Rulebook

__all__ = ["LEFT", "RIGHT", "event_facts", "events_of", "explain", "explain_found"]

_WIDTH = 100
LEFT, RIGHT = "⟦", "⟧"
_CONTROLS = {code: " " for code in range(32) if code not in (9, 10)} | {127: " ", 155: " "}
"""Text is untrusted: escape sequences in it must not reach a terminal."""


def explain(document: Document, rulebook: Rulebook | None = None) -> str:
    """Every event of a document with its sentence, status cue and derivation; then its dates; then what lost.

    The words that report an event stand in ``⟦ ⟧``. Control characters of the text are shown as spaces.
    """
    return explain_found(document, extract_document(document, rulebook))


def explain_found(document: Document, extraction: Extraction) -> str:
    """The same for what was found before."""
    return "\n".join(_lines(document, extraction)).translate(_CONTROLS) + "\n"


def _lines(document: Document, extraction: Extraction) -> Iterator[str]:
    origin = document.origin
    day = f"published {origin.published} ({origin.published_basis})" if origin.published else "no publication date"
    yield f"{origin.id}: {day}"
    yield ""
    events = events_of(extraction)
    yield f"EVENTS ({len(events)})"
    if not events:
        yield "  none found"
    for mentions in events:
        yield from _event(mentions)
    yield ""
    yield f"DATE EXPRESSIONS ({len(extraction.timexes)})"
    yield from explain_expressions(extraction.timexes)
    yield ""
    yield f"LOOKED LIKE EVENTS, BUT ARE NONE ({len(extraction.rejected)})"
    for rejected in extraction.rejected:
        yield from _rejected(rejected)


def events_of(extraction: Extraction) -> list[list[Mention]]:
    """The mentions of each event, events in the order in which the text tells them."""
    found: dict[int, list[Mention]] = {}
    for mention in extraction.mentions:
        found.setdefault(mention.coreference, []).append(mention)
    return list(found.values())


def event_facts(mentions: list[Mention]) -> Iterator[tuple[str, str]]:
    """What is to be said of an event: its status and date with their reasons, and who is in it."""
    first = mentions[0]
    yield "status", first.status_cue
    if first.when is not None:
        yield "date", f"{first.when.edtf} ({first.date_basis}): {first.date_derivation}"
    else:
        yield "date", f"none: {first.date_note}"
    if first.announced_on:
        yield "announced on", str(first.announced_on)
    for name, values in (("actors", first.actors), ("countries", first.countries)):
        if values:
            yield name, "; ".join(values)


def _event(mentions: list[Mention]) -> Iterator[str]:
    first = mentions[0]
    yield ""
    yield f"  {first.title}"
    yield f"    {first.category} · {first.status} · {first.when.shown if first.when else 'undated'}"
    for label, content in event_facts(mentions):
        yield f"    {label:<8} {content}"
    for mention in mentions:
        yield from _evidence(mention)
    for rival in dict.fromkeys(rival for mention in mentions for rival in mention.rivals):
        yield f"    not dated by “{rival.text}” (rule {rival.rule}): {rival.reason}"


def _evidence(mention: Mention) -> Iterator[str]:
    quote = _marked(mention.quote, mention.trigger_span, mention.quote_span.start)
    lead = f"    at {mention.trigger_span.start}, rule {mention.rule}: "
    yield from textwrap.wrap(lead + " ".join(quote.split()), _WIDTH, subsequent_indent="      ")


def _marked(quote: str, span: Span, offset: int) -> str:
    start, end = span.start - offset, span.end - offset
    return f"{quote[:start]}{LEFT}{quote[start:end]}{RIGHT}{quote[end:]}"


def _rejected(rejected: Rejected) -> Iterator[str]:
    yield f"  at {rejected.span.start}: “{rejected.trigger}” ({rejected.category}, {rejected.rule}): {rejected.reason}"
