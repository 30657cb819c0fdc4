"""The reader's review of what the last run published: decisions are checked before they are written."""

from __future__ import annotations

import getpass
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from timeline.errors import ConfigurationError, SourceError
from timeline.ledger import open_ledger
from timeline.model import Event, Lead, Problem
from timeline.review import (
    Action,
    Decision,
    Doubt,
    Reviewed,
    append_decisions,
    apply_review,
    doubtful,
    read_decisions,
)
from timeline.review.importing import import_sheet
from timeline.review.matching import Match, decisions_of, matched
from timeline.review.undoing import standing
from timeline.rulebook import load_rulebook

__all__ = ["Imported", "Review", "imported", "open_review", "published", "reader", "write"]

_NAMED_AT_MOST = 5
"""Of ids that begin alike, as many are named: enough to see what to add."""
_NEW = "new-"


@dataclass(frozen=True, slots=True)
class Review:
    """The events as documents report them, the decisions in the file, and what comes of both.

    ``data`` is the file as it stands; ``wrong`` are the rows of it that hold no decision. ``reviewed`` is the timeline
    as the next run will have it, should the documents say the same.
    """

    file: Path
    data: bytes
    events: tuple[Event, ...]
    leads: tuple[Lead, ...]
    forwards: Mapping[str, str]
    decisions: tuple[Decision, ...]
    wrong: tuple[Problem, ...]
    reviewed: Reviewed

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What to look at, in order."""
        return doubtful(self.reviewed.events, accepted=self.reviewed.accepted)

    def full_id(self, start: str) -> str:
        """The one id that begins so, of an event or of what a decision speaks of.

        Raises ConfigurationError where there is none or more than one.
        """
        reviewed = self.reviewed
        here = {event.id for event in (*self.events, *reviewed.events, *reviewed.rejected)}
        return _only(start, here | reviewed.forwards.keys() | {row.event_id for row in self.decisions}, "event")

    def event(self, start: str) -> Event:
        """The event of an id, which may be shortened, old, or that of an event that is rejected."""
        name = self.full_id(start)
        reviewed = self.reviewed
        wanted = {name, reviewed.forwards.get(name, name)}
        for event in (*reviewed.events, *reviewed.rejected):
            if event.id in wanted:
                return event
        cure = "look for it with timeline review list"
        raise ConfigurationError(f"the event {name} is not in the timeline", file=str(self.file), cure=cure)

    def mentions(self, event: Event, starts: Iterable[str]) -> tuple[str, ...]:
        """The ids of the mentions of an event that begin so; ConfigurationError as for events."""
        names = {mention.id for mention in event.mentions}
        return tuple(_only(start, names, f"mention of {event.id}") for start in starts)

    @property
    def new_number(self) -> int:
        """The number of the next event that the reader adds: one more than any in the file, taken back or not."""
        used = (row.event_id.removeprefix(_NEW) for row in self.decisions if row.event_id.startswith(_NEW))
        return 1 + max((int(number) for number in used if number.isdecimal()), default=0)

    def undoing(self, start: str) -> Decision:
        """The decision that takes back the last one on an event, or without an id the last one of all that stand."""
        if start:
            return Decision(self.full_id(start), Action.UNDO)
        rows, _ = standing(self.decisions, str)
        if not rows:
            cure = "see what there is to decide with timeline review list"
            raise ConfigurationError("there is no decision to take back", file=str(self.file), cure=cure)
        return Decision(rows[-1].event_id, Action.UNDO)


def published(ledger: str) -> tuple[tuple[Event, ...], tuple[Lead, ...], Mapping[str, str]]:
    """Give what the last run left: its events before the review, its leads, and the heirs of ids that are no more."""
    book = open_ledger(ledger)
    try:
        with book.view() as view:
            return view.found(), view.leads(), dict(view.forwards())
    finally:
        book.close()


def open_review(file: Path, ledger: str) -> Review:
    """Read the decisions, and what they are about; a file that is not there yet holds none."""
    try:
        data = file.read_bytes() if file.exists() else b""
    except OSError as error:
        raise ConfigurationError(
            f"the decisions cannot be read: {error.strerror}", file=str(file), cure="name a file that you may open"
        ) from error
    decisions, wrong = read_decisions(data, file=str(file))
    events, leads, forwards = published(ledger)
    reviewed = apply_review(events, decisions, forwards=forwards, leads=leads)
    return Review(file, data, events, leads, forwards, decisions, wrong, reviewed)


def reader() -> str:
    """Name who decides: the user of this machine, where it has a name for them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def write(review: Review, decisions: Sequence[Decision], *, by: str, on: date) -> tuple[Decision, ...]:
    """Put decisions behind those in the file, and give them with their lines; what stands there stays as it is.

    The file is there whole or as before. Raises ConfigurationError, and writes nothing, where one of the decisions
    could not be carried out.
    """
    from timeline.export.writing import write_files  # noqa: PLC0415 - its room loads pandas

    data = append_decisions(review.data, [replace(row, by=by, on=on) for row in decisions], file=str(review.file))
    rows, _ = read_decisions(data)
    added = rows[len(review.decisions) :]
    lines = {f"line {row.line}" for row in added}
    after = apply_review(review.events, rows, forwards=review.forwards, leads=review.leads)
    for problem in after.problems:
        if problem.place in lines:
            raise ConfigurationError(f"not written: {problem.problem}", file=str(review.file), cure=problem.cure)
    place = review.file.resolve()
    write_files(place.parent, {place.name: data})
    return added


@dataclass(frozen=True, slots=True)
class Imported:
    """A sheet held against the timeline: what was matched, the decisions that follow, and what could not be read."""

    matches: tuple[Match, ...]
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]


def imported(review: Review, sheet: Path, category: str) -> Imported:
    """Hold a hand-made timeline against ours; nothing is written."""
    try:
        data = sheet.read_bytes()
    except OSError as error:
        raise SourceError(
            f"the sheet cannot be read: {error.strerror}", file=str(sheet), cure="name a file that you may open"
        ) from error
    reviewed = review.reviewed
    rows, unread = import_sheet(data, name=sheet.name)
    matches = matched(rows, reviewed.events)
    known = {kind.name for kind in load_rulebook().types} | {event.category for event in review.events}
    if category and category not in known:
        cure = f"use one of {', '.join(sorted(known))}"
        raise ConfigurationError(f"{category!r} is no category", file="--category", cure=cure)
    decisions, problems = decisions_of(
        matches,
        name=sheet.name,
        categories=known,
        category=category,
        accepted=reviewed.accepted,
        first=review.new_number,
    )
    return Imported(matches, decisions, (*unread, *problems))


def _only(start: str, names: Collection[str], kind: str) -> str:
    """The one name that begins so; a whole name is one even where another goes on behind it."""
    found = [start] if start in names else sorted(name for name in names if start and name.startswith(start))
    if len(found) == 1:
        return found[0]
    if not found:
        cure = "look for it with timeline review list --all"
        raise ConfigurationError(f"no {kind} has an id that begins with {start!r}", cure=cure)
    more = f" and {len(found) - _NAMED_AT_MOST} more" if len(found) > _NAMED_AT_MOST else ""
    raise ConfigurationError(
        f"{len(found)} ids begin with {start!r}", cure=f"write more of one: {', '.join(found[:_NAMED_AT_MOST])}{more}"
    )
