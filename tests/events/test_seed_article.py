"""What the article that comes with the project must yield, and what it must not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from timeline.events import Extraction, extract_document
from timeline.explain import explain
from timeline.model import DateBasis, Document, Mention, Origin, Status

SEED = Path(__file__).parents[2] / "seeds" / "000_77ec657db0443af4.txt"
PUBLISHED = date(2025, 7, 26)


def document(published: date | None) -> Document:
    basis = "given" if published else "none"
    return Document(Origin("seed", published=published, published_basis=basis), SEED.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return extract_document(document(PUBLISHED))


def by_trigger(extraction: Extraction, trigger: str, quote: str = "") -> Mention:
    return next(mention for mention in extraction.mentions if mention.trigger == trigger and quote in mention.quote)


def test_exactly_six_events(extraction: Extraction) -> None:
    first = {}
    for mention in extraction.mentions:
        first.setdefault(mention.coreference, (mention.category, mention.status.value))
    assert sorted(first.values()) == [
        ("blueprint_release", "occurred"),
        ("blueprint_release", "occurred"),
        ("conference", "ongoing"),
        ("export_control", "occurred"),
        ("meeting", "occurred"),
        ("organization_launch", "proposed"),
    ]


def test_the_conference_is_under_way_for_three_days(extraction: Extraction) -> None:
    conference = by_trigger(extraction, "Shanghai conference")
    assert conference.status is Status.ONGOING
    assert conference.when is not None
    assert conference.when.edtf == "[2025-07-24..2025-07-28]"
    assert conference.when.extent == "within"
    assert conference.when.approximate
    assert conference.date_basis is DateBasis.DURATION
    assert conference.date_text == "three days"
    later = by_trigger(extraction, "conference")
    assert (later.coreference, later.when) == (conference.coreference, conference.when)


def test_the_blueprint_came_days_earlier(extraction: Extraction) -> None:
    blueprint = by_trigger(extraction, "released", "strategic blueprint")
    assert blueprint.status is Status.OCCURRED
    assert blueprint.date_text == "Just days earlier"
    assert blueprint.when is not None
    assert blueprint.when.edtf == "[2025-07-19..2025-07-25]"
    assert blueprint.when.approximate
    assert "26 July 2025" in blueprint.date_derivation


@pytest.mark.parametrize(
    ("trigger", "quote", "status"),
    [
        ("has imposed", "Washington has imposed sweeping export controls on China", Status.OCCURRED),
        ("released", "The Chinese foreign ministry also released an action plan", Status.OCCURRED),
        ("closed-door roundtable", "Vice Foreign Minister Ma Zhaoxu", Status.OCCURRED),
        ("proposed international AI cooperation body", "headquarters", Status.PROPOSED),
    ],
)
def test_undated_with_the_reason(extraction: Extraction, trigger: str, quote: str, status: Status) -> None:
    mention = by_trigger(extraction, trigger, quote)
    assert mention.status is status
    assert mention.when is None
    assert mention.date_basis is DateBasis.NONE
    assert mention.date_note == "no date in the text"


@pytest.mark.parametrize("words", ["previous editions", "800 companies", "3,000 AI-related products", "widely viewed"])
def test_no_event_from_background(extraction: Extraction, words: str) -> None:
    assert all(words not in mention.quote for mention in extraction.mentions)


def test_without_a_publication_day_nothing_is_dated() -> None:
    extraction = extract_document(document(None))
    assert extraction.mentions
    assert all(mention.when is None for mention in extraction.mentions)
    assert by_trigger(extraction, "released", "strategic blueprint").date_note == "no publication date"
    assert by_trigger(extraction, "Shanghai conference").date_note == "no publication date"
    assert extraction.anchorless >= 2


def test_explain_shows_quote_and_derivation() -> None:
    shown = explain(document(PUBLISHED))
    for words in (
        "⟦released⟧ a strategic blueprint",
        "“Just days earlier”, counted from 26 July 2025 (the publication day), rule",
        "“three days”, under way on 26 July 2025",
        "none: no date in the text",
        "LOOKED LIKE EVENTS, BUT ARE NONE",
    ):
        assert words in shown


def test_explain_lets_no_escape_sequence_through() -> None:
    hostile = Document(Origin("x"), "The ministry released a white paper \x1b[31mon Monday\x9b2J.")
    assert "\x1b" not in explain(hostile)
    assert "\x9b" not in explain(hostile)
