"""Tells in one pass over a text which sentences can hold an event at all, and of those which patterns can fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial

import ahocorasick_rs

from timeline.events.detect import TypedPattern
from timeline.events.pronouns import PRONOUNS
from timeline.events.roles import ACRONYM, MONEY, NAME, PRODUCT
from timeline.events.surroundings import Around
from timeline.model import Sentence
from timeline.rulebook import Act, EventType, Happening, Nominal, Rulebook
from timeline.text import scannable
from timeline.text.lexicon import Lexicon, shipped_lexicon
from timeline.text.tags import singular, words_in

__all__ = ["PatternIndex", "TriggerIndex", "lexicon_for", "pattern_index", "trigger_index"]


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
class _Need:
    """What a sentence must hold: one of the single ``words``, or the words of a longer kind, looked up by its head."""

    words: frozenset[str]
    longer: Mapping[str, tuple[frozenset[str], ...]]

    def is_met(self, words: set[str]) -> bool:
        """Whether the words of a sentence are enough."""
        if not words.isdisjoint(self.words):
            return True
        return any(words.issuperset(rest) for head in words & self.longer.keys() for rest in self.longer[head])


@dataclass(frozen=True, slots=True)
class _Entry:
    """A pattern with what a sentence must hold for it, and what must be spoken of in it or near it."""

    kind: EventType
    pattern: Act | Nominal | Happening
    needs: tuple[_Need, ...]
    near: frozenset[str]


class PatternIndex:
    """The patterns of a rulebook by the words without which they cannot fit: most fit no given sentence.

    A sentence is asked for its bare words, before anyone knows which are verbs: most are told apart by them alone, and
    to analyse a sentence takes far longer.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._entries = [
            _Entry(kind, pattern, _needs(pattern), frozenset(pattern.near))
            for kind in rulebook.types
            for pattern in kind.patterns
        ]
        self._forms = lru_cache(maxsize=_MANY_WORDS)(partial(_possible_forms, lexicon=lexicon_for(rulebook)))
        self._by_verb: dict[str, dict[tuple[str, ...], list[int]]] = {}
        self._by_noun: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            if isinstance(entry.pattern, Act):
                for verb in entry.pattern.verbs:
                    lemma, *rest = verb.split()
                    self._by_verb.setdefault(lemma, {}).setdefault(tuple(rest), []).append(number)
            else:
                for head in {kind.split()[-1] for kind in entry.pattern.nouns}:
                    self._by_noun.setdefault(head, []).append(number)

    def narrowed(self, sentence: Sentence, near: Around) -> list[TypedPattern]:
        """The patterns that may fit a sentence, in their order; ``near`` gives the words around it, where one asks."""
        words = self._words_of(sentence)
        numbers: set[int] = set()
        for word in words:
            for rest, known in self._by_verb.get(word, _NO_VERB).items():
                if words.issuperset(rest):
                    numbers.update(known)
            numbers.update(self._by_noun.get(word, ()))
        entries = [self._entries[number] for number in sorted(numbers)]
        return [(entry.kind, entry.pattern) for entry in entries if _may_fit(entry, words, near)]

    def _words_of(self, sentence: Sentence) -> set[str]:
        """The words of a sentence, what their lemmas and parts can be, and the classes of which it may hold a thing."""
        pieces = words_in(sentence.text)
        words = _EVER_THERE.union(*map(self._forms, pieces))
        if any(piece.isupper() and piece.isalpha() for piece in pieces):
            words.add(ACRONYM)
        return words


_MANY_WORDS = 65_536
"""More words than news uses: the forms of each are made up once."""
_NO_VERB: dict[tuple[str, ...], list[int]] = {}
_EVER_THERE = {MONEY, NAME, PRODUCT, "be", "have"}
"""Classes that a word does not show, and lemmas that stand for many forms."""


def _possible_forms(word: str, lexicon: Lexicon) -> frozenset[str]:
    """All under which a word may be looked up once its sentence is analysed, whatever it turns out to be."""
    lower = word.lower()
    lemmas = (lemma for _, lemma in lexicon.verbs.get(lower, ()))
    return frozenset((lower, singular(lower), *lemmas, *lower.split("-"), *lower.replace("‑", "-").split("-")))


def _may_fit(entry: _Entry, words: set[str], near: Around) -> bool:
    if not all(need.is_met(words) for need in entry.needs):
        return False
    return not entry.near or not words.isdisjoint(entry.near) or not near().isdisjoint(entry.near)


def _needs(pattern: Act | Nominal | Happening) -> tuple[_Need, ...]:
    """What is acted upon, who acts, what the noun is of: each stands in the sentence; so does a word of the topic.

    A pronoun may stand for who acts and what is acted upon.
    """
    if isinstance(pattern, Happening):
        return (_need(pattern.nouns),)
    if isinstance(pattern, Nominal):
        needs = [pattern.nouns, pattern.of, pattern.modifiers, pattern.topic]
    else:
        needs = [*((*kinds, *PRONOUNS) if kinds else () for kinds in (pattern.object, pattern.subject)), pattern.topic]
    return tuple(_need(kinds) for kinds in needs if kinds)


def _need(kinds: tuple[str, ...]) -> _Need:
    longer: dict[str, list[frozenset[str]]] = {}
    for *rest, head in map(str.split, kinds):
        if rest:
            longer.setdefault(head, []).append(frozenset(rest))
    return _Need(
        frozenset(kind for kind in kinds if " " not in kind), {head: tuple(rests) for head, rests in longer.items()}
    )


@cache
def pattern_index(rulebook: Rulebook) -> PatternIndex:
    """The patterns of a rulebook by their words."""
    return PatternIndex(rulebook)
