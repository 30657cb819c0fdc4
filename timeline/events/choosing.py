"""Chooses among what a sentence's candidates tell: one for one trigger, one for an act told twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.events.candidate import Candidate, told_by
from timeline.events.coreference import Found
from timeline.events.governing import is_its_name
from timeline.model import Span
from timeline.rulebook import Act, Nominal

__all__ = ["Rejected", "distinct", "rejected_for"]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A place that looked like an event and is none, with the reason: what ``explain`` shows of the losers."""

    category: str
    rule: str
    trigger: str
    span: Span
    reason: str


def distinct(found: Sequence[Found], rejected: list[Rejected]) -> list[Found]:
    """One candidate for one trigger and one for an act told by its verb and its noun ("announced a pause").

    Of those with the same words the first pattern in file order wins; the others are kept as losers.
    """
    kept: list[Found] = []
    for one in found:
        rival = next((other for other in kept if _overlap(one.candidate, other.candidate)), None)
        if rival is None:
            kept.append(one)
        elif rival.candidate.category != one.candidate.category:
            words = f"the same words are read as {rival.candidate.category}, {rival.candidate.pattern.name}"
            rejected.append(rejected_for(one.candidate, words))
    told = [
        one
        for one in kept
        if not any(told_by(one.candidate, other.candidate) or _adds_no_date(one, other) for other in kept)
    ]
    return [_announced(one, told) for one in told]


def _announced(one: Found, beside: Sequence[Found]) -> Found:
    """The taking effect with the day it was made known: "tightened its controls on Monday, effective 1 August"."""
    timex, when = one.dated.timex, one.dated.when
    if timex is None or when is None or one.dated.announced_on or not is_its_name(one.candidate, timex):
        return one
    for other in beside:
        day, act = other.dated.when, other.candidate
        same = act.category == one.candidate.category and act.clause == one.candidate.clause
        if same and isinstance(act.pattern, Act) and day is not None and day.days == 1 and day.start < when.start:
            return replace(one, dated=replace(one.dated, announced_on=day.start))
    return one


def _adds_no_date(noun: Found, act: Found) -> bool:
    """Whether a noun told of only by its date has the very date of an act: "tariffs rise, effective August 1"."""
    pattern, other = noun.candidate.pattern, act.candidate.pattern
    inner = isinstance(pattern, Nominal) and pattern.dated and not isinstance(other, Nominal)
    same = noun.candidate.category == act.candidate.category
    return inner and same and noun.dated.timex is not None and noun.dated.timex == act.dated.timex


def _overlap(one: Candidate, other: Candidate) -> bool:
    if one.announces and other.announces and one.category != other.category:
        return False
    return one.first < other.last and other.first < one.last


def rejected_for(candidate: Candidate, reason: str) -> Rejected:
    """A candidate that tells of no event, with the reason."""
    return Rejected(candidate.category, candidate.pattern.name, candidate.trigger, candidate.trigger_span, reason)
