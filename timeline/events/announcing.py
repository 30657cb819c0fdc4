"""Takes the telling for an event where to say that one will do it is one: "said on Friday it would impose a tariff".

A type says so by ``announced``, the status of such a saying. It is dated by the day on the verb of telling; what was
said keeps a date of its own ("from 1 November").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.actors import countries_of
from timeline.events.candidate import Candidate
from timeline.events.dating import Dated
from timeline.events.lasting import CLOSING_VERBS
from timeline.events.roles import words_of
from timeline.events.status import Verdict
from timeline.events.surroundings import Context
from timeline.events.tellers import is_party
from timeline.model import Status, Timex
from timeline.rulebook import Act, shipped_words

__all__ = ["announced"]

_SAYING = frozenset({"say", "tell", "announce", "declare", "reveal", "disclose", "confirm"})
_DECREEING = frozenset({"announce", "declare", "decide", "decree", "order"})
"""Who announces does it for himself or for those he speaks for."""
_PLEDGING = frozenset({"threaten", "vow", "pledge", "promise", "propose", "offer", "decide", "commit", "warn", "order"})
"""Verbs whose infinitive is what somebody says that he will do."""
_MONTH = 31
"""A day, a week or a month is a date worth having."""
_LASTS = frozenset({*CLOSING_VERBS, "complete", "finalise", "finalize"})
"""That something will be brought to its end is no news of its beginning."""


def announced(candidate: Candidate, dated: Dated, context: Context) -> tuple[Candidate, Dated, Verdict] | None:
    """The saying as an event, where the candidate is yet to come and a past day stands on the verb that tells of it."""
    verb = candidate.verb
    coming = verb is not None and verb.modality in ("planned", "proposed") and verb.lemma not in _LASTS
    if not candidate.announced or verb is None or not coming or verb.negated or not isinstance(candidate.pattern, Act):
        return None
    above = _telling(candidate)
    timex = _day_on(candidate, above, context.timexes) if above >= 0 else None
    if timex is None or timex.when is None:
        return None
    if context.published is not None and timex.when.start > context.published:
        return None
    if (dated.timex is not None and dated.when is None) or (dated.when and dated.when.start <= timex.when.end):
        return None
    told = candidate.analysis.clauses[above].verb
    settled = told is not None and (told.lemma in _DECREEING or _is_body(candidate, above))
    status = Status.OCCURRED if settled else Status(candidate.announced)
    status = Status.PROPOSED if verb.modality == "proposed" else status
    words = f"the saying itself, “{candidate.analysis.words(told.first, told.head + 1)}”" if told else ""
    day = Dated(timex.when, timex.basis, timex, timex.note, f"“{timex.text}”, rule {timex.rule}; the day of the saying")
    if dated.when is None or told is None:
        return candidate, day, Verdict(status, words)
    saying = replace(candidate, first=told.first, last=told.head + 1, announces=True)
    return saying, day, Verdict(status, words)


def _telling(candidate: Candidate) -> int:
    """The clause that tells of the coming act, by one who does it; -1 where none does."""
    analysis = candidate.analysis
    clause = analysis.clauses[candidate.clause]
    if not candidate.by_verb:
        return -1
    if clause.telling >= 0:
        told = analysis.clauses[clause.telling].verb
        says = told is not None and told.lemma in _SAYING and not told.negated and not told.modality
        decrees = told is not None and told.lemma in _DECREEING
        speaks = says and (is_party(candidate) or decrees or _speaks_for(candidate, clause.telling))
        return clause.telling if speaks else -1
    above = analysis.clauses[clause.parent].verb if clause.kind == "infinitive" and clause.parent >= 0 else None
    pledges = above is not None and above.lemma in _PLEDGING and above.tense == "past" and not above.negated
    return clause.parent if pledges and above is not None and not above.modality else -1


def _speaks_for(candidate: Candidate, clause: int) -> bool:
    """Whether a head of government tells what his country will do, or of measures, which nobody else can take."""
    analysis, teller = candidate.analysis, candidate.analysis.clauses[clause].subject
    heads = shipped_words().maps["heads_of_government"]
    country = heads.get(analysis.tokens[teller.head].lower) if teller is not None else None
    actor = candidate.actor
    if country is None or actor is None:
        return country is not None
    return str(country) in countries_of([analysis.words(actor.first, actor.last)])


def _is_body(candidate: Candidate, clause: int) -> bool:
    """Whether a ministry, a commission, a company speaks: what it says it will do is decided."""
    teller = candidate.analysis.clauses[clause].subject
    return teller is not None and candidate.analysis.tokens[teller.head].lemma in words_of("self_nouns")


def _day_on(candidate: Candidate, clause: int, timexes: Sequence[Timex]) -> Timex | None:
    analysis = candidate.analysis
    days = (timex for timex in timexes if analysis.clause_at(timex.span.start) == clause and timex.relation == "on")
    return next((timex for timex in days if timex.when is not None and timex.when.days <= _MONTH), None)
