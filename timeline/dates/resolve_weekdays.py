"""Weekdays and weekends counted from the day of publication: "on Friday", "last Tuesday", "a week on Saturday"."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.dates import intervals
from timeline.dates.meaning import NOT_PUBLISHED, NOT_TOLD, Context, Fields, Meaning, resolver, whole
from timeline.model import When

__all__ = ["weekday_by_tense", "weekday_of_week", "weekday_turned", "weekday_week_on", "weekend_by_tense"]

_UNKNOWN_WEEKEND = "XXXX-WXX-WE"
_WEEK = 7


def _day_to_count_from(context: Context) -> tuple[date | None, str]:
    """The day from which weekdays count, or None and why: a narrative may have told but a month or a year.

    >>> from timeline.dates.meaning import Told
    >>> told = Told(When.year(2016), paragraph=0, explicit=True)
    >>> _day_to_count_from(Context(None, str, told=told, narrative=True))
    (None, 'no date told before to count from')
    """
    if context.narrative and context.told is not None and context.told.when.days > _WEEK:
        return None, NOT_TOLD
    return context.anchor, NOT_PUBLISHED


@resolver
def weekday_by_tense(fields: Fields, context: Context) -> Meaning:
    """A bare weekday: the latest one up to publication, or the first from it on where the clause looks ahead.

    >>> from datetime import date
    >>> weekday_by_tense({"weekday": 2}, Context(date(2025, 8, 6), lambda: "past")).value
    '2025-08-06'
    >>> weekday_by_tense({"weekday": 0}, Context(date(2025, 8, 6), lambda: "future")).value
    '2025-08-11'
    """
    suffix = f"T{fields['daypart']}" if "daypart" in fields else ""
    anchor, lack = _day_to_count_from(context)
    if anchor is None:
        return Meaning(f"XXXX-XX-XX{suffix}", note=lack)
    ahead = (whole(fields, "weekday") - anchor.weekday()) % 7
    shift = ahead if context.looks_ahead else -(-ahead % 7)
    day = anchor + timedelta(days=shift)
    return context.relative(day.isoformat() + suffix, When.day(day))


@resolver
def weekday_turned(fields: Fields, context: Context) -> Meaning:
    """Last, this or next Monday: the last before publication, that of its week, the first after it.

    >>> from datetime import date
    >>> context = Context(date(2025, 8, 6), str)
    >>> [weekday_turned({"weekday": 2, "shift": shift}, context).value for shift in (-1, 0, 1)]
    ['2025-07-30', '2025-08-06', '2025-08-13']
    """
    suffix = f"T{fields['daypart']}" if "daypart" in fields else ""
    anchor, lack = _day_to_count_from(context)
    if anchor is None:
        return Meaning(f"XXXX-XX-XX{suffix}", note=lack)
    weekday, shift = whole(fields, "weekday"), whole(fields, "shift")
    ahead = (weekday - anchor.weekday()) % 7
    if shift == 0:
        day = intervals.monday(anchor) + timedelta(days=weekday)
    elif shift > 0:
        day = anchor + timedelta(days=ahead or 7)
    else:
        day = anchor - timedelta(days=(-ahead % 7) or 7)
    return context.relative(day.isoformat() + suffix, When.day(day))


@resolver
def weekday_of_week(fields: Fields, context: Context) -> Meaning:
    """A weekday of last, this or next week.

    >>> from datetime import date
    >>> weekday_of_week({"weekday": 2, "shift": -1}, Context(date(2025, 8, 6), str)).value
    '2025-07-30'
    """
    anchor, lack = _day_to_count_from(context)
    if anchor is None:
        return Meaning("XXXX-XX-XX", note=lack)
    start = intervals.monday(anchor) + timedelta(weeks=whole(fields, "shift"))
    day = start + timedelta(days=whole(fields, "weekday"))
    return context.relative(day.isoformat(), When.day(day))


@resolver
def weekday_week_on(fields: Fields, context: Context) -> Meaning:
    """A week on Saturday: a week after the first Saturday from publication on.

    >>> from datetime import date
    >>> weekday_week_on({"weekday": 5}, Context(date(2025, 8, 6), str)).value
    '2025-08-16'
    """
    anchor, lack = _day_to_count_from(context)
    if anchor is None:
        return Meaning("XXXX-XX-XX", note=lack)
    ahead = (whole(fields, "weekday") - anchor.weekday()) % 7
    day = anchor + timedelta(days=ahead + 7)
    return context.relative(day.isoformat(), When.day(day))


@resolver
def weekend_by_tense(_fields: Fields, context: Context) -> Meaning:
    """The weekend: the latest up to publication, or the first from it on where the clause looks ahead.

    >>> from datetime import date
    >>> weekend_by_tense({}, Context(date(2025, 8, 6), lambda: "past")).value
    '2025-W31-WE'
    """
    anchor, lack = _day_to_count_from(context)
    if anchor is None:
        return Meaning(_UNKNOWN_WEEKEND, note=lack)
    back = anchor.weekday() < intervals.SATURDAY and not context.looks_ahead
    return context.relative(*intervals.unit_at("weekend", anchor - timedelta(weeks=back)))
