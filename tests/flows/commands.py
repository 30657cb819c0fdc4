"""Runs the command as a user does, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from flows.cli import app

__all__ = ["FORUM", "REPOSITORY", "article", "command_of", "commands", "timeline"]

REPOSITORY = Path(__file__).parents[2]
FORUM = "The World AI Forum opened in Shanghai on 26 July 2025. It closed two days later.\n"


def timeline(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``timeline``, the one beside these tests, in a folder; the text of its outputs is captured."""
    command = [sys.executable, "-c", "from flows.cli import app; app()", *arguments]
    here = os.environ | {"PYTHONPATH": str(REPOSITORY)} | environment
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300, env=here)


def article(folder: Path, name: str = "forum.txt", text: str = FORUM, *, published: str = "2025-07-28") -> Path:
    """Write an article with its publication day in a header."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    header = f"---\npublished: {published}\n---\n" if published else ""
    path.write_text(header + text, encoding="utf-8")
    return path


def commands() -> list[tuple[str, ...]]:
    """The words of every command behind ``timeline``, those of groups included."""
    return [words for words, _ in _walked((), get_command(app))]


def command_of(words: tuple[str, ...]) -> TyperCommand | TyperGroup:
    """The command that some words call."""
    return dict(_walked((), get_command(app)))[words]


def _walked(
    words: tuple[str, ...], command: TyperCommand | TyperGroup
) -> list[tuple[tuple[str, ...], TyperCommand | TyperGroup]]:
    within = command.commands if isinstance(command, TyperGroup) else {}
    inside = [row for name, one in within.items() for row in _walked((*words, name), one)]
    return [(words, command), *inside] if words else inside
