"""Writing files so that a reader sees the old one or the new one, never half of either."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from timeline.errors import ConfigurationError

__all__ = ["write_files"]


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder, made if missing; each appears complete, under its name, or not at all.

    All are first written beside their place under a hidden name and flushed to the disk, then renamed one by one: when
    the disk fills up half way, everything is as before. Raises ConfigurationError where the folder cannot be
    written, ValueError where a name is no plain file name.
    """
    for name in files:
        if name in ("", ".", "..") or "/" in name or "\\" in name or "\0" in name:
            raise ValueError(f"no plain file name: {name!r}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_all(folder, files)
    except OSError as error:
        raise ConfigurationError(
            f"the files cannot be written: {error.strerror}",
            file=str(folder),
            cure="choose a folder that you may write to, on a disk with room",
        ) from error


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, data in files.items():
            beside = folder / f".{name}.{secrets.token_hex(4)}.part"
            waiting.append((beside, folder / name))
            _write(beside, data)
        for beside, place in waiting:
            beside.replace(place)
    finally:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)
    _flush_folder(folder)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """A rename lives in the folder, so the folder too must reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
