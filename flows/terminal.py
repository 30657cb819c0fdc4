"""What reaches the terminal: plain text without control characters, a progress bar where there is someone to see it."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

import typer

from flows.progress import Watcher
from flows.showing import safe, safe_line
from flows.stopping import Terminated, terminable
from timeline.errors import ConfigurationError, TimelineError
from timeline.export import write_files
from timeline.model import Problem

__all__ = [
    "DONE",
    "INTERRUPTED",
    "NOTHING_WRITTEN",
    "SCREEN",
    "SOME_DOCUMENT_FAILED",
    "errors_told",
    "hand_out",
    "note",
    "progress",
    "safe",
    "say",
    "show_what_can_be_shown",
    "tell_problems",
]

DONE = 0
SOME_DOCUMENT_FAILED = 1
NOTHING_WRITTEN = 2
INTERRUPTED = 130
TERMINATED = 143

_CURES = {
    errno.EMFILE: "allow more open files with `ulimit -n 4096`, and run again",
    errno.ENFILE: "end other programs, which hold all files that the machine can open, and run again",
    errno.ENOSPC: "make room on the disk, and run again",
    errno.EDQUOT: "make room within your quota, and run again",
    errno.EROFS: "let the disk be written to, and run again",
}
"""What helps where the machine has run out of something."""

SCREEN = "-"
"""The file name that means standard output."""


def show_what_can_be_shown() -> None:
    """Let a terminal or a pipe that has not all characters (Latin-1) show a ? for the others, and go on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str = "") -> None:
    """Print a result."""
    typer.echo(safe(text))


def note(text: str) -> None:
    """Print what is no result: where a run stands, what went wrong."""
    typer.echo(safe(text), err=True)


def tell_problems(problems: Iterable[Problem]) -> None:
    """Say what is wrong, each with its place and cure."""
    for problem in problems:
        what = safe_line(f"{problem.severity}: {problem.document_id}, {problem.place}: {problem.problem}")
        note(f"{what}\n  cure: {safe_line(problem.cure)}")


def hand_out(data: bytes, output: str) -> None:
    """Write a result to a file, whole or not at all, or to the screen; into a pipe or a device, never in its place.

    Raises ConfigurationError where it cannot be written.
    """
    path = Path(os.path.realpath(output))
    if output == SCREEN:
        typer.echo(data, nl=False)
    elif path.is_dir():
        raise ConfigurationError("is a folder", file=output, cure="name a file in it")
    elif path.exists() and not path.is_file():
        try:
            path.write_bytes(data)
        except OSError as error:
            problem = f"cannot be written: {error.strerror}"
            raise ConfigurationError(problem, file=output, cure="name another file") from error
    else:
        write_files(path.parent, {path.name: data})


@contextmanager
def errors_told() -> Iterator[None]:
    """Turn an error the reader can mend into its message and exit code 2, and Ctrl-C or SIGTERM into a quiet end.

    Errors of the machine that no file is at fault for (a full disk, no file handles left) are told likewise.
    """
    try:
        with terminable():
            yield
    except TimelineError as error:
        note(_told(error))
        raise typer.Exit(NOTHING_WRITTEN) from error
    except OSError as error:
        if error.errno not in _CURES:
            raise
        where = f": {safe_line(str(error.filename))}" if error.filename else ""
        note(f"{error.strerror}{where}\n  cure: {_CURES[error.errno]}; nothing was lost")
        raise typer.Exit(NOTHING_WRITTEN) from error
    except KeyboardInterrupt as error:
        note("Stopped; what was there before is unchanged.")
        raise typer.Exit(TERMINATED if isinstance(error, Terminated) else INTERRUPTED) from error


def _told(error: TimelineError) -> str:
    """What is wrong, where, and what helps; the lines of what others say are set in, so that none passes for ours."""
    problem = error.problem.strip().replace("\n", "\n    ")
    file, place, cure = (safe_line(part) for part in (error.file, error.place, error.cure))
    return str(TimelineError(problem, file=file, place=place, cure=cure))


@contextmanager
def progress(label: str) -> Iterator[Watcher]:
    """Show how far a run is: a bar on a terminal, elsewhere a line for each quarter of the way."""
    from rich.console import Console  # noqa: PLC0415 - the quick commands start without it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - the same

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _lines(label)
        return
    bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True)
    task = bar.add_task(label)

    def watch(done: int, total: int) -> None:
        bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield watch
    finally:
        bar.stop()


def _lines(label: str) -> Watcher:
    told = 0

    def watch(done: int, total: int) -> None:
        nonlocal told
        quarter = 4 * done // max(total, 1)
        if quarter > told:
            told = quarter
            note(f"{label}: {done} of {total} files")

    return watch
