"""From bytes to documents: files, folders and manifests in; texts with their origin out, and what went wrong."""

from __future__ import annotations

from timeline.reading.entries import Entry, Reading, Source, Survey
from timeline.reading.language import is_english
from timeline.reading.loading import drop_clashes, fetch, load, parse, read
from timeline.reading.sources import survey

__all__ = [
    "Entry",
    "Reading",
    "Source",
    "Survey",
    "drop_clashes",
    "fetch",
    "is_english",
    "load",
    "parse",
    "read",
    "survey",
]
