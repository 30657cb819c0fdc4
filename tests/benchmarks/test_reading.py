"""How fast pages are read. No test here knows how fast the machine is: it is a ratio."""

from __future__ import annotations

import pytest

from tests.benchmarks.reading import measure, page
from tests.benchmarks.tries import once_in_three

pytestmark = pytest.mark.slow

LEAST_OF_TRAFILATURA = 0.8
"""Measured: 1.2 times its throughput; what more is found of a page must not cost more than a quarter."""
FEW = 60


def test_pages_are_read_nearly_as_fast_as_trafilatura_alone_extracts_them() -> None:
    pages = [page(number) for number in range(FEW)]
    assert once_in_three(lambda: measure(pages).ratio >= LEAST_OF_TRAFILATURA)
