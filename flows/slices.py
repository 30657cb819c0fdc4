"""A part of the newest run: some categories, some days; made from its tables, without reading a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from flows.files import Tables, csv_files, published, view_files
from flows.outputs import newest
from timeline.errors import ConfigurationError
from timeline.export import read_csv, write_files
from timeline.table import TABLES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Slice", "republish"]


@dataclass(frozen=True, slots=True)
class Slice:
    """Which events: those whose days overlap ``first``..``last`` (both included), of these categories (none: all)."""

    first: date | None = None
    last: date | None = None
    categories: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return "; ".join(self._parts()) or "everything"

    def _parts(self) -> Iterator[str]:
        if self.first:
            yield f"from {self.first}"
        if self.last:
            yield f"to {self.last}"
        if self.categories:
            yield f"only {', '.join(sorted(self.categories))}"

    def of(self, timeline: pd.DataFrame) -> pd.DataFrame:
        """Keep the rows of this part; with a first or last day, undated events are none of them."""
        kept = self.days_of(timeline)
        if self.categories:
            kept = kept[kept["category"].isin(self.categories)]
        return kept.reset_index(drop=True)

    def days_of(self, table: pd.DataFrame) -> pd.DataFrame:
        """Keep the rows whose days overlap those of this part."""
        kept = table
        if self.first:
            kept = kept[kept["date_end"] >= self.first.isoformat()]
        if self.last:
            kept = kept[kept["date_start"] <= self.last.isoformat()]
        return kept.reset_index(drop=True)


def republish(out: Path, into: Path, part: Slice) -> tuple[Path, ...]:
    """Write the tables and views of a part of the newest run to a folder, and name the files.

    Raises ConfigurationError where there is no run, where its files cannot be read, or where no event is left.
    """
    folder = newest(out)
    tables = _read(folder)
    kept = part.of(tables["timeline"])
    if kept.empty:
        categories = ", ".join(sorted(set(tables["timeline"]["category"]))) or "none"
        cure = f"ask for other days or categories; the run has: {categories}"
        raise ConfigurationError(f"no event is left ({part})", file=str(folder), cure=cure)
    mentions = tables["mentions"][tables["mentions"]["event_id"].isin(kept["event_id"])].reset_index(drop=True)
    tables = {
        "timeline": kept,
        "mentions": mentions,
        "changes": tables["changes"][tables["changes"]["event_id"].isin(kept["event_id"])].reset_index(drop=True),
        "leads": part.days_of(tables["leads"]),
        "problems": tables["problems"],
    }
    about = published(folder)
    files = csv_files(tables) | view_files(tables, about, facts=about.summary.facts | {"Part": str(part)})
    write_files(into, files)
    return tuple(into / name for name in files)


def _read(folder: Path) -> Tables:
    try:
        return {name: read_csv((folder / f"{name}.csv").read_bytes(), columns) for name, columns in TABLES.items()}
    except OSError as error:
        cure = "make a new run with `timeline run`"
        raise ConfigurationError(f"cannot be read: {error.strerror}", file=str(error.filename), cure=cure) from error
