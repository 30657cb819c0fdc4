"""How long a gathering lasts, and on which days it opens and closes, each told by a verb of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.events.candidate import Candidate
from timeline.model import Extent, Granularity, Timex, TimexType, When
from timeline.rulebook import Happening

__all__ = ["CLOSING_VERBS", "OPENING_VERBS", "by_its_ends", "counted_length", "opens", "told_length"]

_LENGTH = re.compile(r"P(\d+)([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}

OPENING_VERBS = frozenset({"open", "begin", "start", "kick", "inaugurate", "get"})
CLOSING_VERBS = frozenset({"end", "close", "conclude", "wrap", "wind", "come", "finish", "shut"})


def counted_length(timex: Timex) -> tuple[int, str] | None:
    """How many of which unit a length counts: P150D is 150 days; None for "for weeks" and what is no length."""
    found = _LENGTH.fullmatch(timex.value) if timex.type is TimexType.DURATION else None
    return (int(found[1]), _UNITS[found[2]]) if found else None


def opens(candidate: Candidate) -> bool:
    """Whether a verb or a noun says that it opens: "as he opened the forum", "at the opening of the forum"."""
    verb, thing = candidate.verb, candidate.thing
    if verb is not None and verb.lemma in OPENING_VERBS:
        return True
    if thing is None or thing.preposition != "of":
        return False
    before = [token.lemma for token in candidate.analysis.tokens[: thing.first] if token.tag != "DET"]
    return before[-2:-1] in (["opening"], ["start"], ["inauguration"])


def by_its_ends(candidate: Candidate, found: Sequence[Timex]) -> Timex | None:
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


def told_length(candidate: Candidate, timexes: Sequence[Timex]) -> tuple[int, Timex] | None:
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
        if (subject and holds) or _stands_by(candidate, place) or _measures(candidate, place) or (closing and after):
            return timex.days, timex
    return None


def _measures(candidate: Candidate, place: int) -> bool:
    """As in "wrapped up two days of talks": the length stands before the noun and its "of"."""
    thing = candidate.thing
    if thing is None or thing.preposition != "of":
        return False
    lengths = (phrase for phrase in candidate.analysis.phrases if phrase.first <= place < phrase.last)
    return any(phrase.last == thing.first - 1 and phrase.head == phrase.last - 1 for phrase in lengths)


def _stands_by(candidate: Candidate, place: int) -> bool:
    """The length stands right before the noun, or in an apposition behind it ("the expo, a three-day gathering")."""
    analysis = candidate.analysis
    for phrase in analysis.phrases:
        if phrase.first <= place < phrase.last:
            own = candidate.thing is not None and phrase.head == candidate.thing.head
            behind = candidate.thing is not None and phrase.first - 1 == candidate.thing.last
            return own or (behind and analysis.tokens[phrase.first - 1].tag == "COMMA")
    return False
