"""``timeline review``: looks at events and writes down what the reader decides about them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows import review_additions
from flows.manual import Group, documented, examples
from flows.options import Ledger
from flows.review_options import (
    FILE,
    LEDGER,
    By,
    EventId,
    EventIds,
    File,
    Why,
    kept,
    opened,
    written,
)
from flows.terminal import tell_problems
from timeline.errors import ConfigurationError
from timeline.review.decisions import EDITED_FIELDS, Action, Decision

__all__ = ["review_app"]

_TOP = 20

review_app = typer.Typer(cls=Group, rich_markup_mode=None)


def _list(file: Path, ledger: str, top: int | None) -> None:
    from flows.review_views import show_doubts  # noqa: PLC0415 - as above

    with opened(file, ledger) as review:
        tell_problems(review.reviewed.problems)
        show_doubts(review, top)


@review_app.callback(
    invoke_without_command=True,
    epilog=examples("timeline review", "timeline review show 3fa2", "timeline review accept 3fa2 91bc"),
)
def review(context: typer.Context, *, file: File = FILE, ledger: Ledger = LEDGER) -> None:
    """Look at events and correct them, for this and all later runs.

    Without a command it lists what to look at first. What is decided is kept in review.csv and holds on every run.
    """
    if context.invoked_subcommand is None:
        _list(file, ledger, _TOP)


@documented(review_app, "timeline review list --top 50", "timeline review list --all", name="list")
def list_(
    *,
    top: Annotated[int, typer.Option(min=1, metavar="N", help="How many to show.")] = _TOP,
    everything: Annotated[bool, typer.Option("--all", help="Show all of them.")] = False,
    file: File = FILE,
    ledger: Ledger = LEDGER,
) -> None:
    """List events, the doubtful first, with the reason to look at each."""
    _list(file, ledger, None if everything else top)


@documented(review_app, "timeline review show 3fa2")
def show(event_id: EventId, *, file: File = FILE, ledger: Ledger = LEDGER) -> None:
    """Show an event with its evidence and what was decided about it."""
    from flows.review_views import show_event  # noqa: PLC0415 - as above

    with opened(file, ledger) as review:
        show_event(review, review.event(event_id))


@documented(review_app, "timeline review accept 3fa2 91bc")
def accept(event_ids: EventIds, *, why: Why = "", by: By = None, file: File = FILE, ledger: Ledger = LEDGER) -> None:
    """Find events right: they come last in the list."""
    with opened(file, ledger) as review:
        written(review, by, *(Decision(review.event(name).id, Action.ACCEPT, note=why) for name in event_ids))


@documented(review_app, 'timeline review reject 3fa2 --note "an opinion piece"')
def reject(event_ids: EventIds, *, why: Why = "", by: By = None, file: File = FILE, ledger: Ledger = LEDGER) -> None:
    """Take events out of the timeline."""
    with opened(file, ledger) as review:
        written(review, by, *(Decision(review.event(name).id, Action.REJECT, note=why) for name in event_ids))


@documented(
    review_app,
    "timeline review edit 3fa2 date 2025-07-27",
    'timeline review edit 3fa2 title "AI forum in Geneva"',
    'timeline review edit 3fa2 countries "CH; FR"',
)
def edit(  # noqa: PLR0913 - the options of the command
    event_id: EventId,
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD", help="title, category, status, date, announced_on, actors, countries or place."
        ),
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What it should say (several: A; B).")],
    *,
    why: Why = "",
    by: By = None,
    file: File = FILE,
    ledger: Ledger = LEDGER,
) -> None:
    """Set a field of an event, whatever documents say."""
    with opened(file, ledger) as review:
        written(review, by, Decision(review.event(event_id).id, Action.EDIT, _field(field), value, why))


def _field(name: str) -> str:
    if name.casefold() not in EDITED_FIELDS:
        raise ConfigurationError(f"{name!r} is no field of an event", cure=f"use one of {', '.join(EDITED_FIELDS)}")
    return name.casefold()


review_additions.add_to(review_app)


@documented(review_app, "timeline review merge 3fa2 91bc")
def merge(  # noqa: PLR0913 - the options of the command
    event_id: EventId,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The event that both are, under whose id they go on.")],
    *,
    why: Why = "",
    by: By = None,
    file: File = FILE,
    ledger: Ledger = LEDGER,
) -> None:
    """Make two events one."""
    with opened(file, ledger) as review:
        source, target = review.event(event_id).id, review.event(into).id
        written(review, by, Decision(source, Action.MERGE, value=target, note=why))


@documented(review_app, "timeline review show 3fa2", "timeline review split 3fa2 8c01 77de")
def split(  # noqa: PLR0913 - the options of the command
    event_id: EventId,
    mentions: Annotated[list[str], typer.Argument(metavar="MENTION...", help="Mention ids, as `show` has them.")],
    *,
    why: Why = "",
    by: By = None,
    file: File = FILE,
    ledger: Ledger = LEDGER,
) -> None:
    """Make some mentions of an event an event of their own."""
    with opened(file, ledger) as review:
        event = review.event(event_id)
        value = "; ".join(review.mentions(event, mentions))
        written(review, by, Decision(event.id, Action.SPLIT, value=value, note=why))


@documented(review_app, 'timeline review note 3fa2 "ask the ministry"')
def note(
    event_id: EventId,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The note; an empty one takes it away.")],
    *,
    by: By = None,
    file: File = FILE,
    ledger: Ledger = LEDGER,
) -> None:
    """Put a note on an event, in place of the one before."""
    with opened(file, ledger) as review:
        written(review, by, Decision(review.event(event_id).id, Action.NOTE, value=text))


@documented(
    review_app,
    "timeline review tag 3fa2 chips watch",
    "timeline review tag 3fa2 -watch",
    context_settings={"ignore_unknown_options": True},
)
def tag(
    event_id: EventId,
    tags: Annotated[list[str], typer.Argument(metavar="TAG...", help="Tags to put on; -TAG takes one off.")],
    *,
    by: By = None,
    file: File = FILE,
    ledger: Ledger = LEDGER,
) -> None:
    """Put tags on an event, or take them off."""
    for name in tags:
        if name.startswith("--"):
            raise typer.BadParameter(f"no such option: {name}")
    with opened(file, ledger) as review:
        written(review, by, Decision(review.event(event_id).id, Action.TAG, value="; ".join(tags)))


@documented(review_app, "timeline review undo", "timeline review undo 3fa2")
def undo(
    event_id: Annotated[
        str, typer.Argument(metavar="ID", help="The event; without it, the last decision of all.", show_default=False)
    ] = "",
    *,
    by: By = None,
    file: File = FILE,
    ledger: Ledger = LEDGER,
) -> None:
    """Take the last decision on an event back; both are kept."""
    with opened(file, ledger) as review:
        written(review, by, review.undoing(event_id))


@documented(
    review_app,
    "timeline review import my-timeline.xlsx",
    "timeline review import my-timeline.xlsx --category meeting --write",
    name="import",
)
def import_(  # noqa: PLR0913 - the options of the command
    sheet: Annotated[Path, typer.Argument(metavar="SHEET", help="A timeline kept by hand: XLSX or CSV.")],
    *,
    really: Annotated[bool, typer.Option("--write", help="Write the decisions that follow.")] = False,
    category: Annotated[
        str, typer.Option("--category", metavar="TYPE", help="The type of rows that have none of ours.")
    ] = "",
    by: By = None,
    file: File = FILE,
    ledger: Ledger = LEDGER,
) -> None:
    """Take in a timeline kept by hand: XLSX or CSV.

    What both have is accepted, what it alone has is added; without --write it is only shown.
    """
    from flows.review_views import show_import  # noqa: PLC0415 - as above
    from flows.reviewing import imported  # noqa: PLC0415 - the same

    with opened(file, ledger) as review:
        found = imported(review, sheet, category)
        tell_problems(found.problems)
        if really and found.decisions:
            kept(review, by, found.decisions)
        show_import(found, written=really)
