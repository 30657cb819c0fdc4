"""Dates an event by another of the same text: "three days after the ministry published it", "on the closing day"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.dates import moved_on_calendar
from timeline.events.candidate import Candidate
from timeline.events.coreference import Found, Group
from timeline.events.dating import Dated
from timeline.events.elsewhere import DAY_OF_GATHERING
from timeline.events.lasting import counted_length
from timeline.events.surroundings import Context
from timeline.model import DateBasis, Extent, Granularity, Timex, TimexType, When
from timeline.rulebook import Happening

__all__ = ["counted_from_host", "on_days_of_gathering"]

_REACH = 14
"""A length and the "after" it belongs to stand within so many characters ("one month to the day after")."""
_FIRST = ("opening", "first", "day one", "opening day")


def counted_from_host(candidate: Candidate, context: Context) -> Dated | None:
    """The date of what a clause behind "three days after" tells, counted back from the clause above it.

    That clause's own date is the anchor, else the date told last before the sentence; a clause that names a date of its
    own is not counted at all.
    """
    analysis = candidate.analysis
    clause = analysis.clauses[candidate.clause]
    if clause.kind not in ("subordinate", "participle") or clause.parent < 0:
        return None
    first = analysis.owner.index(candidate.clause) - (clause.kind == "participle")
    word = analysis.tokens[first]
    if word.lower not in ("after", "before"):
        return None
    place = word.span.start + analysis.sentence.span.start
    length = next((timex for timex in context.timexes if _ends_before(timex, place)), None)
    counted = counted_length(length) if length else None
    if length is None or counted is None:
        return None
    told = [timex for timex in context.timexes if _dates(timex)]
    if any(analysis.clause_at(timex.span.start) == candidate.clause for timex in told):
        return None
    anchor = next((timex for timex in told if _dates_host(candidate, timex, length)), None) or context.told
    if anchor is None or anchor.when is None:
        return None
    number = counted[0] * (-1 if word.lower == "after" else 1)
    when = moved_on_calendar(anchor.when, counted[1], number)
    if when is None:
        return None
    if "to the day" in analysis.sentence.text and when.approximate:
        when = replace(when, approximate=False)
    derivation = f"“{length.text} {word.text}” what is told of “{anchor.text}” ({anchor.when.shown})"
    return Dated(when, DateBasis.EVENT_RELATIVE, length, "", derivation)


def _dates_host(candidate: Candidate, timex: Timex, length: Timex) -> bool:
    """Whether a date in front of the length is that of the clause above, or of a main clause told before it."""
    clauses = candidate.analysis.clauses
    owner = candidate.analysis.clause_at(timex.span.start)
    own = owner == clauses[candidate.clause].parent or clauses[owner].kind == "main"
    return own and timex.span.end <= length.span.start


def _ends_before(timex: Timex, place: int) -> bool:
    return timex.type is TimexType.DURATION and 0 <= place - timex.span.end <= _REACH


def _dates(timex: Timex) -> bool:
    return timex.type in (TimexType.DATE, TimexType.TIME) and timex.when is not None


def on_days_of_gathering(found: Sequence[Found], groups: Sequence[Group]) -> list[Found]:
    """The candidates, those "on the opening day" or "during the conference" dated by the gathering told before them."""
    spans = [group for group in groups if _is_gathering(group)]
    return [_on_day(one, spans) if one.dated.when is None else one for one in found]


def _is_gathering(group: Group) -> bool:
    when = group.dated.when if group.dated else None
    return isinstance(group.found[0].candidate.pattern, Happening) and when is not None and when.extent is Extent.LASTS


def _is_brief(group: Group) -> bool:
    """A session takes a day at most: the opening day and the second one are those of the whole."""
    pattern = group.found[0].candidate.pattern
    return isinstance(pattern, Happening) and pattern.brief


def _on_day(one: Found, gatherings: Sequence[Group]) -> Found:
    analysis = one.candidate.analysis
    named = next(
        (hit for hit in DAY_OF_GATHERING.finditer(analysis.sentence.text) if _is_own(one.candidate, hit)), None
    )
    if named is None:
        return one
    start = one.candidate.trigger_span.start
    others = [group for group in gatherings if all(other.candidate is not one.candidate for other in group.found)]
    before = [
        group
        for group in others
        if group.found[0].candidate.trigger_span.start < start and (named["whole"] or not _is_brief(group))
    ]
    host = before[-1] if before else None
    when = host.dated.when if host and host.dated else None
    if host is None or when is None:
        return one
    meant = _day_meant(named, when)
    if meant is None:
        return one
    derivation = f"“{named.group()}” of “{host.found[0].candidate.trigger}” ({when.shown})"
    timex = host.dated.timex if host.dated else None
    return replace(
        one,
        dated=replace(
            one.dated, when=meant, basis=DateBasis.EVENT_RELATIVE, note="", timex=timex, derivation=derivation
        ),
    )


def _is_own(candidate: Candidate, hit: re.Match[str]) -> bool:
    analysis = candidate.analysis
    place = hit.start() + analysis.sentence.span.start
    owner = analysis.clause_at(place)
    opens = hit.start() == 0
    clauses = analysis.clauses
    related = owner in (candidate.clause, clauses[candidate.clause].parent) or clauses[owner].parent == candidate.clause
    return opens or related or _goes_on(candidate, owner)


def _goes_on(candidate: Candidate, owner: int) -> bool:
    """As in "on day one, when A called for a body and B issued a plan": joined to what was told of the day."""
    analysis = candidate.analysis
    before = analysis.clauses[candidate.clause - 1] if candidate.clause else None
    joined = analysis.tokens[analysis.owner.index(candidate.clause)].lower == "and"
    return before is not None and before.kind == "subordinate" and before.parent == owner and joined


def _day_meant(named: re.Match[str], when: When) -> When | None:
    if named["whole"]:
        return When(when.start, when.end, Extent.WITHIN, Granularity.RANGE) if when.days > 1 else when
    which = (named["which"] or named["one"]).lower()
    if which in _FIRST:
        return When.day(when.start)
    return When.day(when.end) if when.days > 1 else None
