"""Scheduled runs on this machine: a Prefect server, the flow that waits for its hour, and the report in the browser."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import NoReturn
from uuid import UUID

import httpx
from prefect import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule
from prefect.client.schemas.sorting import FlowRunSort
from prefect.runner import Runner
from prefect.schedules import Cron, Interval
from prefect.schedules import Schedule as PrefectSchedule
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.types.entrypoint import EntrypointType
from pydantic import ValidationError

from flows.build import build_timeline
from flows.now import moment
from flows.running import Parameters
from flows.settings import server_is_given
from flows.terminal import note, say
from flows.web import LOOPBACK, folder_served
from timeline.errors import ConfigurationError

__all__ = ["Schedule", "serve_forever"]

NAME = "timeline"
PAGE = 100
START_LIMIT = 90.0
"""Seconds a Prefect server may take to start; a cold start on a busy laptop takes about 20."""


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
                f"no schedule: {error.errors()[0]['msg']}",
                file=f"--cron {self.cron!r} --timezone {self.timezone!r}",
                cure="give a cron line such as '0 6 * * *' and a time zone such as Europe/Berlin",
            ) from error


def serve_forever(parameters: Parameters, schedule: Schedule, *, port: int) -> None:
    """Run now and then on schedule, with the report on a local port, until Ctrl-C or SIGTERM ends it all.

    Raises ConfigurationError where the schedule is none, the port is taken or the server does not start.
    """
    when = schedule.for_prefect()
    signal.signal(signal.SIGTERM, _interrupt)
    with ExitStack() as stack:
        page = stack.enter_context(folder_served(Path(parameters["out"]), port=port))
        if not server_is_given():
            note("Starting Prefect's local server (about 10 s) …")
            address = stack.enter_context(_local_server())
            stack.enter_context(temporary_settings({PREFECT_API_URL: address}))
        say(f"Report:   {page}/latest/report.html (after the first run)")
        say(f"Prefect:  {PREFECT_API_URL.value().removesuffix('/api')}")
        say("Running now and then on schedule; Ctrl-C ends it.")
        _serve_flow(parameters, when)
    note("Stopped.")


def _serve_flow(parameters: Parameters, when: PrefectSchedule) -> None:
    """Register the flow, begin with one run now, and run on schedule; what was missed while away is not made up for."""
    runner = Runner(name=NAME, limit=1, pause_on_shutdown=True)
    deployment = runner.add_flow(
        build_timeline,
        name=NAME,
        schedule=when,
        paused=False,  # the last one that served it paused it
        parameters={**parameters, "fetch": parameters["fetch"].model_dump(mode="json")},
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    assert isinstance(deployment, UUID)
    with get_client(sync_client=True) as client:
        missed = FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
            expected_start_time=FlowRunFilterExpectedStartTime(before_=moment()),
        )
        ours = DeploymentFilter(id=DeploymentFilterId(any_=[deployment]))
        while late := client.read_flow_runs(
            flow_run_filter=missed, deployment_filter=ours, sort=FlowRunSort.EXPECTED_START_TIME_ASC, limit=PAGE
        ):
            for run in late:
                client.delete_flow_run(run.id)
        client.create_flow_run_from_deployment(deployment)
    asyncio.run(_until_told(runner))


async def _until_told(runner: Runner) -> None:
    """Run until Ctrl-C or SIGTERM, then end in order; the runner's own handler of SIGTERM would only half stop it."""
    running = asyncio.create_task(runner.start())
    await asyncio.sleep(0)  # the runner sets its handler first, and ours replaces it
    for told in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(told, running.cancel)
    with suppress(asyncio.CancelledError):
        await running


@contextmanager
def _local_server() -> Iterator[str]:
    """Keep a Prefect server on a free local port, and give the address of its API."""
    port = _free_port()
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", LOOPBACK, "--port", str(port)]
    # A session of its own: Ctrl-C must reach the flow first, which still has to tell the server that it pauses.
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own interpreter, no text of others
    address = f"http://{LOOPBACK}:{port}/api"
    try:
        _wait_until_healthy(server, address)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_healthy(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx.get(f"{address}/health", timeout=2).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    cure = "try `prefect server start` to see why, or set PREFECT_API_URL to a server that runs"
    raise ConfigurationError("Prefect's server did not start", file=address, cure=cure)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
