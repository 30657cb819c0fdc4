"""Tables and events written as they come, a batch at a time, into all files that hold everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeVar

from timeline.export.csv_files import CsvWriter
from timeline.export.jsonl_files import jsonl_line
from timeline.export.parquet_files import ParquetWriter, has_parquet
from timeline.export.writing import opened_files
from timeline.model import Event
from timeline.table.columns import TABLES
from timeline.table.frames import timeline_frame

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BATCH", "Streams", "batches", "streamed", "streamed_names"]

BATCH = 1_000
"""Events or rows in memory at a time, a few megabytes: more are written no faster."""
_IN_PARQUET = ("timeline", "mentions")
_LINES = "timeline.jsonl"

Item = TypeVar("Item")


class _Writer(Protocol):
    def write(self, frame: pd.DataFrame) -> None: ...

    def close(self) -> None: ...


class Streams:
    """The files that hold everything: each table as CSV, events as JSON Lines, and Parquet where pyarrow is there."""

    def __init__(self, files: Mapping[str, BinaryIO]) -> None:
        self._lines = files[_LINES]
        self._writers: dict[str, list[_Writer]] = {}
        for name, columns in TABLES.items():
            csv = CsvWriter(files[f"{name}.csv"], [column.name for column in columns])
            parquet = [ParquetWriter(files[file], name) for file in (f"{name}.parquet",) if file in files]
            self._writers[name] = [csv, *parquet]

    def write(self, name: str, frame: pd.DataFrame) -> None:
        """Append rows to a table."""
        for writer in self._writers[name]:
            writer.write(frame)

    def tell(self, events: Iterable[Event]) -> Iterator[pd.DataFrame]:
        """Append events to the timeline, in all its forms, and give the rows of each batch when they are written."""
        for batch in batches(events):
            self._lines.writelines(map(jsonl_line, batch))
            frame = timeline_frame(batch)
            self.write("timeline", frame)
            yield frame

    def close(self) -> None:
        """Write what is left to write."""
        for writers in self._writers.values():
            for writer in writers:
                writer.close()


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut a stream into batches, each let go before the next is made."""
    stream = iter(items)
    while batch := list(islice(stream, BATCH)):
        yield batch


def streamed_names() -> tuple[str, ...]:
    """The names of the files that hold everything; the Parquet files only where pyarrow is installed."""
    parquet = [f"{name}.parquet" for name in _IN_PARQUET] if has_parquet() else []
    return (*(f"{name}.csv" for name in TABLES), _LINES, *parquet)


@contextmanager
def streamed(folder: Path) -> Iterator[Streams]:
    """Write these files to a folder; they appear when all are complete, or none of them does.

    Raises ConfigurationError where the folder cannot be written.
    """
    with opened_files(folder, streamed_names()) as files:
        streams = Streams(files)
        yield streams
        streams.close()
