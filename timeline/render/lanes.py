"""Where each event stands on the chart: a band for each category, lanes in it, so that nothing covers anything.

Vega-Lite does not keep marks or words apart; this does, before the chart is drawn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from timeline.render.window import DAY, Window, milliseconds

__all__ = ["MARK_RADIUS", "MOST_LABELS", "Band", "Item", "Label", "Layout", "arrange"]

MARK_RADIUS = 6.0  # pixels
_GAP = 8.0  # pixels between neighbours of a lane
MOST_LABELS = 60  # more words than that are a wall, not a chart
_LONGEST_LABEL = 46  # characters
_CHARACTER, _WIDE_CHARACTER = 6.1, 11.5  # pixels, at the size of 11 pixels
_HEADING_ROWS, _BAND_GAP = 1.0, 0.35  # in lanes


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a mark: their text and side (``left``: they end at the mark)."""

    text: str
    side: str


@dataclass(frozen=True, slots=True)
class Item:
    """One event on the chart: its row in the frame, its time in milliseconds, its lane counted from the top."""

    row: int
    start: int
    end: int
    y: float
    label: Label | None

    @property
    def is_day(self) -> bool:
        """Whether it is a single day: a point, not a bar."""
        return self.end - self.start == DAY


@dataclass(frozen=True, slots=True)
class Band:
    """The lanes of one category, ``top`` to ``bottom``; its heading stands in the first."""

    category: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """All events with their places; ``height`` counts lanes."""

    items: tuple[Item, ...]
    bands: tuple[Band, ...]
    height: float


@dataclass(slots=True)
class _Lane:
    """The stretches of one lane that are taken, in pixels."""

    taken: list[tuple[float, float]]

    def has_room(self, left: float, right: float) -> bool:
        return all(right + _GAP <= start or end + _GAP <= left for start, end in self.taken)


def arrange(
    frame: pd.DataFrame, window: Window, *, width: float, top: float = 0.0, most_labels: int = MOST_LABELS
) -> Layout:
    """The places of all events of a frame without undated rows, on a chart that is at least ``width`` pixels wide.

    The most salient events get words; lanes are added until no mark and no word touches another. A wider chart only
    moves them further apart.
    """
    labelled = set(frame.sort_values(["rank", "event_id"], na_position="last").index[:most_labels])
    items: list[Item] = []
    bands: list[Band] = []
    for category, rows in sorted(frame.groupby("category"), key=lambda group: str(group[0])):
        ordered = rows.sort_values(["date_start", "date_end", "event_id"])
        first_lane = top + _HEADING_ROWS
        placed, lanes = _pack(ordered, labelled, window, width)
        items += [Item(i.row, i.start, i.end, first_lane + i.y, i.label) for i in placed]
        bands.append(Band(str(category), top, first_lane + lanes))
        top = first_lane + lanes + _BAND_GAP
    return Layout(tuple(items), tuple(bands), top)


def _pack(rows: pd.DataFrame, labelled: set[int], window: Window, width: float) -> tuple[list[Item], int]:
    lanes: list[_Lane] = []
    items: list[Item] = []
    for row, start_day, end_day, title in zip(
        rows.index, rows["date_start"], rows["date_end"], rows["title"], strict=True
    ):
        start, end = milliseconds(start_day), milliseconds(end_day) + DAY
        left, right = _mark_edges(window, width, start, end)
        label = _label(title, left, right, width) if row in labelled else None
        if label is not None:
            left, right = _with_label(label, left, right)
        number = next((n for n, lane in enumerate(lanes) if lane.has_room(left, right)), len(lanes))
        if number == len(lanes):
            lanes.append(_Lane([]))
        lanes[number].taken.append((left, right))
        items.append(Item(row, start, end, float(number), label))
    return items, len(lanes)


def _mark_edges(window: Window, width: float, start: int, end: int) -> tuple[float, float]:
    if end - start == DAY:
        middle = window.at(start + DAY / 2, width)
        return middle - MARK_RADIUS, middle + MARK_RADIUS
    return window.at(start, width), window.at(end, width)


def _label(title: str, left: float, right: float, width: float) -> Label | None:
    text = _plain(title)
    if len(text) > _LONGEST_LABEL:
        text = text[: _LONGEST_LABEL - 1].rstrip() + "…"
    room = _text_width(text) + _GAP
    if not text or right < 0 or left > width:
        return None
    if right + room <= width:
        return Label(text, "right")
    return Label(text, "left") if left - room >= 0 else None


def _with_label(label: Label, left: float, right: float) -> tuple[float, float]:
    room = _text_width(label.text) + _GAP
    return (left, right + room) if label.side == "right" else (left - room, right)


def _text_width(text: str) -> float:
    return sum(_WIDE_CHARACTER if unicodedata.east_asian_width(c) in "WF" else _CHARACTER for c in text)


def _plain(text: str) -> str:
    """Words that stay where they are put: without line breaks and characters that turn the reading direction."""
    return " ".join("".join(_visible(text)).split())


def _visible(text: str) -> Iterable[str]:
    return (" " if c.isspace() else c for c in text if c.isspace() or not unicodedata.category(c).startswith("C"))
