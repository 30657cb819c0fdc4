"""Decides what a clause says of truth: it happened, goes on, is planned, proposed, called off; or it is no event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.events.candidate import Candidate
from timeline.events.roles import verbs_of, words_of
from timeline.model import Extent, Status, Timex, TimexType, VerbGroup, When
from timeline.rulebook import Act, Happening, Nominal
from timeline.text import Analysis

__all__ = ["Verdict", "is_habit", "judge", "reason_against"]

_OPENING = frozenset({"open", "begin", "start", "kick"})
_SCHEDULED = frozenset("close complete open begin start arrive ship end conclude finish expire lapse resume".split())
"""Of what begins or ends by itself "should" tells a plan: "the deal should close in June"."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and the words or grammar that give it."""

    status: Status
    cue: str


def reason_against(candidate: Candidate, *, dated: bool, habit: bool, of_its_own: bool = False) -> str:
    """Why a candidate is no event, in words for ``explain``; empty where nothing speaks against it.

    ``of_its_own`` is whether its date stands in its phrase or right behind it.
    """
    analysis, verb = candidate.analysis, candidate.verb
    if habit:
        return "a habit, not one event"
    if isinstance(candidate.pattern, Nominal) and candidate.pattern.dated and not of_its_own:
        return "only named: no date in the phrase or right behind it"
    if _is_hypothetical(candidate):
        return "hypothetical: it hangs on a condition"
    if _is_shelved_plan(candidate) and not dated:
        return "the plan for it was called off"
    if verb is None:
        return "" if dated or analysis.sentence.kind != "sentence" else "no predicate and no date"
    if reason := _reason_in_words(candidate, verb):
        return reason
    if isinstance(candidate.pattern, Happening):
        return _reason_against_happening(candidate, verb, dated=dated)
    return _reason_against_act(candidate, verb, dated=dated)


def _reason_in_words(candidate: Candidate, verb: VerbGroup) -> str:
    """What the sentence itself takes back."""
    if (verb.negated or _has_no_subject(candidate)) and not isinstance(candidate.pattern, Happening):
        return "negated: it did not happen"
    if _is_only_named(candidate):
        return "a deed that is only spoken of"
    if verb.perfect and verb.modality == "proposed":
        return "what would or may have been"
    if _is_asked(candidate):
        return "a question"
    return "denied by those who tell of it" if _teller_denies(candidate) else ""


def _reason_against_act(candidate: Candidate, verb: VerbGroup, *, dated: bool) -> str:
    analysis = candidate.analysis
    clause = analysis.clauses[candidate.clause]
    wished = verb.modality in ("wishing", "purpose") and clause.verb is verb and _is_act(candidate)
    if wished and not (dated and _is_obliged(candidate, verb)):
        return "a wish or a purpose, not an act"
    stative = verb.lemma in words_of("stative_verbs")
    told = dated if not stative else _has_own_date(candidate, dated=dated)
    standing = verb.tense == "present" and not verb.progressive and not told
    standing = standing and (stative or (analysis.sentence.kind == "sentence" and _is_habitual(candidate)))
    fixed = not isinstance(candidate.pattern, Happening) and candidate.pattern.status is not None
    if standing and _is_act(candidate) and not fixed and not _leans(verb):
        return "a standing state: present tense without a date"
    return ""


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
        token.lower in adverbs and analysis.owner[index] == candidate.clause and not _is_available(analysis, index)
        for index, token in enumerate(analysis.tokens)
    )


def _is_available(analysis: Analysis, index: int) -> bool:
    """As in "made it generally available": no habit."""
    return [token.lower for token in analysis.tokens[index : index + 2]] == ["generally", "available"]


def _is_obliged(candidate: Candidate, verb: VerbGroup) -> bool:
    """What is settled for a day: "must obtain licences from 1 May", "can reply until May 15", "should close today"."""
    lead = candidate.analysis.tokens[verb.first].lower
    set_for = isinstance(candidate.pattern, Act) and candidate.pattern.status == "planned"
    return lead == "must" or (lead in ("can", "should") and set_for) or (lead == "should" and verb.lemma in _SCHEDULED)


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


def _has_no_subject(candidate: Candidate) -> bool:
    """As in "No company was added": the negation stands in front of the subject."""
    subject = candidate.analysis.clauses[candidate.clause].subject
    return subject is not None and candidate.analysis.tokens[subject.first].lower in ("no", "neither", "none", "nobody")


def _has_own_date(candidate: Candidate, *, dated: bool) -> bool:
    """A label over a list does not date the state that a line of it describes."""
    return dated and candidate.analysis.sentence.label is None


def _is_act(candidate: Candidate) -> bool:
    verb = candidate.verb
    return verb is not None and candidate.first == verb.first


def _reason_against_happening(candidate: Candidate, verb: VerbGroup, *, dated: bool) -> str:
    if verb.negated and not candidate.links:
        return "negated"
    if verb.modality == "wishing" or (verb.modality == "proposed" and not candidate.links and not dated):
        return "only a possibility"
    phrase = candidate.thing
    at = phrase is not None and phrase.preposition in candidate.pattern.at  # type: ignore[union-attr]
    if candidate.links or dated or (at and verb.tense == "past"):
        return ""
    return "named, but with neither a date nor a word that it takes place"


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


def _is_shelved_plan(candidate: Candidate) -> bool:
    """As in "the plan to launch an agency was shelved": an infinitive without a verb above, and a verb that ends it."""
    clauses = candidate.analysis.clauses
    clause = clauses[candidate.clause]
    if clause.kind != "infinitive" or clause.parent >= 0:
        return False
    ending = verbs_of("cancelling_verbs")
    return any(other.kind == "main" and other.verb is not None and other.verb.lemma in ending for other in clauses)


def _leans(verb: VerbGroup) -> bool:
    """Verbs whose present tense tells a plan or a proposal, not a state."""
    return verb.lemma in words_of("proposing_verbs") or verb.lemma in words_of("intending_verbs")


def judge(candidate: Candidate, when: When | None, published: date | None, *, moved: bool = False) -> Verdict:
    """The status of a candidate, from its verb's lemma, tense and modality; dates decide where grammar is open.

    ``moved`` tells that ``when`` is the new day of something that was put off.
    """
    pattern = candidate.pattern
    if isinstance(pattern, Happening):
        if moved and when is not None and published is not None:
            return _by_calendar(when, published)
        return _judge_happening(candidate, when, published)
    if moved and when is not None and published is not None and when.start > published:
        return Verdict(Status.PLANNED, "put off to a day to come")
    if _is_shelved_plan(candidate):
        return Verdict(Status.CANCELLED, "called off in the same sentence")
    return _judge_act(candidate, pattern, when, published)


def _judge_act(candidate: Candidate, pattern: Act | Nominal, when: When | None, published: date | None) -> Verdict:
    verb = candidate.verb
    if pattern.status is not None:
        if verb is not None and verb.modality == "planned" and _is_act(candidate):
            return Verdict(Status.PLANNED, _cue(candidate))
        return Verdict(Status(pattern.status), f"“{candidate.trigger}” ({pattern.name})")
    if verb is None:
        return _by_date(when, published, "no verb")
    if not _is_act(candidate) and verb.modality == "proposed":
        return Verdict(Status.PROPOSED, _cue(candidate))
    if isinstance(pattern, Nominal) and _is_called_off_elsewhere(candidate):
        return Verdict(Status.CANCELLED, f"“{_verb_words(candidate)}”")
    if verb.lemma in words_of("proposing_verbs") and _is_act(candidate) and not _calls_a_thing(candidate, verb):
        return Verdict(Status.PROPOSED, f"the verb “{verb.lemma}”")
    if verb.modality in ("planned", "proposed"):
        return Verdict(Status(verb.modality), _cue(candidate))
    if verb.modality == "wishing" and verb.lemma in _SCHEDULED and _is_act(candidate):
        return Verdict(Status.PLANNED, _cue(candidate))
    pledged = verb.tense == "past" and candidate.thing is not None and candidate.led_to < 0
    if verb.lemma in words_of("intending_verbs") and _is_act(candidate) and not pledged:
        return Verdict(Status.PLANNED, f"the verb “{verb.lemma}”")
    return _by_tense(candidate, verb, when, published)


def _calls_a_thing(candidate: Candidate, verb: VerbGroup) -> bool:
    """As in "called off the sale", "called a meeting": done; "called for a sale" is not."""
    return verb.lemma == "call" and candidate.analysis.tokens[candidate.last - 1].lower != "for"


def _by_tense(candidate: Candidate, verb: VerbGroup, when: When | None, published: date | None) -> Verdict:
    if isinstance(candidate.pattern, Nominal) and when is not None and published is not None and when.start > published:
        return Verdict(Status.PLANNED, f"“{candidate.trigger}”, dated after publication")
    if verb.tense == "past" or (verb.tense == "none" and verb.passive):
        return Verdict(Status.OCCURRED, f"past tense “{_verb_words(candidate)}”")
    if verb.tense == "none":
        return _by_parent(candidate, when, published)
    if when is not None and published is not None:
        return _by_date(when, published, f"present tense “{_verb_words(candidate)}”")
    if verb.progressive:
        return Verdict(Status.ONGOING, f"progressive “{_verb_words(candidate)}”")
    return Verdict(Status.OCCURRED, f"present tense of a headline “{_verb_words(candidate)}”")


def _by_parent(candidate: Candidate, when: When | None, published: date | None) -> Verdict:
    """As in "..., adding 140 firms to the list": a participle happens with the verb above it."""
    clauses = candidate.analysis.clauses
    parent = clauses[candidate.clause].parent
    above = clauses[parent].verb if parent >= 0 else None
    if above is not None and above.lemma in words_of("proposing_verbs"):
        return Verdict(Status.PROPOSED, f"under “{above.lemma}”")
    if above is not None and above.lemma in words_of("intending_verbs"):
        return Verdict(Status.PLANNED, f"under “{above.lemma}”")
    if above is not None and above.modality in ("planned", "proposed"):
        return Verdict(Status(above.modality), f"with the verb above it, “{above.lemma}”")
    if above is not None and above.tense == "past":
        return Verdict(Status.OCCURRED, f"with the verb above it, “{above.lemma}”")
    return _by_date(when, published, "participle")


def _by_date(when: When | None, published: date | None, cue: str) -> Verdict:
    if when is None or published is None:
        return Verdict(Status.OCCURRED, cue)
    if when.start > published:
        return Verdict(Status.PLANNED, f"{cue}, dated after publication")
    return Verdict(Status.OCCURRED, f"{cue}, dated up to publication")


def _judge_happening(candidate: Candidate, when: When | None, published: date | None) -> Verdict:
    verb = candidate.verb
    if verb is not None and candidate.links:
        if verb.lemma in verbs_of("cancelling_verbs") and _calls_off(candidate, verb):
            return Verdict(Status.CANCELLED, f"“{_verb_words(candidate)}”")
        if verb.modality == "proposed":
            return Verdict(Status.PROPOSED, _cue(candidate))
    if _is_called_off_elsewhere(candidate):
        return Verdict(Status.CANCELLED, "called off in the same sentence")
    if when is not None and published is not None and not _straddles(when, published):
        return _was_planned(candidate, when, published) or _by_calendar(when, published)
    return _by_grammar(candidate, verb)


def _was_planned(candidate: Candidate, when: When, published: date) -> Verdict | None:
    """As in "was to open on Monday": that the day has come is no report that it did; nor is "is to chair ... today"."""
    verb = candidate.verb
    if verb is None or not candidate.links or verb.modality != "planned":
        return None
    open_still = verb.tense == "past" or when.start == published
    return Verdict(Status.PLANNED, _cue(candidate)) if open_still else None


def _by_grammar(candidate: Candidate, verb: VerbGroup | None) -> Verdict:
    """The status of a happening whose date leaves it open."""
    if verb is None:
        return Verdict(Status.OCCURRED, "no verb")
    if verb.modality == "planned" or verb.lemma in words_of("intending_verbs"):
        return Verdict(Status.PLANNED, _cue(candidate))
    if verb.tense == "past" or (verb.tense == "none" and verb.passive):
        return Verdict(Status.OCCURRED, f"past tense “{_verb_words(candidate)}”")
    if verb.lemma in _OPENING and not verb.progressive:
        return Verdict(Status.PLANNED, f"present tense “{_verb_words(candidate)}” of what is to begin")
    return Verdict(Status.ONGOING, f"present tense “{_verb_words(candidate)}”")


def _calls_off(candidate: Candidate, verb: VerbGroup) -> bool:
    """As in "called off", but not "called" alone."""
    following = candidate.analysis.tokens[verb.head + 1].lower if verb.head + 1 < len(candidate.analysis.tokens) else ""
    return verb.lemma != "call" or following == "off"


def _is_called_off_elsewhere(candidate: Candidate) -> bool:
    """As in "The forum, planned for May, has been called off": the main clause of the phrase says so."""
    lemmas = verbs_of("cancelling_verbs")
    for clause in candidate.analysis.clauses:
        roles = (clause.subject if clause.verb and clause.verb.passive else None, clause.object)
        heads = {role.head for role in roles if role is not None}
        if (
            clause.verb
            and clause.verb.lemma in lemmas
            and candidate.last - 1 in heads
            and _calls_off(candidate, clause.verb)
        ):
            return not clause.verb.negated
    return False


def _straddles(when: When, published: date) -> bool:
    """Whether only grammar can tell: it happens on some day of an interval that holds the publication day."""
    return when.extent is Extent.WITHIN and when.start <= published <= when.end


def _by_calendar(when: When, published: date) -> Verdict:
    if when.start > published:
        return Verdict(Status.PLANNED, "its date lies after publication")
    if when.end < published:
        return Verdict(Status.OCCURRED, "its date lies before publication")
    if when.start == when.end:
        return Verdict(Status.OCCURRED, "its date is the publication day")
    return Verdict(Status.ONGOING, "the publication day lies inside it")


def _verb_words(candidate: Candidate) -> str:
    verb = candidate.verb
    return candidate.analysis.words(verb.first, verb.head + 1) if verb else ""


def _cue(candidate: Candidate) -> str:
    verb = candidate.verb
    return f"{verb.modality or verb.tense}: “{_verb_words(candidate)}”" if verb else ""
