"""Events and mentions as pandas tables: the only place that knows column names and dtypes."""

from timeline.table.columns import MENTIONS, PROBLEMS, TABLES, TIMELINE, Column, Kind
from timeline.table.frames import build, mention_frame, problem_frame, timeline_frame, validate

__all__ = [
    "MENTIONS",
    "PROBLEMS",
    "TABLES",
    "TIMELINE",
    "Column",
    "Kind",
    "build",
    "mention_frame",
    "problem_frame",
    "timeline_frame",
    "validate",
]
