"""The output folder: ``runs/<stamp>/`` for each run, ``latest`` for the newest, whole at every moment."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from filecmp import cmp
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType

from timeline.errors import ConfigurationError
from timeline.export import write_files

__all__ = ["check_writable", "holds", "locked", "newest_or_none", "place", "prepare"]

LATEST = "latest"
RUNS = "runs"
LOCK = ".lock"
WAITING = ".part"
_CURE = "name another folder with --out, or let this user write there"


def check_writable(out: Path, *, cure: str = _CURE) -> Path:
    """Find out whether a run could write there, without leaving anything: the folder that is there, it or one above it.

    Raises ConfigurationError where it could not.
    """
    there = out
    try:
        there = next(folder for folder in (out, *out.absolute().parents) if folder.exists())
        with TemporaryFile(dir=there):
            return there
    except OSError as error:
        raise ConfigurationError(f"cannot be written: {error.strerror}", file=str(there), cure=cure) from error


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Keep the output folder to one run at a time; the system lets go of the lock even when the run is killed.

    Raises ConfigurationError when another run holds it (and says which), or the folder cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = (out / LOCK).open("a+", encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"cannot be written: {error.strerror}", file=str(out), cure=_CURE) from error
    with lock:
        _take(lock.fileno(), out)
        lock.truncate(0)
        lock.write(f"process {os.getpid()}")
        lock.flush()
        yield


def newest_or_none(out: Path) -> Path | None:
    """Find the files of the newest run, if there is one."""
    folder = out / LATEST
    return folder.resolve() if folder.is_dir() else None


def holds(out: Path, folder: Path, names: Iterable[str]) -> bool:
    """Whether the newest run has some files of a folder exactly as they are, byte for byte, among its own."""
    latest = out / LATEST
    return all((latest / name).is_file() and cmp(latest / name, folder / name, shallow=False) for name in names)


@contextmanager
def prepare(out: Path, stamp: str, files: Mapping[str, bytes] = MappingProxyType({})) -> Iterator[Path]:
    """Make a waiting folder with files of a run under ``runs/``, gone again unless it is put in its place.

    Also clears what a killed run left waiting. The output folder must be locked.
    """
    for left in (out / RUNS).glob(f".*{WAITING}"):
        shutil.rmtree(left)
    waiting = out / RUNS / f".{stamp}{WAITING}"
    try:
        write_files(waiting, files)
        yield waiting
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def place(out: Path, stamp: str, waiting: Path) -> Path:
    """Put a waiting folder in its place and point ``latest`` to it; both by a rename, which happens or does not."""
    folder = _free(out / RUNS / stamp)
    waiting.rename(folder)
    link = out / f".{LATEST}{WAITING}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(RUNS) / folder.name)
    try:
        link.replace(out / LATEST)
    except OSError as error:
        link.unlink(missing_ok=True)
        cure = f"move it away; the files of this run are in {folder}"
        raise ConfigurationError("is not the link of earlier runs", file=str(out / LATEST), cure=cure) from error
    _flush(out / RUNS)
    _flush(out)
    return folder


def _take(lock: int, out: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = (out / LOCK).read_text(encoding="utf-8") or "another process"
        cure = "wait until it has ended, or name another folder with --out"
        raise ConfigurationError(f"another run is writing here ({holder})", file=str(out), cure=cure) from error


def _free(folder: Path) -> Path:
    """Two runs within a second are told apart by a number."""
    candidate, number = folder, 1
    while candidate.exists():
        number += 1
        candidate = folder.with_name(f"{folder.name}-{number}")
    return candidate


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
