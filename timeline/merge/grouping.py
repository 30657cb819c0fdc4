"""Puts the accounts of one event together: like a member, at odds with none.

Each category is a stream of its own. Accounts come in order of exactness, so that vaguer reports join exact ones and
not each other; each joins the group it shares most with, or begins one. An account is compared only with groups that
share one of its rarer words and a month with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from timeline.merge.accounts import Account
from timeline.merge.contradictions import at_odds
from timeline.merge.days import MOVED, NEXT_DAY, days_apart, is_moved, months_of_reach, span_of
from timeline.merge.evidence import ENOUGH, PLAIN, Evidence, evidence_for
from timeline.merge.keys import Rarity, keys_of, rarity_of
from timeline.model import Join

__all__ = ["Group", "group"]

_COMPARED = 6
"""Members of a group to which an account is compared: the most exact reports of the event, from several documents."""
_DIFFERING = 40
"""Members of a group against which contradictions are checked; those who say the same count once."""
_UNDATED = 10**6


@dataclass(frozen=True, slots=True)
class Group:
    """The accounts of one event, as (document id, coreference number) in order, and why they are one."""

    accounts: tuple[tuple[str, int], ...]
    joins: tuple[Join, ...] = ()


@dataclass(slots=True)
class _Home:
    """A group in the making: its members, the days on which all of them may have it happen, what they contradict."""

    members: list[Account] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    differing: dict[tuple[object, ...], Account] = field(default_factory=dict)
    first: int = 0
    last: int = 0


def group(accounts: Iterable[Account], *, rarity: Rarity | None = None) -> tuple[Group, ...]:
    """The events that some accounts tell of; each account is in exactly one group.

    The order of the accounts does not matter. With ``rarity`` given, the accounts of any of the groups alone make the
    same groups again: a ledger needs to look only at the events that new accounts may touch.
    """
    ordered = sorted(accounts, key=_exactness)
    rarity = rarity or rarity_of(ordered)
    homes = [home for _, stream in groupby(ordered, key=lambda one: one.category) for home in _homes(stream, rarity)]
    groups = [
        Group(tuple(sorted((one.document_id, one.coreference) for one in home.members)), tuple(home.joins))
        for home in homes
    ]
    return tuple(sorted(groups, key=lambda one: one.accounts))


def _exactness(account: Account) -> tuple[str, int, bool, date, date, str, int]:
    return (
        account.category,
        account.days or _UNDATED,
        account.approximate,
        account.first or date.max,
        account.published or date.max,
        account.document_id,
        account.coreference,
    )


def _homes(stream: Iterable[Account], rarity: Rarity) -> list[_Home]:
    homes: list[_Home] = []
    standing: list[int] = []
    index: dict[str, dict[int, list[int]]] = {}
    for account in stream:
        span = span_of(account)
        keys = [key for key in keys_of(account) if not rarity.too_common(key)]
        months = months_of_reach(account)
        near = _near(index, keys, months, standing)
        fitting = _fitting(account, span, ((number, homes[number]) for number in near), rarity)
        if fitting:
            number, evidence, member = fitting[0]
            homes[number].joins.append(Join(account.mention_id, member.mention_id, evidence.words))
            _move_in(homes[number], account, span)
            for other, linking, linked in fitting[1:]:
                if _one_event(homes[number], homes[other]):
                    homes[number].joins.append(Join(linked.mention_id, account.mention_id, linking.words))
                    _unite(homes[number], homes[other])
                    standing[other] = number
        else:
            number = len(homes)
            homes.append(_Home())
            standing.append(number)
            _move_in(homes[number], account, span)
        for key in keys:
            of_key = index.setdefault(key, {})
            for month in months:
                found = of_key.setdefault(month, [])
                if not found or found[-1] != number:
                    found.append(number)
    return [home for number, home in enumerate(homes) if standing[number] == number]


def _one_event(home: _Home, other: _Home) -> bool:
    """Whether two groups that one account links contradict each other nowhere."""
    if home.last < other.first or other.last < home.first or home.documents & other.documents:
        return False
    return not any(at_odds(one, two) for one in home.differing.values() for two in other.differing.values())


def _unite(home: _Home, other: _Home) -> None:
    home.members.extend(other.members)
    home.joins.extend(other.joins)
    home.documents |= other.documents
    home.first, home.last = max(home.first, other.first), min(home.last, other.last)
    for stance, account in other.differing.items():
        if len(home.differing) < _DIFFERING:
            home.differing.setdefault(stance, account)
    other.members.clear()


def _near(
    index: dict[str, dict[int, list[int]]], keys: Sequence[str], months: range, standing: Sequence[int]
) -> list[int]:
    """The groups that share a key and a month with an account, each once, by number."""
    found: set[int] = set()
    for key in keys:
        of_key = index.get(key)
        if of_key is not None:
            for month in months:
                found.update(of_key.get(month, ()))
    return sorted({_standing(number, standing) for number in found})


def _standing(number: int, standing: Sequence[int]) -> int:
    """The group into which a group was united, or itself."""
    while standing[number] != number:
        number = standing[number]
    return number


def _fitting(
    account: Account, span: tuple[int, int] | None, near: Iterable[tuple[int, _Home]], rarity: Rarity
) -> list[tuple[int, Evidence, Account]]:
    """The groups that an account may belong to, the one it shares most with first; of equals the one begun first."""
    found: list[tuple[int, Evidence, Account]] = []
    if span is None:
        return found
    for number, home in near:
        needed = _needed(account, span, home)
        if needed is None or account.document_id in home.documents:
            continue
        evidence, member = max(
            ((evidence_for(account, one, rarity), one) for one in home.members[:_COMPARED]),
            key=lambda pair: pair[0].amount,
        )
        if evidence.amount >= needed and not any(at_odds(account, one) for one in home.differing.values()):
            found.append((number, evidence, member))
    return sorted(found, key=lambda one: (-one[1].amount, one[0]))


def _needed(account: Account, span: tuple[int, int], home: _Home) -> float | None:
    """How much evidence it takes to join, or None where the dates forbid it."""
    if span[0] <= home.last and home.first <= span[1]:
        return ENOUGH
    gaps = [days_apart(account, member) for member in home.members[:_COMPARED]]
    if any(gap is None for gap in gaps):
        return None
    if all(gap is not None and gap <= NEXT_DAY for gap in gaps):
        return PLAIN
    moved = all(is_moved(account, member) or not gap for gap, member in zip(gaps, home.members, strict=False))
    return PLAIN if moved and all(gap is not None and gap <= MOVED for gap in gaps) else None


def _move_in(home: _Home, account: Account, span: tuple[int, int] | None) -> None:
    if span is not None:
        if not home.members:
            home.first, home.last = span
        elif span[0] <= home.last and home.first <= span[1]:
            home.first, home.last = max(home.first, span[0]), min(home.last, span[1])
    home.members.append(account)
    home.documents.add(account.document_id)
    if len(home.differing) < _DIFFERING:
        home.differing.setdefault(_stance(account), account)


def _stance(account: Account) -> tuple[object, ...]:
    """All by which an account can be at odds with another."""
    return (
        account.status, account.first, account.last, account.step, account.kinds, account.actors,
        account.actor_countries, account.countries, account.places, account.numbers, account.editions, account.names,
    )  # fmt: skip
