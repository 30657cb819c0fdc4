"""Where chunks are worked on: in this process, by processes that survive the worst of documents, on a cluster."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Lock, Thread
from typing import Generic, TypeVar

from flows.collecting import collect_sparingly
from flows.workers import UNSAID, Workers

__all__ = ["Executor", "Work", "in_process", "isolated", "process_pool", "processes", "suited"]

Item = TypeVar("Item")
Result = TypeVar("Result")

Executor = Callable[[tuple[Item, ...]], tuple[Result, ...]]
"""Chunk in, one result for each of its files out; may be called from several threads at once."""

WORTH_PROCESSES = 64
"""Below this many files, starting worker processes (about 1 s each) costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Work(Generic[Item, Result]):
    """What is done with a chunk of files, and what stands for a file that ended the process it was read in.

    Both are functions of a module, so that other processes find them. ``do`` is also given the user's own event types.
    """

    do: Callable[[tuple[Item, ...], Path | None], tuple[Result, ...]]
    failed: Callable[[Item], Result]


@contextmanager
def suited(
    work: Work[Item, Result], files: int, types: Path | None, *, workers: Workers = UNSAID
) -> Iterator[Executor[Item, Result]]:
    """Take the cluster where one is named, else choose by the size of the task; that never changes what comes out."""
    if workers.cluster:
        from flows.cluster import dask_cluster  # noqa: PLC0415 - it needs this module

        with dask_cluster(work, types, address=workers.cluster) as executor:
            yield executor
        return
    count = workers.processes or os.cpu_count() or 1
    if count == 1 or files < WORTH_PROCESSES:
        yield in_process(work, types)
        return
    with process_pool(work, types, workers=count) as executor:
        yield executor


def in_process(work: Work[Item, Result], types: Path | None) -> Executor[Item, Result]:
    """Work on chunks right here, one after the other: threads of one interpreter would only take turns."""
    turn = Lock()

    def execute(chunk: tuple[Item, ...]) -> tuple[Result, ...]:
        with turn:
            return work.do(chunk, types)

    return execute


@contextmanager
def process_pool(work: Work[Item, Result], types: Path | None, *, workers: int) -> Iterator[Executor[Item, Result]]:
    """Work on chunks in ``workers`` processes; a document that kills its process becomes an error row.

    On the way out, also by Ctrl-C, what was not begun is dropped and the processes end.
    """
    pool = processes(workers)

    def execute(chunk: tuple[Item, ...]) -> tuple[Result, ...]:
        try:
            return pool.submit(work.do, chunk, types).result()
        except BrokenProcessPool:
            return isolated(chunk, types, work)

    try:
        yield execute
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def isolated(chunk: tuple[Item, ...], types: Path | None, work: Work[Item, Result]) -> tuple[Result, ...]:
    """Halve a chunk that was lost with its process until the document at fault stands alone."""
    try:
        with processes(1) as pool:
            return pool.submit(work.do, chunk, types).result()
    except BrokenProcessPool:
        if len(chunk) == 1:
            return (work.failed(chunk[0]),)
        middle = len(chunk) // 2
        return isolated(chunk[:middle], types, work) + isolated(chunk[middle:], types, work)


def processes(workers: int) -> ProcessPoolExecutor:
    """So many processes, which leave Ctrl-C to the run and end with it.

    They are spawned, since threads and a forked copy of them do not go together.
    """
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Leave Ctrl-C to the run, and end with it: a worker of a run that was killed would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_sparingly()
    Thread(target=_end_with_the_run, daemon=True).start()


def _end_with_the_run() -> None:
    if run := parent_process():
        run.join()
        os._exit(1)
