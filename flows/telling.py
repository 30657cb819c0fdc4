"""Writes a timeline of any size: what holds everything bit by bit, what is for people with the events that matter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from flows.beside import Begin, beside
from flows.files import TITLE, Published, content_of, picture_files, report_files
from flows.foremost import SHOWN_MENTIONS, SHOWN_ROWS, foremost
from timeline.export import STREAMED, Content, files_of, streamed
from timeline.export.streams import batches
from timeline.ledger import Telling
from timeline.model import Change, Lead, Problem
from timeline.render import Panorama, chart_program
from timeline.table import change_frame, lead_frame, problem_frame, told_frame, worst_first

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Makers", "Shown", "Told", "Written", "makers", "shown_of", "views_of", "write_told"]

WORTH_A_PROCESS = 10_000
"""Mentions of which the files for people take five seconds, and a process to make them in one."""


@dataclass(frozen=True, slots=True)
class Told:
    """A timeline as files are made from it: ``leads`` gives the dated sentences of no event, as often as asked."""

    events: Telling
    changes: Collection[Change]
    leads: Callable[[], Iterator[Lead]]
    problems: Sequence[Problem]
    as_of: date
    title: str = TITLE


@dataclass(frozen=True, slots=True)
class Written:
    """What was seen of it while its tables were written: how many leads there are, and all events for the eye."""

    leads: int
    panorama: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Shown:
    """What people are shown of a timeline, and the files of it to take away (workbook, calendar, feed), begun with."""

    content: Content
    others: Callable[[], dict[str, bytes]]


@dataclass(frozen=True, slots=True)
class Makers:
    """What makes files for people beside what writes the tables; ``program``, that of the charts, was begun."""

    begin: Begin
    program: Callable[[], str]


@contextmanager
def makers(told: Told, *, at_once: int | None = None) -> Iterator[Makers]:
    """Begin with what takes long and needs no event, while it is still to be seen which of them people are shown.

    Of a large timeline files are made in a process of their own, unless only one may work ``at_once``.
    """
    with beside(worth=told.events.mention_count >= WORTH_A_PROCESS, at_once=at_once) as begin:
        yield Makers(begin, begin(partial(chart_program)))


def shown_of(told: Told, made: Makers) -> Shown:
    """What people are shown of a timeline in files that hold only so many events, mentions, leads and problems.

    The files to take away are begun with, while the tables are still to be written.
    """
    chosen = foremost(told.events, {change.event_id for change in told.changes}, told.as_of)
    ids = {brief.id for brief in chosen.briefs}
    known = (change for change in told.changes if change.event_id in ids or change.change == "withdrawn")
    content = content_of(
        tuple(chosen),
        tuple(islice(known, SHOWN_MENTIONS)),
        tuple(islice(told.leads(), SHOWN_ROWS)),
        sorted(told.problems, key=worst_first)[:SHOWN_ROWS],
        as_of=told.as_of,
        title=told.title,
        beyond=len(told.events) - len(chosen),
    )
    return Shown(content, made.begin(partial(files_of, content, without=STREAMED)))


def write_told(told: Told, folder: Path) -> Written:
    """Write the tables, Parquet and JSON Lines files to a folder.

    However many events, mentions and leads there are, a batch of them is in memory. Raises ConfigurationError where the
    folder cannot be written.
    """
    panorama = Panorama()
    leads = 0
    with streamed(folder) as streams:
        for frame in streams.tell(told.events):
            panorama.add(frame)
        for mentions in batches(told.events.mentions()):
            streams.write("mentions", told_frame(mentions))
        for batch in batches(told.leads()):
            leads += len(batch)
            streams.write("leads", lead_frame(batch))
        for changes in batches(told.changes):
            streams.write("changes", change_frame(changes))
        for problems in batches(sorted(told.problems, key=worst_first)):
            streams.write("problems", problem_frame(problems))
    return Written(leads, panorama.frame())


def views_of(  # noqa: PLR0913 - what the views of a timeline need to know
    told: Told,
    shown: Shown,
    written: Written,
    about: Published,
    made: Makers,
    *,
    facts: Mapping[str, str] | None = None,
    since: date | None = None,
) -> dict[str, bytes]:
    """All files for people, and what it takes to make them again; ``since`` is what changes compare with."""
    content = shown.content
    pictures = made.begin(partial(picture_files, written.panorama, as_of=about.as_of))
    left_out = {
        "timeline": content.beyond,
        "mentions": told.events.mention_count - len(content.tables["mentions"]),
        "changes": len(told.changes) - len(content.changes),
        "leads": written.leads - len(content.tables["leads"]),
        "problems": len(told.problems) - len(content.tables["problems"]),
    }
    report = report_files(content, about, facts=facts, since=since, left_out=left_out, program=made.program())
    return report | shown.others() | pictures()
