"""Re-makes the example in ``outputs/example``: the seeds, on a fixed day, as if there had been no run before."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from flows.executor import in_process
from flows.files import Published, content_of, csv_files, picture_files, report_files
from flows.summary import Read, summarise
from flows.takings import TAKING, orders, scope_of
from timeline.export import write_files
from timeline.ledger import Run, open_ledger
from timeline.reading import survey

__all__ = ["AS_OF", "FILES", "example_files"]

AS_OF = date(2026, 3, 1)
FILES = ("report.html", "timeline.csv", "timeline.png")
IN_MEMORY = "sqlite://"


def example_files(seeds: Path) -> dict[str, bytes]:
    """Make the files of the example; the same bytes for the same seeds and rules, on every machine and day."""
    found = survey([seeds])
    ledger = open_ledger(IN_MEMORY)
    ledger.prepare()
    ledger.stage([taken for taken in in_process(TAKING, None)(orders(found.entries, ledger)) if taken])
    with ledger.draft(scope_of(found), Run("", AS_OF)) as draft, draft.telling() as events:
        problems = draft.problems()
        read = Read(len(found.entries), len(found.entries), found.left_out)
        summary = summarise(events, problems, draft.changes.counted(), tally=draft.tally(), read=read)
        content = content_of(tuple(events), tuple(draft.changes), draft.leads(), problems, as_of=AS_OF)
    files = csv_files(content.tables) | report_files(content, Published(AS_OF, 1, summary))
    files |= picture_files(content.tables["timeline"], as_of=AS_OF)
    return {name: files[name] for name in FILES}


if __name__ == "__main__":
    write_files(Path(sys.argv[2]), example_files(Path(sys.argv[1])))
