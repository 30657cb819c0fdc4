"""One scan of a text for the words that may belong to a date, and the bounded windows around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.dates.fields import field_classes
from timeline.dates.grammar import Pattern, key
from timeline.model import Sentence, Span

__all__ = ["Vocabulary", "Window", "vocabulary", "windows"]

_WORD = re.compile(r"[^\W\d_]+|\d+")
REACH = 60
"""How far an expression may stretch on either side of a word that announces it."""
LONGEST_WINDOW = 300
"""No pattern is ever tried on more characters than this at once."""
_EARLIEST_YEAR, _LATEST_YEAR = 1000, 2199
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Window:
    """A short stretch of the text in which an expression may stand, with the words and kinds of words it holds."""

    span: Span
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What each word counts as, and which words are reason enough to look closer."""

    kinds: Mapping[str, frozenset[str]]
    number: frozenset[str]
    year: frozenset[str]
    anchors: frozenset[str]

    def keys_of(self, word: str) -> frozenset[str]:
        """The word itself (only if rules speak of it) and the kinds of fields it may fill."""
        if word.isdigit():
            return (
                self.year if len(word) == _YEAR_DIGITS and _EARLIEST_YEAR <= int(word) <= _LATEST_YEAR else self.number
            )
        return self.kinds.get(word, frozenset())


def vocabulary(patterns: Sequence[Pattern]) -> Vocabulary:
    """The words by which a scan notices that one of the patterns may match."""
    kinds: dict[str, set[str]] = {}
    number, year = set(), set()
    for name, kind in field_classes().items():
        for word in kind.words:
            kinds.setdefault(word, set()).add(key(name))
        if kind.digits == "year":
            year.add(key(name))
        elif kind.digits == "number":
            number.add(key(name))
    for pattern in patterns:
        for word in (*pattern.needs, *pattern.anchors):
            if not word.startswith("{"):
                kinds.setdefault(word, set()).add(word)
    anchors = frozenset(anchor for pattern in patterns for anchor in pattern.anchors)
    frozen = {word: frozenset(found) for word, found in kinds.items()}
    return Vocabulary(frozen, frozenset(number), frozenset(year | number), anchors)


def windows(sentence: Sentence, words: Vocabulary) -> Iterator[Window]:
    """The windows of a sentence, in order (offsets within it); neighbours are joined while they stay short.

    Two windows that cannot be joined overlap, so that an expression on their border is seen whole by one of them.
    """
    found = _noticed(sentence.text, words)
    anchors = [span for span, keys in found if keys & words.anchors]
    first = 0
    for start, end in _stretches(anchors, len(sentence.text)):
        while found[first][0].end <= start:
            first += 1
        keys: set[str] = set()
        for span, kinds in found[first:]:
            if span.start >= end:
                break
            keys |= kinds
        yield Window(Span(start, end), frozenset(keys))


def _noticed(text: str, words: Vocabulary) -> list[tuple[Span, frozenset[str]]]:
    found = []
    for match in _WORD.finditer(text):
        keys = words.keys_of(match.group().lower())
        if keys:
            found.append((Span(*match.span()), keys))
    return found


def _stretches(anchors: Sequence[Span], length: int) -> Iterator[Span]:
    """Reach around every anchor, joined where they overlap and stay short."""
    start = end = -1
    for anchor in anchors:
        reach = Span(max(0, anchor.start - REACH), min(length, anchor.end + REACH))
        if end < 0:
            start, end = reach
        elif reach.start <= end and reach.end - start <= LONGEST_WINDOW:
            end = reach.end
        else:
            yield Span(start, end)
            start, end = reach
    if end >= 0:
        yield Span(start, end)
