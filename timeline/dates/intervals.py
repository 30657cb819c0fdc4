"""The units of the calendar: which days they hold, how they are written in TIMEX3, and how one counts in them.

Weeks run from Monday to Sunday; seasons are those of the north.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from timeline.model import Extent, Granularity, When

__all__ = [
    "SATURDAY",
    "SEASON_MONTHS",
    "add_months",
    "decade",
    "half",
    "monday",
    "part_of_month",
    "part_of_year",
    "season",
    "span",
    "unit_at",
    "within",
]

SATURDAY = 5
"""Its number among the days of the week, from Monday on 0."""
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_THIRDS_OF_MONTH = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}
_THIRDS_OF_YEAR = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}


def add_months(day: date, months: int) -> date:
    """The same day some months later (negative: earlier); the last of the month where that day does not exist.

    Raises ValueError beyond the years 1 to 9999.

    >>> add_months(date(2024, 1, 31), 1), add_months(date(2024, 1, 31), -12)
    (datetime.date(2024, 2, 29), datetime.date(2023, 1, 31))
    """
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, _month_length(year, month + 1)))


def _month_length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def monday(day: date) -> date:
    """The Monday of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


def span(start: date, end: date, *, approximate: bool = False) -> When:
    """Days that something fills, both ends included."""
    if start == end:
        return When.day(start, approximate=approximate)
    return When(start, end, Extent.LASTS, Granularity.RANGE, approximate)


def within(start: date, end: date, *, approximate: bool = False) -> When:
    """Some day of an interval that is no unit of the calendar."""
    return When(start, end, Extent.WITHIN, Granularity.RANGE, approximate)


def season(year: int, name: str) -> tuple[str, When]:
    """Spring, summer, autumn or winter that begins in a year.

    >>> season(2024, "WI")[1].edtf
    '2024-24~'
    """
    start = date(year, SEASON_MONTHS[name], 1)
    end = add_months(start, 3) - timedelta(days=1)
    return f"{year:04d}-{name}", within(start, end, approximate=True)


def half(year: int, number: int) -> tuple[str, When]:
    """The first or second half of a year."""
    first, last = (1, 6) if number == 1 else (7, 12)
    return f"{year:04d}-H{number}", within(date(year, first, 1), date(year, last, _month_length(year, last)))


def decade(year: int) -> tuple[str, When]:
    """The ten years from a year that ends in 0."""
    first = year - year % 10
    return f"{first // 10:03d}", within(date(first, 1, 1), date(first + 9, 12, 31))


def part_of_month(year: int, month: int, part: str) -> When:
    """Early, mid or late in a month: its days 1 to 10, 11 to 20, 21 to the end."""
    first, last = _THIRDS_OF_MONTH[part]
    return within(date(year, month, first), date(year, month, min(last, _month_length(year, month))), approximate=True)


def part_of_year(year: int, part: str) -> When:
    """Early, mid or late in a year: a third of it, four months."""
    first, last = _THIRDS_OF_YEAR[part]
    return within(date(year, first, 1), date(year, last, _month_length(year, last)), approximate=True)


def unit_at(unit: str, day: date) -> tuple[str, When]:
    """The unit of the calendar in which a day lies: its TIMEX3 value and its days; hours lie in their day.

    >>> unit_at("week", date(2025, 7, 26))[0], unit_at("quarter", date(2025, 7, 26))[1].edtf
    ('2025-W30', '2025-35')
    """
    return _UNITS[unit](day)


def _day(day: date) -> tuple[str, When]:
    return day.isoformat(), When.day(day)


def _week(day: date) -> tuple[str, When]:
    start = monday(day)
    iso = day.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}", When(start, start + timedelta(days=6), Extent.WITHIN, Granularity.WEEK)


def _weekend(day: date) -> tuple[str, When]:
    saturday = monday(day) + timedelta(days=5)
    return f"{_week(day)[0]}-WE", within(saturday, saturday + timedelta(days=1))


def _month(day: date) -> tuple[str, When]:
    return f"{day.year:04d}-{day.month:02d}", When.month(day.year, day.month)


def _quarter(day: date) -> tuple[str, When]:
    number = (day.month + 2) // 3
    return f"{day.year:04d}-Q{number}", When.quarter(day.year, number)


def _year(day: date) -> tuple[str, When]:
    return f"{day.year:04d}", When.year(day.year)


def _decade(day: date) -> tuple[str, When]:
    return decade(day.year)


def _century(day: date) -> tuple[str, When]:
    first = day.year - day.year % 100
    return f"{day.year // 100:02d}", within(date(first, 1, 1), date(first + 99, 12, 31))


_UNITS = {
    "second": _day,
    "minute": _day,
    "hour": _day,
    "day": _day,
    "week": _week,
    "fortnight": _week,
    "weekend": _weekend,
    "month": _month,
    "quarter": _quarter,
    "year": _year,
    "decade": _decade,
    "century": _century,
}
