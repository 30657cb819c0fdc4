"""Counting days, weeks, months and years from a day, and how exact the result is."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.dates import intervals
from timeline.model import Granularity, When

__all__ = ["counted", "moved", "moved_on_calendar"]

_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_COARSENESS = ("day", "week", "month", "quarter", "year", "decade", "century")
_GRAIN = {
    Granularity.WEEK: "week",
    Granularity.MONTH: "month",
    Granularity.QUARTER: "quarter",
    Granularity.YEAR: "year",
}
_COUNTS_IN = {"day": "day", "week": "day", "weekend": "day", "fortnight": "day", "month": "month", "quarter": "month"}


def counted(day: date, unit: str, number: float) -> date:
    """The day so many units later (negative: earlier).

    Raises OverflowError or ValueError beyond the years 1 to 9999.

    >>> counted(date(2025, 3, 31), "month", -1), counted(date(2025, 3, 31), "fortnight", 1)
    (datetime.date(2025, 2, 28), datetime.date(2025, 4, 14))
    """
    if unit in _DAYS:
        return day + timedelta(days=round(number * _DAYS[unit]))
    if unit in _MONTHS:
        return intervals.add_months(day, round(number * _MONTHS[unit]))
    return day


def moved(anchor: When, unit: str, number: float, *, hedged: bool = False) -> tuple[str, When]:
    """An anchor moved by exactly so much, at its own unit or that of the count, whichever is coarser.

    Weeks give a day, years count as twelve months each; all but a count of days is approximate, and so is
    that where it is ``hedged`` ("about ten days ago").

    >>> start = When.day(date(2025, 8, 6))
    >>> moved(start, "week", -3)[1].edtf, moved(start, "year", -1)[1].edtf, moved(start, "day", 2)[1].edtf
    ('2025-07-16~', '2024-08~', '2025-08-08')
    """
    start = anchor.end if anchor.granularity is Granularity.RANGE and number > 0 else anchor.start
    day = counted(start, unit, number)
    own = _GRAIN.get(anchor.granularity, "day")
    asked = _COUNTS_IN.get(unit, "month" if unit == "year" else unit)
    grain = max(own, asked, key=_COARSENESS.index)
    _, when = intervals.unit_at(grain, day)
    approximate = hedged or unit != "day"
    if approximate:
        when = When(when.start, when.end, when.extent, when.granularity, approximate=True)
    return _value_of(unit, grain, day), when


def _value_of(unit: str, grain: str, day: date) -> str:
    """The TIMEX3 value of a count: as coarse as the unit in which it counts."""
    coarse = max(grain, unit if unit in _COARSENESS else "day", key=_COARSENESS.index)
    return intervals.unit_at(coarse, day)[0]


def moved_on_calendar(anchor: When, unit: str, number: float) -> When | None:
    """The same, of which only the days are wanted; None where they lie beyond the years 1 to 9999.

    >>> moved_on_calendar(When.day(date(2025, 3, 31)), "year", 9000) is None
    True
    """
    try:
        return moved(anchor, unit, number)[1]
    except (OverflowError, ValueError):
        return None
