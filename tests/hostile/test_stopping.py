"""A run that the system asks to end (SIGTERM) at any stage: told, whole, nothing left running, and the next heals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.flows.commands import REPOSITORY, article
from tests.flows.runs import run
from tests.hostile.disturbed import told
from tests.ledger.test_killed import shelf

pytestmark = pytest.mark.slow

SAID = "Stopped; what was there before is unchanged."
TERMINATED = 128 + signal.SIGTERM
LONGEST = 120
"""Seconds after which a run that was asked to end is said to hang; it takes one or two."""
ASKED_AT = """
import os, signal, sys
place = sys.argv.pop(1)
asked = []

def ask(event, arguments):
    if event in {"open", "os.rename", "subprocess.Popen"} and place in repr(arguments) and not asked:
        asked.append(True)
        os.kill(os.getpid(), signal.SIGTERM)

sys.addaudithook(ask)
from flows.cli import app
app()
"""
KILLED = """
import sys
import psutil
from flows.servers import local_server

with local_server(PREFECT_HOME=sys.argv[1]):
    print(*(child.pid for child in psutil.Process().children()), flush=True)
    sys.stdin.read()
"""
STAGES = {"reading": "articles/gallium.txt", "after the ledger's commit": "/.latest.part"}
MORE = {"writing the tables": "timeline.csv", "writing the report": "report.html"}
if os.environ.get("ALL_FAULTS"):
    STAGES |= MORE


def started(folder: Path, *command: str, server: str = "") -> subprocess.Popen[str]:
    """Start a run in a session of its own, so that what it leaves running is found."""
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    environment |= {"PYTHONPATH": str(REPOSITORY)}
    environment |= {"PREFECT_API_URL": server} if server else {"PREFECT_HOME": str(folder / "prefect")}
    return subprocess.Popen(
        [sys.executable, "-c", *command, "run", "articles", "--as-of", "2025-08-01"],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def left_running(process: subprocess.Popen[str]) -> list[str]:
    """What still runs of a session; a process that is about to be gone has no command any more."""
    mine = [one for one in psutil.process_iter(["cmdline"]) if _session(one.pid) == process.pid]
    return [" ".join(one.info["cmdline"]) for one in mine if one.info["cmdline"]]


def _session(process: int) -> int:
    try:
        return os.getsid(process)
    except ProcessLookupError:
        return 0


def ended(process: subprocess.Popen[str]) -> str:
    """Wait for the end of a run that was asked to end, and give what it said."""
    with process:
        _, said = process.communicate(timeout=LONGEST)
    assert process.returncode == TERMINATED, said
    assert SAID in said
    assert "Traceback" not in said
    assert left_running(process) == []
    return said


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, ...]]:
    """The timeline of a run that nobody asked to end."""
    folder = tmp_path_factory.mktemp("whole")
    shelf(folder, later=False)
    run(folder)
    return told(folder)


@pytest.mark.parametrize("place", STAGES.values(), ids=STAGES)
def test_a_run_that_is_asked_to_end_ends_whole_and_the_next_one_heals(
    tmp_path: Path, whole: list[tuple[str, ...]], prefect_server: str, place: str
) -> None:
    shelf(tmp_path, later=False)
    ended(started(tmp_path, ASKED_AT, place, server=prefect_server))
    assert not (tmp_path / "outputs" / "latest").exists()
    run(tmp_path)
    assert told(tmp_path) == whole
    assert not list((tmp_path / "outputs" / "runs").glob(".*"))


def test_a_run_that_is_asked_to_end_while_it_starts_a_server_leaves_none(tmp_path: Path) -> None:
    article(tmp_path / "articles")
    ended(started(tmp_path, ASKED_AT, "'server', 'start'"))
    assert not (tmp_path / "outputs" / "latest").exists()


def test_a_run_whose_processes_are_all_asked_to_end_at_once_ends_whole(tmp_path: Path, prefect_server: str) -> None:
    for number in range(300):
        article(tmp_path / "articles", f"forum-{number}.txt", "The AI Forum opened on 26 July 2025. " * 40)
    process = started(tmp_path, "from flows.cli import app; app()", server=prefect_server)
    assert process.stderr
    assert any("Reading" in line for line in process.stderr)
    os.killpg(process.pid, signal.SIGTERM)
    ended(process)
    assert not (tmp_path / "outputs" / "latest").exists()


def test_a_server_ends_with_a_run_that_was_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=REPOSITORY, **pipes) as run_of_it:
        assert run_of_it.stdout
        server = psutil.Process(int(run_of_it.stdout.readline()))
        run_of_it.kill()
    assert psutil.wait_procs([server], timeout=LONGEST)[1] == []
