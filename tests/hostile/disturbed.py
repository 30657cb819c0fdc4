"""Two runs of which the second is disturbed, and what a reader sees of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from tests.flows.runs import rows, run
from tests.ledger.test_killed import shelf
from timeline.errors import ConfigurationError
from timeline.ledger import TakenReading

__all__ = ["LATER", "some", "told", "watch_nothing", "with_fault"]

LATER = date(2025, 8, 2)
Value = TypeVar("Value")


def some(first: Value, *others: Value) -> list[Value]:
    """One case in each test run; all with ``ALL_FAULTS=1``."""
    return [first, *others] if os.environ.get("ALL_FAULTS") else [first]


def told(folder: Path) -> list[tuple[str, ...]]:
    """What a reader sees of the newest run; the day of a change may be that of a later run."""
    keep = ("event_id", "title", "status", "date_start", "date_end", "mention_count", "document_count")
    return [tuple(row[name] for name in keep) for row in rows(folder)]


def watch_nothing(_: TakenReading) -> None:
    """Let a run read in peace."""


def with_fault(
    folder: Path,
    fault: Callable[[], Callable[[], None]],
    ledger: str = "",
    watch: Callable[[TakenReading], None] = watch_nothing,
) -> str:
    """Run; run again with a fault, whose end the fault gives; run a third time. What the second was told."""
    shelf(folder, later=False)
    run(folder, ledger=ledger)
    before = told(folder)
    shelf(folder, later=True)
    mend = fault()
    try:
        with pytest.raises(ConfigurationError) as caught:
            run(folder, LATER, ledger=ledger, watch=watch)
    finally:
        mend()
    assert told(folder) == before
    run(folder, LATER, ledger=ledger)
    assert caught.value.cure
    return str(caught.value)
