"""Where chunks are worked on: in this process, by processes that survive the worst of documents, on a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore, Event, Lock
from typing import Generic, TypeVar

from flows.processes import Processes
from flows.workers import UNSAID, Workers

__all__ = ["Executor", "Work", "in_process", "isolated", "process_pool", "suited"]

Item = TypeVar("Item")
Result = TypeVar("Result")

Executor = Callable[[Sequence[Item]], tuple[Result, ...]]
"""Chunk in, one result for each of its files out; may be called from several threads at once."""

WORTH_PROCESSES = 64
"""Below this many files, starting worker processes (about 1 s each) costs more than it saves."""
WAITING = 1
"""Chunks in line at the processes, so that none waits for work; more would only be more suspects when one is ended."""


@dataclass(frozen=True, slots=True)
class Work(Generic[Item, Result]):
    """What is done with a chunk of files, and what stands for a file that ended the process it was read in.

    Both are functions of a module, so that other processes find them. ``do`` is also given the user's own event types.
    """

    do: Callable[[Sequence[Item], Path | None], tuple[Result, ...]]
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
        ended = Event()
        try:
            yield in_process(work, types, ended)
        finally:
            ended.set()
        return
    with process_pool(work, types, workers=count) as executor:
        yield executor


def in_process(work: Work[Item, Result], types: Path | None, ended: Event | None = None) -> Executor[Item, Result]:
    """Work on chunks right here, one after the other: threads of one interpreter would only take turns.

    Once the run has ``ended``, what was not begun is dropped.
    """
    turn = Lock()

    def execute(chunk: Sequence[Item]) -> tuple[Result, ...]:
        with turn:
            if ended and ended.is_set():
                raise CancelledError
            return work.do(chunk, types)

    return execute


@contextmanager
def process_pool(work: Work[Item, Result], types: Path | None, *, workers: int) -> Iterator[Executor[Item, Result]]:
    """Work on chunks in ``workers`` processes; a document that kills its process becomes an error row.

    On the way out, also by Ctrl-C, what was not begun is dropped and the processes end.
    """
    pool = _Pool(workers)
    try:
        yield lambda chunk: pool.execute(work, chunk, types)
    finally:
        pool.end()


class _Pool:
    """Processes that are replaced when one of them was ended, with the chunks that were under way then as suspects.

    Where the system ended it for want of memory, more processes at once would only be ended as well: there are never
    more than ``workers`` and the one in which a suspect is looked at.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pools = [Processes(workers)]
        self._ended = False
        self._turn = Lock()
        self._one_suspect = Lock()
        self._places = BoundedSemaphore(workers + WAITING)

    def execute(self, work: Work[Item, Result], chunk: Sequence[Item], types: Path | None) -> tuple[Result, ...]:
        with self._places:
            pool = self._now()
            try:
                return pool.submit(work.do, chunk, types).result()
            except BrokenProcessPool:
                self._replace(pool)
            with self._one_suspect:
                self._now()
                return isolated(chunk, types, work)

    def end(self) -> None:
        with self._turn:
            self._ended = True
        for pool in self._pools:
            pool.end()

    def _now(self) -> Processes:
        """The processes; CancelledError once the run has ended, which may be what ended them."""
        with self._turn:
            if self._ended:
                raise CancelledError
            return self._pools[-1]

    def _replace(self, broken: Processes) -> None:
        """Go on with new processes; what the broken ones made is still read, so they are kept until the end."""
        with self._turn:
            if self._pools[-1] is broken and not self._ended:
                self._pools.append(Processes(self._workers))


def isolated(chunk: Sequence[Item], types: Path | None, work: Work[Item, Result]) -> tuple[Result, ...]:
    """Halve a chunk that was lost with its process until the document at fault stands alone."""
    alone = Processes(1)
    try:
        return alone.submit(work.do, chunk, types).result()
    except BrokenProcessPool:
        if len(chunk) == 1:
            return (work.failed(chunk[0]),)
    finally:
        alone.end()
    middle = len(chunk) // 2
    return isolated(chunk[:middle], types, work) + isolated(chunk[middle:], types, work)
