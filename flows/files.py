"""The files of a run: the tables, as CSV and workbook, and the views of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from timeline.export import csv_bytes, xlsx_bytes
from timeline.model import Event, Lead, Problem
from timeline.render import png, report_html
from timeline.table import lead_frame, mention_frame, problem_frame, timeline_frame

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RUN_FILE", "TITLE", "Tables", "csv_files", "tables_of", "view_files"]

Tables = Mapping[str, "pd.DataFrame"]

TITLE = "Timeline of events"
RUN_FILE = "run.json"


def tables_of(events: Sequence[Event], leads: Iterable[Lead], problems: Sequence[Problem]) -> Tables:
    """Make the four tables, by name."""
    return {
        "timeline": timeline_frame(events),
        "mentions": mention_frame(events),
        "leads": lead_frame(leads),
        "problems": problem_frame(problems),
    }


def csv_files(tables: Tables) -> dict[str, bytes]:
    """Give the tables as CSV files: what tells whether a run found anything new."""
    return {f"{name}.csv": csv_bytes(frame) for name, frame in tables.items()}


def view_files(tables: Tables, *, as_of: date, facts: Mapping[str, str]) -> dict[str, bytes]:
    """Give the workbook, the report and the picture of the same tables, and what it takes to make them again."""
    run = {"as_of": as_of.isoformat(), "facts": dict(facts)}
    return {
        "timeline.xlsx": xlsx_bytes(tables),
        "report.html": report_html(tables, title=TITLE, as_of=as_of, facts=facts).encode("utf-8"),
        "timeline.png": png(tables["timeline"], title=TITLE, as_of=as_of),
        RUN_FILE: (json.dumps(run, indent=2) + "\n").encode(),
    }
