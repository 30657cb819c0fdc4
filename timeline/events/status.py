"""Decides what a clause says of truth: it happened, goes on, is planned, is proposed, was called off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from timeline.events.candidate import Candidate
from timeline.events.roles import verbs_of, words_of
from timeline.model import Extent, Status, VerbGroup, When
from timeline.rulebook import Act, Happening, Nominal

__all__ = ["SCHEDULED", "Verdict", "is_shelved_plan", "judge"]

_OPENING = frozenset({"open", "begin", "start", "kick"})
SCHEDULED = frozenset("close complete open begin start arrive ship end conclude finish expire lapse resume".split())
"""Of what begins or ends by itself "should" tells a plan: "the deal should close in June"."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and the words or grammar that give it."""

    status: Status
    cue: str


def is_shelved_plan(candidate: Candidate) -> bool:
    """As in "the plan to launch an agency was shelved": an infinitive without a verb above, and a verb that ends it."""
    clauses = candidate.analysis.clauses
    clause = clauses[candidate.clause]
    if clause.kind != "infinitive" or clause.parent >= 0:
        return False
    ending = verbs_of("cancelling_verbs")
    return any(other.kind == "main" and other.verb is not None and other.verb.lemma in ending for other in clauses)


def judge(
    candidate: Candidate, when: When | None, published: date | None, *, moved: bool = False, decided: bool = False
) -> Verdict:
    """The status of a candidate, from its verb's lemma, tense and modality; dates decide where grammar is open.

    ``moved`` tells that ``when`` is the new day of something that was put off, ``decided`` that it is the day on which
    it was decided to do it.
    """
    pattern = candidate.pattern
    if isinstance(pattern, Happening):
        if moved and when is not None and published is not None:
            return _by_calendar(when, published)
        return _judge_happening(candidate, when, published)
    if moved and when is not None and published is not None and when.start > published:
        return Verdict(Status.PLANNED, "put off to a day to come")
    if is_shelved_plan(candidate):
        return Verdict(Status.CANCELLED, "called off in the same sentence")
    if decided:
        return _by_date(when, published, "decided on a day")
    return _judge_act(candidate, pattern, when, published)


def _judge_act(candidate: Candidate, pattern: Act | Nominal, when: When | None, published: date | None) -> Verdict:
    verb = candidate.verb
    if pattern.status is not None:
        if verb is not None and verb.modality == "planned" and candidate.by_verb:
            return Verdict(Status.PLANNED, _cue(candidate))
        return Verdict(Status(pattern.status), f"“{candidate.trigger}” ({pattern.name})")
    if verb is None:
        return _by_date(when, published, "no verb")
    if not candidate.by_verb and verb.modality == "proposed":
        return Verdict(Status.PROPOSED, _cue(candidate))
    if isinstance(pattern, Nominal) and _is_called_off_elsewhere(candidate):
        return Verdict(Status.CANCELLED, f"“{_verb_words(candidate)}”")
    if verb.lemma in words_of("proposing_verbs") and candidate.by_verb and not _is_done_by_particle(candidate, verb):
        return Verdict(Status.PROPOSED, f"the verb “{verb.lemma}”")
    if verb.modality in ("planned", "proposed"):
        return Verdict(Status(verb.modality), _cue(candidate))
    if verb.modality == "wishing" and candidate.by_verb and (verb.lemma in SCHEDULED or _is_ahead(when, published)):
        return Verdict(Status.PLANNED, _cue(candidate))
    pledged = verb.tense == "past" and candidate.thing is not None and candidate.led_to < 0
    if verb.lemma in words_of("intending_verbs") and candidate.by_verb and not pledged:
        return Verdict(Status.PLANNED, f"the verb “{verb.lemma}”")
    return _by_tense(candidate, verb, when, published)


def _is_ahead(when: When | None, published: date | None) -> bool:
    """As in "must be set up within six months": it need not be done by publication."""
    return when is not None and published is not None and when.end > published


def _is_done_by_particle(candidate: Candidate, verb: VerbGroup) -> bool:
    """As in "called off the sale", "called a meeting", "pushed out a rule": done; "called for a sale" is not."""
    last = candidate.analysis.tokens[candidate.last - 1].lower
    return (verb.lemma == "call" and last != "for") or (verb.lemma == "push" and last in ("out", "through"))


def _by_tense(candidate: Candidate, verb: VerbGroup, when: When | None, published: date | None) -> Verdict:
    if isinstance(candidate.pattern, Nominal) and when is not None and published is not None and when.start > published:
        return Verdict(Status.PLANNED, f"“{candidate.trigger}”, dated after publication")
    if candidate.analysis.tokens[candidate.last - 1].lower == "due" and verb.tense == "past":
        return Verdict(Status.PLANNED, f"“{candidate.trigger}” tells of a plan")
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
    if verb is not None and candidate.links and _is_later_today(candidate, verb):
        return Verdict(Status.PLANNED, "later on the publication day")
    if verb is None or not candidate.links or verb.modality != "planned":
        return None
    open_still = verb.tense == "past" or when.start == published
    return Verdict(Status.PLANNED, _cue(candidate)) if open_still else None


def _is_later_today(candidate: Candidate, verb: VerbGroup) -> bool:
    """As in "the keynote is this afternoon", "the hearing is tonight"."""
    words = [token.lower for token in candidate.analysis.tokens[verb.head + 1 : verb.head + 3]]
    later = words[:1] == ["tonight"] or words in (["this", "afternoon"], ["this", "evening"])
    return later and verb.lemma == "be" and verb.tense == "present"


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
