"""What each event looks like and says on the chart: one record of plain values for each mark."""

from __future__ import annotations

from collections.abc import Hashable

from timeline.cells import encodable
from timeline.render.lanes import MARK_RADIUS, Item
from timeline.render.palette import STATUS_NAMES, category_colour, category_name
from timeline.render.window import DAY, Window

__all__ = ["CANCELLED_COLOUR", "Record", "counted", "label_record", "mark_record"]

Record = dict[str, object]

CANCELLED_COLOUR = "#8a94a3"
_BAR_HALF = 0.29  # of a lane
_LABEL_GAP = MARK_RADIUS + 4  # pixels
_LONGEST_QUOTE = 260  # characters in a tooltip; the evidence has the whole

_SOLID, _FADED, _HOLLOW = 0.92, 0.3, 0.06


def mark_record(event: dict[Hashable, object], item: Item, window: Window) -> Record:
    """One event as a mark: its place, its look and what it says when pointed at.

    A lasting interval is solid; one in which it happened on some day, or that is approximate, is faded. What is only
    planned or proposed is hollow, what is cancelled grey. A bar that reaches beyond the window is cut at its edge.
    """
    status = str(event["status"])
    faded = event["extent"] == "within" or event["approximate"] is True
    hollow = status in ("planned", "proposed", "cancelled")
    shown = str(event["date_shown"])
    title = encodable(str(event["title"]))
    return {
        "event_id": encodable(str(event["event_id"])),
        "title": title,
        "when": shown,
        "status": STATUS_NAMES.get(status, status),
        "category": category_name(encodable(str(event["category"]))),
        "sources": _sources(event),
        "quote": _short(encodable(str(event["best_quote"]))),
        "label": f"{title}, {shown}",
        "x": item.start + DAY // 2 if item.is_day else max(item.start, window.start),
        "x2": min(item.end, window.end),
        "y": round(item.y + 0.5, 2),
        "y1": round(item.y + 0.5 - _BAR_HALF, 2),
        "y2": round(item.y + 0.5 + _BAR_HALF, 2),
        "state": status,
        "colour": CANCELLED_COLOUR if status == "cancelled" else category_colour(str(event["category"])),
        "fill": _HOLLOW if hollow else _FADED if faded else _SOLID,
        "stroke": 0.55 if faded else 1.0,
    }


def label_record(item: Item) -> Record | None:
    """The words beside a mark, or None for an event without."""
    if item.label is None:
        return None
    left = item.label.side == "left"
    moment = item.start + DAY // 2 if item.is_day else item.start if left else item.end
    gap = _LABEL_GAP if item.is_day else _LABEL_GAP - MARK_RADIUS
    return {"text": item.label.text, "x": moment, "y": round(item.y + 0.5, 2), "side": item.label.side, "gap": gap}


def counted(count: object, noun: str) -> str:
    """A number with its noun, or nothing where it is not known.

    >>> import pandas as pd
    >>> counted(1, "document"), counted(3, "document"), counted(pd.NA, "document")
    ('1 document', '3 documents', '')
    """
    if not isinstance(count, int):
        return ""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _sources(event: dict[Hashable, object]) -> str:
    parts = (counted(event["document_count"], "document"), counted(event["publisher_count"], "publisher"))
    return ", ".join(part for part in parts if part)


def _short(quote: str) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"
