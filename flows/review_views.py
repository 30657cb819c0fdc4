"""The review on the terminal: what to look at and why, one event with its evidence, and what an import would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.reviewing import Imported, Review
from flows.terminal import safe, say
from timeline.model import Event, Mention
from timeline.review import Decision, Doubt

__all__ = ["show_doubts", "show_event", "show_import", "show_written"]

_WIDTH = 120
"""Characters a line where there is no terminal to ask."""
_NEXT = "The next `timeline run` applies it."


def show_doubts(review: Review, top: int | None) -> None:
    """Print the events to look at, the first so many of them or all."""
    doubts = review.doubts
    if not doubts:
        say("There are no events to review; `timeline run` finds some.")
        return
    shown = doubts[:top]
    _print(("id", "date", "title", "why"), (_doubt_cells(doubt, review) for doubt in shown))
    accepted = len(review.reviewed.accepted)
    said = f"{len(shown)} of {len(doubts)} events, {accepted} accepted, {len(review.reviewed.rejected)} rejected."
    say(said if len(shown) == len(doubts) else f"{said} --all shows all of them.")


def _doubt_cells(doubt: Doubt, review: Review) -> tuple[str, ...]:
    event = doubt.event
    why = "accepted" if event.id in review.reviewed.accepted else "; ".join(doubt.reasons)
    return (event.id, _date(event), event.title, why)


def show_event(review: Review, event: Event) -> None:
    """Print an event with its evidence and what was decided about it."""
    reviewed = review.reviewed
    why = next(("; ".join(doubt.reasons) for doubt in review.doubts if doubt.event.id == event.id), "rejected")
    fields = {
        "category": event.category,
        "status": event.status.value,
        "date": _date(event),
        "date note": event.date_note,
        "announced on": event.announced_on.isoformat() if event.announced_on else "",
        "actors": "; ".join(event.actors),
        "countries": "; ".join(event.countries),
        "place": event.place,
        "confidence": f"{event.confidence:.2f}" if event.confidence is not None else "",
        "note": event.note,
        "tags": "; ".join(event.tags),
        "why look": "accepted" if event.id in reviewed.accepted else why,
    }
    say(f"{event.id}  {event.title}")
    for name, value in fields.items():
        if value:
            say(f"  {name:<13}{value}")
    for mention in event.mentions:
        say()
        for line in _evidence(mention):
            say(line)
    decided = [row for row in review.decisions if event.id in (row.event_id, reviewed.forwards.get(row.event_id))]
    if decided:
        say("\n  decided so far")
    for row in decided:
        say(f"    line {row.line}: {_told(row)}")


def _evidence(mention: Mention) -> Iterator[str]:
    origin = mention.origin
    published = origin.published.isoformat() if origin.published else "no publication date"
    source = ", ".join(part for part in (origin.id, origin.publisher, published) if part)
    yield f"  mention {mention.id}  {source}"
    yield f"    {' '.join(mention.quote.split())}"
    if mention.when is not None:
        words = f" (“{mention.date_text}”)" if mention.date_text else ""
        yield f"    {mention.status.value}, {mention.when.shown}{words}"


def show_written(review: Review, added: Sequence[Decision]) -> None:
    """Say what was written, where, and when it takes effect."""
    for row in added:
        say(f"{review.file}, line {row.line}: {_told(row)}")
    say(_NEXT)


def show_import(found: Imported, *, written: bool) -> None:
    """Print what each row of a sheet was matched with, and what becomes of it."""
    _print(
        ("row", "date", "title", "found event", "sure"),
        (
            (
                str(match.row.row),
                match.row.when.shown if match.row.when else "undated",
                match.row.title,
                f"{match.event.id} {match.event.title}" if match.event else "none",
                f"{match.surety:.2f}",
            )
            for match in found.matches
        ),
    )
    matches = sum(match.event is not None for match in found.matches)
    say(f"Rows read: {len(found.matches)}. Matched: {matches}. Decisions that follow: {len(found.decisions)}.")
    if found.decisions:
        say(f"They are written. {_NEXT}" if written else "Nothing is written yet: check this, then add --write.")


def _told(row: Decision) -> str:
    parts = (row.action.value, row.event_id, row.field, row.value, f"({row.note})" if row.note else "")
    return " ".join(part for part in parts if part)


def _date(event: Event) -> str:
    return event.when.shown if event.when else "undated"


def _print(names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; its texts are shown and never obeyed, neither by the terminal nor as markup."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH)
    table = Table(box=None, pad_edge=False)
    for number, name in enumerate(names):
        table.add_column(name, no_wrap=number == 0, overflow="fold")
    for cells in rows:
        table.add_row(*(Text(safe(cell)) for cell in cells))
    console.print(table)
