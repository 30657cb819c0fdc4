"""Times of day: "2:30 p.m. on Friday", "14:30 GMT", "at midnight", "from 9 to 11 a.m."."""

from __future__ import annotations

from dataclasses import replace

from timeline.dates.meaning import Context, Fields, Meaning, resolver
from timeline.dates.resolve_calendar import day_of_year
from timeline.dates.resolve_figures import numeric_day
from timeline.dates.resolve_relative import day_away
from timeline.dates.resolve_told import event_relative
from timeline.dates.resolve_weekdays import weekday_by_tense, weekday_turned
from timeline.model import Granularity, TimexType

__all__ = ["clock_span", "clock_time"]

_NOON = 12


@resolver
def clock_time(fields: Fields, context: Context) -> Meaning:
    """A time of day on the day named beside it, else on that told in full before it, else on that of publication.

    The zone stands in the value only where it is that of Greenwich or an offset from it.

    >>> from datetime import date

    >>> clock_time({"clock": "14:30", "zone": "Z"}, Context(date(2025, 7, 26), str)).value
    '2025-07-26T14:30Z'
    """
    day = _day(fields, context)
    return replace(day, value=f"{day.value}T{fields['clock']}{_zone(fields)}", type=TimexType.TIME)


def _zone(fields: Fields) -> str:
    return str(fields.get("zone") or fields.get("offset") or "")


def _day(fields: Fields, context: Context) -> Meaning:
    if "first" in fields:
        return numeric_day(fields, context)
    if "day" in fields:
        return replace(day_of_year(fields, context), doubt="")
    if "weekday" in fields:
        named = {"weekday": fields["weekday"]}
        turned = "shift" in fields
        return (
            weekday_turned({**named, "shift": fields["shift"]}, context) if turned else weekday_by_tense(named, context)
        )
    told = context.told if context.narrative else context.told_here
    if "shift" not in fields and told and told.when.granularity is Granularity.DAY:
        return event_relative(told.when.start.isoformat(), told.when, told)
    return day_away({"shift": fields.get("shift", 0)}, context)


@resolver
def clock_span(fields: Fields, context: Context) -> Meaning:
    """From one time of day to another; a bare hour takes its half of the day from the later one.

    >>> from datetime import date

    >>> clock_span({"hour": "09:00", "end_clock": "11:00"}, Context(date(2025, 7, 26), str)).value
    '2025-07-26T09:00/2025-07-26T11:00'
    """
    day, zone, end = _day(fields, context), _zone(fields), str(fields["end_clock"])
    begin = str(fields["clock"]) if "clock" in fields else _in_half_of(end, str(fields["hour"]))
    first, last = (replace(day, value=f"{day.value}T{at}{zone}", type=TimexType.TIME) for at in (begin, end))
    return replace(first, value=f"{first.value}/{last.value}", ends=(first, last))


def _in_half_of(end: str, begin: str) -> str:
    """A bare hour in that half of the day which lets it lie before the end.

    >>> _in_half_of("23:00", "09:00"), _in_half_of("13:00", "11:00")
    ('21:00', '11:00')
    """
    hour, minute = begin.split(":")
    later = f"{int(hour) % _NOON + _NOON:02d}:{minute}"
    return later if later < end else begin
