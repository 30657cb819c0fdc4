"""A part of what the ledger holds: taken out as it is, without reading a document again, and published as files."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from flows.files import TITLE, Published, content_of, csv_files, published_or_none, view_files
from flows.summary import Read, summarise
from timeline.errors import ConfigurationError
from timeline.export import Content, write_files
from timeline.ledger import Run, View, open_ledger
from timeline.model import Change, Event
from timeline.table import Selection, select

__all__ = ["Part", "Republished", "part_of", "republish"]


@dataclass(frozen=True, slots=True)
class Part:
    """The events asked for, as files are made from them, and what the whole timeline says of itself.

    ``since`` is the day with which the changes compare, None where nothing was before; ``gone`` has the titles of
    events that changed and are not among them, by id.
    """

    content: Content
    about: Published
    since: date | None
    gone: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell: no event, and none withdrawn."""
        return not self.content.events and not self.content.changes


@dataclass(frozen=True, slots=True)
class Republished:
    """What was written: the part, its files, and the report that was there before and with which it was compared.

    Without files nothing changed since that report, which stays.
    """

    part: Part
    files: tuple[Path, ...]
    before: Published | None


def part_of(ledger: str, selection: Selection, *, before: Published | None = None) -> Part:
    """Take the events of a selection from the ledger, with their changes and the leads of the same days.

    The changes are those of the last run that brought some, or of all runs since the day asked for. Where there is a
    report ``before``, they are those after the state of the ledger that it shows, and the events only those that
    changed. Raises ConfigurationError where there was no run yet, no event is left, or ``before`` is of another ledger.
    """
    with closing(open_ledger(ledger)) as book, book.view() as view:
        run = view.last_run()
        if run is None:
            raise ConfigurationError("there is no run yet", file=book.name, cure="make one with `timeline run`")
        if before and before.state > view.state:
            cure = "name the ledger that the report was made from, or another folder with --into"
            raise ConfigurationError("the report there knows more runs than the ledger", file=book.name, cure=cure)
        return _part(view, run, book.name, selection, before)


def _part(view: View, run: Run, name: str, selection: Selection, before: Published | None) -> Part:
    events = view.events()
    changes, since = _news(view, selection, before)
    changed = {change.event_id for change in changes}
    kept = select([event for event in events if before is None or event.id in changed], selection)
    told = _changes_of(kept, changes, selection)
    if not kept and not told and not before and not selection.is_everything:
        raise _nothing_left(events, name, selection)
    leads = [lead for lead in view.leads() if selection.covers(lead.when)]
    problems = view.problems()
    asked = _asked(selection, before)
    title = f"{TITLE} ({asked})" if asked else TITLE
    content = content_of(kept, told, leads, problems, as_of=run.as_of, title=title)
    summary = summarise(events, problems, changes, tally=view.tally(), read=Read(0, 0, {}))
    gone = view.titles({change.event_id for change in told} - {event.id for event in kept})
    return Part(content, Published(run.as_of, view.state, summary), since, gone)


def _news(view: View, selection: Selection, before: Published | None) -> tuple[tuple[Change, ...], date | None]:
    """The changes to tell, and the day with which they compare."""
    if before:
        return view.changes_since(before.state), before.as_of
    if selection.since:
        return view.changes_from(selection.since), selection.since
    last = view.state - 1
    return view.changes_since(last), view.day_of(last)


def _asked(selection: Selection, before: Published | None) -> str:
    """What was asked for, in words; empty for everything."""
    compared = f"changed since the report as of {before.as_of}" if before else ""
    return "; ".join(filter(None, (compared, "" if selection.is_everything else str(selection))))


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


def republish(ledger: str, into: Path, selection: Selection, *, since_report: bool = False) -> Republished:
    """Write the tables and views of a part of the ledger to a folder.

    With ``since_report`` they hold what changed since the report that is in the folder; without one, everything.
    Raises ConfigurationError as ``part_of`` does.
    """
    before = published_or_none(into) if since_report else None
    part = part_of(ledger, selection, before=before)
    if before and part.is_empty:
        return Republished(part, (), before)
    facts = part.about.summary.facts | {"Part": _asked(selection, before) or str(selection)}
    files = csv_files(part.content.tables) | view_files(part.content, part.about, facts=facts, since=part.since)
    write_files(into, files)
    return Republished(part, tuple(into / name for name in files), before)
