"""``timeline history``: how a row of the timeline came about, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from flows.terminal import say
from timeline.errors import ConfigurationError
from timeline.ledger import History, Step, View, open_ledger
from timeline.merge import same_report
from timeline.model import Event, Mention, When
from timeline.review import Decision

__all__ = ["tell_history"]

QUOTE = 160
"""Characters of a quote that are shown."""


def tell_history(event_id: str, *, ledger: str) -> None:
    """Print everything that is known about how an event came about.

    ``event_id`` may be shortened to a beginning that no other event has. Raises ConfigurationError where the ledger
    knows no such event, or more than one.
    """
    with closing(open_ledger(ledger)) as book, book.view() as view:
        found = view.history(_whole_id(view, event_id, ledger))
    if found is None:
        raise _unknown(event_id, ledger)
    for line in _lines(found):
        say(line)


def _whole_id(view: View, beginning: str, ledger: str) -> str:
    if beginning in view.forwards():
        return beginning
    ids = view.ids_like(beginning) if beginning else ()
    if not ids:
        raise _unknown(beginning, ledger)
    if len(ids) > 1:
        cure = f"write more of it; it may be {', '.join(ids)}"
        raise ConfigurationError(f"several events begin with {beginning!r}", file=ledger, cure=cure)
    return ids[0]


def _unknown(event_id: str, ledger: str) -> ConfigurationError:
    cure = "take an id from the column event_id of timeline.csv"
    return ConfigurationError(f"there is no event {event_id!r}", file=ledger, cure=cure)


def _lines(found: History) -> Iterator[str]:
    known = found.known
    yield f"{known.id}  {known.title}"
    date = known.edtf or "undated"
    if "date" in known.edited:
        date += " (set by the reader)"
    elif found.event and found.event.when:
        date = found.event.when.shown
    yield f"  {known.category}, {known.status}, {date}"
    if found.asked != known.id:
        yield f"  {found.asked} was found to be one with it"
    if others := [old for old in found.formerly if old != found.asked]:
        yield f"  formerly also {', '.join(others)}"
    if known.withdrawn:
        yield "  withdrawn: no document reports it any more"
    if found.event:
        if found.event.date_note:
            yield f"  {found.event.date_note}"
        yield from _reports(found.event)
    if found.decisions:
        yield "Decisions"
        yield from (_decision(decision) for decision in found.decisions)
    yield "Runs"
    yield from (_step(step) for step in found.steps)


def _decision(decision: Decision) -> str:
    what = " ".join(part for part in (decision.action.value, decision.field, decision.value) if part)
    who = ", ".join(part for part in (decision.by, decision.on.isoformat() if decision.on else "") if part)
    why = f": {decision.note}" if decision.note else ""
    return f"  {what}{f' ({who})' if who else ''}{why}"


def _reports(event: Event) -> Iterator[str]:
    documents = len({mention.origin.id for mention in event.mentions})
    yield f"Reports ({documents} {'document' if documents == 1 else 'documents'}, {_publishers(event.publisher_count)})"
    joins = {join.mention_id: join for join in event.joins}
    first: dict[str, Mention] = {}
    for mention in event.mentions:
        origin = mention.origin
        day = origin.published.isoformat() if origin.published else "no day    "
        source = f"{origin.publisher}, {origin.id}" if origin.publisher else origin.id
        yield f"  {day}  {source}: {mention.status}, {_dated(mention.when, mention.date_text)}"
        yield f"              “{_short(mention.quote)}”"
        if mention.id in joins:
            yield f"              the same event: {joins[mention.id].evidence}"
        yield from (f"              counts once with {other}: {why}" for other, why in _copies(mention, first))
        first.setdefault(origin.id, mention)


def _copies(mention: Mention, first: dict[str, Mention]) -> Iterator[tuple[str, str]]:
    """The documents before it with which a mention's document counts as one report."""
    if mention.origin.id in first:
        return
    for other in first.values():
        if why := same_report(mention, other):
            yield other.origin.id, why


def _dated(when: When | None, words: str) -> str:
    if when is None:
        return "undated"
    return f"{when.shown} (“{words}”)" if words else when.shown


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= QUOTE else f"{words[:QUOTE].rsplit(' ', 1)[0]} …"


def _publishers(count: int) -> str:
    return f"{count} independent {'publisher' if count == 1 else 'publishers'}"


def _step(step: Step) -> str:
    change = step.change
    what = change.change
    if change.field == "event_id":
        what = f"found to be one with {change.after}" if change.after else "withdrawn"
    elif change.field and change.field != "documents":
        what += f": {change.field} {change.before or '(none)'} → {change.after or '(none)'}"
    by = f" ({change.document_id})" if change.document_id else ""
    return f"  run {step.run}, as of {step.as_of}: {what}{by}"
