"""Stretches told by their length and a month or a year: "the June quarter", "the first nine months of 2025"."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.dates import intervals
from timeline.dates.declared import last_day
from timeline.dates.durations import duration_value
from timeline.dates.meaning import NO_CALENDAR_DATE, NOT_PUBLISHED, Context, Fields, Meaning, explicit, resolver, whole
from timeline.dates.resolve_calendar import day_of_year, month_of_year
from timeline.model import DateBasis, Extent, Granularity, When

__all__ = ["edge_of", "months_of_year", "quarter_of_months", "turn_of_year"]

_QUARTER, _YEAR = 3, 12
_EDGE_DAYS = {"day": 7, "week": 28, "fortnight": 14, "month": 0}
"""How much of its beginning or end the first days, weeks or months of a longer time may reach."""
_EDGE_MONTHS = 4
"""The first months of a year are those that "early" in it means."""


@resolver
def quarter_of_months(fields: Fields, context: Context) -> Meaning:
    """The three months up to the end of one: the July-September quarter, the June quarter.

    >>> quarter_of_months({"month": 6, "year": 2025}, Context(None, str)).when.edtf
    '2025-34'
    """
    told = month_of_year({name: value for name, value in fields.items() if name in ("month", "year")}, context)
    if told.when is None:
        return told
    end = told.when.end
    start = intervals.add_months(end + timedelta(days=1), -_QUARTER)
    if "first_month" in fields and fields["first_month"] != start.month:
        return Meaning(told.value, note="the months are no quarter")
    when = _named(start, end, _QUARTER)
    value = f"{end.year:04d}-Q{end.month // _QUARTER}" if when.granularity is Granularity.QUARTER else f"{start}/{end}"
    return Meaning(value, when, told.basis, told.anchor, told.anchor_basis)


def _named(start: date, end: date, months: int) -> When:
    """Some day of whole months: as a quarter or a year of the calendar where they are one."""
    if months == _QUARTER and start.day == 1 and start.month % _QUARTER == 1:
        return When(start, end, Extent.WITHIN, Granularity.QUARTER)
    if months == _YEAR and (start.month, start.day) == (1, 1):
        return When.year(start.year)
    return intervals.within(start, end)


@resolver
def months_of_year(fields: Fields, context: Context) -> Meaning:
    """The first or the last so many months of a year that is named, or of the year of publication.

    >>> months_of_year({"count": 9, "part": "START", "year": 2025}, Context(None, str)).when.edtf
    '[2025-01-01..2025-09-30]'
    """
    count, year = whole(fields, "count"), whole(fields, "year")
    if not 1 <= count < _YEAR:
        return Meaning("XXXX", note=NO_CALENDAR_DATE)
    if not year and context.anchor is None:
        return Meaning("XXXX", note=NOT_PUBLISHED)
    meant = year or (context.anchor.year + whole(fields, "shift") if context.anchor else 0)
    if fields["part"] == "START":
        start, end = date(meant, 1, 1), last_day(meant, count, 0)
    else:
        start, end = date(meant, _YEAR - count + 1, 1), date(meant, _YEAR, 31)
    value, when = duration_value(count, "month"), _named(start, end, count)
    return explicit(value, when) if year else context.relative(value, when)


@resolver
def edge_of(fields: Fields, context: Context) -> Meaning:
    """The first or last days, weeks or months of a month or a year.

    >>> fields = {"edge": "END", "unit": "week", "year": 2024}
    >>> edge_of(fields, Context(None, str)).when.edtf
    '[2024-12-04..2024-12-31]'
    """
    longer = (
        month_of_year(fields, context)
        if "month" in fields
        else explicit(f"{whole(fields, 'year'):04d}", When.year(whole(fields, "year")))
    )
    if longer.when is None:
        return longer
    start, end = longer.when.start, longer.when.end
    days = 7 if "one" in fields and fields["unit"] == "week" else _EDGE_DAYS.get(str(fields["unit"]))
    if days is None:
        return Meaning(longer.value, note=NO_CALENDAR_DATE)
    at_start = fields["edge"] == "START"
    if not days and at_start:
        end = intervals.add_months(start, _EDGE_MONTHS) - timedelta(days=1)
    elif not days:
        start = intervals.add_months(end + timedelta(days=1), -_EDGE_MONTHS)
    elif at_start:
        end = start + timedelta(days=days - 1)
    else:
        start = end - timedelta(days=days - 1)
    when = intervals.within(start, end, approximate=True)
    return Meaning(longer.value, when, longer.basis, longer.anchor, longer.anchor_basis)


@resolver
def turn_of_year(_fields: Fields, context: Context) -> Meaning:
    """The turn of a year: from late December to early January around the New Year that agrees with the tense.

    >>> turn_of_year({}, Context(date(2025, 8, 6), lambda: "past")).when.edtf
    '[2024-12-21..2025-01-10]'
    """
    told = day_of_year({"month": 1, "day": 1}, context)
    if told.when is None:
        return Meaning("XXXX", note=told.note)
    year = told.when.start.year
    when = intervals.within(date(year - 1, 12, 21), date(year, 1, 10), approximate=True)
    return Meaning(f"{year:04d}", when, DateBasis.RELATIVE, told.anchor, told.anchor_basis)
