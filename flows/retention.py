"""How long the files of old runs are kept."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from flows.outputs import RUNS, WAITING, newest_or_none

__all__ = ["KEEP_RUNS", "NOTHING", "Pruned", "prune"]

KEEP_RUNS = 30
"""Runs that published something: a month of them where each day brings news. The ledger has the history of all."""

_RUN = re.compile(r"(\d{8}T\d{6}Z)(?:-(\d+))?")


@dataclass(frozen=True, slots=True)
class Pruned:
    """So many folders of old runs were removed, and so many could not be; the next run tries those again."""

    removed: int = 0
    refused: int = 0


NOTHING = Pruned()


def prune(out: Path, *, keep: int) -> Pruned:
    """Remove the oldest runs of an output folder, whole, until ``keep`` are left.

    What ``latest`` points to stays whatever its age, and what is no run's folder is not touched. A folder is first
    renamed to a waiting one, which the next run clears: a prune that is killed leaves no half of a run. The output
    folder must be locked.
    """
    newest = newest_or_none(out)
    old = [folder for folder in _runs(out)[:-keep] if folder.resolve() != newest]
    refused = sum(not _removed(folder) for folder in old)
    return Pruned(len(old) - refused, refused)


def _runs(out: Path) -> list[Path]:
    """The runs' folders from the oldest to the newest; a second run of one second has a number behind it."""
    runs = {
        folder: (match[1], int(match[2] or 1))
        for folder in (out / RUNS).glob("*")
        if (match := _RUN.fullmatch(folder.name)) and folder.is_dir() and not folder.is_symlink()
    }
    return sorted(runs, key=lambda folder: runs[folder])


def _removed(folder: Path) -> bool:
    try:
        shutil.rmtree(folder.rename(folder.with_name(f".{folder.name}{WAITING}")))
    except OSError:
        return False
    return True
