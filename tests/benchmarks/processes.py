"""What a second worker process is worth: ``python -m tests.benchmarks.processes``.

    python -m tests.benchmarks.processes 4000 [--rounds 3]

From the hand-over of the first chunk until the mentions of the last are staged in the ledger, the start of the workers
included. One process is the run's own, as with ``--workers 1``. Rounds alternate; the figures are medians.
"""

from __future__ import annotations

import resource
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from flows.chunks import chunked
from flows.executor import suited
from flows.takings import TAKING, Order, orders
from flows.workers import Workers
from tests.benchmarks.articles import write
from tests.benchmarks.tables import Table, Target
from timeline.ledger import Ledger, open_ledger
from timeline.reading import survey

__all__ = ["DOCUMENTS", "Taken", "gain", "measure", "table"]

DOCUMENTS = 4_000
ROUNDS = 3
TWO = 2
LEAST_GAIN = 1.7
WARMING = 100
"""Articles by which the rules are loaded before the run's own process reads for the clock."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds to read and stage some articles: by the clock, and by the processor in all processes."""

    clock: float
    processor: float


def measure(documents: int, *, rounds: int = ROUNDS) -> tuple[Taken, Taken]:
    """What one process takes, and what two take: the medians of rounds in which both take turns."""
    with TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        write(articles, documents)
        found = survey([articles])
        with closing(_ledger(Path(folder) / "first.db")) as ledger:
            files = orders(found.entries, ledger)
            _staged(files[:WARMING], ledger, 1)
        taken: dict[int, list[Taken]] = {1: [], TWO: []}
        for number in range(rounds):
            for workers, times in taken.items():
                with closing(_ledger(Path(folder) / f"{number}-{workers}.db")) as ledger:
                    times.append(_staged(files, ledger, workers))
    return _median(taken[1]), _median(taken[TWO])


def gain(one: Taken, two: Taken) -> float:
    """How many times as fast two processes can be at best, by the processor: what they add in work is taken off."""
    return TWO * one.processor / two.processor


def _ledger(path: Path) -> Ledger:
    ledger = open_ledger(path)
    ledger.prepare()
    return ledger


def _staged(files: Sequence[Order], ledger: Ledger, workers: int) -> Taken:
    clock, processor = perf_counter(), _processor()
    with suited(TAKING, len(files), None, workers=Workers(workers)) as executor, ThreadPoolExecutor(TWO) as hands:
        for readings in hands.map(executor, chunked(files)):
            ledger.stage([reading for reading in readings if reading])
        clock = perf_counter() - clock
    return Taken(clock, _processor() - processor)


def _processor() -> float:
    """Seconds of the processor in this process and in those that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def _median(times: Sequence[Taken]) -> Taken:
    return Taken(median(one.clock for one in times), median(one.processor for one in times))


def table(documents: int, one: Taken, two: Taken) -> Table:
    """Both side by side."""
    rows = [
        (name, f"{taken.clock:.1f}", f"{taken.processor:.1f}", f"{documents / taken.clock:.0f}")
        for name, taken in (("one", one), ("two", two))
    ]
    return Table(
        title=f"Two processes beside one: {documents:,} articles, from hand-over to staged mentions",
        command=f"python -m tests.benchmarks.processes {documents}",
        head=("processes", "clock, s", "processor in all, s", "articles a second by the clock"),
        rows=rows,
        targets=[
            Target("two processes, times one, by the clock", one.clock / two.clock, LEAST_GAIN, at_least=True),
            Target("at best on two idle cores, by the processor", gain(one, two), LEAST_GAIN, at_least=True),
        ],
    )


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=int, nargs="?", default=DOCUMENTS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    sys.stdout.write(table(asked.documents, *measure(asked.documents, rounds=asked.rounds)).text)


if __name__ == "__main__":
    main()
