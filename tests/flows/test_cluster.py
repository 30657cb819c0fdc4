"""Work on a Dask cluster: the same as here, whoever dies meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.chunks import chunked
from flows.cluster import dask_cluster
from flows.executor import Work, in_process
from flows.takings import TAKING, Order, orders
from tests.flows.clusters import cluster
from tests.flows.commands import article
from timeline.errors import ConfigurationError
from timeline.ledger import TakenReading, open_ledger
from timeline.reading import survey

pytestmark = pytest.mark.slow

FILES = 80


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Articles that differ, so that each must come back in its own place."""
    for number in range(FILES):
        text = (
            f"The World AI Forum opened in Shanghai on {number % 28 + 1} July 2025. It drew {number + 2},000 people.\n"
        )
        article(tmp_path / "articles", f"forum-{number:02}.txt", text)
    return tmp_path


def ordered(home: Path) -> tuple[Order, ...]:
    return orders(survey([home / "articles"]).entries, open_ledger(home / "unused.db"))


def dies_once(chunk: tuple[Order, ...], types: Path | None) -> tuple[TakenReading | None, ...]:
    """Take a worker down by the first chunk that comes to it, and work as always ever after."""
    flag = chunk[0].entry.path.parent.parent / "dead"
    try:
        flag.touch(exist_ok=False)
    except FileExistsError:
        return TAKING.do(chunk, types)
    os.kill(os.getpid(), signal.SIGKILL)
    return ()


def deadly_for_seven(chunk: tuple[Order, ...], types: Path | None) -> tuple[TakenReading | None, ...]:
    if any(order.entry.path.stem == "forum-07" for order in chunk):
        os.kill(os.getpid(), signal.SIGKILL)
    return TAKING.do(chunk, types)


def test_a_chunk_that_is_lost_with_its_worker_is_done_again(home: Path) -> None:
    files = ordered(home)
    with cluster(home) as there, dask_cluster(Work(dies_once, TAKING.failed), None, address=there.address) as executor:
        with ThreadPoolExecutor(8) as threads:
            done = [reading for part in threads.map(executor, chunked(files)) for reading in part]
        dead = [worker.poll() for worker in there.workers]

    assert sorted(dead, key=str) == [-signal.SIGKILL, None]
    assert done == list(in_process(TAKING, None)(files))


def test_a_document_that_kills_every_worker_costs_only_itself(home: Path) -> None:
    files = ordered(home)[6:9]
    work = Work(deadly_for_seven, TAKING.failed)
    with cluster(home, workers=5) as there, dask_cluster(work, None, address=there.address) as executor:
        done = executor(files)
        assert [worker.poll() for worker in there.workers].count(None) == 1, "the scheduler gives up after four"

    assert [reading.failed for reading in done if reading] == [False, True, False]


def test_without_workers_the_run_is_told_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.cluster.CONNECT_LIMIT", 10.0)
    with (
        cluster(home, workers=0) as there,
        pytest.raises(ConfigurationError, match=r"(?s)has no workers.*start some: dask worker tcp://"),
        dask_cluster(TAKING, None, address=there.address),
    ):
        pass


def test_workers_that_all_die_end_the_run_with_a_cure(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.cluster.LOOK_AGAIN", 0.5)
    work = Work(deadly_for_seven, TAKING.failed)
    files = ordered(home)[:10]
    with (
        cluster(home, workers=1) as there,
        dask_cluster(work, None, address=there.address) as executor,
        pytest.raises(ConfigurationError, match="has no workers"),
    ):
        executor(files)


def test_workers_without_this_program_are_refused(home: Path) -> None:
    (home / "other" / "flows").mkdir(parents=True)
    (home / "other" / "flows" / "__init__.py").touch()
    with (
        cluster(home, program=home / "other") as there,
        pytest.raises(ConfigurationError, match=r"(?s)cannot do the work of this machine .*the same version there"),
        dask_cluster(TAKING, None, address=there.address),
    ):
        pass


def test_a_run_whose_worker_is_killed_publishes_the_same_bytes_as_one_here(home: Path, prefect_server: str) -> None:
    published = {}
    with cluster(home) as there:
        for name, workers in (("here", "1"), ("processes", "2"), ("cluster", f"dask={there.address}")):
            with _run(home, name, workers, prefect_server) as run:
                assert run.stderr
                for line in run.stderr:
                    if "Reading" in line and name == "cluster":
                        there.workers[0].kill()
            assert run.returncode == 0
            published[name] = {path.name: path.read_bytes() for path in (home / name / "latest").iterdir()}

    assert published["here"] == published["processes"] == published["cluster"]
    assert published["here"]["mentions.csv"].count(b"forum-") >= FILES


def _run(home: Path, name: str, workers: str, server: str) -> subprocess.Popen[str]:
    options = ("--as-of", "2025-08-01", "--out", name, "--ledger", f"{name}.db", "--workers", workers)
    return subprocess.Popen(
        [sys.executable, "-c", "from flows.cli import app; app()", "run", "articles", *options],
        cwd=home,
        env=os.environ | {"PREFECT_API_URL": server},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
