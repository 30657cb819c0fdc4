"""Dates by which figures are reported and compared: "the quarter", "the year-earlier period", "a year ago"."""

from __future__ import annotations

from datetime import date

from timeline.dates import intervals
from timeline.dates.meaning import Context, Fields, Meaning, Told, resolver, whole
from timeline.model import DateBasis

__all__ = ["same_period", "told_period"]

_MONTHS_A_YEAR = 12


@resolver
def told_period(fields: Fields, context: Context) -> Meaning | None:
    """The quarter of which the text has told, or the same one ``years`` later (negative: earlier); of another year.

    Where no quarter was told, "the quarter" is no date at all, and a "year-earlier" profit is that of the year before.

    >>> from timeline.model import When

    >>> told = Told(When.quarter(2025, 3), 0, explicit=True)
    >>> context = Context(date(2025, 10, 26), str, period=told)
    >>> told_period({"years": -1}, context).value, told_period({"year": 2023}, context).value
    ('2024-Q3', '2023-Q3')
    >>> told_period({}, Context(date(2025, 10, 26), str)) is None
    True
    """
    years, year = whole(fields, "years"), whole(fields, "year")
    if context.period is None:
        if not years or context.published is None:
            return None
        value, when = intervals.unit_at("year", date(context.published.year + years, 1, 1))
        return context.relative(value, when)
    told = context.period
    return same_period(told, years=year - told.when.start.year if year else years)


def same_period(told: Told, *, years: int) -> Meaning:
    """The quarter (or year) on which a text reports, so many years later.

    >>> from timeline.model import When

    >>> same_period(Told(When.quarter(2025, 3), 0, explicit=True), years=-1).when.edtf
    '2024-35'
    """
    start = intervals.add_months(told.when.start, _MONTHS_A_YEAR * years)
    value, when = intervals.unit_at(told.when.granularity, start)
    return Meaning(value, when, DateBasis.EVENT_RELATIVE, told.when.start, "text")
