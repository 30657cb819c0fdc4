"""The options that the commands of ``timeline review`` share, and the two steps that most of them take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.now import today
from flows.options import types_like
from flows.terminal import errors_told, tell_problems
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
    "kept",
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
Category = Annotated[
    str,
    typer.Option(
        "--category", metavar="TYPE", autocompletion=types_like, help="An event type; `timeline types` lists them."
    ),
]
Title = Annotated[str, typer.Option("--title", metavar="TEXT", help="What happened, in a few words.")]


@contextmanager
def opened(file: Path, ledger: str) -> Iterator[Review]:
    """Read the timeline and what was decided about it; rows that cannot be read are told, and so are errors inside."""
    from flows.reviewing import open_review  # noqa: PLC0415 - the other commands start without it

    with errors_told():
        review = open_review(file, ledger)
        tell_problems(review.wrong)
        yield review


def kept(review: Review, by: str | None, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Write decisions down as of today, in the name of the user where no other is given."""
    from flows.reviewing import reader, write  # noqa: PLC0415 - as above

    return write(review, decisions, by=reader() if by is None else by, on=today())


def written(review: Review, by: str | None, *decisions: Decision) -> None:
    """Write decisions down, and tell where they stand."""
    from flows.review_views import show_written  # noqa: PLC0415 - as above

    show_written(review, kept(review, by, decisions))
