"""The ``timeline`` command: each command reads its options, calls one verb, and tells its user what came of it."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from flows import export_cli, quick_cli
from flows.given import fetch_options, publishers_of, settings_are_given
from flows.init_cli import init
from flows.ledger_cli import ledger_app
from flows.manifest_cli import add_manifest
from flows.manual import Group, Purpose, documented, examples, exit_codes
from flows.options import (
    AllowPrivate,
    AsOf,
    BenchPart,
    Columns,
    Follow,
    KeepRuns,
    Ledger,
    Offline,
    Out,
    Published,
    Review,
    SourcesOrSeeds,
    Staff,
    Types,
    columns_named,
)
from flows.retention import KEEP_RUNS
from flows.review_cli import review_app
from flows.terminal import errors_told, say, show_what_can_be_shown

__all__ = ["app"]

_FIRST_STEPS = (
    "timeline init",
    "timeline run ~/articles",
    "timeline explain article.txt",
    "timeline export ics -o events.ics",
)

app = typer.Typer(
    name="timeline",
    cls=Group,
    epilog=f"{examples(*_FIRST_STEPS)}\n\n{exit_codes()}",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(*, wanted: bool) -> None:
    if wanted:
        say(f"timeline {version('timeline-of-events')}")
        raise typer.Exit


_UNCONFIGURED = ("init", "doctor")
"""Commands that work where the settings do not: one writes them, the other says what is wrong with them."""


@app.callback()
def main(
    context: typer.Context,
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version.", is_eager=True, callback=lambda wanted: _show_version(wanted=wanted)
        ),
    ] = False,
) -> None:
    """News documents in, a dated timeline of events out."""
    show_what_can_be_shown()
    if context.invoked_subcommand not in _UNCONFIGURED and settings_are_given():
        from flows.configuration import configured, defaults_of  # noqa: PLC0415 - most quick commands start without it

        with errors_told():
            settings = configured()
            context.obj = settings
            context.default_map = defaults_of(settings)


documented(app, "timeline init", purpose=Purpose.MAKE)(init)


@documented(
    app,
    "timeline run",
    "timeline run ~/articles --out results",
    "timeline run https://www.example.org/feed.xml",
    'timeline run https://example.org/news --follow "https://example.org/news/*"',
    "timeline run ~/articles --published 2026-03-31 --as-of 2026-04-01",
    purpose=Purpose.MAKE,
)
def run(  # noqa: PLR0913 - the options of the command
    context: typer.Context,
    sources: SourcesOrSeeds = None,
    *,
    out: Out = Path("outputs"),
    as_of: AsOf = None,
    published: Published = None,
    types: Types = None,
    ledger: Ledger = "timeline.db",
    review: Review = Path("review.csv"),
    columns: Columns = None,
    follow: Follow = None,
    offline: Offline = False,
    allow_private: AllowPrivate = False,
    workers: Staff = None,
    keep_runs: KeepRuns = KEEP_RUNS,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show Prefect's log as well.")] = False,
) -> None:
    """Read documents and publish their timeline: tables, report, picture.

    Each run writes OUT/runs/STAMP/, and OUT/latest leads to the newest. What earlier runs found is kept in the ledger;
    a run reads what is new or changed and ends with what changed, where the files are, and the next command to type.
    """
    from flows.running import run_once  # noqa: PLC0415 - the quick commands start without it

    with errors_told():
        code = run_once(
            sources or [],
            out=out,
            as_of=as_of,
            published=published,
            types=types,
            ledger=ledger,
            review=review,
            publishers=publishers_of(context),
            columns=columns_named(columns),
            fetch=fetch_options(context, follow=follow, offline=offline, allow_private=allow_private),
            workers=workers,
            keep_runs=keep_runs,
            verbose=verbose,
        )
    raise typer.Exit(code)


export_cli.add_to(app)


@documented(app, "timeline history 3f2a91c07be4", "timeline history 3f2a", purpose=Purpose.TAKE)
def history(
    event_id: Annotated[str, typer.Argument(metavar="EVENT_ID", help="An id of timeline.csv, or how it begins.")],
    *,
    ledger: Ledger = "timeline.db",
) -> None:
    """Show how a row of the timeline came about.

    Its reports, what joined them, and what changed in which run.
    """
    from flows.history import tell_history  # noqa: PLC0415 - the quick commands start without it

    with errors_told():
        tell_history(event_id, ledger=ledger)


@documented(
    app,
    "timeline serve ~/articles",
    'timeline serve ~/articles --cron "30 7 * * 1-5" --timezone Europe/Berlin',
    purpose=Purpose.MAKE,
)
def serve(  # noqa: PLR0913 - the options of the command
    context: typer.Context,
    sources: SourcesOrSeeds = None,
    *,
    cron: Annotated[str, typer.Option(metavar="LINE", help="When to run, as a cron line.")] = "0 6 * * *",
    timezone: Annotated[str, typer.Option(metavar="ZONE", help="Time zone of the cron line.")] = "UTC",
    interval: Annotated[
        int | None, typer.Option(min=5, metavar="SECONDS", help="Run every so many seconds instead, to try it.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="Port of the report here.")] = 8080,
    out: Out = Path("outputs"),
    published: Published = None,
    types: Types = None,
    ledger: Ledger = "timeline.db",
    review: Review = Path("review.csv"),
    columns: Columns = None,
    follow: Follow = None,
    offline: Offline = False,
    allow_private: AllowPrivate = False,
    workers: Staff = None,
    keep_runs: KeepRuns = KEEP_RUNS,
) -> None:
    """Run on a schedule and show the report here, until Ctrl-C.

    A run begins at once, then at the hours of the cron line; the newest report is at http://127.0.0.1:8080.
    """
    from flows.running import parameters  # noqa: PLC0415 - the quick commands start without it
    from flows.scheduling import Schedule  # noqa: PLC0415 - the same
    from flows.serve import serve_forever  # noqa: PLC0415 - the same

    with errors_told():
        serve_forever(
            parameters(
                sources or [],
                out=out,
                published=published,
                types=types,
                ledger=ledger,
                review=review,
                publishers=publishers_of(context),
                columns=columns_named(columns),
                fetch=fetch_options(context, follow=follow, offline=offline, allow_private=allow_private),
                workers=workers,
                keep_runs=keep_runs,
            ),
            Schedule(cron=cron, timezone=timezone, interval=interval),
            port=port,
        )


@documented(app, "timeline doctor", purpose=Purpose.CARE)
def doctor() -> None:
    """Check all that a run in this folder depends on.

    Settings, sources, event types, outputs, ledger, decisions and Prefect: what is wrong is named with its cure, and
    nothing is changed.
    """
    from flows.doctor import tell_health  # noqa: PLC0415 - the quick commands start without it

    with errors_told():
        code = tell_health()
    raise typer.Exit(code)


@documented(app, "timeline bench", "timeline bench --part open --json", purpose=Purpose.CARE)
def bench(
    *,
    part: Annotated[
        BenchPart, typer.Option(help="The articles whose text the rules were written with, the unread ones, or all.")
    ] = BenchPart.ALL,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the figures: later ones are held against them.")] = False,
) -> None:
    """Measure quality and speed on the articles that ship with it."""
    from flows.benching import tell_figures  # noqa: PLC0415 - the quick commands start without it

    with errors_told():
        if keep and part is not BenchPart.ALL:
            raise typer.BadParameter("figures are kept of all parts together; leave --part out")
        code = tell_figures(part, as_json=as_json, keep=keep)
    raise typer.Exit(code)


app.add_typer(review_app, name="review", rich_help_panel=Purpose.CORRECT)
quick_cli.add_to(app)
add_manifest(app)
app.add_typer(ledger_app, name="ledger", rich_help_panel=Purpose.CARE)
