"""Events and mentions as pandas tables: the only place that knows column names and dtypes."""

from timeline.table.columns import CHANGES, LEADS, MENTIONS, PROBLEMS, TABLES, TIMELINE, Column, Kind
from timeline.table.frames import (
    build,
    change_frame,
    lead_frame,
    mention_frame,
    problem_frame,
    timeline_frame,
    validate,
)

__all__ = [
    "CHANGES",
    "LEADS",
    "MENTIONS",
    "PROBLEMS",
    "TABLES",
    "TIMELINE",
    "Column",
    "Kind",
    "build",
    "change_frame",
    "lead_frame",
    "mention_frame",
    "problem_frame",
    "timeline_frame",
    "validate",
]
