"""What a run leaves in Prefect's pages for the operator: how far it is, what came of it, and where the report is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)

from flows.summary import Summary

__all__ = ["link_report", "progress_shown", "show_summary", "summary_page"]

STEP = 10
"""Percent from one update to the next: each is a call to the server."""

WHOLE = 100


def progress_shown(total: int) -> Callable[[int], None]:
    """Show how many of ``total`` files are done; give what is called with the number done."""
    shown = create_progress_artifact(0.0, key="timeline-progress", description=f"Reading {total:,} files")
    assert isinstance(shown, UUID)
    last = 0

    def update(done: int) -> None:
        nonlocal last
        percent = WHOLE * done // total
        if percent >= last + STEP or percent == WHOLE:
            last = percent
            update_progress_artifact(shown, float(percent), description=f"Read {done:,} of {total:,} files")

    return update


def show_summary(summary: Summary) -> None:
    """Show the figures of a run, and what it changed."""
    create_markdown_artifact(
        summary_page(summary), key="timeline-summary", description="What this run read and changed"
    )


def summary_page(summary: Summary) -> str:
    """Write the figures as a block of code, where no text of a document is markup, and below them the run's summary."""
    figures = "\n".join(f"    {line}" for text in summary.lines() for line in text.splitlines())
    told = Path(summary.folder) / "summary.md"
    changes = told.read_text(encoding="utf-8") if summary.folder else "Nothing new was published.\n"
    return f"{figures}\n\n{changes}"


def link_report(summary: Summary, out: Path, *, shown_at: str) -> None:
    """Link the report of the run: where the outputs are served, or else as a file of this machine."""
    folder = Path("runs", Path(summary.folder).name) if summary.folder else Path("latest")
    report = folder / "report.html"
    link = f"{shown_at.rstrip('/')}/{report.as_posix()}" if shown_at else (out.absolute() / report).as_uri()
    create_link_artifact(link, link_text="Report", key="timeline-report", description="The report after this run")
