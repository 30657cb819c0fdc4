"""Does what the flow does, without Prefect; and looks at what came of it."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import psutil

from flows.chunks import chunked, portions
from flows.deciding import decided_in
from flows.executor import suited
from flows.outputs import locked
from flows.publishing import publish
from flows.retention import KEEP_RUNS, prune
from flows.summary import Summary
from flows.takings import TAKING, orders
from flows.workers import Workers
from timeline.ledger import TakenReading, open_ledger
from timeline.reading import Entry, survey
from timeline.rulebook import load_rulebook

__all__ = ["rows", "run", "runs_of", "workers_of"]


def run(  # noqa: PLR0913 - a run has as many options
    folder: Path,
    as_of: date = date(2025, 8, 1),
    *,
    sources: Sequence[str] = ("articles",),
    ledger: str = "",
    types: Path | None = None,
    keep_runs: int = KEEP_RUNS,
    workers: int = 1,
    watch: Callable[[TakenReading], None] = lambda _: None,
) -> Summary:
    """Read the sources of a folder and publish their timeline there; ``watch`` is shown each file that was read."""
    out = folder / "outputs"
    found = survey([folder / source for source in sources])
    book = open_ledger(ledger or folder / "timeline.db")
    try:
        with locked(out), book.claimed():
            book.prepare()
            with (
                suited(TAKING, len(found.entries), types, workers=Workers(workers)) as executor,
                ThreadPoolExecutor(workers) as hands,
            ):

                def read(chunk: Sequence[Entry]) -> tuple[TakenReading | None, ...]:
                    return executor(orders(chunk, book))

                parts = [portion for chunk in chunked(found.entries) for portion in portions(chunk)]
                for readings in ahead(hands, read, parts, workers) if workers > 1 else map(read, parts):
                    taken = [reading for reading in readings if reading]
                    for reading in taken:
                        watch(reading)
                    if taken:
                        book.stage(taken)
            decided = decided_in(folder / "review.csv", load_rulebook(types))
            summary = publish(found, out=out, ledger=book, as_of=as_of, decided=decided, at_once=workers)
            return replace(summary, pruned=prune(out, keep=keep_runs))
    finally:
        book.close()


def ahead(
    hands: ThreadPoolExecutor,
    read: Callable[[Sequence[Entry]], tuple[TakenReading | None, ...]],
    parts: Sequence[Sequence[Entry]],
    workers: int,
) -> Iterator[tuple[TakenReading | None, ...]]:
    """Read parts in their order, a few ahead of what is taken: most are not begun while the first are staged."""
    begun: deque[Future[tuple[TakenReading | None, ...]]] = deque()
    for part in parts:
        begun.append(hands.submit(read, part))
        if len(begun) > workers:
            yield begun.popleft().result()
    while begun:
        yield begun.popleft().result()


def rows(folder: Path, name: str = "timeline") -> list[dict[str, str]]:
    """Give the rows of a table of the newest run."""
    text = (folder / "outputs" / "latest" / f"{name}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def runs_of(ledger: Path) -> int:
    """Count the runs that a ledger knows."""
    with open_ledger(ledger).view() as view:
        return view.tally().runs


def workers_of(process: psutil.Process) -> list[psutil.Process]:
    """The processes that read for a run and live; one that ends between the list and the look is none any more."""
    living = []
    for child in process.children():
        with suppress(psutil.NoSuchProcess):
            if child.status() != psutil.STATUS_ZOMBIE and "spawn_main" in str(child.cmdline()):
                living.append(child)
    return living
