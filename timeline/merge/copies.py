"""How many independent publishers report an event: copies of one text, and texts of one publisher, count once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import Indel

from timeline.merge.circles import Circles
from timeline.model import Mention, Origin
from timeline.reading.addresses import site_of
from timeline.text import Shared, shared, without_speech

__all__ = ["independent", "same_report"]

_COPIED = 0.35
"""A text is a copy where this share of the shorter one stands in the other. In tests/merge/copies.toml copies share
0.54 and more, independent texts 0.20 and less; the line is drawn between the two."""
_LEAST_COMMON = 8
"""Fewer shingles in common are a sentence, not a text: how two short items come to be alike by chance."""
_ALIKE = 0.85
"""Two sentences are one sentence where this share of their words stands in both, in the same order."""
_LONG = 20
"""Words below which a sentence says what anyone would say: "The government approved 920 million in aid on Thursday"."""
_FEW = 12
"""Up to so many texts are compared each with each, which is then quicker than looking up who shares what."""
_WORD = re.compile(r"\w+")


def independent(mentions: Iterable[Mention]) -> int:
    """How many publishers report what the mentions tell, each in a text of its own: at least 1, at most the documents.

    A text that several publishers printed makes them one, unless they have texts of their own as well: then each of
    those counts, and the common text adds nothing, since it may be theirs. So one more copy never raises the count. The
    order of the mentions does not matter; no mentions are no publishers (0).
    """
    by_document: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_document[mention.origin.id].append(mention)
    if len(by_document) <= 1:
        return len(by_document)
    publishers = {name: _publisher(told[0].origin) for name, told in by_document.items()}
    texts = [{publishers[name] for name in group} for group in _texts(by_document).all()]
    own = {publisher for text in texts if len(text) == 1 for publisher in text}
    circles = Circles(publishers.values())
    for first, *others in texts:
        for other in others:
            circles.join(first, other)
    return sum(max(1, len(own.intersection(circle))) for circle in circles.all())


def same_report(one: Mention, other: Mention) -> str:
    """Why the documents of two mentions count once, in words for a reader; empty where they are independent."""
    if one.origin.id == other.origin.id:
        return "same document"
    if _publisher(one.origin) == _publisher(other.origin):
        return "same publisher" if one.origin.publisher else "same site"
    common = shared(one.origin.sketch, other.origin.sketch)
    if _is_copy(common):
        return f"{100 * common.share:.0f} % of the shorter text is in the other"
    alikeness = _alikeness(_told_words(one), _told_words(other))
    return f"the sentences that report it are {100 * alikeness:.0f} % alike" if alikeness else ""


def _publisher(origin: Origin) -> tuple[str, str]:
    """Who published a document: its publisher by name, else the site of its address, else nobody but itself."""
    name = " ".join(origin.publisher.split()).casefold()
    if name:
        return ("name", name)
    site = site_of(origin.url)
    return ("site", site) if site else ("document", origin.id)


def _texts(by_document: Mapping[str, Sequence[Mention]]) -> Circles[str]:
    """The documents in groups of one text: copies of each other, or with one sentence that reports the event."""
    groups = Circles(by_document)
    sketches = {name: told[0].origin.sketch for name, told in by_document.items()}
    (_join_copies if len(sketches) > _FEW else _join_few_copies)(sketches, groups)
    sentences: dict[tuple[str, ...], str] = {}
    for name, told in by_document.items():
        for words in map(_told_words, told):
            if len(words) >= _LONG:
                groups.join(sentences.setdefault(words, name), name)
    for (words, one), (others, other) in combinations(sentences.items(), 2):
        if not groups.together(one, other) and _alikeness(words, others):
            groups.join(one, other)
    return groups


def _join_few_copies(sketches: Mapping[str, tuple[int, ...]], groups: Circles[str]) -> None:
    """Join the texts of which one is a copy of the other, by comparing each with each."""
    values = {name: frozenset(sketch) for name, sketch in sketches.items()}
    for one, other in combinations(sketches, 2):
        if len(values[one] & values[other]) >= _LEAST_COMMON and _is_copy(shared(sketches[one], sketches[other])):
            groups.join(one, other)


def _join_copies(sketches: Mapping[str, tuple[int, ...]], groups: Circles[str]) -> None:
    """Join the texts of which one is a copy of the other.

    A text is only compared within groups with which it shares shingles enough, and only until it is found to be a copy,
    so that neither many texts of their own nor many copies of one cost a comparison for each pair.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    for name, sketch in sketches.items():
        common = Counter(group for value in sketch for group in set(map(groups.name, holders[value])))
        for group, count in common.items():
            if count >= _LEAST_COMMON and not groups.together(group, name):
                copied = (one for one in groups.members(group) if _is_copy(shared(sketches[one], sketch)))
                if (one := next(copied, None)) is not None:
                    groups.join(one, name)
        for value in sketch:
            if not any(groups.together(one, name) for one in holders[value]):
                holders[value].append(name)


def _is_copy(common: Shared) -> bool:
    return common.common >= _LEAST_COMMON and common.share >= _COPIED


def _told_words(mention: Mention) -> tuple[str, ...]:
    """The words of the sentence that reports the event, but for quoted speech, which independent reports may share."""
    return tuple(_WORD.findall(without_speech(mention.quote).lower()))


def _numbers(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words if word.isdecimal())


def _alikeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of words that two sentences have in common and in order; 0 unless they are near-identical and long.

    Where each has a number that the other lacks, a form was filled in twice; a dateline adds numbers to one only.
    """
    mine, theirs = _numbers(one), _numbers(other)
    if min(len(one), len(other)) < _LONG or (mine - theirs and theirs - mine):
        return 0.0
    return Indel.normalized_similarity(one, other, score_cutoff=_ALIKE)
