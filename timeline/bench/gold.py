"""The articles of the benchmark with the events that people found in them; see ``data/guideline.md``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from timeline.bench.sentences import sentence_spans
from timeline.model import Document, Span
from timeline.reading import read

__all__ = ["DATA", "Article", "Days", "GoldEvent", "Part", "articles", "length", "overlap"]

DATA = Path(str(files("timeline.bench") / "data"))
_UNREAD = frozenset(("008", "009", "021", "022", "030", "034", "035", "036", "039", "042"))
"""Articles that nobody reads who writes rules: only their figures are known."""
_UNSCORED = "other"
_MONTH = 31
"""An approximate date may be as long as that, or as twice the gold."""

Days = tuple[date, date]
"""The first and the last day of an interval, both included."""


class Part(StrEnum):
    """A part of the articles: ``open`` to whoever writes rules, or ``unread``."""

    OPEN = "open"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event of an article, as the annotators saw it.

    ``sentences`` are those that hold one of its ``triggers``. An event that is not ``scored`` is not asked for: finding
    it is neither right nor wrong. ``tolerated`` is where the truth of an undated event is known to lie.
    """

    id: str
    article: str
    categories: tuple[str, ...]
    status: str
    unsure: bool
    dates: Days | None
    others: tuple[Days, ...]
    tolerated: Days | None
    approximate: bool
    triggers: tuple[Span, ...]
    sentences: tuple[Span, ...]

    @property
    def scored(self) -> bool:
        """Whether the event has to be found."""
        return self.categories[0] != _UNSCORED and not self.unsure

    def has_date(self, got: Days | None) -> bool:
        """Whether a date is the event's own, or as good."""
        if self.dates is None or got is None:
            return False
        if got == self.dates or got in self.others:
            return True
        return self.approximate and overlap(got, self.dates) and length(got) <= max(_MONTH, 2 * length(self.dates))

    def makes_false(self, got: Days | None) -> bool:
        """Whether a date is invented: the article gives the event none."""
        if self.dates is not None or got is None:
            return False
        near = self.tolerated
        return near is None or not overlap(got, near) or length(got) > max(_MONTH, length(near))


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its events; a ``negative`` one has no dated event of a scored category."""

    document: Document
    events: tuple[GoldEvent, ...]
    negative: bool


def length(days: Days) -> int:
    """How many days an interval has.

    >>> length((date(2025, 7, 26), date(2025, 7, 28)))
    3
    """
    return (days[1] - days[0]).days + 1


def overlap(one: Days, other: Days) -> bool:
    """Whether two intervals share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


@cache
def articles(part: Part) -> tuple[Article, ...]:
    """The articles of a part, by id."""
    documents = {document.id: document for document in read(DATA / "manifest.jsonl")}
    rows = [json.loads(line) for line in (DATA / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    return tuple(
        Article(documents[row["doc_id"]], _events(row, documents[row["doc_id"]].text), bool(row["negative"]))
        for row in rows
        if (row["doc_id"][:3] in _UNREAD) is (part is Part.UNREAD)
    )


def _events(row: Mapping[str, Any], text: str) -> tuple[GoldEvent, ...]:
    spans = sentence_spans(text)
    return tuple(_event(event, row["doc_id"], spans) for event in row["events"])


def _event(event: Mapping[str, Any], article: str, spans: tuple[Span, ...]) -> GoldEvent:
    triggers = tuple(Span(mention["start"], mention["end"]) for mention in event["mentions"])
    return GoldEvent(
        id=event["event_id"],
        article=article,
        categories=(event["category"], *event["alt_categories"]),
        status=event["status"],
        unsure=event["unsure"],
        dates=_days((event["date_start"], event["date_end"])),
        others=tuple(days for pair in event["alt_dates"] if (days := _days(pair))),
        tolerated=_days(event["tolerated"]) if event["tolerated"] else None,
        approximate=event["approx"],
        triggers=triggers,
        sentences=tuple(span for span in spans if any(span.overlaps(trigger) for trigger in triggers)),
    )


def _days(pair: tuple[str | None, str | None]) -> Days | None:
    first, last = pair
    return (date.fromisoformat(first), date.fromisoformat(last)) if first and last else None
