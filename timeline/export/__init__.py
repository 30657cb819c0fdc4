"""From a table to files that people open: CSV, XLSX, and the writing of files that are never half-written."""

from __future__ import annotations

from timeline.cells import neutralise, restore
from timeline.export.csv_files import csv_bytes, read_csv
from timeline.export.spreadsheets import xlsx_bytes
from timeline.export.writing import write_files

__all__ = ["csv_bytes", "neutralise", "read_csv", "restore", "write_files", "xlsx_bytes"]
