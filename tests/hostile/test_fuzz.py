"""A few hundred random changes to everything that is read, the same in each run; more by tests.hostile.fuzz."""

from __future__ import annotations

from random import Random

import pytest

from tests.hostile.fuzz import CRASHERS, TARGETS, changed, tried

ROUNDS = 25
"""Changes of each target: some seconds for all."""


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_that_is_read_breaks_the_program(target: str) -> None:
    random = Random(target)  # noqa: S311 - a seed that can be repeated
    data = TARGETS[target][1]()
    assert [said for _ in range(ROUNDS) if (said := tried(target, changed(data, random)))] == []


@pytest.mark.parametrize(("target", "data"), CRASHERS)
def test_what_once_broke_it_does_so_no_more(target: str, data: bytes) -> None:
    assert tried(target, data) == ""
