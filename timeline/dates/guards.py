"""What looks like a date and is none: numbers of laws, amounts, models, ages, scales, addresses; and names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from timeline.dates.fields import Value
from timeline.dates.names import is_name, last_word, listed, next_word
from timeline.model import Span

__all__ = ["is_no_date"]

_LEAD = 32
"""How much of the text before an expression may tell that it is none."""
_TAIL = 32
"""How much behind it."""
_AROUND = 120
"""How far away the word stands that tells what a sentence is about."""
_MODEL = re.compile(r"(?:\b[a-z]+[-‐‑]|\bv\.?|\b[A-Z])$", re.IGNORECASE)
_JOINED_BEFORE = re.compile(r"[A-Za-z_]\.\Z")
"""The middle of a file's or a host's name: "log.2019.05.06"."""
_JOINED_AFTER = re.compile(r"/[A-Z]{2}|\.[a-z]{1,4}\b|_")
"""The front of one, or of a law's number: "2009/28/EC"."""
_MEASURED = re.compile(r"[^\S\n]+(\w+)(?:[^\S\n]+(\w+))?(?!\w|['’])")
_COUNTED_AT_ONCE = re.compile(r"[^\S\n]+(\w+)\b(?!['’])")
_ADDRESS_AFTER = re.compile(r"[^\S\n]+(?:[NSEW]|[A-Z]\w*)\b(?:[^\S\n]+[A-Z]\w*){0,2}")
_AGE = re.compile(r"(?:[^\S\n]+|[-‐‑])(?:old\b|of[^\S\n]age)")
_BESIDE = re.compile(r"[^\S\n]+(?:before|after|of)\b")
"""Such a weekend is not the one nearest to publication."""
_UNITS_OF_AGE = re.compile(r"\b(?:years?|months?|weeks?|days?)\Z", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
_MONTH_DAY = re.compile(r"[A-Za-z]+\.?[^\S\n]+\d{1,2}")
_SHORT_DECADE = re.compile(r"(?:^|\D)['’]?\d0['’]?s\Z")
_FIGURE = r"\d[\w./–-]*"
_AND = r"(?:,|[^\S\n](?:and|or|to))[^\S\n]"
_ROUND = 100
"""A year that this divides is as likely an amount."""

_OWNED = re.compile(r"\b(?:his|her|its|their|our|my|your) $", re.IGNORECASE)
"""As in "in its last week in office": the last of a row, and not the one before this."""
_LAST_SO_MANY = re.compile(r"last[^\S\n]+(?:\S+[^\S\n]+){1,4}\w+s\Z", re.IGNORECASE)
_WORD_RIGHT_BEFORE = re.compile(r"(\w+)[^\S\n]+\Z")
_BEFORE_TIME = frozenset("in over for during within of from since throughout through across on by than as".split())
"""Behind these "last three days" are days; behind any other word to last is what something does."""


def is_no_date(text: str, span: Span, values: Mapping[str, Value]) -> bool:
    """Whether the words around an expression tell that no date is meant.

    >>> is_no_date("lawyers for April Jones said", Span(12, 17), {"month": 4})
    True
    >>> is_no_date("sales for April were low", Span(10, 15), {"month": 4})
    False
    >>> is_no_date("In 2000 villages lights went out", Span(3, 7), {"year": 2000})
    True
    >>> is_no_date("In 2016 villages voted to leave", Span(3, 7), {"year": 2016})
    False
    """
    words = span.of(text)
    lead = text[max(0, span.start - _LEAD) : span.start]
    tail = text[span.end : span.end + _TAIL]
    if words.lower().endswith("weekend") and _BESIDE.match(tail):
        return True
    if _UNITS_OF_AGE.search(words) and _AGE.match(tail):
        return True
    if words[0].isdigit() and _is_number(words, lead, tail):
        return True
    if words[:5].lower() == "last " and (_OWNED.search(lead) or _tells_how_long(words, lead)):
        return True
    return _is_crowd(words, lead, tail) or _is_told_otherwise(text, span, values) or is_name(text, span, values)


def _tells_how_long(words: str, lead: str) -> bool:
    """Whether "last" is a verb: "the talks will last three days"; without an article the noun needs a preposition.

    >>> _tells_how_long("last three days", "The talks will "), _tells_how_long("last three days", "It fell over ")
    (True, False)
    """
    before = _WORD_RIGHT_BEFORE.search(lead)
    return before is not None and bool(_LAST_SO_MANY.match(words)) and before[1].lower() not in _BEFORE_TIME


def _is_number(words: str, lead: str, tail: str) -> bool:
    """Figures that number, measure, count or address something."""
    spelled = any(letter.isalpha() for letter in words)
    if not spelled and _numbered().search(lead):
        return True
    if _MODEL.search(lead) or _JOINED_BEFORE.search(lead) or _JOINED_AFTER.match(tail):
        return True
    if _CLOCK.fullmatch(words):
        return next_word(tail).lower() in listed("ratio_words")
    if words.isdigit():
        last = last_word(lead)
        if last.istitle() and last.lower() in listed("numbered_names"):
            return True
        if next_word(tail).istitle() and next_word(tail).lower() in listed("programmes"):
            return True
        return _is_amount(int(words), lead, tail) or _is_address(lead, tail)
    return next_word(tail).lower() in listed("street_heads") and next_word(tail).istitle()


def _is_amount(figure: int, lead: str, tail: str) -> bool:
    """A bare year that measures or counts something: "1500 metres", "2000 villages".

    >>> _is_amount(2015, "a sample of ", " voters was asked"), _is_amount(2016, "In ", " voters chose")
    (True, False)
    """
    found = _MEASURED.match(tail)
    if found is None:
        return False
    first, second = found[1].lower(), (found[2] or "").lower()
    if first in listed("measures"):
        return True
    before = last_word(lead).lower()
    if first in listed("tallies"):
        return before not in listed("span_leads")
    at_once = _COUNTED_AT_ONCE.match(tail)
    if at_once and first in listed("counted_things"):
        if before in listed("words_of_time"):
            return before == "in" and not figure % _ROUND and first in listed("peopled_places")
        return before not in listed("describing_words") or not figure % _ROUND
    described = second in listed("counted_things") and first not in listed("little_words")
    return described and before not in listed("words_of_time") and not figure % _ROUND


def _is_address(lead: str, tail: str) -> bool:
    found = _ADDRESS_AFTER.match(tail)
    if found is None or last_word(lead).lower() not in listed("address_leads"):
        return False
    if next_word(tail).lower() in listed("streets_that_act"):
        return False
    return any(word.lower() in listed("street_heads") for word in found[0].split())


def _is_crowd(words: str, lead: str, tail: str) -> bool:
    """The figure behind a month counts people, and is no day: "In May 20 people died"."""
    if not _MONTH_DAY.fullmatch(words) or last_word(lead).lower() not in listed("span_leads"):
        return False
    return next_word(tail).lower() in listed("counted_things") | listed("measures")


def _is_told_otherwise(text: str, span: Span, values: Mapping[str, Value]) -> bool:
    """Words of time that the words around them make into degrees or into a part of a match."""
    words = span.of(text)
    if _SHORT_DECADE.search(words):
        subject = "weather_words"
    elif words.lower().endswith("quarter") and "nth" in values and "year" not in values:
        subject = "match_words"
    else:
        return False
    around = text[max(0, span.start - _AROUND) : span.end + _AROUND].lower()
    return not listed(subject).isdisjoint(re.findall(r"[\w-]+", around))


@cache
def _numbered() -> re.Pattern[str]:
    """A thing with a number of its own, or several of them, right before the place: "Nos. 1918 and "."""
    things = "|".join(re.escape(word) for word in sorted(listed("numbered_things")))
    return re.compile(
        rf"(?:\b(?:{things})s?\.?[^\S\n]|§[^\S\n]?|\b(?:(?:{things})s|pp)\.?[^\S\n](?:{_FIGURE}{_AND})*)\Z",
        re.IGNORECASE,
    )
