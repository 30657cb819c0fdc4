"""Something large made in a process of its own, while the run goes on with what else is to be made."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children
from typing import Protocol, TypeVar

from flows.executor import processes

__all__ = ["Begin", "beside"]

Made = TypeVar("Made")


class Begin(Protocol):
    """Takes what is to be made: a function of a module with what it is given, which another process must find."""

    def __call__(self, task: partial[Made], /) -> Callable[[], Made]:
        """Begin with it; what comes back waits until it is made, and gives it."""


@contextmanager
def beside(*, worth: bool, at_once: int | None = None) -> Iterator[Begin]:
    """Have one thing made in another process, where that is ``worth`` the second that it takes to start one.

    Where only one process may work ``at_once`` (None: as many as there are processors) it is made when it is asked for,
    and so it is where the other process was ended. On the way out by an error or Ctrl-C the process is ended at once.
    """
    if not worth or (at_once or os.cpu_count() or 1) == 1:
        yield lambda task: task
        return
    others = set(active_children())
    pool = processes(1)

    def begin(task: partial[Made]) -> Callable[[], Made]:
        return partial(_taken, pool.submit(task), task)

    try:
        yield begin
    except BaseException:
        for process in set(active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _taken(future: Future[Made], task: partial[Made]) -> Made:
    try:
        return future.result()
    except BrokenProcessPool:
        return task()
