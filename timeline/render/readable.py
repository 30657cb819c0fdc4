"""Dates of the tables in the words people use."""

from __future__ import annotations

import calendar
import re
from datetime import date

import pandas as pd

from timeline.model import Extent, Granularity, When

__all__ = ["day_of", "edtf_shown"]

_DAY = r"\d{4}-\d\d-\d\d"
_SPAN = re.compile(rf"({_DAY})~?/({_DAY})~?")
_SET = re.compile(rf"\[({_DAY})\.\.({_DAY})\]")
_PART = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"\d{4}")
_DECADE = re.compile(r"(\d{3})X")
# The codes of EDTF level 2 for parts of a year: the first month of each, and how many months it has.
_PARTS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 40: (1, 6), 41: (7, 6)}
_QUARTERS = {33: 1, 34: 2, 35: 3, 36: 4}
_DECEMBER = 12


def edtf_shown(text: str) -> str:
    """A date in EDTF as people write it; ``undated`` for none, the text itself where it is no form we write.

    >>> edtf_shown("2025-07-26"), edtf_shown("2025-35"), edtf_shown("[2025-07-19..2025-07-25]")
    ('26 July 2025', 'sometime in the third quarter of 2025', 'sometime 19–25 July 2025')
    >>> edtf_shown("2025-07-26~/2025-07-28~"), edtf_shown(""), edtf_shown("soon")
    ('about 26–28 July 2025', 'undated', 'soon')
    """
    if not text:
        return "undated"
    try:
        when = _when(text.removesuffix("~"), approximate=text.endswith("~"))
    except ValueError:
        return text
    return when.shown if when else text


def day_of(value: object) -> date | None:
    """The day in a cell of a table, if there is one."""
    return value.date() if isinstance(value, pd.Timestamp) else None


def _when(text: str, *, approximate: bool) -> When | None:
    for form, extent in ((_SPAN, Extent.LASTS), (_SET, Extent.WITHIN)):
        if found := form.fullmatch(text):
            first, last = map(date.fromisoformat, found.groups())
            return When(first, last, extent, Granularity.RANGE, approximate)
    if re.fullmatch(_DAY, text):
        return When.day(date.fromisoformat(text), approximate=approximate)
    if _YEAR.fullmatch(text):
        return When.year(int(text), approximate=approximate)
    if found := _DECADE.fullmatch(text):
        year = 10 * int(found[1])
        return When(date(year, 1, 1), date(year + 9, 12, 31), Extent.WITHIN, Granularity.RANGE, approximate)
    found = _PART.fullmatch(text)
    return _part(int(found[1]), int(found[2]), approximate=approximate) if found else None


def _part(year: int, code: int, *, approximate: bool) -> When:
    if code in _QUARTERS:
        return When.quarter(year, _QUARTERS[code], approximate=approximate)
    if code not in _PARTS:
        return When.month(year, code, approximate=approximate)
    first, months = _PARTS[code]
    end_year, end_month = divmod(12 * year + first + months - 2, _DECEMBER)
    last = date(end_year, end_month + 1, calendar.monthrange(end_year, end_month + 1)[1])
    return When(date(year, first, 1), last, Extent.WITHIN, Granularity.RANGE, approximate)
