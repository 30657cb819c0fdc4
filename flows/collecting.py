"""How often Python looks for objects that hold each other in a circle: rarely, where millions are made that do not."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collect_sparingly", "sparing_collection"]

_THRESHOLDS = (50_000, 20, 50)
"""Instead of (700, 10, 10): Python's own takes a fifth of the time in which events are published, and frees nothing to
speak of; with these the peak of memory is the same within a hundredth."""


def collect_sparingly() -> None:
    """Look rarely from now on, in this process."""
    gc.set_threshold(*_THRESHOLDS)


@contextmanager
def sparing_collection() -> Iterator[None]:
    """Look rarely for a while."""
    before = gc.get_threshold()
    collect_sparingly()
    try:
        yield
    finally:
        gc.set_threshold(*before)
