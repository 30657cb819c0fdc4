"""Every reading that the grammar allows in a sentence, and the choice among those that compete for the same words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from timeline.dates.fields import Value
from timeline.dates.grammar import NOT_AFTER, Pattern, compile_rule
from timeline.dates.guards import is_no_date
from timeline.dates.scan import Vocabulary, Window, vocabulary, windows
from timeline.model import Rival, Sentence, Span
from timeline.rulebook.date_rules import DateRule, shipped_date_rules

__all__ = ["Candidate", "Choice", "Grammar", "candidates", "choose", "shipped_grammar"]

_MANY_PAIRS = 16_384
"""Pairs of kinds of words that stand beside each other: which patterns begin so is found out once."""
_ANYTHING = -1
"""Whatever stands second: all keys, and none."""
_FREE_AFTER = re.compile(NOT_AFTER)


class Trial(NamedTuple):
    """A pattern with what a window must hold for it, as numbers that hold many keys."""

    needs: int
    choices: tuple[int, ...]
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Grammar:
    """All patterns of a rulebook, by the two words with which they begin; and those that can begin anywhere."""

    vocabulary: Vocabulary
    beginning: Callable[[int, int], tuple[Trial, ...]]
    anywhere: tuple[Trial, ...]


class Candidate(NamedTuple):
    """One reading of some words of a sentence (offsets within it)."""

    span: Span
    pattern: Pattern
    match: re.Match[str]

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Longer expressions first, then rules of higher priority; the rest only makes the order certain."""
        rule = self.pattern.rule
        return (self.span.start - self.span.end, -rule.priority, self.span.start, rule.name)


class Winner(NamedTuple):
    """The reading that won some words, with what its fields count as and where the ends of a range stand."""

    span: Span
    pattern: Pattern
    values: dict[str, Value]
    ends: tuple[Span, Span] | None

    @property
    def is_aside(self) -> bool:
        """Whether it only describes a thing ("the 2022 law"): nothing that follows counts from it."""
        return self.pattern.template.endswith(("{lower}>", "{letter}>"))


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading that won some words, and those that lost them."""

    winner: Winner
    rivals: tuple[Rival, ...]


def _grammar_of(rules: Sequence[DateRule]) -> Grammar:
    """The grammar that some date rules make together."""
    patterns = [pattern for rule in rules for pattern in compile_rule(rule)]
    words = vocabulary(patterns)
    anywhere = tuple(_trial(pattern, words) for pattern in patterns if pattern.beginnings is None)
    return Grammar(words, _lookup(patterns, words), anywhere)


def _trial(pattern: Pattern, words: Vocabulary) -> Trial:
    return Trial(words.together(pattern.needs), tuple(map(words.together, pattern.choices)), pattern)


def _lookup(patterns: Sequence[Pattern], words: Vocabulary) -> Callable[[int, int], tuple[Trial, ...]]:
    """A function from the keys of a word, and of the one behind it, to the patterns that can begin with them."""
    by_first: dict[int, list[tuple[int, Trial]]] = {}
    for pattern in patterns:
        trial = _trial(pattern, words)
        for first, second in (pattern.beginnings or {}).items():
            mask = _ANYTHING if second is None else words.together(second)
            by_first.setdefault(words.bits[first], []).append((mask, trial))

    @lru_cache(maxsize=_MANY_PAIRS)
    def beginning(word: int, following: int) -> tuple[Trial, ...]:
        found: dict[int, Trial] = {}
        while word:
            first = word & -word
            word ^= first
            for second, trial in by_first.get(first, ()):
                if second & following or second == _ANYTHING:
                    found[id(trial.pattern)] = trial
        return tuple(found.values())

    return beginning


@cache
def shipped_grammar() -> Grammar:
    """The grammar of the date rules that come with the project."""
    return _grammar_of(shipped_date_rules())


def candidates(sentence: Sentence, grammar: Grammar) -> list[Candidate]:
    """Every reading of every stretch of a sentence that may be a date."""
    found: dict[tuple[int, int, str], Candidate] = {}
    for window in windows(sentence, grammar.vocabulary):
        for pattern, match in _matches(sentence.text, window, grammar):
            _note(match, pattern, window.span.end, found)
    return list(found.values())


def _matches(text: str, window: Window, grammar: Grammar) -> Iterator[tuple[Pattern, re.Match[str]]]:
    """The matches of all patterns in a window, tried only where they can begin; no two of one pattern overlap."""
    end, keys, beginning = window.span.end, window.keys, grammar.beginning
    lacking = ~keys
    free: dict[int, int] = {}
    for start, _, word, following in window.noticed:
        for needs, choices, pattern in beginning(word, following):
            if needs & lacking or (choices and not _has_each(keys, choices)) or free.get(id(pattern), start) > start:
                continue
            if match := pattern.regex.match(text, start, end):
                free[id(pattern)] = match.end()
                yield pattern, match
    for needs, choices, pattern in grammar.anywhere:
        if not needs & lacking and _has_each(keys, choices):
            for match in pattern.regex.finditer(text, *window.span):
                yield pattern, match


def _has_each(keys: int, choices: Iterable[int]) -> bool:
    return all(keys & choice for choice in choices)


def _note(match: re.Match[str], pattern: Pattern, end: int, found: dict[tuple[int, int, str], Candidate]) -> None:
    """Keep a match as a reading, unless it is cut short; of one rule's patterns the first holds."""
    span = Span(*match.span("span"))
    if span.end == end and not _FREE_AFTER.match(match.string, span.end):
        return
    place = (*span, pattern.rule.name)
    if place in found and found[place].pattern.place <= pattern.place:
        return
    found[place] = Candidate(span, pattern, match)


def choose(text: str, readings: Sequence[Candidate]) -> list[Choice]:
    """The readings that win, in the order of the text; each with those it beat."""
    return [choice for crowd in _crowds(readings) for choice in _winners(text, crowd)]


def _crowds(readings: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """The readings in the order of the text, those that overlap together."""
    crowd: list[Candidate] = []
    end = 0
    for reading in sorted(readings, key=lambda reading: reading.span):
        if crowd and reading.span.start >= end:
            yield crowd
            crowd = []
        crowd.append(reading)
        end = max(end, reading.span.end)
    if crowd:
        yield crowd


def _winners(text: str, readings: Sequence[Candidate]) -> list[Choice]:
    """The best readings of words that compete; whether one is a date at all is asked only of those that would win."""
    winners: list[Winner] = []
    starts: list[int] = []
    beaten: dict[Span, list[Rival]] = {}
    for candidate in sorted(readings, key=lambda reading: reading.rank):
        span, pattern, match = candidate
        place = bisect_left(starts, span.end)
        holder = winners[place - 1] if place else None
        if holder and holder.span.overlaps(span):
            rival = Rival(span.of(text), pattern.rule.name, _reason(holder, candidate))
            beaten.setdefault(holder.span, []).append(rival)
            continue
        values = pattern.values(match)
        if not is_no_date(text, span, values):
            winners.insert(place, Winner(span, pattern, values, pattern.ends(match)))
            starts.insert(place, span.start)
    return [Choice(winner, tuple(beaten.get(winner.span, ()))) for winner in winners]


def _reason(winner: Winner, loser: Candidate) -> str:
    shorter = loser.span.end - loser.span.start < winner.span.end - winner.span.start
    if shorter:
        return "shorter"
    if loser.pattern.rule.priority < winner.pattern.rule.priority:
        return "lower priority"
    return "the same words, another rule first"
