"""Which events the files for people hold where there are too many for them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from heapq import nsmallest

from timeline.ledger import Brief, Telling
from timeline.model import Status

__all__ = ["SHOWN_EVENTS", "SHOWN_MENTIONS", "SHOWN_ROWS", "foremost"]

SHOWN_EVENTS = 10_000
"""Events in the report, the workbook, the calendar, the feed, the slides and the summary: a report of so many is 6 MB
and the largest that is measured (``tests/benchmarks/report.py``), and nobody looks through more. The CSV and Parquet
files and ``timeline.jsonl`` hold all."""
SHOWN_MENTIONS = 50_000
"""Mentions of these events, for the same reason: five an event."""
SHOWN_ROWS = 10_000
"""Rows of leads, and of problems."""


def foremost(told: Telling, changed: Collection[str], as_of: date) -> Telling:
    """The events that people are shown, in the order of the timeline: as many as the limits allow, at least one.

    First come those that changed since the files before or are planned for a day to come, then all others, each part by
    rank: so what is new is there whatever its rank.
    """
    if len(told) <= SHOWN_EVENTS and told.mention_count <= SHOWN_MENTIONS:
        return told
    chosen: set[str] = set()
    mentions = 0
    for brief in nsmallest(
        SHOWN_EVENTS, told.briefs, key=lambda one: (one.id not in changed and not _is_ahead(one, as_of), one.rank)
    ):
        mentions += brief.mentions
        if chosen and mentions > SHOWN_MENTIONS:
            break
        chosen.add(brief.id)
    return told.only(chosen)


def _is_ahead(brief: Brief, as_of: date) -> bool:
    return brief.status is Status.PLANNED and brief.end is not None and brief.end >= as_of
