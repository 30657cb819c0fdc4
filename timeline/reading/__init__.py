"""From bytes to documents: files, folders and manifests in; texts with their origin out, and what went wrong."""

from __future__ import annotations

from timeline.reading.duplicates import Marks, Repeat, drop_duplicates, marks_of, repeats, told_once_more
from timeline.reading.entries import Entry, Manner, Reading, Source, Survey
from timeline.reading.fetched import FetchRecord
from timeline.reading.language import is_english
from timeline.reading.listed import Listed
from timeline.reading.loading import drop_clashes, fetch, load, parse, read, read_survey
from timeline.reading.sources import survey

__all__ = [
    "Entry",
    "FetchRecord",
    "Listed",
    "Manner",
    "Marks",
    "Reading",
    "Repeat",
    "Source",
    "Survey",
    "drop_clashes",
    "drop_duplicates",
    "fetch",
    "is_english",
    "load",
    "marks_of",
    "parse",
    "read",
    "read_survey",
    "repeats",
    "survey",
    "told_once_more",
]
