"""Reading a given publication day: exactly as written, or not at all."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DAY_CURE", "read_day"]

DAY_CURE = "write the day as YYYY-MM-DD"

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2}|\d{8})(?:[T ].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ].*)?")
_FULL_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# A written-out date with weekday, time and zone is shorter; longer text is prose, which no date parser should mine.
_LONGEST_DATE = 60
_ORDERS = ("DMY", "MDY")


@lru_cache(maxsize=4096)
def read_day(text: str, order: str = "") -> tuple[date | None, str]:
    """Give the day that a manifest, header or page gives, or None and the reason.

    ISO days and times (their day as written, whatever the zone), else a calendar date written out in English. A month,
    a year or "yesterday" is no day; a date that reads differently in America and Europe is none either, unless
    ``order`` ("DMY" or "MDY") settles it.

    >>> read_day("2025-07-26T23:30:00-07:00")
    (datetime.date(2025, 7, 26), '')
    >>> read_day("26 July 2025")
    (datetime.date(2025, 7, 26), '')
    >>> read_day("03/04/2025")
    (None, "'03/04/2025' is ambiguous: 3 April or 4 March 2025")
    """
    stripped = text.strip()
    if iso := _ISO.fullmatch(stripped):
        return _numbers_day(stripped, iso[1].replace("-", ""))
    if year_first := _YEAR_FIRST.fullmatch(stripped):
        return _numbers_day(stripped, f"{year_first[1]}{int(year_first[2]):02}{int(year_first[3]):02}")
    if len(stripped) > _LONGEST_DATE or not _FULL_YEAR.search(stripped):
        return None, f"{stripped[:_LONGEST_DATE]!r} is no full date"
    return _written_day(stripped, (order,) if order else _ORDERS)


def _numbers_day(text: str, digits: str) -> tuple[date | None, str]:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])), ""
    except ValueError:
        return None, f"{text[:_LONGEST_DATE]!r} is no day of the calendar"


def _written_day(text: str, orders: tuple[str, ...]) -> tuple[date | None, str]:
    days = [day for order in orders if (day := _parsed(text, order)) is not None]
    if not days:
        return None, f"{text!r} is no full date"
    first, last = days[0], days[-1]
    if first != last:
        return None, f"{text!r} is ambiguous: {first.day} {first:%B} or {last.day} {last:%B} {last.year}"
    return first, ""


def _parsed(text: str, order: str) -> date | None:
    import dateparser  # noqa: PLC0415 - takes a third of a second, and ISO days do not need it

    settings: Mapping[str, object] = {
        "DATE_ORDER": order,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "STRICT_PARSING": True,
        # Only absolute dates: relative words would be counted from the machine's clock.
        "PARSERS": ["absolute-time"],
        "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - a fixed day in place of the clock; it has no zone
        # Keeps the zone that is written, so that the day stays the one that is written.
        "RETURN_AS_TIMEZONE_AWARE": True,
    }
    parsed = dateparser.parse(text, languages=["en"], settings=dict(settings))
    return parsed.date() if parsed else None
