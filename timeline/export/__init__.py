"""From a timeline to files that people and programs take away, and the writing of files that are never half-written."""

from __future__ import annotations

from timeline.cells import neutralise, restore
from timeline.export.calendars import ics_bytes
from timeline.export.content import Content
from timeline.export.csv_files import csv_bytes, read_csv
from timeline.export.feeds import atom_bytes
from timeline.export.formats import FORMATS, Format, files_of
from timeline.export.jsonl_files import jsonl_bytes, read_jsonl
from timeline.export.parquet_files import has_parquet, parquet_bytes
from timeline.export.spreadsheets import xlsx_bytes
from timeline.export.summaries import markdown_bytes
from timeline.export.timelinejs import timelinejs_bytes
from timeline.export.writing import write_files

__all__ = [
    "FORMATS",
    "Content",
    "Format",
    "atom_bytes",
    "csv_bytes",
    "files_of",
    "has_parquet",
    "ics_bytes",
    "jsonl_bytes",
    "markdown_bytes",
    "neutralise",
    "parquet_bytes",
    "read_csv",
    "read_jsonl",
    "restore",
    "timelinejs_bytes",
    "write_files",
    "xlsx_bytes",
]
