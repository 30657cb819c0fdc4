"""Fiscal years and their parts, read only where the text says when its fiscal year begins."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.dates import intervals
from timeline.dates.declared import fiscal_year_of, last_day
from timeline.dates.meaning import Context, Fields, Meaning, explicit, resolver, whole
from timeline.dates.resolve_calendar import CENTURY, full_year
from timeline.model import Extent, Granularity, When

__all__ = ["fiscal_period", "fiscal_year_ending"]

UNDEFINED = "the text does not say when its fiscal year begins"
_QUARTERS = 4


@resolver
def fiscal_period(fields: Fields, context: Context) -> Meaning:
    """A fiscal year, or a quarter or half of it: dated where this expression or the text defines the year.

    >>> fiscal_period({"year": 26, "quarter": 3}, Context(None, str)).value
    'FY2026-Q3'
    >>> begins = {"begin_month": 4, "begin_day": 1, "begin_year": 2025}
    >>> fiscal_period({"year": 2026, **begins}, Context(None, str)).when.edtf
    '[2025-04-01..2026-03-31]'
    """
    quarter, half = whole(fields, "quarter") or whole(fields, "nth"), whole(fields, "half")
    if quarter > _QUARTERS:
        return Meaning("FYXXXX", note="there is no such quarter")
    number = full_year(whole(fields, "year"))
    last = whole(fields, "last_year")
    last = last if last >= CENTURY or not last else number - number % CENTURY + last
    part = f"-Q{quarter}" if quarter else f"-H{half}" if half else ""
    value = f"FY{last or number or 'XXXX'}{part}"
    start = _begins(fields, context, number, two_years=bool(last)) if number else None
    if start is None:
        return Meaning(value, note=UNDEFINED)
    if quarter:
        return explicit(value, _months(intervals.add_months(start, 3 * quarter - 3), 3))
    if half:
        return explicit(value, _months(intervals.add_months(start, 6 * half - 6), 6))
    return explicit(value, _months(start, 12))


def _begins(fields: Fields, context: Context, number: int, *, two_years: bool) -> date | None:
    fiscal = fiscal_year_of(fields) or context.declared.fiscal
    if fiscal is None:
        return None
    return date(number, fiscal.month, fiscal.day) if two_years else fiscal.begins(number)


def _months(start: date, months: int) -> When:
    end = intervals.add_months(start, months) - timedelta(days=1)
    if months == 3 and start.day == 1 and start.month % 3 == 1:  # noqa: PLR2004 - a quarter has three months
        return When(start, end, Extent.WITHIN, Granularity.QUARTER)
    return intervals.within(start, end)


@resolver
def fiscal_year_ending(fields: Fields, _context: Context) -> Meaning:
    """A fiscal year told by the day on which it ends.

    >>> fields = {"close_day": 31, "close_month": 3, "close_year": 2026}
    >>> fiscal_year_ending(fields, Context(None, str)).when.edtf
    '[2025-04-01..2026-03-31]'
    """
    end = last_day(whole(fields, "close_year"), whole(fields, "close_month"), whole(fields, "close_day"))
    start = intervals.add_months(end + timedelta(days=1), -12)
    return explicit(f"{start}/{end}", intervals.within(start, end))
