"""Joins the places of one document that report one event, and lets them share its date and status."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from timeline.events.candidate import Candidate
from timeline.events.dating import Dated
from timeline.events.lasting import CLOSING_VERBS, OPENING_VERBS
from timeline.events.likeness import Likeness
from timeline.events.status import Verdict, judge
from timeline.model import DateBasis, Extent, Granularity, Status, When
from timeline.rulebook import Act, Happening

__all__ = ["Found", "Group", "group_up"]

_BASIS_ORDER = (
    DateBasis.EXPLICIT,
    DateBasis.RELATIVE,
    DateBasis.EVENT_RELATIVE,
    DateBasis.DCT,
    DateBasis.DURATION,
    DateBasis.NONE,
)
_TOLD_BY_VERB: Mapping[str, frozenset[str]] = {
    "meeting": frozenset({"meet", "hold", "sit", "gather", "host", "receive"}),
    "talks": frozenset({"meet", "hold", "sit", "talk", "confer"}),
    "visit": frozenset({"visit", "travel", "fly", "arrive", "land"}),
    "trip": frozenset({"visit", "travel", "fly", "arrive", "land"}),
    "call": frozenset({"speak", "talk", "call", "phone"}),
}
"""Nouns by which a text takes up what one of its verbs told."""
_REACH = 3
"""Sentences behind an act in which its noun still means it."""
_EXACT_DAYS = 31
"""A month or less is a date worth having; a mere year yields to any better-dated mention."""


@dataclass(frozen=True, slots=True)
class Found:
    """One accepted candidate with its own date and status."""

    candidate: Candidate
    dated: Dated
    verdict: Verdict


@dataclass(slots=True)
class Group:
    """The mentions of one event in one document; ``dated`` and ``verdict`` hold for all of them.

    ``begins`` and ``ends`` are the latest start and the earliest end of their dates: what overlaps both overlaps all.
    """

    found: list[Found] = field(default_factory=list)
    dated: Dated | None = None
    verdict: Verdict | None = None
    begins: date = date.min
    ends: date = date.max

    def take(self, one: Found) -> None:
        """Add a mention that belongs to it."""
        self.found.append(one)
        if one.dated.when is not None:
            self.begins = max(self.begins, one.dated.when.start)
            self.ends = min(self.ends, one.dated.when.end)


def group_up(found: Sequence[Found], published: date | None) -> list[Group]:
    """The events of a document, in order of their first mention."""
    groups: list[Group] = []
    of_kind: dict[Hashable, list[tuple[Group, list[Likeness]]]] = {}
    for one in found:
        like = Likeness(one.candidate, one.verdict.status)
        alike = of_kind.setdefault((one.candidate.category, like.kind), [])
        home = next((home for home in reversed(alike) if _belongs(one, like, *home)), None)
        if home is None and (told := _taken_up(one, like, groups)) is not None:
            told.take(one)
            continue
        if home is None:
            home = (Group(), [])
            groups.append(home[0])
            alike.append(home)
        home[0].take(one)
        home[1].append(like)
    for group in groups:
        _settle(group, published)
    return groups


def _taken_up(one: Found, like: Likeness, groups: Sequence[Group]) -> Group | None:
    """The act that a bare noun takes up: "met on Monday. The meeting lasted an hour"."""
    verbs = _TOLD_BY_VERB.get(one.candidate.trigger.lower())
    if verbs is None or one.dated.when is not None or not like.is_definite:
        return None
    index = one.candidate.analysis.sentence.index
    for group in reversed(groups):
        first = group.found[0].candidate
        near = 0 <= index - group.found[-1].candidate.analysis.sentence.index <= _REACH
        if near and first.category == one.candidate.category and first.verb is not None and first.verb.lemma in verbs:
            done = isinstance(first.pattern, Act) and group.found[0].verdict.status is Status.OCCURRED
            return group if done and one.verdict.status is Status.OCCURRED else None
    return None


def _belongs(one: Found, like: Likeness, group: Group, told: Sequence[Likeness]) -> bool:
    when = one.dated.when
    if when is not None and (when.start > group.ends or group.begins > when.end):
        return False
    return any(like.is_of(other) for other in told)


def _settle(group: Group, published: date | None) -> None:
    """Every mention takes the date of the one that gives the best, and the status that goes with it."""
    best = min(group.found, key=_preference)
    dated = _with_duration(group, best)
    verdict = best.verdict
    if isinstance(best.candidate.pattern, Happening):
        verdict = judge(best.candidate, dated.when, published, moved=dated.moved)
    took_place = any(one.verdict.status is Status.OCCURRED and one.dated.when is not None for one in group.found)
    for one in group.found:
        if one.verdict.status is Status.CANCELLED and not dated.moved and not took_place:
            verdict = one.verdict
    announced = next((one.dated.announced_on for one in group.found if one.dated.announced_on), None)
    group.dated = replace(dated, announced_on=announced)
    group.verdict = verdict


def _preference(one: Found) -> tuple[bool, bool, bool, int, int, bool, int]:
    when = one.dated.when
    return (
        when is None,
        when is not None and when.days > _EXACT_DAYS,
        isinstance(one.candidate.pattern, Happening) and when is not None and not _is_span(when),
        _BASIS_ORDER.index(one.dated.basis),
        when.days if when is not None else 0,
        one.candidate.analysis.sentence.kind == "heading",
        one.candidate.trigger_span.start,
    )


def _is_span(when: When) -> bool:
    """From the first day to the last: more than the opening or closing day of the same gathering."""
    return when.extent is Extent.LASTS and when.days > 1


def _with_duration(group: Group, best: Found) -> Dated:
    """The opening day from one sentence and the length from another make the span."""
    days = next((one.dated.duration for one in group.found if one.dated.duration), None)
    when = best.dated.when
    verb = best.candidate.verb
    if not days or days == 1 or when is None or when.days != 1 or verb is None:
        return best.dated
    more = timedelta(days=days - 1)
    if verb.lemma in OPENING_VERBS:
        span = When(when.start, when.start + more, Extent.LASTS, Granularity.RANGE, when.approximate)
    elif verb.lemma in CLOSING_VERBS:
        span = When(when.start - more, when.start, Extent.LASTS, Granularity.RANGE, when.approximate)
    else:
        return best.dated
    derivation = f"{best.dated.derivation}; lasting {days} days, as the text says elsewhere"
    return replace(best.dated, when=span, basis=DateBasis.DURATION, derivation=derivation)
