"""Pairs of reports through extraction and merging: those of one event are joined, near-misses are not."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline.events import extract_document
from timeline.merge import merge
from timeline.model import Document, Event, Origin

HERE = Path(__file__).parent
ONE = tomllib.loads((HERE / "one_event.toml").read_text(encoding="utf-8"))["pair"]
TWO = tomllib.loads((HERE / "two_events.toml").read_text(encoding="utf-8"))["pair"]
BOTH = {"first", "second"}


def events_of(pair: dict[str, Any]) -> tuple[Event, ...]:
    mentions = []
    for name in sorted(BOTH):
        report: dict[str, Any] = pair[name]
        published: date = report["published"]
        origin = Origin(name, title=report.get("title", ""), publisher=name, published=published)
        mentions += extract_document(Document(origin, report["text"])).mentions
    events = merge(mentions)
    told = {one.origin.id for event in events if event.category == pair["category"] for one in event.mentions}
    assert told == BOTH, f"{pair['category']} is found in {sorted(told)} only"
    return events


def documents_of(event: Event) -> set[str]:
    return {mention.origin.id for mention in event.mentions}


def test_there_are_pairs_enough() -> None:
    assert len(ONE) >= 40
    assert len(TWO) >= 60


@pytest.mark.parametrize("pair", ONE, ids=[pair["why"] for pair in ONE])
def test_reports_of_one_event_are_joined(pair: dict[str, Any]) -> None:
    joined = [event for event in events_of(pair) if documents_of(event) == BOTH]
    assert [event.category for event in joined] == [pair["category"]]
    [event] = joined
    assert event.joins
    assert all(join.evidence for join in event.joins)


@pytest.mark.parametrize("pair", TWO, ids=[pair["why"] for pair in TWO])
def test_near_misses_stay_apart(pair: dict[str, Any]) -> None:
    assert [event.title for event in events_of(pair) if documents_of(event) == BOTH] == []
