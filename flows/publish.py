"""The flow that makes another view of the newest run: some categories, some days; nothing is read again."""

# Annotations stay values here: a flow that Prefect loads for a scheduled run has its parameters checked by them.

from datetime import date
from pathlib import Path

from prefect import flow

from flows.slices import Slice, republish

__all__ = ["publish_report"]


@flow(name="publish-report")
def publish_report(
    out: str = "outputs",
    into: str = "outputs/report",
    first: date | None = None,
    last: date | None = None,
    categories: list[str] | None = None,
) -> list[str]:
    """Write the report and tables of a part of the newest run in ``out`` to the folder ``into``; name the files."""
    part = Slice(first=first, last=last, categories=frozenset(categories or ()))
    return [str(path) for path in republish(Path(out), Path(into), part)]
