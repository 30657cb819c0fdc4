"""What changed since a day or a report, for the terminal: by kind, those that matter most and the number of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from timeline.export import Content
from timeline.model import Change, Event
from timeline.table import coming, overdue

__all__ = ["SHOWN", "news_lines"]

SHOWN = 10
"""Titles of a section: with all eight sections no more than two screens."""

_HEADINGS = {
    "new": "New",
    "date moved": "Moved",
    "status changed": "Status changed",
    "edited": "Edited",
    "corroborated": "Corroborated",
    "withdrawn": "Withdrawn",
}


def news_lines(content: Content, gone: Mapping[str, str]) -> Iterator[str]:
    """Say what changed, what is coming up and what passed without a report, each section with its number of events.

    ``gone`` has the titles of events that are not in the timeline any more.
    """
    events = sorted(content.events, key=lambda event: (event.rank, event.id))
    for kind, heading in _HEADINGS.items():
        changes = {change.event_id: change for change in content.changes if change.change == kind}
        known = [_line(event) for event in events if event.id in changes]
        there = {event.id for event in events}
        others = [_gone(change, gone) for name, change in sorted(changes.items()) if name not in there]
        yield from _section(heading, known + others)
    yield from _section("Coming up", [_line(event) for event in coming(events, content.as_of)])
    yield from _section("Date passed without report", [_line(event) for event in overdue(events, content.as_of)])


def _section(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"{heading} ({len(lines):,})"
    yield from (f"  {line}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"  … and {len(lines) - SHOWN:,} more"


def _line(event: Event) -> str:
    return f"{event.when.shown if event.when else 'undated'}: {' '.join(event.title.split())}"


def _gone(change: Change, gone: Mapping[str, str]) -> str:
    title = " ".join(gone.get(change.event_id, "").split()) or change.event_id
    is_joined = change.change == "withdrawn" and change.field == "event_id" and change.after
    return f"{title} (now part of {change.after})" if is_joined else title
