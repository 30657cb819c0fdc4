"""Feasts and holidays: "Christmas Day", "Easter Monday", "Thanksgiving 2024", "the Lunar New Year".

Easter is computed by dateutil, which is there for pandas and dateparser anyway; other days that move are the nth
weekday of a month or stand in a table of the rule files. The package ``holidays`` knows more, but answers what is a day
off in a country, and the name of a feast does not tell the country: where the day differs, it stays undated.
"""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import partial

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from timeline.dates.fields import Value
from timeline.dates.meaning import Context, Fields, Meaning, explicit, resolver, whole
from timeline.dates.resolve_calendar import day_of_year
from timeline.dates.years import nearest_of
from timeline.model import When
from timeline.rulebook.words import shipped_words

__all__ = ["feast_day", "moving_feast_day", "nth_weekday", "open_feast_day"]

_EASTERS = {"easter": EASTER_WESTERN, "orthodox": EASTER_ORTHODOX}
_GREGORIAN = 1583
"""Easter is computed in the calendar in which newspapers are dated, and that begins in this year."""
_LAST_EASTER = 4099


@resolver
def feast_day(fields: Fields, context: Context) -> Meaning:
    """A feast that falls on the same day every year.

    >>> feast_day({"feast": 1225, "year": 2024}, Context(None, str)).value
    '2024-12-25'
    """
    month, day = divmod(whole(fields, "feast"), 100)
    counted = {"years": fields["years"]} if "years" in fields else {}
    return day_of_year({"month": month, "day": day, "year": whole(fields, "year"), **counted}, context)


@resolver
def moving_feast_day(fields: Fields, context: Context) -> Meaning:
    """A feast that falls on another day each year; without a year the nearest that agrees with the tense.

    >>> feasts = ("easter 1", "orthodox 0", "11 thursday 4", "lunar")
    >>> [moving_feast_day({"feast": feast, "year": 2024}, Context(None, str)).value for feast in feasts]
    ['2024-04-01', '2024-05-05', '2024-11-28', '2024-02-10']
    """
    feast, year = str(fields["feast"]), whole(fields, "year")
    if year:
        day = feast_in(feast, year)
        return explicit(day.isoformat(), When.day(day)) if day else Meaning(f"{year:04d}", note=_UNKNOWN)

    found = nearest_of(context, partial(feast_in, feast))
    day = feast_in(feast, found.year) if found.year else None
    if day is None:
        return Meaning("XXXX-XX-XX", note=found.note or _UNKNOWN)
    return Meaning(day.isoformat(), When.day(day), found.basis, found.anchor, found.anchor_basis)


_UNKNOWN = "its day in that year differs from country to country, or is not known"


def feast_in(feast: str, year: int) -> date | None:
    """The day on which a feast of the word list ``moving_feasts`` falls in a year.

    >>> feast_in("easter -2", 2025), feast_in("lunar", 2007), feast_in("chinese", 2007)
    (datetime.date(2025, 4, 18), None, datetime.date(2007, 2, 18))
    """
    if not MINYEAR < year < MAXYEAR:
        return None
    name, *rest = feast.split()
    if name in _EASTERS:
        if not _GREGORIAN <= year <= _LAST_EASTER:
            return None
        sunday: date = easter(year, _EASTERS[name])
        return sunday + timedelta(days=int(rest[0]))
    if rest:
        return nth_weekday(year, int(name), shipped_words().maps["weekdays"][rest[0]], int(rest[1]))
    if name == "lunar" and str(year) in shipped_words().lists["lunar_new_year_differs"]:
        return None
    month, day = divmod(int(shipped_words().maps["lunar_new_year"].get(str(year), 0)), 100)
    return date(year, month, day) if month else None


def nth_weekday(year: int, month: int, weekday: Value, nth: int) -> date | None:
    """The nth weekday of a month, counted from its end where ``nth`` is negative; None where there is no such day.

    >>> nth_weekday(2025, 7, 4, -1), nth_weekday(2025, 9, 0, 1), nth_weekday(2025, 2, 0, 5)
    (datetime.date(2025, 7, 25), datetime.date(2025, 9, 1), None)
    """
    days = range(1, calendar.monthrange(year, month)[1] + 1)
    found = [day for number in days if (day := date(year, month, number)).weekday() == weekday]
    index = nth - 1 if nth > 0 else nth
    return found[index] if -len(found) <= index < len(found) else None


@resolver
def open_feast_day(fields: Fields, _context: Context) -> Meaning:
    """A feast whose day its name does not tell: undated, with the reason.

    >>> open_feast_day({"feast": "its day differs from country to country", "year": 2025}, Context(None, str)).value
    '2025-XX-XX'
    """
    year = whole(fields, "year")
    return Meaning(f"{year:04d}-XX-XX" if year else "XXXX-XX-XX", note=str(fields["feast"]))
