"""The names of days and months: one set of words for all who read a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from timeline.model import Token
from timeline.rulebook import shipped_words

__all__ = [
    "TIME_NOUNS",
    "UNITS",
    "YEAR_DIGITS",
    "calendar_words",
    "day_names",
    "is_calendar",
    "is_calendar_name",
    "is_calendar_word",
    "is_of_day",
    "is_time",
]

UNITS = frozenset("minute hour day week fortnight month year".split())
TIME_NOUNS = frozenset(
    "day week month quarter year today yesterday tomorrow tonight morning afternoon evening night weekend hour".split()
)
YEAR_DIGITS = 4
"""Digits of a year as it is written out."""


@cache
def day_names() -> frozenset[str]:
    """The days of the week, in small letters."""
    return frozenset(shipped_words().lists["day_names"])


@cache
def calendar_words() -> frozenset[str]:
    """The names of days and months, long and short, in small letters without their dots."""
    return day_names().union(shipped_words().lists["month_names"])


def is_calendar_word(words: Sequence[str], index: int) -> bool:
    """Whether the word at a place, if there is one, names a day, a month or a unit of time."""
    word = words[index].lower().rstrip(".") if index < len(words) else ""
    return word in UNITS or word in calendar_words()


def is_calendar_name(word: str) -> bool:
    """Whether a word, in small letters, is the name of a day or month: long or short, with or without a dot.

    >>> is_calendar_name("sept."), is_calendar_name("friday"), is_calendar_name("mid-july"), is_calendar_name("autumn")
    (True, True, True, False)
    """
    return word.rstrip(".").removeprefix("mid-") in calendar_words()


def is_time(token: Token) -> bool:
    """Whether a word is a noun of time or the name of a day: it fills no role in a clause."""
    return token.lemma in TIME_NOUNS or token.lower in day_names()


def is_calendar(token: Token) -> bool:
    """Whether a word is the name of a day or month, long or short."""
    return is_calendar_name(token.lemma)


def is_of_day(token: Token) -> bool:
    """Whether a word may be part of a date: the name of a day or month, or a number in digits."""
    return is_calendar(token) or token.text.isdigit()
