"""The scheduled run, for real: a server, a schedule of seconds, the report over HTTP, and an orderly end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.flows.commands import article
from tests.flows.runs import runs_of

pytestmark = pytest.mark.slow

PATIENCE = 180
"""Seconds to wait for what a busy machine does in 30."""


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Look again and again until something is so; the process must live meanwhile."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert process.poll() is None, f"timeline serve ended: {process.communicate()}"
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.5)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path, int]]:
    """A ``timeline serve`` that is running, its folder, and the port of its report."""
    article(tmp_path / "articles")
    command = [sys.executable, "-c", "from flows.cli import app; app()", "serve", "articles", "--interval", "15"]
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    environment |= {"PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_PROFILES_PATH": str(tmp_path / "profiles.toml")}
    process = subprocess.Popen(
        [*command, "--port", "0"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout
        page = next(line for line in process.stdout if line.startswith("Report:"))
        yield process, tmp_path, urlsplit(page.split()[1]).port or 0
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_runs_on_schedule_shows_the_report_and_ends_whole(
    served: tuple[subprocess.Popen[str], Path, int],
) -> None:
    process, folder, port = served
    report = folder / "outputs" / "latest" / "report.html"
    wait_for(report.exists, process)
    first = report.read_bytes()
    ledger = folder / "timeline.db"

    wait_for(lambda: runs_of(ledger) >= 2, process)

    assert report.read_bytes() == first, "a run that finds nothing new publishes nothing"
    assert len(list((folder / "outputs" / "runs").iterdir())) == 1
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/latest/report.html", timeout=60) as answer:
        assert answer.read() == first
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/../timeline.db", timeout=60)

    article(folder / "articles", "second.txt", "The Tallinn Forum opened on Monday.\n")
    wait_for(lambda: len(list((folder / "outputs" / "runs").iterdir())) == 2, process)
    wait_for(lambda: report.read_bytes() != first, process)

    os.kill(process.pid, signal.SIGTERM)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0, output
    assert "Stopped." in output
