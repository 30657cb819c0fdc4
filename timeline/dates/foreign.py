"""Dates of a text in another language than English: only days written out in full, and nothing made of the rest."""

from __future__ import annotations

from timeline.dates.full_days import FullDay, days_in, order_of
from timeline.model import DateBasis, Timex, TimexType, When

__all__ = ["find_written"]

RULE = "written_day"


def find_written(text: str, language: str) -> tuple[Timex, ...]:
    """The days that a text names with day, month and year; ``language`` is a code such as ``de``.

    Months are read by dateparser in that language. What counts from another day ("gestern"), or names a month only, is
    not read: a wrong date would be worse than none.

    >>> [(timex.text, timex.value) for timex in find_written("Gestern wurde der 3. Mai 2026 genannt.", "de")]
    [('3. Mai 2026', '2026-05-03')]
    """
    found = days_in(text, languages=(language,), order=order_of(language))
    return tuple(_timex(one) for one in found)


def _timex(one: FullDay) -> Timex:
    when = When.day(one.day) if one.day else None
    note = "" if one.day else f"day and month cannot be told apart: {' or '.join(map(str, one.either))}"
    value = one.day.isoformat() if one.day else "XXXX-XX-XX"
    basis = DateBasis.EXPLICIT if when else DateBasis.NONE
    return Timex(one.span, one.text, TimexType.DATE, value, when, RULE, basis=basis, note=note)
