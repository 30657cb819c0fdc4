"""Which year is meant when the words name none."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from timeline.dates import intervals
from timeline.dates.fields import Value
from timeline.dates.meaning import NOT_PUBLISHED, Context
from timeline.model import DateBasis, Extent, Granularity, When

__all__ = ["MeantYear", "nearest_of", "nearest_year"]

_WITHIN_REACH = range(-1, 2)
"""A year left out is the one of publication, the one before or the one after."""
_LEAP_REACH = range(-4, 5)
"""29 February comes round every four years."""
_LEAP_DAY = (2, 29)
_FORGOTTEN = 335
"""A day further off than this many days is told with its year; without one the tense beside it is another verb's."""

_BACK = 1.5
"""A history steps back by a month as rarely as it leaps on by so many."""
_NEW_YEAR = 3
"""The turn of a year that is not named is as rare as a leap of so many months more."""


_LONG_AGO = 120
"""A past day further off than this, of another year than that of publication, is mostly told with its year."""
_GOES_ON = 183
"""Within half a year of a day told with its year, its sentence or paragraph goes on in that year."""

_DIRECTIONS = ("past", "future", "present", "")
"""All that a tense can say; the first two differ most."""
_TENSE = 10_000
"""A past or a future tense decides."""
_PRESENT = 180
"""The present tells what is scheduled, habits and states: a date half a year nearer is meant even behind us."""
_QUARTERS = 180
"""Quarters and seasons are spoken of ahead and in retrospect ("expects a third-quarter loss")."""

_OUTSIDE = 6
"""A year that the heading above does not cover is as far-fetched as a leap of so many months."""


@dataclass(frozen=True, slots=True)
class _Lean:
    """Where the tense points, and how many days a date on the other side is held to be further off."""

    direction: str
    days: int

    def against(self, span: tuple[date, date], anchor: date) -> int:
        wrong = span[0] > anchor if self.direction == "past" else span[1] < anchor
        return self.days if self.direction and wrong else 0


@dataclass(frozen=True, slots=True)
class MeantYear:
    """The year that is meant, and what it was counted from; or why it cannot be told."""

    year: int | None
    basis: DateBasis = DateBasis.NONE
    anchor: date | None = None
    anchor_basis: str = "none"
    note: str = ""


def nearest_year(
    context: Context, month: int, day: int = 0, *, months: int = 1, weekday: Value | None = None
) -> MeantYear:
    """The year of a day, or of a period of whole months (``day`` 0), told without one.

    In a text that narrates another time it is the nearest to the date told last; else the nearest to publication that
    agrees with the tense. A weekday that stands beside the day must be right. Under a heading that is a year, it is
    that year. A past day of an earlier year goes on from the day that the paragraph told with its year.

    >>> nearest_year(Context(date(2025, 1, 5), lambda: "past"), 12, 31).year
    2024
    >>> from timeline.dates.meaning import Told
    >>> told = Told(When.day(date(2024, 5, 21)), 0, explicit=True, year_named=True)
    >>> nearest_year(Context(date(2026, 3, 18), lambda: "past", told_here=told), 6, 13).year
    2024
    """
    anchor = context.anchor
    if context.year_above and _span(context.year_above, month, day, months):
        return MeantYear(context.year_above, DateBasis.EXPLICIT, anchor, "text")
    if anchor is None:
        return MeantYear(None, note=NOT_PUBLISHED)
    if context.narrative and context.told:
        year = _told_year(context, context.told.when, month, day, weekday)
        return MeantYear(year, DateBasis.EVENT_RELATIVE, anchor, "text")
    basis = DateBasis.EXPLICIT if day else DateBasis.RELATIVE
    reach = _LEAP_REACH if (month, day) == _LEAP_DAY else _WITHIN_REACH
    spans = [found for step in reach if (found := _span(anchor.year + step, month, day, months))]
    if weekday is not None:
        spans = [found for found in spans if found[0].weekday() == weekday] or spans
    best = _meant(spans, anchor, context, is_day=day > 0, is_long=months > 1)
    if (seen := _year_foreseen(context, spans)) is not None and context.told:
        return MeantYear(seen, DateBasis.EVENT_RELATIVE, context.told.when.end, "text")
    gone_on = _year_gone_on_in(context, best, month, day, weekday) if months == 1 else None
    if gone_on is not None and context.told_here:
        return MeantYear(gone_on, DateBasis.EVENT_RELATIVE, context.told_here.when.start, "text")
    return MeantYear(best[0].year, basis, anchor, "published")


def _year_foreseen(context: Context, spans: list[tuple[date, date]]) -> int | None:
    """As in "threatened on 17 January to act from 1 February": the first such day from there, if it is past by now."""
    told, anchor = context.told, context.published
    if not context.foreseen or told is None or anchor is None or told.when.end > anchor:
        return None
    first = next((span for span in sorted(spans) if span[0] > told.when.end), None)
    past = first is not None and first[1] <= anchor
    return first[0].year if first is not None and past and context.direction() == "future" else None


def _year_gone_on_in(
    context: Context, best: tuple[date, date], month: int, day: int, weekday: Value | None
) -> int | None:
    """As in "approved on 21 May 2024. It was signed on 13 June": the year told, where the nearest day is long ago.

    Within one sentence the year before counts as long ago: "Japan in February 2024, Singapore in May".
    """
    told, anchor = context.told_here, context.published
    if told is None or not told.year_named or anchor is None or best[0].year == told.when.start.year:
        return None
    if told.when.granularity not in (Granularity.DAY, Granularity.MONTH) or told.when.end >= anchor:
        return None
    recent = (anchor - best[1]).days <= _LONG_AGO and told.sentence != context.sentence
    if best[0].year >= anchor.year or recent or context.direction() != "past":
        return None
    then = context.told if context.told and context.told.paragraph == told.paragraph else told
    last = then.when.end if told.when.start <= then.when.start and then.when.end < anchor else told.when.end
    spans = (_span(told.when.start.year + step, month, day, 1) for step in (0, 1))
    goes_on = [span for span in spans if span and span[0] >= told.when.start and (span[0] - last).days <= _GOES_ON]
    right = [span[0].year for span in goes_on if weekday is None or span[0].weekday() == weekday]
    return right[0] if right else None


def nearest_of(context: Context, day_in: Callable[[int], date | None]) -> MeantYear:
    """The same for a day that falls elsewhere each year: ``day_in`` gives it, where it is known.

    >>> context = Context(date(2025, 8, 6), lambda: "past")
    >>> nearest_of(context, lambda year: date(year, 11, 28)).year
    2024
    """
    anchor = context.anchor
    if anchor is None:
        return MeantYear(None, note=NOT_PUBLISHED)
    spans = [(day, day) for step in _WITHIN_REACH if (day := day_in(anchor.year + step))]
    if not spans:
        return MeantYear(None, note="its day in the years around is not known")
    if context.narrative and context.told:
        year = _told_year(context, context.told.when, spans[0][0].month, 0, None)
        return MeantYear(year, DateBasis.EVENT_RELATIVE, anchor, "text")
    best = _meant(spans, anchor, context, is_day=True)
    return MeantYear(best[0].year, DateBasis.EXPLICIT, anchor, "published")


def _told_year(context: Context, told: When, month: int, day: int, weekday: Value | None) -> int:
    """The year in which a history goes on: it is told forwards, and a new year is rather named than left out.

    >>> history = Context(None, str, narrative=True)
    >>> [_told_year(history, When.month(1941, told), month, 0, None) for told, month in ((6, 12), (12, 1), (10, 6))]
    [1941, 1942, 1941]
    """
    section = context.section
    if section and section.start.year == section.end.year and abs(told.start.year - section.start.year) <= 1:
        return section.start.year
    if told.granularity is Granularity.YEAR:
        return told.end.year
    last = told.end if told.extent is Extent.LASTS else told.start
    years = [last.year + step for step in _WITHIN_REACH if _span(last.year + step, month, day, 1)]
    right = [year for year in years if weekday is None or date(year, month, day).weekday() == weekday]
    outside = [year for year in years if section and not section.start.year <= year <= section.end.year]
    return min(
        right or years or [last.year], key=lambda year: _strain(last, year, month) + _OUTSIDE * (year in outside)
    )


def _strain(told: date, year: int, month: int) -> float:
    """How far-fetched a year is, in months."""
    gap = 12 * (year - told.year) + month - told.month
    return (gap if gap >= 0 else -_BACK * gap) + _NEW_YEAR * (year != told.year)


def _span(year: int, month: int, day: int, months: int) -> tuple[date, date] | None:
    if not MINYEAR < year < MAXYEAR:
        return None
    if not day:
        start = date(year, month, 1)
        return start, intervals.add_months(start, months) - timedelta(days=1)
    if day > calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)


def _meant(
    spans: list[tuple[date, date]], anchor: date, context: Context, *, is_day: bool, is_long: bool = False
) -> tuple[date, date]:
    """The days that are meant; the tense is asked only where it decides, since to know it takes an analysis."""
    ways = (_agreeing(spans, anchor, direction, is_day=is_day, is_long=is_long) for direction in _DIRECTIONS)
    first = next(ways)
    if all(way == first for way in ways):
        return first
    return _agreeing(spans, anchor, context.direction(), is_day=is_day, is_long=is_long)


def _agreeing(
    spans: list[tuple[date, date]], anchor: date, direction: str, *, is_day: bool, is_long: bool
) -> tuple[date, date]:
    """The nearest days that agree with a tense."""
    best = _best(spans, anchor, _Lean(direction, _patience(direction, is_long=is_long and not is_day)))
    if is_day and _distance(best, anchor) > _FORGOTTEN:
        return _best(spans, anchor, _Lean("", 0))
    return best


def _patience(direction: str, *, is_long: bool) -> int:
    """How many days nearer a date must lie to be meant against the tense."""
    if direction == "present":
        return _PRESENT
    return _QUARTERS if is_long else _TENSE


def _best(spans: list[tuple[date, date]], anchor: date, lean: _Lean) -> tuple[date, date]:
    return min(spans, key=lambda span: (_distance(span, anchor) + lean.against(span, anchor), span[0]))


def _distance(span: tuple[date, date], anchor: date) -> int:
    start, end = span
    if start <= anchor <= end:
        return 0
    return min(abs((anchor - start).days), abs((anchor - end).days))
