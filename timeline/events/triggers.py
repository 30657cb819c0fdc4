"""Tells in one pass over a text which sentences can hold an event at all, and of those which patterns can fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from timeline.events.detect import TypedPattern
from timeline.events.pronouns import PRONOUNS
from timeline.events.roles import ACRONYM, MONEY, NAME, PRODUCT
from timeline.model import Sentence
from timeline.rulebook import Act, EventType, Happening, Nominal, Rulebook
from timeline.text import Analysis, scannable
from timeline.text.lexicon import Lexicon, shipped_lexicon

__all__ = ["PatternIndex", "TriggerIndex", "asks_what_is_near", "lexicon_for", "pattern_index", "trigger_index"]


class TriggerIndex:
    """The forms of every verb and noun that can report an event, in one automaton."""

    def __init__(self, forms: tuple[str, ...]) -> None:
        self._matcher = ahocorasick_rs.AhoCorasick(forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def holds(self, sentence: Sentence) -> bool:
        """Whether a sentence holds one of the words, whole or as a part of a hyphenated word."""
        return any(self.words(sentence))

    def words(self, sentence: Sentence) -> Iterator[str]:
        """Those of the words that a sentence holds, in its order."""
        text = scannable(sentence.text.lower())
        for _, start, end in self._matcher.find_matches_as_indexes(text):
            if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
                yield text[start:end]


@cache
def lexicon_for(rulebook: Rulebook) -> Lexicon:
    """The shipped lexicon with the verbs that the rulebook adds."""
    return shipped_lexicon(rulebook.verbs)


@cache
def trigger_index(rulebook: Rulebook) -> TriggerIndex:
    """The index of a rulebook."""
    lexicon = lexicon_for(rulebook)
    lemmas = set(rulebook.verbs)
    forms = {form for form, readings in lexicon.verbs.items() if any(lemma in lemmas for _, lemma in readings)}
    forms.update(rulebook.predicates)
    for noun in rulebook.nouns:
        forms.update((noun, f"{noun}s", f"{noun}es", f"{noun[:-1]}ies" if noun.endswith("y") else noun))
    return TriggerIndex(tuple(sorted(forms)))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A pattern with what a sentence must hold for it: one word at least of each of the sets."""

    kind: EventType
    pattern: Act | Nominal | Happening
    needs: tuple[frozenset[str], ...]


class PatternIndex:
    """The patterns of a rulebook by the words without which they cannot fit: most fit no given sentence."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._entries = [_Entry(kind, pattern, _needs(pattern)) for kind in rulebook.types for pattern in kind.patterns]
        self._by_verb: dict[str, dict[tuple[str, ...], list[int]]] = {}
        self._by_noun: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            if isinstance(entry.pattern, Act):
                for verb in entry.pattern.verbs:
                    lemma, *rest = verb.split()
                    self._by_verb.setdefault(lemma, {}).setdefault(tuple(rest), []).append(number)
            else:
                for head in _heads(entry.pattern.nouns):
                    self._by_noun.setdefault(head, []).append(number)

    def narrowed(self, analysis: Analysis) -> list[TypedPattern]:
        """The patterns that may fit a sentence, in their order."""
        words = _words_of(analysis)
        numbers: set[int] = set()
        for lemma in {clause.verb.lemma for clause in analysis.clauses if clause.verb is not None}:
            for rest, known in self._by_verb.get(lemma, {}).items():
                if words.issuperset(rest):
                    numbers.update(known)
        for word in words:
            if word in self._by_noun:
                numbers.update(self._by_noun[word])
        entries = [self._entries[number] for number in sorted(numbers)]
        return [(entry.kind, entry.pattern) for entry in entries if _holds_each(words, entry.needs)]


def _holds_each(words: set[str], needs: Iterable[frozenset[str]]) -> bool:
    for need in needs:  # noqa: SIM110 - asked so often that a generator would cost more than the look-ups
        if words.isdisjoint(need):
            return False
    return True


def _needs(pattern: Act | Nominal | Happening) -> tuple[frozenset[str], ...]:
    """What is acted upon, who acts, what the noun is of: each has its head in the sentence; so has the topic a word.

    A pronoun may stand for either.
    """
    if isinstance(pattern, Happening):
        return ()
    if isinstance(pattern, Nominal):
        needs = [_heads(pattern.of), frozenset(pattern.modifiers)]
    else:
        things = _heads(pattern.object)
        subjects = _heads(pattern.subject)
        needs = [kinds | PRONOUNS if kinds else kinds for kinds in (things, subjects)]
    return tuple(need for need in (*needs, frozenset(pattern.topic)) if need)


def _heads(kinds: tuple[str, ...]) -> frozenset[str]:
    """The last words of some kinds of things; a class such as ``<money>`` counts as a word."""
    return frozenset(kind.split()[-1] for kind in kinds)


def _words_of(analysis: Analysis) -> set[str]:
    """The words of a sentence, their lemmas and parts, and the classes of which it may hold a thing."""
    words = {MONEY, NAME, PRODUCT}.union(*analysis.forms)
    if any(token.text.isupper() and token.text.isalpha() for token in analysis.tokens):
        words.add(ACRONYM)
    return words


@cache
def pattern_index(rulebook: Rulebook) -> PatternIndex:
    """The patterns of a rulebook by their words."""
    return PatternIndex(rulebook)


def asks_what_is_near(patterns: Iterable[TypedPattern]) -> bool:
    """Whether some pattern asks for words in the sentences around."""
    return any(pattern.near for _, pattern in patterns)
