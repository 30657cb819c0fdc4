"""When runs are due, at the interface by which Prefect's scheduler asks for it."""

from __future__ import annotations

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from timeline.errors import ConfigurationError

pytestmark = pytest.mark.slow

BERLIN = ZoneInfo("Europe/Berlin")
LOOKS = 96
"""Half-hours of two days: the scheduler asks anew each minute, from whatever moment it is."""


def due(cron: str, first: datetime) -> set[datetime]:
    """What a scheduler sees ahead that looks every half hour for two days, three runs far each time."""
    from prefect.server.schemas.schedules import CronSchedule  # noqa: PLC0415 - only the slow tests load Prefect

    from flows.scheduling import Schedule  # noqa: PLC0415 - the same

    ours = Schedule(cron=cron, timezone="Europe/Berlin").for_prefect()
    schedule = CronSchedule(cron=str(ours.cron), timezone=ours.timezone)
    looks = (first + timedelta(minutes=30) * number for number in range(LOOKS))

    async def seen() -> set[datetime]:
        return {moment.astimezone(UTC) for look in looks for moment in await schedule.get_dates(n=3, start=look)}

    # In a thread of its own: a browser that an earlier test has open keeps an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(seen())).result()


@pytest.mark.parametrize("cron", ["0 6 * * *", "0 2 * * *", "30 2 * * *", "59 2 * * *", "0 3 * * *"])
@pytest.mark.parametrize("sunday", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
def test_the_change_of_clocks_neither_skips_nor_doubles_a_daily_run(cron: str, sunday: datetime) -> None:
    first = sunday - timedelta(hours=36)

    days = Counter(moment.astimezone(BERLIN).date() for moment in due(cron, first))

    around = [sunday.date() + timedelta(days=number) for number in (-1, 0, 1, 2)]
    assert [days[day] for day in around] == [1, 1, 1, 1], days


def test_the_hour_of_the_run_is_that_of_the_clock_on_the_wall() -> None:
    first = datetime(2026, 3, 27, 12, tzinfo=UTC)
    assert {moment.astimezone(BERLIN).hour for moment in due("0 6 * * *", first)} == {6}
    assert {moment.hour for moment in due("0 6 * * *", first)} == {4, 5}


@pytest.mark.parametrize(("cron", "timezone"), [("at six", "UTC"), ("0 6 * * *", "Europe/Atlantis")])
def test_what_is_no_schedule_is_refused_with_an_example(cron: str, timezone: str) -> None:
    from flows.scheduling import Schedule  # noqa: PLC0415 - as above

    with pytest.raises(ConfigurationError, match=r"(?s)no schedule.*such as '0 6 \* \* \*'"):
        Schedule(cron=cron, timezone=timezone).for_prefect()
