"""``timeline ledger``: what the ledger holds, copies of it, and sources that are to be forgotten."""

from __future__ import annotations

import os
from contextlib import closing
from typing import Annotated

import typer

from flows.manual import Group, documented, examples
from flows.now import stamp, today
from flows.options import Ledger
from flows.terminal import errors_told, say
from timeline.errors import ConfigurationError

__all__ = ["ledger_app"]

ledger_app = typer.Typer(cls=Group, rich_markup_mode=None)


@ledger_app.callback(
    invoke_without_command=True,
    epilog=examples(
        "timeline ledger",
        "timeline ledger copy timeline.db postgresql+psycopg://me@server/timeline",
        "timeline ledger forget old-articles",
    ),
)
def show(context: typer.Context, *, ledger: Ledger = "timeline.db") -> None:
    """Show what the runs remember; copy it, or forget a source."""
    if context.invoked_subcommand is None:
        with errors_told():
            _show(ledger)


def _show(where: str) -> None:
    from timeline.ledger import open_ledger  # noqa: PLC0415 - the quick commands start without it

    with closing(open_ledger(where)) as book, book.view() as view:
        tally, sources = view.tally(), view.sources()
    if not tally.runs:
        say(f"{book.name}: no run yet; `timeline run` makes one")
        return
    say(f"{'Runs:':<12}{tally.runs:,}")
    say(f"{'Documents:':<12}{tally.documents:,}")
    for source in sources:
        say(f"  {source.name}: {source.documents:,} (last changed as of {source.as_of})")


@documented(
    ledger_app,
    "timeline ledger copy timeline.db copy-of-timeline.db",
    "timeline ledger copy timeline.db postgresql+psycopg://me@server/timeline",
)
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A ledger: a file or a database URL.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty database, or a file that is not there yet.")],
) -> None:
    """Copy a ledger: as a backup, or from a file to PostgreSQL.

    It may be done while a run is under way. Later runs name the copy with --ledger.
    """
    from timeline.ledger import open_ledger  # noqa: PLC0415 - the quick commands start without it

    with errors_told():
        with closing(open_ledger(source)) as old, closing(open_ledger(target)) as new:
            counts = old.copy_to(new)
        for table, number in counts.items():
            say(f"{table:<12}{number:>10,}")


@documented(ledger_app, "timeline ledger forget old-articles")
def forget(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A folder, manifest, file or address that was read.")],
    *,
    ledger: Ledger = "timeline.db",
) -> None:
    """Withdraw all documents of a source that is read no more.

    The next run publishes the timeline without them.
    """
    with errors_told():
        _forget(source, ledger)


def _forget(source: str, where: str) -> None:
    from timeline.ledger import Run, Scope, open_ledger  # noqa: PLC0415 - the quick commands start without it
    from timeline.reading import Source  # noqa: PLC0415 - the same
    from timeline.reading.addresses import is_address, plain  # noqa: PLC0415 - the same

    with closing(open_ledger(where)) as book:
        with book.view() as view:
            known = {one.name for one in view.sources()}
        where_it_is = plain(source) if is_address(source) else os.path.realpath(source)
        name = source if source in known else where_it_is
        if name not in known:
            cure = f"name one of these: {', '.join(sorted(known))}" if known else "make a run first with `timeline run`"
            raise ConfigurationError(f"no run has read {source}", file=where, cure=cure)
        run, scope = Run(stamp(), today()), Scope((), (Source(name, lists=True),))
        beside = book.file.parent if book.file else None
        with book.claimed(), book.draft(scope, run, folder=beside) as draft:
            draft.forget(name)
            draft.commit()
            changes = {change.event_id for change in draft.changes}
    say(f"{source}: {draft.moved.documents:,} documents withdrawn, {len(changes):,} events changed")
    say("The next `timeline run` publishes the timeline without them.")
