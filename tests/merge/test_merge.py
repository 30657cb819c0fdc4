"""What different documents tell of one happening becomes one event; what differs stays apart."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.events import extract_document
from timeline.merge import merge
from timeline.model import Document, Event, Origin, Status


def told(*texts: tuple[str, str]) -> tuple[Event, ...]:
    """The events of documents given as (publication day, text)."""
    mentions = []
    for number, (published, text) in enumerate(texts):
        origin = Origin(f"d{number}", publisher=f"P{number}", published=date.fromisoformat(published))
        mentions += extract_document(Document(origin, text)).mentions
    return merge(mentions)


ONE = {
    "one act in other words": (
        ("2025-07-24", "The White House published its AI Action Plan on July 23, 2025."),
        ("2025-07-26", "Just days earlier, the U.S. released a strategic blueprint."),
    ),
    "one conference, planned and reported": (
        ("2025-07-01", "The World AI Conference will be held in Shanghai from 26 to 28 July."),
        ("2025-07-26", "The Shanghai conference, which spans three days, continues."),
    ),
    "the same release in two papers": (
        ("2023-07-04", "China announced export controls on gallium on Monday."),
        ("2023-07-05", "China's commerce ministry announced export controls on gallium on July 3."),
    ),
}

TWO = {
    "two editions": (
        ("2024-07-05", "The World AI Conference was held in Shanghai from 4 to 6 July 2024."),
        ("2025-07-29", "The World AI Conference was held in Shanghai from 26 to 28 July 2025."),
    ),
    "two countries": (
        ("2023-07-05", "The Netherlands tightened its export controls on Friday."),
        ("2023-07-05", "Japan tightened its export controls on Friday."),
    ),
    "announced and in force": (
        ("2023-07-05", "China announced export controls on gallium on July 3."),
        ("2023-08-02", "The export controls on gallium took effect on Aug. 1, 2023."),
    ),
    "two undated acts": (
        ("2023-07-05", "Washington has imposed export controls on China."),
        ("2025-07-05", "Washington has imposed export controls on China."),
    ),
    "two towns on one day": (
        ("2025-05-14", "The Chips Forum opened in Dresden on Monday."),
        ("2025-05-14", "The Chips Forum opened in Osaka on Monday."),
    ),
}


@pytest.mark.parametrize("texts", ONE.values(), ids=ONE)
def test_one_event(texts: tuple[tuple[str, str], ...]) -> None:
    [event] = told(*texts)
    assert {mention.origin.id for mention in event.mentions} == {"d0", "d1"}


@pytest.mark.parametrize("texts", TWO.values(), ids=TWO)
def test_two_events(texts: tuple[tuple[str, str], ...]) -> None:
    assert len(told(*texts)) == 2


def test_the_more_exact_date_wins() -> None:
    [event] = told(*ONE["one act in other words"])
    assert event.when is not None
    assert event.when.edtf == "2025-07-23"
    assert event.date_note == ""


def test_disagreement_is_told() -> None:
    [event] = told(
        ("2025-07-20", "The World AI Conference will be held in Shanghai from 26 to 28 July."),
        ("2025-07-21", "The World AI Conference will be held in Shanghai from 27 to 29 July."),
    )
    assert event.date_note == "1 document says 26–28 July 2025, 1 says 27–29 July 2025"


def test_the_latest_document_gives_the_status() -> None:
    [event] = told(
        ("2025-01-10", "The Tallinn Digital Forum will be held in May 2025."),
        ("2025-03-10", "The Tallinn Digital Forum, planned for May, has been called off."),
    )
    assert event.status is Status.CANCELLED
    assert event.status_as_of == date(2025, 3, 10)


def test_ranks_follow_documents() -> None:
    events = told(
        ("2025-07-24", "The White House published its AI Action Plan on July 23, 2025."),
        ("2025-07-26", "The U.S. released its AI action plan on July 23. The Tallinn Forum opened on Friday."),
    )
    ranked = {event.rank: event.category for event in events}
    assert ranked[1] == "blueprint_release"
    assert sorted(ranked) == [1, 2]
