"""The laws of the design, held as properties."""

from __future__ import annotations

import ast
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import timeline
from tests.laws.strategies import DAYS, SENTENCES, documents, texts
from timeline.dates import find_dates
from timeline.events import extract, extract_document
from timeline.export import csv_bytes
from timeline.merge import merge
from timeline.model import Document, Event, Granularity, When
from timeline.table import mention_frame, timeline_frame

LIBRARY = Path(timeline.__file__).parent


@given(texts(), st.none() | DAYS)
def test_grounded(text: str, published: date | None) -> None:
    """Law 1: every value that comes from text knows its place."""
    for timex in find_dates(text, published=published):
        assert timex.span.of(text) == timex.text
    for mention in extract(text, published=published):
        assert mention.trigger_span.of(text) == mention.trigger
        assert mention.quote_span.of(text) == mention.quote
        assert mention.quote_span.covers(mention.trigger_span)
        assert (mention.date_text_span is None) == (mention.date_text == "")
        if mention.date_text_span is not None:
            assert mention.date_text_span.of(text) == mention.date_text


@given(texts())
def test_no_anchor_no_relative_date(text: str) -> None:
    """Law 2: without a publication day, a date needs a year in the text."""
    years, decades = re.findall(r"\d{4}|\d{2}", text), re.findall(r"(\d{3})0s", text)
    for mention in extract(text):
        if mention.when is None:
            assert mention.date_note
        else:
            start = str(mention.when.start.year)
            assert start[:3] in decades or any(start.endswith(year) for year in years) or "century" in text


@given(st.sampled_from(SENTENCES), DAYS)
def test_dates_move_with_the_publication_day_or_stand_still(sentence: str, published: date) -> None:
    """Law 2: a whole week later, a weekday lies a week later and a written-out date where it was."""
    week = timedelta(days=7)
    now = find_dates(sentence, published=published)
    later = find_dates(sentence, published=published + week)
    assert [timex.text for timex in now] == [timex.text for timex in later]
    for first, second in zip(now, later, strict=True):
        if first.when is not None and second.when is not None and first.anchor is None:
            assert first.when == second.when


@given(texts(), DAYS)
def test_a_named_month_never_becomes_a_day(text: str, published: date) -> None:
    """Law 2: no date is more exact than its words."""
    for timex in find_dates(text, published=published):
        if timex.when is not None and timex.when.granularity is Granularity.MONTH:
            assert timex.when.days >= 28


def test_the_library_has_no_clock_and_no_network() -> None:
    """Law 3: nothing under timeline/ asks for the time, the zone, the locale or, but for fetching, a socket."""
    forbidden = {"now", "today", "utcnow", "getlocale", "setlocale", "urlopen", "socket", "time", "perf_counter"}
    found = []
    for path in sorted(LIBRARY.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                if name in forbidden:
                    found.append(f"{path.relative_to(LIBRARY)}:{node.lineno} calls {name}()")
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = (
                    [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
                )
                allowed = {"socket", "httpx"} if "fetching" in path.parts else set()
                refused = {"socket", "httpx", "locale", "time"} - allowed
                found += [f"{path}: imports {name}" for name in names if name.split(".")[0] in refused]
    assert not found


def bytes_of(order: tuple[Document, ...]) -> tuple[bytes, bytes]:
    events = merge(mention for document in order for mention in extract_document(document).mentions)
    return csv_bytes(timeline_frame(events)), csv_bytes(mention_frame(events))


@given(st.data())
def test_order_of_documents_does_not_matter(data: st.DataObject) -> None:
    """Law 4: the same documents give the same bytes in any order."""
    some = data.draw(documents())
    shuffled = data.draw(st.permutations(some))
    assert bytes_of(some) == bytes_of(tuple(shuffled))


@given(documents())
def test_every_mention_ends_in_exactly_one_event(some: tuple[Document, ...]) -> None:
    mentions = [mention for document in some for mention in extract_document(document).mentions]
    events: tuple[Event, ...] = merge(mentions)
    kept = sorted(mention.id for event in events for mention in event.mentions)
    assert kept == sorted(mention.id for mention in mentions)
    assert len({event.id for event in events}) == len(events)


@given(DAYS, st.integers(0, 400))
def test_an_interval_never_ends_before_it_starts(start: date, days: int) -> None:
    with pytest.raises(ValueError, match="cannot end before"):
        When(start, start - timedelta(days=days + 1), "lasts", "range")  # type: ignore[arg-type]
