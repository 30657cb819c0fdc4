"""Every reading that the grammar allows in a sentence, and the choice among those that compete for the same words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from timeline.dates.fields import Value
from timeline.dates.grammar import NOT_AFTER, Pattern, compile_rule
from timeline.dates.guards import is_no_date
from timeline.dates.scan import Noticed, Vocabulary, Window, vocabulary, windows
from timeline.model import Rival, Sentence, Span
from timeline.rulebook.date_rules import DateRule, shipped_date_rules

__all__ = ["Candidate", "Choice", "Grammar", "candidates", "choose", "grammar_of", "shipped_grammar"]

_FREE_AFTER = re.compile(NOT_AFTER)


class Trial(NamedTuple):
    """A pattern with what a window must hold for it and where it can begin, as numbers that hold many keys."""

    needs: int
    choices: tuple[int, ...]
    openings: int | None
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Grammar:
    """All patterns of a rulebook, by the words that announce them."""

    vocabulary: Vocabulary
    by_anchor: Mapping[int, tuple[Trial, ...]]

    def trials_for(self, keys: int) -> list[Trial]:
        """The patterns that can match at all where words have these keys."""
        found: list[Trial] = []
        lacking = ~keys
        anchors = keys & self.vocabulary.anchors
        while anchors:
            anchor = anchors & -anchors
            anchors ^= anchor
            for trial in self.by_anchor[anchor]:
                if trial.needs & lacking:
                    continue
                for choice in trial.choices:
                    if not choice & keys:
                        break
                else:
                    found.append(trial)
        return found


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
    words = vocabulary(patterns)
    by_anchor: dict[int, list[Trial]] = {}
    for pattern in patterns:
        trial = _trial(pattern, words)
        for anchor in pattern.anchors:
            by_anchor.setdefault(words.bits[anchor], []).append(trial)
    return Grammar(words, {anchor: tuple(found) for anchor, found in by_anchor.items()})


def _trial(pattern: Pattern, words: Vocabulary) -> Trial:
    openings = None if pattern.openings is None else words.together(pattern.openings)
    return Trial(words.together(pattern.needs), tuple(map(words.together, pattern.choices)), openings, pattern)


@cache
def shipped_grammar() -> Grammar:
    """The grammar of the date rules that come with the project."""
    return grammar_of(shipped_date_rules())


def candidates(sentence: Sentence, grammar: Grammar) -> list[Candidate]:
    """Every reading of every stretch of a sentence that may be a date."""
    found: dict[tuple[int, int, str], Candidate] = {}
    for window in windows(sentence, grammar.vocabulary):
        trials = grammar.trials_for(window.keys)
        if trials:
            _try(trials, sentence.text, window, found)
    return list(found.values())


def _try(trials: Iterable[Trial], text: str, window: Window, found: dict[tuple[int, int, str], Candidate]) -> None:
    """Try patterns where a word stands with which they can begin, and behind it what they need.

    No match of a pattern overlaps the one before.
    """
    begin, end = window.span
    ahead = _ahead(window.noticed)
    places: dict[int, list[tuple[int, int]]] = {}
    for trial in trials:
        pattern = trial.pattern
        openings = trial.openings
        if openings is None:
            for anywhere in pattern.regex.finditer(text, begin, end):
                _note(anywhere, pattern, end, found)
            continue
        if openings not in places:
            places[openings] = [(start, lacking) for start, keys, lacking in ahead if keys & openings]
        free, needs, match = begin, trial.needs, pattern.regex.match
        for start, lacking in places[openings]:
            if not needs & lacking and start >= free and (matched := match(text, start, end)):
                _note(matched, pattern, end, found)
                free = matched.end()


def _ahead(noticed: Sequence[Noticed]) -> list[tuple[int, int, int]]:
    """Where each word begins, its keys, and the keys that neither it nor a word behind it has."""
    found = []
    lacking = -1
    for start, _, keys in reversed(noticed):
        lacking &= ~keys
        found.append((start, keys, lacking))
    found.reverse()
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
