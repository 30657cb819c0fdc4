"""What changed since the last report, told by kind, each with what it said before and what it says now."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from timeline.cells import encodable
from timeline.render.palette import STATUS_NAMES, category_colour
from timeline.render.readable import edtf_shown

__all__ = ["Changed", "Group", "News", "news_of", "shown_values"]

_Record = Mapping[Hashable, object]

# In the order in which a reader needs them: what may overturn a plan stands first.
_HEADINGS = {
    "date moved": "Date moved",
    "status changed": "Status changed",
    "withdrawn": "Withdrawn",
    "new": "New",
    "edited": "Edited",
    "corroborated": "Corroborated",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One change: the event, its title and date, what it said before and what it says now, and who brought it."""

    event_id: str
    title: str
    shown: str
    colour: str
    field: str
    before: str
    after: str
    document_id: str
    heir_id: str
    is_listed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """All changes of a kind; ``events`` counts the events they happened to."""

    kind: str
    heading: str
    changes: tuple[Changed, ...]
    events: int

    @property
    def filter(self) -> str:
        """The fragment of the page's address that shows these events in the table."""
        return urlencode({"change": self.kind})


@dataclass(frozen=True, slots=True)
class News:
    """What changed; ``is_first`` where there is no report to compare with: then everything is new."""

    groups: tuple[Group, ...]
    is_first: bool


def news_of(changes: pd.DataFrame, timeline: pd.DataFrame, *, is_compared: bool = False) -> News:
    """The changes by kind, each kind with its weightiest events (by rank) first.

    ``is_compared`` says that they are since a known day: then this is no first report, even where all of it is new.
    """
    events = {str(event["event_id"]): event for event in timeline.to_dict("records")}
    rows = changes.to_dict("records")
    ranks = {key: int(e["rank"]) if not pd.isna(e["rank"]) else len(events) for key, e in events.items()}
    rows.sort(key=lambda row: (ranks.get(str(row["event_id"]), 0), str(row["event_id"])))
    kinds = [*_HEADINGS, *sorted({str(row["change"]) for row in rows} - _HEADINGS.keys())]
    groups = []
    for kind in kinds:
        found = tuple(_changed(row, events) for row in rows if row["change"] == kind)
        if found:
            heading = _HEADINGS.get(kind, kind.capitalize())
            groups.append(Group(kind, encodable(heading), found, len({change.event_id for change in found})))
    is_first = not is_compared and [group.kind for group in groups] == ["new"] and groups[0].events == len(events)
    return News(tuple(groups), is_first)


def shown_values(changes: pd.DataFrame) -> dict[str, str]:
    """The dates in ``before`` and ``after`` as people write them, by their EDTF."""
    dates = changes[changes["field"] == "date"]
    return {text: edtf_shown(text) for text in sorted({*dates["before"], *dates["after"]})}


def _changed(row: _Record, events: Mapping[str, _Record]) -> Changed:
    event_id, heir = str(row["event_id"]), ""
    field, before, after = str(row["field"]), str(row["before"]), str(row["after"])
    if row["change"] == "withdrawn":
        heir, before, after = (after if after in events else ""), "", ""
    event = events.get(event_id) or events.get(heir)
    return Changed(
        event_id=encodable(event_id),
        title=encodable(str(event["title"])) if event else "",
        shown=str(event["date_shown"]) if event else "",
        colour=category_colour(str(event["category"])) if event else "var(--quiet)",
        field=encodable(field),
        before=_value(field, before) if row["change"] in ("date moved", "status changed", "edited") else "",
        after=_value(field, after),
        document_id=encodable(str(row["document_id"])),
        heir_id=encodable(heir),
        is_listed=event_id in events,
    )


def _value(field: str, text: str) -> str:
    if field == "date":
        return edtf_shown(text)
    return encodable(STATUS_NAMES.get(text, text) if field == "status" else text)
