"""What the fixtures of this folder are: functions that make files to read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from timeline.reading import Entry

__all__ = ["EntryOf", "MakePdf", "Write"]


class Write(Protocol):
    """Writes a file below the test's own folder, byte for byte."""

    def __call__(self, name: str, content: str | bytes) -> Path: ...


class EntryOf(Protocol):
    """Writes a file and gives the entry a survey would make of it; keywords are what a manifest states."""

    def __call__(self, name: str, content: str | bytes, *, fallback: date | None = None, **stated: object) -> Entry: ...


class MakePdf(Protocol):
    """Builds a PDF with one line of text a page; ``info`` is the body of its information dictionary."""

    def __call__(self, pages: Sequence[str], *, info: str = "") -> bytes: ...
