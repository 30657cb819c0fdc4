"""The options that several commands share, each with what it means to its user."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from timeline.events.actors import countries_of
from timeline.model import Status
from timeline.rulebook.words import RULES

__all__ = [
    "About",
    "Actors",
    "AllowPrivate",
    "AsOf",
    "BenchPart",
    "Categories",
    "Columns",
    "Countries",
    "First",
    "Follow",
    "KeepRuns",
    "Kind",
    "Last",
    "Ledger",
    "Offline",
    "Out",
    "Published",
    "Review",
    "Since",
    "Sources",
    "SourcesOrSeeds",
    "Staff",
    "Statuses",
    "Tags",
    "Top",
    "Types",
    "columns_named",
    "country",
    "day",
    "types_like",
]

_COLUMN_FIELDS = ("text", "published", "title", "url", "publisher", "language", "id")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE = re.compile(r"[A-Za-z]{2}")


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


def country(text: str) -> str:
    """Read a country by its name or its two-letter code.

    >>> country("China"), country("cn")
    ('CN', 'CN')
    """
    named = countries_of([text, text.title()])
    if len(named) == 1:
        return named[0]
    if _CODE.fullmatch(text):
        return text.upper()
    raise typer.BadParameter(f"{text!r} is no country known here; write its two-letter code, such as CN")


def columns_named(pairs: Sequence[str] | None) -> dict[str, str]:
    """Read pairs such as text=Body.

    >>> columns_named(["text=Body", "published=Date"])
    {'text': 'Body', 'published': 'Date'}
    """
    named = {}
    for pair in pairs or ():
        field, sign, column = pair.partition("=")
        if not sign or not column or field not in _COLUMN_FIELDS:
            raise typer.BadParameter(f"{pair!r} names no column; write it like text=Body ({', '.join(_COLUMN_FIELDS)})")
        named[field] = column
    return named


def types_like(beginning: str) -> list[str]:
    """The built-in event types that begin so: what a shell completes.

    >>> types_like("l")
    ['legal_action', 'legislation_regulation']
    """
    names = (path.stem for path in (RULES / "events").glob("*.toml"))
    return sorted(name for name in names if name.startswith(beginning))


Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE...", help="Files, folders or manifests to read.", show_default=False)
]
SourcesOrSeeds = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE...",
        help="Files, folders, manifests, addresses of feeds or pages, lists of feeds (OPML); without one, those of "
        "timeline.toml, else ./seeds.",
        show_default=False,
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="FIELD=NAME",
        help="Which column of a table holds text, published, title, url, publisher, language, id; repeatable.",
        show_default=False,
    ),
]
Follow = Annotated[
    list[str] | None,
    typer.Option(
        "--follow",
        metavar="PATTERN",
        help="Read the links of a page that fit (https://site/news/*) in its place; repeatable.",
        show_default=False,
    ),
]
Offline = Annotated[
    bool, typer.Option("--offline/--online", help="Take what earlier runs fetched, and do without the network.")
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private/--public-only", help="Also fetch from this machine and private networks.")
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
Staff = Annotated[
    str | None,
    typer.Option(
        "--workers",
        metavar="N|dask=ADDRESS",
        help="Worker processes (default: one a processor), or a Dask cluster: dask=tcp://host:8786.",
        show_default=False,
    ),
]
KeepRuns = Annotated[
    int, typer.Option("--keep-runs", min=1, metavar="N", help="How many runs' files are kept; the oldest go first.")
]
First = Annotated[
    date | None,
    typer.Option("--from", parser=day, metavar="DATE", help="Only events that end on this day or later."),
]
Last = Annotated[
    date | None,
    typer.Option("--to", parser=day, metavar="DATE", help="Only events that begin on this day or before."),
]
Since = Annotated[
    date | None,
    typer.Option("--since", parser=day, metavar="DATE", help="Only events that are new or changed since this day."),
]
About = Annotated[
    str, typer.Option("--about", metavar="WORDS", help="Only events in whose texts all these words stand.")
]
Categories = Annotated[
    list[str] | None,
    typer.Option(
        "--category", metavar="TYPE", autocompletion=types_like, help="Only events of this type; may be repeated."
    ),
]
Statuses = Annotated[
    list[Status] | None,
    typer.Option("--status", metavar="STATUS", help=f"Only {', '.join(Status)}; may be repeated."),
]
Actors = Annotated[
    list[str] | None, typer.Option("--actor", metavar="NAME", help="Only by whoever bears this name; may be repeated.")
]
Countries = Annotated[
    list[str] | None,
    typer.Option(
        "--country", parser=country, metavar="NAME", help="Only with this country (name or code); may be repeated."
    ),
]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="Only with this tag of yours; may be repeated.")
]
Top = Annotated[int | None, typer.Option("--top", min=1, metavar="N", help="Only so many, those that matter most.")]
