"""The files of a run: the tables, the views of them, and what else can be taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from flows.summary import Summary
from timeline.errors import ConfigurationError
from timeline.export import Content, csv_bytes
from timeline.model import Change, Event, Lead, Problem
from timeline.render import png, report_html, svg
from timeline.table import change_frame, lead_frame, mention_frame, problem_frame, timeline_frame

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "CHANGES_FILE",
    "RUN_FILE",
    "TITLE",
    "Published",
    "Tables",
    "content_of",
    "csv_files",
    "picture_files",
    "published",
    "published_or_none",
    "report_files",
    "tables_of",
]

Tables = Mapping[str, "pd.DataFrame"]

TITLE = "Timeline of events"
RUN_FILE = "run.json"
CHANGES_FILE = "changes.csv"


@dataclass(frozen=True, slots=True)
class Published:
    """What a run's folder says of itself: the day it was made for, the state of the ledger it shows, its figures."""

    as_of: date
    state: int
    summary: Summary


_PUBLISHED = TypeAdapter(Published)


def tables_of(
    events: Sequence[Event], changes: Iterable[Change], leads: Iterable[Lead], problems: Sequence[Problem]
) -> Tables:
    """Make the five tables, by name."""
    return {
        "timeline": timeline_frame(events),
        "mentions": mention_frame(events),
        "changes": change_frame(changes),
        "leads": lead_frame(leads),
        "problems": problem_frame(problems),
    }


def content_of(  # noqa: PLR0913 - what a timeline consists of
    events: Sequence[Event],
    changes: Sequence[Change],
    leads: Iterable[Lead],
    problems: Sequence[Problem],
    *,
    as_of: date,
    title: str = TITLE,
    beyond: int = 0,
) -> Content:
    """Put together what files are made from; ``beyond`` events are left out, being too many."""
    return Content(events, changes, tables_of(events, changes, leads, problems), as_of, title, beyond=beyond)


def csv_files(tables: Tables) -> dict[str, bytes]:
    """Give the tables as CSV files."""
    return {f"{name}.csv": csv_bytes(frame) for name, frame in tables.items()}


def report_files(  # noqa: PLR0913 - what a report is made of
    content: Content,
    about: Published,
    *,
    facts: Mapping[str, str] | None = None,
    since: date | None = None,
    left_out: Mapping[str, int] = MappingProxyType({}),
    program: str = "",
) -> dict[str, bytes]:
    """Give the report, and what it takes to make it again.

    ``since`` is the day with which the changes compare, None where there is nothing before. Of a timeline that is too
    large for all of it, ``content`` has a part, and ``left_out`` says how many rows of each table it has not.
    ``program`` is that of the charts, where it was made beforehand.
    """
    shown = about.summary.facts if facts is None else facts
    own = replace(about, summary=replace(about.summary, folder=""))
    page = report_html(
        content.tables,
        title=TITLE,
        as_of=about.as_of,
        facts=shown,
        since=since,
        left_out=left_out,
        program=program,
    )
    return {"report.html": page.encode("utf-8"), RUN_FILE: _PUBLISHED.dump_json(own, indent=2) + b"\n"}


def picture_files(timeline: pd.DataFrame, *, as_of: date) -> dict[str, bytes]:
    """Give the picture of a timeline, as points (PNG) and as lines (SVG)."""
    return {
        "timeline.png": png(timeline, title=TITLE, as_of=as_of),
        "timeline.svg": svg(timeline, title=TITLE, as_of=as_of).encode("utf-8"),
    }


def published(folder: Path) -> Published:
    """Read what a run's folder says of itself.

    Raises ConfigurationError where its file is missing or damaged.
    """
    try:
        return _PUBLISHED.validate_json((folder / RUN_FILE).read_bytes())
    except (OSError, ValidationError) as error:
        cure = "make a new run with `timeline run`"
        raise ConfigurationError("cannot be read", file=str(folder / RUN_FILE), cure=cure) from error


def published_or_none(folder: Path | None) -> Published | None:
    """Read what a run's folder says of itself; None where there is none, or none that can be trusted."""
    try:
        return published(folder) if folder else None
    except ConfigurationError:
        return None
