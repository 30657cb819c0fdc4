"""Days told together or by half: "July 4, 5 and 7", "4 or 5 July", "the 26th", "the 4th of last month"."""

from __future__ import annotations

import calendar
from datetime import date

from timeline.dates import intervals
from timeline.dates.meaning import NOT_PUBLISHED, Context, Fields, Meaning, resolver, whole
from timeline.dates.resolve_calendar import day_of_year
from timeline.model import DateBasis, Granularity, When

__all__ = ["day_list", "day_of_open_month", "day_of_turned_month"]

_LISTED = ("day", "second_day", "third_day", "fourth_day", "end")
_PAIR = 2
_REACH = range(-2, 3)
"""A day told without its month lies in the month of its anchor, or at most two away."""


@resolver
def day_list(fields: Fields, context: Context) -> Meaning:
    """Several days of one month; they are filled where they follow each other, else it is some day of them.

    >>> [day_list({"day": 4, "end": end, "month": 7, "year": 2025}, Context(None, str)).when.edtf for end in (5, 7)]
    ['2025-07-04/2025-07-05', '[2025-07-04..2025-07-07]']
    >>> day_list({"day": 4, "end": 5, "month": 7, "year": 2025, "choice": 1}, Context(None, str)).when.edtf
    '[2025-07-04..2025-07-05]'
    """
    days = [whole(fields, name) for name in _LISTED if name in fields]
    if days != sorted(set(days)):
        return Meaning("XXXX-XX-XX", note="the end lies before the beginning")
    calendar_fields = {name: value for name, value in fields.items() if name in ("month", "year", "weekday")}
    first = day_of_year({**calendar_fields, "day": days[0]}, context)
    if first.when is None:
        return first
    start = first.when.start
    last = day_of_year({"day": days[-1], "month": start.month, "year": start.year}, context)
    if last.when is None:
        return last
    follow = days[-1] - days[0] == len(days) - 1 and "choice" not in fields
    when = (intervals.span if follow else intervals.within)(start, last.when.end)
    ends = (first, last) if len(days) == _PAIR else None
    return Meaning(f"{start}/{when.end}", when, first.basis, first.anchor, first.anchor_basis, ends=ends)


@resolver
def day_of_turned_month(fields: Fields, context: Context) -> Meaning:
    """A day of last, this or next month.

    >>> context = Context(date(2025, 8, 6), str)
    >>> [day_of_turned_month({"day": 4, "shift": shift}, context).value for shift in (-1, 0, 1)]
    ['2025-07-04', '2025-08-04', '2025-09-04']
    """
    day = whole(fields, "day")
    if context.anchor is None:
        return Meaning(f"XXXX-XX-{day:02d}", note=NOT_PUBLISHED)
    month = intervals.add_months(context.anchor.replace(day=1), whole(fields, "shift"))
    meant = day_of_year({"day": day, "month": month.month, "year": month.year}, context)
    return context.relative(meant.value, meant.when) if meant.when else meant


@resolver
def day_of_open_month(fields: Fields, context: Context) -> Meaning:
    """A day whose month is that of the day told last, else the nearest to publication; tense and weekday must agree.

    >>> day_of_open_month({"day": 26}, Context(date(2025, 8, 6), lambda: "past")).value
    '2025-07-26'
    >>> day_of_open_month({"day": 11, "weekday": 0}, Context(date(2025, 8, 6), lambda: "future")).value
    '2025-08-11'
    """
    number = whole(fields, "day")
    told = context.told if context.told and context.told.when.granularity in _OF_ONE_MONTH else None
    anchor = told.when.start if told else context.published
    if anchor is None:
        return Meaning(f"XXXX-XX-{number:02d}", note=NOT_PUBLISHED)
    days = [day for step in _REACH if (day := _day_in(intervals.add_months(anchor.replace(day=1), step), number))]
    if "weekday" in fields:
        days = [day for day in days if day.weekday() == fields["weekday"]]
        if not days:
            return Meaning(f"XXXX-XX-{number:02d}", note="no month near has that weekday on that day", flawed=True)
    days = _by_tense(days, context) or days
    meant = min(days, key=lambda day: (_months(day, anchor), abs((day - anchor).days)))
    basis, source = (DateBasis.EVENT_RELATIVE, "text") if told else (DateBasis.RELATIVE, "published")
    return Meaning(meant.isoformat(), When.day(meant), basis, anchor, source)


_OF_ONE_MONTH = (Granularity.DAY, Granularity.MONTH)


def _day_in(month: date, day: int) -> date | None:
    return month.replace(day=day) if day <= calendar.monthrange(month.year, month.month)[1] else None


def _months(day: date, anchor: date) -> int:
    return abs((day.year - anchor.year) * 12 + day.month - anchor.month)


def _by_tense(days: list[date], context: Context) -> list[date]:
    published = context.published
    if published is None or not context.direction():
        return days
    return [day for day in days if (day >= published if context.looks_ahead else day <= published)]
