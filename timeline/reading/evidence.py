"""The ladder: of all that is said of a document's publication day, which to believe, and what to warn of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from timeline.model import Evidence, Problem, Severity

__all__ = ["LADDER", "Verdict", "how_sure", "weigh"]

LADDER = ("given", "feed", "metadata", "url", "dateline", "filename", "pdf")
"""The rungs, the most trusted first."""

# What a person or a feed says of this very document is not put to the vote.
_BEYOND_DOUBT = ("given", "feed")
# The web is younger than this; an earlier day is that of a template, of a clock that was never set, or of a story told.
_FIRST_WEB_DAY = date(1990, 1, 1)
# A day differs by one where one place writes it in the zone of the newsroom and another in that of its server.
_SAME = timedelta(days=1)
_AGREEING = 2
_STATED = ("JSON-LD", "meta")
_CURE = "give published in the manifest (`timeline manifest` writes one to correct)"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The day that is believed, its rung, all that was said with the winner first, and what to warn of."""

    day: date | None = None
    basis: str = "none"
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()

    def problems(self, document_id: str) -> tuple[Problem, ...]:
        """The doubts as rows: where, and what."""
        return tuple(Problem(document_id, Severity.WARNING, place, what, _CURE) for place, what in self.doubts)


def weigh(evidence: Iterable[Evidence], *, fetched: date | None = None, web: bool = False) -> Verdict:
    """Choose the day of publication; honestly none where nothing states it.

    The highest rung wins, unless two other places agree on another day against it. Refused unless given: a day after
    ``fetched`` (the day the document was saved, where known) and, for a page of the web, one before 1990. An update is
    no publication. Doubts: days more than one apart, refused days, weak evidence alone, words that are no day.

    >>> meta = Evidence("metadata", "meta date", "2025-07-26", date(2025, 7, 26))
    >>> url = Evidence("url", "address", "/2024/05/17/", date(2024, 5, 17))
    >>> verdict = weigh([url, meta])
    >>> verdict.day, verdict.basis, len(verdict.doubts)
    (datetime.date(2025, 7, 26), 'metadata', 1)
    """
    everything = _settled(_unique(evidence))
    doubts: list[tuple[str, str]] = []
    usable = []
    for one in everything:
        if one.day is None or one.basis == "updated":
            continue
        refusal = _refusal(one, fetched, web=web)
        if refusal:
            doubts.append((one.place, refusal))
        else:
            usable.append(one)
    ranked = sorted(usable, key=_rank)
    if not ranked:
        return Verdict(evidence=everything, doubts=(*doubts, *_undated(everything)))
    winner = _winner(ranked)
    doubts.extend(_disagreements(winner, ranked))
    if winner.weak:
        doubts.append((winner.place, f"the publication day {winner.day} is weakly supported: {winner.words!r}"))
    others = tuple(one for one in everything if one is not winner)
    return Verdict(winner.day, winner.basis, (winner, *others), tuple(dict.fromkeys(doubts)))


def how_sure(verdict: Verdict | tuple[Evidence, ...], day: date | None) -> str:
    """How sure a publication day is: ``sure``, ``likely``, ``doubtful`` or ``none``.

    Sure is what was given, what a feed says, and what two places agree on with none against them.
    """
    evidence = verdict.evidence if isinstance(verdict, Verdict) else verdict
    if day is None:
        return "none"
    against = any(one.day and one.basis != "updated" and abs(one.day - day) > _SAME for one in evidence)
    holders = [one for one in evidence if one.day and one.basis != "updated" and abs(one.day - day) <= _SAME]
    if not holders or holders[0].basis in _BEYOND_DOUBT:
        return "sure"
    if against or all(one.weak for one in holders):
        return "doubtful"
    return "sure" if len({_kind(one) for one in holders}) >= _AGREEING else "likely"


def _rank(one: Evidence) -> tuple[bool, int]:
    return one.weak, LADDER.index(one.basis)


def _unique(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple({(one.basis, one.place, one.day, one.either): one for one in evidence}.values())


def _settled(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Read 03/04/2025 as the one of its two days that another place states."""
    stated = {one.day for one in evidence if one.day}

    def settle(one: Evidence) -> Evidence:
        fitting = [day for day in one.either if day in stated]
        return replace(one, day=fitting[0], either=(), reason="") if len(fitting) == 1 else one

    return tuple(settle(one) for one in evidence)


def _refusal(one: Evidence, fetched: date | None, *, web: bool) -> str:
    assert one.day is not None
    if one.basis == "given":
        return ""
    if fetched and one.day > fetched + _SAME:
        return f"{one.day} lies after the day of fetching, {fetched}, and is not believed"
    if web and one.day < _FIRST_WEB_DAY:
        return f"{one.day} lies before the web, and is not believed"
    return ""


def _winner(ranked: Sequence[Evidence]) -> Evidence:
    """The highest rung; or, where two other places agree against it, the higher of those."""
    first = ranked[0]
    if first.basis in _BEYOND_DOUBT or first.weak or _backers(first, ranked) >= _AGREEING:
        return first
    for other in ranked[1:]:
        if not other.weak and _backers(other, ranked) >= _AGREEING:
            return other
    return first


def _backers(one: Evidence, ranked: Sequence[Evidence]) -> int:
    """How many kinds of place say the same day; a weak one counts as well, since it was found on its own."""
    assert one.day is not None
    return len({_kind(other) for other in ranked if other.day and abs(other.day - one.day) <= _SAME})


def _kind(one: Evidence) -> str:
    """What a place is of its kind: what a page shows its reader is one statement, however often it is found."""
    if one.basis in {"metadata", "dateline"}:
        first = one.place.split(" ", 1)[0]
        return first if first in _STATED else "shown"
    return one.basis


def _disagreements(winner: Evidence, ranked: Sequence[Evidence]) -> list[tuple[str, str]]:
    assert winner.day is not None
    if winner.basis == "given":
        return []
    return [
        (other.place, f"says {other.day}, but {winner.place} says {winner.day}, which was taken")
        for other in ranked
        if other.day and abs(other.day - winner.day) > _SAME
    ]


def _undated(evidence: Sequence[Evidence]) -> list[tuple[str, str]]:
    """Why a document that says something of its day has none."""
    unread = [(one.place, one.reason) for one in evidence if one.reason and one.basis != "updated"]
    if unread:
        return unread[:1]
    updated = next((one for one in evidence if one.basis == "updated" and one.day), None)
    return [(updated.place, f"only the day of an update is stated, {updated.day}")] if updated else []
