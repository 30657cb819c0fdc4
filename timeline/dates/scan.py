"""One scan of a text for the words that may belong to a date, and the bounded windows around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from timeline.dates.fields import field_classes
from timeline.dates.grammar import Pattern
from timeline.dates.templates import Keys, key, opening
from timeline.model import Sentence, Span

__all__ = ["Noticed", "Vocabulary", "Window", "vocabulary", "windows"]

_WORD = re.compile(r"[^\W\d_]+|\d+")
_FIGURES = re.compile(r"\d\d")
"""No number of one digit is an anchor."""
REACH = 60
"""How far an expression may stretch on either side of a word that announces it."""
LONGEST_WINDOW = 300
"""No pattern is ever tried on more characters than this at once."""
_MANY_NUMBERS = 16_384
"""More different numbers than there are of up to four digits: what they count as is found out once."""


class Noticed(NamedTuple):
    """A word or number that may belong to a date: where it stands, and the keys by which patterns ask for it."""

    start: int
    end: int
    keys: Keys


@dataclass(frozen=True, slots=True)
class Window:
    """A short stretch of the text in which an expression may stand, with what was noticed in it."""

    span: Span
    noticed: Sequence[Noticed]
    keys: Keys

    def places(self, openings: Keys) -> list[int]:
        """Where those words begin that have one of some keys."""
        return [start for start, _, keys in self.noticed if not keys.isdisjoint(openings)]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The keys of each word that patterns ask for, and which of them are reason enough to look closer."""

    keys_of: Mapping[str, Keys]
    anchors: Keys
    anchor_words: frozenset[str]


def vocabulary(patterns: Sequence[Pattern]) -> Vocabulary:
    """The words by which a scan notices that one of the patterns may match, and where."""
    asked = frozenset().union(*(keys for pattern in patterns for keys in pattern.asks))
    keys_of: dict[str, set[str]] = {word: {word} for word in asked if not word.startswith("{")}
    for name, kind in field_classes().items():
        for asked_by, words in ((key(name), kind.words), (opening(name), kind.first)):
            for word in words if asked_by in asked else ():
                keys_of.setdefault(word, set()).add(asked_by)
    anchors = frozenset(anchor for pattern in patterns for anchor in pattern.anchors)
    anchor_words = frozenset(word for word, keys in keys_of.items() if not keys.isdisjoint(anchors))
    return Vocabulary({word: frozenset(keys) for word, keys in keys_of.items()}, anchors, anchor_words)


@lru_cache(maxsize=_MANY_NUMBERS)
def number_keys(digits: str) -> Keys:
    """The kinds of fields in which a run of digits may stand.

    >>> sorted(number_keys("2025")), "{day}" in number_keys("31"), "{day}" in number_keys("32")
    (['{^year}', '{year}'], True, False)
    """
    kinds = [
        (name, kind) for name, kind in field_classes().items() if kind.digits and re.fullmatch(kind.digits, digits)
    ]
    return frozenset([*(key(name) for name, _ in kinds), *(opening(name) for name, kind in kinds if kind.opens)])


def windows(sentence: Sentence, words: Vocabulary) -> Iterator[Window]:
    """The windows of a sentence, in order (offsets within it); neighbours are joined while they stay short.

    Two windows that cannot be joined overlap, so that an expression on their border is seen whole by one of them.
    """
    noticed = _noticed(sentence.text, words)
    anchors = [word for word in noticed if not word.keys.isdisjoint(words.anchors)]
    first = last = 0
    for start, end in _stretches(anchors, len(sentence.text)):
        while noticed[first].start < start:
            first += 1
        last = max(first, last)
        while last < len(noticed) and noticed[last].start < end:
            last += 1
        inside = noticed[first:last]
        yield Window(Span(start, end), inside, frozenset().union(*(word.keys for word in inside)))


def _noticed(text: str, words: Vocabulary) -> list[Noticed]:
    """The words that patterns ask for, if one at least is reason enough to look closer."""
    lower = text.lower()
    if words.anchor_words.isdisjoint(_WORD.findall(lower)) and not _FIGURES.search(lower):
        return []
    known = words.keys_of.get
    found = []
    for match in _WORD.finditer(lower if len(lower) == len(text) else text):
        word = match.group()
        keys = known(word) or known(word.lower()) or (number_keys(word) if word.isdecimal() else None)
        if keys:
            found.append(Noticed(*match.span(), keys))
    return found


def _stretches(anchors: Sequence[Noticed], length: int) -> Iterator[Span]:
    """Reach around every anchor, joined where they overlap and stay short."""
    start = end = -1
    for anchor in anchors:
        reach_start, reach_end = max(0, anchor.start - REACH), min(length, anchor.end + REACH)
        if end < 0:
            start, end = reach_start, reach_end
        elif reach_start <= end and reach_end - start <= LONGEST_WINDOW:
            end = reach_end
        else:
            yield Span(start, end)
            start, end = reach_start, reach_end
    if end >= 0:
        yield Span(start, end)
