"""Finds acts whose verb is left out: "China published its plan on Monday and Japan on Tuesday".

The words behind the first act repeat its pattern: another who acts, or another thing, and a day of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.events.candidate import Candidate
from timeline.events.roles import attached, fits, words_of
from timeline.model import NounPhrase, Token
from timeline.rulebook import Act
from timeline.text import Analysis
from timeline.text.time_words import YEAR_DIGITS, is_calendar_name

__all__ = ["behind_of", "gapped", "is_of_another"]

_BEFORE = ("COMMA", "CONJ")
_LENGTHS = frozenset({"day", "week", "month", "year"})
_OTHERS = frozenset({"rest", "remainder", "others"})
"""What is left of the things told of: "start on Wednesday and the rest on 21 October"."""
_FURTHER_ONES = frozenset({"second", "third", "fourth"})
"""More of the things told of: "opened an inquiry in April and a second in February"."""
_CLOSING = ("STOP", "COMMA", "CONJ", "SUB")


def gapped(analysis: Analysis, told: Sequence[Candidate]) -> Iterator[Candidate]:
    """The acts that a sentence tells without a verb, each with the trigger where it would stand."""
    for one in told:
        if not isinstance(one.pattern, Act) or one.thing is None or not _is_plain(one):
            continue
        yield from _again(one)
        for phrase in analysis.phrases:
            if phrase.first < one.last or not _stands_alone(analysis, phrase) or one.thing.first == phrase.first:
                continue
            if _follows(analysis, one, phrase):
                yield from _repeated(one, phrase)


def _again(one: Candidate) -> Iterator[Candidate]:
    """As in "tightened its rules in October 2022 and again in December 2024": the same act, on another day."""
    tokens = one.analysis.tokens
    for index in range(one.last, len(tokens) - 1):
        joined = tokens[index].lower == "again" and tokens[index - 1].tag in _BEFORE
        if joined and one.analysis.owner[index] == one.clause and _behind_day(one.analysis, index + 1) > index + 1:
            yield replace(one, first=index, last=index + 1, gapped=True)


def _is_plain(one: Candidate) -> bool:
    return one.verb is not None and not one.verb.negated and not one.announces and not one.gapped


def _stands_alone(analysis: Analysis, phrase: NounPhrase) -> bool:
    """Behind a comma or "and", with a day right behind and nothing after it: "and Japan on Tuesday"."""
    tokens = analysis.tokens
    if phrase.preposition or not phrase.first or tokens[phrase.first - 1].tag not in _BEFORE:
        return False
    end = _behind_attached(analysis, phrase)
    last = _behind_day(analysis, end)
    return last > end and (last >= len(tokens) or tokens[last].tag in _CLOSING)


def is_of_another(analysis: Analysis, day: int) -> bool:
    """Whether the day at this place is that of "a second", "the rest", told beside the first without its verb."""
    word = analysis.tokens[day - 2].lower if day > 1 and analysis.tokens[day - 1].lower in ("on", "in") else ""
    return word in _OTHERS | _FURTHER_ONES


def behind_of(candidate: Candidate) -> int:
    """Behind the words that stand for an act without a verb, with what hangs on them ("the template for summaries")."""
    analysis, last = candidate.analysis, candidate.last
    phrase = next((phrase for phrase in analysis.phrases if phrase.last == last), None)
    return last if phrase is None else _behind_attached(analysis, phrase)


def _behind_attached(analysis: Analysis, phrase: NounPhrase) -> int:
    last = phrase.last
    for other in attached(analysis, phrase):
        if is_calendar_name(analysis.tokens[other.head].lower):
            break
        last = other.last
    return last


def _behind_day(analysis: Analysis, start: int) -> int:
    """Behind the words of a day that begin here ("on Tuesday", "in May 2024", "a day later"), else ``start``."""
    tokens = analysis.tokens
    at = start + (start < len(tokens) and tokens[start].lower in ("on", "in"))
    last = at
    while last < len(tokens) and (is_calendar_name(tokens[last].lower) or tokens[last].text.isdigit()):
        last += 1
    if last > at and any(is_calendar_name(tokens[index].lower) for index in range(at, last)):
        return last
    counted = tokens[start : start + 3]
    lengths = [token.lemma for token in counted[1:2]]
    if at == start and lengths and lengths[0] in _LENGTHS and counted[-1].lower in ("later", "earlier"):
        return start + len(counted)
    return start


def _follows(analysis: Analysis, one: Candidate, phrase: NounPhrase) -> bool:
    """Whether the phrase stands in the clause of the act, no other verb between, and the act has its own day."""
    own = analysis.owner[phrase.head] == one.clause
    between = range(one.last, phrase.first)
    dated = any(is_calendar_name(analysis.tokens[index].lower) or _is_year(analysis.tokens[index]) for index in between)
    return own and dated and all(analysis.owner[index] == one.clause for index in between)


def _is_year(token: Token) -> bool:
    return token.text.isdigit() and len(token.text) == YEAR_DIGITS


def _repeated(one: Candidate, phrase: NounPhrase) -> Iterator[Candidate]:
    analysis, pattern = one.analysis, one.pattern
    first = phrase.first + (analysis.tokens[phrase.first].tag in ("DET", "POSS"))
    again = replace(one, first=first, last=phrase.last, gapped=True)
    rest = analysis.tokens[phrase.head].lower in _OTHERS
    if analysis.tokens[phrase.head].lower in _FURTHER_ONES and one.thing is not None:
        words = analysis.words(phrase.first, phrase.last)
        yield replace(again, thing=phrase, named=f"{words} {analysis.tokens[one.thing.head].lemma}")
    elif isinstance(pattern, Act) and pattern.object and (rest or fits(analysis, phrase, pattern.object)):
        yield replace(again, thing=phrase)
    elif isinstance(pattern, Act) and not pattern.object and pattern.subject:
        if rest or fits(analysis, phrase, pattern.subject):
            yield replace(again, thing=phrase)
    elif one.actor is not None and _acts_alike(analysis, one.actor, phrase):
        yield replace(again, actor=phrase)


def _acts_alike(analysis: Analysis, one: NounPhrase, other: NounPhrase) -> bool:
    """Two names, or two nouns of those who can act."""
    first, second = analysis.tokens[one.head], analysis.tokens[other.head]
    nouns = words_of("actor_nouns")
    names = first.tag == second.tag == "NAME"
    return names or (first.lemma in nouns and second.lemma in nouns)
