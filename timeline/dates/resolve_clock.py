"""Times of day: "2:30 p.m. on Friday", "noon", "at midnight"."""

from __future__ import annotations

from timeline.dates.meaning import Context, Fields, Meaning, resolver, whole
from timeline.dates.resolve_calendar import day_of_year
from timeline.dates.resolve_relative import day_away, weekday_by_tense
from timeline.model import DateBasis, Granularity, TimexType

__all__ = ["clock_time"]

_NOON = 12


@resolver
def clock_time(fields: Fields, context: Context) -> Meaning:
    """A time of day on the day that is named beside it, else on the day of publication.

    >>> from datetime import date

    >>> clock_time({"hour": 2, "minute": 30, "ampm": "pm"}, Context(date(2025, 7, 26), str)).value
    '2025-07-26T14:30'
    """
    if "weekday" in fields and "day" not in fields:
        day = weekday_by_tense({"weekday": fields["weekday"]}, context)
    elif "day" in fields:
        day = day_of_year(fields, context)
    elif context.narrative and context.told and context.told.when.granularity is Granularity.DAY:
        told = context.told.when
        day = Meaning(told.start.isoformat(), told, DateBasis.EVENT_RELATIVE, told.start, "text")
    else:
        day = day_away({"shift": fields.get("shift", 0)}, context)
    return Meaning(
        f"{day.value}T{_clock(fields)}",
        day.when,
        day.basis,
        day.anchor,
        day.anchor_basis,
        note=day.note,
        type=TimexType.TIME,
    )


def _clock(fields: Fields) -> str:
    hour = whole(fields, "hour")
    if fields.get("ampm") == "pm" and hour < _NOON:
        hour += _NOON
    elif fields.get("ampm") == "am" and hour == _NOON:
        hour = 0
    return f"{hour:02d}:{whole(fields, 'minute'):02d}"
