"""Which year is meant when the words name none."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from timeline.dates import intervals
from timeline.dates.fields import Value
from timeline.dates.meaning import NOT_PUBLISHED, Context
from timeline.model import DateBasis, Granularity

__all__ = ["MeantYear", "nearest_year"]

_WITHIN_REACH = range(-1, 2)
"""A year left out is the one of publication, the one before or the one after."""
_LEAP_REACH = range(-4, 5)
"""29 February comes round every four years."""
_LEAP_DAY = (2, 29)
_FORGOTTEN = 300
"""A day further off than this many days is told with its year; without one the tense beside it is another verb's."""


@dataclass(frozen=True, slots=True)
class MeantYear:
    """The year that is meant, and what it was counted from; or why it cannot be told."""

    year: int | None
    basis: DateBasis = DateBasis.NONE
    anchor: date | None = None
    anchor_basis: str = "none"
    note: str = ""


def nearest_year(
    context: Context, month: int, day: int = 0, *, months: int = 1, weekday: Value | None = None
) -> MeantYear:
    """The year of a day, or of a period of whole months (``day`` 0), told without one.

    In a text that narrates another time it is the nearest to the date told last; else the nearest to publication that
    agrees with the tense. A weekday that stands beside the day must be right.

    >>> nearest_year(Context(date(2025, 1, 5), lambda: "past"), 12, 31).year
    2024
    """
    anchor = context.anchor
    if anchor is None:
        return MeantYear(None, note=NOT_PUBLISHED)
    if context.narrative and context.told:
        if context.told.when.granularity is Granularity.YEAR:
            return MeantYear(anchor.year, DateBasis.EVENT_RELATIVE, anchor, "text")
        basis, source, direction = DateBasis.EVENT_RELATIVE, "text", ""
    else:
        basis = DateBasis.EXPLICIT if day else DateBasis.RELATIVE
        source, direction = "published", context.direction()
    reach = _LEAP_REACH if (month, day) == _LEAP_DAY else _WITHIN_REACH
    spans = [found for step in reach if (found := _span(anchor.year + step, month, day, months))]
    if weekday is not None:
        spans = [found for found in spans if found[0].weekday() == weekday] or spans
    best = _best(spans, anchor, direction)
    if day and _distance(best, anchor) > _FORGOTTEN:
        best = _best(spans, anchor, "")
    return MeantYear(best[0].year, basis, anchor, source)


def _span(year: int, month: int, day: int, months: int) -> tuple[date, date] | None:
    if not MINYEAR < year < MAXYEAR:
        return None
    if not day:
        start = date(year, month, 1)
        return start, intervals.add_months(start, months) - timedelta(days=1)
    if day > calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)


def _best(spans: list[tuple[date, date]], anchor: date, direction: str) -> tuple[date, date]:
    if direction == "past":
        spans = [span for span in spans if span[0] <= anchor] or spans
    elif direction == "future":
        spans = [span for span in spans if span[1] >= anchor] or spans
    return min(spans, key=lambda span: (_distance(span, anchor), span[0]))


def _distance(span: tuple[date, date], anchor: date) -> int:
    start, end = span
    if start <= anchor <= end:
        return 0
    return min(abs((anchor - start).days), abs((anchor - end).days))
