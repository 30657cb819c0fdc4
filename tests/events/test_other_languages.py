"""A text in another language yields its written-out days and no event."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.events import extract_document
from timeline.model import Document, Origin

_GERMAN = (
    "Das Ministerium hat am 26. Juli 2025 eine Strategie veröffentlicht. Gestern tagte der Rat, im August folgt mehr."
)
_TRAP = "Das Ministerium released am Montag die Strategie: The ministry released an AI action plan on Tuesday."


def _document(text: str, language: str) -> Document:
    return Document(Origin("a", published=date(2025, 7, 28), published_basis="given", language=language), text)


@pytest.mark.parametrize("text", [_GERMAN, _TRAP])
def test_no_event_is_made_of_words_in_another_language(text: str) -> None:
    assert extract_document(_document(text, "de")).mentions == ()


def test_the_same_words_are_events_where_the_document_is_english() -> None:
    assert len(extract_document(_document(_TRAP, "en")).mentions) == 1


def test_its_written_out_days_are_leads_with_the_reason() -> None:
    found = extract_document(_document(_GERMAN, "de"))
    assert [(timex.text, timex.value) for timex in found.timexes] == [("26. Juli 2025", "2025-07-26")]
    (lead,) = found.leads
    assert lead.reason == "the text is not English (de)"
    assert _GERMAN[lead.quote_span.start : lead.quote_span.end] == lead.quote
    assert lead.quote_span.covers(lead.date_text_span)


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("Publié le 1er août 2025, hier aussi.", "fr", ["2025-08-01"]),
        ("26 июля 2025 года", "ru", ["2025-07-26"]),
        ("2025年7月26日に署名", "ja", ["2025-07-26"]),
        ("03/04/2025", "es", ["2025-04-03"]),
        ("Juli 2025, Q3 2025, 31. Februar 2025", "de", []),
    ],
)
def test_only_whole_days_are_read(text: str, language: str, days: list[str]) -> None:
    assert [timex.value for timex in extract_document(_document(text, language)).timexes] == days
