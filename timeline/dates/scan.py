"""One scan of a sentence for the words that may belong to a date, and the bounded windows around them.

Words are noticed by keys; many keys together are the bits of one number, so that they are compared at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from timeline.dates.field_classes import field_classes
from timeline.dates.fields import DIGITS
from timeline.dates.grammar import Pattern
from timeline.dates.templates import Keys, key, opening, rest
from timeline.model import Sentence, Span

__all__ = ["Noticed", "Vocabulary", "Window", "vocabulary", "windows"]

_WORD = re.compile(r"([^\W\d_]+|\d+|[('’])")
"""Words, numbers, and the marks with which an expression may begin."""
REACH = 60
"""How far an expression may stretch on either side of a word that announces it."""
LONGEST_WINDOW = 300
"""No pattern is ever tried on more characters than this at once."""
_THREE, _KEYS = 3, 2
_MANY_NUMBERS = 16_384
"""More different numbers than there are of up to four digits: what they count as is found out once."""

Noticed = tuple[int, int, int, int]
"""A word or number that may belong to a date: where it begins and ends, its keys, and those of the word behind it."""


class Window(NamedTuple):
    """A short stretch of the text in which an expression may stand, with what was noticed in it."""

    span: Span
    noticed: Sequence[Noticed]
    keys: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The keys of each word that patterns ask for, and which of them are reason enough to look closer."""

    bits: Mapping[str, int]
    keys_of: Mapping[str, int]
    keys_of_number: Callable[[str], int]
    anchors: int

    def together(self, keys: Iterable[str]) -> int:
        """Some keys as one number; those for which no pattern asks are left out."""
        return _together(keys, self.bits)


def vocabulary(patterns: Sequence[Pattern]) -> Vocabulary:
    """The words by which a scan notices that one of the patterns may match, and where."""
    asked = sorted(frozenset().union(*(keys for pattern in patterns for keys in pattern.asks)))
    bits = {name: 1 << place for place, name in enumerate(asked)}
    keys_of = {word: bit for word, bit in bits.items() if not word.startswith("{")}
    for name, kind in field_classes().items():
        for asked_by, words in ((key(name), kind.words), (opening(name), kind.first), (rest(name), kind.rest or ())):
            for word in words if asked_by in bits else ():
                keys_of[word] = keys_of.get(word, 0) | bits[asked_by]
    if "'" in keys_of:
        keys_of["’"] = keys_of["'"]
    anchors = frozenset(anchor for pattern in patterns for anchor in pattern.anchors)
    of_number = lru_cache(maxsize=_MANY_NUMBERS)(lambda digits: _together(number_keys(digits), bits))
    return Vocabulary(bits, keys_of, of_number, _together(anchors, bits))


def _together(keys: Iterable[str], bits: Mapping[str, int]) -> int:
    return sum(bits.get(name, 0) for name in set(keys))


def number_keys(digits: str) -> Keys:
    """The kinds of fields in which a run of digits may stand, and those that it may begin.

    >>> "{year}" in number_keys("2025"), "{day}" in number_keys("31"), "{day}" in number_keys("32")
    (True, True, False)
    >>> "{time}" in number_keys("14"), "{^time}" in number_keys("14")
    (False, True)
    """
    kinds = field_classes().items()
    inside = [key(name) for name, kind in kinds if kind.digits and re.fullmatch(kind.digits, digits)]
    first = [opening(name) for name, kind in kinds if kind.opening_digits and re.fullmatch(kind.opening_digits, digits)]
    second = [rest(name) for name, kind in kinds if len(digits) <= _THREE and DIGITS in (kind.rest or ())]
    return frozenset([*inside, *first, *second])


def windows(sentence: Sentence, words: Vocabulary) -> Iterator[Window]:
    """The windows of a sentence, in order (offsets within it): a short one is one window, if a word is reason enough.

    In a long one, neighbours are joined while they stay short; two windows that cannot be joined overlap, so that an
    expression on their border is seen whole by one of them.
    """
    noticed = _noticed(sentence.text, words)
    length = len(sentence.text)
    if length <= LONGEST_WINDOW:
        keys = _all_keys(noticed)
        if keys & words.anchors:
            yield Window(Span(0, length), noticed, keys)
        return
    anchors = [word for word in noticed if word[_KEYS] & words.anchors]
    first = last = 0
    for start, end in _stretches(anchors, length):
        while noticed[first][0] < start:
            first += 1
        last = max(first, last)
        while last < len(noticed) and noticed[last][0] < end:
            last += 1
        inside = noticed[first:last]
        yield Window(Span(start, end), inside, _all_keys(inside))


def _all_keys(noticed: Iterable[Noticed]) -> int:
    together = 0
    for _, _, keys, _ in noticed:
        together |= keys
    return together


def _noticed(text: str, words: Vocabulary) -> list[Noticed]:
    """The words that patterns ask for."""
    pieces = _WORD.split(_lower(text))
    edges = list(accumulate(map(len, pieces)))
    known, number = words.keys_of.get, words.keys_of_number
    keys = [known(word) or (number(word) if word.isdecimal() else 0) for word in pieces[1::2]]
    return [found for found in zip(edges[::2], edges[1::2], keys, [*keys[1:], 0], strict=False) if found[_KEYS]]


def _lower(text: str) -> str:
    """The text in small letters, each in its place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := mark.lower()) == 1 else mark for mark in text)


def _stretches(anchors: Sequence[Noticed], length: int) -> Iterator[Span]:
    """Reach around every anchor, joined where they overlap and stay short."""
    start = end = -1
    for anchor_start, anchor_end, _, _ in anchors:
        reach_start, reach_end = max(0, anchor_start - REACH), min(length, anchor_end + REACH)
        if end < 0:
            start, end = reach_start, reach_end
        elif reach_start <= end and reach_end - start <= LONGEST_WINDOW:
            end = reach_end
        else:
            yield Span(start, end)
            start, end = reach_start, reach_end
    if end >= 0:
        yield Span(start, end)
