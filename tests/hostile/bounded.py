"""Runs over one folder in a process of its own, with a bound on its memory; prints what came of each document."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from time import monotonic

from tests.flows.runs import rows, run

__all__ = ["MEMORY"]

MEMORY = 4_000_000_000
"""Bytes of memory that a run over any files within the bounds may ask for."""


def main(folder: Path) -> None:
    """Read ``folder/articles`` in a bounded process, and print what came of it as JSON."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    begun = monotonic()
    summary = run(folder)
    told = {
        "documents": summary.documents,
        "problems": rows(folder, "problems"),
        "events": summary.events,
        "seconds": round(monotonic() - begun, 1),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
