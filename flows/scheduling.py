"""When the flow runs by itself, and what becomes of runs that were missed or left behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, FlowRun, StateType
from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule
from prefect.client.schemas.sorting import FlowRunSort
from prefect.schedules import Cron, Interval
from prefect.schedules import Schedule as PrefectSchedule
from prefect.states import Crashed
from pydantic import ValidationError

from flows.now import moment
from timeline.errors import ConfigurationError

__all__ = ["ONE_AT_A_TIME", "Schedule", "leave_the_past"]

ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
"""A run that is due while another is going is skipped, and shown as cancelled; the next reads what it would have."""

PAGE = 100


@dataclass(frozen=True, slots=True)
class Schedule:
    """When to run: at the times of a cron line in a time zone, or every ``interval`` seconds."""

    cron: str
    timezone: str
    interval: int | None = None

    def for_prefect(self) -> PrefectSchedule:
        """Give the schedule in Prefect's terms.

        Raises ConfigurationError where the cron line or the time zone does not exist.
        """
        try:
            if self.interval is not None:
                every = timedelta(seconds=self.interval)
                IntervalSchedule(interval=every, timezone=self.timezone)
                return Interval(every, timezone=self.timezone)
            CronSchedule(cron=self.cron, timezone=self.timezone)
            return Cron(self.cron, timezone=self.timezone)
        except ValidationError as error:
            raise ConfigurationError(
                f"no schedule: {error.errors()[0]['msg'].removeprefix('Value error, ')}",
                file=f"--cron {self.cron!r} --timezone {self.timezone!r}",
                cure="give a cron line such as '0 6 * * *' and a time zone such as Europe/Berlin",
            ) from error


def leave_the_past(client: SyncPrefectClient, deployment: UUID) -> None:
    """Drop the runs that were missed while nobody served, and end on record those whose process has gone."""
    for run in _runs(client, deployment, StateType.SCHEDULED):
        client.delete_flow_run(run.id)
    gone = "Its process had gone when it was served again; what it had read is kept for the next run."
    for run in _runs(client, deployment, StateType.PENDING, StateType.RUNNING, StateType.CANCELLING):
        client.set_flow_run_state(run.id, Crashed(message=gone), force=True)


def _runs(client: SyncPrefectClient, deployment: UUID, *states: StateType) -> Iterator[FlowRun]:
    """The runs of a deployment that should have begun by now and are in one of these states, until none is left."""
    due = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states))),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=moment()),
    )
    ours = DeploymentFilter(id=DeploymentFilterId(any_=[deployment]))
    order = FlowRunSort.EXPECTED_START_TIME_ASC
    while found := client.read_flow_runs(flow_run_filter=due, deployment_filter=ours, sort=order, limit=PAGE):
        yield from found
