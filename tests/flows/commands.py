"""Runs the command as a user does, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

__all__ = ["FORUM", "REPOSITORY", "article", "timeline"]

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
