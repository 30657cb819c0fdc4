"""How far a run is: told to whoever watches, and to nobody where nobody does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["Watcher", "tell", "watched_by"]

Watcher = Callable[[int, int], None]
"""Called with the number of files done, and of all files."""


def _nobody(_done: int, _total: int) -> None:
    """Scheduled runs have no one who watches."""


_watcher: ContextVar[Watcher] = ContextVar("watcher", default=_nobody)


def tell(done: int, total: int) -> None:
    """Tell the watcher, if there is one."""
    _watcher.get()(done, total)


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """Let a watcher know how far the runs within are."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)
