"""A sample of a text by which a copy of it is told, however it was cut, padded, headlined or set.

A sketch is the ``SKETCH_SIZE`` smallest hashes of the text's shingles (runs of five words): a bottom-k sample (Cohen
and Kaplan, 2007). Two of them give the share of one text that stands in the other, which MinHash does not: where one
text is a part of the other, their resemblance is small and the containment is whole. datasketch 2.0 has MinHash and an
index of containment above a threshold, no containment of a pair and no bottom-k, and brings SciPy; what is needed of it
is the few lines below. A text of up to 260 words is held whole: between two such texts the share is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from unicodedata import normalize

import ahocorasick_rs

from timeline.rulebook import shipped_words
from timeline.text.scannable import scannable

__all__ = ["SKETCH_SIZE", "Shared", "shared", "sketch_of", "without_speech"]

SKETCH_SIZE = 256
"""Hashes kept of a text, about 2 KB. For two long texts that share 30 % the standard error is below 3 points; a text a
tenth as long as the other is still judged by some 25 of its shingles."""
_SHINGLE = 5
"""Words in a shingle: two desks that report one fact share names and phrases of three or four words, hardly of five."""
_HASH_BITS = 53
"""JSON readers keep whole numbers exact up to 2**53."""
_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"(?<=[.!?”\"])\s+|\n")
_LINES = r"\n(?![^\S\n]*\n)"
_SPEECH = re.compile(
    rf"“(?:[^“”\n]|{_LINES})*(?:”|(?=\n)|\Z)"  # a quotation of several paragraphs is closed once, and opened in each
    rf"|\"(?:[^\"\n]|{_LINES})*\""
    rf"|‘(?:[^‘\n]|{_LINES})*?[.,?!]’(?!\w)"  # so closed, it is no apostrophe
)
_MOSTLY_SPEECH = 0.5
"""A text of which less than this share is left without quotations is a speech or an interview: it is taken whole."""


@dataclass(frozen=True, slots=True)
class Shared:
    """How much two texts share: ``share`` (0 to 1) of the shorter one, from ``common`` of ``sampled`` shingles."""

    common: int
    sampled: int

    @property
    def share(self) -> float:
        """The share of the shorter text that stands in the other; 0 where there is nothing to compare."""
        return self.common / self.sampled if self.sampled else 0.0


def sketch_of(text: str) -> tuple[int, ...]:
    """A sample of what a text says in its own words, for telling copies: up to 256 whole numbers, ascending.

    Case, punctuation and line breaks do not matter; numbers do. Left out is what independent reports may share: quoted
    speech (both heard it) and the outlets' notices (credits, calls to subscribe, rights). Linear in the text's length,
    the same on every machine; empty for a text of fewer than five words.

    >>> one = sketch_of("The ministry released its plan for data centres on Monday, officials said.")
    >>> other = sketch_of("The ministry RELEASED its plan for data centres on Monday; officials said. Read more.")
    >>> shared(one, other).share, sketch_of("Read more")
    (1.0, ())
    """
    words = _WORD.findall(_own_words(scannable(normalize("NFKC", text).lower())))
    smallest = sorted({*_digests([word.encode() for word in words])})[: 2 * SKETCH_SIZE]
    numbers = (int.from_bytes(digest, "big") >> (64 - _HASH_BITS) for digest in smallest)
    return tuple(dict.fromkeys(numbers))[:SKETCH_SIZE]


def shared(one: tuple[int, ...], other: tuple[int, ...]) -> Shared:
    """What two sketched texts have in common, counted in the smaller of the two.

    Below the smaller of the two largest hashes kept, both sketches hold every shingle of their texts, so that a text is
    looked for in all of the other.

    >>> shared((1, 4, 6), (1, 4, 9, 12))
    Shared(common=2, sampled=3)
    """
    horizon = min((kept[-1] for kept in (one, other) if len(kept) == SKETCH_SIZE), default=1 << _HASH_BITS)
    mine, theirs = ({value for value in kept if value <= horizon} for kept in (one, other))
    return Shared(len(mine & theirs), min(len(mine), len(theirs)))


def without_speech(text: str) -> str:
    """The text without what stands in quotation marks.

    >>> without_speech('He called it "the most important step in ten years" on Monday.')
    'He called it   on Monday.'
    >>> without_speech('The "rulebook" is out.')
    'The "rulebook" is out.'
    """
    return _SPEECH.sub(_short, text)


def _short(quotation: re.Match[str]) -> str:
    """A quotation that is too short for a shingle: a term, a title, a word that the writer doubts."""
    return quotation[0] if len(quotation[0].split()) < _SHINGLE else " "


def _own_words(text: str) -> str:
    pieces = _PIECE.split(without_speech(text))
    kept = " ".join(piece for piece in pieces if not _notices().find_matches_as_indexes(piece))
    return kept if len(kept) >= _MOSTLY_SPEECH * len(text) else text


@cache
def _notices() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(shipped_words().lists["outlet_notices"])


def _digests(words: list[bytes]) -> Iterator[bytes]:
    """Of each shingle a hash whose order, byte by byte, is that of the number it stands for."""
    runs = zip(*(words[first:] for first in range(_SHINGLE)), strict=False)
    for shingle in map(b" ".join, runs):
        yield blake2b(shingle, digest_size=8).digest()
