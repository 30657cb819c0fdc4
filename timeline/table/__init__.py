"""Events and mentions as pandas tables: the only place that knows column names and dtypes."""

from timeline.table.columns import CHANGES, LEADS, MENTIONS, PROBLEMS, TABLES, TIMELINE, Column, Kind
from timeline.table.frames import (
    best_mention,
    build,
    change_frame,
    lead_frame,
    mention_frame,
    mention_rows,
    problem_frame,
    timeline_frame,
    told_frame,
    validate,
    worst_first,
)
from timeline.table.selecting import Selection, chosen, coming, overdue, select

__all__ = [
    "CHANGES",
    "LEADS",
    "MENTIONS",
    "PROBLEMS",
    "TABLES",
    "TIMELINE",
    "Column",
    "Kind",
    "Selection",
    "best_mention",
    "build",
    "change_frame",
    "chosen",
    "coming",
    "lead_frame",
    "mention_frame",
    "mention_rows",
    "overdue",
    "problem_frame",
    "select",
    "timeline_frame",
    "told_frame",
    "validate",
    "worst_first",
]
