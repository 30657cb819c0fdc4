"""Gives each event the id under which the ledger knows it, so that a reader's links and notes keep their target."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from timeline.model import Event

__all__ = ["stable_ids"]


def stable_ids(events: Sequence[Event], owners: Mapping[str, str]) -> dict[str, str]:
    """Find the id each event keeps, by the id that merging minted for it.

    ``owners`` maps mention ids to the event ids they are known under. An event keeps the id that owns most of its
    mentions; of two events that share an owner (one event was split), the one with more of its mentions keeps it.
    An event without an owner gets the minted id. The order of ``events`` does not matter.
    """
    kept = _claim(events, owners)
    taken = set(kept.values())
    for event in sorted(events, key=lambda event: event.id):
        if event.id not in kept:
            kept[event.id] = _free_id(event.id, taken)
            taken.add(kept[event.id])
    return kept


def _claim(events: Sequence[Event], owners: Mapping[str, str]) -> dict[str, str]:
    votes = [
        (-count, owner, event.id)
        for event in events
        for owner, count in Counter(owners[mention.id] for mention in event.mentions if mention.id in owners).items()
    ]
    kept: dict[str, str] = {}
    taken: set[str] = set()
    for _, owner, minted in sorted(votes):
        if minted not in kept and owner not in taken:
            kept[minted] = owner
            taken.add(owner)
    return kept


def _free_id(minted: str, taken: set[str]) -> str:
    """Take the minted id, or one derived from it: the part that is split off an event may hold its first mention."""
    candidate = minted
    while candidate in taken:
        candidate = hashlib.sha256(candidate.encode()).hexdigest()[: len(minted)]
    return candidate
