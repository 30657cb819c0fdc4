"""Finds in a document that was read again the accounts that were there before, so that their events keep their ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import token_sort_ratio

from timeline.model import Mention

__all__ = ["Predecessor", "heirs_of"]

_SAME_SENTENCE = 60.0
"""Likeness (0 to 100, rapidfuzz's token_sort_ratio) from which on two sentences of two versions of one document are one
sentence, edited: a changed figure, name or clause leaves it above 60, another sentence of the same article stays below
50 as a rule."""


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A mention as the document had it before, with the event it belonged to."""

    id: str
    event_id: str
    category: str
    quote: str


def heirs_of(before: Sequence[Predecessor], now: Sequence[Mention]) -> dict[int, str]:
    """Say which events the accounts of a document belonged to before it was read again, by their coreference number.

    A mention with the same id is the same mention; one whose sentence was edited is found by its words.
    """
    owners = _by_id(before, now)
    free = [old for old in before if old.id not in owners]
    for mention in now:
        if mention.id in owners:
            continue
        nearest = max(free, key=lambda old: (_likeness(old, mention), old.id), default=None)
        if nearest is not None and _likeness(nearest, mention) >= _SAME_SENTENCE:
            owners[mention.id] = nearest.event_id
            free.remove(nearest)
    return _by_account(owners, now)


def _by_id(before: Sequence[Predecessor], now: Sequence[Mention]) -> dict[str, str]:
    known = {old.id: old.event_id for old in before}
    return {mention.id: known[mention.id] for mention in now if mention.id in known}


def _likeness(old: Predecessor, mention: Mention) -> float:
    return token_sort_ratio(old.quote, mention.quote) if old.category == mention.category else 0.0


def _by_account(owners: Mapping[str, str], now: Sequence[Mention]) -> dict[int, str]:
    votes: dict[int, Counter[str]] = {}
    for mention in now:
        if mention.id in owners:
            votes.setdefault(mention.coreference, Counter())[owners[mention.id]] += 1
    return {
        coreference: min(counter, key=lambda owner: (-counter[owner], owner)) for coreference, counter in votes.items()
    }
