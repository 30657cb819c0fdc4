"""How sure we are that two documents tell of one event: dates, countries, places, names and rare words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.model import Granularity, Mention, Status, When
from timeline.rulebook import shipped_words

__all__ = ["Cluster", "alike", "cluster_of"]

_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_SHARED_WORDS = 2
"""Two reports of one dated event share at least this many telling words, or name one place."""
_NEAR = timedelta(days=45)
"""Undated reports are only joined when they were published this close to each other."""
_SHORT = 31
"""An interval of up to a month still says which of several like events is meant; a year does not."""
_COMMON = frozenset(
    """the a an of for on in at to and or with by from as its their this that new first ai artificial intelligence world
    global national international official officials government ministry technology advanced sweeping was were be to may
    released published announced unveiled imposed issued launched adopted proposed established set up introduced added
    opened held year years day days plan rule rules control controls export exports conference summit
    meeting talks""".split()
)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The mentions of one event in one document (or in several, once joined), with what tells it apart."""

    category: str
    when: When | None
    status: Status
    countries: frozenset[str]
    places: frozenset[str]
    words: frozenset[str]
    heads: frozenset[str]
    published: date | None
    documents: frozenset[str]
    mentions: tuple[Mention, ...]


def cluster_of(mentions: Sequence[Mention]) -> Cluster:
    """What the mentions of one event say together."""
    first = mentions[0]
    best = min(mentions, key=lambda mention: (mention.when is None, mention.when.days if mention.when else 0))
    days = [mention.origin.published for mention in mentions if mention.origin.published is not None]
    return Cluster(
        category=first.category,
        when=best.when,
        status=first.status,
        countries=frozenset(code for mention in mentions for code in mention.countries),
        places=frozenset(_town(mention.place) for mention in mentions if mention.place),
        words=frozenset(word for mention in mentions for word in _telling_words(mention)),
        heads=frozenset(mention.rule.partition("_")[0] for mention in mentions),
        published=min(days) if days else None,
        documents=frozenset(mention.origin.id for mention in mentions),
        mentions=tuple(mentions),
    )


def _town(place: str) -> str:
    return place.lower().removesuffix(" park")


def _telling_words(mention: Mention) -> set[str]:
    words = {word.lower() for word in _WORD.findall(mention.title)}
    towns = shipped_words().maps["towns"]
    return {word for word in words if word not in _COMMON and len(word) > 1 and word not in towns}


def alike(one: Cluster, other: Cluster) -> bool:
    """Whether two clusters of different documents are one event; when in doubt, they are two."""
    if one.category != other.category or one.documents & other.documents:
        return False
    if (one.status is Status.PROPOSED) != (other.status is Status.PROPOSED):
        return False
    if not _dates_agree(one, other) or _opposed(one, other):
        return False
    if one.countries and other.countries and not one.countries & other.countries and not one.places & other.places:
        return False
    if one.places and other.places and not one.places & other.places:
        return False
    shared = one.words & other.words
    if one.when is None or other.when is None:
        return len(shared) >= _SHARED_WORDS
    if one.places & other.places:
        return True
    exact = min(one.when.days, other.when.days) <= _SHORT
    one_day = one.when.days == other.when.days == 1
    if exact and one.heads & other.heads and (one.countries & other.countries or one_day):
        return True
    return len(shared) >= (1 if exact else _SHARED_WORDS) and bool(one.heads & other.heads)


def _dates_agree(one: Cluster, other: Cluster) -> bool:
    if one.when is not None and other.when is not None:
        return one.when.start <= other.when.end and other.when.start <= one.when.end
    if one.published is None or other.published is None:
        return False
    return abs(one.published - other.published) <= _NEAR


def _opposed(one: Cluster, other: Cluster) -> bool:
    """Numbers in the names (an edition, a year) that contradict each other."""
    mine = {word for word in one.words if word.isdigit()}
    theirs = {word for word in other.words if word.isdigit()}
    day_exact = all(
        cluster.when is not None and cluster.when.granularity in (Granularity.DAY, Granularity.RANGE)
        for cluster in (one, other)
    )
    return bool(mine and theirs and not mine & theirs) and not day_exact
