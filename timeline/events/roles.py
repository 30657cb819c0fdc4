"""Who fills which role of a clause, and whether a noun phrase is the kind of thing a pattern asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from timeline.model import NounPhrase, Token
from timeline.rulebook import shipped_words
from timeline.text import Analysis
from timeline.text.time_words import calendar_words, is_calendar_name

__all__ = [
    "ACRONYM",
    "MONEY",
    "NAME",
    "PRODUCT",
    "agent",
    "as_set",
    "attached",
    "clause_phrases",
    "fits",
    "has_word",
    "once_a_list",
    "patient",
    "verbs_of",
    "words_of",
]

_Made = TypeVar("_Made")


def once_a_list(function: Callable[[tuple[str, ...]], _Made]) -> Callable[[tuple[str, ...]], _Made]:
    """What a function makes of a word list of a rule, made once: the list is known by its identity.

    A cache by value would hash hundreds of words at each look-up, which costs more than the work it saves.
    """
    known: dict[int, tuple[tuple[str, ...], _Made]] = {}

    def made(words: tuple[str, ...]) -> _Made:
        found = known.get(id(words))
        if found is None or found[0] is not words:
            found = known[id(words)] = (words, function(words))
        return found[1]

    return made


_ATTACHING = frozenset({"of", "on", "for", "to", "over", "against"})
"""Prepositions whose phrase belongs to the noun before it: "controls on exports", "a proposal for a body"."""


def clause_phrases(analysis: Analysis, clause: int) -> Iterator[NounPhrase]:
    """The noun phrases of one clause, in order."""
    return (phrase for phrase in analysis.phrases if analysis.owner[phrase.head] == clause)


def agent(analysis: Analysis, clause: int) -> NounPhrase | None:
    """Who acts: the subject, or in the passive the phrase behind "by"."""
    found = analysis.clauses[clause]
    if found.verb is None:
        return None
    if not found.verb.passive:
        return found.subject
    by = (phrase for phrase in clause_phrases(analysis, clause) if phrase.preposition == "by")
    return next((phrase for phrase in by if phrase.first > (found.verb.head if found.verb else 0)), None)


def patient(analysis: Analysis, clause: int) -> NounPhrase | None:
    """What is acted upon: the object, or in the passive the subject."""
    found = analysis.clauses[clause]
    if found.verb is None:
        return None
    if found.verb.passive:
        return found.subject or found.modifies
    if found.object is None and found.kind == "relative" and found.subject is not None and found.modifies is not None:
        return found.modifies if found.subject.head != found.modifies.head else None
    return found.object


def attached(analysis: Analysis, phrase: NounPhrase) -> Iterator[NounPhrase]:
    """The phrases that hang on one by "of", "on", "for", one after the other."""
    last = phrase.last
    for other in analysis.phrases:
        if other.first == last + 1 and other.preposition in _ATTACHING:
            yield other
            last = other.last


def _words(analysis: Analysis, first: int, last: int) -> set[str]:
    """The words of a stretch, lower-case and as lemmas; the parts of hyphenated words count too."""
    words: set[str] = set()
    for token in analysis.tokens[first:last]:
        words.update((token.lower, token.lemma, *token.lower.replace("‑", "-").split("-")))
    return words


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The kinds of things of a pattern, ready for look-ups.

    ``by_head`` gives for each head word the further words of the kinds that end in it ("plan" → ("action",),
    ("master",)), ``classes`` those kinds that are no words.
    """

    by_head: Mapping[str, tuple[tuple[str, ...], ...]]
    classes: frozenset[str]


@once_a_list
def _read(kinds: tuple[str, ...]) -> _Kinds:
    found: dict[str, list[tuple[str, ...]]] = {}
    for kind in kinds:
        *rest, last = kind.split()
        found.setdefault(last, []).append(tuple(rest))
    by_head = {head: tuple(rests) for head, rests in found.items()}
    return _Kinds(by_head, frozenset(kinds).intersection((MONEY, PRODUCT, ACRONYM, NAME)))


@cache
def verbs_of(name: str) -> frozenset[str]:
    """The lemmas with which the verbs of a word list begin: "call off" is told by "call"."""
    return frozenset(verb.split()[0] for verb in shipped_words().lists[name])


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a shipped list, to look things up in."""
    return frozenset(shipped_words().lists[name])


def fits(analysis: Analysis, phrase: NounPhrase, kinds: tuple[str, ...]) -> bool:
    """Whether a noun phrase is one of the things: its head is the last word of a kind, and it holds the others.

    "a package of export controls" is its controls: empty heads such as package hand over to what they are of.
    """
    return _is_one_of(analysis, phrase, _read(kinds))


def _is_one_of(analysis: Analysis, phrase: NounPhrase, kinds: _Kinds) -> bool:
    if kinds.classes and _is_of_class(analysis, phrase, kinds.classes):
        return True
    other = _apposition(analysis, phrase)
    if other is not None and _is_one_of(analysis, other, kinds):
        return True
    heads = _heads(analysis, phrase)
    if not heads.isdisjoint(words_of("abstract_heads")):
        inner = next((other for other in attached(analysis, phrase) if other.preposition == "of"), None)
        if inner is not None and _is_one_of(analysis, inner, kinds):
            return True
    wanted = [rest for head in heads if head in kinds.by_head for rest in kinds.by_head[head]]
    if not any(wanted):
        return bool(wanted)
    around = _words(analysis, phrase.first, phrase.last)
    for other in attached(analysis, phrase):
        around |= _words(analysis, other.first, other.last)
    return any(around.issuperset(rest) for rest in wanted)


def _apposition(analysis: Analysis, phrase: NounPhrase) -> NounPhrase | None:
    """What names a phrase once more between commas: "Narendra Modi, the prime minister,", "its successor, M3,"."""
    tokens, start = analysis.tokens, phrase.last + 1
    if start >= len(tokens) or tokens[phrase.last].tag != "COMMA" or tokens[start].tag not in ("DET", "POSS", "NAME"):
        return None
    if (
        tokens[start].tag == "NAME"
        and tokens[phrase.first].tag not in ("DET", "POSS")
        and not _is_owned(tokens, phrase)
    ):
        return None
    if phrase.first and tokens[phrase.first - 1].tag == "COMMA":
        return None
    other = next((found for found in analysis.phrases if found.first == start), None)
    if other is None or is_calendar_name(analysis.tokens[other.head].lower):
        return None
    last = max((found.last for found in attached(analysis, other)), default=other.last)
    closed = last < len(tokens) and tokens[last].tag in ("COMMA", "STOP")
    return other if closed and (last + 1 >= len(tokens) or tokens[last + 1].tag != "CONJ") else None


def _is_owned(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    return any(token.tag == "GEN" for token in tokens[phrase.first : phrase.head])


MONEY, PRODUCT, ACRONYM, NAME = "<money>", "<product>", "<acronym>", "<name>"
"""Kinds that are no words: a sum of money, a product's name with a number, a name in capitals, any name of no place."""
_SUM = re.compile(r"(?:US|HK|NT|NZ|[SACR])?[$€£¥₹]\d|\d.*(?:bn|tn)\Z", re.IGNORECASE)
_NUMBERED = re.compile(r"(?=.*[^\W\d_])(?=.*\d)[^\W_]+(?:[-‑.][^\W_]+)*")
_ACRONYM_LETTERS = 3
_VERSION = re.compile(r"\d{1,3}(?:\.\d+)?[a-z]?")


def _is_of_class(analysis: Analysis, phrase: NounPhrase, kinds: frozenset[str]) -> bool:
    tokens = analysis.tokens[phrase.first : phrase.last]
    if MONEY in kinds and any(_SUM.match(token.text) or _is_sum_in_words(tokens, token) for token in tokens):
        return True
    if ACRONYM in kinds and any(_is_acronym(token) for token in tokens) and _is_bare_name(analysis, phrase):
        return True
    if NAME in kinds and analysis.tokens[phrase.head].tag == "NAME" and not _is_place(analysis.tokens[phrase.head]):
        return True
    return PRODUCT in kinds and _is_product(analysis, phrase)


def _is_place(token: Token) -> bool:
    """A country, its people or language, a seat of government, a town or a day: names that are no firm."""
    maps = shipped_words().maps
    places = ("country_names", "country_adjectives", "country_seats", "towns")
    return token.lower in calendar_words() or any(token.lower in maps[name] for name in places)


def _is_acronym(token: Token) -> bool:
    """As in "CES", "WAIC", "SEMICON Taiwan"; those of states, bodies and offices are known as such."""
    long = len(token.text) >= _ACRONYM_LETTERS and token.text.isalpha() and token.text.isupper()
    return long and token.lower not in words_of("other_acronyms")


def _is_bare_name(analysis: Analysis, phrase: NounPhrase) -> bool:
    """No "CHIPS Act", which says what it is, and no word of a heading all in capitals."""
    head = analysis.tokens[phrase.head]
    return head.tag == "NAME" and head.lower not in words_of("joined_heads") and not analysis.sentence.text.isupper()


def _is_sum_in_words(tokens: Sequence[Token], token: Token) -> bool:
    """As in "40 billion yuan", "EUR 3 million", "billions of dollars"."""
    return token.lower in words_of("currencies") and len(tokens) > 1


def _is_product(analysis: Analysis, phrase: NounPhrase) -> bool:
    """A name with a number in it or behind it: "Step-3", "Claude 3.7 Sonnet", "GPT-4.1"; no law, no group of states."""
    tokens = analysis.tokens[phrase.first : phrase.last]
    for index, token in enumerate(tokens):
        if token.tag == "NAME" and _NUMBERED.fullmatch(token.text):
            return not any(token.text.startswith(word) for word in shipped_words().lists["numbered_groups"])
        before = tokens[index - 1] if index else None
        if token.tag == "NUM" and before and before.tag == "NAME" and _VERSION.fullmatch(token.text):
            word = before.lower.rstrip(".")
            return word not in words_of("month_names") and word not in words_of("numbered_parts")
    return False


def _heads(analysis: Analysis, phrase: NounPhrase) -> AbstractSet[str]:
    """The head of a phrase; a person's title counts as one, too ("President Lula", "Treasury Secretary Yellen").

    So does the noun that says what a name behind it is: "the start-up Ampere", "chipmaker SK Hynix".
    """
    token = analysis.tokens[phrase.head]
    forms = _head_forms(token.lower, token.lemma)
    if token.tag == "NAME":
        heads = set(forms)
        before = next((at for at in range(phrase.head, phrase.first, -1) if analysis.tokens[at].tag != "NAME"), -1)
        if before >= 0 and analysis.tokens[before].tag == "NOUN":
            heads.update((analysis.tokens[before].lower, analysis.tokens[before].lemma))
        titles = words_of("actor_nouns")
        heads.update(other.lower for other in analysis.tokens[phrase.first : phrase.head] if other.lower in titles)
        return heads
    return forms


@lru_cache(maxsize=65_536)
def _head_forms(lower: str, lemma: str) -> frozenset[str]:
    return frozenset((lower, lemma, lower.rpartition("-")[2]))


@once_a_list
def as_set(words: tuple[str, ...]) -> frozenset[str]:
    """The words of a list of a rule, to look things up in."""
    return frozenset(words)


def has_word(analysis: Analysis, words: tuple[str, ...], *, clause: int | None = None) -> bool:
    """Whether one of the words stands in the sentence, or in one of its clauses."""
    wanted = as_set(words)
    if clause is not None:
        return not wanted.isdisjoint(analysis.forms[clause])
    return not all(map(wanted.isdisjoint, analysis.forms))
