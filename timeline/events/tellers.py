"""Who tells of an event and when: the day of the telling, and whether the teller has a part in the act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from timeline.events.candidate import Candidate
from timeline.events.roles import words_of
from timeline.model import NounPhrase, Timex
from timeline.text import Analysis

__all__ = ["announced_on", "is_party", "told_by_the_actor"]


def announced_on(candidate: Candidate, found: Sequence[Timex], governor: Timex | None) -> date | None:
    """The day on which those who tell of the event told it."""
    analysis = candidate.analysis
    telling = analysis.clauses[candidate.clause].telling
    if telling < 0:
        return None
    verb = analysis.clauses[telling].verb
    if verb is None or verb.lemma not in words_of("telling_verbs"):
        return None
    for timex in found:
        if timex is not governor and analysis.clause_at(timex.span.start) == telling:
            return timex.when.start if timex.when is not None and timex.when.days == 1 else None
    return None


def told_by_the_actor(candidate: Candidate, found: Sequence[Timex]) -> Timex | None:
    """The date of the telling, where who tells is who acts: "ASML said yesterday it had extended a deal".

    It dates the act if the text says nothing else of its date; a mere confirmation does not.
    """
    analysis, verb = candidate.analysis, candidate.verb
    telling = analysis.clauses[candidate.clause].telling
    if telling < 0 or verb is None or verb.tense != "past" or verb.modality or not is_party(candidate):
        return None
    told = analysis.clauses[telling].verb
    if told is None or told.lemma in ("confirm", "acknowledge", "admit"):
        return None
    return next((timex for timex in found if analysis.clause_at(timex.span.start) == telling and timex.when), None)


def is_party(candidate: Candidate) -> bool:
    """Whether who tells of an act is who does it, or to whom it was done: "Nvidia said it had been told ..."."""
    analysis, clause = candidate.analysis, candidate.analysis.clauses[candidate.clause]
    suffers = clause.subject if clause.verb is not None and clause.verb.passive else None
    party = candidate.actor or suffers
    teller = analysis.clauses[clause.telling].subject if clause.telling >= 0 else None
    if party is None or teller is None:
        return False
    if analysis.tokens[teller.head].tag == "PRON" or analysis.tokens[party.head].tag == "PRON":
        return True
    mine, theirs = (_name_of(analysis, phrase) for phrase in (party, teller))
    return bool(mine & theirs or theirs & words_of("self_nouns"))


def _name_of(analysis: Analysis, phrase: NounPhrase) -> set[str]:
    return {token.lemma for token in analysis.tokens[phrase.first : phrase.last] if token.tag in ("NAME", "NOUN")}
