"""The commands that look into documents or rules at once: no flow, no ledger, no output folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.inspecting import check_types, list_types, tell_dates, tell_mentions, tell_why
from flows.manual import Group, Purpose, documented, examples
from flows.options import Columns, Kind, Published, Sources, Types, columns_named
from flows.terminal import errors_told
from timeline.dates import DateOrder

__all__ = ["add_to"]

types_app = typer.Typer(cls=Group, rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    """Add them to the ``timeline`` command."""
    documented(
        app,
        "timeline mentions article.txt",
        "timeline mentions ~/articles -o mentions.csv",
        "timeline mentions export.csv --columns text=Body",
        "cat article.txt | timeline mentions -",
        purpose=Purpose.LOOK,
    )(mentions)
    documented(
        app,
        "timeline dates article.txt --published 2026-03-31",
        "timeline dates ~/articles > dates.jsonl",
        "timeline dates history.txt --kind narrative",
        "timeline dates article.txt --date-order DMY",
        purpose=Purpose.LOOK,
    )(dates)
    documented(
        app,
        "timeline explain article.txt --published 2026-03-31",
        "timeline explain article.txt --html why.html",
        purpose=Purpose.LOOK,
    )(explain)
    app.add_typer(types_app, name="types", invoke_without_command=True, rich_help_panel=Purpose.LOOK)


def mentions(
    sources: Sources,
    *,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - is the screen.")
    ] = "-",
    published: Published = None,
    types: Types = None,
    columns: Columns = None,
) -> None:
    """Extract the event mentions of documents as CSV.

    No flow, no ledger and no outputs folder: the table goes to the screen or to one file.
    """
    with errors_told():
        code = tell_mentions(sources, output=output, published=published, types=types, columns=columns_named(columns))
    raise typer.Exit(code)


def dates(
    sources: Sources,
    *,
    published: Published = None,
    kind: Annotated[
        Kind,
        typer.Option(
            help="Whether dates without a year lie around publication (news) or around the date told last (narrative); "
            "auto: by the years that a document names."
        ),
    ] = Kind.AUTO,
    date_order: Annotated[
        DateOrder | None,
        typer.Option(
            help="What 03/02/2026 means. Without it such a date stays undated, unless another of the same text tells "
            "day and month apart."
        ),
    ] = None,
    columns: Columns = None,
) -> None:
    """Show every date expression and what it means, as JSON lines."""
    with errors_told():
        code = tell_dates(
            sources,
            published=published,
            narrative=kind.is_narrative,
            date_order=date_order,
            columns=columns_named(columns),
        )
    raise typer.Exit(code)


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to explain.")],
    *,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="PAGE", help="Write it as a page instead, with the text marked.")
    ] = None,
    published: Published = None,
    types: Types = None,
) -> None:
    """Show what was found in a file, and what was rejected and why.

    Each date and each event with its rule, the day it was counted from, and the readings that lost.
    """
    with errors_told():
        code = tell_why(file, published=published, types=types, html=html)
    raise typer.Exit(code)


@types_app.callback(
    epilog=examples(
        "timeline types",
        "timeline types check my-types/",
    )
)
def types_(context: typer.Context) -> None:
    """List the event types, or check your own."""
    if context.invoked_subcommand is None:
        with errors_told():
            list_types()


@documented(types_app, "timeline types check my-types/", name="check")
def types_check(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A rule file, or a folder of them.")],
) -> None:
    """Check rule files of your own as strictly as the built-in ones."""
    with errors_told():
        code = check_types(path)
    raise typer.Exit(code)
