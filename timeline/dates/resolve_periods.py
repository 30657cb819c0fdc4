"""Longer stretches of the calendar that are named: years, decades, quarters, halves, seasons, and parts of them."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.dates import intervals
from timeline.dates.meaning import NO_CALENDAR_DATE, NOT_PUBLISHED, Context, Fields, Meaning, explicit, resolver, whole
from timeline.dates.resolve_antiquity import year_away
from timeline.dates.resolve_calendar import CENTURY
from timeline.dates.years import nearest_year
from timeline.model import When

__all__ = ["century_named", "decade_named", "half_named", "quarter_named", "season_named", "year_named"]

_TURN = 30
"""The thirties are the 1930s, the twenties those of this century."""
_QUARTERS = 4


@resolver
def year_named(fields: Fields, _context: Context) -> Meaning:
    """A year, or its early, middle or late part.

    >>> year_named({"year": 2025, "part": "START"}, Context(None, str)).when.edtf
    '[2025-01-01..2025-04-30]'
    """
    year = whole(fields, "year")
    when = intervals.part_of_year(year, str(fields["part"])) if "part" in fields else When.year(year)
    return explicit(f"{year:04d}", when)


@resolver
def decade_named(fields: Fields, _context: Context) -> Meaning:
    """A decade, or the years at its beginning, middle or end.

    >>> decade_named({"decade": 1990, "part": "MID"}, Context(None, str)).when.edtf
    '[1994-01-01..1996-12-31]'
    """
    first = whole(fields, "decade")
    if first < CENTURY:
        first += 1900 if first >= _TURN else 2000
    value, when = intervals.decade(first)
    if "part" in fields:
        early, late = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}[str(fields["part"])]
        when = intervals.within(date(first + early, 1, 1), date(first + late, 12, 31), approximate=True)
    return explicit(value, when)


@resolver
def century_named(fields: Fields, _context: Context) -> Meaning:
    """A century, a third or a half of it; centuries are counted from the year that ends in 00.

    >>> century_named({"nth": 19}, Context(None, str)).value
    '18'
    """
    first = 100 * (whole(fields, "nth") - 1)
    if first < CENTURY:
        return Meaning("XX", note=NO_CALENDAR_DATE)
    value, when = intervals.unit_at("century", date(first, 1, 1))
    name = str(fields.get("part") or fields.get("half", ""))
    if name:
        begin, end = _PARTS_OF_CENTURY[name]
        when = intervals.within(date(first + begin, 1, 1), date(first + end, 12, 31), approximate="part" in fields)
    return explicit(value, when)


_PARTS_OF_CENTURY = {"START": (0, 33), "MID": (34, 66), "END": (67, 99), "1": (0, 49), "2": (50, 99)}


def _year_of(fields: Fields, context: Context, month: int, months: int) -> int | None:
    """The year of a period of so many months: named, counted ("last year"), or the nearest that fits the tense."""
    if "year" in fields:
        return whole(fields, "year")
    if "shift" in fields:
        return context.anchor.year + whole(fields, "shift") if context.anchor else None
    return nearest_year(context, month, months=months).year


def _period(fields: Fields, context: Context, value: str, when: When) -> Meaning:
    return explicit(value, when) if "year" in fields else context.relative(value, when)


@resolver
def quarter_named(fields: Fields, context: Context) -> Meaning:
    """A quarter of a year; without a year the nearest that agrees with the tense.

    >>> quarter_named({"quarter": 3, "year": 2025}, Context(None, str)).value
    '2025-Q3'
    """
    number = whole(fields, "quarter") or whole(fields, "nth")
    if not 1 <= number <= _QUARTERS:
        return Meaning("XXXX-QX", note="there is no such quarter")
    year = _year_of(fields, context, 3 * number - 2, 3)
    if year is None:
        return Meaning(f"XXXX-Q{number}", note=NOT_PUBLISHED)
    return _period(fields, context, f"{year:04d}-Q{number}", When.quarter(year, number))


@resolver
def half_named(fields: Fields, context: Context) -> Meaning:
    """A half of a year.

    >>> half_named({"half": 2, "year": 2025}, Context(None, str)).when.edtf
    '2025-41'
    """
    number = whole(fields, "half")
    year = _year_of({"shift": 0, **fields}, context, 6 * number - 5, 6)
    if year is None:
        return Meaning(f"XXXX-H{number}", note=NOT_PUBLISHED)
    return _period(fields, context, *intervals.half(year, number))


@resolver
def season_named(fields: Fields, context: Context) -> Meaning:
    """A season: with a year, of last or next year, or the last, this, the next one.

    >>> context = Context(date(2025, 8, 6), lambda: "past")
    >>> [season_named({"season": "FA", "turn": turn}, context).value for turn in (-1, 1)]
    ['2024-FA', '2025-FA']
    """
    name = str(fields["season"])
    if context.antique and "year" not in fields and "turn" not in fields:
        return year_away(context.antique, 0, part=f"-{name}")
    if "turn" in fields:
        year = _turned(name, context.anchor, whole(fields, "turn")) if context.anchor else None
    else:
        year = _year_of(fields, context, intervals.SEASON_MONTHS[name], 3)
    if year is None:
        return Meaning(f"XXXX-{name}", note=NOT_PUBLISHED)
    return _period(fields, context, *intervals.season(year, name))


def _turned(name: str, published: date, turn: int) -> int:
    """The year of the last season wholly past, of the one that is on, or of the next to begin."""
    year = published.year
    start = date(year, intervals.SEASON_MONTHS[name], 1)
    if turn > 0:
        return year if start > published else year + 1
    if turn < 0:
        end = intervals.add_months(start, 3) - timedelta(days=1)
        return year if end < published else year - 1
    return year
