"""Standard input as a source: what comes through a pipe, kept in a file for as long as the command takes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["PIPE", "with_pipe"]

PIPE = "-"
"""The source that stands for standard input."""


@contextmanager
def with_pipe(sources: Sequence[str]) -> Iterator[list[str]]:
    """Give the sources with standard input as a file named ``stdin``, whose suffix is that of its content."""
    if PIPE not in sources:
        yield list(sources)
        return
    from timeline.reading.formats import SUFFIXES, kind_of  # noqa: PLC0415 - only a pipe pays for it

    with TemporaryDirectory() as folder:
        data = sys.stdin.buffer.read()
        kind = kind_of(data, ".txt")
        suffix = next((suffix for suffix, meant in SUFFIXES.items() if meant == kind), ".txt")
        path = Path(folder) / f"stdin{suffix}"
        path.write_bytes(data)
        yield [str(path) if source == PIPE else source for source in sources]
