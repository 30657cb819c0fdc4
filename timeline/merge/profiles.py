"""An account laid out for comparing: its words as sets, and which of them tell its event from its like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from timeline.merge.accounts import Account
from timeline.merge.wording import is_rule_word, is_verb
from timeline.rulebook import shipped_words

__all__ = ["Profile", "profile_of"]

_HELD = 10_000
"""Profiles kept at once, some 6 KB each: accounts come by date, so that those compared lie near each other."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of an account.

    ``everything`` holds all of them; ``titles`` those that speak for its event, with those of the sentence where the
    title says nothing ("Rule", "Ban"); ``names`` the proper names of titles and sentences. ``own`` are the words of its
    titles that tell its event from its like, ``own_names`` the names among them, ``nouns`` what its titles hold besides
    verbs. ``phrases`` are names of two words, by their head.
    """

    account: Account
    everything: frozenset[str]
    titles: frozenset[str]
    names: frozenset[str]
    own: frozenset[str]
    own_names: frozenset[str]
    nouns: frozenset[str]
    telling_names: frozenset[str]
    models: frozenset[str]
    phrases: dict[str, str]
    countries: frozenset[str]

    def own_beside(self, words: frozenset[str], other: Profile) -> frozenset[str]:
        """Which of some words the other report has nowhere; who acts for a country that both name is no such word."""
        rest = words - other.everything
        if rest and not other.countries.isdisjoint(self.account.actor_countries):
            rest -= frozenset(self.account.actors)
        return rest

    def named_beside(self, other: Profile) -> frozenset[str]:
        """Its proper names, but for capitals that stand for a country which the other names as well."""
        seats = _seats()
        return frozenset(name for name in self.telling_names if seats.get(name) not in other.countries)


@lru_cache(maxsize=_HELD)
def profile_of(account: Account) -> Profile:
    """The profile of an account."""
    title = frozenset((*account.names, *account.words))
    near = frozenset((*account.near_names, *account.near_words))
    names = frozenset((*account.names, *account.near_names))
    own = _telling(title)
    spoken = frozenset(word for word in near if not is_rule_word(word)) if not _any_telling(title) else frozenset[str]()
    return Profile(
        account=account,
        everything=title | near,
        titles=title | spoken,
        names=names,
        own=own,
        own_names=own & frozenset(account.names),
        nouns=frozenset(word for word in title if " " not in word and not is_verb(word)),
        telling_names=_telling(names),
        models=frozenset(name for name in account.names if any(char.isdigit() for char in name)),
        phrases={name.split(" ")[-1]: name.split(" ")[0] for name in account.names if " " in name},
        countries=frozenset((*account.countries, *account.near_countries)),
    )


def _telling(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words if " " not in word and not is_rule_word(word))


def _any_telling(words: Iterable[str]) -> bool:
    return any(not is_rule_word(word) for word in words)


@cache
def _seats() -> dict[str, str]:
    return {name: str(code) for name, code in shipped_words().maps["country_seats"].items()}
