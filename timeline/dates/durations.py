"""Lengths of time: "three days", "a two-year programme", "weeks"; and times that come round: "every Monday"."""

from __future__ import annotations

from timeline.dates.fields import Value
from timeline.dates.meaning import NO_CALENDAR_DATE, Context, Fields, Meaning, resolver
from timeline.model import DateBasis, TimexType

__all__ = ["duration", "duration_value", "repeated"]

_CODES = {
    "second": ("PT", 1, "S"),
    "minute": ("PT", 1, "M"),
    "hour": ("PT", 1, "H"),
    "day": ("P", 1, "D"),
    "weekend": ("P", 1, "WE"),
    "week": ("P", 1, "W"),
    "fortnight": ("P", 2, "W"),
    "month": ("P", 1, "M"),
    "quarter": ("P", 1, "Q"),
    "year": ("P", 1, "Y"),
    "decade": ("P", 1, "E"),
    "century": ("P", 1, "C"),
}
_HALF = 0.5
_HALVES = {
    "minute": ("PT", "30S"),
    "hour": ("PT", "30M"),
    "day": ("PT", "12H"),
    "year": ("P", "6M"),
    "decade": ("P", "5Y"),
    "century": ("P", "50Y"),
}
"""Half of a unit, in the next smaller one."""
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 2}


def duration_value(count: Value, unit: str) -> str:
    """A length in TIMEX3; an uncounted number is X.

    >>> duration_value(3, "day"), duration_value("X", "week"), duration_value(2, "fortnight")
    ('P3D', 'PXW', 'P4W')
    >>> duration_value(2.5, "year"), duration_value(0.5, "hour"), duration_value(1.5, "minute")
    ('P2Y6M', 'PT30M', 'PT1M30S')
    """
    prefix, factor, code = _CODES[unit]
    if isinstance(count, str):
        return f"{prefix}{count}{code}"
    whole, rest = divmod(count, 1)
    if rest != _HALF or unit not in _HALVES or (whole and _HALVES[unit][0] != prefix):
        return f"{prefix}{count * factor:g}{code}"
    more_prefix, more = _HALVES[unit]
    return f"{prefix}{whole * factor:g}{code}{more}" if whole else f"{more_prefix}{more}"


@resolver
def duration(fields: Fields, _context: Context) -> Meaning:
    """A length of time; how many days it has where they can be counted.

    >>> duration({"count": 2, "unit": "week"}, Context(None, str)).days
    14
    """
    count, unit = fields.get("count", "X"), str(fields["unit"])
    if "half" in fields and not isinstance(count, str):
        count += _HALF
    days = None if isinstance(count, str) or unit not in _DAYS else round(count * _DAYS[unit])
    return Meaning(duration_value(count, unit), basis=DateBasis.DURATION, days=days or None, note=NO_CALENDAR_DATE)


@resolver
def repeated(fields: Fields, _context: Context) -> Meaning:
    """A time that comes round: how often, or on which weekday.

    >>> repeated({"unit": "year"}, Context(None, str)).value
    'P1Y'
    """
    if "value" in fields:
        value = str(fields["value"])
    elif "weekday" in fields:
        value = f"XXXX-WXX-{int(fields['weekday']) + 1}"
    elif "month" in fields:
        value = f"XXXX-{int(fields['month']):02d}"
    else:
        value = duration_value(fields.get("count", 1), str(fields["unit"]))
    return Meaning(value, note=NO_CALENDAR_DATE, type=TimexType.SET)
