"""What a date means on the calendar: an interval that is as exact as the words, and its names."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["Extent", "Granularity", "When"]


class Granularity(StrEnum):
    """How exact a date is; ``range`` is an explicit span or a part such as a season."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"
    NONE = "none"


class Extent(StrEnum):
    """Whether something fills its interval (``lasts``) or happened on some day in it (``within``)."""

    LASTS = "lasts"
    WITHIN = "within"


_MONTHS = tuple("January February March April May June July August September October November December".split())
_SEASONS = {3: 21, 6: 22, 9: 23, 12: 24}
_SEASON, _HALF, _DECADE = 3, 6, 120
"""Lengths in months of the parts of time that EDTF has names for."""


@dataclass(frozen=True, slots=True)
class When:
    """What a date expression means on the calendar: the days ``start``..``end``, both included.

    Never more exact than the text: a month is a month (``within``), not its first day.

    >>> When(date(2025, 7, 26), date(2025, 7, 28), Extent.LASTS, Granularity.RANGE).edtf
    '2025-07-26/2025-07-28'
    >>> When(date(2025, 7, 1), date(2025, 7, 31), Extent.WITHIN, Granularity.MONTH).edtf
    '2025-07'
    >>> When(date(2025, 7, 19), date(2025, 7, 25), Extent.WITHIN, Granularity.RANGE, approximate=True).shown
    'about 19–25 July 2025'
    """

    start: date
    end: date
    extent: Extent
    granularity: Granularity
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.start > self.end:
            message = f"an interval cannot end before it starts: {self.start}..{self.end}"
            raise ValueError(message)

    @classmethod
    def day(cls, day: date, *, approximate: bool = False) -> When:
        """A single day (``lasts`` by definition)."""
        return cls(day, day, Extent.LASTS, Granularity.DAY, approximate)

    @classmethod
    def month(cls, year: int, month: int, *, approximate: bool = False) -> When:
        """Some day of a calendar month."""
        last = calendar.monthrange(year, month)[1]
        return cls(date(year, month, 1), date(year, month, last), Extent.WITHIN, Granularity.MONTH, approximate)

    @classmethod
    def quarter(cls, year: int, quarter: int, *, approximate: bool = False) -> When:
        """Some day of a calendar quarter (1 to 4)."""
        month = 3 * quarter
        last = calendar.monthrange(year, month)[1]
        return cls(date(year, month - 2, 1), date(year, month, last), Extent.WITHIN, Granularity.QUARTER, approximate)

    @classmethod
    def year(cls, year: int, *, approximate: bool = False) -> When:
        """Some day of a calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), Extent.WITHIN, Granularity.YEAR, approximate)

    @property
    def days(self) -> int:
        """How many days the interval has, at least 1."""
        return (self.end - self.start).days + 1

    @property
    def edtf(self) -> str:
        """The interval in EDTF (ISO 8601-2): level 2 codes for quarters, halves and seasons, sets for ``within``."""
        named = self._named_edtf()
        if named:
            return named + ("~" if self.approximate else "")
        if self.extent is Extent.WITHIN:
            return f"[{self.start}..{self.end}]"
        mark = "~" if self.approximate else ""
        return f"{self.start}{mark}/{self.end}{mark}"

    def _named_edtf(self) -> str:
        start, end = self.start, self.end
        if start == end:
            return start.isoformat()
        if self.extent is Extent.LASTS:
            return ""
        if self.granularity is Granularity.MONTH:
            return f"{start.year:04d}-{start.month:02d}"
        if self.granularity is Granularity.QUARTER:
            return f"{start.year:04d}-{32 + (start.month + 2) // 3}"
        if self.granularity is Granularity.YEAR:
            return f"{start.year:04d}"
        if self.granularity is Granularity.RANGE and start.day == 1 and _is_month_end(end):
            return _part_of_years_edtf(start, end)
        return ""

    @property
    def shown(self) -> str:
        """The date for people: exact where the text is, hedged where it is not."""
        span = _span_shown(self.start, self.end, self.granularity)
        if self.approximate:
            return f"about {span}"
        if self.extent is Extent.WITHIN:
            return f"sometime in {span}" if self.granularity in _NAMED else f"sometime {span}"
        return span


_NAMED = (Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR)


def _is_month_end(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _part_of_years_edtf(start: date, end: date) -> str:
    """Halves, seasons and decades have names in EDTF; other runs of months do not."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == _HALF and start.month in (1, 7):
        return f"{start.year:04d}-{40 if start.month == 1 else 41}"
    if months == _SEASON and start.month in _SEASONS:
        return f"{start.year:04d}-{_SEASONS[start.month]}"
    if months == _DECADE and start.month == 1 and start.year % 10 == 0:
        return f"{start.year // 10:03d}X"
    return ""


def _span_shown(start: date, end: date, granularity: Granularity) -> str:
    if start == end:
        return f"{start.day} {_named(start)} {start.year}"
    if granularity is Granularity.YEAR:
        return str(start.year)
    if granularity is Granularity.MONTH:
        return f"{_named(start)} {start.year}"
    if granularity is Granularity.QUARTER:
        return f"the {_ordinal((start.month + 2) // 3)} quarter of {start.year}"
    if start.year != end.year:
        return f"{start.day} {_named(start)} {start.year} – {end.day} {_named(end)} {end.year}"
    if start.month != end.month:
        return f"{start.day} {_named(start)} – {end.day} {_named(end)} {end.year}"
    return f"{start.day}–{end.day} {_named(end)} {end.year}"


def _named(day: date) -> str:
    """Its month in English, whatever the locale."""
    return _MONTHS[day.month - 1]


def _ordinal(number: int) -> str:
    return ("first", "second", "third", "fourth")[number - 1]
