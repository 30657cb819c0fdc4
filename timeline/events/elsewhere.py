"""Says which expression of another clause dates an event: one that describes it, opens its sentence, or shares it."""

from __future__ import annotations

import re

from timeline.events.acts import verb_end
from timeline.events.candidate import Candidate
from timeline.events.roles import words_of
from timeline.model import DateBasis, Timex
from timeline.rulebook import Act, Happening

__all__ = ["DAY_OF_GATHERING", "rank_elsewhere"]

DAY_OF_GATHERING = re.compile(
    r"\b(?:on|at) (?:the |its )?(?P<which>opening|first|closing|last|final)[ -](?:day|session|ceremony)\b(?! of\b)"
    r"|\bon (?P<one>day one|opening day|closing day)\b"
    r"|\bduring (?:the|this) (?P<whole>conference|summit|forum|expo|congress|event|gathering|fair)\b",
    re.IGNORECASE,
)


_AT_FIRST = ("originally", "initially", "first", "previously", "once")
"""Words that say that a plan did not stay: "the summit originally planned for March"."""


def rank_elsewhere(candidate: Candidate, timex: Timex, owner: int) -> tuple[int, str]:
    """The same for an expression of another clause than the candidate's own."""
    mine = candidate.analysis.clauses[candidate.clause]
    if _describes(candidate, owner):
        return 1, ""
    if mine.kind == "participle" and mine.parent == owner and _goes_along(candidate):
        return 1, ""
    if _is_scheduled_beside(candidate, owner) or _is_set_to(candidate, owner) or _takes_place_in(candidate, owner):
        return 1, ""
    if _has_day_of_gathering(candidate):
        return 9, "belongs to another clause"
    if _is_before_colon(candidate, timex):
        return 2, ""
    if _opens_behind_colon(candidate, timex, owner):
        return 2, ""
    if _is_day_described(candidate, timex):
        return 1, ""
    if _is_place_clause(candidate, timex, owner):
        return 2, ""
    if _opens(candidate, timex, owner) or _is_time_clause(candidate, timex, owner) or _is_cleft(candidate, owner):
        return 2, ""
    return (4, "") if _is_shared(candidate, timex, owner) else (9, "belongs to another clause")


def _is_time_clause(candidate: Candidate, timex: Timex, owner: int) -> bool:
    """As in "on Monday, when the ministry published ...": the day of the clause above."""
    analysis = candidate.analysis
    clause = analysis.clauses[candidate.clause]
    if clause.kind != "subordinate" or _opening_word(candidate) != "when":
        return False
    return clause.parent == owner or _stands_right_before(candidate, timex)


def _stands_right_before(candidate: Candidate, timex: Timex) -> bool:
    """As in "In October 2022, when the act was signed, ..."."""
    analysis = candidate.analysis
    comma = analysis.owner.index(candidate.clause) - 1
    return comma > 0 and analysis.tokens[comma].tag == "COMMA" and analysis.token_at(timex.span.end - 1) == comma - 1


def _is_day_described(candidate: Candidate, timex: Timex) -> bool:
    """As in "the same day on which the G7 agreed a code": the clause tells what happened on that day."""
    analysis = candidate.analysis
    clause = analysis.clauses[candidate.clause]
    day = clause.modifies if clause.kind == "relative" else None
    told = day is not None and analysis.tokens[day.head].lemma in ("day", "week", "month", "year", "weekend")
    return told and day is not None and day.first <= analysis.token_at(timex.span.end - 1) < day.last


def _is_place_clause(candidate: Candidate, timex: Timex, owner: int) -> bool:
    """As in "flew to Brussels on Monday, where he held talks": what the same one did there."""
    analysis = candidate.analysis
    clause = analysis.clauses[candidate.clause]
    same = clause.subject is not None and analysis.tokens[clause.subject.head].tag == "PRON"
    there = same and clause.parent == owner and _opening_word(candidate) == "where"
    return there and timex.relation == "on" and timex.basis is not DateBasis.EVENT_RELATIVE


def _opening_word(candidate: Candidate) -> str:
    analysis = candidate.analysis
    return analysis.tokens[analysis.owner.index(candidate.clause)].lower


def _is_cleft(candidate: Candidate, owner: int) -> bool:
    """As in "It was only last month that negotiators agreed a framework"."""
    analysis = candidate.analysis
    above, mine = analysis.clauses[owner], analysis.clauses[candidate.clause]
    if above.verb is None or above.verb.lemma != "be" or mine.parent != owner:
        return False
    return analysis.tokens[0].lower == "it" and _opening_word(candidate) == "that"


def _is_set_to(candidate: Candidate, owner: int) -> bool:
    """As in "the talks are set to resume on Monday": the day of what they are set to do."""
    clauses = candidate.analysis.clauses
    clause, above = clauses[owner], clauses[candidate.clause]
    if isinstance(candidate.pattern, Act) or clause.kind != "infinitive" or clause.parent != candidate.clause:
        return False
    verb, subject, thing = above.verb, above.subject, candidate.thing
    planned = verb is not None and verb.passive and verb.lemma in words_of("planning_verbs")
    return planned and subject is not None and thing is not None and subject.head == thing.head


def _takes_place_in(candidate: Candidate, owner: int) -> bool:
    """As in "the forum that brought them together ends today": a further clause says that the thing takes place."""
    clause, pattern = candidate.analysis.clauses[owner], candidate.pattern
    if not isinstance(pattern, Happening) or clause.kind != "main" or clause.verb is None or candidate.thing is None:
        return False
    subject = clause.subject is not None and clause.subject.head == candidate.thing.head
    return subject and verb_end(candidate.analysis, clause.verb, pattern.verbs)[0] >= 0


def _is_scheduled_beside(candidate: Candidate, owner: int) -> bool:
    """As in "publication in the gazette, set for Thursday": said of a noun or of what hangs on it."""
    analysis, clause, thing = candidate.analysis, candidate.analysis.clauses[owner], candidate.thing
    if isinstance(candidate.pattern, Act) or clause.verb is None or clause.kind != "participle":
        return False
    last = clause.verb.first - 1
    scheduled = clause.verb.lemma in words_of("scheduling_verbs")
    if thing is None or not scheduled or analysis.tokens[last].tag != "COMMA":
        return False
    while (phrase := next((phrase for phrase in analysis.phrases if phrase.last == last), None)) is not None:
        if phrase.head == thing.head:
            return True
        last = phrase.first - 1
    return False


def _is_before_colon(candidate: Candidate, timex: Timex) -> bool:
    """As in "What you may have missed yesterday: a foundation was launched": the day of the deeds behind a colon."""
    analysis, verb = candidate.analysis, candidate.verb
    end = timex.span.end - analysis.sentence.span.start
    before = analysis.sentence.text[end : end + 1] == ":" and timex.span.end < candidate.trigger_span.start
    return before and timex.relation == "on" and verb is not None and verb.tense == "past" and not verb.modality


def _opens_behind_colon(candidate: Candidate, timex: Timex, owner: int) -> bool:
    """As in "The stakes have risen: on July 28, the firm pleaded guilty": a day right behind the colon."""
    analysis = candidate.analysis
    at = analysis.token_at(timex.span.start) - 1
    at -= analysis.tokens[at].tag == "PREP"
    clauses = range(owner, candidate.clause)
    side_by_side = all(analysis.clauses[index].kind == "main" for index in (*clauses, candidate.clause))
    comma = analysis.sentence.text[timex.span.end - analysis.sentence.span.start :].startswith(",")
    colon = at >= 0 and analysis.tokens[at].text == ":"
    return colon and comma and side_by_side and owner < candidate.clause


def _has_day_of_gathering(candidate: Candidate) -> bool:
    """Whether the candidate's own clause sets it on a day of a gathering ("arrived on closing day")."""
    analysis = candidate.analysis
    start = analysis.sentence.span.start
    hits = DAY_OF_GATHERING.finditer(analysis.sentence.text)
    return any(analysis.clause_at(hit.start() + start) == candidate.clause for hit in hits)


def _is_shared(candidate: Candidate, timex: Timex, owner: int) -> bool:
    """As in "met on Wednesday and agreed to open a channel": two deeds of one subject, told in one breath."""
    analysis = candidate.analysis
    first, mine = analysis.clauses[owner], analysis.clauses[candidate.clause]
    if owner != candidate.clause - 1 or first.verb is None or mine.verb is None or first.subject is None:
        return False
    same = mine.subject is not None and mine.subject.head == first.subject.head
    joined = _opening_word(candidate) == "and"
    past = first.verb.tense == mine.verb.tense == "past"
    return same and joined and past and first.kind == mine.kind == "main" and timex.relation == "on"


def _describes(candidate: Candidate, owner: int) -> bool:
    """Whether a relative or participle clause describes what takes place: "the summit, which is held from ..."."""
    clause, pattern, thing = candidate.analysis.clauses[owner], candidate.pattern, candidate.thing
    if not isinstance(pattern, Happening) or clause.kind not in ("relative", "participle") or clause.verb is None:
        return False
    happens = clause.verb.passive or clause.verb.lemma in {verb.split()[0] for verb in pattern.verbs}
    before = candidate.analysis.tokens[clause.verb.first - 1].lower if clause.verb.first else ""
    if before in _AT_FIRST and clause.kind == "participle":
        return False
    return happens and thing is not None and clause.modifies is not None and clause.modifies.head == thing.head


def _goes_along(candidate: Candidate) -> bool:
    """A participle that tells what the verb above brought with it ("..., adding 140 firms")."""
    verb = candidate.verb
    if verb is None or verb.passive:
        return False
    before = candidate.analysis.tokens[verb.first - 1] if verb.first else None
    return before is None or before.lower not in ("after", "before", "since")


def _opens(candidate: Candidate, timex: Timex, owner: int) -> bool:
    """An expression before the first verb of the sentence dates what is told side by side after it, to a semicolon."""
    analysis = candidate.analysis
    clauses = analysis.clauses
    first = clauses[owner]
    mine = clauses[candidate.clause]
    if first.verb is None or mine.kind != "main" or first.kind != "main" or mine.telling != first.telling:
        return False
    start = analysis.sentence.span.start
    between = analysis.sentence.text[timex.span.end - start : candidate.trigger_span.start - start]
    before_verb = timex.span.start < analysis.place(first.verb.head, first.verb.head + 1).start
    same_direction = mine.verb is not None and mine.verb.tense == first.verb.tense
    return before_verb and owner < candidate.clause and same_direction and ";" not in between
