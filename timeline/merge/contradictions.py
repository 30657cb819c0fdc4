"""What keeps two accounts from being one event, however much they share."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from timeline.merge.accounts import Account
from timeline.merge.profiles import Profile, profile_of
from timeline.merge.wording import is_rule_word
from timeline.model import Status

__all__ = ["at_odds", "contradiction", "share_own_words"]

_JOINT = frozenset({"meeting", "agreement", "conference"})
"""Kinds of event in which several parties act: each report may name another of them first."""


def at_odds(one: Account, other: Account) -> str:
    """Why two accounts cannot be one event, in words; empty where nothing speaks against it. Dates aside."""
    if one.document_id == other.document_id:
        return "one document tells of them apart"
    if one.category != other.category:
        return "they are of two kinds"
    if one.step and other.step and _phase(one.step) != _phase(other.step):
        return f"one {one.step}, the other {other.step}"
    if _apart(one.kinds, other.kinds) and not _meet(one.numbers, other.numbers):
        return "one puts parties on a list, the other does something else"
    if _is_proposing(one) != _is_proposing(other):
        return "one is a proposal or a threat, the other is not"
    if one.category not in _JOINT and _apart(one.actor_countries, other.actor_countries):
        return "two countries act"
    if _two_actors(profile_of(one), profile_of(other)):
        return "two actors"
    return contradiction(one, other)


def contradiction(one: Account, other: Account) -> str:
    """Why two accounts cannot be of one thing, whoever acts and whatever is done to it; empty where they can."""
    mine, theirs = profile_of(one), profile_of(other)
    apart = not _place_within(one, other)
    if apart and not theirs.countries.issuperset(one.countries) and not mine.countries.issuperset(other.countries):
        return "they concern two countries"
    if apart and one.places and other.places:
        return "they are in two places"
    for mark in ("$", "%"):
        if _apart(_numbers(one, mark), _numbers(other, mark)):
            return "they have two sums"
    for years in (True, False):
        if _apart(_editions(one, years=years), _editions(other, years=years)):
            return "they are two editions or rounds"
    if _apart(mine.models, theirs.models):
        return "they name two models"
    own, other_own = mine.own_beside(mine.own_names, theirs), theirs.own_beside(theirs.own_names, mine)
    if own and other_own and not share_own_words(mine, theirs, mine.own_names & theirs.own_names):
        return "each names something that the other does not"
    return "they bear two names" if _other_phrase(mine, theirs) else ""


def share_own_words(one: Profile, other: Profile, shared: Iterable[str]) -> bool:
    """Whether some of the words that two accounts share tell this event from its like: not who acts, not the place."""
    accounts = (one.account, other.account)
    frame = {word for account in accounts for word in account.actors}
    frame |= {word for account in accounts for place in account.places for word in place.split()}
    return any(" " not in word and word not in frame and not is_rule_word(word) for word in shared)


def _meet(mine: Collection[str], theirs: Collection[str]) -> bool:
    return any(word in theirs for word in mine)


def _apart(mine: Collection[str], theirs: Collection[str]) -> bool:
    return bool(mine) and bool(theirs) and not _meet(mine, theirs)


def _phase(step: str) -> str:
    """A suspension is told as an end by some and as a change by others."""
    return "undone" if step in ("changes", "ends") else step


def _is_proposing(account: Account) -> bool:
    """Whether what is told is the proposing itself: what is only proposed for a day to come may yet happen on it."""
    if account.status is not Status.PROPOSED:
        return False
    return account.last is None or account.published is None or account.last <= account.published


def _place_within(one: Account, other: Account) -> bool:
    return any(mine in theirs or theirs in mine for mine in one.places for theirs in other.places)


def _numbers(account: Account, mark: str) -> list[str]:
    return [number for number in account.numbers if mark in number]


def _editions(account: Account, *, years: bool) -> list[str]:
    return [edition for edition in account.editions if edition.isdigit() == years]


def _two_actors(one: Profile, other: Profile) -> bool:
    """Both name who acts, neither stands for a country they share, and neither is named in the other's report."""
    mine, theirs = one.account, other.account
    if mine.category in _JOINT or _meet(mine.actor_countries, theirs.actor_countries):
        return False
    if not _apart(mine.actors, theirs.actors):
        return False
    return one.everything.isdisjoint(theirs.actors) and other.everything.isdisjoint(mine.actors)


def _other_phrase(one: Profile, other: Profile) -> bool:
    """Whether both bear a name of one kind with another word before it: "AI Act" and "Data Act"."""
    return any(
        word != other.phrases[head] and word not in other.everything and other.phrases[head] not in one.everything
        for head, word in one.phrases.items()
        if head in other.phrases
    )
