"""Verdicts on a machine that others use as well."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["once_in_three"]

TRIES = 3


def once_in_three(judge: Callable[[], bool]) -> bool:
    """Say whether a bound is kept in one of three tries: a busy neighbour spoils one, what is too slow spoils all."""
    return any(judge() for _ in range(TRIES))
