"""Where chunks are worked on: in this process, or by worker processes that survive the worst of documents."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from flows.records import Chunk, Records, extract_files, failure

__all__ = ["Executor", "Work", "in_process", "process_pool", "suited"]

Executor = Callable[[Chunk], Records]
"""Chunk in, records out; may be called from several threads at once."""

Work = Callable[[Chunk, Path | None], Records]

WORTH_PROCESSES = 64
"""Below this many files, starting worker processes (about 1 s each) costs more than it saves."""


@contextmanager
def suited(files: int, types: Path | None, *, workers: int | None = None) -> Iterator[Executor]:
    """Choose by the size of the task; the choice never changes what comes out."""
    count = workers or os.cpu_count() or 1
    if count == 1 or files < WORTH_PROCESSES:
        yield in_process(types)
        return
    with process_pool(types, workers=count) as executor:
        yield executor


def in_process(types: Path | None, *, work: Work = extract_files) -> Executor:
    """Work on chunks right here."""
    return lambda chunk: work(chunk, types)


@contextmanager
def process_pool(types: Path | None, *, workers: int, work: Work = extract_files) -> Iterator[Executor]:
    """Work on chunks in ``workers`` processes; a document that kills its process becomes an error row.

    On the way out, also by Ctrl-C, what was not begun is dropped and the processes end.
    """
    pool = _pool(workers)

    def execute(chunk: Chunk) -> Records:
        try:
            return pool.submit(work, chunk, types).result()
        except BrokenProcessPool:
            return _isolate(chunk, types, work)

    try:
        yield execute
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _isolate(chunk: Chunk, types: Path | None, work: Work) -> Records:
    """Halve a chunk that was lost with its process until the document at fault stands alone."""
    try:
        with _pool(1) as pool:
            return pool.submit(work, chunk, types).result()
    except BrokenProcessPool:
        if len(chunk) == 1:
            return failure(chunk[0], "the document ended the process that read it")
        middle = len(chunk) // 2
        first, second = (_isolate(half, types, work) for half in (chunk[:middle], chunk[middle:]))
        return Records(first.records + second.records, first.problems + second.problems)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Spawn, since threads and a forked copy of them do not go together."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_ctrl_c_to_the_run)


def _leave_ctrl_c_to_the_run() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
