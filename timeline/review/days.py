"""Dates as people write them into a spreadsheet, and as spreadsheets write them back."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta

from timeline.dates import DateOrder
from timeline.dates.declared import orders_of
from timeline.model import Extent, Granularity, When

__all__ = ["is_written_day", "order_of", "read_day", "read_when"]

# A spreadsheet may add a time of day, which says nothing here.
_CLOCK = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?)?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_CLOCK}")
_FIGURES = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}){_CLOCK}")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.0+)?")
"""A day as a spreadsheet counts it, from 1954 (20000) to 2119 (79999): what a cell without a date format shows."""
_FIRST_SERIAL = date(1899, 12, 30)

_PART = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_DECADE = re.compile(r"(\d{3})X")
_SET = re.compile(r"\[([^\[\].]+)\.\.([^\[\].]+)\]")
_MONTHS = 12
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
_QUARTERS = {33: 1, 34: 2, 35: 3, 36: 4}
_HALVES = {40: 1, 41: 7}
"""The codes of EDTF level 2 for parts of a year, with the month in which each begins (quarters: their number)."""


def order_of(cells: Iterable[str]) -> DateOrder | None:
    """In which order day and month stand in the cells of one file, where some cell shows it and none another.

    >>> order_of(["03/04/2026", "31/03/2026"]), order_of(["03/04/2026"]), order_of(["31/03/2026", "03/31/2026"])
    ('DMY', None, None)
    """
    shown: set[DateOrder] = set()
    for cell in cells:
        figures = _FIGURES.fullmatch(cell.strip())
        if figures and figures[1] != figures[3]:
            orders = orders_of({"first": int(figures[1]), "second": int(figures[3])})
            if len(orders) == 1:
                shown.add("DMY" if orders == ["DMY"] else "MDY")
    return shown.pop() if len(shown) == 1 else None


def is_written_day(cell: str) -> bool:
    """Whether a cell has the form of a day in a spreadsheet, such as ``31/03/2026``, ``46112`` or a day with a clock.

    >>> is_written_day("31/03/2026"), is_written_day("2026-03"), is_written_day("undated")
    (True, False, False)
    """
    return any(form.fullmatch(cell) for form in (_ISO, _FIGURES, _SERIAL))


def read_day(cell: str, order: DateOrder | None = None) -> date:
    """The day that a cell holds: ISO, figures with the year last, or a spreadsheet's own count of days.

    ``order`` is that of the file's figures. Raises ValueError, with what is wrong, where the cell is no day or two.

    >>> read_day("31/03/2026"), read_day("2026-03-31 00:00:00"), read_day("46112")
    (datetime.date(2026, 3, 31), datetime.date(2026, 3, 31), datetime.date(2026, 3, 31))
    >>> read_day("03/04/2026")
    Traceback (most recent call last):
    ...
    ValueError: 03/04/2026 may be 3 April or 4 March 2026
    """
    if iso := _ISO.fullmatch(cell):
        return _day(cell, int(iso[1]), int(iso[2]), int(iso[3]))
    if _SERIAL.fullmatch(cell):
        return _FIRST_SERIAL + timedelta(days=int(cell.partition(".")[0]))
    figures = _FIGURES.fullmatch(cell)
    if figures is None:
        raise ValueError(f"{cell!r} is no day")
    first, second, year = int(figures[1]), int(figures[3]), int(figures[4])
    orders = orders_of({"first": first, "second": second})
    if first != second and len(orders) > 1 and order not in orders:
        one, other = date(year, second, first), date(year, first, second)
        raise ValueError(f"{cell} may be {one.day} {one:%B} or {other.day} {other:%B} {year}")
    reading = order if order in orders else next(iter(orders), "DMY")
    day, month = (first, second) if reading == "DMY" else (second, first)
    return _day(cell, year, month, day)


def _day(cell: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{cell} does not exist") from error


def read_when(text: str) -> When:
    """The date that a text in EDTF means: a day, a month, a part of a year, a year, a decade, an interval or a set.

    It is the way back from ``When.edtf``. Raises ValueError, with what is wrong, where the text is no such date.

    >>> read_when("2025-07").shown, read_when("2025-07-26/2025-07-28").shown, read_when("2025-35").shown
    ('sometime in July 2025', '26–28 July 2025', 'sometime in the third quarter of 2025')
    >>> read_when("[2025-07-19..2025-07-25]").edtf, read_when("2025-07-26~").shown
    ('[2025-07-19..2025-07-25]', 'about 26 July 2025')
    """
    if found := _SET.fullmatch(text):
        return _between(text, found[1], found[2], Extent.WITHIN)
    first, slash, last = text.partition("/")
    if slash:
        return _between(text, first, last, Extent.LASTS)
    return _single(text.removesuffix("~"), approximate=text.endswith("~"))


def _between(text: str, first: str, last: str, extent: Extent) -> When:
    start, end = read_when(first.strip()), read_when(last.strip())
    if start.start > end.end:
        raise ValueError(f"{text} ends before it starts")
    if start.start == end.end:
        return start
    return When(start.start, end.end, extent, Granularity.RANGE, start.approximate or end.approximate)


def _single(text: str, *, approximate: bool) -> When:
    if _ISO.fullmatch(text):
        return When.day(read_day(text), approximate=approximate)
    if _YEAR.fullmatch(text) and int(text):
        return When.year(int(text), approximate=approximate)
    if decade := _DECADE.fullmatch(text):
        year = 10 * int(decade[1])
        if year:
            return _months(year, 1, 120, approximate=approximate)
    if (part := _PART.fullmatch(text)) and int(part[1]):
        return _part(text, int(part[1]), int(part[2]), approximate=approximate)
    raise ValueError(f"{text!r} is no date")


def _part(text: str, year: int, code: int, *, approximate: bool) -> When:
    if 1 <= code <= _MONTHS:
        return When.month(year, code, approximate=approximate)
    if code in _QUARTERS:
        return When.quarter(year, _QUARTERS[code], approximate=approximate)
    if code in _SEASONS:
        return _months(year, _SEASONS[code], 3, approximate=approximate)
    if code in _HALVES:
        return _months(year, _HALVES[code], 6, approximate=approximate)
    raise ValueError(f"{text} does not exist")


def _months(year: int, month: int, count: int, *, approximate: bool) -> When:
    """Some day of a run of months."""
    years, last = divmod(month + count - 2, _MONTHS)
    end = date(year + years, last + 1, calendar.monthrange(year + years, last + 1)[1])
    return When(date(year, month, 1), end, Extent.WITHIN, Granularity.RANGE, approximate)
