"""Standard input as a source, and columns named by option."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.commands import FORUM, timeline

pytestmark = pytest.mark.slow


def piped(folder: Path, data: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from flows.cli import app; app()", *arguments]
    return subprocess.run(command, cwd=folder, input=data, capture_output=True, check=False, timeout=300)


@pytest.mark.parametrize(
    "data",
    [
        FORUM.encode(),
        f"<html><body><article><h1>A forum</h1><p>{FORUM}</p></article></body></html>".encode(),
        json.dumps({"text": FORUM}).encode(),
    ],
)
def test_what_comes_through_a_pipe_is_read_as_what_it_is(tmp_path: Path, data: bytes) -> None:
    done = piped(tmp_path, data, "dates", "-")
    assert done.returncode == 0, done.stderr
    first = json.loads(done.stdout.splitlines()[0])
    assert first["document_id"].startswith("stdin")
    assert first["date_start"] == "2025-07-26"


def test_an_empty_pipe_is_an_error_row(tmp_path: Path) -> None:
    done = piped(tmp_path, b"", "mentions", "-")
    assert done.returncode == 1
    assert b"the file holds no text" in done.stderr


def test_columns_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(f'Wortlaut,Text\n"{FORUM.strip()}",x\n', encoding="utf-8")
    done = timeline(tmp_path, "dates", "export.csv", "--columns", "text=Wortlaut")
    assert "2025-07-26" in done.stdout
    wrong = timeline(tmp_path, "dates", "export.csv", "--columns", "words=Wortlaut")
    assert wrong.returncode == 2
    assert "names no column" in wrong.stderr


def test_a_run_reads_the_columns_that_are_named_and_reads_again_when_they_change(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(f'Wortlaut,Text,Tag\n"{FORUM.strip()}",x,2025-07-28\n', encoding="utf-8")
    (tmp_path / "timeline.toml").write_text('[columns]\ntext = "Text"\npublished = "Tag"\n', encoding="utf-8")

    other = timeline(tmp_path, "run", "export.csv")
    named = timeline(tmp_path, "run", "export.csv", "--columns", "text=Wortlaut", "--columns", "published=Tag")

    assert "Events:     0" in other.stdout
    assert "Events:     1" in named.stdout
    assert "World AI Forum" in (tmp_path / "outputs" / "latest" / "timeline.csv").read_text(encoding="utf-8")
