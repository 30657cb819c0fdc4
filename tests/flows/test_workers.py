"""How workers are named, and what is said where there are none."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from flows.executor import suited
from flows.takings import TAKING
from flows.workers import UNSAID, Workers, workers_named
from tests.flows.commands import article, timeline
from timeline.errors import ConfigurationError


def test_workers_are_a_number_or_a_cluster() -> None:
    assert workers_named(None) is UNSAID
    assert workers_named(3) == workers_named("3") == Workers(processes=3)
    assert workers_named("dask=tls://dask.example.org:8786") == Workers(cluster="tls://dask.example.org:8786")


@pytest.mark.parametrize(
    "name", ["0", "-1", "two", "", "dask", "dask=", "dask=host:8786", "dask=http://h:1", "tcp://h:1"]
)
def test_what_names_no_workers_is_refused_with_how_to_write_it(name: str) -> None:
    with pytest.raises(ConfigurationError, match=r"(?s)names no workers.*dask=tcp://host:8786"):
        workers_named(name)


def test_the_command_says_so_before_anything_is_started(tmp_path: Path) -> None:
    article(tmp_path / "articles")

    done = timeline(tmp_path, "run", "articles", "--workers", "many")

    assert (done.returncode, done.stdout) == (2, "")
    assert "--workers many: names no workers" in done.stderr
    assert "Prefect" not in done.stderr


def test_a_scheduler_that_does_not_answer_is_told_with_a_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.cluster.CONNECT_LIMIT", 0.5)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{closed.getsockname()[1]}"
        with (
            pytest.raises(ConfigurationError, match=r"(?s)no Dask scheduler answers.*start it there"),
            suited(TAKING, 1, None, workers=Workers(cluster=address)),
        ):
            pass
