"""Faults of the machine in the middle of a run: told with a cure, nothing lost or doubled, and the next run heals."""

from __future__ import annotations

import math
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest

from flows import publishing
from flows.executor import WORTH_PROCESSES, Work, process_pool
from tests.flows.commands import article
from tests.flows.runs import run, runs_of, workers_of
from tests.flows.test_executor import entries
from tests.hostile.disturbed import some, told, with_fault
from tests.hostile.machines import disk, fill
from tests.ledger.test_killed import shelf
from timeline.ledger import TakenReading, connecting
from timeline.reading import Entry

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[2]


def at_length(chunk: tuple[Entry, ...], _types: Path | None) -> tuple[str, ...]:
    """Make more of a document than a pipe takes."""
    return tuple("read" * 50_000 for _ in chunk)


@pytest.mark.parametrize("left", some(8_192, 0, 200_000))
def test_a_full_disk_under_the_ledger(tmp_path: Path, undisturbed: list[tuple[str, ...]], left: int) -> None:
    with disk(tmp_path / "disk") as small:
        said = with_fault(tmp_path, lambda: fill(small, leave=left).unlink, str(small / "timeline.db"))
    assert "make room on the disk" in said or "cannot be written" in said
    assert told(tmp_path) == undisturbed


@pytest.mark.parametrize("left", some(500_000, 0, 8_192))
def test_a_full_disk_under_the_outputs(tmp_path: Path, undisturbed: list[tuple[str, ...]], left: int) -> None:
    with disk(tmp_path / "outputs") as small:
        said = with_fault(tmp_path, lambda: fill(small, leave=left).unlink)
        assert "disk with room" in said or "name another folder" in said
        assert told(tmp_path) == undisturbed
        assert not list((small / "runs").glob(".*"))


def test_a_full_disk_under_what_worker_processes_hand_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with disk(tmp_path / "temporary") as small:
        monkeypatch.setattr(tempfile, "tempdir", str(small))
        with process_pool(Work(at_length, str), None, workers=1) as executor:
            filler = fill(small, leave=0)
            with pytest.raises(OSError, match="No space left") as found:
                executor(entries(1))
            filler.unlink()
            assert executor(entries(1)) == at_length(entries(1), None)
    assert str(found.value.filename).startswith(f"{small}/timeline-")


@pytest.mark.parametrize("place", some("disk", "outputs"))
def test_a_disk_that_became_read_only(tmp_path: Path, undisturbed: list[tuple[str, ...]], place: str) -> None:
    with disk(tmp_path / place) as small:

        def mounted(how: str) -> Callable[[], None]:
            subprocess.run(["mount", "-o", f"remount,{how}", str(small)], check=True)
            return lambda: mounted("rw") and None  # type: ignore[func-returns-value]

        ledger = str(small / "timeline.db") if place == "disk" else ""
        assert "cure: " in with_fault(tmp_path, lambda: mounted("ro"), ledger)
        assert told(tmp_path) == undisturbed


def test_a_ledger_that_another_program_holds(
    tmp_path: Path, undisturbed: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "BUSY_MILLISECONDS", 50)

    def hold() -> Callable[[], None]:
        other = sqlite3.connect(tmp_path / "timeline.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        return other.close

    assert "end the program that holds it" in with_fault(tmp_path, hold)
    assert told(tmp_path) == undisturbed


def test_a_clock_that_was_set_back_loses_and_doubles_nothing(
    tmp_path: Path, undisturbed: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf(tmp_path, later=False)
    run(tmp_path, date(2025, 8, 9))
    shelf(tmp_path, later=True)
    monkeypatch.setattr(publishing, "stamp", lambda: "20240101T000000Z")
    summary = run(tmp_path, date(2024, 1, 1), keep_runs=1)
    assert told(tmp_path) == undisturbed
    assert summary.pruned.removed == 0, "what is newest is not what bears the latest day"
    assert not run(tmp_path, date(2025, 8, 9)).changes
    assert runs_of(tmp_path / "timeline.db") == 3


RACE = """
import sys
from pathlib import Path
from flows.cli import typer
from flows.terminal import errors_told
from tests.flows.runs import run
sys.stdin.read()
try:
    with errors_told():
        run(Path(sys.argv[1]))
except typer.Exit as ended:
    sys.exit(ended.exit_code)
"""


RACING: dict[str, Any] = {"cwd": REPOSITORY, "text": True, "stdin": subprocess.PIPE, "stderr": subprocess.PIPE}


def test_of_two_runs_that_begin_at_once_one_publishes_and_the_other_is_told(tmp_path: Path) -> None:
    shelf(tmp_path, later=False)
    command = [sys.executable, "-c", RACE, str(tmp_path)]
    with ExitStack() as stack:
        racers = [stack.enter_context(subprocess.Popen(command, **RACING)) for _ in range(2)]
        for racer in racers:
            assert racer.stdin
            racer.stdin.close()
        said = [racer.stderr.read() for racer in racers if racer.stderr]
    codes = [racer.returncode for racer in racers]
    assert 0 in codes
    assert all(
        code == 0 or ("another run" in told_it and "cure: wait" in told_it)
        for code, told_it in zip(codes, said, strict=True)
    )
    other = tmp_path / "other"
    shutil.copytree(tmp_path / "articles", other / "articles")
    run(other)
    assert told(tmp_path) == told(other)
    assert runs_of(tmp_path / "timeline.db") == codes.count(0)


LONG = 20
"""Paragraphs of an article that takes longer to read than to be told of: there is work left when workers are ended."""


def test_workers_that_the_system_ends_lose_and_double_nothing(tmp_path: Path) -> None:
    spoken = "\n\nDelegates from many countries spoke there about many things, as they had in the years before." * LONG
    for number in range(4 * WORTH_PROCESSES):
        text = f"The {number}th World AI Forum opened in Geneva on {1 + number % 28} July 2025. {spoken}"
        article(tmp_path / "articles", f"{number}.txt", text)
    shutil.copytree(tmp_path / "articles", tmp_path / "other" / "articles")
    read: list[TakenReading] = []
    ended: list[int] = []

    def end_workers(taken: TakenReading) -> None:
        read.append(taken)
        if len(read) < (10, 60, math.inf)[len(ended)]:
            return
        # What a lost process had is done by one that has ended when its readings come: there may be none just now.
        workers = workers_of(psutil.Process())
        for worker in workers:
            with suppress(psutil.NoSuchProcess):
                worker.kill()
        ended.extend([len(workers)] if workers else [])

    summary = run(tmp_path, workers=2, watch=end_workers)
    assert len(ended) == 2
    assert summary.errors == ()
    assert len({taken.id for taken in read}) == len(read) == 4 * WORTH_PROCESSES
    run(tmp_path / "other")
    assert told(tmp_path) == told(tmp_path / "other")


FEW_FILES = """
import resource, sys
from pathlib import Path
from tests.flows.runs import run
from flows.terminal import errors_told
import altair, openpyxl, pandas, typer
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    with errors_told():
        run(Path(sys.argv[1]))
except typer.Exit as ended:
    sys.exit(ended.exit_code)
"""


@pytest.mark.parametrize("handles", some(8, 4, 6, 12, 64))
def test_a_run_without_file_handles_is_told_and_the_next_one_heals(tmp_path: Path, handles: int) -> None:
    shelf(tmp_path, later=False)
    command = [sys.executable, "-c", FEW_FILES, str(tmp_path), str(handles)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 2}, done.stderr
    assert done.returncode == 0 or "cure: " in done.stderr
    run(tmp_path)
    other = tmp_path / "other"
    shutil.copytree(tmp_path / "articles", other / "articles")
    run(other)
    assert told(tmp_path) == told(other)
