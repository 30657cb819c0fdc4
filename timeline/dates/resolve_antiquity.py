"""Years before the common era, which no column of days can hold: they keep their TIMEX3 value and stay undated."""

from __future__ import annotations

from timeline.dates.meaning import Context, Fields, Meaning, resolver, whole

__all__ = ["year_away", "year_before_christ", "year_of_old"]

_BEFORE_CALENDAR = "before the year 1, where the calendar begins"


@resolver
def year_before_christ(fields: Fields, _context: Context) -> Meaning:
    """A year before Christ, or two, a part of one, a decade or century; TIMEX2 and TIMEX3 write BC and four digits.

    >>> year_before_christ({"old_year": 480}, Context(None, str)).value
    'BC0480'
    >>> year_before_christ({"nth": 5}, Context(None, str)).value
    'BC04'
    """
    if "nth" in fields:
        return Meaning(f"BC{whole(fields, 'nth') - 1:02d}", note=_BEFORE_CALENDAR)
    if "old_decade" in fields:
        return Meaning(f"BC{whole(fields, 'old_decade') // 10:03d}", note=_BEFORE_CALENDAR)
    part = (
        f"-{fields['season']}" if "season" in fields else f"-{whole(fields, 'month'):02d}" if "month" in fields else ""
    )
    day = f"-{whole(fields, 'day'):02d}" if "day" in fields else ""
    first = year_away(whole(fields, "old_year"), 0, part=part + day)
    if "end" not in fields:
        return first
    return Meaning(first.value, note=_BEFORE_CALENDAR, ends=(first, _before(whole(fields, "end"))))


@resolver
def year_of_old(fields: Fields, context: Context) -> Meaning | None:
    """A bare year; before Christ where the text has named such years, else no date at all.

    >>> year_of_old({"old_year": 480}, Context(None, str)) is None
    True
    """
    return _before(whole(fields, "old_year")) if context.antique else None


def year_away(year: int, shift: int, *, part: str = "") -> Meaning:
    """So many years later than a year before Christ, or a ``part`` of it such as "-SP".

    >>> year_away(480, 1).value, year_away(480, 0, part="-WI").value
    ('BC0479', 'BC0480-WI')
    """
    return Meaning(f"BC{year - shift:04d}{part}", note=_BEFORE_CALENDAR)


def _before(year: int) -> Meaning:
    return year_away(year, 0)
