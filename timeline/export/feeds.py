"""New and changed events as an Atom feed (RFC 4287), newest change first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from timeline.export.content import Content, left_out, outline
from timeline.export.texts import legal, one_line, web_link
from timeline.model import Event
from timeline.table import best_mention

__all__ = ["ENTRIES", "atom_bytes"]

ENTRIES = 500  # a reader fetches the whole feed each time; what is beyond stands in the other files, and is counted
_EVENTS = UUID("5f6d2f0e-3a52-4f0c-9a43-0c1f6f6f8f10")
_FEEDS = UUID("0d9b8b3c-6f0e-4c57-8a39-2f7e0a7c4b21")
"""Namespaces of our ids (RFC 4122, name-based): drawn once, kept for ever."""


def atom_bytes(content: Content) -> bytes:
    """The events with their last change as an Atom feed, newest change first, then by rank.

    ``updated`` is the as-of day of the run that published the change. An id is made from the event's own and stays when
    the event changes, so that feed readers show it again as changed. At most 500 entries; the subtitle counts the rest.
    """
    changed = sorted(
        (event for event in content.events if event.changed_on is not None),
        key=lambda event: (-(event.changed_on or date.min).toordinal(), event.rank, event.id),
    )
    feed = FeedGenerator()
    feed.id(uuid5(_FEEDS, content.title.encode("utf-8", "replace").decode()).urn)
    feed.title(one_line(content.title))
    feed.author({"name": "timeline-of-events"})
    feed.generator("timeline-of-events")
    feed.updated(_midnight(changed[0].changed_on if changed and changed[0].changed_on else content.as_of))
    beyond = len(changed) - ENTRIES
    more = f"; {beyond:,} earlier changes are not in this feed" if beyond > 0 else ""
    more += f"; {behind}" if (behind := left_out(content.left_behind)) else ""
    feed.subtitle(f"New and changed events, as of {content.as_of}{more}")
    for event in changed[:ENTRIES]:
        feed.add_entry(_entry(event, event.changed_on or content.as_of), order="append")
    return bytes(feed.atom_str(pretty=True))


def _entry(event: Event, changed_on: date) -> FeedEntry:
    best = best_mention(event)
    entry = FeedEntry()
    entry.id(uuid5(_EVENTS, one_line(event.id)).urn)
    entry.title(one_line(f"{event.title}: {event.when.shown if event.when else 'undated'} ({event.status.value})"))
    entry.updated(_midnight(changed_on))
    entry.content("\n".join(_told(event, best.quote)), type="text")
    entry.category([{"term": one_line(event.category)}, {"term": event.status.value}])
    if link := web_link(best.origin.url):
        entry.link(href=link, rel="alternate")
    return entry


def _told(event: Event, quote: str) -> Iterator[str]:
    yield f"Change: {one_line(event.change) or 'new'}"
    for label, value in outline(event):
        yield f"{label}: {one_line(value)}"
    yield f"“{legal(quote)}”"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
