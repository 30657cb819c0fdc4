"""Re-makes the example in ``outputs/example``: the seeds, on a fixed day, as if there had been no run before."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from flows.executor import in_process
from flows.files import csv_files, tables_of, view_files
from flows.records import chunked, gather
from flows.summary import summarise
from timeline.export import write_files
from timeline.ledger import Known, settle
from timeline.reading import survey

__all__ = ["AS_OF", "FILES", "example_files"]

AS_OF = date(2026, 3, 1)
FILES = ("report.html", "timeline.csv", "timeline.png")


def example_files(seeds: Path) -> dict[str, bytes]:
    """Make the files of the example; the same bytes for the same seeds and rules, on every machine and day."""
    found = survey([seeds])
    executor = in_process(None)
    gathered = gather(found, [executor(chunk) for chunk in chunked(found.entries)])
    documents = [record.document.id for record in gathered.records]
    settled = settle(gathered.events, Known(), as_of=AS_OF, documents=documents)
    summary = summarise(
        gathered,
        files=len(found.entries),
        left_out=found.left_out,
        events=settled.events,
        changes=settled.changes,
    )
    tables = tables_of(settled.events, gathered.leads, gathered.problems)
    files = csv_files(tables) | view_files(tables, as_of=AS_OF, facts=summary.facts)
    return {name: files[name] for name in FILES}


if __name__ == "__main__":
    write_files(Path(sys.argv[2]), example_files(Path(sys.argv[1])))
