"""The events while a reader's decisions are being carried out, and the notes of what could not be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from timeline.model import Event, Problem, Severity
from timeline.review.decisions import REVIEW, Decision

__all__ = ["Desk", "follow"]


@dataclass(slots=True)
class Desk:
    """Events by id, the heirs of ids that are no more, which decision merged an id away, and what went wrong.

    Only ``apply_review`` has one, for as long as it runs: what goes in and what comes out is frozen.
    """

    events: dict[str, Event]
    forwards: dict[str, str]
    merged: dict[str, Decision] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def id_of(self, event_id: str) -> str:
        """The event that an id means now: itself, or the heir of its heirs."""
        return follow(event_id, self.forwards, self.events)

    def complain(self, decision: Decision, problem: str, cure: str) -> None:
        """Note what is wrong with a decision, and what the reader can do."""
        self.problems.append(Problem(REVIEW, Severity.WARNING, f"line {decision.line}", problem, cure))

    def unknown(self, decision: Decision, event_id: str) -> None:
        """Note that a decision speaks of an event that is not there."""
        self.complain(
            decision,
            f"{decision.action.value}: there is no event {event_id}",
            "compare the id with timeline.csv; the event may be withdrawn, or its document not be read this time",
        )


def follow(event_id: str, forwards: Mapping[str, str], present: Iterable[str]) -> str:
    """The last heir of an id, or the first one that is present; a circle is left after one round.

    >>> follow("a", {"a": "b", "b": "c"}, {"c"}), follow("a", {"a": "b", "b": "a"}, ())
    ('c', 'a')
    """
    seen: set[str] = set()
    there = present if isinstance(present, Mapping | set | frozenset) else set(present)
    while event_id not in there and event_id in forwards and event_id not in seen:
        seen.add(event_id)
        event_id = forwards[event_id]
    return event_id
