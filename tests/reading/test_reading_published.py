"""A given day is read exactly, or not at all."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import date

import pytest

from timeline.reading.published import read_day


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-26",
        " 2025-07-26 ",
        "20250726",
        "2025/7/26",
        "2025-07-26T23:59:59Z",
        "2025-07-26T23:30:00-07:00",
        "2025-07-26 00:10:00+0900",
        "26 July 2025",
        "July 26, 2025",
        "Jul 26th, 2025",
        "Saturday, 26 July 2025",
        "Sat, 26 Jul 2025 23:00:00 -0700",
        "July 26, 2025 11:30 PM EST",
        "26/07/2025",
        "07/26/2025",
        "26.07.2025",
    ],
)
def test_a_full_date_is_its_day_as_written(text: str) -> None:
    assert read_day(text) == (date(2025, 7, 26), "")


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-30",
        "20251340",
        "0000-01-01",
        "30 February 2025",
        "31/02/2025",
        "2025",
        "2025-07",
        "July 2025",
        "Q3 2025",
        "yesterday",
        "3 days ago",
        "in 2025 days",
        "now",
        "26 July",
        "26/07/25",
        "1753500000",
        "Copyright 2025",
        "nonsense",
        "True",
        "x" * 5000,
    ],
)
def test_what_is_no_full_date_is_none_with_a_reason(text: str) -> None:
    day, reason = read_day(text)
    assert day is None
    assert reason
    assert len(reason) < 200


def test_an_ambiguous_date_is_none_and_names_both_readings() -> None:
    day, reason = read_day("03/04/2025")
    assert day is None
    assert "3 April or 4 March 2025" in reason
    assert read_day("04/04/2025")[0] == date(2025, 4, 4)


@pytest.fixture
def far_zones() -> Iterator[list[str]]:
    before = os.environ.get("TZ")
    yield ["Pacific/Kiritimati", "Pacific/Pago_Pago"]
    os.environ.pop("TZ", None)
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


def test_the_machine_s_time_zone_changes_no_day(far_zones: list[str]) -> None:
    for zone in far_zones:
        os.environ["TZ"] = zone
        time.tzset()
        read_day.cache_clear()
        assert read_day("26 July 2025 23:59")[0] == date(2025, 7, 26)
        assert read_day("26 July 2025 00:01 UTC")[0] == date(2025, 7, 26)
