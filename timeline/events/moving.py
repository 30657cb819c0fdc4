"""The new day of what is put off or brought forward: "has been postponed to 19 May"."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.candidate import Candidate
from timeline.events.roles import words_of
from timeline.model import Timex
from timeline.rulebook import Nominal

__all__ = ["is_moved", "new_day"]

_TOWARDS = ("to", "until", "till")
_AWAY = ("back", "off", "forward")
_MOVES_BY_PARTICLE = ("put", "push", "bring")
"""What is put off is moved; what is put on hold until May is not."""


def new_day(candidate: Candidate, found: Sequence[Timex]) -> Timex | None:
    """The day to which something is put off or brought forward: "has been postponed to 19 May"."""
    return next((timex for timex in found if timex.when is not None and _is_new_day(candidate, timex)), None)


def is_moved(candidate: Candidate, timex: Timex) -> bool:
    """As in "postponed from 4 May to 9 June": no span, but the old day and the new."""
    if _is_new_day(candidate, timex):
        return True
    verb = candidate.verb
    if verb is None or timex.when is None or timex.when.days == 1 or isinstance(candidate.pattern, Nominal):
        return False
    return verb.lemma in words_of("moving_verbs") and " to " in timex.text


def _is_new_day(candidate: Candidate, timex: Timex) -> bool:
    analysis, tokens = candidate.analysis, candidate.analysis.tokens
    index = analysis.clause_at(timex.span.start)
    clause, place = analysis.clauses[index], analysis.token_at(timex.span.start)
    verb = clause.verb
    if verb is None or verb.lemma not in words_of("moving_verbs") or verb.negated:
        return False
    place -= tokens[place - 1].tag == "DET"
    particles = [token.lower for token in tokens[verb.head + 1 : place] if token.lower in _AWAY]
    if tokens[place - 1].lower not in _TOWARDS:
        return False
    straight = verb.lemma == "push" and place - 1 == verb.head + 1
    if verb.lemma in _MOVES_BY_PARTICLE and not (particles or straight):
        return False
    patient = clause.subject if verb.passive else clause.object
    same = patient is not None and candidate.thing is not None and patient.head == candidate.thing.head
    return same or (index == candidate.clause and candidate.by_verb)
