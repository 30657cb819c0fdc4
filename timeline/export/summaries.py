"""The timeline as a page of Markdown for a wiki or a mail: what changed, what is coming, what happened when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from timeline.export.content import Content, left_out
from timeline.export.texts import one_line, web_link
from timeline.model import Change, Event, When
from timeline.table import best_mention, coming, overdue

__all__ = ["SHOWN", "markdown_bytes", "markdown_text"]

SHOWN = 20  # lines of a section that a reader of a mail looks through; what is beyond is counted

# The backslash serves where every dialect knows it; elsewhere the character is told by its number.
_BACKSLASHED = re.compile(r"([\\`*_\[\]])")
_NUMBERED = re.compile(r"[<>&|~#!$@]")
# Direction marks would turn round the rest of the line, which is not theirs.
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def markdown_text(text: str) -> str:
    r"""Text of a document as Markdown that shows it as it is: no markup, no link, no new line.

    >>> markdown_text("*Sale* [here](javascript:x)\n# now")
    '\\*Sale\\* \\[here\\](javascript:x) &#35; now'
    """
    plain = _DIRECTIONS.sub("\ufffd", one_line(text))
    return _NUMBERED.sub(lambda found: f"&#{ord(found.group())};", _BACKSLASHED.sub(r"\\\1", plain))


def markdown_bytes(content: Content) -> bytes:
    """The summary as UTF-8 Markdown: what changed, coming up, date passed without a report, events by month.

    Every line gives the date as the text does, the title, the status where it is not simply told as happened, and a
    link to the source where there is one. Of long sections the events of highest rank are shown and the others counted.
    """
    events, as_of = content.events, content.as_of
    lines = [f"# {markdown_text(content.title)}", "", f"As of {When.day(as_of).shown}: {_count(len(events), 'event')}."]
    if content.beyond:
        lines += ["", f"{left_out(content.left_behind).capitalize()}."]
    lines += _section("What changed", list(_changed(events, content.changes)))
    lines += _section("Coming up", [_line(event) for event in _best(coming(events, as_of))], len(coming(events, as_of)))
    passed = overdue(events, as_of)
    lines += _section("Date passed, no report", [_line(event) for event in _best(passed)], len(passed))
    lines += ["", "## Events by month"] if events else []
    for name, group in _by_month(events):
        lines += _section(name, [_line(event) for event in _best(group)], len(group), level=3)
    return "\n".join([*lines, ""]).encode()


def _section(name: str, lines: Sequence[str], of: int | None = None, *, level: int = 2) -> list[str]:
    shown = list(lines[:SHOWN])
    beyond = (len(lines) if of is None else of) - len(shown)
    if beyond > 0:
        shown.append(f"- … and {beyond:,} more")
    return ["", f"{'#' * level} {name}", "", *shown] if shown else []


def _best(events: Sequence[Event]) -> list[Event]:
    """As many as a section shows: those of highest rank, in the order given."""
    best = {event.id for event in sorted(events, key=lambda event: (event.rank, event.id))[:SHOWN]}
    return [event for event in events if event.id in best]


def _changed(events: Iterable[Event], changes: Sequence[Change]) -> Iterator[str]:
    """One line a change that is more than a further report, by the rank of the event; then those that are gone."""
    known = {event.id: event for event in events}
    told = sorted(
        (change for change in changes if change.event_id in known),
        key=lambda change: (known[change.event_id].rank, change.event_id),
    )
    seen: set[tuple[str, str]] = set()
    for change in told:
        if (change.event_id, change.change) not in seen:
            seen.add((change.event_id, change.change))
            yield f"- {change.change}{_from_to(change)}: {_line(known[change.event_id]).removeprefix('- ')}"
    gone = sum(change.change == "withdrawn" for change in changes if change.event_id not in known)
    if gone:
        yield f"- withdrawn: {_count(gone, 'event')} that no document reports any more"


def _from_to(change: Change) -> str:
    if not (change.before or change.after) or change.change == "corroborated":
        return ""
    before, after = (markdown_text(value) or "none" for value in (change.before, change.after))
    return f" ({before} → {after})"


def _line(event: Event) -> str:
    when = event.when.shown if event.when else "undated"
    reason = f" ({markdown_text(event.date_note)})" if event.when is None and event.date_note else ""
    origin = best_mention(event).origin
    said = markdown_text(origin.publisher or origin.title or origin.id)
    link = web_link(origin.url)
    source = f"[{said}](<{link}>)" if link else said
    return f"- {when}{reason}: **{markdown_text(event.title) or 'untitled'}** ({event.status.value}), {source}"


def _by_month(events: Iterable[Event]) -> Iterator[tuple[str, list[Event]]]:
    """The events in the order given, under the month they lie in or begin in; those of an unknown month by year."""
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(_month(event.when), []).append(event)
    undated = groups.pop("Undated", None)
    yield from groups.items()
    if undated:
        yield "Undated", undated


def _month(when: When | None) -> str:
    if when is None:
        return "Undated"
    start, end = when.start, when.end
    if (start.year, start.month) == (end.year, end.month):
        return f"{_name(start)} {start.year}"
    if when.extent == "lasts":
        return f"From {_name(start)} {start.year}"
    return f"{start.year}, month unknown" if start.year == end.year else f"{start.year}–{end.year}, year unknown"


def _name(day: date) -> str:
    return f"{day:%B}"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
