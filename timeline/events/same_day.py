"""Dates what the text puts on a day it has just told: "takes effect immediately", "she was speaking at a meeting"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from timeline.events.candidate import Candidate
from timeline.events.lasting import opens
from timeline.events.roles import words_of
from timeline.events.surroundings import Context
from timeline.model import Granularity, Timex, TimexType
from timeline.rulebook import Act, Happening

__all__ = ["day_shared"]

_AT_ONCE = re.compile(
    r"\b(?:immediately|at once|straight away|straightaway|right away|forthwith|with immediate effect)\b"
    r"(?! (?:after|before|following|available|adjacent))",
    re.IGNORECASE,
)
"""Words for the day on which a measure was taken, issued or published."""
_EFFECT = ("effect_verbs", "law_effect_verbs", "tariff_moving_verbs")


def day_shared(candidate: Candidate, context: Context) -> Timex | None:
    """The day told elsewhere on which the candidate happens too, by the words of its clause or sentence."""
    if context.occasion is not None and _is_occasion(candidate):
        return context.occasion
    if isinstance(candidate.pattern, Act) and candidate.by_verb and _takes_effect(candidate) and _at_once(candidate):
        return _told_before(candidate, context)
    return None


def _is_occasion(candidate: Candidate) -> bool:
    """What takes a day at most, or is told to open: a day of a summit is not that of the whole."""
    pattern = candidate.pattern
    return isinstance(pattern, Happening) and (pattern.brief or opens(candidate))


def _takes_effect(candidate: Candidate) -> bool:
    return candidate.verb is not None and candidate.verb.lemma in _effect_verbs()


@cache
def _effect_verbs() -> frozenset[str]:
    """The first words of "take effect", "come into force", "apply"."""
    return frozenset(word.split()[0] for name in _EFFECT for word in words_of(name))


def _at_once(candidate: Candidate) -> bool:
    analysis = candidate.analysis
    start = analysis.sentence.span.start
    hits = _AT_ONCE.finditer(analysis.sentence.text)
    return any(analysis.clause_at(hit.start() + start) == candidate.clause for hit in hits)


def _told_before(candidate: Candidate, context: Context) -> Timex | None:
    """The day told last in front of it, of what has happened by publication."""
    days = [timex for timex in _days(context.timexes) if timex.span.end <= candidate.trigger_span.start]
    verb = candidate.verb
    told = days[-1] if days else context.told if verb is not None and not verb.modality else None
    if told is None or told.when is None or told.when.granularity is not Granularity.DAY:
        return None
    return told if context.published is None or told.when.end <= context.published else None


def _days(timexes: Sequence[Timex]) -> list[Timex]:
    return [timex for timex in timexes if timex.type in (TimexType.DATE, TimexType.TIME) and timex.when is not None]
