"""The options that the commands of ``timeline review`` share, and the two steps that most of them take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.now import today
from timeline.review.decisions import REVIEW, Decision

if TYPE_CHECKING:
    from flows.reviewing import Review

__all__ = [
    "FILE",
    "LEDGER",
    "By",
    "Category",
    "Day",
    "EventId",
    "EventIds",
    "File",
    "Title",
    "Why",
    "opened",
    "written",
]

FILE = Path(REVIEW)
LEDGER = "timeline.db"

File = Annotated[Path, typer.Option("--review", metavar="FILE", help="Where the decisions are kept.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; default: the name of the user.")]
Why = Annotated[str, typer.Option("--note", metavar="TEXT", help="The reason, kept with the decision.")]
EventId = Annotated[str, typer.Argument(metavar="ID", help="The event_id, or enough of its beginning.")]
EventIds = Annotated[list[str], typer.Argument(metavar="ID...", help="Event ids, or enough of their beginnings.")]
Day = Annotated[
    str,
    typer.Option(
        "--date", metavar="DATE", help="A day, month or year (2026-03-31, 2026-03, 2026), A/B for a span, or undated."
    ),
]
Category = Annotated[str, typer.Option("--category", help="An event type; `timeline types` lists them.")]
Title = Annotated[str, typer.Option("--title", help="What happened, in a few words.")]


def opened(file: Path, ledger: str) -> Review:
    """Read the timeline and what was decided about it, and tell which rows of that cannot be read."""
    from flows.review_views import tell_problems  # noqa: PLC0415 - the other commands start without it
    from flows.reviewing import open_review  # noqa: PLC0415 - the same

    review = open_review(file, ledger)
    tell_problems(review.wrong)
    return review


def written(review: Review, by: str | None, *decisions: Decision) -> None:
    """Write decisions down as of today, and tell where they stand."""
    from flows.review_views import show_written  # noqa: PLC0415 - as above
    from flows.reviewing import reader, write  # noqa: PLC0415 - the same

    show_written(review, write(review, decisions, by=reader() if by is None else by, on=today()))
