"""One run in a process of its own, with its clocks: ``python -m tests.benchmarks.runs flow ARTICLES FOLDER``.

The run is the whole of it: text, mentions, ledger, CSV, Parquet, JSON Lines, report. ``library`` calls the library,
``flow`` the Prefect flow on the server that PREFECT_API_URL names; both do the same and write the same files. What is
imported beforehand is not counted.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Literal

import psutil

__all__ = ["CORES", "Server", "Way", "Work", "files_of", "run", "server"]

CORES = 2
"""Processors, and worker processes, that the figures are for."""
AS_OF = date(2026, 1, 1)
_MB = 1024
"""Kilobytes, in which the system counts memory."""
_OF_THE_RUN_ITSELF = "run.json"
"""The only file that names the moment of its run."""

Way = Literal["library", "flow"]


@dataclass(frozen=True, slots=True)
class Work:
    """What a run took, in seconds: by the clock, by the processor in its process, by the processor in its workers.

    ``memory`` is the peak of its process, in MB.
    """

    clock: float
    own: float
    workers: float
    memory: float

    @property
    def processor(self) -> float:
        """Seconds of the processor in all processes of the run."""
        return self.own + self.workers

    @property
    def alone(self) -> float:
        """Seconds by the clock on a machine with nothing else to do, at most: the workers share the cores, and whatever
        the run's own process does stands behind that, as if nothing of it went on meanwhile."""
        return self.own + self.workers / CORES


@dataclass(frozen=True, slots=True)
class Server:
    """A Prefect server and the process it runs in."""

    environment: Mapping[str, str]
    process: psutil.Process

    def processor(self) -> float:
        """Seconds of the processor that it has taken by now."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


@contextmanager
def server() -> Iterator[Server]:
    """Start a Prefect server on loopback, with a home that is thrown away."""
    from flows.servers import local_server  # noqa: PLC0415 - Prefect is loaded by those who need it

    with TemporaryDirectory() as home, local_server(PREFECT_HOME=home) as address:
        started = psutil.Process().children()[-1]
        yield Server({"PREFECT_HOME": home, "PREFECT_API_URL": address}, started)


def run(way: Way, articles: Path, folder: Path, *, server: Server | None = None) -> Work:
    """Run once, in a process of its own, with the outputs and the ledger in ``folder``."""
    command = [sys.executable, "-m", "tests.benchmarks.runs", way, str(articles), str(folder)]
    environment = os.environ | dict(server.environment if server else {})
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    return Work(**json.loads(done.stdout.splitlines()[-1]))


def files_of(folder: Path) -> dict[str, bytes]:
    """The files that a run has published, but for the one that tells its moment."""
    latest = folder / "outputs" / "latest"
    return {path.name: path.read_bytes() for path in latest.iterdir() if path.name != _OF_THE_RUN_ITSELF}


def _by_library(articles: Path, folder: Path, workers: int) -> Callable[[], object]:
    from tests.flows.runs import run as run_by_library  # noqa: PLC0415 - only what a way needs is loaded

    return lambda: run_by_library(folder, AS_OF, sources=[str(articles)], workers=workers)


def _by_flow(articles: Path, folder: Path, workers: int) -> Callable[[], object]:
    from flows.build import build_timeline  # noqa: PLC0415 - the same

    out, ledger, review = (str(folder / name) for name in ("outputs", "timeline.db", "review.csv"))
    return lambda: build_timeline([str(articles)], out, AS_OF, ledger=ledger, review=review, workers=workers)


def _timed(work: Callable[[], object]) -> Work:
    clock, own = perf_counter(), process_time()
    work()
    own, clock = process_time() - own, perf_counter() - clock
    of_workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB
    return Work(clock, own, of_workers.ru_utime + of_workers.ru_stime, memory)


def main() -> None:
    """Run once, and tell what it took as JSON."""
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("way", choices=("library", "flow"))
    parser.add_argument("articles", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, default=CORES)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    prepare = _by_library if asked.way == "library" else _by_flow
    done = _timed(prepare(asked.articles, asked.folder, asked.workers))
    sys.stdout.write(json.dumps(asdict(done)) + "\n")


if __name__ == "__main__":
    main()
