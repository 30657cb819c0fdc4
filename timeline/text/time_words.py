"""The names of days and months: one set of words for all who read a sentence."""

from __future__ import annotations

from functools import cache

from timeline.rulebook import shipped_words

__all__ = ["calendar_words", "day_names"]


@cache
def day_names() -> frozenset[str]:
    """The days of the week, in small letters."""
    return frozenset(shipped_words().lists["day_names"])


@cache
def calendar_words() -> frozenset[str]:
    """The names of days and months, long and short, in small letters without their dots."""
    return day_names().union(shipped_words().lists["month_names"])
