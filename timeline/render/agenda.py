"""What is planned: still to come, or with its date passed and no report of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from timeline.render.evidence import Entry

__all__ = ["Agenda", "agenda_of"]


@dataclass(frozen=True, slots=True)
class Agenda:
    """Planned events by date: those to come, each with how far ahead it is, and those whose last day has passed."""

    coming: tuple[tuple[Entry, str], ...]
    passed: tuple[Entry, ...]


def agenda_of(events: list[Entry], as_of: date | None) -> Agenda:
    """The planned events on either side of the as-of day, which itself is still to come; without one, none."""
    if as_of is None:
        return Agenda((), ())
    planned = [event for event in events if event.status == "planned" and event.end is not None]
    coming = tuple((event, _distance(event, as_of)) for event in planned if _is_coming(event, as_of))
    passed = tuple(event for event in reversed(planned) if not _is_coming(event, as_of))
    return Agenda(coming, passed)


def _is_coming(event: Entry, as_of: date) -> bool:
    return event.end is not None and event.end >= as_of


def _distance(event: Entry, as_of: date) -> str:
    """How far ahead a day lies; nothing is said of a day that is not exact."""
    if event.start is None or not event.is_exact:
        return ""
    days = (event.start - as_of).days
    if days <= 0:
        return "today" if event.start == event.end or days == 0 else "under way"
    return "tomorrow" if days == 1 else f"in {days} days"
