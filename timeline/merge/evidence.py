"""How much two accounts share, each thing weighed by how telling it is and how rare among all accounts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import fsum

from timeline.merge.accounts import Account
from timeline.merge.contradictions import share_own_words
from timeline.merge.days import days_apart, is_long_past
from timeline.merge.keys import Rarity, month_key
from timeline.merge.profiles import Profile, profile_of
from timeline.merge.wording import is_rule_word

__all__ = ["ENOUGH", "PLAIN", "Evidence", "evidence_for"]

ENOUGH = 1.45
"""Evidence from which on two accounts are one event; tuned on the open articles of the benchmark, where two in three
pairs of one event have more, and hardly any others."""
PLAIN = 2.6
"""Evidence from which on they are plainly one event even though their days differ: names, places and words agree."""

_SAME_DAY, _SAME_SPAN, _CLOSE_OVERLAP, _SHORT_OVERLAP = 1.0, 0.8, 0.7, 0.5
_LONG_PAST = 0.5
"""A day long past is told of for what happened on it: more than the day of a fresh report."""
_ACTOR_COUNTRY, _COUNTRY, _NEAR_COUNTRY = 0.5, 0.35, 0.15
_PLACE, _NEAR_PLACE = 0.9, 0.8
_NUMBER, _NEAR_NUMBER = 0.8, 0.4
_ACT = 0.35
_BOTH_TITLES, _ONE_TITLE, _NO_TITLE = 1.0, 0.65, 0.35
_MODEL, _NAME = 2.0, 1.4
"""A name with a number ("H20") tells most, a proper name more than another word."""
_UNCOUNTED = 0.5
"""Rarity of a word that stands in sentences only: it is no key, so that nobody counts it."""
_RULE_WORD = 0.3
"""A word by which rules find events tells least: each event of the kind has some of them."""
_OTHER_THING, _OTHER_WORDS = -1.5, -0.7
"""Each says of what it tells something of its own that the other report has nowhere ("lithium", "graphite"), and
they share nothing of the kind; or they do share something."""
_OTHER_KIND = -1.0
"""One says something of its own, and the other calls its thing by other nouns, all of them common ("chip strategy")."""
_NOTHING_OWN = -0.5
"""Their days only overlap, and all they share is common: no word of its own, no place, sum or acting country."""
_NO_NAME_SHARED, _NO_NAME_AT_ALL = -0.6, -2.5
"""Both sentences hold names, and none is in both; or the titles hold none, so that the sentences must tell."""
_OTHER_HEAD = -1.4
"""One is an expo, the other a summit; or one an order, the other a bill."""
_CLOSE, _SHORT = 10, 31
"""Days of an interval that still says which of several like events is meant: about a week, and a month."""
_SHOWN = 4
"""Shared words that are told as the reason for a join."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much two accounts share (``ENOUGH`` makes them one event), and what they share, the most telling first."""

    amount: float
    dates: str = ""
    shared: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The evidence as a reader is told it: "same day; both name gallium and China"."""
        if not self.shared:
            return self.dates or "nothing in particular"
        *firsts, last = self.shared[:_SHOWN]
        named = f"both name {', '.join(firsts)} and {last}" if firsts else f"both name {last}"
        return f"{self.dates}; {named}" if self.dates else named


def evidence_for(one: Account, other: Account, rarity: Rarity) -> Evidence:
    """What two accounts share."""
    mine, theirs = profile_of(one), profile_of(other)
    dates, told = _dates(one, other, rarity)
    same_dates = bool(told) and (one.first, one.last) == (other.first, other.last)
    parts = [*_parties(mine, theirs), *_words(mine, theirs, rarity)]
    # Exact whatever the order: the parts come from sets, and of two members that share equally much one is named.
    amount = fsum((dates, *(weight for weight, _ in parts), _acts(one, other), _differences(mine, theirs)))
    if not same_dates and max((weight for weight, _ in parts), default=0.0) < _ONE_TITLE * _UNCOUNTED:
        amount += _NOTHING_OWN
    parts.sort(key=lambda part: (-part[0], part[1]))
    return Evidence(amount, told, tuple(dict.fromkeys(name for _, name in parts)))


def _dates(one: Account, other: Account, rarity: Rarity) -> tuple[float, str]:
    mine, theirs = one.days, other.days
    if one.first is None or mine is None or theirs is None or days_apart(one, other):
        return 0.0, ""
    past = _LONG_PAST if max(mine, theirs) <= _SHORT and (is_long_past(one) or is_long_past(other)) else 0.0
    rare = 0.5 + 0.5 * rarity.weight(f"{one.category}|{month_key(one.first)}")
    longest = max(mine, theirs)
    if (one.first, one.last) == (other.first, other.last):
        weight = _SAME_DAY if mine == 1 else _SAME_SPAN if mine <= _SHORT else 0.0
        return weight * rare + past, "same day" if mine == 1 else "same dates"
    weight = _CLOSE_OVERLAP if longest <= _CLOSE else _SHORT_OVERLAP if longest <= _SHORT else 0.0
    return weight * rare + past, "dates overlap"


def _parties(one: Profile, other: Profile) -> Iterator[tuple[float, str]]:
    mine, theirs = one.account, other.account
    for code in one.countries & other.countries:
        acting = code in mine.actor_countries and code in theirs.actor_countries
        involved = code in mine.countries and code in theirs.countries
        yield (_ACTOR_COUNTRY if acting else _COUNTRY if involved else _NEAR_COUNTRY), code
    for place in {*mine.places, *theirs.places}:
        if place in mine.places and place in theirs.places:
            yield _PLACE, place.title()
        elif place in one.everything or place in other.everything:
            yield _NEAR_PLACE, place.title()
    for number in _both(mine.numbers, mine.near_numbers) & _both(theirs.numbers, theirs.near_numbers):
        titles = number in mine.numbers and number in theirs.numbers
        yield (_NUMBER if titles else _NEAR_NUMBER), number.lstrip("#")


def _both(one: Collection[str], other: Collection[str]) -> set[str]:
    return {*one, *other}


def _words(one: Profile, other: Profile, rarity: Rarity) -> Iterator[tuple[float, str]]:
    category, places = one.account.category, {*one.account.places, *other.account.places}
    for word in (one.everything & other.everything) - places:
        titles = (word in one.titles) + (word in other.titles)
        both_name = word in one.names and word in other.names
        model = both_name and any(char.isdigit() for char in word)
        weight = (_NO_TITLE, _ONE_TITLE, _BOTH_TITLES)[max(1, titles) if model else titles]
        common = is_rule_word(word)
        if both_name and not common:
            weight *= _MODEL if model else _NAME
        if common:
            weight *= _RULE_WORD
        elif titles or both_name:
            weight *= rarity.weight(f"{category}|{word}")
        else:
            weight *= _UNCOUNTED
        yield weight, word


def _acts(one: Account, other: Account) -> float:
    head = _OTHER_HEAD if one.heads and other.heads and set(one.heads).isdisjoint(other.heads) else 0.0
    return head if set(one.acts).isdisjoint(other.acts) else _ACT + head


def _differences(one: Profile, other: Profile) -> float:
    """What each tells of its own; where only one does, it is just the fuller report."""
    own, other_own = one.own_beside(one.own, other), other.own_beside(other.own, one)
    found = 0.0
    if own and other_own:
        found += _OTHER_WORDS if share_own_words(one, other, one.own & other.own) else _OTHER_THING
    elif (own and len(other.nouns - one.everything) > 1) or (other_own and len(one.nouns - other.everything) > 1):
        found += _OTHER_KIND
    mine, theirs = one.named_beside(other), other.named_beside(one)
    if mine and theirs and mine.isdisjoint(other.everything) and theirs.isdisjoint(one.everything):
        found += _NO_NAME_SHARED if one.own_names or other.own_names else _NO_NAME_AT_ALL
    return found
