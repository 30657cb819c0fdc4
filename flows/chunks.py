"""Cuts the work of a run into chunks to share out, and chunks into what is in memory at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

__all__ = ["chunked", "portions"]

Item = TypeVar("Item")

MAX_CHUNKS = 100
MIN_CHUNKS = 20
SMALL_CHUNK = 8
PORTION = 50
"""Files whose events are handed over and staged at once: up to a hundred kilobytes each meanwhile, and each of the 32
threads of the flow keeps the memory that it needed once."""


def chunked(items: Sequence[Item]) -> tuple[Sequence[Item], ...]:
    """Cut the work into 20 to 100 chunks: enough to share out, few enough that keeping book of them costs little."""
    size = max(-(-len(items) // MAX_CHUNKS), min(SMALL_CHUNK, -(-len(items) // MIN_CHUNKS)))
    return tuple(items[first : first + size] for first in range(0, len(items), max(size, 1)))


def portions(chunk: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Cut a chunk into what is read, and staged, at once: chunks of a large run would fill the memory."""
    return (chunk[first : first + PORTION] for first in range(0, len(chunk), PORTION))
