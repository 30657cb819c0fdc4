"""What looks like a date and is none: names of people, numbers of laws, amounts, models, ages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from timeline.dates.fields import Value
from timeline.model import Span
from timeline.rulebook.words import shipped_words

__all__ = ["is_no_date"]

_LEAD = 24
"""How much of the text before an expression may tell that it is none."""
_TAIL = 24
"""How much behind it."""
_NUMBERED = re.compile(
    r"(?:\b(?:sections?|sec\.|articles?|art\.|rule|directive|regulation|resolution|version|room|flight|route|pages?"
    r"|pp?\.|chapter|nos?\.|number|iso|rfc|gate|highway|channel|lot|isbn|issn)|§§?)[^\S\n]$",
    re.IGNORECASE,
)
_MODEL = re.compile(r"(?:\b[a-z]+[-‐‑]|\bv\.?|\b[A-Z])$", re.IGNORECASE)
_LAST_WORD = re.compile(r"(\w+)\.?[^\S\n]+\Z")
_NEXT_WORD = re.compile(r"[^\S\n]+(\w+)")
_COUNTED = frozenset(
    [
        *("people", "points", "dollars", "percent", "votes", "km", "miles", "tonnes", "tons", "units", "words", "jobs"),
        *("metres", "meters", "yuan", "yen", "euros", "pounds", "soldiers", "troops", "men", "women", "children"),
        *("homes", "cases", "deaths", "seats", "shares", "employees", "workers", "villages", "copies"),
    ]
)
_LINKING = frozenset({"for", "of", "to", "and", "from", "with", "by", "after", "before", "than"})
"""Words that lead in a person as easily as a date."""
_AGE = re.compile(r"(?:[^\S\n]+|[-‐‑])(?:old\b|of[^\S\n]age)")
_OF_EVERY = re.compile(r"[^\S\n]+of[^\S\n]+(?:the|each|every)[^\S\n]+(?:month|year|week)")
_BESIDE = re.compile(r"[^\S\n]+(?:before|after|of)\b")
"""Such a weekend is not the one nearest to publication."""
_OF_THING = re.compile(r"[^\S\n]+of[^\S\n]+(?!(?:that|this|last|next|the (?:same|following|previous|next))\b)[^\W\d]")
"""The fall of a town is no season."""
_UNITS_OF_AGE = re.compile(r"\b(?:years?|months?|weeks?|days?)\Z", re.IGNORECASE)


def is_no_date(text: str, span: Span, values: Mapping[str, Value]) -> bool:
    """Whether the words around an expression tell that no date is meant.

    >>> is_no_date("lawyers for April Jones said", Span(12, 17), {"month": 4})
    True
    >>> is_no_date("sales for April were low", Span(10, 15), {"month": 4})
    False
    """
    words = span.of(text)
    lead = text[max(0, span.start - _LEAD) : span.start]
    tail = text[span.end : span.end + _TAIL]
    if words[0].isdigit():
        return bool(_NUMBERED.search(lead) or _MODEL.search(lead)) or _is_amount(words, lead, tail)
    if "season" in values and "year" not in values and _OF_THING.match(tail):
        return True
    if words.lower().endswith("weekend"):
        return bool(_BESIDE.match(tail))
    if _UNITS_OF_AGE.search(words):
        return bool(_AGE.match(tail))
    if words.lower() == "current":
        after = _NEXT_WORD.match(tail)
        return after is not None and after[1].lower() in _lists("current_things")
    return _is_name(words, lead, tail, values)


@cache
def _lists(name: str) -> frozenset[str]:
    return frozenset(shipped_words().lists[name])


def _is_amount(words: str, lead: str, tail: str) -> bool:
    """A bare year that counts something: "2000 villages", "the 2030 Agenda"; or an age in figures."""
    if _UNITS_OF_AGE.search(words):
        return bool(_AGE.match(tail))
    if not words.isdigit():
        return False
    after, before = _NEXT_WORD.match(tail), _LAST_WORD.search(lead)
    if after is None:
        return False
    if after[1] in _COUNTED or (after[1][0].isupper() and after[1].lower() in _lists("programmes")):
        return True
    return after[1][0].isupper() and before is not None and before[1].lower() in _LINKING


def _is_name(words: str, lead: str, tail: str, values: Mapping[str, Value]) -> bool:
    before = _LAST_WORD.search(lead)
    if before is None:
        return False
    word = before[1]
    if "weekday" in values:
        return word.lower() in _named_days() or bool(_OF_EVERY.match(tail))
    if words == "Today":
        return word[0].isupper()
    if words.lower() not in _names():
        return False
    after = _NEXT_WORD.match(tail)
    surname = after is not None and after[1].istitle() and word.lower() in _LINKING
    return word.lower() in _titles() or surname


@cache
def _named_days() -> frozenset[str]:
    return frozenset(shipped_words().lists["named_weekdays"])


@cache
def _titles() -> frozenset[str]:
    return frozenset(shipped_words().lists["titles"])


@cache
def _names() -> frozenset[str]:
    return frozenset(shipped_words().lists["ambiguous_months"])
