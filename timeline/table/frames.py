"""Makes the tables: one row a mention, an event, a lead or a problem, each checked before it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from timeline.events import extract_document
from timeline.merge import merge
from timeline.model import Change, Document, Event, Lead, Mention, Problem, Severity, When
from timeline.rulebook import Rulebook, load_rulebook
from timeline.table.columns import CHANGES, LEADS, MENTIONS, PROBLEMS, TIMELINE, Column, Kind

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "best_mention",
    "build",
    "change_frame",
    "lead_frame",
    "mention_frame",
    "mention_rows",
    "problem_frame",
    "timeline_frame",
    "told_frame",
    "validate",
    "worst_first",
]

_JOINT = "; "
Value = str | int | float | bool | datetime | None


def build(documents: Iterable[Document], *, rulebook: Rulebook | None = None) -> pd.DataFrame:
    """The timeline of some documents: one row per real-world event, in order of date, undated last.

    The frame has the columns of ``timeline.table.TIMELINE``; days are ``datetime64[us]``, missing ones NaT.

    >>> from timeline.model import Origin
    >>> document = Document(Origin("a", published=date(2025, 7, 28)), "China opened the World AI Forum on Saturday.")
    >>> frame = build([document])
    >>> frame[["title", "category", "date_shown"]].to_dict("records")
    [{'title': 'World AI Forum', 'category': 'conference', 'date_shown': '26 July 2025'}]
    """
    rules = rulebook or load_rulebook()
    return timeline_frame(
        merge(mention for document in documents for mention in extract_document(document, rules).mentions)
    )


def timeline_frame(events: Sequence[Event]) -> pd.DataFrame:
    """One row per event, in the order given."""
    return _frame([_event_row(event) for event in events], TIMELINE)


def mention_frame(events: Sequence[Event]) -> pd.DataFrame:
    """One row per mention, by document and place in it."""
    return _frame(mention_rows(events), MENTIONS)


def mention_rows(events: Sequence[Event]) -> list[dict[str, Value]]:
    """The rows of ``mention_frame`` as they are before they become a frame."""
    rows = [(mention, event.id) for event in events for mention in event.mentions]
    rows.sort(key=lambda pair: (pair[0].origin.id, pair[0].trigger_span, pair[0].category, pair[0].id))
    return [_mention_row(mention, event_id) for mention, event_id in rows]


def told_frame(mentions: Iterable[tuple[Mention, str]]) -> pd.DataFrame:
    """One row per mention, in the order given, each with the id of its event."""
    return _frame([_mention_row(mention, event_id) for mention, event_id in mentions], MENTIONS)


def change_frame(changes: Iterable[Change]) -> pd.DataFrame:
    """One row per change of an event, in the order given."""
    names = [column.name for column in CHANGES]
    return _frame([{name: getattr(change, name) for name in names} for change in changes], CHANGES)


def lead_frame(leads: Iterable[Lead]) -> pd.DataFrame:
    """One row per date in a sentence that no event covers, by document and place in it."""
    ordered = sorted(leads, key=lambda lead: (lead.origin.id, lead.date_text_span))
    return _frame([_lead_row(lead) for lead in ordered], LEADS)


def problem_frame(problems: Iterable[Problem]) -> pd.DataFrame:
    """One row per problem, errors before warnings."""
    ordered = sorted(problems, key=worst_first)
    rows: list[dict[str, Value]] = [
        {
            "document_id": problem.document_id,
            "severity": problem.severity.value,
            "place": problem.place,
            "problem": problem.problem,
            "cure": problem.cure,
        }
        for problem in ordered
    ]
    return _frame(rows, PROBLEMS)


def worst_first(problem: Problem) -> tuple[Severity, str, str, str]:
    """The order of problems."""
    return (problem.severity, problem.document_id, problem.place, problem.problem)


def _frame(rows: Sequence[Mapping[str, Value]], columns: Sequence[Column]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - "import timeline" stays cheap

    data = {
        column.name: pd.Series(_values(rows, column), dtype=column.kind.dtype, name=column.name) for column in columns
    }
    return validate(pd.DataFrame(data, columns=[column.name for column in columns]), columns)


def _values(rows: Sequence[Mapping[str, Value]], column: Column) -> list[Value]:
    name = column.name
    if column.kind is Kind.TEXT:
        return ["" if (value := row.get(name)) is None else value for row in rows]
    return [row.get(name) for row in rows]


def validate(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """The frame itself, if it keeps what the tables promise; ValueError with the broken promise otherwise.

    The promises: all columns in order with their dtypes, no date interval that ends before it starts or has one end
    only, a date or a reason for having none; an event has one row in the timeline, a mention one among the mentions.
    """
    names = [column.name for column in columns]
    if list(frame.columns) != names:
        message = f"columns are {list(frame.columns)}, expected {names}"
        raise ValueError(message)
    for column in columns:
        if str(frame[column.name].dtype) != column.kind.dtype:
            message = f"column {column.name} has dtype {frame[column.name].dtype}, expected {column.kind.dtype}"
            raise ValueError(message)
    key = names[0]
    if columns in (TIMELINE, MENTIONS) and frame[key].duplicated().any():
        message = f"{key} occurs more than once: {frame[key][frame[key].duplicated()].iloc[0]}"
        raise ValueError(message)
    if "date_start" in names:
        _validate_dates(frame, key)
    return frame


def _validate_dates(frame: pd.DataFrame, key: str) -> None:
    start, end = frame["date_start"], frame["date_end"]
    broken = (start > end) | (start.isna() != end.isna()) | ((frame["edtf"] == "") != start.isna())
    unexplained = start.isna() & (frame["date_note"] == "") if "date_note" in frame else start.isna()
    for bad, promise in ((broken, "has a broken date interval"), (unexplained, "has no date and no reason")):
        if bad.any():
            message = f"{key} {frame[key][bad].iloc[0]} {promise}"
            raise ValueError(message)


def _midnight(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day) if day is not None else None  # noqa: DTZ001 - a calendar day has no zone


def _when_cells(when: When | None) -> dict[str, Value]:
    if when is None:
        return {"date_shown": "undated", "granularity": "none", "approximate": False}
    return {
        "date_shown": when.shown,
        "date_start": _midnight(when.start),
        "date_end": _midnight(when.end),
        "extent": when.extent.value,
        "granularity": when.granularity.value,
        "approximate": when.approximate,
        "edtf": when.edtf,
    }


def _mention_row(mention: Mention, event_id: str) -> dict[str, Value]:
    origin = mention.origin
    date_span = mention.date_text_span
    return {
        "mention_id": mention.id,
        "event_id": event_id,
        "document_id": origin.id,
        "category": mention.category,
        "status": mention.status.value,
        "title": mention.title,
        **_when_cells(mention.when),
        "announced_on": _midnight(mention.announced_on),
        "date_basis": mention.date_basis.value,
        "date_text": mention.date_text,
        "date_rule": mention.date_rule,
        "date_note": mention.date_note,
        "trigger": mention.trigger,
        "quote": mention.quote,
        "actors": _JOINT.join(mention.actors),
        "countries": _JOINT.join(mention.countries),
        "place": mention.place,
        "confidence": mention.confidence,
        "published": _midnight(origin.published),
        "published_basis": origin.published_basis,
        "publisher": origin.publisher,
        "url": origin.url,
        "language": origin.language,
        "page": mention.page,
        "trigger_start": mention.trigger_span.start,
        "trigger_end": mention.trigger_span.end,
        "date_text_start": date_span.start if date_span else None,
        "date_text_end": date_span.end if date_span else None,
        "quote_start": mention.quote_span.start,
        "quote_end": mention.quote_span.end,
    }


def _lead_row(lead: Lead) -> dict[str, Value]:
    origin = lead.origin
    return {
        "document_id": origin.id,
        "published": _midnight(origin.published),
        "quote_start": lead.quote_span.start,
        "quote_end": lead.quote_span.end,
        "quote": lead.quote,
        "date_text": lead.date_text,
        "date_text_start": lead.date_text_span.start,
        "date_text_end": lead.date_text_span.end,
        **_when_cells(lead.when),
        "reason": lead.reason,
        "publisher": origin.publisher,
        "url": origin.url,
    }


def _event_row(event: Event) -> dict[str, Value]:
    best = best_mention(event)
    origins = {mention.origin.id: mention.origin for mention in event.mentions}
    publishers = sorted({origin.publisher for origin in origins.values() if origin.publisher})
    days = sorted(origin.published for origin in origins.values() if origin.published is not None)
    return {
        "event_id": event.id,
        "title": event.title,
        "category": event.category,
        "status": event.status.value,
        "status_as_of": _midnight(event.status_as_of),
        **_when_cells(event.when),
        "announced_on": _midnight(event.announced_on),
        "date_basis": event.date_basis.value,
        "date_text": event.date_text,
        "date_note": event.date_note,
        "actors": _JOINT.join(event.actors),
        "countries": _JOINT.join(event.countries),
        "place": event.place,
        "confidence": event.confidence,
        "rank": event.rank,
        "mention_count": len(event.mentions),
        "document_count": len(origins),
        "publisher_count": event.publisher_count,
        "publishers": _JOINT.join(publishers),
        "first_reported": _midnight(days[0]) if days else None,
        "last_reported": _midnight(days[-1]) if days else None,
        "best_quote": best.quote,
        "best_document_id": best.origin.id,
        "best_url": best.origin.url,
        "best_published": _midnight(best.origin.published),
        "related_events": _JOINT.join(f"{relation.event_id} ({relation.kind})" for relation in event.related),
        "change": event.change,
        "changed_on": _midnight(event.changed_on),
        "note": event.note,
        "tags": _JOINT.join(event.tags),
    }


def best_mention(event: Event) -> Mention:
    """The mention that gives the event its date, else the first one told."""
    return next(
        (mention for mention in event.mentions if mention.when == event.when and mention.date_text), event.mentions[0]
    )
