"""What Prefect costs: a run by the flow beside the same run by the library, ``python -m tests.benchmarks.flow_cost``.

    python -m tests.benchmarks.flow_cost 10000 [--rounds 1]

Both read the same articles with the same number of worker processes, stage, merge and publish them in a ledger of their
own, and write the same files, which is checked. The Prefect server runs on loopback. Runs take turns, each in a process
of its own.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.articles import write
from tests.benchmarks.runs import Server, Work, files_of, run, server
from tests.benchmarks.tables import Table, Target

__all__ = ["DOCUMENTS", "Cost", "measure", "table"]

DOCUMENTS = 10_000
MOST_PERCENT = 15


@dataclass(frozen=True, slots=True)
class Cost:
    """One run of so many documents by each way, and the seconds of the processor that the server took meanwhile."""

    documents: int
    library: Work
    flow: Work
    server: float

    @property
    def percent(self) -> float:
        """What the flow's processes take beyond those of the library, by the processor."""
        return 100 * (self.flow.processor / self.library.processor - 1)

    @property
    def percent_with_server(self) -> float:
        """The same with the server's time, which a server elsewhere would take elsewhere."""
        return 100 * ((self.flow.processor + self.server) / self.library.processor - 1)

    @property
    def percent_by_clock(self) -> float:
        """What one waits longer."""
        return 100 * (self.flow.clock / self.library.clock - 1)


def measure(documents: int, *, rounds: int = 1) -> Cost:
    """The round of median cost; the files of both ways are held against each other."""
    with TemporaryDirectory() as folder, server() as prefect:
        articles = Path(folder) / "articles"
        write(articles, documents)
        costs = [_round(documents, articles, Path(folder) / str(number), prefect) for number in range(rounds)]
    middle = median(cost.percent for cost in costs)
    return min(costs, key=lambda cost: abs(cost.percent - middle))


def _round(documents: int, articles: Path, folder: Path, prefect: Server) -> Cost:
    library = run("library", articles, folder / "library")
    before = prefect.processor()
    flow = run("flow", articles, folder / "flow", server=prefect)
    cost = Cost(documents, library, flow, prefect.processor() - before)
    if files_of(folder / "library") != files_of(folder / "flow"):
        message = "the library and the flow wrote different files: the comparison would be of two things"
        raise AssertionError(message)
    return cost


def table(cost: Cost) -> Table:
    """Both ways side by side."""
    rows = [_row("library", cost.library, 0.0), _row("Prefect flow", cost.flow, cost.server)]
    return Table(
        title=f"What the flow costs, on {cost.documents:,} articles",
        command=f"python -m tests.benchmarks.flow_cost {cost.documents}",
        head=("run by", "clock, s", "processor: run, s", "workers, s", "Prefect's server, s", "memory of the run, MB"),
        rows=rows,
        targets=[
            Target("cost of the flow, by the processor", cost.percent, MOST_PERCENT, " %"),
            Target("the same, with the server's time", cost.percent_with_server, MOST_PERCENT, " %"),
            Target("cost of the flow, by the clock", cost.percent_by_clock, MOST_PERCENT, " %"),
        ],
    )


def _row(name: str, work: Work, of_server: float) -> tuple[str, ...]:
    seconds = (work.clock, work.own, work.workers, of_server)
    return (name, *(f"{one:.1f}" for one in seconds), f"{work.memory:,.0f}")


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=int, nargs="?", default=DOCUMENTS)
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args()
    sys.stdout.write(table(measure(asked.documents, rounds=asked.rounds)).text)


if __name__ == "__main__":
    main()
