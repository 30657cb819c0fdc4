"""A part of what the ledger holds: taken out as it is, without reading a document again, and published as files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from flows.files import TITLE, Published, content_of, published_or_none
from flows.summary import Read, summarise
from flows.telling import Told, makers, shown_of, views_of, write_told
from timeline.errors import ConfigurationError
from timeline.export import Content, streamed_names, write_files
from timeline.ledger import Changes, Run, Telling, View, open_ledger
from timeline.model import Change, Event, Lead
from timeline.table import Selection, chosen

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


@dataclass(frozen=True, slots=True)
class _Open:
    """A part whose events are still in the ledger: told, not held."""

    told: Told
    about: Published
    since: date | None
    gone: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        return not len(self.told.events) and not self.told.changes

    def part(self, content: Content) -> Part:
        return Part(content, self.about, self.since, self.gone)

    def whole(self) -> Part:
        """The part with all its events in memory."""
        told = self.told
        content = content_of(
            tuple(told.events), tuple(told.changes), told.leads(), told.problems, as_of=told.as_of, title=told.title
        )
        return self.part(content)


def part_of(ledger: str, selection: Selection) -> Part:
    """Take the events of a selection from the ledger, with their changes and the leads of the same days.

    The changes are those of the last run that brought some, or of all runs since the day asked for. Raises
    ConfigurationError where there was no run yet, or no event is left.
    """
    with _opened(ledger, selection, None) as found:
        return found.whole()


@contextmanager
def _opened(ledger: str, selection: Selection, before: Published | None) -> Iterator[_Open]:
    """Look into the ledger for the events of a selection.

    Where there is a report ``before``, the changes are those after the state of the ledger that it shows, and the
    events only those that changed. Raises ConfigurationError as ``part_of`` does, or where ``before`` is of another
    ledger.
    """
    with closing(open_ledger(ledger)) as book, book.view() as view:
        run = view.last_run()
        if run is None:
            raise ConfigurationError("there is no run yet", file=book.name, cure="make one with `timeline run`")
        if before and before.state > view.state:
            cure = "name the ledger that the report was made from, or another folder with --into"
            raise ConfigurationError("the report there knows more runs than the ledger", file=book.name, cure=cure)
        with view.telling() as events:
            yield _open(view, events, run, book.name, selection, before)


def _open(  # noqa: PLR0913, PLR0917 - what is asked, and of what
    view: View, events: Telling, run: Run, name: str, selection: Selection, before: Published | None
) -> _Open:
    changes, since = _news(view, selection, before)
    changed = {change.event_id for change in changes}
    looked_at = events.only(changed) if before else events
    kept = looked_at if selection.is_everything else looked_at.only(chosen(looked_at, selection))
    ids = {brief.id for brief in kept.briefs}
    told = _changes_of(ids, changes, selection)
    if not ids and not told and not before and not selection.is_everything:
        raise _nothing_left(events, name, selection)
    problems = view.problems()
    asked = _asked(selection, before)
    summary = summarise(events, problems, changes.counted(), tally=view.tally(), read=Read(0, 0, {}))

    def leads() -> Iterator[Lead]:
        return (lead for lead in view.each_lead() if selection.covers(lead.when))

    return _Open(
        Told(kept, told, leads, problems, run.as_of, f"{TITLE} ({asked})" if asked else TITLE),
        Published(run.as_of, view.state, summary),
        since,
        view.titles({change.event_id for change in told} - ids),
    )


def _news(view: View, selection: Selection, before: Published | None) -> tuple[Changes, date | None]:
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


def _changes_of(kept: Collection[str], changes: Changes, selection: Selection) -> Collection[Change]:
    """The changes of the events asked for; those of withdrawn ones too, where nothing but a day was asked for."""
    if replace(selection, since=None).is_everything:
        return changes
    return tuple(change for change in changes if change.event_id in kept)


def _nothing_left(events: Iterable[Event], name: str, selection: Selection) -> ConfigurationError:
    categories = ", ".join(sorted({event.category for event in events})) or "none"
    cure = f"ask for other days, words or categories; the ledger has: {categories}"
    return ConfigurationError(f"no event is left ({selection})", file=name, cure=cure)


def republish(ledger: str, into: Path, selection: Selection, *, since_report: bool = False) -> Republished:
    """Write the tables and views of a part of the ledger to a folder.

    With ``since_report`` they hold what changed since the report that is in the folder; without one, everything.
    Raises ConfigurationError as ``part_of`` does.
    """
    before = published_or_none(into) if since_report else None
    with _opened(ledger, selection, before) as found:
        if before and found.is_empty:
            return Republished(found.whole(), (), before)
        with makers(found.told) as made:
            shown = shown_of(found.told, made)
            about = replace(found.about, summary=replace(found.about.summary, beyond=shown.content.beyond))
            facts = about.summary.facts | {"Part": _asked(selection, before) or str(selection)}
            written = write_told(found.told, into)
            views = views_of(found.told, shown, written, about, made, facts=facts, since=found.since)
        write_files(into, views)
        names = (*streamed_names(), *views)
        return Republished(found.part(shown.content), tuple(into / name for name in names), before)
