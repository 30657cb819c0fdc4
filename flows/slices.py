"""A part of what the ledger holds: taken out as it is, without reading a document again, and published as files."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from flows.files import TITLE, Published, content_of, csv_files, view_files
from flows.summary import Read, summarise
from timeline.errors import ConfigurationError
from timeline.export import Content, write_files
from timeline.ledger import Run, View, open_ledger
from timeline.model import Change, Event
from timeline.table import Selection, select

__all__ = ["Part", "part_of", "republish"]


@dataclass(frozen=True, slots=True)
class Part:
    """The events asked for, as files are made from them, and what the whole timeline says of itself."""

    content: Content
    about: Published


def part_of(ledger: str, selection: Selection) -> Part:
    """Take the events of a selection from the ledger, with their changes and the leads of the same days.

    The changes are those of the last run that brought some, or of all runs since the day asked for. Raises
    ConfigurationError where there was no run yet or no event is left.
    """
    with closing(open_ledger(ledger)) as book, book.view() as view:
        run = view.last_run()
        if run is None:
            raise ConfigurationError("there is no run yet", file=book.name, cure="make one with `timeline run`")
        return _part(view, run, book.name, selection)


def _part(view: View, run: Run, name: str, selection: Selection) -> Part:
    events = view.events()
    kept = select(events, selection)
    if not kept and not selection.is_everything:
        raise _nothing_left(events, name, selection)
    changes = view.changes_from(selection.since) if selection.since else view.changes_since(view.state - 1)
    leads = [lead for lead in view.leads() if selection.covers(lead.when)]
    problems = view.problems()
    content = content_of(
        kept,
        _changes_of(kept, changes, selection),
        leads,
        problems,
        as_of=run.as_of,
        title=TITLE if selection.is_everything else f"{TITLE} ({selection})",
    )
    summary = summarise(events, problems, changes, tally=view.tally(), read=Read(0, 0, {}))
    return Part(content, Published(run.as_of, view.state, summary))


def _changes_of(kept: tuple[Event, ...], changes: tuple[Change, ...], selection: Selection) -> tuple[Change, ...]:
    """The changes of the events asked for; those of withdrawn ones too, where nothing but a day was asked for."""
    if replace(selection, since=None).is_everything:
        return changes
    ids = {event.id for event in kept}
    return tuple(change for change in changes if change.event_id in ids)


def _nothing_left(events: tuple[Event, ...], name: str, selection: Selection) -> ConfigurationError:
    categories = ", ".join(sorted({event.category for event in events})) or "none"
    cure = f"ask for other days, words or categories; the ledger has: {categories}"
    return ConfigurationError(f"no event is left ({selection})", file=name, cure=cure)


def republish(ledger: str, into: Path, selection: Selection) -> tuple[Path, ...]:
    """Write the tables and views of a part of the ledger to a folder, and name the files.

    Raises ConfigurationError where there was no run yet or no event is left.
    """
    part = part_of(ledger, selection)
    facts = part.about.summary.facts | {"Part": str(selection)}
    files = csv_files(part.content.tables) | view_files(part.content, part.about, facts=facts)
    write_files(into, files)
    return tuple(into / name for name in files)
