"""Says why a place that looks like an event is none: a habit, a wish, a question, a denial, a standing state."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.candidate import Candidate
from timeline.events.roles import words_of
from timeline.events.status import SCHEDULED, is_shelved_plan
from timeline.model import Timex, TimexType, VerbGroup
from timeline.rulebook import Act, Happening, Nominal
from timeline.text import Analysis

__all__ = ["is_habit", "reason_against"]

_TELLING_PARTIES = frozenset({"tell", "inform", "notify", "advise"})
"""Verbs whose passive names those who were told."""


def reason_against(candidate: Candidate, *, dated: bool, habit: bool, of_its_own: bool = False) -> str:
    """Why a candidate is no event, in words for ``explain``; empty where nothing speaks against it.

    ``of_its_own`` is whether its date stands in its phrase or right behind it.
    """
    analysis, verb = candidate.analysis, candidate.verb
    if habit:
        return "a habit, not one event"
    if isinstance(candidate.pattern, Nominal) and candidate.pattern.dated and not of_its_own:
        return "only named: no date in the phrase or right behind it"
    if _is_hypothetical(candidate) and not (dated and _only_awaits_passage(candidate)):
        return "hypothetical: it hangs on a condition"
    if is_shelved_plan(candidate) and not dated:
        return "the plan for it was called off"
    if verb is None:
        return "" if dated or analysis.sentence.kind != "sentence" else "no predicate and no date"
    if reason := _reason_in_words(candidate, verb):
        return reason
    if isinstance(candidate.pattern, Happening):
        return _reason_against_happening(candidate, candidate.pattern, verb, dated=dated)
    return _reason_against_act(candidate, candidate.pattern, verb, dated=dated)


def _reason_in_words(candidate: Candidate, verb: VerbGroup) -> str:
    """What the sentence itself takes back."""
    if (verb.negated or _has_no_subject(candidate)) and not isinstance(candidate.pattern, Happening):
        return "negated: it did not happen"
    if _is_only_named(candidate):
        return "a deed that is only spoken of"
    if verb.perfect and verb.modality == "proposed":
        return "what would or may have been"
    if candidate.named and candidate.by_verb and verb.lemma in ("say", "tell") and not _tells_on(candidate):
        return "only says who told it"
    if _is_awaited(candidate, verb):
        return "only says what has to happen first"
    if _was_once_planned(candidate, verb):
        return "only says when it was planned at first"
    if _is_asked(candidate):
        return "a question"
    if _is_told_behind(candidate, verb):
        return "only says who was told, at the end of the sentence"
    return "denied by those who tell of it" if _teller_denies(candidate) else ""


def _tells_on(candidate: Candidate) -> bool:
    """Whether what is told stands behind the verb: "it ruled that ...", not "..., it said Monday"."""
    behind = candidate.analysis.tokens[candidate.last :]
    return any(token.tag in ("THAT", "VBD", "VBZ", "VBP", "MODAL", "BE", "HAVE", "TO") for token in behind)


def _is_awaited(candidate: Candidate, verb: VerbGroup) -> bool:
    """As in "the agency will take over once the law has passed": what has not happened yet."""
    analysis = candidate.analysis
    clause = analysis.clauses[candidate.clause]
    above = analysis.clauses[clause.parent].verb if clause.kind == "subordinate" and clause.parent >= 0 else None
    if above is None or above.tense != "future" or not candidate.by_verb:
        return False
    first = analysis.tokens[analysis.owner.index(candidate.clause)].lower
    has = analysis.tokens[verb.first].lower in ("has", "have")
    return verb.perfect and has and first in ("once", "when", "until", "after")


def _was_once_planned(candidate: Candidate, verb: VerbGroup) -> bool:
    """As in "originally scheduled to take effect in February", "had been expected in May": a plan that was given up."""
    tokens, clauses = candidate.analysis.tokens, candidate.analysis.clauses
    clause = clauses[candidate.clause]
    above = clauses[clause.parent].verb if clause.kind == "infinitive" and clause.parent >= 0 else None
    planning = verb.modality == "planned" or "due" in candidate.trigger.split()
    planning = planning or (verb.passive and _schedules(verb))
    if not planning or not candidate.by_verb or not isinstance(candidate.pattern, Act):
        return False
    host = above or verb
    words = {token.lower for token in tokens[max(0, host.first - 1) : max(verb.head, candidate.last)]}
    given_up = host.perfect and tokens[host.first].lower == "had" and (host is verb or _schedules(host))
    return given_up or not words.isdisjoint(("originally", "initially"))


def _schedules(verb: VerbGroup) -> bool:
    moves = verb.lemma in words_of("moving_verbs") or verb.lemma == "announce"
    return verb.lemma in words_of("scheduling_verbs") and not moves


def _reason_against_act(candidate: Candidate, pattern: Act | Nominal, verb: VerbGroup, *, dated: bool) -> str:
    analysis = candidate.analysis
    clause = analysis.clauses[candidate.clause]
    wished = verb.modality in ("wishing", "purpose") and clause.verb is verb and candidate.by_verb
    if wished and not (dated and _is_obliged(candidate, verb)):
        return "a wish or a purpose, not an act"
    stative = verb.lemma in words_of("stative_verbs")
    told = dated if not stative else _has_own_date(candidate, dated=dated)
    standing = verb.tense == "present" and not verb.progressive and not told
    standing = standing and (stative or (analysis.sentence.kind == "sentence" and _is_habitual(candidate)))
    fixed = pattern.status is not None
    if standing and candidate.by_verb and not fixed and not _leans(verb):
        return "a standing state: present tense without a date"
    return ""


def _reason_against_happening(candidate: Candidate, happening: Happening, verb: VerbGroup, *, dated: bool) -> str:
    if verb.negated and not candidate.links:
        return "negated"
    if verb.modality == "wishing" or (verb.modality == "proposed" and not candidate.links and not dated):
        return "only a possibility"
    phrase = candidate.thing
    at = phrase is not None and phrase.preposition in happening.at
    if candidate.links or dated or (at and verb.tense == "past"):
        return ""
    return "named, but with neither a date nor a word that it takes place"


def is_habit(candidate: Candidate, timexes: Sequence[Timex]) -> bool:
    """Whether the clause tells what comes round: "every July", "usually"; "annual licences" says nothing of the act."""
    analysis = candidate.analysis
    for timex in timexes:
        last = analysis.token_at(timex.span.end - 1)
        inside = any(phrase.first <= last < phrase.head for phrase in analysis.phrases)
        if timex.type is TimexType.SET and not inside and analysis.clause_at(timex.span.start) == candidate.clause:
            return True
    adverbs = words_of("habit_adverbs")
    return not adverbs.isdisjoint(analysis.forms[candidate.clause]) and any(
        token.lower in adverbs and analysis.owner[index] == candidate.clause and not _describes_a_state(analysis, index)
        for index, token in enumerate(analysis.tokens)
    )


def _describes_a_state(analysis: Analysis, index: int) -> bool:
    """As in "made it generally available": of the act such an adverb says nothing."""
    return index + 1 < len(analysis.tokens) and analysis.tokens[index + 1].tag == "ADJ"


def _is_obliged(candidate: Candidate, verb: VerbGroup) -> bool:
    """What is settled for a day: "must obtain licences from 1 May", "can reply until May 15", "should close today"."""
    lead = candidate.analysis.tokens[verb.first].lower
    set_for = isinstance(candidate.pattern, Act) and candidate.pattern.status == "planned"
    return lead == "must" or (lead in ("can", "should") and set_for) or (lead == "should" and verb.lemma in SCHEDULED)


def _is_habitual(candidate: Candidate) -> bool:
    """Whether a present tense tells what somebody does as a rule: no certain thing, or no one who acts."""
    analysis, thing = candidate.analysis, candidate.thing
    subject = analysis.clauses[candidate.clause].subject
    if thing is None or subject is None:
        return True
    doer = analysis.tokens[subject.head]
    acts = doer.tag in ("NAME", "PRON") or doer.lemma in words_of("actor_nouns")
    certain = any(
        token.tag in ("NAME", "NUM", "POSS", "GEN") or token.lower in ("a", "an", "the", "this", "another")
        for token in analysis.tokens[thing.first : thing.last]
    )
    return not (acts and certain)


def _is_only_named(candidate: Candidate) -> bool:
    """As in "said easing controls was wrong", "ruled out holding a summit", "came close to publishing"."""
    analysis, verb = candidate.analysis, candidate.verb
    if (
        verb is None
        or analysis.tokens[verb.first].tag != "VBG"
        or analysis.clauses[candidate.clause].kind != "participle"
    ):
        return False
    if verb.first == 0:
        return not any(token.tag == "COMMA" for token in analysis.tokens)
    before = analysis.tokens[verb.first - 1]
    if before.lemma in words_of("proposing_verbs") or before.lemma in words_of("planning_verbs"):
        return False
    if before.lemma in ("begin", "start"):
        return False
    if before.tag == "ADV" and verb.first > 1:
        before = analysis.tokens[verb.first - 2]
    return before.tag not in ("COMMA", "NOUN", "NAME", "NUM", "CONJ") and before.lower not in (
        "by",
        "after",
        "when",
        "while",
        "before",
        "since",
    )


def _is_asked(candidate: Candidate) -> bool:
    """As in "Will China lift its curbs?"."""
    tokens = candidate.analysis.tokens
    return tokens[-1].text == "?" and tokens[0].tag in ("MODAL", "DO", "HAVE", "BE")


def _is_told_behind(candidate: Candidate, verb: VerbGroup) -> bool:
    """As in "Deliveries could begin in May, suppliers were told": what was told stands in front."""
    tokens = candidate.analysis.tokens
    ends = all(token.tag in ("STOP", "QUOTE", "CLOSE") for token in tokens[verb.head + 1 :])
    subject = candidate.analysis.clauses[candidate.clause].subject
    if not (ends and verb.passive and verb.lemma in _TELLING_PARTIES) or subject is None or not subject.first:
        return False
    return tokens[subject.first - 1].tag in ("COMMA", "QUOTE")


def _has_no_subject(candidate: Candidate) -> bool:
    """As in "No company was added": the negation stands in front of the subject."""
    subject = candidate.analysis.clauses[candidate.clause].subject
    return subject is not None and candidate.analysis.tokens[subject.first].lower in ("no", "neither", "none", "nobody")


def _has_own_date(candidate: Candidate, *, dated: bool) -> bool:
    """A year over a list does not date the state that a line of it describes; a day in front of it says since when."""
    label, sentence = candidate.analysis.sentence.label, candidate.analysis.sentence
    start = sentence.span.start
    return dated and (
        label is None or not sentence.text[label.start - start : label.end - start].strip(" :–—-").isdigit()
    )


def _is_hypothetical(candidate: Candidate) -> bool:
    clauses = candidate.analysis.clauses
    index = candidate.clause
    seen = 0
    while index >= 0 and seen <= len(clauses):
        if clauses[index].kind == "conditional":
            return True
        index, seen = clauses[index].parent, seen + 1
    verb = candidate.verb
    if verb is None or verb.modality != "proposed":
        return False
    return any(clause.kind == "conditional" for clause in clauses)


def _only_awaits_passage(candidate: Candidate) -> bool:
    """As in "if signed, the law would take effect on 1 January": the day is set, the last step is not taken."""
    verb, clauses = candidate.verb, candidate.analysis.clauses
    conditions = [clause.verb for clause in clauses if clause.kind == "conditional"]
    own = clauses[candidate.clause].kind == "main" and verb is not None and verb.modality == "proposed"
    return own and all(one is not None and one.lemma in words_of("passing_verbs") for one in conditions)


def _teller_denies(candidate: Candidate) -> bool:
    """As in "denied that it had", "rejected a report that it had", "claims that it had are false"."""
    clauses, tokens = candidate.analysis.clauses, candidate.analysis.tokens
    mine = clauses[candidate.clause]
    if mine.modifies is not None and tokens[mine.modifies.head].lemma in words_of("telling_nouns"):
        host = clauses[candidate.analysis.owner[mine.modifies.head]].verb
        denied = host is not None and host.lemma in words_of("denying_verbs")
        return denied or any(token.lower in words_of("false_words") for token in tokens)
    verb = clauses[mine.telling].verb if mine.telling >= 0 else None
    return verb is not None and verb.lemma in words_of("denying_verbs")


def _leans(verb: VerbGroup) -> bool:
    """Verbs whose present tense tells a plan or a proposal, not a state."""
    return verb.lemma in words_of("proposing_verbs") or verb.lemma in words_of("intending_verbs")
