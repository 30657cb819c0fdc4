"""``timeline review add`` and ``promote``: events that the reader adds, or makes of a sentence that the rules left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.manual import documented
from flows.options import Ledger
from flows.review_options import FILE, LEDGER, By, Category, Day, File, Title, Why, opened, written
from timeline.model import Status
from timeline.review.decisions import Action, Decision

if TYPE_CHECKING:
    from flows.reviewing import Review

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add both commands to ``timeline review``."""
    documented(
        app,
        'timeline review add --title "A forum" --category conference --date 2025-10',
        "timeline review add --title Ban --category export_control --date 2025-08-01",
    )(add)
    documented(app, "timeline review promote article@1204 --category meeting --title Talks")(promote)


def add(  # noqa: PLR0913 - the options of the command
    *,
    title: Title,
    category: Category,
    date: Day,
    status: Annotated[str, typer.Option(metavar="STATUS", help=f"One of {', '.join(Status)}.")] = "",
    actors: Annotated[str, typer.Option(metavar="NAMES", help="Who does it (several: A; B).")] = "",
    countries: Annotated[str, typer.Option(metavar="CODES", help="Two-letter codes (several: DE; FR).")] = "",
    place: Annotated[str, typer.Option(metavar="NAME", help="Where it takes place.")] = "",
    source: Annotated[str, typer.Option(metavar="URL", help="Where it is from.")] = "",
    why: Why = "",
    by: By = None,
    file: File = FILE,
    ledger: Ledger = LEDGER,
) -> None:
    """Add an event that no document tells; its evidence is your word."""
    fields = {
        "title": title,
        "category": category,
        "date": date,
        "status": status,
        "actors": actors,
        "countries": countries,
        "place": place,
        "source": source,
    }
    with opened(file, ledger) as review:
        written(review, by, *_rows(review, Action.ADD, fields, why))


def promote(  # noqa: PLR0913 - the options of the command
    lead: Annotated[
        str, typer.Argument(metavar="DOCUMENT@OFFSET", help="document_id and quote_start, as leads.csv has them.")
    ],
    *,
    category: Category,
    title: Title = "",
    date: Day = "",
    why: Why = "",
    by: By = None,
    file: File = FILE,
    ledger: Ledger = LEDGER,
) -> None:
    """Make an event of a dated sentence that the rules left."""
    fields = {"": lead, "category": category, "title": title, "date": date}
    with opened(file, ledger) as review:
        written(review, by, *_rows(review, Action.PROMOTE, fields, why))


def _rows(review: Review, action: Action, fields: dict[str, str], why: str) -> list[Decision]:
    """The rows of a new event; the reason stands in the first one."""
    name = f"new-{review.new_number}"
    given = {field: value for field, value in fields.items() if value}
    return [
        Decision(name, action, field, value, "" if number else why)
        for number, (field, value) in enumerate(given.items())
    ]
