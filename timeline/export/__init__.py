"""From a timeline to files that people and programs take away, and the writing of files that are never half-written."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.cells import neutralise, restore
    from timeline.export.calendars import ics_bytes
    from timeline.export.content import Content
    from timeline.export.csv_files import CsvWriter, csv_bytes, read_csv
    from timeline.export.csv_rows import csv_of_rows
    from timeline.export.feeds import atom_bytes
    from timeline.export.formats import FORMATS, STREAMED, Format, files_of
    from timeline.export.jsonl_files import jsonl_bytes, read_jsonl
    from timeline.export.parquet_files import has_parquet, parquet_bytes
    from timeline.export.spreadsheets import xlsx_bytes
    from timeline.export.streams import Streams, streamed, streamed_names
    from timeline.export.summaries import markdown_bytes
    from timeline.export.timelinejs import timelinejs_bytes
    from timeline.export.writing import opened_files, write_files

__all__ = [
    "FORMATS",
    "STREAMED",
    "Content",
    "CsvWriter",
    "Format",
    "Streams",
    "atom_bytes",
    "csv_bytes",
    "csv_of_rows",
    "files_of",
    "has_parquet",
    "ics_bytes",
    "jsonl_bytes",
    "markdown_bytes",
    "neutralise",
    "opened_files",
    "parquet_bytes",
    "read_csv",
    "read_jsonl",
    "restore",
    "streamed",
    "streamed_names",
    "timelinejs_bytes",
    "write_files",
    "xlsx_bytes",
]

_HOMES = {
    "CsvWriter": "timeline.export.csv_files",
    "STREAMED": "timeline.export.formats",
    "Streams": "timeline.export.streams",
    "streamed": "timeline.export.streams",
    "streamed_names": "timeline.export.streams",
    "opened_files": "timeline.export.writing",
    "Content": "timeline.export.content",
    "FORMATS": "timeline.export.formats",
    "Format": "timeline.export.formats",
    "atom_bytes": "timeline.export.feeds",
    "csv_bytes": "timeline.export.csv_files",
    "csv_of_rows": "timeline.export.csv_rows",
    "files_of": "timeline.export.formats",
    "has_parquet": "timeline.export.parquet_files",
    "ics_bytes": "timeline.export.calendars",
    "jsonl_bytes": "timeline.export.jsonl_files",
    "markdown_bytes": "timeline.export.summaries",
    "neutralise": "timeline.cells",
    "parquet_bytes": "timeline.export.parquet_files",
    "read_csv": "timeline.export.csv_files",
    "read_jsonl": "timeline.export.jsonl_files",
    "restore": "timeline.cells",
    "timelinejs_bytes": "timeline.export.timelinejs",
    "write_files": "timeline.export.writing",
    "xlsx_bytes": "timeline.export.spreadsheets",
}


def __getattr__(name: str) -> object:
    """Loads a format's module when it is first asked for: a command that writes CSV starts without all others."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
