"""Gives an event its date: from the expression that governs it, else from the label or heading above it, else none.

A date on who tells of it is when it was announced, not when it happens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from timeline.events.candidate import Candidate
from timeline.events.governing import governing, through
from timeline.events.roles import verbs_of, words_of
from timeline.events.surroundings import Context
from timeline.model import DateBasis, Extent, Granularity, NounPhrase, Rival, Timex, TimexType, VerbGroup, When
from timeline.rulebook import Act, Happening
from timeline.text import Analysis

__all__ = [
    "CLOSING_VERBS",
    "NO_DATE",
    "OPENING_VERBS",
    "Dated",
    "date_candidate",
    "is_party",
]

NO_DATE = "no date in the text"
OPENING_VERBS = frozenset({"open", "begin", "start", "kick", "inaugurate", "get"})
CLOSING_VERBS = frozenset({"end", "close", "conclude", "wrap", "wind", "come", "finish", "shut"})
_PERFORMING = frozenset(
    "announce sign adopt award approve appoint establish acquire impose suspend lift add designate launch".split()
)
"""Verbs that, like publishing, do what they say when a release says it in the present."""
_MONTH, _LAST_OF_YEAR = 31, (12, 31)
_TOWARDS = ("to", "until", "till")
_AWAY = ("back", "off", "forward")
_MOVES_BY_PARTICLE = ("put", "push", "bring")
"""What is put off is moved; what is put on hold until May is not."""
_CALENDAR = (TimexType.DATE, TimexType.TIME)

_DAYS_AHEAD = {"now": 0, "today": 0, "tomorrow": 1}
"""Days from which a time to come is counted, as days after publication."""


@dataclass(frozen=True, slots=True)
class Dated:
    """When a candidate happens as far as its document says, with the expression that gives it and those that lost."""

    when: When | None
    basis: DateBasis
    timex: Timex | None
    note: str = ""
    derivation: str = ""
    announced_on: date | None = None
    duration: int | None = None
    moved: bool = False
    rivals: tuple[Rival, ...] = ()


def date_candidate(candidate: Candidate, context: Context) -> Dated:
    """The date of a candidate, or none with the reason."""
    found = [
        _from_its_start(candidate, timex, context.published)
        for timex in context.timexes
        if timex.type in _CALENDAR or _is_span_from_here(timex)
    ]
    governor, rivals = governing(candidate, found)
    governor = _by_its_ends(candidate, found) or through(candidate, governor, found)
    announced = _announced(candidate, found, governor)
    duration = _duration(candidate, context.timexes)
    governor = _new_day(candidate, found) or governor
    if governor is not None and governor.rule == "within_units" and _is_done(candidate):
        governor = _within_since_told(governor, context.told)
    if context.above and (governor is None or _names_year_of_thing(candidate, governor, context.above[0])):
        governor = context.above[0]
    if duration is None and (governor is None or _cannot_be(candidate, governor, context.published)):
        governor = _told_by_the_actor(candidate, found) or governor
    dated = _from(governor, candidate, duration, context.published)
    if dated.when is None and context.performs and not any(_is_day_of(candidate, timex) for timex in found):
        dated = _performed(candidate, context) or dated
    if announced is None and duration is None and not rivals:
        return dated
    return replace(dated, announced_on=announced, duration=duration[0] if duration else None, rivals=tuple(rivals))


def _names_year_of_thing(candidate: Candidate, timex: Timex, label: Timex) -> bool:
    """As in "17 October: Update of the 2022 rules": the year says which rules, the label of the line when."""
    when, day = timex.when, label.when
    bare = candidate.verb is None and candidate.analysis.sentence.label is not None
    year = when is not None and when.granularity is Granularity.YEAR
    return bare and year and day is not None and day.granularity is Granularity.DAY


def _from_its_start(candidate: Candidate, timex: Timex, published: date | None) -> Timex:
    """As in "waived for 12 months from today": a measure for a stated time is dated by its start."""
    first = candidate.analysis.token_at(timex.span.start)
    length, _, day = timex.text.lower().rpartition(" from ")
    days = _DAYS_AHEAD.get(day, -1) if length else -1
    if published is None or days < 0 or first < 1 or candidate.analysis.tokens[first - 1].lower != "for":
        return timex
    return replace(timex, when=When.day(published + timedelta(days)), relation="from")


def _is_day_of(candidate: Candidate, timex: Timex) -> bool:
    """Whether the candidate's clause holds a date of its own, other than the end of what it tells."""
    own = candidate.analysis.clause_at(timex.span.start) == candidate.clause
    return own and timex.when is not None and timex.relation not in ("until", "by")


def _performed(candidate: Candidate, context: Context) -> Dated | None:
    """An act that its very text performs or reports live happens on the publication day, though no word says so."""
    analysis, verb = candidate.analysis, candidate.verb
    if verb is None or context.published is None or not isinstance(candidate.pattern, Act):
        return None
    clause = analysis.clauses[candidate.clause]
    told = clause.telling >= 0 or clause.kind != "main" or not candidate.by_verb
    if told or verb.modality or verb.negated or verb.progressive or candidate.pattern.status is not None:
        return None
    issues = verb.lemma in _PERFORMING or verb.lemma in verbs_of("releasing_verbs")
    present = verb.tense == "present" and issues
    just = context.performs == "live" and verb.perfect and _opens_item(analysis, verb)
    if not ((present and not verb.passive) or just):
        return None
    kind = "live report" if context.performs == "live" else "press release"
    words = f"“{analysis.words(verb.first, verb.head + 1)}” in a {kind} of {_day(context.published)} (publication day)"
    return Dated(When.day(context.published), DateBasis.DCT, None, "", words)


def _opens_item(analysis: Analysis, verb: VerbGroup) -> bool:
    """As in "12:15 The statement has been published": the news of the item, no background."""
    return analysis.tokens[0].text[:1].isdigit() and analysis.owner[0] == analysis.owner[verb.first]


def _is_done(candidate: Candidate) -> bool:
    verb = candidate.verb
    return verb is not None and verb.tense == "past" and not verb.modality


def _within_since_told(timex: Timex, told: Timex | None) -> Timex:
    """As in "within a week the firm was told": what is past is counted from the day told before, not from now on."""
    if timex.when is None or told is None or told.when is None or told.when.days > 1:
        return replace(timex, when=None, note="no day told before to count from")
    day = told.when.end
    when = When(day + timedelta(days=1), day + timedelta(days=timex.when.days - 1), Extent.WITHIN, Granularity.RANGE)
    return replace(timex, when=when, basis=DateBasis.EVENT_RELATIVE, anchor=day, anchor_basis="text")


def _new_day(candidate: Candidate, found: Sequence[Timex]) -> Timex | None:
    """The day to which something is put off or brought forward: "has been postponed to 19 May"."""
    return next((timex for timex in found if timex.when is not None and _is_new_day(candidate, timex)), None)


def _is_new_day(candidate: Candidate, timex: Timex) -> bool:
    analysis, tokens = candidate.analysis, candidate.analysis.tokens
    index = analysis.clause_at(timex.span.start)
    clause, place = analysis.clauses[index], analysis.token_at(timex.span.start)
    verb = clause.verb
    if verb is None or verb.lemma not in words_of("moving_verbs") or verb.negated:
        return False
    place -= tokens[place - 1].tag == "DET"
    particles = [token.lower for token in tokens[verb.head + 1 : place] if token.lower in _AWAY]
    if tokens[place - 1].lower not in _TOWARDS or (verb.lemma in _MOVES_BY_PARTICLE and not particles):
        return False
    patient = clause.subject if verb.passive else clause.object
    same = patient is not None and candidate.thing is not None and patient.head == candidate.thing.head
    return same or (index == candidate.clause and candidate.by_verb)


def _by_its_ends(candidate: Candidate, found: Sequence[Timex]) -> Timex | None:
    """The days on which a happening begins and ends, each with its own verb: "which began on Monday, ends today"."""
    if not isinstance(candidate.pattern, Happening) or candidate.thing is None:
        return None
    first = _border_day(candidate, found, OPENING_VERBS)
    last = _border_day(candidate, found, CLOSING_VERBS)
    if first is None or last is None or first.when is None or last.when is None or first.when.end > last.when.start:
        return last if first is None else None
    when = When(first.when.start, last.when.end, Extent.LASTS, Granularity.RANGE)
    return replace(last, when=when, rule=f"{first.rule} … {last.rule}")


def _border_day(candidate: Candidate, found: Sequence[Timex], verbs: frozenset[str]) -> Timex | None:
    analysis, thing = candidate.analysis, candidate.thing
    for index, clause in enumerate(analysis.clauses):
        roles = [role.head for role in (clause.subject, clause.modifies) if role is not None]
        if clause.verb is None or clause.verb.lemma not in verbs or thing is None or thing.head not in roles:
            continue
        for timex in found:
            if analysis.clause_at(timex.span.start) == index and timex.when is not None and timex.when.days == 1:
                return timex
    return None


def _is_span_from_here(timex: Timex) -> bool:
    """As in "in the coming weeks", "within six months": a length that has its place on the calendar."""
    return timex.type is TimexType.DURATION and timex.when is not None


def _announced(candidate: Candidate, found: Sequence[Timex], governor: Timex | None) -> date | None:
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


def _told_by_the_actor(candidate: Candidate, found: Sequence[Timex]) -> Timex | None:
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


def _duration(candidate: Candidate, timexes: Sequence[Timex]) -> tuple[int, Timex] | None:
    """The length in days that the sentence gives a happening ("three-day", "which spans three days")."""
    if not isinstance(candidate.pattern, Happening) or candidate.thing is None:
        return None
    analysis = candidate.analysis
    for timex in timexes:
        if timex.type is not TimexType.DURATION or not timex.days:
            continue
        place = analysis.token_at(timex.span.start)
        owner = analysis.owner[place]
        clause = analysis.clauses[owner]
        verb = analysis.tokens[place - 1].lower if place else ""
        holds = clause.verb is not None and (clause.verb.lemma in ("span", "last", "run", "take") or verb == "lasts")
        subject = clause.subject is not None and clause.subject.head == candidate.thing.head
        closing = subject and clause.verb is not None and clause.verb.lemma in CLOSING_VERBS
        after = place > 0 and analysis.tokens[place - 1].lower in ("after", "over")
        if (subject and holds) or _stands_by(candidate, place) or (closing and after):
            return timex.days, timex
    return None


def _stands_by(candidate: Candidate, place: int) -> bool:
    """The length stands right before the noun, or in an apposition behind it ("the expo, a three-day gathering")."""
    analysis = candidate.analysis
    for phrase in analysis.phrases:
        if phrase.first <= place < phrase.last:
            own = candidate.thing is not None and phrase.head == candidate.thing.head
            behind = candidate.thing is not None and phrase.first - 1 == candidate.thing.last
            return own or (behind and analysis.tokens[phrase.first - 1].tag == "COMMA")
    return False


def _from(
    timex: Timex | None, candidate: Candidate, duration: tuple[int, Timex] | None, published: date | None
) -> Dated:
    if timex is None:
        return _from_duration(candidate, duration, published) or Dated(None, DateBasis.NONE, None, NO_DATE)
    if timex.when is None:
        return Dated(None, DateBasis.NONE, timex, timex.note)
    verb = candidate.verb
    moved = _is_moved(candidate, timex)
    if published is not None and verb is not None and not moved and _contradicts(candidate, timex.when, published):
        return Dated(None, DateBasis.NONE, None, f"the text's date (“{timex.text}”) does not agree with its tense")
    if moved:
        derivation = f"{_derivation(timex, None)}; put off to its end"
        when = When.day(timex.when.end) if " to " in timex.text else timex.when
        return Dated(when, timex.basis, timex, timex.note, derivation, moved=True)
    when, basis = _by_its_last_day(candidate, timex, timex.when), timex.basis
    closes = verb is not None and verb.lemma in CLOSING_VERBS
    if duration and when.days == 1 and closes:
        when = When(when.start - timedelta(days=duration[0] - 1), when.end, Extent.LASTS, Granularity.RANGE)
        basis = DateBasis.DURATION
    elif duration and when.days == 1 and (verb is None or verb.lemma in OPENING_VERBS):
        end = when.start + timedelta(days=duration[0] - 1)
        when = When(when.start, end, Extent.LASTS, Granularity.RANGE if duration[0] > 1 else Granularity.DAY)
        basis = DateBasis.DURATION
    return Dated(when, basis, timex, timex.note, _derivation(timex, duration if basis is DateBasis.DURATION else None))


def _by_its_last_day(candidate: Candidate, timex: Timex, when: When) -> When:
    """A coming act due by the end of a year, or by a year, is set on the last day of it."""
    verb = candidate.verb
    coming = verb is not None and verb.modality in ("planned", "proposed")
    last = when.end.month, when.end.day
    if not coming or timex.relation != "by" or when.days <= _MONTH or last != _LAST_OF_YEAR:
        return when
    return replace(When.day(when.end), approximate=True)


def _cannot_be(candidate: Candidate, timex: Timex, published: date | None) -> bool:
    if timex.when is None or published is None or _is_moved(candidate, timex):
        return False
    return _contradicts(candidate, timex.when, published)


def _is_moved(candidate: Candidate, timex: Timex) -> bool:
    """As in "postponed from 4 May to 9 June": no span, but the old day and the new."""
    if _is_new_day(candidate, timex):
        return True
    verb = candidate.verb
    if not isinstance(candidate.pattern, Happening) or verb is None or timex.when is None or timex.when.days == 1:
        return False
    return verb.lemma in words_of("moving_verbs") and " to " in timex.text


def _contradicts(candidate: Candidate, when: When, published: date) -> bool:
    """A past act cannot lie wholly after publication, nor a coming one wholly before."""
    verb = candidate.verb
    if verb is None or candidate.analysis.clause_at(candidate.trigger_span.start) != candidate.clause:
        return False
    if verb.tense == "past" and not verb.modality:
        return when.start > published and candidate.by_verb
    return verb.tense == "future" and verb.modality == "planned" and when.end < published


def _from_duration(candidate: Candidate, duration: tuple[int, Timex] | None, published: date | None) -> Dated | None:
    """An N-day event under way on the publication day lies within N-1 days of it on either side."""
    verb = candidate.verb
    if duration is None or verb is None or verb.tense != "present":
        return None
    days, timex = duration
    if published is None:
        return Dated(None, DateBasis.NONE, timex, "no publication date")
    margin = timedelta(days=days - 1)
    when = When(published - margin, published + margin, Extent.WITHIN, Granularity.RANGE, approximate=True)
    words = f"“{timex.text}”, under way on {_day(published)} (publication day): at most {days - 1} days to either side"
    return Dated(when, DateBasis.DURATION, timex, "", words)


def _derivation(timex: Timex, duration: tuple[int, Timex] | None) -> str:
    words = f"“{timex.text}”"
    if timex.anchor is not None:
        source = "the publication day" if timex.anchor_basis == "published" else "a date told before"
        words += f", counted from {_day(timex.anchor)} ({source})"
    words += f", rule {timex.rule}"
    if duration:
        words += f"; lasting “{duration[1].text}”"
    return words


def _day(day: date) -> str:
    return When.day(day).shown
