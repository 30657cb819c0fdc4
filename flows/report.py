"""The flow that makes another view of what the ledger holds: some days, some types; nothing is read again."""

# Annotations stay values here: a flow that Prefect loads for a scheduled run has its parameters checked by them.

from datetime import date
from pathlib import Path

from prefect import flow

from flows.selecting import selection_of
from flows.slices import republish
from timeline.model import Status

__all__ = ["publish_report"]


@flow(name="publish-report")
def publish_report(  # noqa: PLR0913, PLR0917 - a flow's parameters are what a deployment can set
    ledger: str = "timeline.db",
    into: str = "outputs/report",
    first: date | None = None,
    last: date | None = None,
    since: date | None = None,
    about: str = "",
    categories: list[str] | None = None,
    statuses: list[Status] | None = None,
    actors: list[str] | None = None,
    countries: list[str] | None = None,
    tags: list[str] | None = None,
    top: int | None = None,
    since_report: bool = False,  # noqa: FBT001, FBT002 - as above
) -> list[str]:
    """Write the report and tables of a part of the ledger to the folder ``into``; name the files.

    With ``since_report`` they hold what changed since the report that is there; where nothing did, it stays.
    """
    selection = selection_of(
        first=first,
        last=last,
        since=since,
        about=about,
        category=categories,
        status=statuses,
        actor=actors,
        country=countries,
        tag=tags,
        top=top,
    )
    return [str(path) for path in republish(ledger, Path(into), selection, since_report=since_report).files]
