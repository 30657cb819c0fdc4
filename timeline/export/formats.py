"""Every format a timeline can be handed out in, by name: the one place that knows them all."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from timeline.export.calendars import ics_bytes
from timeline.export.content import Content
from timeline.export.csv_files import csv_bytes
from timeline.export.datapackage import datapackage_bytes
from timeline.export.feeds import atom_bytes
from timeline.export.jsonl_files import jsonl_bytes
from timeline.export.parquet_files import has_parquet, parquet_bytes
from timeline.export.spreadsheets import xlsx_bytes
from timeline.export.summaries import markdown_bytes
from timeline.export.timelinejs import timelinejs_bytes
from timeline.table.columns import ABOUT, TABLES

__all__ = ["FORMATS", "RUN_FORMATS", "STREAMED", "Format", "files_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the name of its file in a run's folder, what it is for, and the function that makes its bytes.

    ``is_text`` says whether it can be shown on a screen.
    """

    file: str
    mediatype: str
    about: str
    make: Callable[[Content], bytes]
    is_text: bool = True


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PARQUET = "application/vnd.apache.parquet"


def _csv(name: str) -> Format:
    return Format(f"{name}.csv", "text/csv", ABOUT[name], lambda content: csv_bytes(content.tables[name]))


def _parquet(name: str) -> Format:
    return Format(
        f"{name}.parquet",
        _PARQUET,
        f"{ABOUT[name]}; typed, with the meaning of each column (extra parquet)",
        lambda content: parquet_bytes(content.tables[name], name),
        is_text=False,
    )


def _datapackage(content: Content) -> bytes:
    described = {
        form.file: form for form in FORMATS.values() if form.mediatype != "text/csv" and form.file != "datapackage.json"
    }
    others = [(name, described[name].mediatype, described[name].about) for name in content.beside if name in described]
    return datapackage_bytes(content.title, others)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "csv": _csv("timeline"),
        **{f"{name}-csv": _csv(name) for name in TABLES if name != "timeline"},
        "xlsx": Format(
            "timeline.xlsx",
            _XLSX,
            "all tables as a workbook",
            lambda content: xlsx_bytes(content.tables, beyond=content.beyond),
            is_text=False,
        ),
        "jsonl": Format(
            "timeline.jsonl",
            "application/jsonl",
            "events with all their mentions, one a line; lossless",
            lambda content: jsonl_bytes(content.events),
        ),
        "parquet": _parquet("timeline"),
        **{f"{name}-parquet": _parquet(name) for name in TABLES if name != "timeline"},
        "ics": Format("timeline.ics", "text/calendar", "a calendar of what has a day", ics_bytes),
        "timelinejs": Format("timelinejs.json", "application/json", "slides for TimelineJS", timelinejs_bytes),
        "atom": Format("feed.xml", "application/atom+xml", "a feed of new and changed events", atom_bytes),
        "markdown": Format("summary.md", "text/markdown", "a summary for a wiki or a mail", markdown_bytes),
        "datapackage": Format(
            "datapackage.json", "application/json", "the tables and files described (Frictionless)", _datapackage
        ),
    }
)
"""The formats by the name that `timeline export` knows them by."""

RUN_FORMATS = ("xlsx", "jsonl", "parquet", "mentions-parquet", "ics", "timelinejs", "atom", "markdown", "datapackage")
"""What a run writes beside the CSV files; the Parquet files only where pyarrow is installed."""


STREAMED = frozenset(("jsonl", "parquet", "mentions-parquet"))
"""Those of them that hold everything, however much it is, and are written bit by bit (``timeline.export.streams``)."""


def files_of(content: Content, *, without: Container[str] = ()) -> dict[str, bytes]:
    """The files of a run beside its CSV files, by name; those of the formats ``without`` are only described."""
    formats = {name: FORMATS[name] for name in RUN_FORMATS if has_parquet() or "parquet" not in name}
    described = replace(content, beside=tuple(form.file for form in formats.values()))
    return {form.file: form.make(described) for name, form in formats.items() if name not in without}
