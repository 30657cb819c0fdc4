"""How the time to merge grows with the archive. No test here knows how fast the machine is: all are ratios."""

from __future__ import annotations

import pytest

from tests.benchmarks.merging import accounts, measure
from tests.benchmarks.tries import once_in_three
from timeline.merge import group

pytestmark = pytest.mark.slow

SMALL, TEN_TIMES = 10_000, 100_000
MOST_FOR_TEN_TIMES = 12
"""Ten times the mentions may take twelve times as long: indexes and memory grow too."""


def test_ten_times_the_mentions_take_hardly_more_than_ten_times_as_long() -> None:
    measure(SMALL)

    def stays_in_bounds() -> bool:
        small, large = measure(SMALL), measure(TEN_TIMES)
        return large.seconds <= MOST_FOR_TEN_TIMES * small.seconds

    assert once_in_three(stays_in_bounds)


def test_the_archive_has_events_of_all_sizes() -> None:
    told = tuple(accounts(SMALL))
    sizes = sorted(len(one.accounts) for one in group(told))
    assert sum(sizes) == len(told)
    assert sizes[0] == 1
    assert sizes[-1] > 20
    assert len(sizes) < 0.9 * len(told)
