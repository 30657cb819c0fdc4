"""Says why an expression does not date an event, although it stands in its clause or near it."""

from __future__ import annotations

import re

from timeline.events.candidate import Candidate
from timeline.events.roles import verbs_of, words_of
from timeline.model import Granularity, Timex
from timeline.rulebook import Act, Happening, Nominal
from timeline.text.time_words import is_calendar

__all__ = ["ruled_out"]

_DATED = frozenset("day week month quarter year today tomorrow spring summer autumn".split())
_DUE = 4
"""Words before a date in which "due" may stand with the comma before it: ", due in early May"."""
_NAME_AND_OF = 2
_BEFORE_NAMED = 3
_WEEKEND = 2
"""Days of which "over" says when, and not how long: "over the weekend"."""
_UNITS = frozenset("hour day week fortnight month year".split())
_TAKES_EFFECT = re.compile(
    r"[,;–—(] ?(?:both |all )?(?:effective|applicable|with effect|retroactive(?:ly)?|backdated)"
    r"(?: (?:from|on|as of|as from|to|the|midnight|next|this))*\s*$",
    re.IGNORECASE,
)
"""Words that bring in the day something applies from: "... export controls, effective August 1"."""
_FROM = re.compile(r"\b(?:from|starting|starting on|beginning|as of|as from)(?: the)? ?$", re.IGNORECASE)
_MAKING_KNOWN = frozenset({"announce", "unveil", "declare", "propose", "approve", "adopt", "agree", "pass", "decide"})
"""Verbs that are done with at once: "announced a tariff from April 10" says when the tariff begins."""


def ruled_out(candidate: Candidate, timex: Timex) -> str:
    """What else an expression says than the candidate's day, in words for ``explain``; empty where nothing does."""
    if _is_in_name(candidate, timex):
        return "belongs to a name"
    if _dates_a_thing(candidate, timex):
        return "belongs to another noun"
    if _is_counted_from(candidate, timex):
        return "dates what it comes before or after, not the event itself"
    if _is_parted(candidate, timex):
        return "stands behind a semicolon"
    if _was_due(candidate, timex):
        return "says when it was due, not when it happens"
    if _says_how_long(candidate, timex):
        return "says how long, not when"
    if _fills(candidate, timex):
        return "says over how long, not when"
    if _is_purpose(candidate, timex):
        return "says what it is for, not when"
    if _says_from_when(candidate, timex):
        return "says from when it applies, not when it was done"
    return "dates what it comes before or after, not the event itself" if _hangs_elsewhere(candidate, timex) else ""


def _was_due(candidate: Candidate, timex: Timex) -> bool:
    """As in "the guidelines, due in February, will come out in May": put in before a verb with a date of its own."""
    analysis, verb = candidate.analysis, candidate.verb
    first = analysis.token_at(timex.span.start)
    words = [token.lower for token in analysis.tokens[max(0, first - _DUE) : first]]
    inserted = words[-2:-1] == ["due"] or words[-3:-2] == ["due"]
    if not inserted or "," not in words or verb is None or not candidate.by_verb or first > verb.first:
        return False
    return any(is_calendar(token) or token.lemma in _DATED for token in analysis.tokens[verb.head + 1 :])


def _is_in_name(candidate: Candidate, timex: Timex) -> bool:
    """As in "the CHIPS and Science Act of 2022": a year that is part of a name."""
    analysis = candidate.analysis
    first = analysis.token_at(timex.span.start)
    if first < _NAME_AND_OF or timex.when is None or timex.when.granularity is not Granularity.YEAR:
        return False
    of, name = analysis.tokens[first - 1], analysis.tokens[first - _NAME_AND_OF]
    return of.lower == "of" and name.tag == "NAME"


def _dates_a_thing(candidate: Candidate, timex: Timex) -> bool:
    """As in "the order of October 2023 was revoked in January": behind "of" the day of what was acted upon."""
    analysis, thing = candidate.analysis, candidate.thing
    if not isinstance(candidate.pattern, Act) or thing is None:
        return False
    at = analysis.token_at(timex.span.start)
    if at > 0 and analysis.tokens[at - 1].tag == "DET":
        at -= 1
    behind = at > 0 and thing.last == at - 1
    word = analysis.tokens[at - 1].lower if behind else ""
    return word == "of" or (word == "from" and _is_undone(candidate, timex))


def _is_undone(candidate: Candidate, timex: Timex) -> bool:
    """As in "rescinding guidelines from February 2024": what is undone was made then, or some day in that month."""
    verb = candidate.verb
    long = timex.when is not None and timex.when.days > _WEEKEND
    return long and verb is not None and verb.lemma in verbs_of("rule_easing_verbs")


def _is_counted_from(candidate: Candidate, timex: Timex) -> bool:
    """As in "three weeks after the London talks", "froze the order on 3 May after talks": the day of something else.

    Who "said on 3 May after talks" comes from them.
    """
    thing, analysis = candidate.thing, candidate.analysis
    if isinstance(candidate.pattern, Act) or thing is None or thing.preposition not in ("after", "before", "following"):
        return False
    start = analysis.token_at(timex.span.start)
    verb = candidate.verb
    if verb is not None and verb.first < start < thing.first and verb.lemma not in words_of("telling_verbs"):
        return True
    before = analysis.tokens[max(0, thing.first - _BEFORE_NAMED) : thing.first]
    return start < thing.first and any(token.lemma in _UNITS for token in before)


def _is_parted(candidate: Candidate, timex: Timex) -> bool:
    """As in "2023: Bletchley summit; 2024: Seoul summit": each part of a list has a date of its own."""
    if candidate.verb is not None:
        return False
    first, last = sorted((candidate.trigger_span, timex.span))
    start = candidate.analysis.sentence.span.start
    return ";" in candidate.analysis.sentence.text[first.end - start : last.start - start]


def _says_how_long(candidate: Candidate, timex: Timex) -> bool:
    """As in "extended the truce until November": the end of what was done, not its day."""
    verb = candidate.verb
    done = verb is not None and verb.tense in ("past", "present") and not verb.modality
    moved = verb is not None and verb.lemma in words_of("moving_verbs")
    act = isinstance(candidate.pattern, Act) and candidate.pattern.status != "planned"
    return act and done and timex.relation == "until" and not moved


def _fills(candidate: Candidate, timex: Timex) -> bool:
    """As in "is investing $25 billion over the next two years": the time that a decided act will take."""
    analysis, verb = candidate.analysis, candidate.verb
    first = analysis.token_at(timex.span.start)
    long = timex.when is not None and timex.when.days > _WEEKEND
    over = long and first > 0 and analysis.tokens[first - 1].lower == "over"
    return over and isinstance(candidate.pattern, Act) and verb is not None and verb.tense in ("past", "present")


def _is_purpose(candidate: Candidate, timex: Timex) -> bool:
    """As in "licences for 2026": the period something is meant for, unless it is being scheduled."""
    analysis = candidate.analysis
    verb = analysis.clauses[analysis.clause_at(timex.span.start)].verb
    first = analysis.token_at(timex.span.start)
    starts = timex.relation == "from"
    if starts or first < 1 or "for" not in (analysis.tokens[first - 1].lower, analysis.tokens[first].lower):
        return False
    scheduling = words_of("scheduling_verbs")
    return verb is None or (verb.lemma not in scheduling and verb.lemma not in _called_off(candidate))


def _called_off(candidate: Candidate) -> frozenset[str]:
    """Verbs after which "for" brings in the day that had been planned: "the forum scrapped for September"."""
    return verbs_of("cancelling_verbs") if isinstance(candidate.pattern, Happening) else frozenset()


def _says_from_when(candidate: Candidate, timex: Timex) -> bool:
    """As in "announced export controls, effective August 1": the day a done deed takes effect, an event of its own."""
    analysis, verb = candidate.analysis, candidate.verb
    if not isinstance(candidate.pattern, Act) or verb is None or verb.modality:
        return False
    labelled = verb.tense == "present" and analysis.sentence.label is not None
    if verb.tense not in ("past", "none") and not labelled:
        return False
    ahead = analysis.sentence.text[: timex.span.start - analysis.sentence.span.start]
    made_known = verb.lemma in _MAKING_KNOWN and _FROM.search(ahead)
    return bool(made_known or (verb.tense != "none" and _TAKES_EFFECT.search(ahead)))


def _hangs_elsewhere(candidate: Candidate, timex: Timex) -> bool:
    """As in "before the election in June": the date belongs to what the preposition brings in."""
    analysis = candidate.analysis
    tokens = analysis.tokens
    left = analysis.token_at(timex.span.start)
    left += tokens[left].tag == "DET"
    noun = isinstance(candidate.pattern, Happening | Nominal)
    own = candidate.thing.head if noun and candidate.thing is not None else -1
    for phrase in reversed(analysis.phrases):
        if phrase.last > left or phrase.first <= left < phrase.last:
            continue
        if any(token.tag not in ("PREP", "TO") for token in tokens[phrase.last : left]):
            return False
        if phrase.head == own or not phrase.first:
            return False
        if candidate.first < phrase.first <= candidate.last:
            return False
        near = [token.lower for token in tokens[max(0, phrase.first - 2) : phrase.first]]
        of_head = near[-1] in ("of", "to") and near[0] in words_of("away_heads")
        if of_head or near[-1] in words_of("away_prepositions"):
            return True
        if tokens[phrase.first - 1].tag not in ("PREP", "TO"):
            return False
        left = phrase.first
    return False
