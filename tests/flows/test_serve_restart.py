"""Scheduled runs when things go wrong: a run that takes too long, a machine that goes down in the middle of one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.flows.commands import article

pytestmark = pytest.mark.slow

PATIENCE = 180
"""Seconds to wait for what a busy machine does in 30."""


@dataclass(frozen=True, slots=True)
class Served:
    """A ``timeline serve`` that is running, and the Prefect server it has started."""

    process: subprocess.Popen[str]
    api: str

    def runs(self, *states: str) -> list[dict[str, Any]]:
        wanted = {"flow_runs": {"state": {"type": {"any_": list(states)}}}}
        answer = httpx.post(f"{self.api}/flow_runs/filter", json=wanted, timeout=60).raise_for_status()
        found: list[dict[str, Any]] = answer.json()
        return found

    def wait_for(self, condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert self.process.poll() is None, f"timeline serve ended: {self.process.communicate()}"
            assert time.monotonic() < deadline, f"waited too long; there were {self.runs('CANCELLED', 'COMPLETED')}"
            time.sleep(0.5)


def all_in(home: Path) -> Iterator[int]:
    """All processes that run with a folder as Prefect's home: what a machine that goes down takes with it."""
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if f"PREFECT_HOME={home}\0".encode() in environment.read_bytes():
                yield int(environment.parent.name)


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    command = [sys.executable, "-c", "from flows.cli import app; app()", "serve", "articles", "--interval", "5"]
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    environment |= {"PREFECT_HOME": str(folder / "prefect"), "PREFECT_PROFILES_PATH": str(folder / "profiles.toml")}
    process = subprocess.Popen(
        [*command, "--port", "0", "--workers", "1"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout
        page = next(line for line in process.stdout if line.startswith("Prefect:"))
        yield Served(process, page.split()[1] + "/api")
    finally:
        while there := list(all_in(folder / "prefect")):
            for one in there:
                with suppress(ProcessLookupError):
                    os.kill(one, signal.SIGKILL)
            process.poll()
        process.communicate()


def moment(run: dict[str, Any], field: str) -> datetime:
    """A time that a run has."""
    return datetime.fromisoformat(run[field])


def told(run: dict[str, Any]) -> datetime:
    """When a run came into the state that it is in."""
    return moment(run["state"], "timestamp")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """More articles than can be read within five seconds."""
    for number in range(400):
        article(tmp_path / "articles", f"forum-{number}.txt", "The AI Forum opened in Geneva on 26 July 2025. " * 60)
    return tmp_path


def test_a_run_that_is_due_while_another_is_going_is_skipped_and_shown(home: Path) -> None:
    with serving(home) as served:
        served.wait_for(lambda: served.runs("CANCELLED"))

        skipped = served.runs("CANCELLED")
        begun = served.runs("PENDING", "RUNNING", "COMPLETED")

    first = min(skipped, key=told)
    going = [run for run in begun if moment(run, "expected_start_time") < moment(first, "expected_start_time")]
    assert [run for run in going if not run["end_time"] or moment(run, "end_time") > told(first)]
    assert {run["name"] for run in skipped}.isdisjoint(run["name"] for run in begun)
    assert {run["state"]["message"] for run in skipped} == {"Deployment concurrency limit reached."}


def test_after_a_crash_and_a_pause_there_is_one_run_and_not_one_for_each_that_was_missed(home: Path) -> None:
    with serving(home) as served:
        served.wait_for(lambda: served.runs("RUNNING") and served.runs("SCHEDULED"))
        [lost] = served.runs("RUNNING")
        [scheduled, *_] = sorted(run["expected_start_time"] for run in served.runs("SCHEDULED"))
    for left in (home / "articles").glob("forum-[1-9]*.txt"):
        left.unlink()
    assert scheduled

    back = datetime.now(UTC)
    with serving(home) as served:
        served.wait_for(lambda: served.runs("COMPLETED"))

        [crashed] = served.runs("CRASHED")
        begun = served.runs("COMPLETED", "RUNNING", "PENDING")

    assert crashed["id"] == lost["id"]
    assert [run["name"] for run in begun if moment(run, "expected_start_time") < back] == []
