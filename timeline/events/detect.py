"""Finds where a sentence reports an event: clause patterns of the event types, held against its clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.events.acts import acts, followers
from timeline.events.candidate import Candidate
from timeline.events.gapping import gapped
from timeline.events.nouns import happenings, nominals
from timeline.events.pronouns import Before, nothing_before
from timeline.events.surroundings import Around
from timeline.rulebook import Act, EventType, Happening, Nominal
from timeline.text import Analysis

__all__ = ["TypedPattern", "candidates"]

TypedPattern = tuple[EventType, Act | Nominal | Happening]
"""A pattern with the type whose it is."""


def candidates(
    analysis: Analysis,
    patterns: Iterable[TypedPattern],
    around: Around = frozenset,
    before: Before = nothing_before,
) -> Iterator[Candidate]:
    """All candidates of one sentence, in the order of the patterns; whether they are events is decided by their status.

    ``around`` gives the words of the sentences before it and of the headings above it, ``before`` the sentence before.
    """
    told: list[Candidate] = []
    for kind, pattern in patterns:
        if isinstance(pattern, Act):
            found = list(acts(analysis, kind, pattern, around, before))
            told += found
            yield from found
        elif isinstance(pattern, Nominal):
            yield from nominals(analysis, kind, pattern, around)
        else:
            yield from happenings(analysis, kind, pattern, around)
    yield from followers(analysis, told)
    yield from gapped(analysis, told)
