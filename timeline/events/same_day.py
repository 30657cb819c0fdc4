"""Dates what the text puts on a day it has just told: "takes effect immediately", "she was speaking at a meeting"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from timeline.dates import moved_on_calendar
from timeline.events.candidate import Candidate
from timeline.events.lasting import counted_length, opens
from timeline.events.occasions import days_told, names_occasion
from timeline.events.roles import words_of
from timeline.events.surroundings import Context
from timeline.model import DateBasis, Granularity, Timex, When
from timeline.rulebook import Act, Happening

__all__ = ["day_shared"]

_AT_ONCE = re.compile(
    r"\b(?:immediately|at once|straight away|straightaway|right away|forthwith|with immediate effect"
    r"|(?:up)?on (?:its )?(?:publication|issuance|signature|signing|adoption))\b"
    r"(?! (?:after|before|following|available|adjacent))",
    re.IGNORECASE,
)
"""Words for the day on which a measure was taken, issued or published."""
_WITHIN_HOURS = re.compile(
    r"\b(?:within|in a matter of) (?:just |only )?(?:hours|minutes)\b(?! (?:of|after|before))", re.IGNORECASE
)
_EFFECT = ("effect_verbs", "law_effect_verbs", "tariff_moving_verbs")


def day_shared(candidate: Candidate, context: Context) -> Timex | None:
    """The day told elsewhere on which the candidate happens too, by the words of its clause or sentence."""
    if context.occasion is not None and _is_occasion(candidate):
        return context.occasion
    if not isinstance(candidate.pattern, Act) or not candidate.by_verb:
        return None
    told = _told_before(candidate, context)
    if told is None or told.when is None:
        return None
    if _is_done(candidate) and _stands_in(candidate, _WITHIN_HOURS, opening=True):
        return told
    if not _takes_effect(candidate):
        return None
    length = next((timex for timex in context.timexes if _counts_on(candidate, timex)), None)
    if length is not None:
        return _counted(told.when, length)
    modal = candidate.verb is not None and candidate.verb.modality and told not in context.timexes
    return told if _stands_in(candidate, _AT_ONCE) and not modal else None


def _counts_on(candidate: Candidate, timex: Timex) -> bool:
    """As in "the ban applies after six months", "will lapse after 150 days": from the day told before."""
    analysis = candidate.analysis
    first = analysis.token_at(timex.span.start)
    own = analysis.clause_at(timex.span.start) == candidate.clause and timex.span.start > candidate.trigger_span.start
    return own and counted_length(timex) is not None and first > 0 and analysis.tokens[first - 1].lower == "after"


def _counted(told: When, length: Timex) -> Timex | None:
    found = counted_length(length)
    if found is None:
        return None
    number, unit = found
    when = moved_on_calendar(told, unit, number)
    if when is None:
        return None
    return replace(length, when=when, basis=DateBasis.EVENT_RELATIVE, anchor=told.end, anchor_basis="text", note="")


def _is_occasion(candidate: Candidate) -> bool:
    """What takes a day at most, or is told to open: a day of a summit is not that of the whole."""
    pattern, sentence = candidate.pattern, candidate.analysis.sentence
    if not isinstance(pattern, Happening) or not (pattern.brief or opens(candidate)):
        return False
    return names_occasion(sentence.text, candidate.trigger_span.start - sentence.span.start)


def _takes_effect(candidate: Candidate) -> bool:
    return candidate.verb is not None and candidate.verb.lemma in _effect_verbs()


@cache
def _effect_verbs() -> frozenset[str]:
    """The first words of "take effect", "come into force", "apply"."""
    return frozenset(word.split()[0] for name in _EFFECT for word in words_of(name))


def _is_done(candidate: Candidate) -> bool:
    """Whether its verb, or the one that a participle goes along with, tells of the past."""
    clauses = candidate.analysis.clauses
    clause = clauses[candidate.clause]
    verb = clauses[clause.parent].verb if clause.kind == "participle" and clause.parent >= 0 else clause.verb
    return verb is not None and verb.tense == "past" and not verb.modality


def _stands_in(candidate: Candidate, words: re.Pattern[str], *, opening: bool = False) -> bool:
    """Whether the words stand in the candidate's clause, or, with ``opening``, open its sentence."""
    analysis = candidate.analysis
    start = analysis.sentence.span.start
    for hit in words.finditer(analysis.sentence.text):
        if analysis.clause_at(hit.start() + start) == candidate.clause or (opening and not hit.start()):
            return True
    return False


def _told_before(candidate: Candidate, context: Context) -> Timex | None:
    """The day told last in front of it, of what has happened by publication."""
    days = [timex for timex in days_told(context.timexes) if timex.span.end <= candidate.trigger_span.start]
    told = days[-1] if days else context.told
    if told is None or told.when is None or told.when.granularity is not Granularity.DAY:
        return None
    return told if context.published is None or told.when.end <= context.published else None
