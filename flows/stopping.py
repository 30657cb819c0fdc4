"""How a run is asked to end before it is done: by Ctrl-C, or by the system (SIGTERM). It ends in order either way."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

__all__ = ["Terminated", "terminable"]


class Terminated(KeyboardInterrupt):
    """The system asks the run to end: what gives way to Ctrl-C gives way to it as well."""


@contextmanager
def terminable() -> Iterator[None]:
    """Let SIGTERM end what is done meanwhile as Ctrl-C does; without this, worker processes and servers would stay."""
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated
