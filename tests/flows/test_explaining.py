"""What `timeline explain` shows: colours on a terminal that has them, plain text everywhere else, a page on request."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from flows.explaining import show_why
from tests.flows.commands import article, timeline
from timeline.model import Document, Origin
from timeline.rulebook import load_rulebook

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-c", "from flows.cli import app; app()", "explain", "forum.txt"]


def on_a_terminal(folder: Path, **environment: str) -> str:
    """What the command writes to a terminal of its own."""
    ours, theirs = pty.openpty()
    wanted = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    with subprocess.Popen(COMMAND, cwd=folder, stdout=theirs, env=wanted | environment) as process:
        os.close(theirs)
        written = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux tells the end of a terminal in this way
                break
            if not part:
                break
            written += part
    os.close(ours)
    assert process.returncode == 0
    return written.decode("utf-8").replace("\r\n", "\n")


def test_a_terminal_with_colours_shows_the_text_with_its_marks(tmp_path: Path) -> None:
    article(tmp_path)
    shown = on_a_terminal(tmp_path, TERM="xterm-256color")
    assert "\x1b[" in shown
    assert shown.index("closed") < shown.index("EVENTS")


@pytest.mark.parametrize("environment", [{"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_without_colours_it_is_what_a_pipe_gets(tmp_path: Path, environment: dict[str, str]) -> None:
    article(tmp_path)
    plain = timeline(tmp_path, "explain", "forum.txt").stdout
    assert on_a_terminal(tmp_path, **environment) == plain
    assert "\x1b" not in plain


def test_a_text_cannot_drive_the_terminal_or_colour_itself() -> None:
    written = io.StringIO()
    console = Console(file=written, force_terminal=True, color_system="standard", markup=False, width=200)
    text = "The \x1b[2J[bold red]Forum[/]\x9b \u202eopened on 26 July 2025 in Rome :smile:."
    show_why(console, Document(Origin("a", published=date(2025, 7, 28)), text), load_rulebook())
    shown = written.getvalue()
    assert "\x1b[2J" not in shown
    assert "\x9b" not in shown
    assert "\u202e" not in shown
    assert "[bold red]" in shown
    assert ":smile:" in shown


def test_a_page_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    article(tmp_path)
    done = timeline(tmp_path, "explain", "forum.txt", "--html", "why.html")
    assert (done.returncode, done.stdout) == (0, "why.html\n")
    assert (tmp_path / "why.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_page_that_cannot_be_written_is_an_error_with_a_cure(tmp_path: Path) -> None:
    article(tmp_path)
    done = timeline(tmp_path, "explain", "forum.txt", "--html", "forum.txt/why.html")
    assert done.returncode == 2
    assert "cure" in done.stderr
