"""What can be wrong with a machine: a full or read-only disk, made for a test and gone after it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

__all__ = ["disk", "fill"]

_BLOCK = 4096


@contextmanager
def disk(folder: Path, *, size: str = "40m") -> Iterator[Path]:
    """Mount a small disk; skips the test where that is not permitted."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True) if os.geteuid() == 0 else None
    if done is None or done.returncode:
        pytest.skip("NO MOUNT: run as root where disks may be mounted, so that a full one is tried")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path, *, leave: int) -> Path:
    """Fill a disk but for some bytes, and give the file to remove."""
    path = folder / "filler"
    with path.open("wb") as file:
        free = os.statvfs(folder).f_bavail * _BLOCK - leave
        file.write(b"\0" * max(0, free))
    return path
