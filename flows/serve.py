"""Scheduled runs on this machine: a Prefect server, the flow that waits for its hour, and the report in the browser."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from uuid import UUID

from prefect import get_client
from prefect.runner import Runner
from prefect.schedules import Schedule as PrefectSchedule
from prefect.settings import PREFECT_API_URL
from prefect.types.entrypoint import EntrypointType

from flows.build import build_timeline
from flows.running import Parameters
from flows.scheduling import ONE_AT_A_TIME, Schedule, leave_the_past
from flows.servers import server_at_hand
from flows.terminal import note, say
from flows.web import folder_served

__all__ = ["serve_forever"]

NAME = "timeline"
PROCESSES = 2
"""One for the run that is going, one to find that it is and to be skipped; it would wait for its turn otherwise."""


def serve_forever(parameters: Parameters, schedule: Schedule, *, port: int) -> None:
    """Run now and then on schedule, with the report on a local port, until Ctrl-C or SIGTERM ends it all.

    Raises ConfigurationError where the schedule is none, the port is taken or the server does not start.
    """
    when = schedule.for_prefect()
    with ExitStack() as stack:
        page = stack.enter_context(folder_served(Path(parameters["out"]), port=port))
        stack.enter_context(server_at_hand())
        say(f"Report:   {page}/latest/report.html (after the first run)")
        say(f"Prefect:  {PREFECT_API_URL.value().removesuffix('/api')}")
        say("Running now and then on schedule; Ctrl-C ends it.")
        fetch = parameters["fetch"].model_dump(mode="json")
        _serve_flow({**parameters, "shown_at": page, "fetch": fetch}, when)
    note("Stopped.")


def _serve_flow(parameters: Mapping[str, object], when: PrefectSchedule) -> None:
    """Register the flow, begin with one run now, and run on schedule; what was missed while away is not made up for."""
    runner = Runner(name=NAME, limit=PROCESSES, pause_on_shutdown=True)
    deployment = runner.add_flow(
        build_timeline,
        name=NAME,
        schedule=when,
        paused=False,  # the last one that served it paused it
        parameters=dict(parameters),
        tags=[NAME],
        concurrency_limit=ONE_AT_A_TIME,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    assert isinstance(deployment, UUID)
    with get_client(sync_client=True) as client:
        leave_the_past(client, deployment)
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
