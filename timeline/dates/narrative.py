"""What a text has told so far, and whether it tells of another time than that of its publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from timeline.dates.meaning import Told
from timeline.model import DateBasis, Timex, TimexType, When

__all__ = ["Memory", "is_narrative"]

_ENOUGH_YEARS = 8
"""Fewer years than this make no history."""
_AWAY = 2
"""A year this far from publication is another time."""
_MOST = 0.6
"""A text narrates another time when at least this share of its years lies away."""


class Memory:
    """The dates told so far, as far back as an expression may count from."""

    def __init__(self, years: Sequence[int], published: date | None) -> None:
        self.narrative = is_narrative(years, published)
        self._last = Told(When.year(years[0]), 0, explicit=True) if self.narrative else None
        self._last_explicit: Told | None = None

    def tell(self, timex: Timex, paragraph: int) -> None:
        """Remember a date once it is resolved; lengths and undated words are no place to count from."""
        if timex.when is None or timex.type not in (TimexType.DATE, TimexType.TIME):
            return
        told = Told(timex.when, paragraph, explicit=timex.basis is DateBasis.EXPLICIT)
        self._last = told
        if told.explicit:
            self._last_explicit = told

    def last(self, paragraph: int) -> Told | None:
        """The date told last in this paragraph or the one before; in a narrative, wherever it was."""
        told = self._last
        return told if told and (self.narrative or told.paragraph >= paragraph - 1) else None

    def last_explicit(self, paragraph: int) -> Told | None:
        """The date told last in full, if it stands in this paragraph."""
        told = self._last_explicit
        return told if told and told.paragraph == paragraph else None


def is_narrative(years: Sequence[int], published: date | None) -> bool:
    """Whether the years that a text names lie in another time than its publication.

    >>> is_narrative(range(1861, 1870), date(2010, 1, 1)), is_narrative([2024, 2025], date(2025, 1, 1))
    (True, False)
    """
    if published is None or len(years) < _ENOUGH_YEARS:
        return False
    away = sum(abs(year - published.year) >= _AWAY for year in years)
    return away >= _MOST * len(years)
