"""Events and mentions as pandas tables: the only place that knows column names and dtypes."""

from timeline.table.columns import LEADS, MENTIONS, PROBLEMS, TABLES, TIMELINE, Column, Kind
from timeline.table.frames import build, lead_frame, mention_frame, problem_frame, timeline_frame, validate

__all__ = [
    "LEADS",
    "MENTIONS",
    "PROBLEMS",
    "TABLES",
    "TIMELINE",
    "Column",
    "Kind",
    "build",
    "lead_frame",
    "mention_frame",
    "problem_frame",
    "timeline_frame",
    "validate",
]
