"""Acts that a noun tells to be decided: "the decision on Tuesday to impose tariffs"."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.candidate import Candidate
from timeline.events.roles import verbs_of, words_of
from timeline.model import NounPhrase, Timex
from timeline.rulebook import Act

__all__ = ["day_of_decision", "is_settled_then"]

_LONGEST_DATE = 6
"""Tokens that a date between the noun and its infinitive has at most: "on the evening of 3 May"."""
_SETTLING = frozenset({"agree", "announce", "decide", "pledge", "promise", "vow", "commit", "order"})
_UNDOING = frozenset({"fail", "reverse", "block", "overturn", "reject", "defeat", "stay", "annul"})
"""What becomes of a decision that is not carried out."""


def day_of_decision(candidate: Candidate, found: Sequence[Timex]) -> Timex | None:
    """When what the candidate tells was decided: in front of the noun ("Tuesday's vote to ban") or right behind it."""
    noun = _deciding(candidate)
    if noun is None:
        return None
    return next((timex for timex in found if timex.when is not None and _dates(candidate, noun, timex)), None)


def is_settled_then(candidate: Candidate) -> bool:
    """As in "August 2025: The US agrees to license exports": the day above dates the agreement, and so the event."""
    clauses = candidate.analysis.clauses
    clause = clauses[candidate.clause]
    above = clause.parent if clause.kind == "infinitive" else clause.telling
    verb = clauses[above].verb if above >= 0 else None
    return verb is not None and verb.lemma in _SETTLING and verb.tense in ("present", "past") and not verb.modality


def _deciding(candidate: Candidate) -> NounPhrase | None:
    """The noun whose infinitive the candidate is: one decision, vote or order that is told to stand."""
    analysis, verb = candidate.analysis, candidate.verb
    clause, tokens = analysis.clauses[candidate.clause], analysis.tokens
    if clause.kind != "infinitive" or verb is None or verb is not clause.verb or tokens[verb.first].tag != "TO":
        return None
    pattern = candidate.pattern
    if verb.lemma in words_of("proposing_verbs") or not isinstance(pattern, Act) or pattern.status is not None:
        return None
    nouns = (phrase for phrase in analysis.phrases if tokens[phrase.head].lemma in words_of("deciding_nouns"))
    near = [phrase for phrase in nouns if phrase.last <= verb.first <= phrase.last + _LONGEST_DATE]
    if not near or tokens[near[-1].first].lower in ("a", "an", "any", "no") or _is_undone(candidate, near[-1]):
        return None
    return near[-1]


def _is_undone(candidate: Candidate, noun: NounPhrase) -> bool:
    """As in "the vote to ban the app failed", "the order to impose tariffs was not signed"."""
    for clause in candidate.analysis.clauses:
        told = (clause.subject, clause.object)
        if clause.verb is not None and any(role is not None and role.head == noun.head for role in told):
            lemma = clause.verb.lemma
            if (
                clause.verb.negated
                or clause.verb.modality
                or lemma in _UNDOING
                or lemma in verbs_of("cancelling_verbs")
            ):
                return True
    return False


def _dates(candidate: Candidate, noun: NounPhrase, timex: Timex) -> bool:
    """Whether an expression is the noun's own day: "Tuesday's decision", "the decision on Tuesday to"."""
    analysis, verb = candidate.analysis, candidate.verb
    assert verb is not None
    first, last = analysis.token_at(timex.span.start), analysis.token_at(timex.span.end - 1)
    if noun.first <= first < noun.head:
        return any(token.tag == "GEN" for token in analysis.tokens[last + 1 : last + 2])
    on = first == noun.last + 1 and analysis.tokens[noun.last].lower in ("on", "in")
    return (on or first == noun.last) and last + 1 == verb.first and timex.relation == "on"
