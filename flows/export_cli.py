"""The commands that hand out what the ledger holds: ``report`` a page with its tables, ``export`` one file."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.options import (
    About,
    Actors,
    Categories,
    Countries,
    First,
    Last,
    Ledger,
    Out,
    Since,
    Statuses,
    Tags,
    Top,
    examples,
)
from flows.terminal import errors_told, say
from timeline.errors import ConfigurationError
from timeline.table.selecting import Selection

__all__ = ["add_to"]

SCREEN = "-"


class FormatName(StrEnum):
    """The formats of ``timeline.export.FORMATS``, named here so that ``--help`` need not load what makes them."""

    CSV = "csv"
    MENTIONS_CSV = "mentions-csv"
    CHANGES_CSV = "changes-csv"
    LEADS_CSV = "leads-csv"
    PROBLEMS_CSV = "problems-csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    PARQUET = "parquet"
    MENTIONS_PARQUET = "mentions-parquet"
    CHANGES_PARQUET = "changes-parquet"
    LEADS_PARQUET = "leads-parquet"
    PROBLEMS_PARQUET = "problems-parquet"
    ICS = "ics"
    TIMELINEJS = "timelinejs"
    ATOM = "atom"
    MARKDOWN = "markdown"
    DATAPACKAGE = "datapackage"


def add_to(app: typer.Typer) -> None:
    """Add both commands to the ``timeline`` command."""
    app.command(
        epilog=examples(
            "timeline report --category conference --category meeting",
            "timeline report --from 2025-01-01 --to 2025-12-31 --into year-2025",
            'timeline report --about "export controls" --country China --top 20',
        )
    )(report)
    app.command(
        epilog=examples(
            "timeline export ics -o events.ics",
            "timeline export markdown --since 2026-03-01",
            "timeline export xlsx --status planned --status proposed -o ahead.xlsx",
            "timeline export jsonl --top 20",
        )
    )(export)


def report(  # noqa: PLR0913 - the options of the command
    *,
    ledger: Ledger = "timeline.db",
    out: Out = Path("outputs"),
    into: Annotated[
        Path | None, typer.Option("--into", metavar="DIR", help="Folder to write; default: OUT/report.")
    ] = None,
    first: First = None,
    last: Last = None,
    since: Since = None,
    about: About = "",
    category: Categories = None,
    status: Statuses = None,
    actor: Actors = None,
    country: Countries = None,
    tag: Tags = None,
    top: Top = None,
) -> None:
    """Make the report and all files of a part of the timeline, without reading documents again."""
    from flows.slices import republish  # noqa: PLC0415 - the quick commands start without it

    with errors_told():
        selection = Selection(
            first,
            last,
            since,
            about,
            frozenset(category or ()),
            frozenset(status or ()),
            frozenset(actor or ()),
            frozenset(country or ()),
            frozenset(tag or ()),
            top,
        )
        for path in republish(ledger, into or out / "report", selection):
            say(str(path))


def export(  # noqa: PLR0913 - the options of the command
    name: Annotated[FormatName, typer.Argument(metavar="FORMAT", help="What to write.")],
    *,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - is the screen.")
    ] = SCREEN,
    ledger: Ledger = "timeline.db",
    first: First = None,
    last: Last = None,
    since: Since = None,
    about: About = "",
    category: Categories = None,
    status: Statuses = None,
    actor: Actors = None,
    country: Countries = None,
    tag: Tags = None,
    top: Top = None,
) -> None:
    """Hand out the timeline, or a part of it, in one format, without reading documents again."""
    with errors_told():
        selection = Selection(
            first,
            last,
            since,
            about,
            frozenset(category or ()),
            frozenset(status or ()),
            frozenset(actor or ()),
            frozenset(country or ()),
            frozenset(tag or ()),
            top,
        )
        _hand_out(name, output, ledger, selection)


def _hand_out(name: FormatName, output: str, ledger: str, selection: Selection) -> None:
    from flows.slices import part_of  # noqa: PLC0415 - the quick commands start without it
    from timeline.export import FORMATS, write_files  # noqa: PLC0415 - the same

    form = FORMATS[name]
    if output == SCREEN and not form.is_text and sys.stdout.isatty():
        raise ConfigurationError(f"{name} is not for the screen", cure=f"name a file with -o {form.file}")
    data = form.make(part_of(ledger, selection).content)
    if output == SCREEN:
        typer.echo(data, nl=False)
    else:
        path = Path(output)
        write_files(path.parent, {path.name: data})
