"""The columns of every table we hand out, with their types and meanings: the data dictionary.

This is the only place that knows column names and dtypes. All columns exist from the first version on; a column that a
version cannot fill yet is empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from pandas import StringDtype

__all__ = ["ABOUT", "CHANGES", "LEADS", "MENTIONS", "PROBLEMS", "TABLES", "TIMELINE", "Column", "Kind"]


class Kind(StrEnum):
    """What a column holds, and the pandas dtype it has."""

    TEXT = "text"
    DAY = "day"
    FLAG = "flag"
    COUNT = "count"
    SHARE = "share"

    @property
    def dtype(self) -> str | StringDtype[Any]:
        """The pandas dtype; a missing day is NaT, a missing count, flag or share is NA, a missing text is ''.

        Text is pandas' own ``str``, always in Python strings: where pyarrow is installed pandas would keep it there,
        and half a character of a broken document would stop the run.
        """
        if self is Kind.TEXT:
            import pandas as pd  # noqa: PLC0415 - "import timeline" stays cheap

            return pd.StringDtype(storage="python", na_value=float("nan"))
        return _DTYPES[self]


_DTYPES = {
    Kind.DAY: "datetime64[us]",
    Kind.FLAG: "boolean",
    Kind.COUNT: "Int64",
    Kind.SHARE: "Float64",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, and what it means to a reader."""

    name: str
    kind: Kind
    meaning: str


def _columns(kinds: dict[str, Kind], meanings: tuple[tuple[str, str], ...]) -> tuple[Column, ...]:
    return tuple(Column(name, kinds.get(name, Kind.TEXT), meaning) for name, meaning in meanings)


_KINDS = {
    **dict.fromkeys(
        (
            "date_start",
            "date_end",
            "announced_on",
            "published",
            "status_as_of",
            "first_reported",
            "last_reported",
            "best_published",
            "changed_on",
        ),
        Kind.DAY,
    ),
    **dict.fromkeys(
        (
            "page",
            "trigger_start",
            "trigger_end",
            "date_text_start",
            "date_text_end",
            "quote_start",
            "quote_end",
            "rank",
            "mention_count",
            "document_count",
            "publisher_count",
        ),
        Kind.COUNT,
    ),
    "approximate": Kind.FLAG,
    "confidence": Kind.SHARE,
}

_WHEN = (
    ("date_shown", "the date for people, as exact as the text and never more; “undated” where there is none"),
    ("date_start", "first day of the interval (ISO 8601)"),
    ("date_end", "last day of the interval, included"),
    ("extent", "lasts: it fills the interval; within: it happened on some day in it"),
    ("granularity", "day, week, month, quarter, year, range or none"),
    ("approximate", "true where the words hedge (“about”, “days earlier”)"),
    ("announced_on", "the day it was announced, where that is another day than the one on which it happens"),
    (
        "date_basis",
        "explicit, relative, event-relative, duration, dct (publication day of a report of the act itself) or none",
    ),
    ("date_text", "the words of the document that give the date"),
)

MENTIONS = _columns(
    _KINDS,
    (
        ("mention_id", "hash of document, quote, category and ordinal: the same in every run"),
        ("event_id", "the event (row of timeline.csv) this mention belongs to"),
        ("document_id", "the document that reports it"),
        ("category", "event type"),
        ("status", "occurred, ongoing, planned, proposed or cancelled, at publication"),
        ("title", "short title built from the words of the text"),
        *_WHEN,
        ("date_rule", "the rule that read the date"),
        ("date_note", "why a date is missing or disputed"),
        ("trigger", "the words that report the event"),
        ("quote", "the sentence they stand in"),
        ("actors", "who acts, as written; joined with “; ”"),
        ("countries", "countries involved, ISO 3166-1 alpha-2 codes; joined with “; ”"),
        ("place", "where, as written"),
        ("confidence", "probability that category and date are right, 0 to 1; empty where not calibrated"),
        ("published", "publication day of the document"),
        ("published_basis", "given, feed, metadata, url, dateline, filename, pdf or none"),
        ("publisher", "who published the document"),
        ("url", "address of the document"),
        ("language", "language of the document"),
        ("page", "page of a PDF, from 1"),
        ("trigger_start", "offset of the trigger in the document's text, in characters"),
        ("trigger_end", "offset behind the trigger"),
        ("date_text_start", "offset of date_text"),
        ("date_text_end", "offset behind date_text"),
        ("quote_start", "offset of the quote"),
        ("quote_end", "offset behind the quote"),
        ("edtf", "the interval in EDTF (ISO 8601-2); empty where undated"),
    ),
)

TIMELINE = _columns(
    _KINDS,
    (
        ("event_id", "stable id of the event, kept across runs"),
        ("title", "short title"),
        ("category", "event type"),
        ("status", "status in the latest document that reports it"),
        ("status_as_of", "publication day of that document"),
        *_WHEN,
        ("date_note", "why a date is missing or disputed"),
        ("actors", "who acts; joined with “; ”"),
        ("countries", "countries involved, ISO 3166-1 alpha-2 codes; joined with “; ”"),
        ("place", "where"),
        ("confidence", "probability that category and date are right, 0 to 1; empty where not calibrated"),
        ("rank", "1 is the most salient event"),
        ("mention_count", "places that report it"),
        ("document_count", "documents that report it"),
        ("publisher_count", "publishers that report it independently: copies of one text count once"),
        ("publishers", "names of all publishers that report it, copies included; joined with “; ”"),
        ("first_reported", "earliest publication day of its documents"),
        ("last_reported", "latest publication day of its documents"),
        ("best_quote", "the sentence that says most about it"),
        ("best_document_id", "document of that sentence"),
        ("best_url", "address of that document"),
        ("best_published", "publication day of that document"),
        (
            "related_events",
            "events of the same measure, each with what it does to it: “ID (takes effect); ID (ends)”",
        ),
        ("change", "last change: new, corroborated, date moved, status changed, edited or withdrawn"),
        ("changed_on", "as-of day of the run that published that change"),
        ("note", "the reader's note"),
        ("tags", "the reader's tags; joined with “; ”"),
        ("edtf", "the interval in EDTF (ISO 8601-2); empty where undated"),
    ),
)

PROBLEMS = _columns(
    {},
    (
        ("document_id", "the document, or the file where there is no document"),
        ("severity", "error: the document is not in the timeline; warning: it is"),
        ("place", "where in it"),
        ("problem", "what is wrong"),
        ("cure", "what to do about it"),
    ),
)

LEADS = _columns(
    _KINDS,
    (
        ("document_id", "the document in which the sentence stands"),
        ("published", "publication day of the document"),
        ("quote_start", "offset of the sentence in the document's text, in characters"),
        ("quote_end", "offset behind the sentence"),
        ("quote", "the dated sentence that no event covers, of a long one the words around the date; one row for each"),
        ("date_text", "the words that give the date"),
        ("date_text_start", "offset of date_text"),
        ("date_text_end", "offset behind date_text"),
        ("date_start", "first day of the interval (ISO 8601)"),
        ("date_end", "last day of the interval, included"),
        ("extent", "lasts: the words name the whole interval; within: some day in it"),
        ("granularity", "day, week, month, quarter, year or range"),
        ("approximate", "true where the words hedge (“about”, “days earlier”)"),
        ("reason", "what kept the sentence from being an event"),
        ("publisher", "who published the document"),
        ("url", "address of the document"),
        ("edtf", "the interval in EDTF (ISO 8601-2)"),
    ),
)

CHANGES = _columns(
    {},
    (
        ("event_id", "the event"),
        ("change", "new, corroborated, date moved, status changed, edited or withdrawn"),
        ("field", "the field that changed; documents where another one reports it, event_id where it became another"),
        ("before", "what it said in the run before; a date in EDTF"),
        ("after", "what it says now; empty where it is withdrawn"),
        ("document_id", "the document that brought it about; empty where no single one did"),
    ),
)

TABLES = {"timeline": TIMELINE, "mentions": MENTIONS, "changes": CHANGES, "leads": LEADS, "problems": PROBLEMS}

ABOUT = {
    "timeline": "one row per real-world event",
    "mentions": "one row per place in a document that reports an event",
    "changes": "what happened to events since the run before",
    "leads": "dated sentences that no event covers, with what kept them from being one",
    "problems": "what could not be read, why, and what to do about it",
}
"""What each table holds."""
