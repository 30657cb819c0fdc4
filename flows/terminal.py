"""What reaches the terminal: plain text without control characters, a progress bar where there is someone to see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from flows.progress import Watcher
from timeline.errors import TimelineError

__all__ = ["DONE", "NOTHING_WRITTEN", "SOME_DOCUMENT_FAILED", "errors_told", "note", "progress", "safe", "say"]

DONE = 0
SOME_DOCUMENT_FAILED = 1
NOTHING_WRITTEN = 2
INTERRUPTED = 130

# Escape sequences and direction marks of a document or a file name could forge what the terminal shows.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def safe(text: str) -> str:
    r"""Take from a text what a terminal would obey instead of show.

    >>> safe("a\x1b[2Jb")
    'a\ufffd[2Jb'
    """
    return _UNSAFE.sub("\ufffd", text)


def say(text: str = "") -> None:
    """Print a result."""
    typer.echo(safe(text))


def note(text: str) -> None:
    """Print what is no result: where a run stands, what went wrong."""
    typer.echo(safe(text), err=True)


@contextmanager
def errors_told() -> Iterator[None]:
    """Turn an error the reader can mend into its message and exit code 2, and Ctrl-C into a quiet end."""
    try:
        yield
    except TimelineError as error:
        note(str(error))
        raise typer.Exit(NOTHING_WRITTEN) from error
    except KeyboardInterrupt as error:
        note("Stopped; what was there before is unchanged.")
        raise typer.Exit(INTERRUPTED) from error


@contextmanager
def progress(label: str) -> Iterator[Watcher]:
    """Show how far a run is: a bar on a terminal, elsewhere a line for each tenth of the way."""
    from rich.console import Console  # noqa: PLC0415 - the quick commands start without it

    console = Console(stderr=True)
    if console.is_terminal:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - the same

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(label, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)
        return
    yield _lines(label)


def _lines(label: str) -> Watcher:
    told = -1

    def watch(done: int, total: int) -> None:
        nonlocal told
        tenth = 10 * done // max(total, 1)
        if tenth > told:
            told = tenth
            note(f"{label}: {done} of {total} files")

    return watch
