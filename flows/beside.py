"""Something large made in a process of its own, while the run goes on with what else is to be made."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children
from typing import Any, Protocol, TypeVar

from flows.executor import processes

__all__ = ["Begin", "beside"]

Made = TypeVar("Made")


class Begin(Protocol):
    """Takes what is to be made: a function of a module with what it is given, which another process must find."""

    def __call__(self, task: partial[Made], /) -> Callable[[], Made]:
        """Begin with it; what comes back waits until it is made, and gives it."""


@contextmanager
def beside(*, worth: bool, at_once: int | None = None) -> Iterator[Begin]:
    """Have things made in another process, one after the other, where it is ``worth`` one.

    To start one takes a second. Where only one process may work ``at_once`` (None: as many as there are processors) a
    thing is made when it is asked for, and so it is where the other process was ended. On the way out, by an error, by
    Ctrl-C, or since it is not needed after all, what is still being made is ended at once.
    """
    if not worth or (at_once or os.cpu_count() or 1) == 1:
        yield lambda task: task
        return
    others = set(active_children())
    pool = processes(1)
    begun: list[Future[Any]] = []

    def begin(task: partial[Made]) -> Callable[[], Made]:
        try:
            future = pool.submit(task)
        except BrokenProcessPool:
            return task
        begun.append(future)
        return partial(_taken, future, task)

    try:
        yield begin
    finally:
        if not all(future.done() for future in begun):
            for process in set(active_children()) - others:
                process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _taken(future: Future[Made], task: partial[Made]) -> Made:
    try:
        return future.result()
    except BrokenProcessPool:
        return task()
