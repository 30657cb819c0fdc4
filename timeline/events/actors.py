"""Who acts in an event, which countries are involved, and where it takes place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import ahocorasick_rs

from timeline.events.candidate import Candidate
from timeline.events.roles import clause_phrases, words_of
from timeline.model import NounPhrase
from timeline.rulebook import Happening, shipped_words
from timeline.text import Analysis, scannable
from timeline.text.time_words import calendar_words, is_calendar_name

__all__ = ["actors_of", "countries_of", "end_of_name", "joined_before", "place_of"]

_PLACE_PREPOSITIONS = frozenset({"in", "at", "outside", "near"})


def actors_of(candidate: Candidate) -> tuple[str, ...]:
    """Who acts, as written but for an article: names, and nouns of those who can act."""
    if candidate.actor is None:
        return ()
    analysis = candidate.analysis
    if isinstance(candidate.pattern, Happening) and candidate.actor == candidate.thing:
        return ()
    phrase = candidate.actor
    head = analysis.tokens[phrase.head]
    if head.lemma in calendar_words() or not (head.tag == "NAME" or head.lemma in words_of("actor_nouns")):
        return ()
    named = [*joined_before(analysis, phrase), phrase]
    return tuple(_as_written(analysis, each) for each in named)


def _as_written(analysis: Analysis, phrase: NounPhrase) -> str:
    first = phrase.first + (analysis.tokens[phrase.first].tag == "DET")
    return analysis.words(first, end_of_name(analysis, phrase))


def joined_before(analysis: Analysis, phrase: NounPhrase) -> list[NounPhrase]:
    """The names in front of one that act with it: "Britain, Canada and Australia"."""
    found: list[NounPhrase] = []
    if phrase.first == 0 or analysis.tokens[phrase.first - 1].tag != "CONJ":
        return found
    while True:
        last = (found[0] if found else phrase).first - 1
        before = next((other for other in analysis.phrases if other.last == last and last > 0), None)
        named = before is not None and analysis.tokens[before.head].tag == "NAME" and not before.preposition
        if before is None or not named or analysis.tokens[last].tag not in ("CONJ", "COMMA"):
            return found
        found.insert(0, before)


def end_of_name(analysis: Analysis, phrase: NounPhrase) -> int:
    """Behind the whole of "Bureau of Industry and Security", not of "Bureau" alone."""
    last = phrase.last
    for other in analysis.phrases:
        behind = other.first == last + 1 and other.preposition == "of"
        if behind and all(token.tag == "NAME" for token in analysis.tokens[other.first : other.last]):
            last = other.last
    return last


@cache
def _gazetteer() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    maps = shipped_words().maps
    codes: dict[str, str] = {}
    for name in ("country_names", "country_adjectives", "country_seats"):
        codes |= {word: str(code) for word, code in maps[name].items()}
    words = tuple(codes)
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), tuple(codes.values())


def countries_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The ISO 3166-1 codes of the countries that words name, by name, adjective or seat of government; sorted.

    >>> countries_of(["Washington", "the Chinese foreign ministry"])
    ('CN', 'US')
    """
    matcher, codes = _gazetteer()
    found = set()
    for text in texts:
        lower = text.lower() if len(text.lower()) == len(text) else text
        for index, start, end in matcher.find_matches_as_indexes(scannable(lower)):
            whole = not lower[max(0, start - 1) : start].isalnum() and not lower[end : end + 1].isalnum()
            if whole and not text[start].islower():
                found.add(codes[index])
    return tuple(sorted(found))


def place_of(candidate: Candidate) -> str:
    """Where a happening takes place, as written ("in Shanghai"), or the town in its name; empty where unsaid."""
    if not isinstance(candidate.pattern, Happening):
        return ""
    analysis = candidate.analysis
    dated = False
    for phrase in clause_phrases(analysis, candidate.clause):
        if dated and not phrase.preposition and analysis.tokens[phrase.first - 1].tag == "CONJ":
            break  # "the Seoul summit in May and the summit in Paris": another has begun
        dated = dated or (phrase.first > candidate.first and is_calendar_name(analysis.tokens[phrase.head].lower))
        if (
            phrase.preposition in _PLACE_PREPOSITIONS
            and phrase.first >= candidate.first
            and (name := _name(analysis, phrase))
        ):
            return name
    if candidate.thing is not None:
        towns = shipped_words().maps["towns"]
        words = [token.text for token in analysis.tokens[candidate.thing.first : candidate.thing.head]]
        for size in (3, 2, 1):
            for start in range(len(words) - size + 1):
                name = " ".join(words[start : start + size])
                if name.lower() in towns:
                    return name
    return ""


def _name(analysis: Analysis, phrase: NounPhrase) -> str:
    """The proper name at the front of a phrase, if it is one that can be a place."""
    tokens = analysis.tokens[phrase.first : phrase.last]
    named = [token for token in tokens if token.tag == "NAME"]
    if not named or len(named) != len(tokens) or is_calendar_name(named[0].lemma) or named[0].lower in calendar_words():
        return ""
    return analysis.words(phrase.first, phrase.last)
