"""What a text or its reader declares for all of its dates: the order of figures, and when a fiscal year begins."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from timeline.dates.fields import Value

__all__ = [
    "NOTHING_DECLARED",
    "DateOrder",
    "Declared",
    "FiscalYear",
    "declared",
    "fiscal_year_of",
    "last_day",
    "orders_of",
]

DateOrder = Literal["DMY", "MDY", "YMD"]

_MONTHS = 12
_MOST_DAYS = 31
_ANY_YEAR = 2001
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The first day of a fiscal year, and how far its number lies behind the calendar year in which it begins.

    ``behind`` is None where the text tells only the day: fiscal 2026 begins in 2025 for some and in 2026 for others.
    """

    month: int
    day: int
    behind: int | None = None

    def begins(self, number: int) -> date | None:
        """The first day of the fiscal year of that number, where the text tells it."""
        return None if self.behind is None else date(number - self.behind, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Declared:
    """``order`` is that of days in figures, ``shown_by`` the words of the text that show it (none: the reader said)."""

    order: str = ""
    shown_by: str = ""
    fiscal: FiscalYear | None = None


NOTHING_DECLARED = Declared()


def declared(told: Iterable[Mapping[str, Value]], date_order: DateOrder | None) -> Declared:
    """What the expressions of a text, by their fields, declare together; the reader's order comes first.

    >>> figures = {"first": 26, "second": 7, "year": 2025, "words": "26/07/2025"}
    >>> declared([figures], None)
    Declared(order='DMY', shown_by='26/07/2025', fiscal=None)
    >>> declared([figures, {**figures, "first": 7, "second": 26}], None).order
    ''
    """
    shown: dict[str, str] = {}
    years: set[FiscalYear] = set()
    for values in told:
        orders = orders_of(values)
        if len(orders) == 1 and values.get("first") != values.get("second"):
            shown.setdefault(orders[0], str(values["words"]))
        with suppress(ValueError):
            years.update(fiscal for fiscal in (fiscal_year_of(values),) if fiscal)
    order, words = (date_order, "") if date_order else next(iter(shown.items())) if len(shown) == 1 else ("", "")
    return Declared(order, words, _agreed(years))


def _agreed(years: set[FiscalYear]) -> FiscalYear | None:
    """The one fiscal year of a text; the fullest definition where several say the same day."""
    if len({(year.month, year.day) for year in years}) != 1:
        return None
    numbered = [year for year in years if year.behind is not None]
    if len(numbered) > 1:
        return None
    return numbered[0] if numbered else next(iter(years))


def orders_of(values: Mapping[str, Value]) -> list[str]:
    """In which orders a day in figures with its year last can be read at all.

    >>> orders_of({"first": 26, "second": 7}), orders_of({"first": 3, "second": 4})
    (['DMY'], ['DMY', 'MDY'])
    """
    if "first" not in values or "second" not in values:
        return []
    first, second = int(values["first"]), int(values["second"])
    readings = {"DMY": (first, second), "MDY": (second, first)}
    return [name for name, (day, month) in readings.items() if 1 <= month <= _MONTHS and 1 <= day <= _MOST_DAYS]


def fiscal_year_of(values: Mapping[str, Value]) -> FiscalYear | None:
    """The fiscal year that an expression defines by its first or its last day.

    >>> fiscal_year_of({"year": 2026, "begin_month": 4, "begin_day": 1, "begin_year": 2025})
    FiscalYear(month=4, day=1, behind=1)
    >>> fiscal_year_of({"fiscal": 1, "close_month": 3, "close_day": 31, "close_year": 2026})
    FiscalYear(month=4, day=1, behind=None)
    """
    number = int(values.get("year", 0))
    if "begin_month" in values:
        month, day = int(values["begin_month"]), int(values.get("begin_day", 1))
        begins = int(values.get("begin_year", 0))
    elif "fiscal" in values and "close_month" in values:
        ends = int(values.get("close_year", 0))
        first = last_day(ends or _ANY_YEAR, int(values["close_month"]), int(values.get("close_day", 0))) + _A_DAY
        month, day, begins = first.month, first.day, first.year - 1 if ends else 0
    else:
        return None
    return FiscalYear(month, day, number - begins if number and begins else None)


def last_day(year: int, month: int, day: int) -> date:
    """A day, or the last one of its month where none is told (0).

    Raises ValueError where there is no such day.

    >>> last_day(2024, 2, 0)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, day or calendar.monthrange(year, month)[1])
