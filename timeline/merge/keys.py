"""By which words accounts find each other, and how rare those words are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import log

from timeline.merge.accounts import Account
from timeline.merge.wording import is_rule_word

__all__ = ["Rarity", "keys_of", "rarity_of"]

_FEWEST = 1000
"""Below this many accounts a word's count says little of how common it is; the accounts count as so many."""
_COMMON = 500
"""A key that so many accounts hold is not looked under, unless the whole is so large that it is still rare there."""
_COMMON_SHARE = 256
"""In a large body, a key is too common when one account in so many holds it."""
_CROWDED = 30
"""Where more accounts of a category are of one month, or of one country's acts, that alone brings no two together."""
_SHORT = 31
"""An interval of up to a month is looked for under its months; a longer one says too little."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """How many accounts of a body hold each key, and how many accounts there are."""

    counts: Mapping[str, int] = field(default_factory=dict)
    total: int = 0

    def weight(self, key: str) -> float:
        """From 1 (nobody else has it) down to 0 (everybody has it)."""
        count = self.counts.get(key, 1)
        return max(0.0, 1.0 - log(max(1, count)) / log(max(self.total, _FEWEST)))

    @property
    def limit(self) -> int:
        """How many accounts may hold a key before it tells nothing apart."""
        return max(_COMMON, self.total // _COMMON_SHARE)

    def too_common(self, key: str) -> bool:
        """Whether so many accounts hold a key that it tells nothing apart."""
        return self.counts.get(key, 1) > self.limit_of(key)

    def limit_of(self, key: str) -> int:
        """How many accounts may hold this key: fewer where it is a month or a country, which say little."""
        return min(_CROWDED, self.limit) if key.partition("|")[2][:1] in ("@", "=") else self.limit


def rarity_of(accounts: Iterable[Account]) -> Rarity:
    """The rarity of all keys among some accounts."""
    counts: Counter[str] = Counter()
    total = 0
    for account in accounts:
        counts.update(keys_of(account))
        total += 1
    return Rarity(counts, total)


def keys_of(account: Account) -> tuple[str, ...]:
    """The keys under which an account is looked for: its category with a word, place, sum, acting country or month.

    Two accounts that could be one event share a key. Words by which rules find their events are none: every account of
    the category holds them. The words of the sentence are keys where the title says nothing ("Rules issued"); its names
    always are.

    >>> from timeline.model import Status
    >>> keys_of(Account("a", 0, "m", "meeting", Status.PLANNED, places=("busan",), words=("talk", "stalemate")))
    ('meeting|busan', 'meeting|stalemate')
    """
    words = {*account.names, *account.near_names, *account.places, *account.actors, *account.numbers}
    words |= set(account.words)
    if all(is_rule_word(word) for word in (*account.names, *account.words)):
        words |= set(account.near_words)
    words = {word for word in words if not is_rule_word(word)}
    words |= {*months_of(account), *(f"={code}" for code in account.actor_countries)}
    return tuple(sorted(f"{account.category}|{word}" for word in words))


def months_of(account: Account) -> Iterable[str]:
    """The months that a short interval touches, as keys ("@2025-07"); an account without such a date has none."""
    if account.first is None or account.last is None or (account.last - account.first).days >= _SHORT:
        return ()
    return sorted({month_key(account.first), month_key(account.last)})


def month_key(day: date) -> str:
    """The key of a day's month."""
    return f"@{day:%Y-%m}"
