"""Finds where a sentence reports an event: clause patterns of the event types, held against its clauses."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events.acts import acts, followers
from timeline.events.candidate import Candidate
from timeline.events.gapping import gapped
from timeline.events.nouns import happenings, nominals
from timeline.rulebook import Rulebook
from timeline.text import Analysis

__all__ = ["candidates"]


def candidates(
    analysis: Analysis, rulebook: Rulebook, around: frozenset[str] = frozenset(), before: Analysis | None = None
) -> Iterator[Candidate]:
    """All candidates of one sentence, type by type; whether they are events is decided by their status.

    ``around`` are the words of the sentences before it and of the headings above it, ``before`` is the sentence before.
    """
    told: list[Candidate] = []
    for kind in rulebook.types:
        for act in kind.act:
            found = list(acts(analysis, kind, act, around, before))
            told += found
            yield from found
        for nominal in kind.nominal:
            yield from nominals(analysis, kind, nominal, around)
        for happening in kind.happening:
            yield from happenings(analysis, kind, happening, around)
    yield from followers(analysis, told)
    yield from gapped(analysis, told)
