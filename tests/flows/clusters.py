"""A Dask scheduler and its workers on loopback, as processes of their own that a test may kill."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Cluster", "cluster"]

REPOSITORY = Path(__file__).parents[2]
_STARTED = re.compile(r"Scheduler at:\s+(tcp://\S+)")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The scheduler's address, and the processes: the scheduler first."""

    address: str
    scheduler: subprocess.Popen[str]
    workers: tuple[subprocess.Popen[str], ...]


@contextmanager
def cluster(folder: Path, *, workers: int = 2, program: Path = REPOSITORY) -> Iterator[Cluster]:
    """Start a scheduler and ``workers`` of our ``program`` without nannies: what is killed stays dead."""
    with ExitStack() as stack:
        scheduler = stack.enter_context(
            _process(folder, program, "scheduler", "--port", "0", "--dashboard-address", ":0")
        )
        assert scheduler.stderr
        address = next(match[1] for match in map(_STARTED.search, scheduler.stderr) if match)
        options = ("worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard")
        started = tuple(
            stack.enter_context(_process(folder, program, *options, log=f"{n}.log")) for n in range(workers)
        )
        yield Cluster(address, scheduler, started)


@contextmanager
def _process(folder: Path, program: Path, *arguments: str, log: str = "") -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "dask", *arguments, "--host", "127.0.0.1"]
    environment = os.environ | {"PYTHONPATH": str(program)}
    with ExitStack() as stack:
        told = stack.enter_context((folder / log).open("w")) if log else subprocess.PIPE
        process = stack.enter_context(subprocess.Popen(command, cwd=folder, env=environment, stderr=told, text=True))
        try:
            yield process
        finally:
            process.kill()
