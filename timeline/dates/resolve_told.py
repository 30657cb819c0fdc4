"""Dates counted from one that the text has told before: "two days later", "the same day", "the following month"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from timeline.dates import intervals
from timeline.dates.counting import counted, moved
from timeline.dates.meaning import NOT_PUBLISHED, NOT_TOLD, Context, Fields, Meaning, Told, explicit, resolver, whole
from timeline.dates.resolve_antiquity import year_away
from timeline.dates.resolve_calendar import day_of_year, month_of_year
from timeline.dates.resolve_periods import season_named
from timeline.dates.resolve_relative import vague_span
from timeline.dates.resolve_reports import same_period
from timeline.model import DateBasis, Granularity, When

__all__ = [
    "next_told_unit",
    "of_told_year",
    "rest_of_year",
    "same_told",
    "told_season",
    "told_weekday",
    "units_before",
    "units_from_told",
    "vague_before",
    "vague_from_told",
]


def event_relative(value: str, when: When, told: Told) -> Meaning:
    """A date counted from one told before."""
    return Meaning(value, when, DateBasis.EVENT_RELATIVE, told.when.start, "text")


def _untold(value: str) -> Meaning:
    return Meaning(value, note=NOT_TOLD)


def _of_event(fields: Fields, context: Context) -> Context:
    """Counting from "the announcement" is counting from the last day on which something happened."""
    return replace(context, told=context.told_event or context.told) if "event" in fields else context


def _of_past(context: Context) -> Context:
    """What a past clause tells is not counted from a day to come, but from the last on which something happened."""
    told, published = context.told, context.published
    ahead = told is not None and published is not None and told.when.start > published
    return replace(context, told=context.told_event) if ahead and context.direction() == "past" else context


def _from_exact(fields: Fields, context: Context) -> Context:
    """Days and weeks are not counted from a year in passing ("a law from 1952. Four days later"), but from a day."""
    told = context.told
    if context.narrative or told is None or told.when.granularity is not Granularity.YEAR:
        return context
    return replace(context, told=context.told_event) if fields["unit"] in ("day", "week") else context


@resolver
def same_told(fields: Fields, context: Context) -> Meaning:
    """The same day, month or year: that of the date told before.

    >>> told = Told(When.day(date(2025, 7, 26)), 0, explicit=True)
    >>> same_told({"unit": "month"}, Context(None, str, told)).value
    '2025-07'
    """
    return next_told_unit({**fields, "shift": 0}, context)


@resolver
def next_told_unit(fields: Fields, context: Context) -> Meaning:
    """The following or the previous day, week, month or year, counted from the date told before.

    >>> told = Told(When.day(date(2025, 7, 26)), 0, explicit=True)
    >>> next_told_unit({"unit": "month", "shift": 1}, Context(None, str, told)).value
    '2025-08'
    """
    unit, shift = str(fields["unit"]), whole(fields, "shift")
    context = _of_past(_of_event(fields, context))
    suffix = f"T{fields['daypart']}" if "daypart" in fields else ""
    if context.antique and unit == "year":
        return year_away(context.antique, shift)
    if context.told is None:
        return _untold("XXXX-XX-XX" if unit == "day" else "XXXX")
    when = context.told.when
    start = when.end if shift > 0 else when.start
    exact = when.granularity is Granularity.DAY or (shift and when.granularity is Granularity.RANGE)
    if unit == "day" and not exact:
        return _untold("XXXX-XX-XX")
    value, meant = intervals.unit_at(unit, counted(start, unit, shift))
    return event_relative(value + suffix, meant, context.told)


@resolver
def units_from_told(fields: Fields, context: Context) -> Meaning:
    """So many units later or earlier than the date told before.

    >>> told = Told(When.day(date(2025, 7, 26)), 0, explicit=True)
    >>> units_from_told({"unit": "day", "count": 2, "sign": 1}, Context(None, str, told)).value
    '2025-07-28'
    """
    context = _of_past(_of_event(fields, _from_exact(fields, context)))
    if context.told is None:
        return _untold("FUTURE_REF" if whole(fields, "sign") > 0 else "PAST_REF")
    number = float(fields["count"]) * whole(fields, "sign")
    return event_relative(
        *moved(context.told.when, str(fields["unit"]), number, hedged="about" in fields), context.told
    )


@resolver
def units_before(fields: Fields, context: Context) -> Meaning:
    """So many units earlier: than the explicit date of the same paragraph, else than publication.

    >>> units_before({"unit": "day", "count": 2, "sign": -1}, Context(date(2025, 8, 6), str)).value
    '2025-08-04'
    """
    unit, number = str(fields["unit"]), float(fields["count"]) * whole(fields, "sign")
    if unit == "year" and context.period and context.compares:
        return same_period(context.period, years=round(number))
    told = context.told_here or (context.told if context.narrative else None)
    if told:
        return units_from_told(fields, replace(context, told=told))
    if context.published is None:
        return Meaning("PAST_REF", note=NOT_PUBLISHED)
    value, when = moved(When.day(context.published), unit, number, hedged="about" in fields)
    return Meaning(value, when, DateBasis.RELATIVE, context.published, "published")


@resolver
def vague_from_told(fields: Fields, context: Context) -> Meaning:
    """Days or weeks later than the date told before, nobody says how many.

    >>> told = Told(When.day(date(2025, 7, 26)), 0, explicit=True)
    >>> vague_from_told({"unit": "day", "sign": 1}, Context(None, str, told)).when.edtf
    '[2025-07-27..2025-08-02]'
    """
    value = "FUTURE_REF" if whole(fields, "sign") > 0 else "PAST_REF"
    context = _of_past(context)
    if context.told is None:
        return _untold(value)
    anchor = context.told.when.end if whole(fields, "sign") > 0 else context.told.when.start
    when = vague_span(fields, anchor)
    return event_relative(value, when, context.told) if when else _untold(value)


@resolver
def vague_before(fields: Fields, context: Context) -> Meaning:
    """Days or weeks earlier: than the explicit date of the same paragraph, else than publication.

    >>> vague_before({"unit": "day", "sign": -1}, Context(date(2025, 8, 6), str)).when.edtf
    '[2025-07-30..2025-08-05]'
    """
    told = context.told_here or (context.told if context.narrative else None)
    if told:
        return vague_from_told(fields, replace(context, told=told))
    if context.published is None:
        return Meaning("PAST_REF", note=NOT_PUBLISHED)
    when = vague_span(fields, context.published)
    if when is None:
        return Meaning("PAST_REF", note=NOT_TOLD)
    return Meaning("PAST_REF", when, DateBasis.RELATIVE, context.published, "published")


@resolver
def rest_of_year(fields: Fields, context: Context) -> Meaning:
    """Later in a year: from the month after the date told last to its end; with none told in it, the whole year.

    >>> told = Told(When.day(date(2025, 7, 26)), 0, explicit=True)
    >>> rest_of_year({"year": 2025}, Context(None, str, told)).when.edtf
    '[2025-08-01..2025-12-31]'
    """
    told = context.told
    year = whole(fields, "year") or (told.when.end.year if told else 0)
    if not year:
        return _untold("XXXX")
    first = told.when.end.month + 1 if told and told.when.end.year == year else 1
    when = intervals.within(date(year, min(first, 12), 1), date(year, 12, 31), approximate=True)
    if "year" in fields or told is None:
        return explicit(f"{year:04d}", when)
    return event_relative(f"{year:04d}", when, told)


@resolver
def of_told_year(fields: Fields, context: Context) -> Meaning:
    """A day, month or season of the year told before, or of the one after or before it.

    >>> told = Told(When.year(1979), 0, explicit=True)
    >>> of_told_year({"month": 8, "told": 1}, Context(None, str, told)).value
    '1980-08'
    """
    if context.told is None:
        return _untold("XXXX")
    year = {"year": context.told.when.start.year + whole(fields, "told")}
    resolve = season_named if "season" in fields else day_of_year if "day" in fields else month_of_year
    found = resolve({**fields, **year}, context)
    return event_relative(found.value, found.when, context.told) if found.when else found


@resolver
def told_season(fields: Fields, context: Context) -> Meaning | None:
    """That winter, the following spring: the season of the year told before, or the next to begin after it.

    >>> told = Told(When.month(1779, 7), 0, explicit=True)
    >>> [told_season({"season": "SP", **turn}, Context(None, str, told)).value for turn in ({}, {"turn": 1})]
    ['1779-SP', '1780-SP']
    """
    if context.told is None:
        return None
    told, name = context.told.when, str(fields["season"])
    begins = intervals.SEASON_MONTHS[name]
    turn = whole(fields, "turn")
    later = turn > 0 and (begins <= told.end.month or told.granularity is Granularity.YEAR)
    earlier = turn < 0 and begins + 2 >= told.start.month
    return event_relative(*intervals.season(told.start.year + later - earlier, name), context.told)


@resolver
def told_weekday(fields: Fields, context: Context) -> Meaning:
    """The previous or the following Monday, counted from the day told before.

    >>> told = Told(When.day(date(2025, 7, 26)), 0, explicit=True)
    >>> told_weekday({"weekday": 2, "shift": -1}, Context(None, str, told)).value
    '2025-07-23'
    """
    told = _of_past(context).told
    if told is None or told.when.granularity not in (Granularity.DAY, Granularity.RANGE):
        return _untold("XXXX-XX-XX")
    weekday = whole(fields, "weekday")
    if whole(fields, "shift") < 0:
        anchor = told.when.start
        day = anchor - timedelta(days=(anchor.weekday() - weekday) % 7 or 7)
    else:
        anchor = told.when.end
        day = anchor + timedelta(days=(weekday - anchor.weekday()) % 7 or 7)
    return event_relative(day.isoformat(), When.day(day), told)
