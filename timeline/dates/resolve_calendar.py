"""Days and months that are named: "26 July 2025", "2025-07-26", "late July"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from timeline.dates import intervals
from timeline.dates.counted import CENTURY, full_year
from timeline.dates.meaning import NOT_PUBLISHED, Context, Fields, Meaning, explicit, resolver, whole
from timeline.dates.written import disagreement
from timeline.dates.years import nearest_year
from timeline.model import When

__all__ = ["CENTURY", "day_of_year", "full_year", "impossible", "month_of_year"]

_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def impossible(year: int, month: int, day: int) -> str:
    """Why there is no such day, or nothing.

    >>> impossible(2023, 2, 29), impossible(0, 6, 31), impossible(0, 2, 29), impossible(2025, 13, 5)
    ('29 February 2023 does not exist', '31 June does not exist', '', 'there is no month 13')
    """
    if not 1 <= month <= len(_MONTH_NAMES):
        return f"there is no month {month}"
    try:
        date(year or 2000, month, day)
    except ValueError:
        shown = f"{day} {_MONTH_NAMES[month - 1]}"
        return f"{shown} {year} does not exist" if year else f"{shown} does not exist"
    return ""


@resolver
def day_of_year(fields: Fields, context: Context) -> Meaning:
    """A day of a month, perhaps a part of it; a missing year is that of the nearest such day agreeing with the tense.

    >>> context = Context(date(2025, 8, 6), lambda: "past")
    >>> day_of_year({"day": 26, "month": 7}, context).value
    '2025-07-26'
    >>> day_of_year({"day": 31, "month": 6, "year": 2025}, context).note
    '31 June 2025 does not exist'
    """
    year, month, day = full_year(whole(fields, "year")), whole(fields, "month"), whole(fields, "day")
    if "years" in fields:
        return _day_of_counted_year(fields, context, month, day)
    problem = impossible(year, month, day)
    if problem:
        return Meaning(f"{year or 'XXXX'}-{month:02d}-{day:02d}", note=problem, flawed=True)
    part = f"T{fields['daypart']}" if "daypart" in fields else ""
    if year:
        meant = date(year, month, day)
        doubt = "" if part else disagreement(str(fields.get("words", "")), meant)
        return explicit(meant.isoformat() + part, When.day(meant), doubt=doubt)
    found = _day_without_year(fields, context, month, day)
    return replace(found, value=found.value + part)


def _day_of_counted_year(fields: Fields, context: Context, month: int, day: int) -> Meaning:
    """A day of last, this or next year."""
    value = f"XXXX-{month:02d}-{day:02d}"
    if context.anchor is None:
        return Meaning(value, note=NOT_PUBLISHED)
    year = context.anchor.year + whole(fields, "years")
    problem = impossible(year, month, day)
    if problem:
        return Meaning(value, note=problem, flawed=True)
    meant = date(year, month, day)
    return context.relative(meant.isoformat(), When.day(meant))


def _day_without_year(fields: Fields, context: Context, month: int, day: int) -> Meaning:
    found = nearest_year(context, month, day, weekday=fields.get("weekday"))
    value = f"XXXX-{month:02d}-{day:02d}"
    if found.year is None:
        return Meaning(value, note=found.note)
    try:
        meant = date(found.year, month, day)
    except ValueError:
        return Meaning(value, note=impossible(found.year, month, day), flawed=True)
    return Meaning(meant.isoformat(), When.day(meant), found.basis, found.anchor, found.anchor_basis)


@resolver
def month_of_year(fields: Fields, context: Context) -> Meaning:
    """A month, or its early, middle or late part; where the year is missing, the nearest that agrees with the tense.

    >>> context = Context(date(2025, 8, 6), lambda: "past")
    >>> month_of_year({"month": 9}, context).value
    '2024-09'
    >>> month_of_year({"month": 7, "year": 2025, "part": "END"}, context).when.edtf
    '[2025-07-21..2025-07-31]'
    """
    year, month = full_year(whole(fields, "year")), whole(fields, "month")
    if "years" in fields:
        return _month_of_counted_year(fields, context, month)
    if year:
        return explicit(f"{year:04d}-{month:02d}", _month_when(fields, year, month))
    found = nearest_year(context, month)
    if found.year is None:
        return Meaning(f"XXXX-{month:02d}", note=found.note)
    when = _month_when(fields, found.year, month)
    return Meaning(f"{found.year:04d}-{month:02d}", when, found.basis, found.anchor, found.anchor_basis)


@resolver
def month_of_section(fields: Fields, context: Context) -> Meaning | None:
    """A month that is the label of a line; without a year for a heading it may be the name of who speaks.

    >>> month_of_section({"month": 4}, Context(date(2025, 8, 6), str, year_above=2023)).value
    '2023-04'
    >>> month_of_section({"month": 4}, Context(date(2025, 8, 6), str)) is None
    True
    """
    return month_of_year(fields, context) if context.year_above else None


def _month_of_counted_year(fields: Fields, context: Context, month: int) -> Meaning:
    """A month of last, this or next year."""
    if context.anchor is None:
        return Meaning(f"XXXX-{month:02d}", note=NOT_PUBLISHED)
    year = context.anchor.year + whole(fields, "years")
    return context.relative(f"{year:04d}-{month:02d}", _month_when(fields, year, month))


def _month_when(fields: Fields, year: int, month: int) -> When:
    if "part" in fields:
        return intervals.part_of_month(year, month, str(fields["part"]))
    if "week" in fields:
        start = 7 * whole(fields, "week") - 6
        return intervals.within(date(year, month, start), date(year, month, start + 6), approximate=True)
    if "half" in fields:
        whole_month = When.month(year, month)
        first, last = (1, 15) if fields["half"] == 1 else (16, whole_month.end.day)
        return intervals.within(date(year, month, first), date(year, month, last))
    return When.month(year, month)
