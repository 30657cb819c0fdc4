"""The options that several commands share, each with what it means to its user."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "AsOf",
    "BenchPart",
    "Kind",
    "Ledger",
    "Out",
    "Published",
    "Review",
    "Sources",
    "SourcesOrSeeds",
    "Types",
    "day",
    "examples",
]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Kind(StrEnum):
    """What a text tells of: the days around its publication, or another time."""

    AUTO = "auto"
    NEWS = "news"
    NARRATIVE = "narrative"

    @property
    def is_narrative(self) -> bool | None:
        """The same as the library takes it; None leaves it to the years that a text names."""
        return None if self is Kind.AUTO else self is Kind.NARRATIVE


class BenchPart(StrEnum):
    """The articles of the benchmark to measure on."""

    OPEN = "open"
    UNREAD = "unread"
    ALL = "all"


def day(text: str) -> date:
    """Read a day as it is written in all our tables."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise typer.BadParameter(f"{text!r} is no day; write it like 2026-03-31")


def examples(*commands: str) -> str:
    """Put examples at the end of a command's help, one a line."""
    return "\n".join(("\b", "Examples:", *(f"  {command}" for command in commands)))


Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE...", help="Files, folders or manifests to read.", show_default=False)
]
SourcesOrSeeds = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCE]...", help="Files, folders or manifests; without one: ./seeds.", show_default=False
    ),
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the results of all runs.")]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=day, metavar="DATE", help="The day the report is made for; default: today."),
]
Published = Annotated[
    date | None,
    typer.Option("--published", parser=day, metavar="DATE", help="Publication day of documents that have none."),
]
Types = Annotated[
    Path | None,
    typer.Option("--types", metavar="DIR", help="Your own event types: a folder of rule files.", show_default=False),
]
Ledger = Annotated[
    str, typer.Option("--ledger", metavar="PATH", help="What the runs remember: a file or a database URL.")
]
Review = Annotated[
    Path, typer.Option("--review", metavar="FILE", help="The reader's decisions; see `timeline review`.")
]
