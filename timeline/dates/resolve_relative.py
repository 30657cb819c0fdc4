"""Dates counted from the day of publication: "today", "last week", "next July", "two weeks ago"."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.dates import intervals
from timeline.dates.counting import counted, moved
from timeline.dates.durations import duration_value
from timeline.dates.meaning import NO_CALENDAR_DATE, NOT_PUBLISHED, Context, Fields, Meaning, resolver, whole
from timeline.dates.resolve_reports import same_period
from timeline.model import DateBasis, When

__all__ = [
    "day_away",
    "deadline_span",
    "month_turned",
    "part_of_unit",
    "reference",
    "reference_in_history",
    "stretch",
    "today",
    "unit_turned",
    "units_from_publication",
    "units_from_tomorrow",
    "vague_from_publication",
]


@resolver
def day_away(fields: Fields, context: Context) -> Meaning:
    """Today, yesterday, tomorrow: so many days from publication, perhaps a part of that day.

    >>> day_away({"shift": -1}, Context(date(2025, 3, 1), str)).value
    '2025-02-28'
    """
    suffix = f"T{fields['daypart']}" if "daypart" in fields else ""
    if context.published is None:
        return Meaning(f"XXXX-XX-XX{suffix}", note=NOT_PUBLISHED)
    day = context.published + timedelta(days=whole(fields, "shift"))
    return Meaning(day.isoformat() + suffix, When.day(day), DateBasis.RELATIVE, context.published, "published")


@resolver
def month_turned(fields: Fields, context: Context) -> Meaning:
    """Last, this or next July: the last one over at publication, that of its year, the first to begin after it.

    >>> context = Context(date(2025, 8, 6), str)
    >>> [month_turned({"month": 7, "shift": shift}, context).value for shift in (-1, 0, 1)]
    ['2025-07', '2025-07', '2026-07']
    """
    month, shift = whole(fields, "month"), whole(fields, "shift")
    if context.anchor is None:
        return Meaning(f"XXXX-{month:02d}", note=NOT_PUBLISHED)
    year = context.anchor.year
    if shift < 0:
        year -= month >= context.anchor.month
    elif shift > 0:
        year += month <= context.anchor.month
    return context.relative(f"{year:04d}-{month:02d}", When.month(year, month))


@resolver
def stretch(fields: Fields, context: Context) -> Meaning:
    """The last or the next so many units: the time between publication and so far away.

    >>> stretch({"unit": "month", "count": 3, "sign": -1}, Context(date(2025, 8, 6), str)).when.edtf
    '[2025-05-06..2025-08-06]'
    """
    unit, count = str(fields["unit"]), float(fields["count"])
    value = duration_value(fields["count"], unit)
    if context.anchor is None:
        return Meaning(value, note=NOT_PUBLISHED)
    away = counted(context.anchor, unit, count * whole(fields, "sign"))
    ends = sorted((context.anchor, away))
    return context.relative(value, intervals.within(ends[0], ends[1], approximate=True))


@resolver
def unit_turned(fields: Fields, context: Context) -> Meaning:
    """Last, this or next week, month, quarter, year: the whole of it.

    >>> unit_turned({"unit": "week", "shift": -1}, Context(date(2025, 8, 6), str)).value
    '2025-W31'
    """
    unit = str(fields["unit"])
    if context.anchor is None:
        return Meaning(_unknown(unit), note=NOT_PUBLISHED)
    day = counted(context.anchor, unit, whole(fields, "shift"))
    value, when = intervals.unit_at(unit, day)
    return context.relative(value, when)


def _unknown(unit: str) -> str:
    return {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}.get(unit, "XXXX")


@resolver
def part_of_unit(fields: Fields, context: Context) -> Meaning:
    """Early, mid or late in last, this or next month or year.

    >>> part_of_unit({"unit": "year", "shift": -1, "part": "END"}, Context(date(2025, 8, 6), str)).when.edtf
    '[2024-09-01..2024-12-31]'
    """
    unit, part = str(fields["unit"]), str(fields["part"])
    if context.anchor is None:
        return Meaning(_unknown(unit), note=NOT_PUBLISHED)
    day = counted(context.anchor, unit, whole(fields, "shift"))
    value, when = intervals.unit_at(unit, day)
    if unit == "month":
        when = intervals.part_of_month(day.year, day.month, part)
    elif unit == "year":
        when = intervals.part_of_year(day.year, part)
    return context.relative(value, when)


@resolver
def units_from_publication(fields: Fields, context: Context) -> Meaning:
    """So many units before (``sign`` -1) or after publication; exact to the day only where the text says so.

    >>> context = Context(date(2025, 8, 6), str)
    >>> units_from_publication({"unit": "week", "count": 2, "sign": -1}, context).when.edtf
    '2025-07-23~'
    """
    if context.anchor is None:
        return Meaning(_past_or_future(fields), note=NOT_PUBLISHED)
    unit, number = str(fields["unit"]), float(fields["count"]) * whole(fields, "sign")
    if unit == "year" and context.period and context.compares:
        return same_period(context.period, years=round(number))
    if "to_the_day" in fields:
        day = counted(context.anchor, unit, number)
        return context.relative(day.isoformat(), When.day(day))
    return context.relative(*moved(When.day(context.anchor), unit, number, hedged="about" in fields))


@resolver
def units_from_tomorrow(fields: Fields, context: Context) -> Meaning:
    """A week from tomorrow: a day, for weeks and days are counted exactly from one.

    >>> units_from_tomorrow({"unit": "week", "count": 1}, Context(date(2025, 8, 6), str)).value
    '2025-08-14'
    """
    if context.published is None:
        return Meaning("FUTURE_REF", note=NOT_PUBLISHED)
    day = counted(context.published + timedelta(days=1), str(fields["unit"]), float(fields["count"]))
    return context.relative(day.isoformat(), When.day(day))


def _past_or_future(fields: Fields) -> str:
    return "PAST_REF" if whole(fields, "sign") < 0 else "FUTURE_REF"


VAGUE_DAYS = {"day": (1, 7), "week": (7, 30), "month": (31, 365), "year": (366, 3652)}
"""How near and how far an uncounted number of units lies, in days."""
_COMING_DAYS = {"day": (1, 7), "week": (1, 28), "month": (1, 365), "year": (1, 3652)}
"""The same for units that begin at once: "in the coming weeks", "in recent days"."""


@resolver
def vague_from_publication(fields: Fields, context: Context) -> Meaning:
    """Days, weeks or months before or after publication, nobody says how many.

    >>> context = Context(date(2025, 8, 6), str)
    >>> vague_from_publication({"unit": "week", "sign": 1, "near": 1}, context).when.edtf
    '[2025-08-07..2025-09-03]'
    """
    value = duration_value("X", str(fields["unit"])) if "near" in fields else _past_or_future(fields)
    if context.anchor is None:
        return Meaning(value, note=NOT_PUBLISHED)
    when = vague_span(fields, context.anchor)
    return context.relative(value, when) if when else Meaning(value, note=NO_CALENDAR_DATE)


def vague_span(fields: Fields, anchor: date) -> When | None:
    """The days that "days earlier" or "in the coming weeks" may mean, or None for units of no such sense."""
    reach = (_COMING_DAYS if "near" in fields else VAGUE_DAYS).get(str(fields["unit"]))
    if reach is None:
        return None
    ends = sorted(anchor + timedelta(days=whole(fields, "sign") * days) for days in reach)
    return intervals.within(ends[0], ends[1], approximate=True)


@resolver
def deadline_span(fields: Fields, context: Context) -> Meaning:
    """Within so many units: from publication up to then.

    >>> deadline_span({"unit": "month", "count": 6}, Context(date(2025, 8, 6), str)).when.edtf
    '[2025-08-06..2026-02-06]'
    """
    unit, number = str(fields["unit"]), float(fields["count"])
    value = duration_value(fields["count"], unit)
    if context.anchor is None:
        return Meaning(value, note=NOT_PUBLISHED)
    end = counted(context.anchor, unit, number)
    return context.relative(value, intervals.within(context.anchor, end, approximate=True))


@resolver
def reference(fields: Fields, _context: Context) -> Meaning:
    """Now, recently, soon: words that name no place on the calendar.

    >>> reference({"value": "PRESENT_REF"}, Context(None, str)).when is None
    True
    """
    return Meaning(str(fields["value"]), note=NO_CALENDAR_DATE)


@resolver
def reference_in_history(fields: Fields, context: Context) -> Meaning | None:
    """A word that names a time only in a history.

    >>> reference_in_history({"value": "PAST_REF"}, Context(None, str)) is None
    True
    """
    return reference(fields, context) if context.narrative else None


@resolver
def today(fields: Fields, context: Context) -> Meaning:
    """Today: the day of publication; in a history no more than "nowadays".

    >>> today({"shift": 0}, Context(date(2025, 3, 1), str)).value
    '2025-03-01'
    """
    if context.narrative:
        return Meaning("PRESENT_REF", note=NO_CALENDAR_DATE)
    return day_away(fields, context)
