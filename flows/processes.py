"""Other processes of this machine, any of which may be ended at any moment without the run waiting for it for ever."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from shutil import rmtree
from tempfile import NamedTemporaryFile, TemporaryDirectory
from threading import Thread
from typing import Any, Generic, TypeVar

from flows.collecting import collect_sparingly
from timeline.errors import ConfigurationError

__all__ = ["Processes", "Promised"]

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Promised(Generic[Made]):
    """What another process is making, or has made."""

    _file: Future[Path]

    def result(self) -> Made:
        """Wait for it, and take it: it is handed over once.

        Raises BrokenProcessPool where a process was ended, CancelledError where the run has ended meanwhile, and what
        the work itself raised.
        """
        kept = self._file.result()
        try:
            made: Made = _taken(kept)
        except FileNotFoundError as error:
            raise CancelledError from error
        return made

    def done(self) -> bool:
        """Say whether there is nothing left to wait for."""
        return self._file.done()


class Processes:
    """So many processes, which leave Ctrl-C to the run and end with it.

    What they are given and what they make goes from hand to hand in files. A pipe takes 64 KB: of a worker that is
    ended while it writes more, half a message would be left there, and the run would wait for the rest of it; what is
    written to one that is ended would be waited for likewise. The name of a file goes through whole or not at all. They
    are spawned, since threads and a forked copy of them do not go together.
    """

    def __init__(self, count: int) -> None:
        """Raise ConfigurationError where there is no folder for such files."""
        self._files = _folder()
        self._others = set(active_children())
        self._pool = ProcessPoolExecutor(
            count, mp_context=get_context("spawn"), initializer=_begin, initargs=(self._files.name,)
        )

    def submit(self, do: Callable[..., Made], *given: object) -> Promised[Made]:
        """Have a function of a module done with what it is given; raises BrokenProcessPool where one was ended."""
        return Promised(self._pool.submit(_handed_over, self._files.name, _kept(self._files.name, (do, given))))

    def end(self, *, at_once: bool = False) -> None:
        """End them when what was begun is done, or in the middle of it ``at_once``; what was not begun is dropped."""
        if at_once:
            for process in set(active_children()) - self._others:
                process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._files.cleanup()


def _handed_over(folder: str, order: Path) -> Path:
    """Do, in the worker, what the file says, and say which file holds what came of it."""
    do, given = _taken(order)
    return _kept(folder, do(*given))


def _folder() -> TemporaryDirectory[str]:
    try:
        return TemporaryDirectory(prefix="timeline-", ignore_cleanup_errors=True)
    except OSError as error:
        cure = "set TMPDIR to a folder in which this user may write"
        raise ConfigurationError(error.strerror or str(error), file="TMPDIR", cure=cure) from error


def _kept(folder: str, made: object) -> Path:
    """Write a file for another process of this run; OSError, with the folder, where that cannot be done."""
    try:
        with NamedTemporaryFile(dir=folder, delete=False) as file:
            pickle.dump(made, file, protocol=pickle.HIGHEST_PROTOCOL)
    except OSError as error:
        raise OSError(error.errno, error.strerror, folder) from error
    return Path(file.name)


def _taken(kept: Path) -> Any:  # noqa: ANN401 - it is what was written, of any type
    """Read what another process of this run wrote, and remove the file."""
    with kept.open("rb") as file:
        made = pickle.load(file)  # noqa: S301 - only processes of this run write in that folder
    kept.unlink()
    return made


def _begin(folder: str) -> None:
    """Leave Ctrl-C to the run, and end with it: a worker of a run that was killed would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_sparingly()
    Thread(target=_end_with_the_run, args=(folder,), daemon=True).start()


def _end_with_the_run(folder: str) -> None:
    if run := parent_process():
        run.join()
        rmtree(folder, ignore_errors=True)
        os._exit(1)
