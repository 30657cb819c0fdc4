"""What a timeline covers: how many events, over which days, out of which documents, and since when."""

from __future__ import annotations

from datetime import date

import pandas as pd

from timeline.model import When
from timeline.render.glyphs import counted
from timeline.render.readable import day_of

__all__ = ["coverage"]


def coverage(timeline: pd.DataFrame, mentions: pd.DataFrame, as_of: date | None) -> str:
    """One or two sentences for the head of the page.

    >>> from timeline.table import MENTIONS, TIMELINE
    >>> empty = [pd.DataFrame({c.name: pd.Series([], dtype=c.kind.dtype) for c in t}) for t in (TIMELINE, MENTIONS)]
    >>> coverage(*empty, None)
    'No event was found.'
    """
    if timeline.empty:
        return "No event was found."
    events = counted(len(timeline), "event")
    dated = timeline[timeline["date_start"].notna()]
    told = f"{events}{_days(dated, as_of)}"
    documents = mentions["document_id"].nunique()
    if not documents:
        return f"{told}."
    publishers = mentions["publisher"][mentions["publisher"] != ""].nunique()
    by = f" by {counted(publishers, 'publisher')}" if publishers else ""
    return f"{told}. Reported in {counted(documents, 'document')}{by}{_published(mentions['published'])}."


def _days(dated: pd.DataFrame, as_of: date | None) -> str:
    if dated.empty:
        return ", none of them dated"
    first, last = day_of(dated["date_start"].min()), day_of(dated["date_end"].max())
    if first is None or last is None:
        return ""
    announced = dated[dated["status"].isin(("planned", "proposed"))]
    to_come = int((announced["date_end"] >= pd.Timestamp(as_of)).sum()) if as_of else 0
    ahead = f", {to_come:,} of them still to come" if to_come else ""
    return f" between {When.day(first).shown} and {When.day(last).shown}{ahead}"


def _published(days: pd.Series) -> str:
    first, last = day_of(days.min()), day_of(days.max())
    if first is None or last is None:
        return ""
    if first == last:
        return f", published on {When.day(first).shown}"
    return f", published from {When.day(first).shown} to {When.day(last).shown}"
