"""Days and months that stand in figures: "26/07/2025", "26.7.25", "2025-07"."""

from __future__ import annotations

from datetime import date

from timeline.dates.declared import orders_of
from timeline.dates.meaning import Context, Fields, Meaning, explicit, resolver, whole
from timeline.dates.resolve_calendar import full_year, impossible, month_of_year
from timeline.dates.resolve_ranges import year_range
from timeline.model import DateBasis, When

__all__ = ["month_in_figures", "numeric_day", "year_first_day"]

_CENTURY = 100


@resolver
def numeric_day(fields: Fields, context: Context) -> Meaning:
    """A day in figures: as its numbers, the reader or the rest of the text tell day and month apart.

    >>> context = Context(None, str)
    >>> numeric_day({"first": 18, "second": 2, "year": 2026}, context).value
    '2026-02-18'
    >>> numeric_day({"first": 3, "second": 2, "year": 2026}, context).note
    'day and month cannot be told apart'
    >>> from timeline.dates.declared import Declared
    >>> numeric_day({"first": 3, "second": 2, "year": 26}, Context(None, str, declared=Declared("MDY"))).value
    '2026-03-02'
    """
    first, second, year = whole(fields, "first"), whole(fields, "second"), full_year(whole(fields, "year"))
    orders = orders_of(fields)
    declared = context.declared
    if not orders:
        return Meaning(f"{year:04d}-XX-XX", note="there is no such day or month", flawed=True)
    is_open = len(orders) > 1 and first != second
    if is_open and declared.order not in orders:
        return Meaning(f"{year:04d}-XX-XX", note="day and month cannot be told apart", flawed=True)
    order = declared.order if is_open else orders[0]
    day, month = (first, second) if order == "DMY" else (second, first)
    problem = impossible(year, month, day)
    if problem:
        return Meaning(f"{year:04d}-{month:02d}-{day:02d}", note=problem, flawed=True)
    meant = date(year, month, day)
    note = f"day and month in the order of “{declared.shown_by}” in the same text" if is_open else ""
    return Meaning(meant.isoformat(), When.day(meant), DateBasis.EXPLICIT, note=note if declared.shown_by else "")


@resolver
def year_first_day(fields: Fields, context: Context) -> Meaning:
    """A day of three pairs of figures, which may begin with its year: read only in a declared order.

    >>> from timeline.dates.declared import Declared
    >>> fields = {"one": 25, "two": 7, "three": 26}
    >>> year_first_day(fields, Context(None, str, declared=Declared("YMD"))).value
    '2025-07-26'
    """
    first, second, third = (whole(fields, name) for name in ("one", "two", "three"))
    year_last: Fields = {"first": first, "second": second, "year": third}
    if context.declared.order in orders_of(year_last):
        return numeric_day(year_last, context)
    if context.declared.order != "YMD":
        return Meaning("XXXX-XX-XX", note="year, month and day cannot be told apart", flawed=True)
    year = full_year(first)
    problem = impossible(year, second, third)
    if problem:
        return Meaning(f"{year:04d}-{second:02d}-{third:02d}", note=problem, flawed=True)
    meant = date(year, second, third)
    return explicit(meant.isoformat(), When.day(meant))


@resolver
def month_in_figures(fields: Fields, context: Context) -> Meaning:
    """A month in figures; what may as well be two years ("2009-10") is read as these.

    >>> month_in_figures({"year": 2025, "month": 7}, Context(None, str)).value
    '2025-07'
    >>> month_in_figures({"year": 2009, "month": 10}, Context(None, str)).value
    '2009-01-01/2010-12-31'
    """
    year, month = whole(fields, "year"), whole(fields, "month")
    if month > year % _CENTURY:
        return year_range({"year": year, "end": month}, context)
    return month_of_year({"year": year, "month": month}, context)
