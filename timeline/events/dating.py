"""Gives an event its date: from the expression that governs it, else from the label or heading above it, else none.

A date on who tells of it is when it was announced, not when it happens.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from timeline.dates.meaning import NOT_PUBLISHED
from timeline.events.candidate import Candidate
from timeline.events.deciding import day_of_decision, is_settled_then
from timeline.events.governing import governing, through
from timeline.events.lasting import CLOSING_VERBS, by_its_ends, opens, told_length
from timeline.events.moving import is_moved, new_day
from timeline.events.roles import verbs_of, words_of
from timeline.events.same_day import day_shared
from timeline.events.surroundings import Context
from timeline.events.tellers import announced_on, told_by_the_actor
from timeline.model import DateBasis, Extent, Granularity, Rival, Timex, TimexType, VerbGroup, When
from timeline.rulebook import Act
from timeline.text import Analysis

__all__ = ["Dated", "date_candidate"]

_NO_DATE = "no date in the text"
_PERFORMING = frozenset(
    "announce sign adopt award approve appoint establish acquire impose suspend lift add designate launch".split()
)
"""Verbs that, like publishing, do what they say when a release says it in the present."""
_MONTH, _LAST_OF_YEAR = 31, (12, 31)
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
    decided: bool = False
    rivals: tuple[Rival, ...] = ()


def date_candidate(candidate: Candidate, context: Context) -> Dated:
    """The date of a candidate, or none with the reason."""
    found = [
        _from_its_start(candidate, timex, context.published)
        for timex in context.timexes
        if timex.type in _CALENDAR or _is_span_from_here(timex)
    ]
    governor, rivals = governing(candidate, found)
    governor = by_its_ends(candidate, found) or through(candidate, governor, found)
    announced = announced_on(candidate, found, governor)
    duration = told_length(candidate, context.timexes)
    governor = new_day(candidate, found) or governor
    decision = day_of_decision(candidate, found) if governor is None else None
    governor = governor or decision or day_shared(candidate, context)
    if governor is not None and governor.rule == "within_units" and _is_done(candidate):
        governor = _within_since_told(governor, context.told)
    if context.above and (governor is None or _names_year_of_thing(candidate, governor, context.above[0])):
        governor = context.above[0]
    if duration is None and (governor is None or _cannot_be(candidate, governor, context.published)):
        governor = told_by_the_actor(candidate, found) or governor
    dated = _from(governor, candidate, duration, context.published)
    above = context.above[0] if context.above else None
    if dated.when is None and above is not None and governor is above and is_settled_then(candidate):
        decision, dated = above, Dated(above.when, above.basis, above, "", _derivation(above, None))
    if dated.when is None and context.performs and not any(_is_day_of(candidate, timex) for timex in found):
        dated = _performed(candidate, context) or dated
    if decision is not None and dated.when is not None:
        dated = replace(dated, decided=True)
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
        return replace(timex, when=None, note="no date told before to count from")
    day = told.when.end
    when = When(day + timedelta(days=1), day + timedelta(days=timex.when.days - 1), Extent.WITHIN, Granularity.RANGE)
    return replace(timex, when=when, basis=DateBasis.EVENT_RELATIVE, anchor=day, anchor_basis="text")


def _is_span_from_here(timex: Timex) -> bool:
    """As in "in the coming weeks", "within six months": a length that has its place on the calendar."""
    return timex.type is TimexType.DURATION and timex.when is not None


def _from(
    timex: Timex | None, candidate: Candidate, duration: tuple[int, Timex] | None, published: date | None
) -> Dated:
    if timex is None:
        return _from_duration(candidate, duration, published) or Dated(None, DateBasis.NONE, None, _NO_DATE)
    if timex.when is None:
        return Dated(None, DateBasis.NONE, timex, timex.note)
    verb = candidate.verb
    moved = is_moved(candidate, timex)
    if published is not None and verb is not None and not moved and _contradicts(candidate, timex.when, published):
        return Dated(None, DateBasis.NONE, None, f"the text's date (“{timex.text}”) does not agree with its tense")
    if moved:
        derivation = f"{_derivation(timex, None)}; put off to its end"
        when = _last_of_two(timex, timex.when) if " to " in timex.text else timex.when
        return Dated(when, timex.basis, timex, timex.note, derivation, moved=True)
    when, basis = _by_its_last_day(candidate, timex, timex.when), timex.basis
    closes = verb is not None and verb.lemma in CLOSING_VERBS
    if duration and when.days == 1 and closes:
        when = When(when.start - timedelta(days=duration[0] - 1), when.end, Extent.LASTS, Granularity.RANGE)
        basis = DateBasis.DURATION
    elif duration and when.days == 1 and (verb is None or opens(candidate)):
        end = when.start + timedelta(days=duration[0] - 1)
        when = When(when.start, end, Extent.LASTS, Granularity.RANGE if duration[0] > 1 else Granularity.DAY)
        basis = DateBasis.DURATION
    return Dated(when, basis, timex, timex.note, _derivation(timex, duration if basis is DateBasis.DURATION else None))


def _last_of_two(timex: Timex, when: When) -> When:
    """As in "postponed from 4 May to 9 June", "from March to June", "from 2026 to 2027": what is named behind "to"."""
    units = {"month_range": When.month(when.end.year, when.end.month), "year_range": When.year(when.end.year)}
    return units.get(timex.rule, When.day(when.end))


def _by_its_last_day(candidate: Candidate, timex: Timex, when: When) -> When:
    """A coming act due by the end of a year, or by a year, is set on the last day of it."""
    verb = candidate.verb
    coming = verb is not None and verb.modality in ("planned", "proposed")
    last = when.end.month, when.end.day
    if not coming or timex.relation != "by" or when.days <= _MONTH or last != _LAST_OF_YEAR:
        return when
    return replace(When.day(when.end), approximate=True)


def _cannot_be(candidate: Candidate, timex: Timex, published: date | None) -> bool:
    if timex.when is None or published is None or is_moved(candidate, timex):
        return False
    return _contradicts(candidate, timex.when, published)


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
    if duration is None or verb is None or verb.tense != "present" or verb.lemma in words_of("scheduling_verbs"):
        return None
    days, timex = duration
    if published is None:
        return Dated(None, DateBasis.NONE, timex, NOT_PUBLISHED)
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
