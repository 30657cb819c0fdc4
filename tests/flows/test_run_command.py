"""``timeline run`` as a user types it, on the test server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.commands import article, timeline
from tests.flows.runs import runs_of

pytestmark = pytest.mark.slow


def test_run_ends_with_what_changed_where_it_is_and_what_to_type_next(tmp_path: Path, prefect_server: str) -> None:
    article(tmp_path / "articles")

    first = timeline(tmp_path, "run", "articles", "--as-of", "2025-08-01", PREFECT_API_URL=prefect_server)
    second = timeline(tmp_path, "run", "articles", "--as-of", "2025-08-02", PREFECT_API_URL=prefect_server)

    assert (first.returncode, second.returncode) == (0, 0)
    assert "outputs/latest/report.html" in first.stdout
    assert "Next:" in first.stdout
    assert "nothing new" in second.stdout
    assert "local server" not in first.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "articles",
        "outputs",
        "timeline.db",
        "timeline.db.lock",
    ]
    assert len(list((tmp_path / "outputs" / "runs").iterdir())) == 1


def test_a_bad_document_gives_exit_code_1_and_a_timeline(tmp_path: Path, prefect_server: str) -> None:
    article(tmp_path / "articles")
    (tmp_path / "articles" / "broken.txt").write_bytes(b"\xff\xfe\xff")

    done = timeline(tmp_path, "run", "articles", PREFECT_API_URL=prefect_server)

    assert done.returncode == 1
    assert "error: broken" in done.stdout
    assert (tmp_path / "outputs" / "latest" / "timeline.csv").exists()


def test_ctrl_c_ends_a_run_quietly_and_publishes_nothing(tmp_path: Path, prefect_server: str) -> None:
    for number in range(300):
        article(tmp_path / "articles", f"forum-{number}.txt", "The AI Forum opened on 26 July 2025. " * 40)
    command = [sys.executable, "-c", "from flows.cli import app; app()", "run", "articles", "--workers", "2"]
    environment = {"PREFECT_API_URL": prefect_server}

    with subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=os.environ | environment
    ) as run:
        assert run.stderr
        line = next(line for line in run.stderr if "Reading" in line)
        run.send_signal(signal.SIGINT)
        rest = run.stderr.read()

    assert "of 300 files" in line
    assert run.returncode == 130
    assert "Stopped; what was there before is unchanged." in rest
    assert "Traceback" not in rest
    assert not (tmp_path / "outputs" / "latest").exists()
    assert runs_of(tmp_path / "timeline.db") == 0, "what was read is kept for the next run, and no run is on record"
