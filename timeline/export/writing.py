"""Writing files so that a reader sees the old one or the new one, never half of either."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from timeline.errors import ConfigurationError

__all__ = ["opened_files", "write_files"]


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder, made if missing; each appears complete, under its name, or not at all.

    Raises ConfigurationError where the folder cannot be written, ValueError where a name is no plain file name.
    """
    with opened_files(folder, files) as opened:
        for name, data in files.items():
            opened[name].write(data)


@contextmanager
def opened_files(folder: Path, names: Iterable[str]) -> Iterator[Mapping[str, BinaryIO]]:
    """Open files of a folder, made if missing, to be written bit by bit; each appears complete, or not at all.

    All are first written beside their place under a hidden name and flushed to the disk, then renamed one by one: when
    the disk fills up half way, or something else goes wrong, everything is as before. Raises ConfigurationError where
    the folder cannot be written, ValueError where a name is no plain file name.
    """
    wanted = tuple(names)
    for name in wanted:
        if name in ("", ".", "..") or "/" in name or "\\" in name or "\0" in name:
            raise ValueError(f"no plain file name: {name!r}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _waiting(folder, wanted) as files:
            yield files
    except OSError as error:
        raise ConfigurationError(
            f"the files cannot be written: {error.strerror}",
            file=str(folder),
            cure="choose a folder that you may write to, on a disk with room",
        ) from error


@contextmanager
def _waiting(folder: Path, names: Iterable[str]) -> Iterator[Mapping[str, BinaryIO]]:
    beside = {name: folder / f".{name}.{secrets.token_hex(4)}.part" for name in names}
    try:
        with ExitStack() as stack:
            files = {name: stack.enter_context(path.open("xb")) for name, path in beside.items()}
            yield files
            for file in files.values():
                file.flush()
                os.fsync(file.fileno())
        for name, path in beside.items():
            path.replace(folder / name)
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    """A rename lives in the folder, so the folder too must reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
