"""Writes a timeline of any size: what holds everything bit by bit, what is for people with the events that matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from flows.files import TITLE, Published, content_of, view_files
from flows.foremost import SHOWN_MENTIONS, SHOWN_ROWS, foremost
from timeline.export import STREAMED, Content, streamed
from timeline.export.streams import batches
from timeline.ledger import Telling
from timeline.model import Change, Lead, Problem
from timeline.render import Panorama
from timeline.table import change_frame, lead_frame, problem_frame, told_frame, worst_first

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Shown", "Told", "shown_files", "write_told"]


@dataclass(frozen=True, slots=True)
class Told:
    """A timeline as files are made from it: ``leads`` gives the dated sentences of no event, as often as asked."""

    events: Telling
    changes: Sequence[Change]
    leads: Callable[[], Iterator[Lead]]
    problems: Sequence[Problem]
    as_of: date
    title: str = TITLE


@dataclass(frozen=True, slots=True)
class Shown:
    """What people are shown of it: the content of their files, how many rows it lacks by table, and all for the eye."""

    content: Content
    left_out: Mapping[str, int]
    panorama: pd.DataFrame


def write_told(told: Told, folder: Path) -> Shown:
    """Write the tables, Parquet and JSON Lines files to a folder, and give what the other files are made from.

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
    return _shown(told, leads, panorama.frame())


def _shown(told: Told, leads: int, panorama: pd.DataFrame) -> Shown:
    """What people are shown of a timeline that has so many leads."""
    chosen = foremost(told.events, {change.event_id for change in told.changes}, told.as_of)
    ids = {brief.id for brief in chosen.briefs}
    known = (change for change in told.changes if change.event_id in ids or change.change == "withdrawn")
    changes = tuple(islice(known, SHOWN_MENTIONS))
    beyond = len(told.events) - len(chosen)
    first = tuple(islice(told.leads(), SHOWN_ROWS))
    problems = sorted(told.problems, key=worst_first)
    content = content_of(
        tuple(chosen), changes, first, problems[:SHOWN_ROWS], as_of=told.as_of, title=told.title, beyond=beyond
    )
    left_out = {
        "timeline": beyond,
        "mentions": told.events.mention_count - chosen.mention_count,
        "changes": len(told.changes) - len(changes),
        "leads": leads - len(first),
        "problems": max(0, len(problems) - SHOWN_ROWS),
    }
    return Shown(content, left_out, panorama)


def shown_files(
    shown: Shown, about: Published, *, facts: Mapping[str, str] | None = None, since: date | None = None
) -> dict[str, bytes]:
    """The files for people, and what it takes to make them again; ``since`` is the day with which changes compare."""
    return view_files(
        shown.content,
        about,
        facts=facts,
        since=since,
        left_out=shown.left_out,
        panorama=shown.panorama,
        without=STREAMED,
    )
