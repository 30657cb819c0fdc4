"""The commands that hand out what the ledger holds: ``report`` a page with its tables, ``export`` one file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.manual import Purpose, documented
from flows.options import Ledger, Out
from flows.selecting import selecting
from flows.terminal import SCREEN, errors_told, hand_out, say
from timeline.errors import ConfigurationError
from timeline.table.selecting import Selection

if TYPE_CHECKING:
    from flows.slices import Republished

__all__ = ["add_to"]


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
    documented(
        app,
        "timeline report --category conference --category meeting",
        "timeline report --from 2025-01-01 --to 2025-12-31 --into year-2025",
        'timeline report --about "export controls" --country China --top 20',
        "timeline report --since-report",
        purpose=Purpose.TAKE,
    )(selecting(report))
    documented(
        app,
        "timeline export ics -o events.ics",
        "timeline export markdown --since 2026-03-01",
        "timeline export xlsx --status planned --status proposed -o ahead.xlsx",
        "timeline export jsonl --top 20",
        purpose=Purpose.TAKE,
    )(selecting(export))


def report(
    *,
    ledger: Ledger = "timeline.db",
    out: Out = Path("outputs"),
    into: Annotated[
        Path | None, typer.Option("--into", metavar="DIR", help="Folder to write; default: OUT/report.")
    ] = None,
    since_report: Annotated[
        bool,
        typer.Option("--since-report", help="Only events that are new or changed since the report that is in DIR."),
    ] = False,
    selection: Selection,
) -> None:
    """Make the report and all files of a part of the timeline.

    They are taken from the ledger: no document is read again.
    """
    from flows.slices import republish  # noqa: PLC0415 - the quick commands start without it

    with errors_told():
        folder = into or out / "report"
        made = republish(ledger, folder, selection, since_report=since_report)
        for line in _told(made, folder, is_news=since_report or selection.since is not None, since_report=since_report):
            say(line)


def _told(made: Republished, folder: Path, *, is_news: bool, since_report: bool) -> Iterator[str]:
    from flows.news import news_lines  # noqa: PLC0415 - as above

    if since_report and not made.before:
        yield f"There is no earlier report in {folder}: this one has everything."
    elif made.before and not made.files:
        yield f"Nothing changed since the report as of {made.before.as_of}; {folder} stays as it was."
    elif made.before:
        yield f"Since the report as of {made.before.as_of}:"
    if is_news:
        yield from news_lines(made.part.content, made.part.gone)
    yield from map(str, made.files)


def export(
    name: Annotated[FormatName, typer.Argument(metavar="FORMAT", help=f"What to write: {', '.join(FormatName)}.")],
    *,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - is the screen.")
    ] = SCREEN,
    ledger: Ledger = "timeline.db",
    selection: Selection,
) -> None:
    """Hand out the timeline, or a part of it, in one format.

    It is taken from the ledger: no document is read again.
    """
    with errors_told():
        _hand_out(name, output, ledger, selection)


def _hand_out(name: FormatName, output: str, ledger: str, selection: Selection) -> None:
    from flows.slices import part_of  # noqa: PLC0415 - the quick commands start without it
    from timeline.export import FORMATS  # noqa: PLC0415 - the same

    form = FORMATS[name]
    if output == SCREEN and not form.is_text and sys.stdout.isatty():
        raise ConfigurationError(f"{name} is not for the screen", cure=f"name a file with -o {form.file}")
    data = form.make(part_of(ledger, selection).content)
    hand_out(data, output)
