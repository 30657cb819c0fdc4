"""Numbers and years as texts have them: "3,000", "two and a half", "nineteen ninety-four", "'98"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from timeline.dates.fields import DIGITS, SPACE, FieldClass, Value, firsts, heads, normal, rests, spelled

__all__ = ["CENTURY", "count", "full_year", "spoken_year", "two_digit_year"]

_TEENS, _CENTURIES = frozenset(range(10, 20)), frozenset(range(16, 21))
_TENS, _ONES = frozenset(range(20, 100, 10)), frozenset(range(1, 10))
_HALF = 0.5
_HALF_MORE = re.compile(r"(.*?)( ?½| ?1/2| and a half)?")
CENTURY = 100
"""Years below it are written in two digits."""
_TURN = 50
"""Two digits from here on are of the last century."""


def full_year(year: int) -> int:
    """The year that two digits stand for: '98 is 1998, '25 is 2025.

    >>> full_year(98), full_year(25), full_year(2018), full_year(0)
    (1998, 2025, 2018, 0)
    """
    if not 0 < year < CENTURY:
        return year
    return year + (1900 if year >= _TURN else 2000)


def two_digit_year(found: str) -> Value:
    """The year of an apostrophe and two digits, or of two digits alone."""
    return full_year(int(found[-2:]))


def count(counts: Mapping[str, Value]) -> FieldClass:
    """A number in figures ("3,000", "2.5", "2 1/2") or words ("twenty-four", "two and a half")."""
    tens = [word for word, number in counts.items() if number in _TENS]
    ones = [word for word, number in counts.items() if number in _ONES and len(word) > len("an")]

    def meaning(found: str) -> Value:
        whole, half = _HALF_MORE.fullmatch(normal(found)).groups()  # type: ignore[union-attr]
        digits = whole.replace(",", "")
        if digits[0].isdigit():
            number = float(digits) if "." in digits else int(digits)
        else:
            number = sum(float(counts[part]) for part in ([whole] if whole in counts else re.split("[- ]", whole)))
        total = number + (_HALF if half else 0)
        return int(total) if total == int(total) else total

    figures = r"\d{1,3}(?:,\d{3})?(?:\.\d)?"
    pairs = rf"(?:{spelled(tens)})(?:[-‐‑]|{SPACE})(?:{spelled(ones)})"
    half = rf"(?:{SPACE}?(?:½|1/2)|{SPACE}and{SPACE}a{SPACE}half)"
    pattern = rf"(?:(?:{figures}|{pairs}|{spelled(counts)}){half}?)"
    rest = rests(counts) | {*ones, "and", "½", DIGITS}
    return FieldClass(pattern, meaning, heads(counts), firsts(counts), digits=r"\d{1,3}", rest=rest)


def spoken_year(counts: Mapping[str, Value]) -> FieldClass:
    """A year in words: a century and the rest ("nineteen ninety-four"), or the thousand ("two thousand and five")."""
    ones = {word: int(number) for word, number in counts.items() if number in _ONES and len(word) > len("an")}
    teens = {word: int(number) for word, number in counts.items() if number in _TEENS}
    tens = {word: int(number) for word, number in counts.items() if number in _TENS}
    centuries = {word: number for word, number in {**teens, **tens}.items() if number in _CENTURIES}
    gap = rf"(?:[-‐‑]|{SPACE})"
    rest = rf"(?:(?:{spelled(tens)})(?:{gap}(?:{spelled(ones)}))?|{spelled(teens)})"
    thousand = rf"two{SPACE}thousand(?:{SPACE}and)?{SPACE}(?:{rest}|{spelled(ones)})"
    words = {**ones, **teens, **tens, "thousand": 1000, "and": 0}

    def meaning(found: str) -> Value:
        first, *others = re.split(r"[-\s]+", normal(found))
        if others[:1] == ["thousand"]:
            return words[first] * 1000 + sum(words[other] for other in others[1:])
        return words[first] * 100 + sum(words[other] for other in others)

    pattern = rf"(?>(?:{spelled(centuries)}){gap}{rest}|{thousand})(?!{SPACE}(?:hundred|thousand|million))"
    return FieldClass(
        pattern, meaning, frozenset({*centuries, "thousand"}), frozenset({*centuries, "two"}), is_anchor=True
    )
