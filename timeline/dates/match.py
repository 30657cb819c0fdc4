"""Every reading that the grammar allows in a sentence, and the choice among those that compete for the same words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from timeline.dates.fields import Value
from timeline.dates.grammar import NOT_AFTER, Pattern, compile_rule
from timeline.dates.guards import is_no_date
from timeline.dates.scan import Vocabulary, Window, vocabulary, windows
from timeline.model import Rival, Sentence, Span
from timeline.rulebook.date_rules import DateRule, shipped_date_rules

__all__ = ["Candidate", "Choice", "Grammar", "candidates", "choose", "grammar_of", "shipped_grammar"]

_FREE_AFTER = re.compile(NOT_AFTER)


@dataclass(frozen=True, slots=True)
class Grammar:
    """All patterns of a rulebook, by the words that announce them."""

    vocabulary: Vocabulary
    by_anchor: dict[str, tuple[Pattern, ...]]

    def patterns_for(self, window: Window) -> list[Pattern]:
        """The patterns that can match in a window at all."""
        keys = window.keys
        return [
            pattern
            for anchor in keys & self.vocabulary.anchors
            for pattern in self.by_anchor[anchor]
            if pattern.fits(keys)
        ]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of some words of a sentence (offsets within it)."""

    span: Span
    pattern: Pattern
    values: dict[str, Value]
    ends: tuple[Span, Span] | None = None

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Longer expressions first, then rules of higher priority; the rest only makes the order certain."""
        rule = self.pattern.rule
        return (self.span.start - self.span.end, -rule.priority, self.span.start, rule.name)

    @property
    def is_aside(self) -> bool:
        """Whether it only describes a thing ("the 2022 law"): nothing that follows counts from it."""
        return self.pattern.template.endswith(("{lower}>", "{letter}>"))


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading that won some words, and those that lost them."""

    winner: Candidate
    rivals: tuple[Rival, ...]


def grammar_of(rules: Sequence[DateRule]) -> Grammar:
    """The grammar that some date rules make together."""
    patterns = [pattern for rule in rules for pattern in compile_rule(rule)]
    by_anchor: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        for anchor in pattern.anchors:
            by_anchor.setdefault(anchor, []).append(pattern)
    return Grammar(vocabulary(patterns), {anchor: tuple(found) for anchor, found in by_anchor.items()})


@cache
def shipped_grammar() -> Grammar:
    """The grammar of the date rules that come with the project."""
    return grammar_of(shipped_date_rules())


def candidates(sentence: Sentence, grammar: Grammar) -> list[Candidate]:
    """Every reading of every stretch of a sentence that may be a date."""
    text = sentence.text
    found: dict[tuple[int, int, str], Candidate] = {}
    for window in windows(sentence, grammar.vocabulary):
        places = cache(window.places)
        for pattern in grammar.patterns_for(window):
            starts = None if pattern.openings is None else places(pattern.openings)
            for match in _matches(text, pattern, window.span, starts):
                _note(match, pattern, window.span.end, found)
    return list(found.values())


def _matches(text: str, pattern: Pattern, span: Span, starts: Sequence[int] | None) -> Iterable[re.Match[str]]:
    """The matches of a pattern in a window, tried only where it can begin; none overlaps the one before."""
    if starts is None:
        return pattern.regex.finditer(text, *span)
    free, end = span
    found = []
    for start in starts:
        if start >= free and (match := pattern.regex.match(text, start, end)):
            found.append(match)
            free = match.end()
    return found


def _note(match: re.Match[str], pattern: Pattern, end: int, found: dict[tuple[int, int, str], Candidate]) -> None:
    """Keep a match as a reading, unless it is cut short or no date; of one rule's patterns the first holds."""
    span = Span(*match.span("span"))
    if span.end == end and not _FREE_AFTER.match(match.string, span.end):
        return
    place = (*span, pattern.rule.name)
    if place in found and found[place].pattern.place <= pattern.place:
        return
    values = pattern.values(match)
    if not is_no_date(match.string, span, values):
        found[place] = Candidate(span, pattern, values, pattern.ends(match))


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
    winners: list[Candidate] = []
    starts: list[int] = []
    beaten: dict[Span, list[Rival]] = {}
    for candidate in sorted(readings, key=lambda reading: reading.rank):
        place = bisect_left(starts, candidate.span.end)
        holder = winners[place - 1] if place else None
        if holder and holder.span.overlaps(candidate.span):
            rival = Rival(candidate.span.of(text), candidate.pattern.rule.name, _reason(holder, candidate))
            beaten.setdefault(holder.span, []).append(rival)
            continue
        winners.insert(place, candidate)
        starts.insert(place, candidate.span.start)
    return [Choice(winner, tuple(beaten.get(winner.span, ()))) for winner in winners]


def _reason(winner: Candidate, loser: Candidate) -> str:
    shorter = loser.span.end - loser.span.start < winner.span.end - winner.span.start
    if shorter:
        return "shorter"
    if loser.pattern.rule.priority < winner.pattern.rule.priority:
        return "lower priority"
    return "the same words, another rule first"
