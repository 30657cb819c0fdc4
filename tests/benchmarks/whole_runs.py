"""Whole runs of the flow, and how they grow with the number of articles: ``python -m tests.benchmarks.whole_runs``.

    python -m tests.benchmarks.whole_runs 1000 10000 200000

From text to ledger, CSV, Parquet, JSON Lines and report, with two worker processes and a Prefect server on loopback.
"Two idle cores" is what the processors counted: the run's own time behind half of the time of its workers, so that
other work on the machine is no part of it. 200,000 articles take half an hour and 13 GB of disk.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.articles import write
from tests.benchmarks.runs import Work, run, server
from tests.benchmarks.tables import Table, Target

__all__ = ["SIZES", "growth", "measure", "table"]

SIZES = (1_000, 10_000)
LEAST_A_SECOND = 100
FOR_THE_RATE = 10_000
MOST_GROWTH = 1.15
"""So many times what a smaller run takes for a document, at most: indexes and memory grow too."""
MOST_MEMORY = 1_500
"""Megabytes of the process that publishes, at its peak."""
FOR_MEMORY = 200_000


def measure(sizes: Sequence[int]) -> dict[int, Work]:
    """One run of each size by the flow, each with articles and a ledger of its own."""
    with server() as prefect:
        found = {}
        for size in sizes:
            with TemporaryDirectory() as folder:
                write(Path(folder) / "articles", size)
                found[size] = run("flow", Path(folder) / "articles", Path(folder), server=prefect)
        return found


def growth(runs: Mapping[int, Work]) -> float:
    """What an article takes in the largest run, as a multiple of what it takes in the smallest."""
    smallest, largest = min(runs), max(runs)
    return runs[largest].alone / largest / (runs[smallest].alone / smallest)


def table(runs: Mapping[int, Work]) -> Table:
    """A line for each size."""
    targets = []
    if FOR_THE_RATE in runs:
        rate = FOR_THE_RATE / runs[FOR_THE_RATE].alone
        name = f"articles a second on two idle cores, {FOR_THE_RATE:,} articles"
        targets.append(Target(name, rate, LEAST_A_SECOND, at_least=True))
    if len(runs) > 1:
        name = f"growth from {min(runs):,} to {max(runs):,} articles, times linear"
        targets.append(Target(name, growth(runs), MOST_GROWTH))
    if FOR_MEMORY in runs:
        memory = runs[FOR_MEMORY].memory
        targets.append(Target(f"memory of the run of {FOR_MEMORY:,} articles", memory, MOST_MEMORY, " MB"))
    sizes = sorted(runs)
    return Table(
        title="Whole runs: from text to ledger, CSV, Parquet, JSON Lines and report",
        command=f"python -m tests.benchmarks.whole_runs {' '.join(map(str, sizes))}",
        head=(
            "articles",
            "clock, s",
            "processor: run, s",
            "workers, s",
            "articles a second by the clock",
            "on two idle cores",
            "memory of the run, MB",
        ),
        rows=[_row(size, runs[size]) for size in sizes],
        targets=targets,
    )


def _row(size: int, work: Work) -> tuple[str, ...]:
    seconds = (f"{one:.1f}" for one in (work.clock, work.own, work.workers))
    rates = (f"{size / one:.0f}" for one in (work.clock, work.alone))
    return (f"{size:,}", *seconds, *rates, f"{work.memory:,.0f}")


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    sys.stdout.write(table(measure(parser.parse_args().sizes)).text)


if __name__ == "__main__":
    main()
