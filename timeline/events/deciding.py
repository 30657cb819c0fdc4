"""Acts that a noun tells to be decided: "the decision on Tuesday to impose tariffs"."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.candidate import Candidate
from timeline.events.roles import words_of
from timeline.model import NounPhrase, Timex

__all__ = ["day_of_decision", "deciding"]

_LONGEST_DATE = 6
"""Tokens that a date between the noun and its infinitive has at most: "on the evening of 3 May"."""


def deciding(candidate: Candidate) -> NounPhrase | None:
    """The noun whose infinitive the candidate is: a decision, a vote, an order; none where it is not decided so.

    Between the two nothing stands but when it was decided.
    """
    analysis = candidate.analysis
    clause, tokens = analysis.clauses[candidate.clause], analysis.tokens
    if clause.kind != "infinitive" or clause.verb is None or tokens[clause.verb.first].tag != "TO":
        return None
    first = clause.verb.first
    nouns = (phrase for phrase in analysis.phrases if tokens[phrase.head].lemma in words_of("deciding_nouns"))
    near = [phrase for phrase in nouns if phrase.last <= first <= phrase.last + _LONGEST_DATE]
    if not near or tokens[near[-1].first].lower in ("a", "any", "no"):
        return None
    between = tokens[near[-1].last : first]
    return near[-1] if all(token.tag in ("PREP", "DET", "NAME", "NUM", "NOUN", "ADV") for token in between) else None


def day_of_decision(candidate: Candidate, found: Sequence[Timex]) -> Timex | None:
    """When what the candidate tells was decided: in front of the noun ("Tuesday's vote to ban") or right behind it."""
    noun, analysis = deciding(candidate), candidate.analysis
    if noun is None:
        return None
    verb = analysis.clauses[candidate.clause].verb
    assert verb is not None
    here = ((timex, analysis.token_at(timex.span.start)) for timex in found)
    return next((timex for timex, first in here if noun.first <= first < verb.first and timex.when is not None), None)
