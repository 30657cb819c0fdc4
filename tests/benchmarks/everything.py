"""All measurements of the pipeline, one table each: ``make bench``, or ``python -m tests.benchmarks.everything``.

    python -m tests.benchmarks.everything                         # about ten minutes on two idle cores
    python -m tests.benchmarks.everything 1000 10000 200000       # an hour, and 13 GB of disk
    python -m tests.benchmarks.everything --keep                  # and write the tables of docs/benchmarks.md

The run of 10,000 articles by the flow is measured once, for what the flow costs and for how whole runs grow.
"""

from __future__ import annotations

import os
import platform
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from flows.now import today
from tests.benchmarks import beside, flow_cost, processes, starts, whole_runs
from tests.benchmarks.tables import Table
from timeline.export import write_files

__all__ = ["DOCUMENT", "kept"]

DOCUMENT = Path(__file__).parents[2] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures: python -m tests.benchmarks.everything --keep -->", "<!-- end of figures -->"
_PACKAGES = ("prefect", "pandas", "pyarrow", "altair", "sqlalchemy", "dateparser", "spacy")
_PROCESSOR = Path("/proc/cpuinfo")


def tables(sizes: Sequence[int], *, documents: int) -> Iterator[Table]:
    """The tables, each as soon as it is measured; the flow's cost is that of ``documents`` articles."""
    yield starts.table(starts.measure())
    yield beside.table(beside.measure(beside.DOCUMENTS))
    yield processes.table(processes.DOCUMENTS, *processes.measure(processes.DOCUMENTS))
    cost = flow_cost.measure(documents)
    yield flow_cost.table(cost)
    others = [size for size in sizes if size != documents]
    yield whole_runs.table({documents: cost.flow} | whole_runs.measure(others))


def machine() -> str:
    """Where and when it was measured, with the versions that matter."""
    busy = os.getloadavg()[0]
    versions = ", ".join(f"{name} {found}" for name in _PACKAGES if (found := _version(name)))
    return (
        f"Measured on {today()}: {_processor()}, {os.cpu_count()} processors, of which {busy:.1f} were busy with other"
        f" work when it began; {platform.system()}, Python {platform.python_version()}, {versions}."
    )


def _processor() -> str:
    """The name of the processor, where the system tells it."""
    if not _PROCESSOR.exists():
        return platform.machine()
    lines = _PROCESSOR.read_text(encoding="utf-8").splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def kept(document: str, about: str, found: Sequence[Table]) -> str:
    """The document with these tables in place of those it had.

    >>> kept(f"# A{BEGIN}old{END}\\n", "now", []) == f"# A{BEGIN}\\n\\nnow\\n\\n{END}\\n"
    True
    """
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    parts = [about, *(table.markdown.rstrip("\n") for table in found)]
    figures = "\n\n".join(parts)
    return f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}"


def main() -> None:
    """Measure everything, print it, and keep it where that is asked for."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=whole_runs.SIZES)
    parser.add_argument("--documents", type=int, default=flow_cost.DOCUMENTS, help="articles for the flow's cost")
    parser.add_argument("--keep", action="store_true", help=f"write the tables of {DOCUMENT.name}")
    asked = parser.parse_args()
    about = machine()
    sys.stdout.write(f"{about}\n\n")
    found = []
    for table in tables(asked.sizes, documents=asked.documents):
        sys.stdout.write(f"{table.text}\n")
        sys.stdout.flush()
        found.append(table)
    if asked.keep:
        text = kept(DOCUMENT.read_text(encoding="utf-8"), about, found)
        write_files(DOCUMENT.parent, {DOCUMENT.name: text.encode()})
        sys.stdout.write(f"kept in {DOCUMENT}\n")


if __name__ == "__main__":
    main()
