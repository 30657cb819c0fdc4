"""Gives each event the id under which the ledger knows it, so that a reader's links and notes keep their target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256

__all__ = ["following", "stable_ids"]


def stable_ids(owners: Mapping[str, Sequence[str]], taken: Collection[str] = ()) -> dict[str, str]:
    """Find the id each event keeps, by the id that merging minted for it.

    ``owners`` gives, for each minted id, the event to which each account of the event belonged before, empty for a new
    account. An event keeps the id that owned most of its accounts; of two events that share an owner (one event was
    split), the one with more of its accounts keeps it. An event without an owner gets the minted id, or where another
    event has that already (it is in ``taken``) one derived from it. The order of ``owners`` does not matter.
    """
    kept = _claim(owners)
    used = {*taken, *kept.values()}
    for minted in sorted(owners):
        if minted not in kept:
            kept[minted] = _free_id(minted, used)
            used.add(kept[minted])
    return kept


def _claim(owners: Mapping[str, Sequence[str]]) -> dict[str, str]:
    votes = [
        (-count, owner, minted)
        for minted, before in owners.items()
        for owner, count in Counter(before).items()
        if owner
    ]
    kept: dict[str, str] = {}
    claimed: set[str] = set()
    for _, owner, minted in sorted(votes):
        if minted not in kept and owner not in claimed:
            kept[minted] = owner
            claimed.add(owner)
    return kept


def following(taken: str) -> str:
    """Give the id that an event may get where another has this one.

    The part that is split off an event may hold its first mention, so that the minted id is taken; and again.
    """
    return sha256(taken.encode()).hexdigest()[: len(taken)]


def _free_id(minted: str, used: Collection[str]) -> str:
    while minted in used:
        minted = following(minted)
    return minted
