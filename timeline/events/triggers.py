"""Tells which words of a sentence can report an event, and which patterns can fit it at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from operator import or_
from typing import NamedTuple

import ahocorasick_rs

from timeline.events.detect import TypedPattern
from timeline.events.pronouns import PRONOUNS
from timeline.events.roles import ACRONYM, MONEY, NAME, PRODUCT, as_set
from timeline.events.surroundings import Around
from timeline.model import Sentence
from timeline.rulebook import Act, EventType, Happening, Nominal, Rulebook
from timeline.text import scannable
from timeline.text.lexicon import Lexicon, shipped_lexicon
from timeline.text.tags import singular
from timeline.text.tokens import words_in

__all__ = ["PatternIndex", "TriggerIndex", "lexicon_for", "pattern_index", "trigger_index"]


class TriggerIndex:
    """The forms of every verb and noun that can report an event, in one automaton."""

    def __init__(self, forms: tuple[str, ...]) -> None:
        self._matcher = ahocorasick_rs.AhoCorasick(forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def words(self, sentence: Sentence) -> Iterator[str]:
        """Those of the words that a sentence holds, whole or as a part of a hyphenated word, in its order."""
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


_MANY_WORDS = 65_536
"""More words than news uses: what each tells is made up once."""
_HERE_AND_BEFORE = 2
_EVER_THERE = (MONEY, NAME, PRODUCT, "be", "have")
"""Classes that a word does not show, and lemmas that stand for many forms."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A pattern with what it asks for, as bits: ``needs`` of its sentence, ``near`` of that or of those around it.

    ``roles`` may be filled by a pronoun, for what the sentence before tells.
    """

    kind: EventType
    pattern: Act | Nominal | Happening
    needs: int
    roles: int
    near: int


class _Enough(NamedTuple):
    """What some words together are enough for: needs met, and patterns called upon by their verb or noun.

    ``rest`` are the words that must stand there besides the one under which this is found.
    """

    rest: frozenset[str]
    meets: int
    calls: int


class _Word(NamedTuple):
    """What a word tells of its sentence: its forms, what it is enough for alone, and with one or several others."""

    forms: frozenset[str]
    meets: int
    calls: int
    pairs: tuple[tuple[str, int, int], ...] = ()
    longer: tuple[_Enough, ...] = ()


class PatternIndex:
    """The patterns of a rulebook by the words without which they cannot fit: most fit no given sentence.

    A sentence is asked for its bare words, before anyone knows which are verbs: most patterns are told apart by them
    alone, and to analyse a sentence takes far longer. Sets of patterns and of needs are the bits of whole numbers, so
    that a word tells all of its own at once.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        patterns = [(kind, pattern) for kind in rulebook.types for pattern in kind.patterns]
        needs = _Numbered()
        self._entries = [
            _Entry(kind, pattern, needs.of(_needs(pattern)), needs.of(_roles(pattern)), needs.of([pattern.near]))
            for kind, pattern in patterns
        ]
        calls: dict[tuple[str, ...], int] = {}
        for number, (_, pattern) in enumerate(patterns):
            words = pattern.verbs if isinstance(pattern, Act) else pattern.nouns
            calls[words] = calls.get(words, 0) | 1 << number
        met = ((kinds, bit, 0) for kinds, bit in needs.bits.items())
        called = ((words, 0, bits) for words, bits in calls.items())
        self._enough = _by_rarest((*met, *called))
        self._lexicon = lexicon_for(rulebook)
        self._word = lru_cache(maxsize=_MANY_WORDS)(self._read)
        self._said_in = lru_cache(maxsize=_HERE_AND_BEFORE)(self._said)
        self._ever = self._told(_EVER_THERE)

    def narrowed(self, sentence: Sentence, near: Around, told: Sentence | None = None) -> list[TypedPattern]:
        """The patterns that may fit a sentence, in their order; ``near`` gives the words around it, where one asks.

        ``told`` is the sentence before, in which stands what a pronoun means.
        """
        here = self._said_in(sentence.text)
        met = with_told = here.meets
        if told is not None and not here.forms.isdisjoint(PRONOUNS):
            with_told |= self._said_in(told.text).meets
        lacking, lacking_roles = ~met, ~with_told
        entries = (self._entries[number] for number in _places(here.calls))
        fitting = [entry for entry in entries if not (entry.needs & lacking or entry.roles & lacking_roles)]
        return [(entry.kind, entry.pattern) for entry in fitting if _is_near(entry, met, near)]

    def _said(self, text: str) -> _Word:
        """What all words of a sentence are enough for, together."""
        words = [self._ever, *map(self._word, {*words_in(text)})]
        forms = frozenset().union(*[word.forms for word in words])
        meets = calls = 0
        for _, met, called, pairs, longer in words:
            meets |= met
            calls |= called
            for other, more_met, more_called in pairs:
                if other in forms:
                    meets |= more_met
                    calls |= more_called
            for rest, more_met, more_called in longer:
                if rest <= forms:
                    meets |= more_met
                    calls |= more_called
        return _Word(forms, meets, calls)

    def _read(self, word: str) -> _Word:
        """All under which a word may be looked up once its sentence is analysed, whatever it turns out to be."""
        lower = word.lower()
        lemmas = (lemma for _, lemma in self._lexicon.verbs.get(lower, ()))
        acronym = (ACRONYM,) if word.isupper() and word.isalpha() else ()
        parts = (*lower.split("-"), *lower.replace("‑", "-").split("-"))
        return self._told((lower, singular(lower), *lemmas, *parts, *acronym))

    def _told(self, forms: Iterable[str]) -> _Word:
        found = [enough for form in {*forms} for enough in self._enough.get(form, ())]
        alone = [enough for enough in found if not enough.rest]
        meets = reduce(or_, (enough.meets for enough in alone), 0)
        calls = reduce(or_, (enough.calls for enough in alone), 0)
        short = (enough for enough in found if len(enough.rest) == 1)
        pairs = tuple((next(iter(enough.rest)), enough.meets, enough.calls) for enough in short)
        longer = tuple(enough for enough in found if len(enough.rest) > 1)
        return _Word(frozenset(forms), meets, calls, pairs, longer)


def _by_rarest(lists: Iterable[tuple[tuple[str, ...], int, int]]) -> dict[str, list[_Enough]]:
    """What the words of some lists are enough for, each under the rarest of its words.

    Under their first, a sentence that speaks of "AI" would be asked for hundreds of other words.
    """
    bits: dict[frozenset[str], tuple[int, int]] = {}
    for kinds, meets, calls in lists:
        for kind in kinds:
            words = frozenset(kind.split())
            before = bits.get(words, (0, 0))
            bits[words] = (before[0] | meets, before[1] | calls)
    common = Counter(word for words in bits for word in words)
    found: dict[str, list[_Enough]] = {}
    for words, (meets, calls) in bits.items():
        rarest = min(words, key=lambda word: (word in _EVER_THERE, common[word], word))
        found.setdefault(rarest, []).append(_Enough(words - {rarest}, meets, calls))
    return found


class _Numbered:
    """Gives each list of words a bit of its own; an empty list asks for nothing."""

    def __init__(self) -> None:
        self.bits: dict[tuple[str, ...], int] = {}

    def of(self, lists: Iterable[tuple[str, ...]]) -> int:
        """The bits of some lists together."""
        return reduce(or_, (self.bits.setdefault(words, 1 << len(self.bits)) for words in lists if words), 0)


def _places(bits: int) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _is_near(entry: _Entry, met: int, near: Around) -> bool:
    return not entry.near or bool(entry.near & met) or not near().isdisjoint(as_set(entry.pattern.near))


def _needs(pattern: Act | Nominal | Happening) -> list[tuple[str, ...]]:
    """What the noun is of, and the topic: a word of each stands in the sentence."""
    if isinstance(pattern, Happening):
        return []
    return [pattern.topic] if isinstance(pattern, Act) else [pattern.of, pattern.modifiers, pattern.topic]


def _roles(pattern: Act | Nominal | Happening) -> list[tuple[str, ...]]:
    """What is acted upon and who acts: each stands in the sentence, or a pronoun for what the one before tells.

    "It" is enough for a thing of which the act says what must be spoken of near.
    """
    if not isinstance(pattern, Act):
        return []
    anything = sorted(PRONOUNS) if pattern.near else ()
    return [(*pattern.object, *anything) if pattern.object else (), pattern.subject]


@cache
def pattern_index(rulebook: Rulebook) -> PatternIndex:
    """The patterns of a rulebook by their words."""
    return PatternIndex(rulebook)
