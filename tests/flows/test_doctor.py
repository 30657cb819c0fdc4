"""The doctor finds what would stop a run before it does, names the cure, and changes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.doctor import examine, tell_health
from tests.flows.commands import REPOSITORY, timeline


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def wrong() -> dict[str, str]:
    return {one.name: str(one.wrong) for one in examine() if one.wrong}


def test_an_empty_folder_is_well_and_stays_empty(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tell_health() == 0
    assert "A run would find all it needs." in capsys.readouterr().out
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("settings", "name", "told"),
    [
        ('sources = ["nowhere"]', "sources", "nowhere: there is no such file or folder"),
        ('types = "none"', "event types", "none: there is no such folder"),
        ('outputs = "file"', "outputs", "file: cannot be written"),
        ('ledger = "file"', "ledger", "the ledger cannot be used"),
        ('review = "."', "review", "the decisions cannot be read"),
        ("workers = 0", "settings", "timeline.toml, line 1, workers"),
    ],
)
def test_what_would_stop_a_run_is_named_with_its_cure(folder: Path, settings: str, name: str, told: str) -> None:
    (folder / "file").write_text("no database, and no folder")
    (folder / "timeline.toml").write_text(settings)

    [(found, message)] = wrong().items()

    assert found == name
    assert told in message
    assert "cure:" in message


@pytest.mark.slow
def test_a_server_that_does_not_answer_is_told(folder: Path) -> None:
    done = timeline(folder, "doctor", PREFECT_API_URL="http://127.0.0.1:9/api")

    assert done.returncode == 2
    assert "http://127.0.0.1:9/api: does not answer" in done.stdout


@pytest.mark.slow
def test_the_command_ends_with_the_code_of_a_run_that_cannot_begin(folder: Path) -> None:
    (folder / "timeline.toml").write_text('sources = ["nowhere"]')

    done = timeline(folder, "doctor")

    assert done.returncode == 2
    assert "1 of 10 would stop a run." in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("timeline hi", ["history"]),
        ("timeline review me", ["merge"]),
        ("timeline export ic", ["ics"]),
        ("timeline run --led", ["--ledger"]),
        ("timeline export csv --status pl", ["planned"]),
        ("timeline report --category conf", ["conference"]),
    ],
)
def test_shells_complete_what_is_typed(folder: Path, typed: str, completed: list[str]) -> None:
    place = str(len(typed.split()) - 1)
    asked = {"_TIMELINE_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": place}

    command = Path(sys.executable).with_name("timeline")
    done = subprocess.run(
        [command],
        cwd=folder,
        env=os.environ | asked | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.split() == completed
