"""A few hundred random changes to everything that is read, the same in each run; more by tests.hostile.fuzz."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.hostile import fuzz
from tests.hostile.fuzz import CRASHERS, GROWTH, TARGETS, WARM_UP, changed, falls, tried

ROUNDS = 25
"""Changes of each target: some seconds for all."""
KEPT = sorted(CRASHERS.glob("*/*"))


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_that_is_read_breaks_the_program(target: str) -> None:
    random = Random(target)  # noqa: S311 - a seed that can be repeated
    data = TARGETS[target][1]()
    assert [said for _ in range(ROUNDS) if (said := tried(target, changed(data, random)))] == []


@pytest.mark.parametrize("kept", KEPT, ids=[f"{path.parent.name} {path.name}" for path in KEPT])
def test_what_once_broke_it_does_so_no_more(kept: Path) -> None:
    assert tried(kept.parent.name, kept.read_bytes()) == ""


@pytest.mark.parametrize("keeps", [False, True])
def test_a_target_whose_memory_grows_is_found_out(monkeypatch: pytest.MonkeyPatch, *, keeps: bool) -> None:
    hoard: list[bytearray] = []

    def hoarder(data: bytes) -> None:
        hoard[:] = [*(hoard if keeps else ()), bytearray(data * 1_000)]

    monkeypatch.setattr(fuzz, "TARGETS", {"hoarder": (hoarder, lambda: b"x" * 1_000)})
    enough = WARM_UP + 2 * GROWTH // 1_000_000
    found = [said for said, _ in falls("hoarder", Random(1), lambda count: count < enough)]  # noqa: S311 - a seed
    assert len(found) == keeps
    assert all(said.startswith("grew from") for said in found)
