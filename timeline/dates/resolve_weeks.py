"""Weeks and weekends named by a day or a number, and weekdays named by their place in a month."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.dates import intervals
from timeline.dates.meaning import Context, Fields, Meaning, explicit, resolver, whole
from timeline.dates.resolve_calendar import day_of_year
from timeline.dates.resolve_feasts import nth_weekday
from timeline.dates.years import nearest_year
from timeline.model import Extent, Granularity, When

__all__ = ["nth_of_month", "week_numbered", "week_of_day", "weekend_of_day"]

_WEEK = timedelta(days=6)


@resolver
def week_of_day(fields: Fields, context: Context) -> Meaning:
    """The week in which a day lies (``side`` 0), that begins (1) or ends (-1) with it.

    >>> fields = {"day": 6, "month": 8, "year": 2025}
    >>> [week_of_day({**fields, "side": side}, Context(None, str)).when.edtf for side in (0, 1, -1)]
    ['[2025-08-04..2025-08-10]', '[2025-08-06..2025-08-12]', '[2025-07-31..2025-08-06]']
    """
    told = day_of_year({name: value for name, value in fields.items() if name != "side"}, context)
    if told.when is None:
        return told
    day, side = told.when.start, whole(fields, "side")
    start = intervals.monday(day) if side == 0 else day if side > 0 else day - _WEEK
    value = intervals.unit_at("week", start)[0] if start.weekday() == 0 else f"{start}/{start + _WEEK}"
    when = When(start, start + _WEEK, Extent.WITHIN, Granularity.WEEK)
    return Meaning(value, when, told.basis, told.anchor, told.anchor_basis)


@resolver
def week_numbered(fields: Fields, _context: Context) -> Meaning:
    """A week by its number in a year (ISO 8601).

    >>> week_numbered({"week": 32, "year": 2025}, Context(None, str)).when.edtf
    '[2025-08-04..2025-08-10]'
    >>> week_numbered({"week": 53, "year": 2025}, Context(None, str)).note
    '2025 has no week 53'
    """
    week, year = whole(fields, "week"), whole(fields, "year")
    try:
        start = date.fromisocalendar(year, week, 1)
    except ValueError:
        return Meaning(f"{year:04d}-WXX", note=f"{year} has no week {week}", flawed=True)
    return explicit(*intervals.unit_at("week", start))


@resolver
def weekend_of_day(fields: Fields, context: Context) -> Meaning:
    """The weekend to which a day belongs, or that follows it.

    >>> weekend_of_day({"day": 2, "month": 8, "year": 2025}, Context(None, str)).value
    '2025-W31-WE'
    """
    told = day_of_year({name: value for name, value in fields.items() if name != "end"}, context)
    if told.when is None:
        return told
    value, when = intervals.unit_at("weekend", told.when.start)
    return Meaning(value, when, told.basis, told.anchor, told.anchor_basis)


@resolver
def nth_of_month(fields: Fields, context: Context) -> Meaning:
    """The first Monday or the last weekend of a month.

    >>> nth_of_month({"which": -1, "weekday": 4, "month": 7, "year": 2025}, Context(None, str)).value
    '2025-07-25'
    >>> nth_of_month({"which": 1, "month": 8, "year": 2025}, Context(None, str)).value
    '2025-W31-WE'
    """
    month, year = whole(fields, "month"), whole(fields, "year")
    found = None if year else nearest_year(context, month)
    year = year or (found.year or 0 if found else 0)
    if found and not year:
        return Meaning(f"XXXX-{month:02d}", note=found.note)
    day = nth_weekday(year, month, fields.get("weekday", intervals.SATURDAY), whole(fields, "which"))
    if day is None:
        return Meaning(f"{year:04d}-{month:02d}", note="the month has no such weekday", flawed=True)
    value, when = intervals.unit_at("day" if "weekday" in fields else "weekend", day)
    return Meaning(value, when, found.basis, found.anchor, found.anchor_basis) if found else explicit(value, when)
