"""Cuts the work of a run into chunks to share out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

__all__ = ["chunked"]

Item = TypeVar("Item")

MAX_CHUNKS = 100
MIN_CHUNKS = 20
SMALL_CHUNK = 8


def chunked(items: Sequence[Item]) -> tuple[Sequence[Item], ...]:
    """Cut the work into 20 to 100 chunks: enough to share out, few enough that keeping book of them costs little."""
    size = max(-(-len(items) // MAX_CHUNKS), min(SMALL_CHUNK, -(-len(items) // MIN_CHUNKS)))
    return tuple(items[first : first + size] for first in range(0, len(items), max(size, 1)))
