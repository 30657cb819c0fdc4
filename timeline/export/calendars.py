"""Events as a calendar (RFC 5545): all-day entries that any calendar program takes, and only what has a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain

from icalendar import Calendar
from icalendar import Event as Entry

from timeline.export.content import Content, is_exact, left_out, outline
from timeline.export.texts import legal, one_line, web_link
from timeline.model import Event, Status, When
from timeline.table import best_mention

__all__ = ["ics_bytes"]

_PRODUCT = "-//timeline-of-events//timeline//EN"
_DOMAIN = "timeline-of-events"
_STATUSES = {
    Status.OCCURRED: "CONFIRMED",
    Status.ONGOING: "CONFIRMED",
    Status.PROPOSED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}
"""What the standard has a word for. A plan is neither confirmed nor tentative, so it has no STATUS."""


def ics_bytes(content: Content) -> bytes:
    """The events that have a day, or a span from day to day, as a calendar of all-day entries.

    A date that the text gives as a month, a year, "days earlier" or "about" is no entry: a calendar could only show it
    as days that nobody named. The description of the calendar counts what is left out. An entry keeps its UID from run
    to run (the id of the event) and bears ``as_of`` as its stamp; it does not block the reader's time.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    told = "; ".join(
        filter(None, (f"as of {content.as_of}", left_out(chain(_reasons(content.events), content.left_behind))))
    )
    for name in ("name", "x-wr-calname"):
        calendar.add(name, one_line(content.title))
    for name in ("description", "x-wr-caldesc"):
        calendar.add(name, told)
    for event in content.events:
        if event.when is not None and is_exact(event.when):
            calendar.add_component(_entry(event, event.when, content.as_of))
    return bytes(calendar.to_ical())


def _reasons(events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        if event.when is None:
            yield "undated"
        elif not is_exact(event.when):
            yield "with an approximate date" if event.when.approximate else "on an unknown day of a longer time"


def _entry(event: Event, when: When, as_of: date) -> Entry:
    entry = Entry()
    entry.add("uid", f"{one_line(event.id)}@{_DOMAIN}")
    entry.add("dtstamp", _midnight(as_of))
    entry.add("dtstart", when.start)
    if when.end < date.max:
        entry.add("dtend", when.end + timedelta(days=1))
    else:
        entry.add("duration", timedelta(days=when.days))
    entry.add("summary", _summary(event))
    entry.add("description", "\n".join(_description(event)))
    if event.status in _STATUSES:
        entry.add("status", _STATUSES[event.status])
    entry.add("categories", [one_line(event.category), event.status.value, *filter(None, map(one_line, event.tags))])
    entry.add("transp", "TRANSPARENT")
    if event.changed_on:
        entry.add("last-modified", _midnight(event.changed_on))
    if link := web_link(best_mention(event).origin.url):
        entry.add("url", link)
    if event.place:
        entry.add("location", one_line(event.place))
    return entry


def _summary(event: Event) -> str:
    hint = "" if event.status in {Status.OCCURRED, Status.ONGOING} else f" ({event.status.value})"
    return f"{one_line(event.title)}{hint}"


def _description(event: Event) -> Iterator[str]:
    for label, value in outline(event):
        yield f"{label}: {one_line(value)}"
    best = best_mention(event)
    yield f"“{legal(best.quote)}”"
    sources = {mention.origin.id: mention.origin for mention in event.mentions}
    for origin in sources.values():
        parts = (origin.publisher or origin.id, str(origin.published or ""), web_link(origin.url))
        yield f"Source: {', '.join(filter(None, map(one_line, parts)))}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
