"""Something large made in a process of its own, while the run goes on with what else is to be made."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from typing import Any, Protocol, TypeVar

from flows.processes import Processes, Promised

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
    pool = Processes(1)
    begun: list[Promised[Any]] = []

    def begin(task: partial[Made]) -> Callable[[], Made]:
        try:
            promised = pool.submit(task)
        except BrokenProcessPool:
            return task
        begun.append(promised)
        return partial(_taken, promised, task)

    try:
        yield begin
    finally:
        pool.end(at_once=not all(promised.done() for promised in begun))


def _taken(promised: Promised[Made], task: partial[Made]) -> Made:
    try:
        return promised.result()
    except BrokenProcessPool:
        return task()
