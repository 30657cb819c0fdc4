"""Spans with two ends: "26–28 July", "from March to June 2025", "2010–2012", "Thursday to Sunday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from timeline.dates import intervals
from timeline.dates.meaning import Context, Fields, Meaning, explicit, resolver, whole
from timeline.dates.resolve_calendar import CENTURY, day_of_year, full_year, month_of_year
from timeline.dates.resolve_periods import quarter_named
from timeline.dates.resolve_weekdays import weekday_by_tense
from timeline.dates.years import nearest_year
from timeline.model import DateBasis, When

__all__ = ["day_range", "month_range", "quarter_range", "weekday_range", "year_range"]

_TURNED = "the end lies before the beginning"


def _joined(first: Meaning, last: Meaning, basis: DateBasis) -> Meaning:
    """From the beginning of one date to the end of another."""
    if first.when is None or last.when is None or last.when.end < first.when.start:
        return Meaning(first.value, note=first.note or last.note or _TURNED, ends=(first, last))
    when = intervals.span(first.when.start, last.when.end)
    return Meaning(f"{when.start}/{when.end}", when, basis, first.anchor, first.anchor_basis, ends=(first, last))


@resolver
def day_range(fields: Fields, context: Context) -> Meaning:
    """From one day to another: ``day``, ``month``, ``year`` and ``end``, ``end_month``, ``end_year`` as far as told.

    >>> day_range({"day": 30, "month": 12, "end": 2, "end_month": 1, "end_year": 2026}, Context(None, str)).when.edtf
    '2025-12-30/2026-01-02'
    """
    last = _end_of(fields)
    year = whole(fields, "year")
    if not year and last["year"]:
        crosses = (whole(last, "month"), whole(last, "day")) < (whole(fields, "month"), whole(fields, "day"))
        year = whole(last, "year") - crosses
    first = {name: value for name, value in fields.items() if name in ("day", "month", "weekday")}
    start = day_of_year({**first, "year": year} if year else first, context)
    if start.when is None:
        return start
    begun = start.when.start
    crosses = (whole(last, "month"), whole(last, "day")) < (begun.month, begun.day)
    end = day_of_year({**last, "year": last["year"] or begun.year + crosses}, context)
    return _joined(start, end, DateBasis.EXPLICIT)


def _end_of(fields: Fields) -> dict[str, int]:
    return {
        "day": whole(fields, "end"),
        "month": whole(fields, "end_month") or whole(fields, "month"),
        "year": full_year(whole(fields, "end_year")),
    }


@resolver
def month_range(fields: Fields, context: Context) -> Meaning:
    """From one month to another, whole months.

    >>> month_range({"month": 3, "end_month": 6, "year": 2025}, Context(None, str)).when.edtf
    '2025-03-01/2025-06-30'
    """
    first, last = whole(fields, "month"), whole(fields, "end_month")
    year, end_year = whole(fields, "year"), whole(fields, "end_year") or whole(fields, "year")
    if not year and end_year:
        year = end_year - (last < first)
    if not year and context.narrative and last < first:
        end_year = nearest_year(context, last).year or 0
        year = end_year - 1
    start = month_of_year({"month": first, "year": year} if year else {"month": first}, context)
    if start.when is None:
        return start
    end_year = end_year or start.when.start.year + (last < first)
    end = replace(start, value=f"{end_year:04d}-{last:02d}", when=When.month(end_year, last))
    return _joined(start, end, start.basis)


@resolver
def quarter_range(fields: Fields, context: Context) -> Meaning:
    """From one quarter of a year to another.

    >>> quarter_range({"quarter": 1, "end": 3, "year": 2025}, Context(None, str)).when.edtf
    '2025-01-01/2025-09-30'
    """
    first, last = (
        quarter_named({"quarter": fields[name], "year": fields["year"]}, context) for name in ("quarter", "end")
    )
    return _joined(first, last, DateBasis.EXPLICIT)


@resolver
def year_range(fields: Fields, _context: Context) -> Meaning:
    """From one year to another; two digits are the end of the same century.

    >>> year_range({"year": 2010, "end": 12}, Context(None, str)).when.edtf
    '2010-01-01/2012-12-31'
    """
    year, end = whole(fields, "year"), whole(fields, "end")
    end = year - year % 100 + end if end < CENTURY else end
    first, last = (explicit(f"{each:04d}", When.year(each)) for each in (year, end))
    return _joined(first, last, DateBasis.EXPLICIT)


@resolver
def weekday_range(fields: Fields, context: Context) -> Meaning:
    """From one weekday to another.

    >>> from datetime import date

    >>> weekday_range({"weekday": 3, "end": 6}, Context(date(2025, 8, 4), lambda: "past")).when.edtf
    '2025-07-31/2025-08-03'
    """
    start = weekday_by_tense({"weekday": fields["weekday"]}, context)
    if start.when is None:
        return start
    days = (whole(fields, "end") - whole(fields, "weekday")) % 7
    end = start.when.start + timedelta(days=days)
    return _joined(start, replace(start, value=end.isoformat(), when=When.day(end)), DateBasis.RELATIVE)
